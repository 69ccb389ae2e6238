"""Reads the name of the school that belongs to a degree."""

import re

from graph.rules.school_fields import SCHOOL_WORD, Find
from graph.rules.segments import MASK_DATE
from graph.rules.study_subjects import is_place, is_subject, is_trade
from graph.rules.words import fold

_SCHOOL = re.compile(
    r"(?:\bfrom|\bat|\bout of|@|\bgraduated|,|\bthrough|\bde la|\ben la|\ben el|\battend(?:ed"
    r"|ing)|-|\)|\|)\s+(?:the )?"
    r"((?:[A-ZÁÉÍÓÚ][\w.&'’-]*|UC|MIT)(?: ?(?:of|at|the|de|&|and|-"
    r"|–)? ?(?:[A-ZÁÉÍÓÚ][\w.&'’-]*)){0,6})"
)
_LED = re.compile(r"from|at|out of|@|attend|graduated")


def school_of(
    text: str, masked: str, find: Find, bounds: tuple[int, int]
) -> tuple[str | None, int]:
    """Return the school's name and where it ends; None and 0 if none is named."""
    for match in _SCHOOL.finditer(text, find.left, bounds[1]):
        name = " ".join(match[1].split()).strip(" ,.-")
        led = _LED.match(masked[match.start() : match.start() + 9].strip())
        plain = fold(name)
        no_school = is_trade(plain) or (" " not in plain and (is_place(plain) or is_subject(plain)))
        if no_school or MASK_DATE in masked[match.start(1) : match.end(1)]:
            continue
        if SCHOOL_WORD.search(plain) or led:
            return name, match.end(1)
    return None, 0
