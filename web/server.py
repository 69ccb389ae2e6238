"""Listens on one address and serves an application until it is told to stop."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from retrieval.errors import AdvisorError

HEADER_TIME_S = 15.0
"""Seconds in which a request's headers must be there."""
READ_TIME_S = 60.0
"""Seconds in which a client must take something of what it is sent."""
HEADER_LIMIT = 65_536
"""Bytes of a request's address and headers."""
WARMING_S, SETTLING_S = 20.0, 5.0
"""Seconds that what is being loaded, and turns that are being answered, get once a server has
stopped: a process whose interpreter ends while a library computes may be aborted."""


class Protocol(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, for clients that send their headers in time and in bounds."""

    header_time_s = HEADER_TIME_S
    read_time_s = READ_TIME_S
    _timer: asyncio.TimerHandle | None = None
    _reader: asyncio.TimerHandle | None = None
    _received = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop_waiting()
        self._stop_reading()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Begin to wait for the headers of one more request."""
        self._received = 0
        self._wait()
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Count the address."""
        super().on_url(url)
        self._count(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header."""
        super().on_header(name, value)
        self._count(len(name) + len(value))

    def on_headers_complete(self) -> None:
        """Wait no more: the body has a time limit of its own."""
        self._stop_waiting()
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """Begin to wait for a client that does not take what it is sent."""
        super().pause_writing()
        self._reader = self.loop.call_later(self.read_time_s, self._give_up)

    def resume_writing(self) -> None:
        """Go on: the client has taken something."""
        self._stop_reading()
        super().resume_writing()

    def _stop_reading(self) -> None:
        if self._reader is not None:
            self._reader.cancel()
            self._reader = None

    def _give_up(self) -> None:
        if self.transport is not None:
            self.transport.abort()

    def _wait(self) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(self.header_time_s, self._hang_up)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _count(self, size: int) -> None:
        self._received += size
        if self._received > HEADER_LIMIT:
            self._hang_up()

    def _hang_up(self) -> None:
        if self.transport is not None and not self.transport.is_closing():
            self.transport.close()


class Server(uvicorn.Server):
    """Says that it is about to stop before it waits for what is still being answered."""

    def __init__(self, config: uvicorn.Config, stopping: Callable[[], None]) -> None:
        """Serve the configured application; ``stopping`` is called once, when the end begins."""
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop taking connections, answer what was taken, then end."""
        self._stopping()
        await super().shutdown(sockets)


def configuration(app: Any, **options: Any) -> uvicorn.Config:
    """Return how to serve an application; options as ``uvicorn.Config`` has them."""
    return uvicorn.Config(app, http=Protocol, server_header=False, **options)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address; the port asked for, never another one.

    Raises:
        AdvisorError: the address is taken, or not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise AdvisorError(
            f"expected to listen on {host}, port {port}, but {error.strerror or error}; stop what"
            " uses it, or choose another port with --port or ADVISOR_PORT"
        ) from error
    return listening


def shown_address(host: str, port: int) -> str:
    """Return the address as a browser takes it."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
