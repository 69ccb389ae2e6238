"""Remembers which row was being scored when a process died, so that no row kills one for ever."""

from collections import Counter
from collections.abc import Collection
from typing import Protocol

MOST = 2
"""How often the process may die at a row before the row is set aside."""


class Deaths(Protocol):
    """Told what is scored; outlives the process that scores."""

    def attempt(self, part: int) -> Collection[int]:
        """Begin a part, perhaps again; return the lines of it to set aside unread."""
        ...

    def at(self, part: int, line: int) -> None:
        """Note the line that is scored next."""
        ...

    def ended(self, part: int) -> None:
        """Forget a part: it is scored."""
        ...


class CountedDeaths:
    """Counts them in memory."""

    def __init__(self) -> None:
        self._at: dict[int, int] = {}
        self._deaths: dict[int, Counter[int]] = {}

    def attempt(self, part: int) -> Collection[int]:
        """Begin a part; if it was begun and not ended, its process died at the line noted last."""
        died = self._deaths.setdefault(part, Counter())
        if part in self._at:
            died[self._at.pop(part)] += 1
        return [line for line, times in died.items() if times >= MOST]

    def at(self, part: int, line: int) -> None:
        """Note the line that is scored next."""
        self._at[part] = line

    def ended(self, part: int) -> None:
        """Forget a part."""
        self._at.pop(part, None)
        self._deaths.pop(part, None)
