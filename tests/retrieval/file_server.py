"""A local HTTP server whose answers go wrong in the ways real ones do."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    content = b""
    stop = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet: clients hang up on purpose."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        content = self.server.content
        half = content[: len(content) // 2]
        answers: dict[str, Callable[[], object]] = {
            "/missing.zip": lambda: self.send_error(404),
            "/broken.zip": lambda: self.send_error(500),
            "/page.zip": lambda: self._answer(b"<!DOCTYPE html><html><body>Moved</body></html>"),
            "/moved.zip": lambda: self._redirect("/release.zip"),
            "/loop.zip": lambda: self._redirect("/loop.zip"),
            "/file.zip": lambda: self._redirect("file:///etc/hostname"),
            "/cut.zip": lambda: self._answer(half, length=len(content)),
            "/huge.zip": lambda: self._answer(half, length=10**12),
            "/endless.zip": lambda: self._answer(content * 50, length=None),
            "/chunk-cut.zip": lambda: self._break_off_a_chunk(half, len(content)),
            "/stalled.zip": lambda: self._stall(half, len(content)),
            "/silent.zip": lambda: self._wait(20),
            "/trickle.zip": lambda: self._trickle(content),
        }
        answers.get(urlsplit(self.path).path, lambda: self._answer(content))()

    def _break_off_a_chunk(self, half: bytes, length: int) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(f"{length:x}\r\n".encode() + half)

    def _stall(self, half: bytes, length: int) -> None:
        self._answer(half, length=length)
        self._wait(20)

    def _trickle(self, content: bytes) -> None:
        self._answer(b"", length=len(content))
        for place in range(len(content)):
            self.wfile.write(content[place : place + 1])
            if self._wait(0.05):
                break

    def _wait(self, seconds: float) -> bool:
        """Wait, but not longer than the test; return whether it is over."""
        return self.server.stop.wait(seconds)

    def _answer(self, body: bytes, length: int | None = -1) -> None:
        self.send_response(200)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length < 0 else length))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test's output clean."""


@contextmanager
def serve(content: bytes) -> Iterator[str]:
    """Serve ``content`` at ``/release.zip``, and worse elsewhere; yield the address."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.content = content
    server.stop = threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.stop.set()
        server.shutdown()
        thread.join()
        server.server_close()
