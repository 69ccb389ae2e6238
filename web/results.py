"""Routes of what came of a conversation: suggestions, how far to trust them, what to take along."""

from collections.abc import AsyncIterator
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.responses import JSONResponse, Response

from advisor.competence.as_json import competence_to_json
from advisor.json_resume import to_json_resume
from graph.event_json import event_to_json
from graph.reports import REPORT_TYPES, report_bytes
from graph.session import Session
from graph.takeout import everything
from web.bodies import Shown, Trust
from web.service import Own, OwnOrPast, Serving
from web.states import shown_of
from web.streams import STREAM, piece, stream, wants_stream

router = APIRouter(tags=["results"])
_FILE = {"schema": {"type": "string", "format": "binary"}}


@router.get("/conversations/{conversation_id}/recommendation")
def recommendation(session: Own) -> Shown:
    """Return the suggestions on the screen, and the person's own target if one was weighed."""
    return shown_of(session.state())


@router.get(
    "/conversations/{conversation_id}/competence",
    response_model=Trust,
    responses={200: {"content": {STREAM: {"schema": {"type": "string"}}}}},
)
async def competence(request: Request, session: Own) -> Response:
    """Return how far to trust each suggestion; a stream gets more each time it is known."""
    if wants_stream(request):
        return stream(_checks(session))
    found = await run_in_threadpool(lambda: list(session.competence())[-1:])
    checks = [competence_to_json(check) for check in found[0].checks] if found else []
    body = Trust(checks=checks, complete=found[0].complete if found else True)
    return JSONResponse(body.model_dump(mode="json"))


@router.get("/conversations/{conversation_id}/export/everything.json")
def export_everything(session: OwnOrPast, service: Serving) -> Response:
    """Return everything that is kept of a conversation."""
    return JSONResponse(everything(service.advisor, session), headers=_saved_as("everything.json"))


@router.get("/conversations/{conversation_id}/export/resume.json")
def export_resume(session: Own) -> Response:
    """Return the history as JSON Resume."""
    return JSONResponse(to_json_resume(session.state().history), headers=_saved_as("resume.json"))


@router.get(
    "/conversations/{conversation_id}/export/report.{kind}",
    response_class=Response,
    responses={200: {"content": dict.fromkeys(REPORT_TYPES.values(), _FILE)}},
)
def export_report(session: Own, service: Serving, kind: Literal["pdf", "docx"]) -> Response:
    """Return the report, to print or to send."""
    data = report_bytes(service.advisor.services, session.state(), kind)
    name = f"career-report.{kind}"
    return Response(data, media_type=REPORT_TYPES[kind], headers=_saved_as(name))


async def _checks(session: Session) -> AsyncIterator[bytes]:
    async for found in iterate_in_threadpool(session.competence()):
        yield piece("competence", event_to_json(found))
    yield piece("done", {})


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
