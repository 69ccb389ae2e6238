"""Hostile files sent as a CV to the running service."""

import struct
import time
import zlib
from collections.abc import Callable
from functools import partial

import docx
import pytest

from tests.advisor.documents.files import (
    hostile_pdfs,
    pdf_cv,
    with_part,
    word_bytes,
    word_cv,
    zip_of,
)
from tests.http_raw import talk
from tests.security.service import Service
from tests.web.visitor import Visitor, code_of, new_id

New = Callable[..., Visitor]
ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
BOUNDARY = "bomb"


def _lying_zip() -> bytes:
    """A Word file whose directory says that a part is small, though it is not."""
    data = bytearray(with_part(word_cv(), "word/media/a.xml", bytes(40_000_000)))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.rfind(mark)
        data[at + offset : at + offset + 4] = struct.pack("<I", 10)
    return bytes(data)


def _nested() -> bytes:
    inner = zip_of({"zeros": bytes(10_000_000)})
    for _ in range(8):
        inner = zip_of({f"{n}.zip": inner for n in range(8)})
    return inner


def _deep_word() -> bytes:
    deep = b"<w:p>" * 5_000 + b"</w:p>" * 5_000
    xml = (
        b'<?xml version="1.0"?><w:document xmlns:w='
        b'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + deep
        + b"</w:body></w:document>"
    )
    return with_part(word_cv(), "word/document.xml", xml)


FILES: dict[str, Callable[[], bytes]] = {
    "an external entity in the text": lambda: with_part(
        word_cv(), "word/document.xml", ENTITY + b"<x>&e;</x>"
    ),
    "an external entity in the relations": lambda: with_part(
        word_cv(), "_rels/.rels", ENTITY + b"<Relationships>&e;</Relationships>"
    ),
    "archives in archives": _nested,
    "a zip bomb": lambda: with_part(word_cv(), "word/media/i.png", bytes(60_000_000)),
    "a zip that lies about sizes": _lying_zip,
    "very deep XML": _deep_word,
    "a path that leaves the folder": lambda: with_part(word_cv(), "../../../etc/cron.d/x", b"<a/>"),
    "a script": lambda: b"\x7fELF" + bytes(1000),
    "a page": lambda: b"<html><script>alert(1)</script></html>",
    "both PDF and zip": lambda: b"%PDF-1.7\n" + word_cv(),
    "a PDF that ends at once": lambda: b"%PDF-1.7\n%%EOF",
    "zeros": lambda: bytes(9_000_000),
    "packed zeros": lambda: zlib.compress(bytes(9_000_000)),
    "too large": lambda: b"x" * 11_000_000,
    "far too large": lambda: b"x" * 13_000_000,
    **{f"PDF: {name}": partial(bytes, data) for name, data in hostile_pdfs().items()},
}


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_file_is_refused_or_read_as_text_and_costs_little(
    visitor: New, kind: str
) -> None:
    me = visitor("anna")
    conversation = me.begin()
    begun = time.monotonic()
    answer = me.http.post(
        f"/conversations/{conversation}/documents",
        data={"id": new_id()},
        files={"file": ("cv.docx", FILES[kind]())},
        timeout=60,
    )
    assert time.monotonic() - begun < 45
    assert "root:" not in answer.text and "Traceback" not in answer.text
    if answer.status_code != 200:
        assert code_of(answer) in ("bad_request", "too_large")
    assert me.say(conversation, "hello")["state"]["transcript"]


def test_orders_to_fetch_in_a_word_file_are_not_followed(visitor: New, service: Service) -> None:
    """A template or picture from elsewhere is what a Word file can have Word load."""
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/attachedTemplate" Target="{service.address}/fetched-by-word"'
        ' TargetMode="External"/></Relationships>'
    )
    data = with_part(word_cv(), "word/_rels/settings.xml.rels", rels.encode())
    me = visitor("anna")
    before = service.log.count('"route": "other"')
    me.http.post(
        f"/conversations/{me.begin()}/documents",
        data={"id": new_id()},
        files={"file": ("cv.docx", data)},
        timeout=60,
    )
    assert service.log.count('"route": "other"') == before


