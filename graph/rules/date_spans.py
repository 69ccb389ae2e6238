"""Finds the spans of a message that say when: ranges, single dates and lengths of time."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from advisor.career import PRESENT, When
from graph.rules.anniversaries import complete_at_anniversary
from graph.rules.date_points import Point, find_points, full_year
from graph.rules.date_verbs import DateKind, DateSpan, by_verb
from graph.rules.durations import Duration, find_durations
from graph.rules.words import fold
from graph.rules.year_lists import before_2000, closes, is_year, two_years, years_in_a_row

_ABOUT = r"(?:about|around|approximately|approx\.?|roughly|circa|ca?\.|maybe|probably|like|i think"
_ABOUT += (
    r"|sometime in|some time in|say|alrededor de|como en|mas o menos|~|early|late|mid|the end of"
)
_ABOUT += (
    r"|end of|the beginning of|beginning of|principios de|mediados de|finales de|or so|somewhere)"
)
_PREFIX = re.compile(
    r"(?:(?<!\w)(?P<word>(?:every )?(?:summers|winters|springs|falls|autumns|holidays"
    r"|seasons|weekends|veranos)(?:,? (?:of|in|from|during|de))?|ever since|since|from|between|in"
    r"|until|till|til|'til|up until|up to"
    r"|through|thru"
    r"|to|by|during|around|starting(?: in| from)?|beginning(?: in)?|as of|back in|on|for|of|desde"
    r"|hasta|en|de|del|entre|durante|a partir de))?"
    rf"(?P<about>(?:\s*{_ABOUT})?(?:\s*{_ABOUT})?)\s*(?:the |year |ano |el |los |la |all of "
    rf"|back in )*"
    r"[\s-]{0,2}\Z"
)
_CONNECTOR = re.compile(
    rf"\s*(?:-+>?|to|too|2|until|till|til|'til|thru|through|up to|up until|up till|a|al|hasta|/|y"
    rf"|and|&)\s*"
    rf"(?:{_ABOUT}\s*)?(?:the |in |el |year )?-?\s*"
)
_NOW = re.compile(
    r"\s*,?(?:(?:\s*(?:-+>?|to|until|till|til|'til|thru|through|up to|up until|up till|a|al"
    r"|hasta)\s*)"
    r"(?:the |el |la |my )?(?:present(?: day)?|current(?:ly)?|now|today|ongoing|date|this day"
    r"|still\b\w*"
    r"|actualidad|presente|hoy(?: en dia)?|ahora|actualmente|fecha|el dia de hoy)"
    r"|\s+(?:present|ongoing)|,? and (?:still (?:do(?:ing)?|there|am|going|working|work|at it|here)"
    r"|counting|ongoing)|\s*-+ ?(?=\n|\)|$))(?!\w)"
)
_ONWARD = re.compile(r"\s*(?:onwards?|on\b(?!\s+\w)|and on\b|forward|en adelante)")
_SECOND_SHORT = re.compile(
    r"\s?(?:-+|/|to|until|till|thru|a|al)\s?(?P<quote>'?)(?P<digits>\d\d)(?![\w/:%'])"
)
_INEXACT_AFTER = re.compile(r"-?ish\b| or (?:so|thereabouts)\b| ?\?")
_END_WORDS = (
    "until",
    "till",
    "til",
    "'til",
    "up until",
    "up to",
    "through",
    "thru",
    "to",
    "hasta",
)
_NAMES_LATEST = ("since", "until", "till", "in", "from", "desde", "hasta")
"""Words after which a month alone ("since March") is the latest such month."""
_GOES_ON = re.compile(r"\s*(?:as|at|in|with|for|then|and|,|-|to|of|now)\b")


def find_dates(text: str, today: date, folded: str | None = None) -> list[DateSpan]:
    """Return the spans that say when, in order, none overlapping.

    A date seen only in part gives only what was said: a month is never made up. Years worked out
    from ``today`` ("two years ago") are approximate.
    """
    folded = fold(text) if folded is None else folded
    spans = list(_combine(folded, find_points(folded, today), today))
    taken = [(span.left, span.right) for span in spans]
    for found in find_durations(folded):
        if any(left < found.right and found.left < right for left, right in taken):
            continue
        spans.append(_length(found, today))
        taken.append((found.left, found.right))
    spans = complete_at_anniversary(folded, spans, today)
    return sorted((_trimmed(folded, span) for span in spans), key=lambda s: s.left)


def _length(found: Duration, today: date) -> DateSpan:
    """Return a length of time; its start too, where it reaches to the present."""
    start, end = None, None
    kind = DateKind.DURATION
    if found.until_now:
        months = today.year * 12 + today.month - 1 - found.months
        start = When(max(months // 12, 1931), 0, True) if found.months >= 12 else None
        end, kind = PRESENT, DateKind.RANGE
    about = found.approximate or start is not None
    return DateSpan(found.left, found.right, kind, start, end, found.months, about)


def _trimmed(folded: str, span: DateSpan) -> DateSpan:
    """Leave the spaces before a date, and the full stop after a whole word, outside the span."""
    words = folded[span.left : span.right]
    left = span.left + len(words) - len(words.lstrip(" ,-\n"))
    goes_on = _GOES_ON.match(folded, span.right)
    whole = re.search(r"[a-z]{3,}\.$", words) and not goes_on
    return replace(span, left=left, right=span.right - bool(whole))


def _combine(folded: str, points: list[Point], today: date) -> Iterator[DateSpan]:
    """Join points into ranges and give each what the words around it say."""
    place, floor = 0, 0
    while place < len(points):
        first = points[place]
        if first.left < floor:
            place += 1
            continue
        span, used = _range(folded, points, place, today)
        if span is None:
            place += 1
            first = _latest_month(folded, first, floor, today)
            if first.when is None or (first.short and not _last_century(folded, first, floor)):
                continue
            span = DateSpan(first.left, first.right, DateKind.POINT, first.when)
            span = _single(folded, span, floor)
        else:
            prefix = _prefix(folded, span.left, floor)
            span = replace(span, left=prefix.start())
            inexact = prefix["about"] or _INEXACT_AFTER.match(folded, span.right)
            if inexact or (span.start and span.start.approximate):
                span = _approximate(span)
            place += used
        floor = span.right
        yield span


def _latest_month(folded: str, point: Point, floor: int, today: date) -> Point:
    """Give a month named alone ("since March") the year it was last in."""
    if point.when is not None or not point.month:
        return point
    if _prefix(folded, point.left, floor)["word"] not in _NAMES_LATEST:
        return point
    year = today.year if point.month <= today.month else today.year - 1
    return replace(point, when=When(year, point.month, True))


def _last_century(folded: str, point: Point, floor: int) -> bool:
    """Whether two digits are a year all the same: "since 97,", "in '88 I ..."."""
    opened = _prefix(folded, point.left, floor)["word"] in _NAMES_LATEST
    return opened and before_2000(point) and closes(folded, point.right)


def _prefix(folded: str, left: int, floor: int) -> re.Match[str]:
    found = _PREFIX.search(folded, max(floor, left - 40), left)
    if found is None:
        raise ValueError("expected a pattern of optional parts to match everywhere")
    return found


def _range(
    folded: str, points: list[Point], place: int, today: date
) -> tuple[DateSpan | None, int]:
    """Return the range that begins with this point and how many points it uses."""
    first = points[place]
    now = _NOW.match(folded, first.right)
    if now and first.when and not first.short:
        return DateSpan(first.left, now.end(), DateKind.RANGE, first.when, PRESENT), 1
    listed = years_in_a_row(folded, points, place)
    if listed:
        return listed
    second = points[place + 1] if place + 1 < len(points) else None
    side_by_side = second and folded[first.right : second.left] == " "
    if second and (side_by_side or _CONNECTOR.fullmatch(folded, first.right, second.left)):
        joined = _joined(folded, first, second)
        if joined:
            return joined, 2
    short = _SECOND_SHORT.match(folded, first.right)
    believed = not first.short
    if short and first.short:
        zero = re.match(r"(?:0\d|[789]\d)-[012]\d$", folded[first.left : short.end()])
        opened = _prefix(folded, first.left, 0)["word"] in ("from", "between", "de", "desde")
        believed = opened or bool(zero) or _alone(folded, first.left, short.end())
    if short and first.when and not first.when.month and believed:
        end = When(full_year(short["digits"], today))
        if 0 <= end.year - first.when.year <= 60:
            return DateSpan(first.left, short.end(), DateKind.RANGE, first.when, end), 1
    return None, 0


def _joined(folded: str, first: Point, second: Point) -> DateSpan | None:
    between = folded[first.right : second.left].strip()
    opened = _prefix(folded, first.left, 0)["word"]
    if second.when is None or (second.short and not first.short and not first.month):
        return None
    if re.match(r"(?:and|y|&)\b|&", between) and opened not in ("between", "entre"):
        return two_years(folded, first, second)
    if between in ("too", "2", "") and not (is_year(first) and is_year(second)):
        return None
    if not between and not closes(folded, second.right):
        return None
    start = first.when
    if start is None:
        start = When(second.when.year, first.month)
        if start > second.when:
            start = When(second.when.year - 1, first.month)
    if first.short and second.short:
        alone = _alone(folded, first.left, second.right)
        dated = start.month and second.when.month
        years = re.match(r"(?:0\d|[789]\d)\s?-\s?[012]\d", folded[first.left : second.right])
        if not (
            alone
            or (years and _years(folded, second))
            or (before_2000(first) and before_2000(second) and closes(folded, second.right))
            or dated
            or (opened in ("from", "between", "de", "desde") and _years(folded, second))
        ):
            return None
    if second.when < replace(start, month=0 if not second.when.month else start.month):
        return None
    return DateSpan(first.left, second.right, DateKind.RANGE, start, second.when)


def _alone(folded: str, left: int, right: int) -> bool:
    """Whether these dates are all that the message holds."""
    return not folded[:left].strip(" (") and not folded[right:].strip(" ).")


def _years(folded: str, second: Point) -> bool:
    """Whether two short numbers can be years: nothing is counted after them."""
    after = folded[second.right : second.right + 20]
    return not re.match(
        r"\s*(?:-|%|(?:years?|yrs?|hours?|people|kids|months|dollars|bucks|an?)\b)", after
    )


def _single(folded: str, span: DateSpan, floor: int) -> DateSpan:
    """Say whether a lone date begins or ends something."""
    when = span.start
    prefix = _prefix(folded, span.left, floor)
    word = prefix["word"] or ""
    about = bool(prefix["about"]) or bool(when and when.approximate) or word == "around"
    about = about or _INEXACT_AFTER.match(folded, span.right) is not None
    onward = _ONWARD.match(folded, span.right)
    span = replace(span, left=prefix.start())
    if word in ("since", "ever since", "desde") or onward:
        right = onward.end() if onward else span.right
        span = replace(span, right=right, kind=DateKind.RANGE, end=PRESENT)
    elif word in _END_WORDS:
        span = replace(span, kind=DateKind.END, start=None, end=when)
    elif word.startswith(("from", "starting", "beginning", "as of", "a partir")):
        span = replace(span, kind=DateKind.START)
    else:
        span = by_verb(folded, span, floor)
    return _approximate(span) if about else span


def _approximate(span: DateSpan) -> DateSpan:
    start = replace(span.start, approximate=True) if span.start else None
    end = replace(span.end, approximate=True) if isinstance(span.end, When) else span.end
    return replace(span, start=start, end=end, approximate=True)
