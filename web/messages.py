"""Routes that take a turn: a message, a document, edits of the history by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from advisor.documents import read_document
from advisor.documents.reading import DocumentText, shown_name
from graph.events import Event, Noticed
from graph.session import Session
from retrieval.errors import AdvisorError
from web.bodies import Answered, MessageId, NewMessage, State
from web.errors import ApiError
from web.history_edits import NewEdits, read_edits
from web.service import Service, Serving, Writing
from web.states import state_of
from web.streams import STREAM, answer
from web.turns import Answer

router = APIRouter(tags=["messages"])
_STREAMED: dict[int | str, dict[str, object]] = {
    200: {
        "model": Answered,
        "content": {STREAM: {"schema": {"type": "string"}}},
        "description": "The turn: as events while it is answered, or whole as JSON.",
    }
}


@router.post(
    "/conversations/{conversation_id}/messages", responses=_STREAMED, response_model=Answered
)
async def say(request: Request, body: NewMessage, session: Writing, service: Serving) -> Response:
    """Send a message; one with an id that was answered before is not answered again."""

    def made_ready() -> Answer:
        return lambda: session.reply(body.text, message_id=body.id)

    return await _turn(request, service, session, body.id, made_ready)


@router.post(
    "/conversations/{conversation_id}/documents", responses=_STREAMED, response_model=Answered
)
async def send_document(
    request: Request,
    file: Annotated[UploadFile, File(description="A CV: PDF, Word (.docx) or text; 10 MB.")],
    id: Annotated[MessageId, Form(description="As that of a message.")],  # noqa: A002
    session: Writing,
    service: Serving,
) -> Response:
    """Send a CV as a message; the file itself is not kept."""
    name = shown_name(file.filename or "document")
    data = await file.read()

    def made_ready() -> Answer:
        try:
            document = _read(data, name)
        except AdvisorError as error:
            raise ApiError("bad_request", str(error)) from error

        def answered() -> Iterator[Event]:
            yield from session.reply(document.text, f"Uploaded {name}", message_id=id)
            if document.notice is not None:
                yield Noticed(document.notice)

        return answered

    return await _turn(request, service, session, id, made_ready)


@router.patch(
    "/conversations/{conversation_id}/history", responses=_STREAMED, response_model=Answered
)
async def edit(request: Request, body: NewEdits, session: Writing, service: Serving) -> Response:
    """Change the history by hand; all edits are applied, or none."""
    services = service.advisor.services

    def made_ready() -> Answer:
        edits = read_edits(body, session.state().history, services.catalog, services.today())
        return lambda: session.edit(edits, message_id=body.id)

    return await _turn(request, service, session, body.id, made_ready)


async def _turn(
    request: Request,
    service: Service,
    session: Session,
    message_id: str,
    made_ready: Callable[[], Answer],
) -> Response:
    """Answer with the turn of a message: a new one, one that goes on, or what came of it before.

    ``made_ready`` reads what was sent, where it is new; it runs in a thread.
    """
    state = _state(service, session)
    known = await run_in_threadpool(session.received, message_id)
    if known == "answered":
        return await answer(request, None, state, repeated=True)
    begun = session.resume if known == "unfinished" else await run_in_threadpool(made_ready)
    turn = service.turns.begin(session.id, message_id, lambda: service.metrics.timed(begun()))
    return await answer(request, turn, state, repeated=False)


def _state(service: Service, session: Session) -> Callable[[], State]:
    return lambda: state_of(session, service.advisor.services.catalog)


def _read(data: bytes, name: str) -> DocumentText:
    with NamedTemporaryFile(prefix="career-advisor-") as file:
        file.write(data)
        file.flush()
        return read_document(Path(file.name), name)
