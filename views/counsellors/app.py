"""The counsellors' page under ``/counsellor``: its addresses, and what is answered to whom."""

import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from advisor.accounts.attempts import Attempts
from advisor.accounts.passwords import AccountFile
from advisor.accounts.roles import COUNSELLOR
from advisor.accounts.sessions import Session, Sessions
from advisor.settings import Settings
from graph.advisor import Advisor
from graph.reports import REPORT_TYPES, report_bytes
from graph.sharing import client_to_json, shared_state
from graph.store.shared import Share
from retrieval.frozen import Frozen
from views.counsellors import pages
from views.doors.access import Access, read_form
from views.doors.answers import add_refusals, message_page, mount_guarded, see
from views.doors.sign_in import SignIn

_log = logging.getLogger(__name__)
_STYLE = Path(__file__).parent / "counsellors.css"
_ID = re.compile(r"[0-9a-f]{32}")
_ONWARD = re.compile(r"shared/[0-9a-f]{32}")
LONGEST_NOTE = 4_000
"""Characters."""
_AWAY = "What is shared cannot be read at the moment. Nothing is lost: try again in a minute."
_GONE = (
    "There is nothing to open here: the link is wrong, its time is over, it was taken back, or"
    " another counsellor has opened it. Ask the person for a new link."
)


@dataclass(frozen=True, slots=True)
class Counsellors(Frozen):
    """Who may look.

    Attributes:
        file: made by ``advisor counsellors add``.
        now: the calendar, timezone-aware; the store of conversations has one of its own.
        seconds: a clock that only goes forward.
        slowest_s: how long the answer to a wrong password is held back at most.
    """

    file: Path
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    seconds: Callable[[], float] = time.monotonic
    slowest_s: float = 4.0

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """Return the counsellors that the settings name; None without any."""
        return cls(settings.counsellors) if settings.counsellors else None


def add_counsellors_page(app: FastAPI, advisor: Advisor, counsellors: Counsellors) -> None:
    """Add the page at ``/counsellor``.

    Raises:
        AdvisorError: their file is missing or damaged.
    """
    file = AccountFile(counsellors.file, COUNSELLOR)
    file.names()
    sessions = Sessions(advisor.store.counsellor_sessions, counsellors.now)
    attempts = Attempts(counsellors.seconds, counsellors.slowest_s)
    # Links to what is shared come by mail: a strict cookie would not be sent along with them.
    access = Access(file, sessions, attempts, same_site="lax")
    mount_guarded(app, CounsellorsPage(advisor, access).app(), COUNSELLOR)


class CounsellorsPage:
    """Answers the requests of counsellors. Whatever shows something of a client is noted.

    Args:
        advisor: holds the conversations, and what is shared of them.
        access: the door.
    """

    def __init__(self, advisor: Advisor, access: Access) -> None:
        self._advisor = advisor
        self._shares = advisor.store.shares
        self._access = access

    def app(self) -> FastAPI:
        """Return the page as an application of its own, to be mounted."""
        app = FastAPI(openapi_url=None, redirect_slashes=False)
        SignIn(self._access, (_STYLE,), _ONWARD).add_to(app)
        app.get("/")(self.clients)
        app.get("/shared")(self.find)
        app.get("/shared/{share_id}")(self.to_open)
        app.post("/shared/{share_id}")(self.open)
        app.get("/clients/{share_id}")(self.client)
        app.post("/clients/{share_id}")(self.note)
        app.get("/clients/{share_id}/report.{kind}")(self.report)
        app.get("/clients/{share_id}/client.json")(self.as_json)
        add_refusals(app, COUNSELLOR, _AWAY)
        return app

    def clients(self, request: Request) -> Response:
        """Return the list."""
        session = self._access.session(request)
        found = self._shares.shared_with(session.name)
        return HTMLResponse(pages.clients(session, found, self._shares.activity(session.name)))

    def find(self, request: Request) -> Response:
        """Lead from a link that was typed or pasted to its page."""
        self._access.session(request)
        found = _ID.search(request.query_params.get("link", ""))
        return see(f"{COUNSELLOR.path}/shared/{found[0]}") if found else _gone()

    def to_open(self, request: Request, share_id: str) -> Response:
        """Ask whether to open a link; nothing is shown or changed by following it."""
        session = self._access.session(request)
        share = self._shares.to_open(share_id, session.name) if _ID.fullmatch(share_id) else None
        if share is None:
            return _refused()
        if share.opened_by is not None:
            return see(_address(share))
        return HTMLResponse(pages.to_open(session, share))

    async def open(self, request: Request, share_id: str) -> Response:
        """Make a share this counsellor's."""
        session = await self._posted(request)
        share = await run_in_threadpool(self._shares.open_share, share_id, session.name)
        return _refused() if share is None else see(_address(share))

    def client(self, request: Request, share_id: str) -> Response:
        """Return a client's summary and the notes."""
        return self._client(self._access.session(request), share_id)

    async def note(self, request: Request, share_id: str) -> Response:
        """Keep a note about a client."""
        form = await read_form(request)
        session = await run_in_threadpool(self._access.posted, request, form)
        return await run_in_threadpool(self._note, session, share_id, form)

    def report(self, request: Request, share_id: str, kind: Literal["pdf", "docx"]) -> Response:
        """Return the summary as the report that the person can have as well."""
        share = self._read(self._access.session(request), share_id, f"report.{kind}")
        if share is None:
            return _gone()
        services = self._advisor.services
        data = report_bytes(services, shared_state(self._advisor, share), kind)
        return Response(data, media_type=REPORT_TYPES[kind], headers=_saved_as(f"report.{kind}"))

    def as_json(self, request: Request, share_id: str) -> Response:
        """Return summary and notes for programs."""
        share = self._read(self._access.session(request), share_id, "summary and notes as JSON")
        if share is None:
            return _gone()
        return JSONResponse(client_to_json(self._advisor, share), headers=_saved_as("client.json"))

    async def _posted(self, request: Request) -> Session:
        form = await read_form(request)
        return await run_in_threadpool(self._access.posted, request, form)

    def _read(self, session: Session, share_id: str, what: str) -> Share | None:
        return self._shares.read(share_id, session.name, what) if _ID.fullmatch(share_id) else None

    def _client(
        self, session: Session, share_id: str, text: str = "", problem: str | None = None
    ) -> Response:
        share = self._read(session, share_id, "summary")
        if share is None:
            return _gone()
        html = pages.client(self._advisor, session, share, pages.Draft(text, problem))
        return HTMLResponse(html, 422 if problem else 200)

    def _note(self, session: Session, share_id: str, form: Mapping[str, str]) -> Response:
        text = form.get("text", "").replace("\r\n", "\n").strip()
        if not text:
            return self._client(session, share_id, problem="Write a note first.")
        if len(text) > LONGEST_NOTE:
            problem = f"The note is longer than {LONGEST_NOTE:,} characters: shorten it."
            return self._client(session, share_id, text, problem)
        if self._shares.add_note(share_id, session.name, text) is None:
            return _gone()
        return see(f"{COUNSELLOR.path}/clients/{share_id}#notes")


def _address(share: Share) -> str:
    return f"{COUNSELLOR.path}/clients/{share.id}"


def _refused() -> Response:
    _log.warning("a counsellor asked for a share that is not theirs or not good any more")
    return _gone()


def _gone() -> Response:
    """Return the one answer to whatever cannot be opened, whyever."""
    return message_page(COUNSELLOR, "Nothing to open", _GONE, 404)


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
