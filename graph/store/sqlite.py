"""Conversations in one SQLite file, or in memory: for one process.

Deleted rows are overwritten (``secure_delete``) and the write-ahead log is truncated, so that an
erased conversation leaves no bytes behind.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from langgraph.checkpoint.sqlite import SqliteSaver
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from graph.store.conversations import ConversationStore
from graph.store.rows import Clock, Row, Run, StoreUnavailableError, Value
from graph.store.schema import MIGRATIONS
from graph.store.serializer import serializer
from retrieval.errors import AdvisorError

CONVERSATIONS = "conversations.sqlite"
"""Name of the file in the data folder."""
_WAIT_S = 10
_OLDER = (
    "thread_id = :id AND checkpoint_id <"
    " (SELECT max(checkpoint_id) FROM checkpoints WHERE thread_id = :id)"
)


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreUnavailableError(f"the conversations cannot be used: {error}") from error


class Saver(SqliteSaver):
    """LangGraph's own, whose failures are told in one line."""

    @contextmanager
    def cursor(self, transaction: bool = True) -> Iterator[sqlite3.Cursor]:
        """Return a cursor; nobody else uses the connection until the block ends."""
        with _said(), super().cursor(transaction) as cursor:
            yield cursor


class SqliteRows:
    """The one connection, which the saver uses as well."""

    def __init__(self, saver: Saver) -> None:
        self._saver = saver

    @contextmanager
    def reading(self) -> Iterator[Run]:
        """See ``Rows``."""
        with _said(), self._saver.lock:
            yield self._run

    @contextmanager
    def writing(self) -> Iterator[Run]:
        """See ``Rows``."""
        with _said(), self._saver.lock:
            self._saver.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self._run
                self._saver.conn.commit()
            finally:
                self._saver.conn.rollback()  # does nothing after a commit

    def _run(self, statement: str, /, **values: Value) -> list[Row]:
        return self._saver.conn.execute(statement, values).fetchall()


class SqliteStore(ConversationStore):
    """The SQLite file that holds every conversation."""

    saver: Saver
    checkpoint_tables = ("writes", "checkpoints")

    def __init__(self, path: Path, now: Clock) -> None:
        """Open or create the file, and bring its tables up to date.

        Args:
            path: the database; its folder is made if needed. ``:memory:`` keeps nothing.
            now: the clock, timezone-aware.

        Raises:
            AdvisorError: the file cannot be opened, is not a database, or is of a newer version.
        """
        try:
            if str(path) != ":memory:":
                path.parent.mkdir(parents=True, exist_ok=True)
                if not path.exists():
                    path.touch(mode=0o600)  # what SQLite puts beside it gets the same
            self._connection = sqlite3.connect(path, check_same_thread=False, timeout=_WAIT_S)
            self._connection.execute("PRAGMA secure_delete = ON")
            self.saver = Saver(self._connection, serde=serializer())
            self.saver.setup()
        except (OSError, sqlite3.Error) as error:
            raise AdvisorError(
                f"expected a writable conversation store at {path}, got: {error};"
                " set ADVISOR_DATA_DIR to another folder or move the file away"
            ) from error
        self.prepare(SqliteRows(self.saver), now)
        self.migrate(only_if_older=True)

    def migrate(self, revision: str = "head", only_if_older: bool = False) -> str | None:
        """Bring the tables to a revision, forward or back; return the one they are at then.

        Raises:
            StoreUnavailableError: the file cannot be written.
            AdvisorError: there is no such revision, or the tables are of a newer one.
        """
        with _said(), self.saver.lock, self._engine_connection() as connection:
            found = MIGRATIONS.found(connection)
            connection.rollback()
            if only_if_older and found == MIGRATIONS.order[-1]:
                return found
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # another process may be at it too
            reached = MIGRATIONS.bring(connection, revision)
            connection.commit()
            return reached

    def tidy(self, conversation_id: str) -> None:
        """See ``ConversationStore``."""
        with self.rows.writing() as run:
            for table in self.checkpoint_tables:
                run(f"DELETE FROM {table} WHERE {_OLDER}", id=conversation_id)  # nosec B608  # our own words; values are bound
        self._touch(conversation_id)

    def delete(self, conversation_id: str, owner_until: datetime | None = None) -> None:
        """Erase a conversation, its bytes as well."""
        super().delete(conversation_id, owner_until)
        self.overwrite_erased()

    def overwrite_erased(self) -> None:
        """Empty the write-ahead log; elsewhere bytes were overwritten when rows were erased."""
        with self.rows.reading() as run:
            run("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _engine_connection(self) -> Iterator[Connection]:
        """Lend the connection to SQLAlchemy, which migrations speak through."""

        def lent() -> Any:
            return self._connection

        engine = create_engine("sqlite://", creator=lent, poolclass=StaticPool)
        with engine.connect() as connection:
            yield connection
