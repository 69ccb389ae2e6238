"""Tells a bare list of what a person likes ("maps, weather, fishing") from other short phrases."""

import re

from advisor.edits import Note
from graph.rules.answers import is_bare
from graph.rules.interests import list_items, read_interest_answer
from graph.rules.phrase_tables import search
from graph.rules.sentences import Clause
from graph.rules.subjects import KnowsTitle
from graph.rules.words import fold
from graph.understanding import Topic

_MOST_WORDS = 7
"""Words of one thing liked, at most."""
_DOING = re.compile(r"[a-z]{2,}ing\b")
_NAME = re.compile(r"\b(?:at|for|with|from|in) [A-Z]")
"""Where something was done: a list of jobs, not of tastes."""
_ANSWERED_SO = (
    Topic.FIRST_JOB,
    Topic.OTHER_JOBS,
    Topic.EDUCATION,
    Topic.EDUCATION_YEAR,
    Topic.LIMITS,
)
"""Questions that phrases alone answer: "lawns, a paper route", "history, UCLA", "phones"."""


def read_listed_tastes(
    clause: Clause, topic: Topic | None, knows_title: KnowsTitle
) -> tuple[Note, ...]:
    """Return the interests in a clause that lists nothing else, whatever was asked.

    Args:
        clause: a clause in which no wish, limit or request was read.
        topic: what the open question asks about.
        knows_title: tells occupations from other words.
    """
    if topic in _ANSWERED_SO or not is_bare(clause) or _NAME.search(clause.text):
        return ()
    items = list_items(clause.text)
    if any(item[0].isupper() and not clause.text.startswith(item) for item in items):
        # "Cummins, Columbus Indiana": names are not liked but worked for.
        return ()
    if not items or not all(_may_be_liked(item) for item in items):
        return ()
    if topic == Topic.INTERESTS:
        # Phrases about nothing done are left: "history at UCLA" may be schooling after all.
        return read_interest_answer(clause) if any(_is_doing(i) for i in items) else ()
    if len(items) < 2 and not _is_doing(items[0]):
        return ()
    titles = sum(not _is_doing(item) and knows_title(fold(item)) for item in items)
    return read_interest_answer(clause) if 2 * titles < len(items) else ()


def goes_on_liking(clause: Clause) -> tuple[Note, ...]:
    """Return what "and mentoring the young ones" adds to the likes told just before it."""
    rest = _ALSO.sub("", clause.plain)
    if rest == clause.plain or not is_bare(clause) or _NAME.search(clause.text):
        return ()
    items = list_items(clause.text[-len(rest) :])
    liked = bool(items) and all(_may_be_liked(item) for item in items)
    return tuple(Note("interest", item) for item in items) if liked else ()


_ALSO = re.compile(
    r"^(?:oh )?(?:and |plus )?(?:also |plus |and )(?=\w)(?!i\b|i'm\b|my\b|no\b|not\b)"
)


def _may_be_liked(item: str) -> bool:
    said = fold(item)
    plain = not re.search(r"[\d@#$%]", said) and len(said.split()) <= _MOST_WORDS
    return plain and search("interests", "no taste", said) is None


def _is_doing(item: str) -> bool:
    """Whether a phrase is something done: "fixing old radios"."""
    return _DOING.match(fold(item)) is not None
