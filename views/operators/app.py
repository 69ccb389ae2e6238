"""The operators' page under ``/operator``: its addresses, and what is answered to whom."""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from advisor.log.record import Annotation
from advisor.operators.attempts import Attempts
from advisor.operators.passwords import OperatorFile
from advisor.operators.sessions import Session, Sessions
from advisor.quality.annotated import annotated_pairs
from advisor.redaction.redactor import RedactionError
from advisor.settings import Settings
from graph.turn_log import TurnLog
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen
from views.operators import pages
from views.operators.access import (
    Access,
    let_in,
    let_out,
    new_form_token,
    random_token,
    read_form,
)
from views.operators.answers import HOME, SIGN_IN, Guarded, add_refusals, see, to_home
from views.operators.asked import Asked

_STYLE = Path(__file__).parent / "operators.css"
_NAME = re.compile(r"[0-9a-z]{1,32}")
_LONGEST_COMMENT = 4_000
_WRONG = "The name or the password is wrong."


@dataclass(frozen=True, slots=True)
class Operators(Frozen):
    """Who may look, and what they can say of a turn.

    Attributes:
        file: made by ``advisor operators add``.
        labels: that they can give.
        now: the calendar, timezone-aware.
        seconds: a clock that only goes forward.
        slowest_s: how long the answer to a wrong password is held back at most.
    """

    file: Path
    labels: tuple[str, ...]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    seconds: Callable[[], float] = time.monotonic
    slowest_s: float = 4.0

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """Return the operators that the settings name; None without any."""
        return cls(settings.operators, settings.labels) if settings.operators else None


def add_operators_page(app: FastAPI, turn_log: TurnLog | None, operators: Operators) -> None:
    """Add the page at ``/operator``.

    Args:
        app: gets it.
        turn_log: what is looked at and annotated.
        operators: who may.

    Raises:
        AdvisorError: their file is missing or damaged, or nothing is logged.
    """
    if turn_log is None:
        raise AdvisorError("ADVISOR_OPERATORS: expected a log to look at, but ADVISOR_LOG is off")
    file = OperatorFile(operators.file)
    file.names()
    sessions = Sessions(turn_log.log.database, operators.now)
    access = Access(file, sessions, Attempts(operators.seconds, operators.slowest_s))
    page = OperatorsPage(turn_log, access, operators.labels, operators.now)
    app.add_api_route("/operator", to_home, include_in_schema=False)
    app.mount("/operator", Guarded(page.app()))


