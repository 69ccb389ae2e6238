"""Recognise what is told in passing and deserves a human word: a loss, a bad boss, a dismissal."""

import re
from collections.abc import Iterable
from dataclasses import replace

from graph.rules.clause_words import CONJUNCTIONS, RELATIVE_PEOPLE
from graph.rules.deed_owners import CARE
from graph.rules.phrase_tables import search, sections
from graph.rules.reader import CareerReader
from graph.rules.sentences import Clause, clauses
from graph.rules.spelling import repair
from graph.understanding import Feeling, TurnContext

_LONGEST_CLAUSE = 200
"""Characters; longer clauses tell a career."""
_OF_OTHERS = frozenset({Feeling.LOSS, Feeling.ILLNESS, Feeling.BOSS})
_MINE = re.compile(r"\bi\b|\bmy (?:job|work)\b")
"""A clause with facts of the person's own, beside what it tells of others."""
_PIECES = re.compile(
    r",|\b(?=(?:until|till|til|when|after|before|since|because|while|hasta que|cuando) )"
)
_OTHERS = re.compile(
    rf"[\s,]*(?:(?:until|till|til|when|after|before|since|because|while|then|hasta que|cuando) )*"
    rf"{CONJUNCTIONS}(?:(?:my|our|the|both|mi|su) )*(?:he|she|they|it|{RELATIVE_PEOPLE})\b"
)
"""Opens a piece of a clause that speaks of others."""


def feeling_of(clause: Clause) -> Feeling | None:
    """Return what a clause tells of that kind; the gravest first."""
    said = repair(clause.plain)
    if len(said) > _LONGEST_CLAUSE:
        return None
    return _feeling_in(said)


def _feeling_in(said: str) -> Feeling | None:
    return next((Feeling(n) for n in sections("feelings") if search("feelings", n, said)), None)


def of_others(clause: Clause, reader: CareerReader, context: TurnContext) -> bool:
    """Whether a clause tells such a thing of others, and nothing of the person's own.

    Args:
        clause: the clause.
        reader: reads whether words tell of work the person did.
        context: what is known and asked.
    """
    if feeling_of(clause) not in _OF_OTHERS or _MINE.search(clause.plain):
        return False
    own = [piece for piece in _PIECES.split(clause.plain) if not _is_of_others(piece)]
    rest, alone = ", ".join(piece.strip() for piece in own), replace(context, question=None)
    if not own:
        return True
    told = reader.read_career(rest, alone)
    # "2017 to 2020 when she passed" still dates the care told before.
    return not (told.jobs or told.changes)


def _is_of_others(piece: str) -> bool:
    """Whether a piece of a clause speaks of others: "until she died"."""
    if not piece.strip() or _OTHERS.match(piece):
        return True
    return _feeling_in(repair(piece)) is not None and CARE.search(piece) is None


def gravest(parts: Iterable[Clause]) -> Feeling | None:
    """Return the gravest thing that clauses tell of that kind; None for nothing."""
    order = [Feeling(name) for name in sections("feelings")]
    found = {feeling_of(part) for part in parts}
    return next((feeling for feeling in order if feeling in found), None)


def read_feeling(message: str) -> Feeling | None:
    """Return the gravest thing that a message tells of that kind; None for nothing."""
    return gravest(clauses(message))
