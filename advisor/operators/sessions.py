"""Sessions of signed-in operators, kept in the log's database so that every process knows them."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from advisor.log.database import Database
from advisor.log.reading import in_utc
from advisor.log.tables import OPERATOR_SESSIONS
from retrieval.frozen import Frozen

LASTS = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Session(Frozen):
    """Somebody signed in: who, the token that their forms carry, and until when."""

    operator: str
    csrf: str
    expires: datetime


class Sessions:
    """Opens, finds and closes sessions; the database has hashes of their tokens only.

    Every method raises ``LogUnavailableError`` while the database cannot be used.

    Args:
        database: the log's.
        now: the clock, timezone-aware.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def open(self, operator: str) -> str:
        """Begin a session of eight hours; return its token, 256 bits that nobody can guess."""
        token = secrets.token_urlsafe(32)
        now = self._now()
        table = OPERATOR_SESSIONS
        with self._database.writing() as connection:
            connection.execute(delete(table).where(table.c.expires <= now))
            connection.execute(
                insert(table).values(
                    token_hash=_hash(token),
                    operator=operator,
                    csrf=secrets.token_urlsafe(32),
                    expires=now + LASTS,
                )
            )
        return token

    def find(self, token: str) -> Session | None:
        """Return the session of a token; None for one that is over or never was."""
        table = OPERATOR_SESSIONS
        query = select(table.c.operator, table.c.csrf, table.c.expires)
        with self._database.reading() as connection:
            row = connection.execute(query.where(table.c.token_hash == _hash(token))).one_or_none()
        if row is None or in_utc(row.expires) <= self._now():
            return None
        return Session(row.operator, row.csrf, in_utc(row.expires))

    def close(self, token: str) -> None:
        """End the session of a token."""
        table = OPERATOR_SESSIONS
        with self._database.writing() as connection:
            connection.execute(delete(table).where(table.c.token_hash == _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
