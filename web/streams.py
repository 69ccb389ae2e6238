"""Sends a turn as server-sent events, or whole as JSON."""

import json
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from graph.event_json import event_to_json
from retrieval.errors import AdvisorError
from web.bodies import Answered, State
from web.turns import Turn

_log = logging.getLogger(__name__)
EVERY_S = 10.0
"""Seconds after which a waiting stream says that it is still there."""
STREAM = "text/event-stream"


def wants_stream(request: Request) -> bool:
    """Whether the client asked for a stream of events."""
    return STREAM in request.headers.get("accept", "")


async def answer(
    request: Request, turn: Turn | None, state: Callable[[], State], *, repeated: bool
) -> Response:
    """Answer with a turn, as the client asked for it.

    Args:
        request: says how.
        turn: being answered; None where there is nothing to wait for.
        state: returns the conversation after it.
        repeated: whether the message was answered before.
    """
    if wants_stream(request):
        return stream(_pieces(turn, state, repeated=repeated))
    events = [event async for event in _events(turn) if event is not None]
    after = await run_in_threadpool(state)
    body = Answered(events=events, state=after, repeated=repeated)
    return JSONResponse(body.model_dump(mode="json"), headers={"Cache-Control": "no-store"})


def stream(pieces: AsyncIterator[bytes]) -> Response:
    """Return a response of server-sent events that no proxy holds back or keeps."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(pieces, media_type=STREAM, headers=headers)


def piece(kind: str, data: object) -> bytes:
    """Return one server-sent event; JSON has no line breaks, so its data is one line."""
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


WAITING = b": waiting\n\n"
"""A comment: it says nothing, and keeps the connection open."""


async def _pieces(
    turn: Turn | None, state: Callable[[], State], *, repeated: bool
) -> AsyncIterator[bytes]:
    yield WAITING  # headers and a first byte at once: proxies and clients know that it was taken
    async for event in _events(turn):
        yield WAITING if event is None else piece(str(event["event"]), event)
    try:
        after = await run_in_threadpool(state)
    except AdvisorError as error:
        # Without "done" the client asks again, with the same id, and finds it answered then.
        _log.error("%s", error)
        return
    yield piece("done", {"state": after.model_dump(mode="json"), "repeated": repeated})


async def _events(turn: Turn | None) -> AsyncIterator[dict[str, Any] | None]:
    if turn is None:
        return
    async for event in turn.follow(EVERY_S):
        yield None if event is None else event_to_json(event)
