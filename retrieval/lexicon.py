"""Work words O*NET does not list: slang, acronyms, brands, gig work, Spanish and others."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.frozen import Frozen
from retrieval.titles import clean, key

_ROMANCE = frozenset({"es", "pt"})


@dataclass(frozen=True, slots=True)
class Term(Frozen):
    """One way people name a kind of work.

    Attributes:
        text: as written.
        language: ISO 639-1 code (``tl`` for Tagalog).
        codes: O*NET-SOC codes it may mean, most likely first. More than one means that the term
            alone does not tell them apart.
    """

    text: str
    language: str
    codes: tuple[str, ...]


@cache
def lexicon() -> tuple[Term, ...]:
    """Return the terms of ``words/lexicon.csv``, with Spanish and Portuguese feminine forms."""
    listed = tuple(_listed_terms())
    known = {clean(term.text) for term in listed}
    feminine = (
        Term(other, term.language, term.codes)
        for term in listed
        if term.language in _ROMANCE and (other := _feminine(term.text)) not in known
    )
    return (*listed, *feminine)


def _listed_terms() -> Iterator[Term]:
    for row in _rows("lexicon.csv"):
        codes = tuple(row["codes"].split())
        for text in row["terms"].split("; "):
            yield Term(text, row["language"], codes)


def _feminine(text: str) -> str:
    """Return a Spanish or Portuguese title with its first word feminine; unchanged if it is."""
    first, *rest = clean(text).split()
    if first.endswith("o"):
        first = first[:-1] + "a"
    elif first.endswith("or"):
        first += "a"
    return " ".join([first, *rest])


@cache
def not_jobs() -> frozenset[str]:
    """Return the keys of answers that name no occupation: "retired", "student", "none"."""
    return frozenset(key(row["text"], expand=False) for row in _rows("not_jobs.csv"))


@cache
def employers() -> Mapping[str, str]:
    """Return cleaned names of large employers -> the kind of place ("hotel"), empty if any kind."""
    return {clean(row["name"]): row["place"] for row in _rows("employers.csv")}


@cache
def around_titles(kind: str) -> frozenset[str]:
    """Return words people put around a title.

    Args:
        kind: "filler" for what is never part of a title ("worked"), "soft" for what may be
            ("night"), so that a title is looked for with it first.
    """
    return frozenset(row["word"] for row in _rows("around_titles.csv") if row["kind"] == kind)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (files("retrieval") / "words" / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
