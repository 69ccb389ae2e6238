"""The table of operators' sessions in the log's database."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from advisor.accounts.sessions import Session
from advisor.log.database import Database
from advisor.log.reading import in_utc
from advisor.log.tables import OPERATOR_SESSIONS

_TABLE = OPERATOR_SESSIONS


class LogSessions:
    """Keeps sessions; every method raises ``LogUnavailableError`` while the database is away.

    Args:
        database: the log's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, token_hash: str, session: Session, now: datetime) -> None:
        """See ``KeptSessions``."""
        with self._database.writing() as connection:
            connection.execute(delete(_TABLE).where(_TABLE.c.expires <= now))
            connection.execute(
                insert(_TABLE).values(
                    token_hash=token_hash,
                    operator=session.name,
                    csrf=session.csrf,
                    expires=session.expires,
                )
            )

    def get(self, token_hash: str) -> Session | None:
        """See ``KeptSessions``."""
        query = select(_TABLE.c.operator, _TABLE.c.csrf, _TABLE.c.expires)
        with self._database.reading() as connection:
            row = connection.execute(query.where(_TABLE.c.token_hash == token_hash)).one_or_none()
        return None if row is None else Session(row.operator, row.csrf, in_utc(row.expires))

    def remove(self, token_hash: str) -> None:
        """See ``KeptSessions``."""
        with self._database.writing() as connection:
            connection.execute(delete(_TABLE).where(_TABLE.c.token_hash == token_hash))
