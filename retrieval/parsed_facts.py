"""Parses fact tables when they are first asked for, and remembers them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from retrieval.fact_folder import FactFolder
from retrieval.occupations import Rating

Rows = Sequence[tuple[str, ...]]


class ParsedFacts:
    """Fact tables by occupation code; a table that the release lacked is empty."""

    def __init__(self, facts: FactFolder) -> None:
        self._facts = facts
        self._grouped: dict[str, Mapping[str, Rows]] = {}
        self._profiles: dict[str, Mapping[str, Mapping[str, float]]] = {}

    def rows(self, table: str) -> Rows:
        """Return all rows."""
        return self._facts.table(table).rows if table in self._facts else ()

    def by_code(self, table: str) -> Mapping[str, Rows]:
        """Return the rows by their first column, without it, in the table's order."""
        if table not in self._grouped:
            grouped: dict[str, list[tuple[str, ...]]] = defaultdict(list)
            for code, *row in self.rows(table):
                grouped[code].append(tuple(row))
            self._grouped[table] = dict(grouped)
        return self._grouped[table]

    def profiles(self, table: str) -> Mapping[str, Mapping[str, float]]:
        """Return the published values by code and element name (a column per element)."""
        if table not in self._profiles:
            names = [row[1] for row in self.rows(f"{table}_elements")]
            self._profiles[table] = {
                code: {name: float(text) for name, text in zip(names, row, strict=True) if text}
                for code, *row in self.rows(table)
            }
        return self._profiles[table]

    @cached_property
    def skills(self) -> Mapping[str, tuple[Rating, ...]]:
        """Return the skill ratings by code."""
        return self._ratings("skills")

    @cached_property
    def knowledge(self) -> Mapping[str, tuple[Rating, ...]]:
        """Return the knowledge ratings by code."""
        return self._ratings("knowledge")

    def _ratings(self, table: str) -> dict[str, tuple[Rating, ...]]:
        """Return the ratings; each element has two columns, importance and level."""
        names = self.rows(f"{table}_elements")
        imprecise = set(self.rows(f"{table}_imprecise"))
        return {
            code: tuple(
                Rating(element, name, float(importance), float(level), (code, element) in imprecise)
                for (element, name), importance, level in zip(
                    names, cells[::2], cells[1::2], strict=True
                )
                if importance and level
            )
            for code, *cells in self.rows(table)
        }