NAMES = [
    "../../etc/passwd",
    "cv.pdf\r\nX-Evil: 1",
    "cv\u202efdp.exe",
    "<img src=x onerror=alert(1)>.txt",
    "a" * 3_000,
    "\0\x01\x02",
    "C:\\Users\\anna\\cv.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_shown_short_and_harmless(visitor: New, name: str) -> None:
    me = visitor("anna")
    conversation = me.begin()
    answer = me.http.post(
        f"/conversations/{conversation}/documents",
        data={"id": new_id()},
        files={"file": (name, b"Experience\nCashier, Shop, 2010 to 2015\n")},
        timeout=60,
    )
    assert answer.status_code == 200 and "x-evil" not in answer.headers
    shown = me.state(conversation)["transcript"][0]["text"]
    assert shown.startswith("Uploaded ") and len(shown) < 100
    assert shown.isprintable() and "/" not in shown.replace("onerror", "") and "\\" not in shown
    assert service_headers(me, conversation) == {"everything.json", "resume.json"}


def service_headers(me: Visitor, conversation: str) -> set[str]:
    """Return the file names that exports are saved as: ours, whatever a person calls a file."""
    found = set()
    for name in ("everything.json", "resume.json"):
        answer = me.http.get(f"/conversations/{conversation}/export/{name}")
        found.add(answer.headers["content-disposition"].split('"')[1])
    return found


def _multipart(parts: bytes) -> bytes:
    return parts + f"--{BOUNDARY}--\r\n".encode()


def _part(headers: str, body: bytes = b"x") -> bytes:
    return f"--{BOUNDARY}\r\n{headers}\r\n\r\n".encode() + body + b"\r\n"


MULTIPART = {
    "thousands of fields": b"".join(
        _part(f'Content-Disposition: form-data; name="f{n}"') for n in range(20_000)
    ),
    "thousands of files": b"".join(
        _part(f'Content-Disposition: form-data; name="file"; filename="{n}"') for n in range(5_000)
    ),
    "a huge field": _part('Content-Disposition: form-data; name="id"', b"x" * 5_000_000),
    "a huge name": _part(f'Content-Disposition: form-data; name="{"n" * 1_000_000}"'),
    "headers without end": _part("X: y\r\n" * 50_000 + 'Content-Disposition: form-data; name="id"'),
    "no end": _part('Content-Disposition: form-data; name="id"')[:-10],
    "no name": _part("Content-Disposition: form-data"),
    "another boundary": b"--other\r\n\r\n\r\n--other--\r\n",
    "line breaks only": b"\r\n" * 1_000_000,
}


@pytest.mark.parametrize("kind", MULTIPART)
def test_a_hostile_form_is_refused_quickly(visitor: New, kind: str) -> None:
    me = visitor("anna")
    begun = time.monotonic()
    answer = me.http.post(
        f"/conversations/{me.begin()}/documents",
        content=_multipart(MULTIPART[kind]),
        headers={"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"},
    )
    assert time.monotonic() - begun < 15
    assert code_of(answer) in ("bad_request", "too_large")


def test_a_body_that_is_packed_is_not_unpacked(visitor: New) -> None:
    me = visitor("anna")
    packed = zlib.compress(b'{"id": "12345678", "text": "hello"}')
    headers = {"Content-Type": "application/json", "Content-Encoding": "deflate"}
    address = f"/conversations/{me.begin()}/messages"
    assert code_of(me.http.post(address, content=packed, headers=headers)) == "unsupported_media"


def test_good_files_are_still_read(visitor: New) -> None:
    document = docx.Document()
    document.add_paragraph("Work experience")
    document.add_paragraph("Line cook, Blue Diner, 2012 to 2015")
    for data in (pdf_cv(), word_cv(), word_bytes(document)):
        me = visitor("anna")
        conversation = me.begin()
        sent = {"file": ("cv", data)}
        address = f"/conversations/{conversation}/documents"
        answer = me.http.post(address, data={"id": new_id()}, files=sent, timeout=60)
        assert answer.status_code == 200
        jobs = answer.json()["state"]["history"]["jobs"]
        assert "Line cook" in [job["title"] for job in jobs]


def test_a_body_that_never_comes_is_not_waited_for_in_vain(service: Service) -> None:
    """Its time is limited (``web.limits``); here: that nothing is answered before it is there."""
    head = (
        b"POST /gradio_api/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999\r\n"
        b"Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    )
    assert b" 413 " in talk(service.address, head, wait_s=5).split(b"\r\n")[0]
