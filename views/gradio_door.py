"""Lets through to Gradio only what the page asks it for; the library answers far more."""

import re
from pathlib import Path

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_READ = re.compile(
    r"/|/theme\.css|/favicon\.ico|/(?:assets|static)/[A-Za-z0-9_./-]+"
    r"|/gradio_api/queue/data|/gradio_api/heartbeat/[A-Za-z0-9]{1,64}"
)
_WRITTEN = re.compile(r"/gradio_api/(?:queue/join|upload|cancel|reset)")
_UPLOAD = "/gradio_api/upload"
_MOST_UPLOADED = 512 * 2**20
"""Bytes of uploads that wait to be read; each is erased once it was, or after minutes."""


class GradioDoor:
    """Refuses what the page never asks for.

    Gradio also fetches addresses of the Internet for whoever asks, keeps what a page shows in
    files, converts films, and takes calls of its events from programs; none of it is needed here.

    Args:
        app: Gradio.
        uploads: the folder that Gradio keeps uploads in; None to let it choose, unbounded.
    """

    def __init__(self, app: ASGIApp, uploads: Path | None) -> None:
        self._app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if the page would send it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # a web socket: there are none
            await send({"type": "websocket.close", "code": 1000})
            return
        path, method = scope["path"], scope["method"]
        pattern = _WRITTEN if method == "POST" else _READ
        if method not in ("GET", "HEAD", "POST") or not pattern.fullmatch(path) or ".." in path:
            await PlainTextResponse("Not found.\n", 404)(scope, receive, send)
        elif path == _UPLOAD and self._full():
            full = "Too many documents are being read just now; please try again in a minute.\n"
            await PlainTextResponse(full, 503)(scope, receive, send)
        else:
            # No query: of the page it would open what somebody else put into a link.
            kept = scope if path != "/" else {**scope, "query_string": b""}
            await self._app(kept, receive, send)

    def _full(self) -> bool:
        if self._uploads is None:
            return False
        files = (file for file in self._uploads.rglob("*") if file.is_file())
        return sum(_size(file) for file in files) > _MOST_UPLOADED


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # erased meanwhile
        return 0
