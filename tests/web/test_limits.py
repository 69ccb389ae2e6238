import asyncio
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from starlette.types import Message, Receive, Scope, Send

from tests.browser import until
from tests.http_raw import talk
from tests.web_server import WebServer
from web.errors import ApiError
from web.limits import BodyLimits, Bounds, Rate, RateLimits


async def echo(_: Scope, receive: Receive, send: Send) -> None:
    """Answers with the length of the body."""
    size, more = 0, True
    while more:
        message = await receive()
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    body = str(size).encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def server() -> Iterator[WebServer]:
    app = BodyLimits(echo, Bounds(body=1_000, upload=5_000, held=8_000, time_s=0.5))
    with WebServer(app) as running:
        yield running


def post(server: WebServer, body: bytes, path: str = "/x", headers: str = "") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n{headers}"
    return talk(server.address, f"{head}Connection: close\r\n\r\n".encode() + body)


def test_a_body_within_bounds_arrives_whole(server: WebServer) -> None:
    assert post(server, b"x" * 1_000).endswith(b"1000")


def test_a_larger_body_is_refused(server: WebServer) -> None:
    answer = post(server, b"x" * 1_001)
    assert b" 413 " in answer and b'"code":"too_large"' in answer


def test_documents_may_be_larger(server: WebServer) -> None:
    assert post(server, b"x" * 5_000, "/c/1/documents").endswith(b"5000")
    assert b" 413 " in post(server, b"x" * 5_001, "/c/1/documents")


def test_a_size_that_is_promised_too_large_is_refused_before_it_is_sent(server: WebServer) -> None:
    head = b"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999\r\n\r\n"
    assert b" 413 " in talk(server.address, head)


def test_a_body_in_pieces_without_a_size_is_counted(server: WebServer) -> None:
    head = b"POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    pieces = b"".join(b"c8\r\n" + b"x" * 200 + b"\r\n" for _ in range(6))
    assert b" 413 " in talk(server.address, head + pieces + b"0\r\n\r\n")


def test_a_body_that_trickles_in_is_given_up(server: WebServer) -> None:
    head = b"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nab"
    assert b" 504 " in talk(server.address, head)


def test_bodies_that_arrive_at_once_are_held_within_bounds(server: WebServer) -> None:
    where = urlsplit(server.address)
    head = b"POST /c/1/documents HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"
    with socket.create_connection((where.hostname, where.port)) as first:
        first.sendall(head + b"x" * 4_900)
        until(lambda: b" 503 " in post(server, b"x" * 5_000, "/c/2/documents"))
    until(lambda: post(server, b"x" * 5_000, "/c/2/documents").endswith(b"5000"))


def test_a_compressed_body_is_refused(server: WebServer) -> None:
    assert b" 415 " in post(server, b"x", headers="Content-Encoding: gzip\r\n")


def test_a_client_that_hangs_up_leaves_nothing_behind() -> None:
    async def run() -> list[Message]:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
        await BodyLimits(echo)(scope, receive, send)
        return sent

    assert asyncio.run(run()) == []


def test_who_sends_too_much_is_told_how_long_to_wait() -> None:
    asked: list[tuple[str, float, int]] = []

    def spend(key: str, per_minute: float, burst: int) -> float:
        asked.append((key, per_minute, burst))
        return 2.1 if len(asked) > 1 else 0.0

    limits = RateLimits(spend, b"secret")
    limits.visitor("site:v", "messages", Rate(20, 5))
    with pytest.raises(ApiError) as caught:
        limits.address("192.0.2.7", "visits", Rate(60, 60))
    assert (caught.value.code, caught.value.retry_after_s) == ("rate_limited", 3)
    assert asked[0] == ("visitor:messages:site:v", 20, 5)
    assert "192.0.2.7" not in asked[1][0]


def test_a_household_counts_as_one_address() -> None:
    asked: list[str] = []

    def spend(key: str, _: float, __: int) -> float:
        asked.append(key)
        return 0.0

    limits = RateLimits(spend, b"secret")
    for address in ("2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1"):
        limits.address(address, "all", Rate(1, 1))
    assert asked[0] == asked[1] != asked[2]
