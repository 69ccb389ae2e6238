"""Routes of sharing with a counsellor: make a link, see who opened it, take it back."""

import unicodedata
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from advisor.log.consent import Consent
from graph.session import Session
from graph.store.shared import Share, TooManySharesError
from web.bodies import NewShare, SharedLook, ShareList, ShareMade
from web.errors import ApiError
from web.service import Own, Serving, Visiting

router = APIRouter(prefix="/conversations/{conversation_id}/shares", tags=["shares"])
_PAGE = "/counsellor/shared/"
_LOOKS = 50
_JOINERS = "\u200c\u200d"  # letters of some scripts need them
ShareId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
NO_SUCH = "There is no such share; it may have expired."


def _sharing(session: Own, visit: Visiting, service: Serving) -> Session:
    """Return a conversation of a visitor's who may share it."""
    if visit.level != "known":
        raise ApiError("forbidden", "Only visitors that the site knows can share.")
    if not service.access.may_share(visit):
        raise ApiError("forbidden", "There is no counsellor here to share with.")
    return session


Sharing = Annotated[Session, Depends(_sharing)]


@router.post("", status_code=201)
def share(request: Request, body: NewShare, session: Sharing, service: Serving) -> ShareMade:
    """Make a link that one counsellor can open."""
    name = _one_line(body.name)
    if not name:
        raise ApiError("bad_request", "body.name: expected a name that can be seen")
    try:
        made = service.advisor.store.shares.share(session.id, name, body.days, body.transcript)
    except TooManySharesError as error:
        raise ApiError("conflict", f"You share this with too many: {error}.") from error
    return _told(request, made, session, service)


@router.get("")
def shares(request: Request, session: Sharing, service: Serving) -> ShareList:
    """Return the links that are good, who opened them, and when they looked."""
    store = service.advisor.store
    good = [found for found in store.shares.shares_of(session.id) if found.good(store.now())]
    return ShareList(shares=[_told(request, found, session, service) for found in good])


@router.delete("/{share_id}", status_code=204)
def revoke(share_id: ShareId, session: Sharing, service: Serving) -> Response:
    """Take a link back: the counsellor sees nothing of it from now on."""
    if not service.advisor.store.shares.revoke(session.id, share_id):
        raise ApiError("not_found", NO_SUCH)
    return Response(status_code=204)


def _told(request: Request, made: Share, session: Session, service: Serving) -> ShareMade:
    readings = service.advisor.store.shares.readings(made.id) if made.opened_by else ()
    return ShareMade(
        id=made.id,
        url=service.access.link(request, _PAGE + made.id),
        name=made.name,
        transcript=made.transcript,
        made_at=made.made_at,
        expires_at=made.expires_at,
        opened_by=made.opened_by,
        opened_at=made.opened_at,
        looks=[SharedLook(at=r.at, what=r.what) for r in reversed(readings[-_LOOKS:])],
        note=_note(made, session),
    )


def _note(made: Share, session: Session) -> str:
    seen = (
        "The first counsellor who opens the link, and nobody else, can read and save: your jobs and"
        " education, your interests and what you rule out, the suggestions with their reasons and"
        " chances, and the job you have in mind, as they are when the counsellor looks."
    )
    said = (
        " They can also read everything that was said in this conversation."
        if made.transcript
        else " They cannot read what was said in this conversation."
    )
    notes = (
        " They can keep notes about you, which you get with everything that is kept about you."
        f" This ends on {made.expires_at:%Y-%m-%d}, or at once when you take the link back; what"
        " they have saved by then stays with them."
    )
    erased = (
        " You chose that nothing is kept after your visit: minutes after you close the page, this"
        " conversation is erased, and the link and the counsellor's notes with it."
        if session.consent is Consent.USE
        else ""
    )
    return seen + said + notes + erased


def _one_line(text: str) -> str:
    """Return a name without what is not seen, such as marks that turn the writing around."""
    kept = (
        c if c in _JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") else " "
        for c in text
    )
    return " ".join("".join(kept).split()).strip(_JOINERS)
