"""Conversations that a person shows to a counsellor, and what the counsellor notes."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.store.rows import Clock, Row, Rows, stamp, storable
from retrieval.frozen import Frozen

_SHARE = "id, conversation_id, name, made_at, expires_at, revoked_at, opened_by, opened_at"
_GOOD = "revoked_at IS NULL AND expires_at > :now"


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
    """

    id: str
    conversation_id: str
    name: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    opened_by: str | None = None
    opened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Note(Frozen):
    """What a counsellor noted about a share, and when."""

    at: datetime
    counsellor: str
    text: str


class Shares:
    """The shares of all conversations.

    Args:
        rows: the database.
        now: the clock.
    """

    def __init__(self, rows: Rows, now: Clock) -> None:
        self._rows = rows
        self._now = now

    def share(self, conversation_id: str, name: str, days: int) -> Share:
        """Make a share of a conversation that is good for some days."""
        now = self._now()
        with self._rows.writing() as run:
            (row,) = run(
                "INSERT INTO shares (id, conversation_id, name, made_at, expires_at)"  # nosec B608  # our own words; values are bound
                f" VALUES (:id, :conversation, :name, :now, :end) RETURNING {_SHARE}",
                id=secrets.token_hex(16),
                conversation=conversation_id,
                name=storable(name),
                now=stamp(now),
                end=stamp(now + timedelta(days=days)),
            )
        return _share(row)

    def shares_of(self, conversation_id: str) -> tuple[Share, ...]:
        """Return the shares of a conversation that are kept, taken back ones too; newest first."""
        return self._found("conversation_id = :id", id=conversation_id)

    def revoke(self, conversation_id: str, share_id: str) -> bool:
        """Take a share back; False if the conversation has none of this id."""
        with self._rows.writing() as run:
            return bool(
                run(
                    "UPDATE shares SET revoked_at = coalesce(revoked_at, :now)"
                    " WHERE id = :id AND conversation_id = :conversation RETURNING id",
                    now=stamp(self._now()),
                    id=share_id,
                    conversation=conversation_id,
                )
            )

    def open_share(self, share_id: str, counsellor: str) -> Share | None:
        """Return a share, which belongs to the first counsellor who opens it.

        None if there is none, it has expired, was taken back, or another counsellor opened it.
        """
        with self._rows.writing() as run:
            rows = run(
                "UPDATE shares SET opened_by = :who, opened_at = coalesce(opened_at, :now)"  # nosec B608  # our own words; values are bound
                f" WHERE id = :id AND {_GOOD} AND (opened_by IS NULL OR opened_by = :who)"
                f" RETURNING {_SHARE}",
                who=counsellor,
                now=stamp(self._now()),
                id=share_id,
            )
        return _share(rows[0]) if rows else None

    def shared_with(self, counsellor: str) -> tuple[Share, ...]:
        """Return the shares that a counsellor has opened and that are still good; newest first."""
        now = stamp(self._now())
        return self._found(f"opened_by = :who AND {_GOOD}", who=counsellor, now=now)

    def add_note(self, share_id: str, counsellor: str, text: str) -> Note | None:
        """Note something about a share; None if it is not this counsellor's, or good no more."""
        now = self._now()
        with self._rows.writing() as run:
            added = run(
                "INSERT INTO notes (share_id, at, counsellor, text)"  # nosec B608  # our own words; values are bound
                " SELECT id, :now, opened_by, :text FROM shares"
                f" WHERE id = :id AND opened_by = :who AND {_GOOD}"
                " RETURNING at, counsellor, text",
                now=stamp(now),
                text=storable(text),
                id=share_id,
                who=counsellor,
            )
        return _note(added[0]) if added else None

    def notes(self, share_id: str) -> tuple[Note, ...]:
        """Return what was noted about a share, oldest first."""
        with self._rows.reading() as run:
            found = run(
                "SELECT at, counsellor, text FROM notes WHERE share_id = :id ORDER BY id",
                id=share_id,
            )
        return tuple(_note(row) for row in found)

    def erase_expired(self) -> None:
        """Erase the shares that are good no more by their date, with what was noted of them."""
        over = "SELECT id FROM shares WHERE expires_at < :now"
        with self._rows.writing() as run:
            now = stamp(self._now())
            run(f"DELETE FROM notes WHERE share_id IN ({over})", now=now)  # nosec B608  # our own words; values are bound
            run("DELETE FROM shares WHERE expires_at < :now", now=now)

    def _found(self, where: str, **values: str) -> tuple[Share, ...]:
        with self._rows.reading() as run:
            found = run(
                f"SELECT {_SHARE} FROM shares WHERE {where} ORDER BY made_at DESC, id",  # nosec B608  # our own words; values are bound
                **values,
            )
        return tuple(_share(row) for row in found)


def _share(row: Row) -> Share:
    name, conversation, shown, made, end, revoked, who, opened = row
    return Share(
        id=name,
        conversation_id=conversation,
        name=shown,
        made_at=datetime.fromisoformat(made),
        expires_at=datetime.fromisoformat(end),
        revoked_at=_time(revoked),
        opened_by=who,
        opened_at=_time(opened),
    )


def _note(row: Row) -> Note:
    return Note(datetime.fromisoformat(row[0]), row[1], row[2])


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
