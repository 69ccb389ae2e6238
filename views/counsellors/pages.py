"""The counsellors' pages as HTML: the list of clients, a link to open, one client."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from advisor.accounts.roles import COUNSELLOR
from advisor.accounts.sessions import Session
from advisor.report import liking, trust
from graph.advisor import Advisor
from graph.reports import report_of
from graph.sharing import shared_state, shown_lines
from graph.store.shared import Activity, Share
from retrieval.frozen import Frozen
from views.doors.answers import inside_page

_PLACES = (("", "Clients", "clients"),)


@dataclass(frozen=True, slots=True)
class Draft(Frozen):
    """A note that was not taken, and why; empty for none."""

    text: str = ""
    problem: str | None = None


def clients(session: Session, shares: Sequence[Share], activity: Mapping[str, Activity]) -> str:
    """Return the list of clients, and the form for a link."""
    rows = [
        {
            "id": share.id,
            "name": share.name,
            "shared": _day(share.made_at),
            "expires": _day(share.expires_at),
            "touched": _day(activity[share.id].touched),
            "notes": activity[share.id].notes,
        }
        for share in shares
        if share.id in activity  # one may have gone between the two questions
    ]
    return _page("clients", session, "clients", rows=rows)


def to_open(session: Session, share: Share) -> str:
    """Return the question whether to open a link."""
    return _page("to_open", session, None, id=share.id, until=_day(share.expires_at))


def client(advisor: Advisor, session: Session, share: Share, draft: Draft) -> str:
    """Return a client's summary, the notes, and a form for one more."""
    state = shared_state(advisor, share)
    notes = advisor.store.shares.notes(share.id)
    return _page(
        "client",
        session,
        None,
        share=share,
        shared=_day(share.made_at),
        expires=_day(share.expires_at),
        content=report_of(advisor.services, state),
        liking_heading=liking.HEADING,
        trust_heading=trust.HEADING,
        trust_head=trust.HEAD,
        lines=shown_lines(share, state),
        notes=[(note.at.strftime("%Y-%m-%d %H:%M"), note.text) for note in reversed(notes)],
        draft=draft,
    )


def _page(template: str, session: Session, here: str | None, **values: object) -> str:
    name = f"counsellors/{template}"
    return inside_page(name, session, here, _PLACES, role=COUNSELLOR, **values)


def _day(at: datetime) -> str:
    return at.strftime("%Y-%m-%d")
