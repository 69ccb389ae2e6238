"""What a person can take along: a report, the history as JSON Resume, everything that is kept."""

import logging
from typing import Annotated, Literal

from fastapi import FastAPI, Form, HTTPException
from fastapi.responses import JSONResponse, Response

from advisor.json_resume import to_json_resume
from advisor.log.notice import notice_to_json
from graph.advisor import Advisor
from graph.reports import REPORT_TYPES, report_bytes
from graph.session import Session
from graph.snapshot import Snapshot
from graph.takeout import everything
from retrieval.errors import AdvisorError

_log = logging.getLogger(__name__)
_LOG_AWAY = (
    "the advisor's own record cannot be reached, so not everything can be told now; try later"
)


_Id = Annotated[str, Form(max_length=64)]


def add_downloads(app: FastAPI, advisor: Advisor) -> None:
    """Add ``/download/`` with what can be taken along, and ``/privacy.json``.

    ``career-report.pdf``, ``career-report.docx``, ``resume.json``, and ``everything.json`` that is
    kept, for the conversation in the form that is posted: in an address, everybody on its way could
    read the id. An unknown conversation is 404 with one line; a log that cannot be reached is 503.

    Args:
        app: gets the routes.
        advisor: holds the conversations.
    """

    @app.get("/privacy.json")
    def privacy() -> JSONResponse:
        notice = advisor.services.notice
        return JSONResponse(notice_to_json(notice) if notice else {"levels": []})

    @app.post("/download/everything.json")
    def all_of_it(conversation: _Id) -> JSONResponse:
        session = _known(advisor, conversation, or_logged=True)
        try:
            kept = everything(advisor, session)
        except AdvisorError as error:
            _log.error("%s", error)
            raise HTTPException(503, _LOG_AWAY) from error
        return JSONResponse(kept, headers=_saved_as("everything.json"))

    @app.post("/download/career-report.{kind}")
    def report(conversation: _Id, kind: Literal["pdf", "docx"]) -> Response:
        data = report_bytes(advisor.services, _state(advisor, conversation), kind)
        return Response(
            data, media_type=REPORT_TYPES[kind], headers=_saved_as(f"career-report.{kind}")
        )

    @app.post("/download/resume.json")
    def resume(conversation: _Id) -> Response:
        history = _state(advisor, conversation).history
        return JSONResponse(to_json_resume(history), headers=_saved_as("resume.json"))


def _state(advisor: Advisor, conversation_id: str) -> Snapshot:
    return _known(advisor, conversation_id).state()


def _known(advisor: Advisor, conversation_id: str, *, or_logged: bool = False) -> Session:
    try:
        conversation = advisor.conversation(conversation_id)
    except AdvisorError as error:
        raise HTTPException(404, str(error)) from error
    known = advisor.store.known(conversation_id) or (or_logged and conversation.logged())
    if not known or not advisor.open_to_all(conversation_id):
        raise HTTPException(404, "no conversation with this id is kept on this computer")
    return conversation


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
