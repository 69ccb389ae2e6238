"""The values of what is shared with counsellors, and how they are read from their rows."""

from dataclasses import dataclass
from datetime import datetime

from graph.store.rows import Row
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

MOST_SHARES = 10
"""Of one conversation that are good at a time."""
SHARE_COLUMNS = (
    "id, conversation_id, name, made_at, expires_at, revoked_at, opened_by, opened_at, transcript"
)
"""What ``share_of`` reads, in its order."""


class TooManySharesError(AdvisorError):
    """A conversation is shared as often as it can be."""

    def __init__(self) -> None:
        super().__init__(
            f"expected at most {MOST_SHARES} shares at a time; take one back, or wait until one"
            " has expired"
        )


@dataclass(frozen=True, slots=True)
class Share(Frozen):
    """A conversation shown to one counsellor for some days.

    Attributes:
        id: public, in a link; opening it takes a counsellor who is signed in.
        conversation_id: never shown to the counsellor.
        name: how the person wants to be called there.
        made_at, expires_at: when it was made, and until when it is good.
        revoked_at: when the person took it back; None if not.
        opened_by, opened_at: the counsellor it belongs to since then; None before.
        transcript: whether what was said is shown as well, not its summary alone.
    """

    id: str
    conversation_id: str
    name: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    opened_by: str | None = None
    opened_at: datetime | None = None
    transcript: bool = False

    def good(self, now: datetime) -> bool:
        """Whether it can still be opened, by somebody."""
        return self.revoked_at is None and self.expires_at > now


@dataclass(frozen=True, slots=True)
class Reading(Frozen):
    """When a counsellor looked at a share, and at what of it."""

    at: datetime
    counsellor: str
    what: str


@dataclass(frozen=True, slots=True)
class Activity(Frozen):
    """When a shared conversation was last used, and how many notes there are on the share."""

    touched: datetime
    notes: int


@dataclass(frozen=True, slots=True)
class Note(Frozen):
    """What a counsellor noted about a share, and when."""

    at: datetime
    counsellor: str
    text: str


def share_of(row: Row) -> Share:
    """Return a share from ``SHARE_COLUMNS``."""
    name, conversation, shown, made, end, revoked, who, opened, transcript = row
    return Share(
        id=name,
        conversation_id=conversation,
        name=shown,
        made_at=datetime.fromisoformat(made),
        expires_at=datetime.fromisoformat(end),
        revoked_at=_time(revoked),
        opened_by=who,
        opened_at=_time(opened),
        transcript=bool(transcript),
    )


def note_of(row: Row) -> Note:
    """Return a note from its time, counsellor and text."""
    return Note(datetime.fromisoformat(row[0]), row[1], row[2])


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
