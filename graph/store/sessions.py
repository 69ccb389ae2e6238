"""The table of counsellors' sessions, beside the conversations that they are shown."""

from datetime import datetime

from advisor.accounts.sessions import Session
from graph.store.rows import Rows, stamp


class CounsellorSessions:
    """Keeps sessions for ``advisor.accounts.sessions``.

    Every method raises ``StoreUnavailableError`` while the database cannot be used.

    Args:
        rows: the database.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, token_hash: str, session: Session, now: datetime) -> None:
        """See ``KeptSessions``."""
        with self._rows.writing() as run:
            run("DELETE FROM counsellor_sessions WHERE expires_at <= :now", now=stamp(now))
            run(
                "INSERT INTO counsellor_sessions (token_hash, name, csrf, expires_at)"
                " VALUES (:hash, :name, :csrf, :end)",
                hash=token_hash,
                name=session.name,
                csrf=session.csrf,
                end=stamp(session.expires),
            )

    def get(self, token_hash: str) -> Session | None:
        """See ``KeptSessions``."""
        with self._rows.reading() as run:
            found = run(
                "SELECT name, csrf, expires_at FROM counsellor_sessions WHERE token_hash = :hash",
                hash=token_hash,
            )
        return (
            Session(found[0][0], found[0][1], datetime.fromisoformat(found[0][2]))
            if found
            else None
        )

    def remove(self, token_hash: str) -> None:
        """See ``KeptSessions``."""
        with self._rows.writing() as run:
            run("DELETE FROM counsellor_sessions WHERE token_hash = :hash", hash=token_hash)
