"""Locks that all processes on one Postgres share, and that go with the process that holds them."""

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from graph.store.postgres_saver import said
from graph.store.rows import BusyError, StoreUnavailableError

_POLL_S = 0.02
_LONGEST_POLL_S = 0.5
_PAUSE_S = 1.0
"""Seconds that a server which could not be reached is left alone, so that waits do not add up."""


class AdvisoryLocks:
    """Advisory locks of one process, all on one connection beside the pool.

    However many turns run at once, they take one connection; a process that dies loses it, and
    the server lets go of its locks. Nothing is ever waited for on the server: a lock that is
    taken is asked for again a little later, so that the connection is free for the others.

    Args:
        address: of the server, as libpq has it; a pooler between must keep sessions apart.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection: psycopg.Connection | None = None
        self._guard = threading.Lock()
        self._failed_at: float | None = None

    @contextmanager
    def hold(self, name: str, wait_s: float) -> Iterator[None]:
        """Hold a lock while the block runs; two threads of a process must not share a name.

        Raises:
            BusyError: another process holds it for longer than the wait.
            StoreUnavailableError: the server cannot be reached.
        """
        key = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)
        end, pause = time.monotonic() + wait_s, _POLL_S
        while not self._asked("SELECT pg_try_advisory_lock(%s)", key):
            if time.monotonic() > end:
                raise BusyError
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_POLL_S)
        try:
            yield
        finally:
            self._let_go(key)

    def close(self) -> None:
        """Let go of everything."""
        with self._guard:
            self._drop()

    def _asked(self, statement: str, key: int) -> bool:
        with self._guard, said():
            try:
                return self._once(statement, key)
            except psycopg.OperationalError:
                # The server was restarted: what was held is lost, and what is written is fenced.
                self._drop()
                return self._once(statement, key)

    def _once(self, statement: str, key: int) -> bool:
        found = self._open().execute(statement, (key,)).fetchone()
        return found is not None and bool(found[0])

    def _let_go(self, key: int) -> None:
        with self._guard:
            if self._connection is None:
                return
            try:
                self._connection.execute("SELECT pg_advisory_unlock(%s)", (key,))
            except psycopg.Error:
                self._drop()  # and the lock with it

    def _open(self) -> "psycopg.Connection":
        if self._connection is None:
            if self._failed_at is not None and time.monotonic() - self._failed_at < _PAUSE_S:
                raise StoreUnavailableError("the conversations cannot be used: no connection")
            try:
                self._connection = psycopg.connect(self._address, autocommit=True)
            except psycopg.Error:
                self._failed_at = time.monotonic()
                raise
            self._failed_at = None
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
