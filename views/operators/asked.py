"""What the address of an operators' page asks for: days, a version, what to compare, traits."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from advisor.quality.conversations import Scope
from advisor.quality.listing import TRAITS, Trait
from advisor.quality.measures import By


class Asked:
    """What an address asks for, read leniently: what is no day or version is left out and told.

    Attributes:
        scope: days and version.
        problem: one line on what could not be read; None for nothing.
    """

    def __init__(self, query: Mapping[str, str]) -> None:
        self.query = query
        self.problem: str | None = None
        version = query.get("version", "")
        self.scope = Scope(self._day("from"), self._day("to"), version or None)

    def choice(self, name: str, choices: Sequence[By]) -> By:
        """Return the choice in the query; the first one without any."""
        asked = self.query.get(name)
        return next((c for c in choices if c == asked), choices[0])

    @property
    def traits(self) -> tuple[Trait, ...]:
        """The traits in the query."""
        return tuple(trait for trait in TRAITS if self.query.get(trait))

    @property
    def page(self) -> int:
        """The page in the query."""
        asked = self.query.get("page", "")
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1

    def _day(self, name: str) -> date | None:
        asked = self.query.get(name, "").strip()
        if not asked:
            return None
        try:
            found = date.fromisoformat(asked)
            return found if found < date.max - timedelta(days=1) else None
        except ValueError:
            self.problem = f"Not a day: {asked[:20]}. Write it as 2026-11-28."
            return None
