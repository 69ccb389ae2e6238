import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from starlette.responses import PlainTextResponse

from retrieval.errors import AdvisorError
from tests.http_raw import talk
from web.server import Protocol, Server, configuration, listen, shown_address


class Impatient(Protocol):
    """Waits half a second for headers."""

    header_time_s = 0.5


@contextmanager
def serving(protocol: type[Protocol] = Impatient) -> Iterator[str]:
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    told = threading.Event()
    config = configuration(PlainTextResponse("hello"), log_level="critical")
    config.http = protocol
    server = Server(config, told.set)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
    listening.close()
    assert told.is_set()


def test_a_request_is_answered_without_naming_the_software() -> None:
    with serving() as address:
        answer = httpx.get(address)
    assert answer.text == "hello" and "server" not in answer.headers


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow"])
def test_headers_that_do_not_come_in_time_end_the_connection(sent: bytes) -> None:
    with serving() as address:
        begun = time.monotonic()
        assert talk(address, sent) == b""
        assert 0.3 < time.monotonic() - begun < 5


def test_a_second_request_must_come_in_time_too() -> None:
    with serving() as address:
        first = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
        answer = talk(address, first + b"GET / HTTP/1.1\r\nX-Slow")
    assert answer.count(b"200 OK") == 1


def test_endless_headers_end_the_connection() -> None:
    with serving() as address:
        endless = b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-More: aaaaaaaaaaaaaaaaaaaa\r\n" * 10_000
        assert b"200 OK" not in talk(address, endless)
        assert httpx.get(address).text == "hello"


def test_many_slow_clients_do_not_keep_others_waiting() -> None:
    with serving(Protocol) as address:
        port = int(address.rpartition(":")[2])
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(300)]
        for one in slow:
            one.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        begun = time.monotonic()
        assert httpx.get(address).text == "hello"
        assert time.monotonic() - begun < 2
        for one in slow:
            one.close()


def test_an_address_in_use_is_said() -> None:
    with listen("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AdvisorError, match=f"port {port}"):
            listen("127.0.0.1", port)


def test_addresses_are_shown_as_browsers_take_them() -> None:
    assert shown_address("127.0.0.1", 80) == "http://127.0.0.1:80"
    assert shown_address("::1", 80) == "http://[::1]:80"
