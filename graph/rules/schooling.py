"""Gathers where a message mentions schooling, so that no two mentions overlap."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from advisor.career import EducationLevel
from graph.rules.attended import (
    find_attended,
    find_begun,
    find_broken_off,
    find_dropped_out,
    find_short_stays,
)
from graph.rules.degree_letters import find_letters
from graph.rules.degree_words import DEGREES
from graph.rules.high_school import find_graduations, find_high_school
from graph.rules.school_answers import find_answers
from graph.rules.school_clauses import same_sentence
from graph.rules.school_fields import Find
from graph.rules.studying import find_named_degrees, find_students, find_studied
from graph.rules.training import find_training, known_certificates

_LEVELS = tuple((level, re.compile(pattern)) for level, pattern in DEGREES)
_NOT_DEGREE_AFTER = re.compile(
    r" ?(?:office|word|excel|teams|access|project|windows|sql|dos|outlook|powerpoint|teachers?"
    r"|tutor|student teacher|paint|walk|about|admissions|students\b|candidates\b|grads\b"
    r"|recruit\w*|with (?:him|her|them))"
)
_MOST = 60
"""Mentions read from one message."""


def find_schooling(text: str, masked: str, *, asked: bool) -> list[Find]:
    """Return every mention of schooling, none overlapping, in order.

    Args:
        text: the message.
        masked: it folded, with its dates masked.
        asked: whether it answers a question about schooling, so that "high school" says enough.
    """
    finds: list[Find] = []
    # Sure words come first: what they claim is not read again by looser ones.
    _add(finds, find_broken_off(masked), masked)
    _add(finds, find_students(text, masked), masked)
    _add(finds, _levelled(masked), masked)
    _add(finds, find_letters(text, masked, asked=asked), masked)
    _add(finds, find_high_school(masked, asked=asked), masked)
    _add(finds, known_certificates(text, masked), masked)
    _add(finds, find_named_degrees(text, masked), masked)
    stays = find_short_stays(text, masked, asked=asked)
    _add(finds, _apart(masked, _of_college(finds), stays), masked)
    _add(finds, find_attended(text, masked, _of_college(finds), asked=asked), masked)
    _add(finds, islice(find_training(text, masked), _MOST), masked)
    _add(finds, find_studied(text, masked, tuple(finds), asked=asked), masked)
    if asked:
        _add(finds, find_dropped_out(masked), masked)
        _add(finds, find_begun(text, masked, tuple(finds)), masked)
        _add(finds, find_answers(text, masked, tuple(finds)), masked)
    _add(finds, _apart(masked, finds, find_graduations(masked, asked=asked)), masked)
    return sorted(finds, key=lambda f: f.left)


def _add(finds: list[Find], more: Iterable[Find], masked: str) -> None:
    """Add mentions that overlap no other and do not only repeat the word "degree" after one."""
    for find in more:
        if len(finds) >= _MOST:
            return
        words = masked[find.left : find.right]
        repeats = words.startswith(("degree", "a degree")) or words.endswith("degree")
        repeats = repeats and any(-1 <= find.left - f.right <= 3 for f in finds)
        free = all(find.right <= f.left or f.right <= find.left for f in finds)
        other = find.level is not None and _NOT_DEGREE_AFTER.match(masked, find.right)
        if free and not repeats and not other:
            finds.append(find)


def _levelled(masked: str) -> Iterator[Find]:
    """Yield schooling whose words say a level."""
    for level, pattern in _LEVELS:
        for match in pattern.finditer(masked):
            yield Find(level, match.start(), match.end())


def _of_college(finds: Iterable[Find]) -> list[Find]:
    """Return the mentions that tell college; high school goes with some college."""
    lowest = EducationLevel.SOME_COLLEGE.rank
    return [f for f in finds if f.level is not None and f.level.rank >= lowest]


def _apart(masked: str, finds: list[Find], more: Iterable[Find]) -> list[Find]:
    """Return the mentions in whose sentence nothing else of a level is told.

    "Class of 2012" and "went to Ohio State" then only say when and where.
    """
    levelled = [f for f in finds if f.level is not None]
    return [
        find
        for find in more
        if not any(same_sentence(masked, known, find.left) for known in levelled)
        or find.level is EducationLevel.LESS_THAN_HIGH_SCHOOL
    ]
