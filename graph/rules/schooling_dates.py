"""Says which date of a message is the year that some schooling was finished or is expected."""

import re
from collections.abc import Sequence
from datetime import date

from advisor.career import EducationLevel, When
from graph.rules.date_point_readers import full_year
from graph.rules.dates import DateKind, DateSpan
from graph.rules.school_fields import Find

_FINISHED_LATER = re.compile(
    r"[^.;!?\n]{0,60}?[,.]? (?:and )?(?:i )?(?:finished|completed|graduated|got it|passed"
    r"|graduate|graduating|will be done|done|should be done|expect to \w+"
    r"|finishing)(?: it| that| up)?(?: \w+){0,2}? ?(?P<date>\x01++)"
)
_LEVELLED = re.compile(r"\b(?:college|university|bachelor|master|degree|high school|job|work\w*)\b")
_BEFORE = re.compile(
    r"[\s,:|(-]*(?:(?:from (?:[\w.']{2,20} ){1,3}(?=$)|i |graduated|got|with|earned|finished"
    r"|completed|received|my|an?|\x01++|from"
    r"|high|school|the|was|when|in|,|did|have|has|into the recession|saque|obtuve|termine"
    r"|el|la|mi|un|tengo) ?)*"
)
"""Words between a date and what was finished; a masked one is a length: "a two-year degree"."""
_SHORT = re.compile(
    r"[\s,(:-]*(?:(?:diploma|degree|graduate|grad|graduated|class of|class|in|from|back in|school"
    r"|finished) )*'?(?P<digits>\d\d)(?![\w%:/$]|[.,-]\d| ?(?:years|yrs|months|hours|credits"
    r"|semesters|percent|th\b|of\b))"
)
_NEXT = re.compile(r"\bnext (?:year|spring|summer|fall|autumn|winter)\b")
_NEXT_BEFORE = re.compile(
    r"\b(?:finishing|doing|getting|working on|completing|studying|pursuing)\b"
)
_UNDATED = (EducationLevel.SOME_COLLEGE, EducationLevel.LESS_THAN_HIGH_SCHOOL)


def dates_of(
    masked: str, find: Find, bounds: tuple[int, int], dates: Sequence[DateSpan]
) -> list[DateSpan]:
    """Return the date after the mention within its clause, else the one just before it."""
    left, right = bounds
    told = [d for d in dates if d.kind is not DateKind.DURATION]
    after = [d for d in told if find.right <= d.left + 1 and d.right <= right + 1]
    inside = [d for d in dates if find.left <= d.left < find.right]
    first = [d for d in told if _opens_entry(masked, d, find)]
    # "2008 high school, 2012 bachelors": the next date opens the next entry.
    if first and after and re.search(r"[,;.\n]", masked[find.right : after[0].left]):
        return first[:1]
    if inside or after:
        return (inside or after)[:1]
    late = _FINISHED_LATER.match(masked, find.right)
    if late and not _LEVELLED.search(masked, find.right, late.end()):
        begin, end = late.span("date")
        return [d for d in dates if begin <= d.left + 1 and d.left < end][:1]
    before = [d for d in told if left <= d.left and d.right <= find.left]
    if before and _BEFORE.fullmatch(masked[before[-1].right : find.left].lstrip()):
        return before[-1:]
    return []


def _opens_entry(masked: str, span: DateSpan, find: Find) -> bool:
    """Whether a date stands before a mention as the first word of an entry: "2008: GED"."""
    if span.right > find.left or re.search(r"[^ :|-]", masked[span.right : find.left]):
        return False
    return re.search(r"(?:^|[,;.\n])\s*$", masked[: span.left][-4:]) is not None


def year_of(
    masked: str, find: Find, level: EducationLevel | None, dates: Sequence[DateSpan], today: date
) -> When | None:
    """Return the year of a mention: of its dates, else of two digits right after it.

    What was broken off was never finished, so that it has no such year.
    """
    if level in _UNDATED:
        return None
    for span in dates:
        end = span.end if isinstance(span.end, When) else None
        return end or span.start
    if find.going_on or _NEXT_BEFORE.search(masked[max(0, find.left - 30) : find.left]):
        coming = _NEXT.search(masked, find.right, find.right + 60)
        if coming:
            return When(today.year + 1)
    short = _SHORT.match(masked, find.right)
    year = full_year(short["digits"], today) if short else 0
    return When(year) if 1950 <= year <= today.year + 8 else None