class OperatorsPage:
    """Answers the requests of operators.

    Args:
        turn_log: what is looked at and annotated.
        access: the door.
        labels: that operators can give.
        now: the clock, timezone-aware.
    """

    def __init__(
        self,
        turn_log: TurnLog,
        access: Access,
        labels: tuple[str, ...],
        now: Callable[[], datetime],
    ) -> None:
        self._turn_log = turn_log
        self._database = turn_log.log.database
        self._access = access
        self._labels = labels
        self._now = now

    def app(self) -> FastAPI:
        """Return the page as an application of its own, to be mounted."""
        app = FastAPI(openapi_url=None, redirect_slashes=False)
        app.get("/sign-in")(self.sign_in_form)
        app.post("/sign-in")(self.sign_in)
        app.post("/sign-out")(self.sign_out)
        app.get("/style.css")(self.style)
        app.get("/")(self.overview)
        app.get("/versions")(self.versions)
        app.get("/conversations")(self.conversations)
        app.get("/conversations/{name}")(self.conversation)
        app.post("/conversations/{name}")(self.annotate)
        app.get("/annotated.jsonl")(self.annotated)
        add_refusals(app)
        return app

    def style(self) -> Response:
        """Return the style sheet; it tells nothing, and the form to sign in needs it."""
        return Response(_STYLE.read_bytes(), media_type="text/css")

    def sign_in_form(self, request: Request) -> Response:
        """Return the form."""
        return _sign_in_form(request)

    async def sign_in(self, request: Request) -> Response:
        """Let an operator in; the answer to a wrong name is that to a wrong password."""
        form = await read_form(request)
        token = await self._access.sign_in(request, form)
        if token is None:
            return _sign_in_form(request, _WRONG, form.get("name", "")[:64], status=401)
        response = see(HOME)
        let_in(request, response, token)
        return response

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        form = await read_form(request)
        await run_in_threadpool(self._access.posted, request, form)
        await run_in_threadpool(self._access.sign_out, request)
        response = see(SIGN_IN)
        let_out(response)
        return response

    def overview(self, request: Request) -> Response:
        """Return tiles and lines."""
        session = self._access.session(request)
        asked = Asked(request.query_params)
        return HTMLResponse(pages.overview(self._database, session, asked))

    def versions(self, request: Request) -> Response:
        """Return the table by version."""
        session = self._access.session(request)
        asked = Asked(request.query_params)
        return HTMLResponse(pages.by_version(self._database, session, asked))

    def conversations(self, request: Request) -> Response:
        """Return the list."""
        session = self._access.session(request)
        asked = Asked(request.query_params)
        return HTMLResponse(pages.conversations(self._database, session, asked))

    def conversation(self, request: Request, name: str) -> Response:
        """Return one conversation."""
        return self._conversation(self._access.session(request), name)

    async def annotate(self, request: Request, name: str) -> Response:
        """Note a label and a comment about a turn."""
        form = await read_form(request)
        session = await run_in_threadpool(self._access.posted, request, form)
        return await run_in_threadpool(self._annotate, session, name, form)

    def annotated(self, request: Request) -> Response:
        """Return the annotated turns as JSON lines."""
        self._access.session(request)
        named = f'attachment; filename="annotated-{self._now():%Y-%m-%d}.jsonl"'
        return StreamingResponse(
            self._lines(),
            media_type="application/x-ndjson",
            headers={"Content-Disposition": named},
        )

    def _lines(self) -> Iterator[str]:
        for pair in annotated_pairs(self._database):
            yield json.dumps(pair, ensure_ascii=False) + "\n"

    def _conversation(
        self, session: Session, name: str, kept: Mapping[str, object] | None = None
    ) -> Response:
        known = _NAME.fullmatch(name)
        html = (
            pages.conversation(self._database, session, name, self._labels, kept) if known else None
        )
        if html is None:
            gone = pages.message("Not there", "The log knows no such conversation (any more).")
            return HTMLResponse(gone, 404)
        return HTMLResponse(html, 422 if kept else 200)

    def _annotate(self, session: Session, name: str, form: Mapping[str, str]) -> Response:
        digits = form.get("turn", "")
        turn = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else 0
        label, comment = form.get("label", ""), form.get("comment", "").strip()
        problem = None
        if label not in self._labels:
            problem = "Choose a label."
        elif len(comment) > _LONGEST_COMMENT:
            problem = f"The comment is longer than {_LONGEST_COMMENT:,} characters: shorten it."
        else:
            note = Annotation(name, turn, self._now(), session.operator, label, comment)
            try:
                if not self._turn_log.annotate(note):
                    problem = "The text of this turn is not kept any more: nothing was noted."
            except RedactionError:
                problem = (
                    "What identifies people could not be taken out of the comment, so it was not"
                    " kept. Leave the comment out, or try later."
                )
        if problem is None:
            return see(f"/operator/conversations/{name}#turn-{turn}")
        kept = {"turn": turn, "label": label, "comment": comment, "problem": problem}
        return self._conversation(session, name, kept)


def _sign_in_form(
    request: Request, problem: str | None = None, name: str = "", status: int = 200
) -> Response:
    token = random_token()
    response = HTMLResponse(pages.sign_in(token, problem, name), status)
    new_form_token(request, response, token)
    return response
