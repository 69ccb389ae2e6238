"""Whose conversations are, and whose those were that are gone but for what the log has of them."""

from datetime import datetime

from graph.store.rows import Clock, Rows, Run, stamp
from retrieval.errors import AdvisorError


class Owners:
    """The owners of conversations.

    Args:
        rows: the database.
        now: the clock.
    """

    def __init__(self, rows: Rows, now: Clock) -> None:
        self._rows = rows
        self._now = now

    def of(self, conversation_id: str) -> str | None:
        """Return whose conversation it is; None for nobody's, who has the id may use it."""
        with self._rows.reading() as run:
            found = run("SELECT owner FROM conversations WHERE id = :id", id=conversation_id)
        return found[0][0] if found else None

    def ever(self, conversation_id: str) -> str | None:
        """Return whose it is, or was, if the log may still have something of it."""
        with self._rows.reading() as run:
            found = run(
                "SELECT owner FROM conversations WHERE id = :id AND owner IS NOT NULL"
                " UNION SELECT owner FROM past_owners WHERE conversation_id = :id",
                id=conversation_id,
            )
        return found[0][0] if found else None

    def own(self, conversation_id: str, owner: str, ends_at: datetime | None = None) -> None:
        """Make a conversation somebody's, for good.

        Args:
            conversation_id: of the conversation.
            owner: whose.
            ends_at: when it is erased at the latest; None to go by when it was used last.

        Raises:
            AdvisorError: it is somebody else's.
        """
        with self._rows.writing() as run:
            done = run(
                "INSERT INTO conversations (id, touched, owner, ends_at)"
                " VALUES (:id, :now, :owner, :ends)"
                " ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, ends_at = excluded.ends_at"
                " WHERE conversations.owner IS NULL OR conversations.owner = excluded.owner"
                " RETURNING id",
                id=conversation_id,
                now=stamp(self._now()),
                owner=owner,
                ends=stamp(ends_at) if ends_at else None,
            )
        if not done:
            raise AdvisorError("expected a conversation of nobody's, got somebody else's")

    def owned_by(self, owner: str) -> tuple[tuple[str, datetime], ...]:
        """Return somebody's conversations, and when each was last used; the latest first."""
        with self._rows.reading() as run:
            found = run(
                "SELECT id, touched FROM conversations WHERE owner = :owner"
                " ORDER BY touched DESC, id",
                owner=owner,
            )
        return tuple((row[0], datetime.fromisoformat(row[1])) for row in found)

    def past_of(self, owner: str) -> tuple[str, ...]:
        """Return somebody's conversations that are gone, of which the log may have something."""
        with self._rows.reading() as run:
            found = run(
                "SELECT conversation_id FROM past_owners WHERE owner = :owner"
                " ORDER BY until DESC, conversation_id",
                owner=owner,
            )
        return tuple(row[0] for row in found)

    def over(self) -> list[str]:
        """Return the conversations that are to be erased whenever they were used."""
        with self._rows.reading() as run:
            found = run("SELECT id FROM conversations WHERE ends_at < :now", now=stamp(self._now()))
        return [row[0] for row in found]

    def erase_expired(self) -> None:
        """Forget whose those were of which the log has nothing any more."""
        with self._rows.writing() as run:
            run("DELETE FROM past_owners WHERE until < :now", now=stamp(self._now()))


def keep_owner(run: Run, conversation_id: str, until: datetime | None) -> None:
    """Keep whose a conversation is that is about to go, until then; forget it without a time."""
    if until is None:
        run("DELETE FROM past_owners WHERE conversation_id = :id", id=conversation_id)
        return
    run(
        "INSERT INTO past_owners (conversation_id, owner, until)"
        " SELECT id, owner, :until FROM conversations WHERE id = :id AND owner IS NOT NULL"
        " ON CONFLICT (conversation_id) DO UPDATE SET until = excluded.until",
        id=conversation_id,
        until=stamp(until),
    )
