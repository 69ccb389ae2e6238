"""Bodies and requests that no well-behaved client sends, to the running service."""

import json
import time
from collections.abc import Callable

import httpx
import pytest

from tests.http_raw import talk
from tests.security.service import Service
from tests.web.signing import ORIGIN
from tests.web.visitor import Visitor, code_of, new_id

New = Callable[..., Visitor]
DEEP = 100_000
ID = '"id": "12345678"'

BODIES: dict[str, bytes] = {
    "nothing": b"",
    "half an object": b'{"id": "12345678", "text": ',
    "a list": b"[]",
    "a number": b"1",
    "null": b"null",
    "very deep lists": b'{"id": "12345678", "text": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "very deep objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "NaN": f'{{{ID}, "text": NaN}}'.encode(),
    "infinity": f'{{{ID}, "text": -Infinity}}'.encode(),
    "a huge number": f'{{{ID}, "text": {"9" * 50_000}}}'.encode(),
    "a huge exponent": f'{{{ID}, "text": 1e999999999}}'.encode(),
    "an unknown field": f'{{{ID}, "text": "x", "admin": true}}'.encode(),
    "a prototype": f'{{{ID}, "text": "x", "__proto__": {{"admin": true}}}}'.encode(),
    "invalid UTF-8": b'{"id": "12345678", "text": "\xff\xfe\xfa"}',
    "UTF-16": f'{{{ID}, "text": 1}}'.encode("utf-16"),
    "UTF-7": b'{"id": "12345678", "text+AD0": "x"}',
    "a text that is too long": json.dumps({"id": "12345678", "text": "x" * 20_001}).encode(),
    "an id that is too long": json.dumps({"id": "x" * 100_000, "text": "x"}).encode(),
    "an id with a line break": json.dumps({"id": "12345678\n", "text": "x"}).encode(),
    "a lone surrogate": b'{"id": "12345678", "text": "a nurse \\ud800 since 2015"}',
    "half an emoji": b'{"id": "12345678", "text": "\\udc00 a nurse"}',
    "an id in other digits": json.dumps({"id": "١٢٣٤٥٦٧٨", "text": "x"}).encode(),
    "too large": b'{"id": "12345678", "text": "' + b"x" * 300_000 + b'"}',
    "a form": b"id=12345678&text=x",
    "XML": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_body_that_is_none_is_refused_with_our_error(visitor: New, kind: str) -> None:
    me = visitor("anna")
    conversation = me.begin()
    begun = time.monotonic()
    answer = me.http.post(
        f"/conversations/{conversation}/messages",
        content=BODIES[kind],
        headers={"Content-Type": "application/json"},
    )
    assert time.monotonic() - begun < 10
    assert code_of(answer) in ("bad_request", "too_large"), answer.text
    assert "root:" not in answer.text and len(answer.text) < 5_000
    assert me.state(conversation)["transcript"] == []


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "multipart/form-data", "application/jsonx", "a/b;c=d"]
)
def test_a_body_of_another_type_is_not_read_as_json(visitor: New, kind: str) -> None:
    me = visitor("anna")
    address = f"/conversations/{me.begin()}/messages"
    body = json.dumps({"id": new_id(), "text": "hello"}).encode()
    answer = me.http.post(address, content=body, headers={"Content-Type": kind})
    assert code_of(answer) in ("bad_request", "unsupported_media")


def test_a_key_given_twice_counts_once(visitor: New) -> None:
    me = visitor("anna")
    conversation = me.begin()
    body = f'{{{ID}, "text": "I am a nurse", "text": "I am a welder"}}'.encode()
    address = f"/conversations/{conversation}/messages"
    headers = {"Content-Type": "application/json"}
    assert me.http.post(address, content=body, headers=headers).status_code == 200
    assert len(me.state(conversation)["transcript"]) == 2


