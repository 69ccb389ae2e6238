"""Keeps our pages from telling anything to other sites, and other sites' pages from using ours."""

from collections.abc import Callable, Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def page_headers(frame_ancestors: Sequence[str] = ()) -> dict[str, str]:
    """Return the headers of pages, which may be shown in frames of these origins only."""
    ancestors = " ".join(["'self'", *frame_ancestors])
    return {
        # Gradio's own scripts need inline code and ``eval``; none of it may come from elsewhere.
        "Content-Security-Policy": (
            "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:;"
            " base-uri 'self'; form-action 'self'; object-src 'none';"
            f" frame-ancestors {ancestors}"
        ),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


class AddHeaders:
    """Adds headers to every response that has none of the same name.

    Args:
        app: what answers.
        headers: by name.
    """

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class SameSite:
    """Keeps pages of other sites from using our own pages in a visitor's name.

    Only reading is open to a request that another origin's page sends; and no answer of these
    addresses may be read by one, whatever the library behind them says.

    Args:
        app: what answers.
        open_to_others: tells the addresses that have rules of their own, as the API does.
        own_origin: of the advisor, where it is known; None to take the request's word.
    """

    def __init__(
        self, app: ASGIApp, open_to_others: Callable[[str], bool], own_origin: str | None
    ) -> None:
        self._app = app
        self._open = open_to_others
        self._own_origin = own_origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what another site's page sends, and let none of them read what is answered."""
        if scope["type"] != "http" or self._open(scope["path"]):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["method"] not in ("GET", "HEAD") and not self._ours(scope, headers):
            refused = PlainTextResponse("This page takes nothing from other sites.\n", 403)
            await refused(scope, receive, send)
            return

        async def send_to_us_only(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    (name, value)
                    for name, value in message.get("headers", ())
                    if not name.lower().startswith(b"access-control-")
                ]
            await send(message)

        await self._app(scope, receive, send_to_us_only)

    def _ours(self, scope: Scope, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin == "null":
            # Browsers hide the origin of forms on pages that tell no referrer, ours as well.
            return headers.get("sec-fetch-site") == "same-origin"
        if origin is None:
            # Browsers name the origin of what scripts and forms send; others have no cookies.
            return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
        own = self._own_origin or f"{scope['scheme']}://{headers.get('host', '')}"
        return origin == own
