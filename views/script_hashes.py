"""Names the inline scripts of Gradio's page in its security policy, so that no other one runs."""

import base64
import hashlib
import re
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from views.security import page_policy

_INLINE = re.compile(rb"<script(?: data-[a-z-]+)?>(.*?)</script>", re.DOTALL)


class ScriptHashes:
    """Adds the policy to the page; must stand before anything that compresses it.

    Args:
        app: Gradio.
        frame_ancestors: origins that may show the page in frames.
    """

    def __init__(self, app: ASGIApp, frame_ancestors: Sequence[str]) -> None:
        self._app = app
        self._ancestors = tuple(frame_ancestors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; of the page, hold the answer until its scripts are known."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            if Headers(raw=start["headers"]).get("content-type", "").startswith("text/html"):
                headers = MutableHeaders(scope=start)
                hashes = script_hashes(bytes(body))
                headers["Content-Security-Policy"] = page_policy(self._ancestors, hashes)
            await send(start)
            await send({"type": "http.response.body", "body": bytes(body)})

        await self._app(scope, receive, collect)


def script_hashes(page: bytes) -> str:
    """Return the sources of a ``script-src`` that let the page's inline scripts run."""
    digests = (hashlib.sha256(text).digest() for text in _INLINE.findall(page))
    sources = dict.fromkeys(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    return " ".join(sources)