TEXTS = {
    "NUL": "I am a nurse\0 since 2015",
    "written from right to left": "I am a \u202enurse\u202c since 2015",
    "marks without end": "nurse" + "\u0301" * 5_000,
    "no width": "\u200b\u200c\u200d\u2060\ufeff" * 100,
    "other lines": "I am a nurse\u2028since\u20292015\x85\x0b\x0c",
    "control characters": "".join(map(chr, range(32))),
    "beyond the planes": "I am a \U0010ffff \U000e0001 nurse",
    "a template": "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} {0.__class__} %s%n",
    "a formula": '=HYPERLINK("http://evil.example";"nurse")',
    "SQL": "'; DROP TABLE conversations; --",
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_strange_text_is_a_message_like_any_other(visitor: New, kind: str) -> None:
    me = visitor("anna")
    conversation = me.begin("evaluation")
    body = json.dumps({"id": new_id(), "text": TEXTS[kind]}).encode()
    headers = {"Content-Type": "application/json"}
    address = f"/conversations/{conversation}"
    answer = me.http.post(f"{address}/messages", content=body, headers=headers)
    assert answer.status_code == 200, answer.text
    assert not [e for e in answer.json()["events"] if e["event"] == "failed"], answer.text
    assert "49" not in answer.json()["state"]["transcript"][1]["text"]
    for name in ("everything.json", "resume.json", "report.pdf", "report.docx"):
        assert me.http.get(f"{address}/export/{name}").status_code == 200
    assert me.http.get("/conversations").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/conversations/..%2f..%2fhealthz",
        "/conversations/%2e%2e/notice",
        "/conversations/a%00b",
        "/conversations/" + "a" * 65,
        "/conversations/" + "a" * 20_000,
        "/conversations/'%20OR%201=1--",
        "/conversations/abc%0d%0aSet-Cookie:x=1",
        "/conversations/abc/export/..%2f..%2f..%2fetc%2fpasswd",
        "/conversations/abc/export/report.%2e%2e",
        "/conversations/%ff%fe",
    ],
)
def test_a_path_that_leads_elsewhere_leads_nowhere(visitor: New, path: str) -> None:
    answer = visitor("anna").http.get(path)
    assert code_of(answer) in ("bad_request", "not_found", "method_not_allowed")
    assert "set-cookie" not in answer.headers and "root:" not in answer.text


def _request(*lines: str, body: bytes = b"") -> bytes:
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


HIDDEN = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
POST = ("POST /api/v1/visits HTTP/1.1", "Host: x", "Content-Type: application/json")
SMUGGLED = {
    "two lengths": _request(*POST, "Content-Length: 2", "Content-Length: 36", body=b"{}" + HIDDEN),
    "a list of lengths": _request(*POST, "Content-Length: 2, 36", body=b"{}" + HIDDEN),
    "a length and chunks": _request(
        *POST, "Content-Length: 5", "Transfer-Encoding: chunked", body=b"0\r\n\r\n" + HIDDEN
    ),
    "chunks in disguise": _request(
        *POST, "Content-Length: 2", "Transfer-Encoding: xchunked", body=b"{}" + HIDDEN
    ),
    "a negative length": _request(*POST, "Content-Length: -1", body=HIDDEN),
    "a length with a sign": _request(*POST, "Content-Length: +2", body=b"{}" + HIDDEN),
    "a hexadecimal length": _request(*POST, "Content-Length: 0x2", body=b"{}" + HIDDEN),
    "a space before the colon": _request(*POST, "Content-Length : 2", body=b"{}" + HIDDEN),
    "a chunk of a huge size": _request(
        *POST, "Transfer-Encoding: chunked", body=b"FFFFFFFFFFFFFFFFF\r\n{}" + HIDDEN
    ),
    "a folded header": _request(*POST, "X-A: b", " Content-Length: 2", body=HIDDEN),
}


@pytest.mark.parametrize("kind", SMUGGLED)
def test_no_request_is_hidden_in_another(service: Service, kind: str) -> None:
    assert b'"status":"ok"' not in talk(service.address, SMUGGLED[kind], wait_s=2)


def test_a_request_whose_address_is_a_whole_one_is_no_proxy_request(service: Service) -> None:
    asked = b"GET http://169.254.169.254/latest/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert b" 404 " in talk(service.address, asked).split(b"\r\n")[0]
    connect = b"CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert b" 200 " not in talk(service.address, connect, wait_s=2).split(b"\r\n")[0]


def test_a_request_id_that_is_none_is_not_repeated(stranger: httpx.Client) -> None:
    for given in ("<script>alert(1)</script>", "a b", "x" * 65, "a;b=c"):
        answer = stranger.get("/api/v1/notice", headers={"X-Request-ID": given})
        assert given not in str(answer.headers)
    asked = b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Request-ID: abcdefgh\r\n\tX-Evil: 1\r\n\r\n"
    assert b"x-evil" not in talk(str(stranger.base_url), asked, wait_s=2).lower()


def test_an_origin_is_not_repeated_to_who_is_not_listed(stranger: httpx.Client) -> None:
    for origin in ("https://evil.example", f"{ORIGIN}.evil.example", ORIGIN.upper()):
        answer = stranger.get("/api/v1/notice", headers={"Origin": origin})
        assert answer.headers.get("access-control-allow-origin") in (None, ORIGIN)
        if origin.strip() != ORIGIN:
            assert "access-control-allow-origin" not in answer.headers
