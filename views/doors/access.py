"""Lets people of a role in and keeps others out: cookies, sessions, form tokens, tries."""

import asyncio
import hmac
import logging
import secrets
from collections.abc import Mapping
from typing import Literal
from urllib.parse import parse_qs

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from advisor.accounts.attempts import Attempts
from advisor.accounts.passwords import AccountFile
from advisor.accounts.sessions import LASTS, Session, Sessions

_log = logging.getLogger(__name__)
_LONGEST_NAME = 65
"""One character more than any name has, so that what is cut off fits none."""
_LARGEST_FORM = 64_000
"""Bytes."""


class NotSignedInError(Exception):
    """Nobody is signed in, or no longer."""


class RefusedError(Exception):
    """A form that is not taken; its text says what to do, ``status`` is HTTP's."""

    def __init__(self, text: str, status: int = 403) -> None:
        super().__init__(text)
        self.status = status


class Access:
    """The door of a page. Its cookies are named after the role, and sent to its path only.

    Args:
        file: who may sign in, and as what.
        sessions: of those who are.
        attempts: counts tries.
        same_site: of the session's cookie; "lax" where links from elsewhere, such as from a mail,
            lead in: they only show something.
    """

    def __init__(
        self,
        file: AccountFile,
        sessions: Sessions,
        attempts: Attempts,
        same_site: Literal["strict", "lax"] = "strict",
    ) -> None:
        self.role = file.role
        self._file = file
        self._sessions = sessions
        self._attempts = attempts
        self._same_site: Literal["strict", "lax"] = same_site
        self._cookie, self._form_cookie = self.role.name, f"{self.role.name}_form"

    def session(self, request: Request) -> Session:
        """Return the session of a request; raise ``NotSignedInError`` without one."""
        token = request.cookies.get(self._cookie)
        session = self._sessions.find(token) if token else None
        if session is None or session.name not in self._file.names():
            raise NotSignedInError
        return session

    async def sign_in(self, request: Request, form: Mapping[str, str]) -> str | None:
        """Return the token of a new session; None for a wrong name or password, or for too many.

        Raises:
            RefusedError: the form was not ours, or there were too many tries.
        """
        _check(form, request.cookies.get(self._form_cookie))
        name, password = form.get("name", "").strip()[:_LONGEST_NAME], form.get("password", "")
        address = request.client.host if request.client else ""
        wait = self._attempts.begin(address, name)
        if wait is None:
            _log.warning("too many tries to sign in as %s", self.role.one)
            raise RefusedError("Too many tries. Wait 15 minutes, then try again.", 429)
        await asyncio.sleep(wait)
        if not await run_in_threadpool(self._file.check, name, password):
            _log.warning("a try to sign in as %s failed", self.role.one)
            return None
        self._attempts.succeeded(address, name)
        return await run_in_threadpool(self._sessions.open, name)

    def sign_out(self, request: Request) -> None:
        """End the session of a request."""
        token = request.cookies.get(self._cookie)
        if token:
            self._sessions.close(token)

    def posted(self, request: Request, form: Mapping[str, str]) -> Session:
        """Return the session of a form that was sent.

        Raises:
            NotSignedInError: there is none.
            RefusedError: the form does not carry the session's token.
        """
        session = self.session(request)
        _check(form, session.csrf)
        return session

    def let_in(self, request: Request, response: Response, token: str) -> None:
        """Set the cookie of a session."""
        self._set(request, response, (self._cookie, token), int(LASTS.total_seconds()))
        response.delete_cookie(self._form_cookie, path=self.role.path)

    def let_out(self, response: Response) -> None:
        """Take the cookie of a session away."""
        response.delete_cookie(self._cookie, path=self.role.path)

    def new_form_token(self, request: Request, response: Response, token: str) -> None:
        """Set the cookie that a sign-in form must agree with."""
        self._set(request, response, (self._form_cookie, token), 3600)

    def _set(
        self, request: Request, response: Response, cookie: tuple[str, str], seconds: int
    ) -> None:
        name, value = cookie
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            path=self.role.path,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite=self._same_site,
        )


async def read_form(request: Request) -> dict[str, str]:
    """Return the last value of each field; raise ``RefusedError`` for more than 64 kB."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST_FORM:
            raise RefusedError("The form is too large: shorten what you wrote.", 413)
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise RefusedError("The form cannot be read: load the page again.") from error
    return {name: values[-1] for name, values in fields.items()}


def random_token() -> str:
    """Return 256 bits that nobody can guess."""
    return secrets.token_urlsafe(32)


def _check(form: Mapping[str, str], expected: str | None) -> None:
    given = form.get("csrf", "")
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise RefusedError("The form is out of date: load the page again and send it once more.")
