"""Tells which items of a list in a CV are headings of jobs, and which say what was done there."""

import re
from collections.abc import Sequence

from graph.rules.cv_sections import Line
from graph.rules.dates import DateKind, DateSpan
from graph.rules.words import fold

_PROSE_WORDS = 11
_DEED = re.compile(
    r"\W*(?:\w+(?<!b)(?<!ne)(?<!shr)ed|\w+ing(?! (?:assistant|aide|manager|clerk|supervisor"
    r"|technician|coordinator|director|specialist|agent|associate|nurse|instructor|lead|crew|staff|intern)\b)"
    r"|led|ran|built|made|won|kept|took|wrote|taught|drove|sold|held|grew|cut|oversaw|set up|gave"
    r"|brought|began|became|employee of|award\w*)\b"
)
"""How a line begins that tells a deed, not a title."""
_WHOLE = (DateKind.RANGE, DateKind.START)
_BARE = " \t,;:.-–—|()[]*/@"


def is_prose(text: str, line: Line) -> bool:
    """Whether a line is written like a sentence."""
    words = text[line.left : line.right].split()
    stops = text[line.right - 1] == "." and len(words) > 3 and len(words[-1]) > 4
    return ((len(words) > _PROSE_WORDS or stops) and not line.dates) or len(
        words
    ) > 2 * _PROSE_WORDS


def headings(text: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the items of lists that open a job, whatever marks stand before them.

    An item opens one if a span of time stands at its end or beginning, or any date where no duty
    has the same mark. If no other line of the block is dated and most items are, all of those do.
    """
    items = [line for line in lines if line.bullet]
    dated = [line for line in items if line.dates and not is_prose(text, line)]
    named = [line for line in dated if not _DEED.match(fold(text[line.left : line.right]))]
    others = any(line.dates for line in lines if not line.bullet and not is_prose(text, line))
    if not others and 2 * len(dated) > len(items):
        return tuple(named or dated)
    duties = {_mark(text, line) for line in items if line not in named}
    sure = [
        line
        for line in named
        if any(
            _at_edge(text, line, span) and (span.kind in _WHOLE or _mark(text, line) not in duties)
            for span in line.dates
        )
    ]
    marks = {_mark(text, line) for line in sure}
    return tuple(line for line in named if line in sure or _mark(text, line) in marks)


def _at_edge(text: str, line: Line, span: DateSpan) -> bool:
    """Whether a date stands before or after all that a line says."""
    if span.kind is DateKind.DURATION:
        return False
    before = text[line.left : max(line.left, span.left)].strip(_BARE)
    after = text[span.right : line.right].strip(_BARE)
    return (not before) != (not after)


def _mark(text: str, line: Line) -> str:
    """Return what stands before a line: its bullet."""
    return text[text.rfind("\n", 0, line.left) + 1 : line.left].strip()
