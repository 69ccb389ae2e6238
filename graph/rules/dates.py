"""Finds when things happened in a message: ranges, single dates and lengths of time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from advisor.career import PRESENT, When
from graph.rules.date_points import Point, find_points, full_year
from graph.rules.durations import find_durations
from graph.rules.words import fold


class DateKind(StrEnum):
    """What a span of text says about time."""

    RANGE = "range"
    """From a start to an end, either of which may be open."""
    START = "start"
    """Something began then."""
    END = "end"
    """Something ended then."""
    POINT = "point"
    """A date with nothing said about beginning or ending; in ``start``."""
    DURATION = "duration"
    """A length of time only."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A stretch of a message that says when.

    Attributes:
        left, right: offsets of the dates, with the words that belong to them ("since", "from").
        kind: what it says.
        start, end: as far as said; ``end`` may be ``"present"``.
        duration_months: length as stated; None if not stated as a length.
        approximate: whether the person marked it as inexact, or it was worked out.
    """

    left: int
    right: int
    kind: DateKind
    start: When | None = None
    end: When | Literal["present"] | None = None
    duration_months: int | None = None
    approximate: bool = False


_ABOUT = r"(?:about|around|approximately|approx\.?|roughly|circa|ca?\.|maybe|probably|like|i think"
_ABOUT += (
    r"|sometime in|some time in|say|alrededor de|como en|mas o menos|~|early|late|mid|the end of"
)
_ABOUT += (
    r"|end of|the beginning of|beginning of|principios de|mediados de|finales de|or so|somewhere)"
)
_PREFIX = re.compile(
    r"(?<!\w)(?P<word>ever since|since|from|between|in|until|till|til|'til|up until|up to|through|thru"
    r"|to|by|during|around|starting(?: in| from)?|beginning(?: in)?|as of|back in|on|for|of|desde"
    r"|hasta|en|de|del|entre|durante|a partir de)?"
    rf"(?P<about>(?:\s*{_ABOUT})?(?:\s*{_ABOUT})?)\s*(?:the |year |ano |el |los |la |all of |back in )*"
    r"[\s-]{0,2}\Z"
)
_CONNECTOR = re.compile(
    rf"\s*(?:-+>?|to|until|till|til|'til|thru|through|up to|up until|up till|a|al|hasta|/|y|and|&)\s*"
    rf"(?:{_ABOUT}\s*)?(?:the |in |el |year )?-?\s*"
)
_NOW = re.compile(
    r"\s*,?(?:(?:\s*(?:-+>?|to|until|till|til|'til|thru|through|up to|up until|up till|a|al|hasta)\s*)"
    r"(?:the |el |la |my )?(?:present(?: day)?|current(?:ly)?|now|today|ongoing|date|this day|still\b\w*"
    r"|actualidad|presente|hoy(?: en dia)?|ahora|actualmente|fecha|el dia de hoy)"
    r"|\s+(?:present|ongoing)|,? and (?:still (?:do(?:ing)?|there|am|going|working|work|at it|here)"
    r"|counting|ongoing)|\s*-+ ?(?=\n|\)|$))(?!\w)"
)
_ONWARD = re.compile(r"\s*(?:onwards?|on\b(?!\s+\w)|and on\b|forward|en adelante)")
_SECOND_SHORT = re.compile(
    r"\s?(?:-+|/|to|until|till|thru|a|al)\s?(?P<quote>'?)(?P<digits>\d\d)(?![\w/:%'])"
)
_BEGAN = re.compile(
    r"\b(?:started|starting|start|began|beginning|begin|join(?:ed|ing)|hired|became|promoted|opened"
    r"|launched|founded|took over|switched|transitioned|transferred|got (?:the|a|my|this|that|in|on)"
    r"|moved (?:up|into|to [a-z]+ (?:manager|lead))|enlisted|enrolled|empece|empezando|comence|entre"
    r"|inicie|me contrataron|came on|on board|signed on|landed|accepted|took (?:a|an|the|my|this|over|on)|bought)\b"
)
_ENDED = re.compile(
    r"\b(?:left|leaving|quit|quitting|ended|ending|finished|stopped|stayed (?:there )?(?:until|till)"
    r"|laid off|let go|fired|retired|resigned|closed|sold it|shut (?:it )?down|went under|got out"
    r"|discharged|moved on|last day|deje|termine|renuncie|sali|me despidieron|gave (?:it|that) up)\b"
)
_VERB_AFTER = re.compile(
    r"(?:[\s,:-]*(?:i|we|they|yo)(?:'ve)? | and (?=started|began|became|joined))(?:then |also |was |got |finally |officially |just |me |had )*"
    r"(?:(?P<began>started|began|became|joined|hired|promoted|moved (?:up|over|into|to (?:an?|the)\b)|switched|transitioned"
    r"|took over|opened|got (?:a|my|the) (?:job|position)|landed|bought|enlisted|empece|comence)"
    r"|left|quit|retired|resigned|laid off|let go|fired|stopped|deje|renuncie)\b"
)
_REACH = 60
"""How many characters before a date a verb like "started" may stand."""


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
        start, end = None, None
        kind = DateKind.DURATION
        if found.until_now:
            months = today.year * 12 + today.month - 1 - found.months
            start = When(max(months // 12, 1931), 0, True) if found.months >= 12 else None
            end, kind = PRESENT, DateKind.RANGE
        spans.append(
            DateSpan(found.left, found.right, kind, start, end, found.months, found.approximate)
        )
    return sorted((_trimmed(folded, span) for span in spans), key=lambda s: s.left)


def _trimmed(folded: str, span: DateSpan) -> DateSpan:
    """Leave the spaces before a date, and the full stop after a whole word, outside the span."""
    words = folded[span.left : span.right]
    left = span.left + len(words) - len(words.lstrip(" ,-\n"))
    whole = re.search(r"[a-z]{4,}\.$", words)
    return replace(span, left=left, right=span.right - bool(whole))


def _combine(folded: str, points: list[Point], today: date) -> Iterator[DateSpan]:
    """Join points into ranges and give each what the words around it say."""
    place, floor = 0, 0
    while place < len(points):
        first = points[place]
        span, used = _range(folded, points, place, today)
        if span is None:
            place += 1
            first = _latest_month(folded, first, floor, today)
            if first.when is None or first.short:
                continue
            span = DateSpan(first.left, first.right, DateKind.POINT, first.when)
            span = _single(folded, span, floor)
        else:
            prefix = _prefix(folded, span.left, floor)
            span = replace(span, left=prefix.start())
            if prefix["about"] or (span.start and span.start.approximate):
                span = _approximate(span)
            place += used
        floor = span.right
        yield span


def _latest_month(folded: str, point: Point, floor: int, today: date) -> Point:
    """Give a month named alone ("since March") the year it was last in."""
    if point.when is not None or not point.month:
        return point
    if _prefix(folded, point.left, floor)["word"] not in ("since", "until", "till", "in", "from", "desde", "hasta"):
        return point
    year = today.year if point.month <= today.month else today.year - 1
    return replace(point, when=When(year, point.month, True))


def _prefix(folded: str, left: int, floor: int) -> re.Match[str]:
    begin = max(floor, left - 40)
    found = _PREFIX.search(folded, begin, left)
    assert found is not None  # every part of the pattern is optional
    return found


def _range(
    folded: str, points: list[Point], place: int, today: date
) -> tuple[DateSpan | None, int]:
    """Return the range that begins with this point and how many points it uses."""
    first = points[place]
    now = _NOW.match(folded, first.right)
    if now and first.when and not first.short:
        return DateSpan(first.left, now.end(), DateKind.RANGE, first.when, PRESENT), 1
    second = points[place + 1] if place + 1 < len(points) else None
    if second and _CONNECTOR.fullmatch(folded, first.right, second.left):
        joined = _joined(folded, first, second)
        if joined:
            return joined, 2
    short = _SECOND_SHORT.match(folded, first.right)
    believed = not first.short
    if short and first.short:
        zero = re.match(r"0\d-[012]\d$", folded[first.left : short.end()])
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
        return None
    start = first.when
    if start is None:
        start = When(second.when.year, first.month)
        if start > second.when:
            start = When(second.when.year - 1, first.month)
    if first.short and second.short:
        alone = _alone(folded, first.left, second.right)
        dated = start.month and second.when.month
        years = re.match(r"0\d\s?-\s?[012]\d", folded[first.left : second.right])
        if not (
            alone
            or (years and _years(folded, second))
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
    about = about or bool(re.match(r"-?ish\b| or (?:so|thereabouts)\b| ?\?", folded[span.right :]))
    onward = _ONWARD.match(folded, span.right)
    span = replace(span, left=prefix.start())
    if word in ("since", "ever since", "desde") or (onward and word):
        right = onward.end() if onward else span.right
        span = replace(span, right=right, kind=DateKind.RANGE, end=PRESENT)
    elif word in (
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
    ):
        span = replace(span, kind=DateKind.END, start=None, end=when)
    elif word.startswith(("from", "starting", "beginning", "as of", "a partir")):
        span = replace(span, kind=DateKind.START)
    else:
        span = _by_verb(folded, span, floor)
    return _approximate(span) if about else span


def _by_verb(folded: str, span: DateSpan, floor: int) -> DateSpan:
    """Use the nearest verb before the date in its clause, if it tells of a beginning or an end."""
    window = folded[max(floor, span.left - _REACH) : span.left]
    window = re.split(r"[.;!?\n(]|, (?!i )|\b(?:and|but|then) i\b", window)[-1]
    began = [m.end() for m in _BEGAN.finditer(window)]
    ended = [m.end() for m in _ENDED.finditer(window)]
    if began and (not ended or began[-1] > ended[-1]):
        return replace(span, kind=DateKind.START)
    if ended:
        return replace(span, kind=DateKind.END, start=None, end=span.start)
    following = _VERB_AFTER.match(folded, span.right)
    if following and following["began"]:
        return replace(span, kind=DateKind.START)
    if following:
        return replace(span, kind=DateKind.END, start=None, end=span.start)
    return span


def _approximate(span: DateSpan) -> DateSpan:
    start = replace(span.start, approximate=True) if span.start else None
    end = replace(span.end, approximate=True) if isinstance(span.end, When) else span.end
    return replace(span, start=start, end=end, approximate=True)


def read_dates_answer(text: str, today: date) -> dict[str, Any] | None:
    """Read the answer to "from when to when": changes to a ``Job``, or None if it says no dates."""
    changes: dict[str, Any] = {}
    for span in find_dates(text, today):
        changes |= job_dates(span, changes)
    if not changes:
        return None
    folded = fold(text)
    still = re.search(
        r"\b(?:still|present|current(?:ly)?|ongoing|now|sigo|todavia|actualmente)\b", folded
    )
    gone = re.search(r"\b(?:not|no longer|n't) (?:still|there|current)", folded)
    if still and not gone and "end" not in changes:
        changes["end"] = PRESENT
    return complete(changes)


def job_dates(span: DateSpan, known: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what a span says about a job's ``start``, ``end`` and ``duration_months``."""
    known = known or {}
    found: dict[str, Any] = {}
    if span.kind is DateKind.POINT and "start" in known and "end" not in known:
        return {"end": span.start}
    if span.start and "start" not in known:
        found["start"] = span.start
    if span.end and "end" not in known:
        found["end"] = span.end
    if span.duration_months and "duration_months" not in known:
        found["duration_months"] = span.duration_months
    return found


def complete(changes: dict[str, Any]) -> dict[str, Any]:
    """Work out the missing end of a stretch of time whose other end and length are known."""
    start, end, months = (changes.get(k) for k in ("start", "end", "duration_months"))
    if not months or (start and end):
        return changes
    if start:
        count = start.year * 12 + max(start.month - 1, 0) + months
        return changes | {"end": When(count // 12, count % 12 + 1 if start.month else 0, True)}
    if isinstance(end, When):
        count = end.year * 12 + max(end.month - 1, 0) - months
        return changes | {"start": When(count // 12, count % 12 + 1 if end.month else 0, True)}
    return changes
