"""The routes of signing in and out, and the style sheet that their form needs."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from views.doors.access import Access, NotSignedInError, random_token, read_form
from views.doors.answers import see
from views.templates import render

STYLE = Path(__file__).parent / "doors.css"
_WRONG = "The name or the password is wrong."


class SignIn:
    """Signs people in and out.

    Args:
        access: the door.
        styles: style sheets of the page behind it, beside the common one.
        onward: pattern of the addresses below the role's path that a sign-in may lead to, where
            its form names one; None for the first page alone.
    """

    def __init__(
        self, access: Access, styles: Sequence[Path], onward: re.Pattern[str] | None = None
    ) -> None:
        self._access = access
        self._path = access.role.path
        self._styles = (STYLE, *styles)
        self._onward = onward

    def add_to(self, app: FastAPI) -> None:
        """Add the routes to the page's application."""
        app.get("/sign-in")(self.form)
        app.post("/sign-in")(self.sign_in)
        app.post("/sign-out")(self.sign_out)
        app.get("/style.css")(self.style)
        app.add_exception_handler(NotSignedInError, self._first)

    def style(self) -> Response:
        """Return the style sheet; it tells nothing, and the form to sign in needs it."""
        css = b"\n".join(path.read_bytes() for path in self._styles)
        return Response(css, media_type="text/css")

    def form(self, request: Request) -> Response:
        """Return the form."""
        return self._form(request, request.query_params)

    async def sign_in(self, request: Request) -> Response:
        """Let somebody in; the answer to a wrong name is that to a wrong password."""
        form = await read_form(request)
        token = await self._access.sign_in(request, form)
        if token is None:
            return self._form(request, form, _WRONG)
        response = see(f"{self._path}/{self._then(form)}")
        self._access.let_in(request, response, token)
        return response

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        form = await read_form(request)
        await run_in_threadpool(self._access.posted, request, form)
        await run_in_threadpool(self._access.sign_out, request)
        response = see(f"{self._path}/sign-in")
        self._access.let_out(response)
        return response

    def _first(self, request: Request, error: Exception) -> Response:  # noqa: ARG002
        """Send somebody who is not signed in to the form, and from there to where they wanted."""
        then = self._then({"then": request.url.path.removeprefix(f"{self._path}/")})
        response = see(f"{self._path}/sign-in{f'?then={then}' if then else ''}")
        self._access.let_out(response)
        return response

    def _form(
        self, request: Request, given: Mapping[str, str], problem: str | None = None
    ) -> Response:
        token = random_token()
        html = render(
            "doors/sign_in",
            role=self._access.role,
            token=token,
            problem=problem,
            name=given.get("name", "")[:64] if problem else "",
            then=self._then(given),
        )
        response = HTMLResponse(html, 401 if problem else 200)
        self._access.new_form_token(request, response, token)
        return response

    def _then(self, given: Mapping[str, str]) -> str:
        """Return where a sign-in leads; never off the role's own pages."""
        asked = given.get("then", "")
        return asked if self._onward is not None and self._onward.fullmatch(asked) else ""
