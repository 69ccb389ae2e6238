"""Reads the employer of the job told before from a note: "Harlan Mutual. since march 2019"."""

import re

from graph.rules.dates import find_dates
from graph.rules.employer_names import first_known
from graph.rules.employer_words import NOT_NAMES
from graph.rules.lower_case_names import names_nothing
from graph.rules.study_subjects import is_place
from graph.rules.title_words import FUNCTION_WORDS
from graph.rules.titles import TitleFinder
from graph.rules.words import Token, fold, tokenize
from graph.rules.work_words import FIELDS
from graph.understanding import TurnContext

_MARKS = re.compile(r"[.,;\n()]+(?=\s|$)|\s-+\s")
_LONGEST = 5
"""Words of a name, at most."""
_TELLS = re.compile(
    r"\b(?:i|i'm|im|i've|my|we|he|she|it|was|were|is|are|am|not|no|wait|sorry|actually|same|lol)\b"
)
"""Words of a sentence, and of what corrects or explains: not of a note with a name in it."""
_INNER = frozenset({"at", "of", "the", "and", "&", "for", "de", "del", "la", "y"})


def employer_in_note(rest: str, context: TurnContext, titles: TitleFinder) -> str | None:
    """Return the name of an employer that a note gives beside nothing but dates.

    Args:
        rest: what a message says that told no job.
        context: what is known and asked.
        titles: finds what can be a title.
    """
    spans = find_dates(rest, context.today)
    if not spans or _TELLS.search(fold(rest)):
        return None
    for span in spans:
        gap = ", ".ljust(span.right - span.left)[: span.right - span.left]
        rest = rest[: span.left] + gap + rest[span.right :]
    pieces = [piece.strip() for piece in _MARKS.split(rest)]
    name = next((piece for piece in pieces if piece), None)
    if name is None or titles.knows(fold(name)):
        return None
    return name if _is_name(name, lower_case=rest == rest.lower()) else None


def _is_name(name: str, *, lower_case: bool) -> bool:
    """Whether a piece of a note is a name: by its capitals, or without them by its words."""
    words = [t for t in tokenize(name, fold(name)) if t.word]
    if not words or len(words) > _LONGEST or is_place(fold(name)):
        return False
    if first_known(words) == len(words):
        return True
    if any(w.text in FUNCTION_WORDS and w.text not in _INNER for w in words):
        return False
    ends = (words[0], words[-1])
    if any(w.text in _INNER for w in ends) or not all(w.text[0].isalpha() for w in words):
        return False
    if names_nothing(words) or fold(name) in FIELDS:
        return False
    if lower_case:
        return len(words) > 1 and not any(_is_plain(w) for w in words)
    return len(words) > 1 and all(w.capital for w in ends)


def _is_plain(word: Token) -> bool:
    return word.text in NOT_NAMES or word.text in FUNCTION_WORDS or word.text.endswith("ing")
