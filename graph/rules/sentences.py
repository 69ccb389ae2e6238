"""Cut a message into clauses, each with its place, and blank out what has been read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from graph.rules.phrase_tables import lines
from graph.rules.words import fold

_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s|$)|[!?…]+(?=\w)|[\n\r;¡¿*|]+|\s-+\s+(?=[^\W\d])")
_ABBREVIATION = re.compile(
    r"\b(?:[a-z]|st|dr|mrs?|ms|prof|sr|jr|inc|co|corp|ltd|vs|approx|ca|no|dept|univ|yrs?|"
    r"mos?|hrs?|etc|e\.g|i\.e|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$"
)
_MAY_END = re.compile(r"no|yrs?|mos?|hrs?|etc|i|[sj]r|inc|corp?|co|ltd")

_SAID = re.compile(r"\bi (?:said|wrote|put|typed) (?:[a-z' ]{1,20} )?(?:19|20)\d\d\b[^,;]{0,50}$")
"""A date that what follows corrects: "I said 1996 for cook, but I started in 1998" is one thing."""
_EDGE = " \t\"'.,:;!?()[]_-~"


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a message that says one thing.

    Attributes:
        text: the words as written, without surrounding punctuation.
        plain: the same folded, with single spaces.
        start, end: where they stand in the message, as in a slice.
        asks: whether a question mark closes it.
        sentence: number of that sentence, from 0.
    """

    text: str
    plain: str
    start: int
    end: int
    asks: bool
    sentence: int


def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a message, in order."""
    folded = fold(text)
    found: list[Clause] = []
    for number, (start, end, asks) in enumerate(_sentences(folded)):
        joins = _join().finditer(folded, start, end)
        cuts = [m.span() for m in joins if not _SAID.search(folded, start, m.start())]
        begins = [start, *(after for _, after in cuts)]
        stops = [*(before for before, _ in cuts), end]
        for begin, stop in zip(begins, stops, strict=True):
            words = folded[begin:stop].strip(_EDGE)
            if words:
                left = folded.index(words, begin)
                right = left + len(words)
                plain = " ".join(words.split())
                found.append(
                    Clause(text[left:right], plain, left, right, asks and stop == end, number)
                )
    return tuple(found)


@cache
def _join() -> re.Pattern[str]:
    """Return a pattern of what stands between two clauses of a sentence."""
    return re.compile(
        r"(?:\s*,\s*(?:(?:and|but|so|also|then|because|cause|plus|or|though|pero|y)\s+)*"
        r"|\s+(?:and|but|so|n|plus|because|though|pero|y)\s+(?:(?:also|then|now|maybe)\s+)?)"
        rf"(?=(?:{'|'.join(lines('clause_openers'))})\b)"
    )


def _sentences(folded: str) -> Iterator[tuple[int, int, bool]]:
    start = 0
    for mark in _END.finditer(folded):
        if mark[0] == "." and _abbreviates(folded, max(start, mark.start() - 8), mark.start()):
            continue
        yield start, mark.start(), "?" in mark[0]
        start = mark.end()
    yield start, len(folded), False


def _abbreviates(folded: str, start: int, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to a word like "St." and ends no sentence."""
    word = _ABBREVIATION.search(folded[start:stop])
    if not word or not folded[stop + 1 :].strip():
        return False
    return not _MAY_END.fullmatch(word[0])


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with each span replaced by ``;`` and spaces, so that places stay the same."""
    for start, end in spans:
        if end > start:
            text = text[:start] + ";" + " " * (end - start - 1) + text[end:]
    return text
