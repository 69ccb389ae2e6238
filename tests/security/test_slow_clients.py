"""Clients that send slowly, read slowly, or come in great numbers."""

import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpx
import pytest

from tests.http_raw import talk
from tests.security.service import Service
from tests.web.visitor import Visitor
from tests.web_server import WebServer
from web.limits import BodyLimits, Bounds
from web.server import Protocol

New = Callable[..., Visitor]


def _connect(service: Service) -> socket.socket:
    return socket.create_connection(("127.0.0.1", service.port), timeout=20)


def test_hundreds_who_never_finish_a_body_keep_nobody_waiting(service: Service) -> None:
    head = b"POST /api/v1/visits HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
    slow = [_connect(service) for _ in range(300)]
    threads = service.threads()
    for one in slow:
        one.sendall(head)
    begun = time.monotonic()
    assert httpx.get(f"{service.address}/healthz", timeout=20).status_code == 200
    assert httpx.get(f"{service.address}/api/v1/notice", timeout=20).status_code == 200
    assert time.monotonic() - begun < 10
    assert service.threads() <= threads + 8, "a body that is waited for holds no thread"
    for one in slow:
        one.close()


def test_a_body_that_drips_in_is_given_up() -> None:
    async def never(*request: object) -> None:
        raise AssertionError(request)

    with WebServer(BodyLimits(never, Bounds(time_s=0.5))) as server:
        head = b"POST /gradio_api/upload HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx"
        begun = time.monotonic()
        assert b" 504 " in talk(server.address, head).split(b"\r\n")[0]
        assert time.monotonic() - begun < 9


def test_who_does_not_read_holds_neither_thread_nor_memory(service: Service, visitor: New) -> None:
    me = visitor("anna")
    conversation = me.begin()
    me.say(conversation, "I have been a nurse at Mercy since 2015")
    memory, threads = service.memory(), service.threads()
    stuck = []
    for _ in range(60):
        one = _connect(service)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1_024)
        address = f"/api/v1/conversations/{conversation}"
        token = me.visit["token"]
        for _ in range(20):
            asked = f"GET {address} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n"
            one.sendall(asked.encode())
        stuck.append(one)
    time.sleep(1)
    assert httpx.get(f"{service.address}/healthz", timeout=20).status_code == 200
    assert me.say(conversation, "thanks")["state"]
    assert service.threads() <= threads + 60
    assert service.memory() - memory < 150 * 2**20
    for one in stuck:
        one.close()


def test_who_takes_nothing_for_long_is_hung_up_on() -> None:
    class Impatient(Protocol):
        read_time_s = 0.5

    async def endless(scope: object, receive: object, send: Callable[..., object]) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[misc]
        while not ended:
            piece = {"type": "http.response.body", "body": b"x" * 65_536, "more_body": True}
            await send(piece)  # type: ignore[misc]

    ended: list[bool] = []
    with WebServer(endless, http=Impatient) as server:
        port = int(server.address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=20) as one:
            one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(2)
            until = time.monotonic() + 10
            with suppress(ConnectionError):
                while one.recv(2**20) and time.monotonic() < until:
                    pass
        ended.append(True)
        assert time.monotonic() < until, "it still sends to who did not read"


@pytest.mark.system
def test_hundreds_of_visits_at_once_are_all_answered(service: Service) -> None:
    def begin(number: int) -> int:
        headers = {"Origin": "https://careers.example"}
        address = f"{service.address}/api/v1/visits"
        del number
        return httpx.post(
            address, json={"site": "careers"}, headers=headers, timeout=60
        ).status_code

    with ThreadPoolExecutor(24) as pool:
        assert set(pool.map(begin, range(400))) == {200}


@pytest.mark.slow
def test_a_thousand_visits_at_once_are_all_answered(service: Service) -> None:
    with ThreadPoolExecutor(200) as pool:
        answers = list(
            pool.map(
                lambda _: (
                    httpx.post(
                        f"{service.address}/api/v1/visits",
                        json={"site": "careers"},
                        headers={"Origin": "https://careers.example"},
                        timeout=120,
                    ).status_code
                ),
                range(1_000),
            )
        )
    assert set(answers) == {200}
