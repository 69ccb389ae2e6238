"""Reads years that are listed ("2005, 2006, 2007", "summers of 2016 and 2018") as one time."""

import re

from advisor.career import When
from graph.rules.date_points import Point
from graph.rules.date_verbs import DateKind, DateSpan

_PLURAL_SEASON = re.compile(
    r"\b(?:summers|winters|springs|falls|autumns|holidays|seasons|weekends|veranos)"
    r"(?:,? (?:of|in|from|during|de))?(?: the)?\s*(?:(?:19|20)\d\d)?$"
)
_SEASONS_REACH = 40
_ENDS_LIST = re.compile(r"\s*(?:$|[.,;)\n]|(?:at|in|with|for|as|when|during|while|doing)\b)")
_LIST_GAP = re.compile(r"\s*(?:,|/|&|and|y|,\s*(?:and|&|y))\s*")
_LONGEST_LIST = 6
"""Years between two that are named for a time: "the summers of 2016 and 2018"."""


def two_years(folded: str, first: Point, second: Point) -> DateSpan | None:
    """Read "2018 and 2019", "the summers of 2016 and 2018" as the time from the first year on."""
    if not (first.when and second.when) or second.when.month or first.short or second.short:
        return None
    every = _of_seasons(folded, first)
    following = second.when.year == first.when.year + 1 and is_year(first)
    gap = second.when.year - first.when.year
    ends = every or _ENDS_LIST.match(folded, second.right)
    if not (every or following) or not 0 < gap <= _LONGEST_LIST or not ends:
        return None
    start = When(first.when.year) if every else first.when
    return DateSpan(first.left, second.right, DateKind.RANGE, start, second.when)


def _of_seasons(folded: str, first: Point) -> bool:
    """Whether a year is one of several of which only a season is meant: "summers of 2016"."""
    before = folded[max(0, first.right - _SEASONS_REACH) : first.right]
    return _PLURAL_SEASON.search(before) is not None


def is_year(point: Point) -> bool:
    """Whether a point is a year of four digits, and no more."""
    return point.when is not None and not point.when.month and not point.short


def years_in_a_row(folded: str, points: list[Point], place: int) -> tuple[DateSpan, int] | None:
    """Read three years and more in a row ("2005, 2006, 2007") as the time they span.

    Returns the span and how many points it uses; None if no such row begins at this place.
    """
    last = place
    while last + 1 < len(points) and _follows(folded, points[last], points[last + 1]):
        last += 1
    first, final = points[place], points[last]
    every = _of_seasons(folded, first)
    if last < place + 2 - every or first.when is None:
        return None
    start = When(first.when.year)
    span = DateSpan(first.left, final.right, DateKind.RANGE, start, final.when)
    return span, last - place + 1


def _follows(folded: str, first: Point, second: Point) -> bool:
    """Whether a year and the next one stand beside each other in a list."""
    if first.when is None or second.when is None or second.when.month or first.short:
        return False
    gap = folded[first.right : second.left]
    return second.when.year == first.when.year + 1 and bool(_LIST_GAP.fullmatch(gap))


_CLOSES = re.compile(
    r"\s*(?:$|[.,;!?)\n]|(?:and|i|we|then|til|till|until|when|as|at|with|y|hasta)\b)"
)


def closes(folded: str, right: int) -> bool:
    """Whether the words after a number end its phrase, so that it counts no things."""
    return _CLOSES.match(folded, right) is not None


def before_2000(point: Point) -> bool:
    """Whether a year lies so far back that few other numbers look like its last two digits."""
    return point.when is not None and 1960 <= point.when.year < 2000
