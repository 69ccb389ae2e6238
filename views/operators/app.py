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

from advisor.accounts.attempts import Attempts
from advisor.accounts.log_sessions import LogSessions
from advisor.accounts.passwords import AccountFile
from advisor.accounts.roles import OPERATOR
from advisor.accounts.sessions import Session, Sessions
from advisor.log.record import Annotation
from advisor.quality.annotated import annotated_pairs
from advisor.redaction.redactor import RedactionError
from advisor.settings import Settings
from graph.turn_log import TurnLog
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen
from views.doors.access import Access, read_form
from views.doors.answers import add_refusals, message_page, mount_guarded, see
from views.doors.sign_in import SignIn
from views.operators import pages
from views.operators.asked import Asked

_STYLE = Path(__file__).parent / "operators.css"
_NAME = re.compile(r"[0-9a-z]{1,32}")
_LONGEST_COMMENT = 4_000
_AWAY = "The log cannot be read at the moment; the program's own log says why. Try again later."


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
    file = AccountFile(operators.file, OPERATOR)
    file.names()
    sessions = Sessions(LogSessions(turn_log.log.database), operators.now)
    access = Access(file, sessions, Attempts(operators.seconds, operators.slowest_s))
    page = OperatorsPage(turn_log, access, operators.labels, operators.now)
    mount_guarded(app, page.app(), OPERATOR)


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
        SignIn(self._access, (_STYLE,)).add_to(app)
        app.get("/")(self.overview)
        app.get("/versions")(self.versions)
        app.get("/conversations")(self.conversations)
        app.get("/conversations/{name}")(self.conversation)
        app.post("/conversations/{name}")(self.annotate)
        app.get("/annotated.jsonl")(self.annotated)
        add_refusals(app, OPERATOR, _AWAY)
        return app

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
            gone = "The log knows no such conversation (any more)."
            return message_page(OPERATOR, "Not there", gone, 404)
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
            note = Annotation(name, turn, self._now(), session.name, label, comment)
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
