"""Opens the log's database, SQLite or Postgres, and brings its tables up to date."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from advisor.log.tables import APPEND_ONLY
from advisor.migrating import Migrations
from advisor.settings import Settings
from retrieval.errors import AdvisorError

_WAIT_S = 5
"""Seconds that a turn waits for the database at most, before it goes on without being logged."""
_READ_S = 120
"""Seconds that one step of reading may take."""
_CONNECTIONS = 10
_MORE_CONNECTIONS = 20
_ONE_AT_A_TIME = 0x6361_7265  # any number, the same in every process
_migrating = threading.Lock()
_MIGRATIONS = Migrations(Path(__file__).parent / "migrations", "alembic_version")


class LogUnavailableError(AdvisorError):
    """The database cannot be reached or written now; the message says why."""


class Database:
    """One database of logged turns.

    Args:
        url: as SQLAlchemy has it: ``sqlite:////path/to/log.sqlite``, ``postgresql://user@host/db``.

    Raises:
        AdvisorError: the address is none, or the driver for it is not installed.
    """

    def __init__(self, url: str) -> None:
        self._url = _parsed(url)
        self.sqlite = self._url.get_backend_name() == "sqlite"
        try:
            self.engine = _sqlite(self._url) if self.sqlite else _postgres(self._url)
        except ModuleNotFoundError as error:
            raise AdvisorError(
                f"ADVISOR_LOG_URL: {error.name} is not installed; for Postgres:"
                " pip install 'career-advisor[scale]'"
            ) from error
        self._current = False

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Run the block as one transaction: all of it is written, or nothing.

        Raises:
            LogUnavailableError: the database is away, full or locked.
        """
        self._bring_up_to_date()
        with self._said(), self.engine.connect() as opened:
            connection = opened.execution_options(writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Run the block on one consistent state; raise ``LogUnavailableError`` as ``writing``."""
        self._bring_up_to_date()
        with self._said(), self.engine.connect() as opened:
            connection = opened
            if not self.sqlite:  # where each statement would see a state of its own
                connection = opened.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                if not self.sqlite:  # no turn waits for an export or a page of figures
                    connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{_READ_S}s'")
                yield connection

    def overwrite_erased(self) -> None:
        """Have nothing left of erased rows in the files, as far as the database lets us.

        On SQLite erased bytes are overwritten at once, and this empties the write-ahead log. On
        Postgres it rewrites the tables, which locks them for as long as that takes.

        Raises:
            LogUnavailableError: as ``writing``.
        """
        with self._said(), self.engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            if self.sqlite:
                alone.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                return
            alone.exec_driver_sql("SET statement_timeout = 0")
            for table in APPEND_ONLY:
                alone.exec_driver_sql(f"VACUUM FULL {table}")
            alone.exec_driver_sql("RESET statement_timeout")

    def migrate(self, revision: str = "head") -> str | None:
        """Bring the tables to a revision, forward or back; return the one they are at then.

        Args:
            revision: such as ``0001``; ``head`` for the newest, ``base`` for none.

        Raises:
            LogUnavailableError: as ``writing``.
            AdvisorError: there is no such revision.
        """
        with self._said(), self.engine.connect() as opened:
            connection = opened.execution_options(writes=True)
            with connection.begin():
                if not self.sqlite:
                    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
                reached = _MIGRATIONS.bring(connection, revision)
                self._current = reached == _MIGRATIONS.order[-1]
                return reached

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()

    def _bring_up_to_date(self) -> None:
        """Migrate the tables before the first use; others wait, holding no connection."""
        if self._current:
            return
        with _migrating:
            if self._current:
                return
            with self._said(), self.engine.connect() as connection:
                found = _MIGRATIONS.found(connection)
            if found != _MIGRATIONS.order[-1]:
                self.migrate()
            self._current = True

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Turn what the driver raises into one line without the values of the statement."""
        try:
            yield
        except (DBAPIError, PoolTimeoutError) as error:
            reason = str(getattr(error, "orig", error)).split("\n")[0]
            raise LogUnavailableError(f"the log cannot be used: {reason}") from None


def open_database(settings: Settings) -> Database:
    """Return the database that the settings name; nothing is opened yet.

    Raises:
        AdvisorError: as ``Database``.
    """
    given = settings.log_url
    path = settings.data_dir.resolve() / "log.sqlite"
    return Database(given.get_secret_value() if given else f"sqlite:///{path}")


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    name = parsed.get_backend_name() if parsed is not None else ""
    if parsed is None or name not in ("sqlite", "postgresql", "postgres"):
        # The address may hold a password: it is not repeated.
        raise AdvisorError(
            "ADVISOR_LOG_URL: expected an address like sqlite:////var/lib/advisor/log.sqlite or"
            f" postgresql://advisor@localhost/advisor, got one of kind {name or 'unknown'!r}"
        )
    return parsed if name == "sqlite" else parsed.set(drivername="postgresql+psycopg")


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        path = Path(url.database)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.touch(mode=0o600)  # what SQLite puts beside it gets the same
        except OSError as error:
            raise AdvisorError(
                f"expected a writable folder for the log at {url.database}: {error.strerror}"
            ) from error
    engine = create_engine(
        url,
        pool_size=_CONNECTIONS,
        max_overflow=_MORE_CONNECTIONS,
        pool_timeout=_WAIT_S,
        connect_args={"timeout": _WAIT_S, "isolation_level": None},
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: object, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in (
            "journal_mode = WAL",
            "synchronous = NORMAL",  # whole after a crash; a power cut may take the last turns
            "secure_delete = ON",
            "foreign_keys = ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer that began as a reader would fail at once where another wrote meanwhile.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres(url: URL) -> Engine:
    options = f"-c statement_timeout={_WAIT_S * 1000}"
    return create_engine(
        url,
        pool_size=_CONNECTIONS,
        max_overflow=_MORE_CONNECTIONS,
        pool_pre_ping=True,  # a database that was restarted is found at once
        pool_timeout=_WAIT_S,
        connect_args={"connect_timeout": _WAIT_S, "options": options},
        hide_parameters=True,
    )
