"""Routes of conversations: begin, look, choose what is kept, say what helped, leave, erase."""

from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from advisor.log.notice import ANONYMOUS_HOURS, notice_to_json
from advisor.log.notice_words import Language
from web.bodies import (
    ConversationList,
    Listed,
    NewConsent,
    NewConversation,
    NewFeedback,
    NewVisit,
    State,
    VisitToken,
)
from web.errors import ApiError
from web.service import Credentials, Own, OwnOrPast, Serving, Visiting
from web.states import state_of
from web.tokens import Level

router = APIRouter()


@router.post("/visits", tags=["visits"])
def begin_visit(
    request: Request, body: NewVisit, credentials: Credentials, service: Serving
) -> VisitToken:
    """Begin a visit, or go on with one: trade a site's token in for a visit token."""
    return service.access.begin(request, body, credentials)


@router.get("/notice", tags=["visits"])
def notice(
    service: Serving, language: Language = "en", visitor: Level = "anonymous"
) -> dict[str, object]:
    """Return what is kept of conversations at each level, for how long, and who gets to see it.

    ``visitor`` is the level of the visit: not everybody can come back to a conversation.
    """
    services = service.advisor.services
    said = services.notices.get((language, visitor), services.notice)
    return notice_to_json(said) if said else {"levels": []}


@router.post("/conversations", status_code=201, tags=["conversations"])
def begin(body: NewConversation, visit: Visiting, service: Serving) -> State:
    """Begin a conversation."""
    session = service.advisor.conversation()
    store = service.advisor.store
    ends = store.now() + timedelta(hours=ANONYMOUS_HOURS) if visit.level == "anonymous" else None
    store.owners.own(session.id, visit.owner, ends)
    session.choose(body.consent)
    return state_of(session, service.advisor.services.catalog)


@router.get("/conversations", tags=["conversations"])
def conversations(visit: Visiting, service: Serving) -> ConversationList:
    """Return the conversations of a visitor that the site knows."""
    if visit.level != "known":
        raise ApiError("forbidden", "Only visitors that the site knows have a list.")
    owners = service.advisor.store.owners
    owned = owners.owned_by(visit.owner)
    listed = [Listed(id=name, touched=touched) for name, touched in owned]
    return ConversationList(conversations=listed, past=list(owners.past_of(visit.owner)))


@router.get("/conversations/{conversation_id}", tags=["conversations"])
def conversation(session: Own, service: Serving) -> State:
    """Return a conversation as it stands."""
    service.advisor.store.pages.returned(session.id)
    return state_of(session, service.advisor.services.catalog)


@router.put("/conversations/{conversation_id}/consent", tags=["conversations"])
def choose(body: NewConsent, session: Own, service: Serving) -> State:
    """Choose what may be kept from now on; the lower level erases what the higher one kept."""
    session.choose(body.consent)
    return state_of(session, service.advisor.services.catalog)


@router.post("/conversations/{conversation_id}/feedback", status_code=204, tags=["conversations"])
def feedback(body: NewFeedback, session: Own) -> Response:
    """Note whether a line of the transcript helped."""
    session.thumb(body.line, body.helpful)
    return Response(status_code=204)


@router.post("/conversations/{conversation_id}/leave", status_code=204, tags=["conversations"])
def leave(session: Own, service: Serving) -> Response:
    """Note that the page was closed; what was only to be used is erased minutes later."""
    service.advisor.store.pages.left(session.id)
    return Response(status_code=204)


@router.delete("/conversations/{conversation_id}", status_code=204, tags=["conversations"])
def erase(session: OwnOrPast) -> Response:
    """Erase a conversation, and everything that was logged of it; a past one too."""
    session.delete()
    return Response(status_code=204)
