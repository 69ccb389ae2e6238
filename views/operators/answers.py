"""What the operators' page answers besides its pages: headers, redirections, refusals."""

import logging

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from retrieval.errors import AdvisorError
from views.operators import pages
from views.operators.access import NotSignedInError, RefusedError, let_out

_log = logging.getLogger(__name__)
HOME, SIGN_IN = "/operator/", "/operator/sign-in"
_HEADERS = (
    (
        b"content-security-policy",
        # Stricter than the app's: no script at all, and nothing inline.
        b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
        b" base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-robots-tag", b"noindex"),
)


class Guarded:
    """Adds the headers of ``_HEADERS`` to every response, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def to_home() -> Response:
    """Send the browser to the first page."""
    return RedirectResponse(HOME, 308, {"Cache-Control": "no-store"})


def see(address: str) -> Response:
    """Send the browser to another page after a form."""
    return RedirectResponse(address, 303)


def _sign_in_first(request: Request, error: Exception) -> Response:  # noqa: ARG001
    response = see(SIGN_IN)
    let_out(response)
    return response


def _refused(request: Request, error: Exception) -> Response:  # noqa: ARG001
    status = error.status if isinstance(error, RefusedError) else 403
    return HTMLResponse(pages.message("Not taken", str(error)), status)


def _unavailable(request: Request, error: Exception) -> Response:  # noqa: ARG001
    _log.error("%s", error)
    text = "The log cannot be read at the moment; the program's own log says why. Try again later."
    return HTMLResponse(pages.message("Not available", text), 503)


def _not_found(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return HTMLResponse(pages.message("Not there", "There is no such page."), 404)


def add_refusals(app: FastAPI) -> None:
    """Have the application answer what keeps a request from being answered."""
    app.add_exception_handler(NotSignedInError, _sign_in_first)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(AdvisorError, _unavailable)
    app.add_exception_handler(404, _not_found)
