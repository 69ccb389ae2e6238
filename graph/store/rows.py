"""Rows of the tables beside LangGraph's own, in SQL that SQLite and Postgres both understand."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any, Protocol

from retrieval.errors import AdvisorError

Value = str | int | float | None
Row = tuple[Any, ...]


class StoreUnavailableError(AdvisorError):
    """The conversations cannot be read or written now; the message says why."""


class BusyError(AdvisorError):
    """Another turn of the same conversation takes too long."""

    def __init__(self) -> None:
        super().__init__(
            "Your message before this one is still being answered;"
            " please wait a moment and send this one again."
        )


class TurnTakenError(AdvisorError):
    """Another process has gone on with a conversation, or deleted it, so nothing more is written.

    It can happen only where this one lost its lock with its connection in the middle of a turn.
    """

    def __init__(self) -> None:
        super().__init__(
            "This conversation went on elsewhere meanwhile; please load the page again."
        )


class Run(Protocol):
    """Runs one statement."""

    def __call__(self, statement: str, /, **values: Value) -> list[Row]:
        """Return the rows; ``:name`` stands for a value."""
        ...


class Rows(Protocol):
    """A database, one transaction at a time."""

    def reading(self) -> AbstractContextManager[Run]:
        """Run the block on what is committed; raise ``StoreUnavailableError`` if that fails."""
        ...

    def writing(self) -> AbstractContextManager[Run]:
        """Run the block as one transaction; raise ``StoreUnavailableError`` if that fails."""
        ...


Clock = Callable[[], datetime]
"""Returns the time, timezone-aware."""


def stamp(at: datetime) -> str:
    """Return a time as it is stored: ISO 8601 in UTC, with microseconds, so that text sorts."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def storable(text: str) -> str:
    """Return a text without what no database takes: NUL, and halves of characters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")
