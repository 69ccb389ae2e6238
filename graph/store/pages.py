"""Which pages are open on a conversation, over all processes, so that its end is noticed."""

import threading
from datetime import datetime, timedelta

from graph.store.rows import Clock, Rows, Run, stamp

_SILENT = timedelta(minutes=3)
"""A page not heard of for so long is open no more: the process that served it may have died."""
_LIVE = "SELECT 1 FROM open_pages WHERE conversation_id = conversations.id AND seen_at > :alive"
NOT_LIVE = f"NOT EXISTS ({_LIVE})"
"""True of a conversation that no page is open on; ``:alive`` is ``alive_since``."""


def alive_since(now: datetime) -> str:
    """Return the time since when an open page was heard of."""
    return stamp(now - _SILENT)


class Pages:
    """Tells when the last page of a conversation is closed, and when one is open again.

    Args:
        rows: the database.
        now: the clock.
    """

    def __init__(self, rows: Rows, now: Clock) -> None:
        self._rows = rows
        self._now = now
        self._mine: dict[str, str] = {}
        self._guard = threading.Lock()

    def show(self, page: str | None, conversation_id: str) -> None:
        """Note that a page shows a conversation now, in place of the one before."""
        if page is None:
            return
        with self._guard:
            self._mine[page] = conversation_id
        with self._rows.writing() as run:
            self._see(run, page, conversation_id)
            _return(run, conversation_id)

    def close(self, page: str | None) -> None:
        """Note that a page is gone; unknown ones are fine."""
        if page is None:
            return
        with self._guard:
            self._mine.pop(page, None)
        with self._rows.writing() as run:
            gone = run(
                "DELETE FROM open_pages WHERE page = :page RETURNING conversation_id", page=page
            )
            for (conversation_id,) in gone:
                self._leave(run, conversation_id)

    def left(self, conversation_id: str) -> None:
        """Note that somebody left a conversation, if no page is open on it; unknown ids do."""
        with self._rows.writing() as run:
            self._leave(run, conversation_id)

    def returned(self, conversation_id: str) -> None:
        """Note that somebody is back at a conversation; unknown ids are fine."""
        with self._rows.writing() as run:
            _return(run, conversation_id)

    def beat(self) -> None:
        """Note that the pages of this process are open still; forget those of dead ones."""
        with self._guard:
            mine = dict(self._mine)
        with self._rows.writing() as run:
            for page in sorted(mine):  # in one order: two processes cannot wait for each other
                self._see(run, page, mine[page])
            run("DELETE FROM open_pages WHERE seen_at <= :alive", alive=alive_since(self._now()))

    def _see(self, run: Run, page: str, conversation_id: str) -> None:
        run(
            "INSERT INTO open_pages (page, conversation_id, seen_at) VALUES (:page, :id, :now)"
            " ON CONFLICT (page) DO UPDATE SET"
            " conversation_id = excluded.conversation_id, seen_at = excluded.seen_at",
            page=page,
            id=conversation_id,
            now=stamp(self._now()),
        )

    def _leave(self, run: Run, conversation_id: str) -> None:
        run(
            f"UPDATE conversations SET closed_at = :now WHERE id = :id AND {NOT_LIVE}",  # nosec B608  # our own words; values are bound
            now=stamp(self._now()),
            id=conversation_id,
            alive=alive_since(self._now()),
        )


def _return(run: Run, conversation_id: str) -> None:
    run("UPDATE conversations SET closed_at = NULL WHERE id = :id", id=conversation_id)
