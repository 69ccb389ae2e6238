"""Keeps turns of one conversation apart: threads by a lock, processes by the store."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

from graph.store.conversations import ConversationStore
from graph.store.rows import BusyError

WAIT_S = 60.0
"""Seconds that a turn waits for the one before: longer than any but a hanging one takes."""


class TurnLocks:
    """The locks of all conversations.

    Args:
        store: keeps processes apart.
        wait_s: how long to wait for another turn of the same conversation.
    """

    def __init__(self, store: ConversationStore, wait_s: float = WAIT_S) -> None:
        self._store = store
        self._wait_s = wait_s
        self._locks: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
        self._guard = threading.Lock()
        self._free = threading.Condition()
        self._held = 0

    @contextmanager
    def hold(self, conversation_id: str) -> Iterator[None]:
        """Keep everybody else off a conversation while the block runs.

        Raises:
            BusyError: another turn of it took longer than the wait.
            StoreUnavailableError: the store cannot be used.
        """
        with self._guard:
            lock = self._locks.setdefault(conversation_id, threading.Lock())
        end = time.monotonic() + self._wait_s
        if not lock.acquire(timeout=self._wait_s):
            raise BusyError
        try:
            left = max(0.0, end - time.monotonic())
            with self._store.alone(conversation_id, left), self._counted():
                yield
        finally:
            lock.release()

    def settle(self, wait_s: float) -> bool:
        """Wait until no conversation is held; return whether that came about in time."""
        with self._free:
            return self._free.wait_for(lambda: not self._held, wait_s)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._free:
            self._held += 1
        try:
            yield
        finally:
            with self._free:
                self._held -= 1
                self._free.notify_all()
