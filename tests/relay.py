"""A TCP relay on loopback that can be cut, so that one client loses a server and others do not."""

import selectors
import socket
import threading
from types import TracebackType
from typing import Self

_PIECE = 65_536


class Relay:
    """Passes bytes on to a port of 127.0.0.1 while the ``with`` block runs."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._cut = False
        self._closing = threading.Event()
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._selector = selectors.DefaultSelector()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._selector.register(self._listening, selectors.EVENT_READ)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._thread.join()
        self._listening.close()
        self._selector.close()

    def cut(self) -> None:
        """Break every connection, and every one that is tried from now on."""
        self._cut = True

    def mend(self) -> None:
        """Let connections through again."""
        self._cut = False

    def _run(self) -> None:
        while not self._closing.is_set():
            for key, _ in self._selector.select(0.05):
                if key.fileobj is self._listening:
                    self._meet(self._listening.accept()[0])
                elif isinstance(key.fileobj, socket.socket) and key.fileobj in self._pairs:
                    self._pass(key.fileobj)
            if self._cut:
                self._end_all()
        self._end_all()

    def _meet(self, client: socket.socket) -> None:
        if self._cut:
            client.close()
            return
        try:
            server = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            client.close()
            return
        self._pairs |= {client: server, server: client}
        for one in (client, server):
            self._selector.register(one, selectors.EVENT_READ)

    def _pass(self, source: socket.socket) -> None:
        try:
            piece = source.recv(_PIECE)
            if piece:
                self._pairs[source].sendall(piece)
                return
        except OSError:
            pass
        self._end(source)

    def _end(self, one: socket.socket) -> None:
        other = self._pairs.pop(one)
        del self._pairs[other]
        for end in (one, other):
            self._selector.unregister(end)
            end.close()

    def _end_all(self) -> None:
        while self._pairs:
            self._end(next(iter(self._pairs)))
