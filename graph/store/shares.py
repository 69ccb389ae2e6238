"""Conversations that a person shows to a counsellor, and what the counsellor notes."""

import secrets
from datetime import datetime, timedelta

from graph.store.rows import Clock, Rows, Run, stamp, storable
from graph.store.shared import (
    MOST_SHARES,
    SHARE_COLUMNS,
    Activity,
    Note,
    Reading,
    Share,
    TooManySharesError,
    note_of,
    share_of,
)

_MOST_KEPT = 100
"""Of one conversation, with those that were taken back."""
_GOOD = "revoked_at IS NULL AND expires_at > :now"
_OPEN_TO = f"{_GOOD} AND (opened_by IS NULL OR opened_by = :who)"


class Shares:
    """The shares of all conversations.

    Args:
        rows: the database.
        now: the clock.
    """

    def __init__(self, rows: Rows, now: Clock) -> None:
        self._rows = rows
        self._now = now

    def share(self, conversation_id: str, name: str, days: int, transcript: bool = False) -> Share:
        """Make a share of a conversation that is good for some days.

        Raises:
            TooManySharesError: there are ``MOST_SHARES``, or very many were taken back.
        """
        now = self._now()
        with self._rows.writing() as run:
            self._leave_room(run, conversation_id)
            (row,) = run(
                "INSERT INTO shares (id, conversation_id, name, made_at, expires_at, transcript)"  # nosec B608  # our own words; values are bound
                " VALUES (:id, :conversation, :name, :now, :end, :transcript)"
                f" RETURNING {SHARE_COLUMNS}",
                id=secrets.token_hex(16),
                conversation=conversation_id,
                name=storable(name),
                now=stamp(now),
                end=stamp(now + timedelta(days=days)),
                transcript=int(transcript),
            )
        return share_of(row)

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

    def to_open(self, share_id: str, counsellor: str) -> Share | None:
        """Return a share that a counsellor could open, or has; None otherwise."""
        found = self._found(
            f"id = :id AND {_OPEN_TO}", id=share_id, who=counsellor, now=stamp(self._now())
        )
        return found[0] if found else None

    def open_share(self, share_id: str, counsellor: str) -> Share | None:
        """Return a share, which belongs to the first counsellor who opens it.

        None if there is none, it has expired, was taken back, or another counsellor opened it.
        """
        with self._rows.writing() as run:
            rows = run(
                "UPDATE shares SET opened_by = :who, opened_at = coalesce(opened_at, :now)"  # nosec B608  # our own words; values are bound
                f" WHERE id = :id AND {_OPEN_TO}"
                f" RETURNING {SHARE_COLUMNS}",
                who=counsellor,
                now=stamp(self._now()),
                id=share_id,
            )
        return share_of(rows[0]) if rows else None

    def read(self, share_id: str, counsellor: str, what: str) -> Share | None:
        """Return a share that a counsellor has opened, and note that it is looked at.

        Args:
            share_id: the share.
            counsellor: who looks.
            what: at what of it, in a word or two.

        Returns:
            None, and nothing is noted, if it is not this counsellor's, or good no more.
        """
        now = stamp(self._now())
        with self._rows.writing() as run:
            read = run(
                "INSERT INTO readings (share_id, at, counsellor, what)"  # nosec B608  # our own words; values are bound
                f" SELECT id, :now, opened_by, :what FROM shares"
                f" WHERE id = :id AND opened_by = :who AND {_GOOD} RETURNING id",
                now=now,
                what=what,
                id=share_id,
                who=counsellor,
            )
            rows = (
                run(f"SELECT {SHARE_COLUMNS} FROM shares WHERE id = :id", id=share_id)  # nosec B608  # our own words; values are bound
                if read
                else []
            )
        return share_of(rows[0]) if rows else None

    def readings(self, share_id: str) -> tuple[Reading, ...]:
        """Return who looked at a share when, oldest first."""
        with self._rows.reading() as run:
            found = run(
                "SELECT at, counsellor, what FROM readings WHERE share_id = :id ORDER BY id",
                id=share_id,
            )
        return tuple(Reading(datetime.fromisoformat(row[0]), row[1], row[2]) for row in found)

    def activity(self, counsellor: str) -> dict[str, Activity]:
        """Return what happened around the shares that a counsellor has opened, by their ids."""
        with self._rows.reading() as run:
            found = run(
                "SELECT shares.id, coalesce(conversations.touched, shares.made_at),"
                " (SELECT count(*) FROM notes WHERE notes.share_id = shares.id)"
                " FROM shares LEFT JOIN conversations"
                " ON conversations.id = shares.conversation_id WHERE opened_by = :who",
                who=counsellor,
            )
        return {row[0]: Activity(datetime.fromisoformat(row[1]), row[2]) for row in found}

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
        return note_of(added[0]) if added else None

    def notes(self, share_id: str) -> tuple[Note, ...]:
        """Return what was noted about a share, oldest first."""
        with self._rows.reading() as run:
            found = run(
                "SELECT at, counsellor, text FROM notes WHERE share_id = :id ORDER BY id",
                id=share_id,
            )
        return tuple(note_of(row) for row in found)

    def erase_expired(self) -> None:
        """Erase the shares that are good no more by their date, with what was noted of them."""
        with self._rows.writing() as run:
            erase_shares(run, "expires_at < :value", stamp(self._now()))

    def _leave_room(self, run: Run, conversation_id: str) -> None:
        """Raise ``TooManySharesError`` where another share is one too many."""
        # Locks the row, so that two requests at once do not both find room for one.
        run("UPDATE conversations SET owner = owner WHERE id = :id", id=conversation_id)
        ((good, kept),) = run(
            f"SELECT count(CASE WHEN {_GOOD} THEN 1 END), count(*) FROM shares"  # nosec B608  # our own words; values are bound
            " WHERE conversation_id = :id",
            id=conversation_id,
            now=stamp(self._now()),
        )
        if good >= MOST_SHARES or kept >= _MOST_KEPT:
            raise TooManySharesError

    def _found(self, where: str, **values: str) -> tuple[Share, ...]:
        with self._rows.reading() as run:
            found = run(
                f"SELECT {SHARE_COLUMNS} FROM shares WHERE {where} ORDER BY made_at DESC, id",  # nosec B608  # our own words; values are bound
                **values,
            )
        return tuple(share_of(row) for row in found)


def erase_shares(run: Run, where: str, value: str) -> None:
    """Erase shares with what was noted of them; ``:value`` in ``where`` is ``value``."""
    for table in ("notes", "readings"):
        ids = f"SELECT id FROM shares WHERE {where}"  # nosec B608  # our own words; values are bound
        run(f"DELETE FROM {table} WHERE share_id IN ({ids})", value=value)  # nosec B608  # our own words; values are bound
    run(f"DELETE FROM shares WHERE {where}", value=value)  # nosec B608  # our own words; values are bound
