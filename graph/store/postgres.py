"""Conversations in Postgres: for many processes at once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import psycopg
from langgraph.checkpoint.postgres import PostgresSaver
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from graph.store.advisory import AdvisoryLocks
from graph.store.conversations import ConversationStore
from graph.store.postgres_saver import FencedSaver, Pool, said
from graph.store.rows import Clock, Row, Run, Value
from graph.store.schema import MIGRATIONS
from retrieval.errors import AdvisorError

CONNECTIONS = 20
"""Of one process at most, beside the one that holds the locks."""
WAIT_S = 5.0
"""Seconds that a call waits for a connection."""
_STATEMENT_S = 20
_MIGRATING_S = 120.0
_SESSION = (
    f"-c statement_timeout={_STATEMENT_S}s -c idle_in_transaction_session_timeout=60s"
    # The locks of a machine that vanished without a word go within a minute.
    " -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
)
_NAMED = re.compile(r"(?<!:):([a-z_]+)")


class PostgresRows:
    """The rows of a Postgres database."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    @contextmanager
    def reading(self) -> Iterator[Run]:
        """See ``Rows``."""
        with self.writing() as run:
            yield run

    @contextmanager
    def writing(self) -> Iterator[Run]:
        """See ``Rows``."""
        with said(), self._pool.connection() as connection:

            def run(statement: str, /, **values: Value) -> list[Row]:
                done = connection.execute(_with_percents(statement), values)
                return done.fetchall() if done.description else []

            yield run


class PostgresStore(ConversationStore):
    """The Postgres database that holds every conversation."""

    saver: FencedSaver
    checkpoint_tables = ("checkpoint_writes", "checkpoint_blobs", "checkpoints")

    def __init__(
        self, url: str, now: Clock, connections: int = CONNECTIONS, wait_s: float = WAIT_S
    ) -> None:
        """Connect, and bring the tables up to date; other processes wait meanwhile.

        Args:
            url: such as ``postgresql://advisor:secret@db.example/advisor``.
            now: the clock, timezone-aware.
            connections: how many at most, beside the one that holds the locks.
            wait_s: how long a call waits for a connection.

        Raises:
            AdvisorError: the address is none, the server cannot be used, or its tables are of a
                newer version.
        """
        self._address = _address(url, wait_s)
        self._locks = AdvisoryLocks(self._address)
        self._turns: dict[str, int] = {}
        try:
            self.migrate(only_if_older=True)
        except AdvisorError as error:
            self._locks.close()
            raise AdvisorError(f"ADVISOR_STATE_URL: {error}") from None
        pool: Pool = ConnectionPool(
            self._address,
            min_size=1,
            max_size=connections,
            timeout=wait_s,
            # Tries that go on for longer wait longer between them than who waits for one.
            reconnect_timeout=wait_s / 2,
            check=ConnectionPool.check_connection,  # one that a restart broke is replaced
            name="conversations",
            open=True,
        )
        self._pool = pool
        self.saver = FencedSaver(pool, self._turns)
        self.prepare(PostgresRows(pool), now)

    def migrate(self, revision: str = "head", only_if_older: bool = False) -> str | None:
        """Bring the tables to a revision, forward or back; return the one they are at then.

        LangGraph's own tables are brought up to date as well, forward only.

        Raises:
            StoreUnavailableError: the server cannot be used.
            AdvisorError: there is no such revision, or the tables are of a newer one.
        """
        # Tried for again and again: an index made concurrently waits for all who wait there.
        with self._locks.hold("tables of conversations", _MIGRATING_S), said():
            with psycopg.connect(self._address, autocommit=True) as own:
                own.execute("SET statement_timeout = 0")
                PostgresSaver(own).setup()  # type: ignore[arg-type]  # it makes its own cursors
            engine = create_engine("postgresql+psycopg://", creator=self._lent, poolclass=NullPool)
            with engine.begin() as connection:
                found = MIGRATIONS.found(connection)
                if only_if_older and found == MIGRATIONS.order[-1]:
                    return found
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                return MIGRATIONS.bring(connection, revision)

    @contextmanager
    def alone(self, conversation_id: str, wait_s: float) -> Iterator[None]:
        """See ``ConversationStore``."""
        with self._locks.hold(conversation_id, wait_s):
            try:
                yield
            finally:
                self._turns.pop(conversation_id, None)

    def used(self, conversation_id: str) -> int:
        """Note that a turn begins; from now on no other process writes one that it lost."""
        turn = super().used(conversation_id)
        self._turns[conversation_id] = turn
        return turn

    def tidy(self, conversation_id: str) -> None:
        """See ``ConversationStore``."""
        self.saver.prune([conversation_id])
        self._touch(conversation_id)

    def overwrite_erased(self) -> None:
        """Rewrite the tables, which locks each for as long as that takes; one process does it."""
        tables = (*self.checkpoint_tables, "conversations", "shares", "notes", "readings")
        with said(), psycopg.connect(self._address, autocommit=True) as own:
            own.execute("SET statement_timeout = 0")
            own.execute("SET lock_timeout = '2s'")  # turns that run must not wait behind this
            for table in tables:
                own.execute(f"VACUUM FULL {table}")

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.close()
        self._locks.close()

    def _lent(self) -> Any:
        return psycopg.connect(self._address)


def _address(url: str, wait_s: float) -> str:
    """Return the address with what every connection is set to."""
    if not url.startswith(("postgresql://", "postgres://")):
        # It may hold a password: it is not repeated.
        raise AdvisorError(
            "ADVISOR_STATE_URL: expected an address like postgresql://advisor@localhost/advisor,"
            " got something else"
        )
    try:
        return make_conninfo(
            url,
            connect_timeout=max(2, round(wait_s)),
            application_name="career-advisor",
            options=_SESSION,
            keepalives_idle=30,
            keepalives_interval=10,
            keepalives_count=3,
        )
    except psycopg.ProgrammingError:
        raise AdvisorError(
            "ADVISOR_STATE_URL: expected an address like postgresql://advisor@localhost/advisor,"
            " got one that cannot be read"
        ) from None


@cache
def _with_percents(statement: str) -> str:
    """Return a statement with values marked as psycopg has it."""
    return _NAMED.sub(r"%(\1)s", statement)
