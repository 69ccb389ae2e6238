"""Keeps our pages from telling anything to other sites, and other sites' pages from using ours."""

from collections.abc import Callable, Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from views.own_address import own_origin


def page_policy(frame_ancestors: Sequence[str], inline_scripts: str = "") -> str:
    """Return the security policy of pages.

    Args:
        frame_ancestors: origins that may show them in frames.
        inline_scripts: sources that let inline scripts run; none by themselves.
    """
    ancestors = " ".join(["'self'", *frame_ancestors])
    # Gradio's own scripts need ``eval``, and styles inside of elements.
    return (
        f"default-src 'none'; script-src 'self' 'unsafe-eval' {inline_scripts};"
        " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
        " connect-src 'self'; frame-src 'none'; worker-src 'none'; object-src 'none';"
        f" base-uri 'self'; form-action 'self'; frame-ancestors {ancestors}"
    )


def page_headers(
    frame_ancestors: Sequence[str] = (), configured: str | None = None
) -> dict[str, str]:
    """Return the headers of pages.

    Args:
        frame_ancestors: origins that may show them in frames.
        configured: origin of the settings' public address; browsers stay with its https.
    """
    headers = {
        "Content-Security-Policy": page_policy(frame_ancestors),
        "Cross-Origin-Opener-Policy": "same-origin",
        # Not "no-referrer": forms would name no origin then, not even our own.
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    if configured is not None and configured.startswith("https://"):
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers


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
        configured: origin of the advisor, where it is known; see ``own_origin``.
    """

    def __init__(
        self, app: ASGIApp, open_to_others: Callable[[str], bool], configured: str | None
    ) -> None:
        self._app = app
        self._open = open_to_others
        self._own_origin = configured

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
        own = own_origin(scope, self._own_origin)
        if origin == "null" and own is not None:  # of a form on a page that hides its address
            return headers.get("sec-fetch-site") == "same-origin"
        return origin == own
