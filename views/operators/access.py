"""Lets operators in and keeps others out: cookies, sessions, form tokens, tries to sign in."""

import asyncio
import hmac
import logging
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from advisor.operators.attempts import Attempts
from advisor.operators.passwords import OperatorFile
from advisor.operators.sessions import LASTS, Session, Sessions

_log = logging.getLogger(__name__)
_COOKIE = "operator"
_FORM_COOKIE = "operator_form"
_PATH = "/operator"
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
    """The door of the operators' page.

    Args:
        file: who may sign in.
        sessions: of those who are.
        attempts: counts tries.
    """

    def __init__(self, file: OperatorFile, sessions: Sessions, attempts: Attempts) -> None:
        self._file = file
        self._sessions = sessions
        self._attempts = attempts

    def session(self, request: Request) -> Session:
        """Return the session of a request; raise ``NotSignedInError`` without one."""
        token = request.cookies.get(_COOKIE)
        session = self._sessions.find(token) if token else None
        if session is None or session.operator not in self._file.names():
            raise NotSignedInError
        return session

    async def sign_in(self, request: Request, form: Mapping[str, str]) -> str | None:
        """Return the token of a new session; None for a wrong name or password, or for too many.

        Raises:
            RefusedError: the form was not ours, or there were too many tries.
        """
        _check(form, request.cookies.get(_FORM_COOKIE))
        name, password = form.get("name", "").strip()[:_LONGEST_NAME], form.get("password", "")
        address = request.client.host if request.client else ""
        wait = self._attempts.begin(address, name)
        if wait is None:
            _log.warning("too many tries to sign in on the operators' page")
            raise RefusedError("Too many tries. Wait 15 minutes, then try again.", 429)
        await asyncio.sleep(wait)
        if not await run_in_threadpool(self._file.check, name, password):
            _log.warning("a try to sign in on the operators' page failed")
            return None
        self._attempts.succeeded(address, name)
        return await run_in_threadpool(self._sessions.open, name)

    def sign_out(self, request: Request) -> None:
        """End the session of a request."""
        token = request.cookies.get(_COOKIE)
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


async def read_form(request: Request) -> dict[str, str]:
    """Return the last value of each field; raise ``RefusedError`` for more than 64 kB."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST_FORM:
            raise RefusedError("The form is too large: shorten the comment.", 413)
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise RefusedError("The form cannot be read: load the page again.") from error
    return {name: values[-1] for name, values in fields.items()}


def let_in(request: Request, response: Response, token: str) -> None:
    """Set the cookie of a session."""
    _set(request, response, _COOKIE, token, int(LASTS.total_seconds()))
    response.delete_cookie(_FORM_COOKIE, path=_PATH)


def let_out(response: Response) -> None:
    """Take the cookie of a session away."""
    response.delete_cookie(_COOKIE, path=_PATH)


def new_form_token(request: Request, response: Response, token: str) -> None:
    """Set the cookie that a sign-in form must agree with."""
    _set(request, response, _FORM_COOKIE, token, 3600)


def random_token() -> str:
    """Return 256 bits that nobody can guess."""
    return secrets.token_urlsafe(32)


def _set(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=_PATH,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def _check(form: Mapping[str, str], expected: str | None) -> None:
    given = form.get("csrf", "")
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise RefusedError("The form is out of date: load the page again and send it once more.")
