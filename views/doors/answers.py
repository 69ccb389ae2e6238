"""What pages behind a password answer besides their own: headers, redirections, refusals."""

import logging
from collections.abc import Sequence

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from advisor.accounts.roles import Role
from advisor.accounts.sessions import Session
from retrieval.errors import AdvisorError
from views.doors.access import RefusedError
from views.templates import keep_percent_together, render

_log = logging.getLogger(__name__)
Places = Sequence[tuple[str, str, str]]
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
                theirs = {name for name, _ in _HEADERS}
                kept = [pair for pair in message.get("headers", ()) if pair[0] not in theirs]
                message["headers"] = [*kept, *_HEADERS]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def mount_guarded(app: FastAPI, page: FastAPI, role: Role) -> None:
    """Add a role's page to the application, at the role's path."""
    app.add_api_route(role.path, lambda: _to_home(role), include_in_schema=False)
    app.mount(role.path, Guarded(page))


def see(address: str) -> Response:
    """Send the browser to another page after a form."""
    return RedirectResponse(address, 303)


def message_page(role: Role, title: str, text: str, status: int) -> Response:
    """Return a page that says one thing."""
    return HTMLResponse(render("doors/message", role=role, title=title, text=text), status)


def inside_page(
    template: str, session: Session, here: str | None, places: Places, **values: object
) -> str:
    """Return a page as HTML that only somebody who is signed in sees.

    Args:
        template: its name.
        session: whose.
        here: key of the place that is shown; None for none of them.
        places: address, title and key of what the pages' head leads to.
        values: of the template.
    """
    html = render(template, session=session, here=here, places=places, **values)
    return keep_percent_together(html)


def add_refusals(app: FastAPI, role: Role, away: str) -> None:
    """Have the application answer what keeps a request from being answered.

    Args:
        app: the page.
        role: whose page it is.
        away: what to say while the database cannot be used.
    """

    @app.exception_handler(RefusedError)
    def refused(request: Request, error: RefusedError) -> Response:  # noqa: ARG001
        return message_page(role, "Not taken", str(error), error.status)

    @app.exception_handler(AdvisorError)
    def unavailable(request: Request, error: Exception) -> Response:  # noqa: ARG001
        _log.error("%s", error)
        return message_page(role, "Not available", away, 503)

    @app.exception_handler(404)
    def not_found(request: Request, error: Exception) -> Response:  # noqa: ARG001
        return message_page(role, "Not there", "There is no such page.", 404)


def _to_home(role: Role) -> Response:
    return RedirectResponse(f"{role.path}/", 308, {"Cache-Control": "no-store"})
