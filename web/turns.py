"""Runs turns to their end, whoever hangs up meanwhile, and lets any number of requests follow one.

A message that was taken is answered: the turn runs in a thread of its own and writes its events
down; requests read along. A message sent again while it is being answered is shown the same turn.
"""

import asyncio
import logging
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from graph.events import Event, Failed
from retrieval.errors import defect
from web.errors import ApiError

_log = logging.getLogger(__name__)
LONGEST_LINE = 4
"""Turns of one conversation that may wait for each other."""
Answer = Callable[[], Iterator[Event]]


class Turn:
    """A turn that is being answered; its events can be followed from the first one, by several."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._done = False
        self._changed = threading.Condition()
        self._listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def put(self, event: Event) -> None:
        """Add an event."""
        with self._changed:
            self._events.append(event)
            self._tell()

    def end(self) -> None:
        """Say that no more will come."""
        with self._changed:
            self._done = True
            self._tell()

    async def follow(self, every_s: float) -> AsyncIterator[Event | None]:
        """Yield the events as they come; None whenever nothing came for ``every_s`` seconds."""
        loop, woken = asyncio.get_running_loop(), asyncio.Event()
        listener = (loop, woken)
        with self._changed:
            self._listeners.add(listener)
        place = 0
        try:
            while True:
                with self._changed:
                    woken.clear()
                    fresh, done = self._events[place:], self._done
                place += len(fresh)
                for event in fresh:
                    yield event
                if done:
                    return
                try:
                    async with asyncio.timeout(every_s):
                        await woken.wait()
                except TimeoutError:
                    yield None
        finally:
            with self._changed:
                self._listeners.discard(listener)

    def _tell(self) -> None:
        for loop, woken in self._listeners:
            if not loop.is_closed():
                loop.call_soon_threadsafe(woken.set)


@dataclass(slots=True)
class _Line:
    """The turns of one conversation, the first one running."""

    waiting: deque[tuple[str, Turn, Answer]] = field(default_factory=deque)


class Turns:
    """All turns of a process.

    Args:
        at_once: turns answered at the same time.
        waiting: turns taken in all; the next one is asked to come later.
    """

    def __init__(self, at_once: int = 16, waiting: int = 400) -> None:
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="turn")
        self._most = waiting
        self._lines: dict[str, _Line] = {}
        self._taken = 0
        self._guard = threading.Lock()

    @property
    def taken(self) -> int:
        """How many are being answered or wait for that."""
        return self._taken

    def begin(self, conversation_id: str, message_id: str, answer: Answer) -> Turn:
        """Return the turn that answers a message: a new one, or the one that does so already.

        Args:
            conversation_id: of the conversation; its turns come one after the other.
            message_id: the message's own.
            answer: yields the events; runs in another thread.

        Raises:
            ApiError: too many wait in this conversation, or in all.
        """
        with self._guard:
            line = self._lines.get(conversation_id)
            if line is not None:
                for name, turn, _ in line.waiting:
                    if name == message_id:
                        return turn
                if len(line.waiting) >= LONGEST_LINE:
                    raise ApiError(
                        "conflict",
                        "Your earlier messages are still being answered.",
                        retry_after_s=2,
                    )
            if self._taken >= self._most:
                raise ApiError(
                    "unavailable",
                    "Many people are writing just now. Please send your message again in a moment.",
                    retry_after_s=3,
                )
            turn = Turn()
            self._taken += 1
            if line is None:
                line = self._lines[conversation_id] = _Line()
                line.waiting.append((message_id, turn, answer))
                self._pool.submit(self._work, conversation_id)
            else:
                line.waiting.append((message_id, turn, answer))
            return turn

    def close(self) -> None:
        """Finish what was taken, and take no more."""
        self._pool.shutdown(wait=True)

    def _work(self, conversation_id: str) -> None:
        """Answer the turns of a conversation until none waits."""
        line = self._lines[conversation_id]
        while True:
            with self._guard:
                _, turn, answer = line.waiting[0]
            _answer(turn, answer)
            with self._guard:
                line.waiting.popleft()
                self._taken -= 1
                if not line.waiting:
                    del self._lines[conversation_id]
                    return


def _answer(turn: Turn, answer: Answer) -> None:
    try:
        for event in answer():
            turn.put(event)
    except Exception as error:  # noqa: BLE001  # the session tells of failures: the last net
        _log.error("turn failed: %s", defect(error))
        turn.put(Failed("Something went wrong inside the advisor. Please send your message again."))
    finally:
        turn.end()
