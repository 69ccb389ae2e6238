"""Recognise what is told in passing and deserves a human word: a loss, a bad boss, a dismissal."""

import re
from collections.abc import Iterable

from graph.rules.phrase_tables import search, sections
from graph.rules.sentences import Clause, clauses
from graph.rules.spelling import repair
from graph.understanding import Feeling

_LONGEST_CLAUSE = 200
"""Characters; longer clauses tell a career."""
_OF_OTHERS = frozenset({Feeling.LOSS, Feeling.ILLNESS, Feeling.BOSS})
_MINE = re.compile(r"\bi\b|\bmy (?:job|work)\b")
"""A clause with facts of the person's own, beside what it tells of others."""


def feeling_of(clause: Clause) -> Feeling | None:
    """Return what a clause tells of that kind; the gravest first."""
    said = repair(clause.plain)
    if len(said) > _LONGEST_CLAUSE:
        return None
    return next((Feeling(n) for n in sections("feelings") if search("feelings", n, said)), None)


def of_others(clause: Clause) -> bool:
    """Whether a clause tells such a thing of others, and nothing of the person's own."""
    return feeling_of(clause) in _OF_OTHERS and _MINE.search(clause.plain) is None


def gravest(parts: Iterable[Clause]) -> Feeling | None:
    """Return the gravest thing that clauses tell of that kind; None for nothing."""
    order = [Feeling(name) for name in sections("feelings")]
    found = {feeling_of(part) for part in parts}
    return next((feeling for feeling in order if feeling in found), None)


def read_feeling(message: str) -> Feeling | None:
    """Return the gravest thing that a message tells of that kind; None for nothing."""
    return gravest(clauses(message))
