"""Finds the dates of a message that tell of a time without a job, and so are no job's dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.career import PRESENT, When
from graph.rules.date_verbs import DateKind, DateSpan
from graph.rules.segments import MASK_DATE, mask

_OUT = (
    r"(?:out of (?:a job|work|the (?:workforce|job market))|unemployed|jobless|not (?:been )?"
    r"work(?:ed|ing)|(?:haven't|havent|hasn't|didn't|ain't|aint|wasn't|have not|did not|was not)"
    r" (?:\w+ ){0,2}?(?:work(?:ed|ing)?|(?:had |held |have )?(?:a|any|another) (?:\w+ )?job)"
    r"|(?:no|without|not had)(?: an?| any)? (?:\w+ )?(?:jobs?|work|employment)"
    r"|nothing(?: at all| else| really| much| steady| new)?|retired|on (?:disability|ssdi)"
    r"|on unemployment|laid up|between jobs|idle"
    r"|desempleado|desempleada|sin (?:trabajo|empleo)|no (?:he )?trabaj\w+)"
)
"""Without a job: "since 2015" beside it says that the work before it ended then."""
_KIN = r"(?:my|our|the|a|her|his|two|three|four|kids|children|mom|dad)"
_AWAY = (
    r"(?:(?:in|to) (?:prison|jail|rehab|lockup)|(?<![a-z] )(?:prison|jail|rehab)|incarcerated"
    r"|locked up|behind bars|(?:stay(?:ed|ing)?|been|was|stuck)[- ](?:at[- ])?home"
    rf"|(?<!nursing )(?<!group )home (?:with|raising|watching) {_KIN}|raising {_KIN}"
    r"|(?:maternity|medical|sick) leave|off sick|time off|homeless|en casa"
    r"|en (?:la )?(?:carcel|prision))"
)
"""Away from work, which says nothing of when the work before it had ended."""
_NO_COMPANY = r"\b(?! (?:depot|health|care|goods|base|office|instead|loans?)\b)"
_WITHIN = rf"(?:(?! but | then | before | after that | i (?:was|worked) )[^.;!?\n,{MASK_DATE}])"
_DATE = rf"(?P<date>{MASK_DATE}+)"
_I = r"(?:i|i've|ive|i'm|im|i have|have|been|am|was|were|spent|and)"
_NO_DATE_AFTER = rf"(?!{_WITHIN}{{0,25}}{MASK_DATE})"
_OUT_THEN = re.compile(rf"\b{_OUT}\b{_WITHIN}{{0,25}}?,? ?{_DATE}")
_THEN_OUT = re.compile(rf"{_DATE}(?:,?(?: {_I})+ | ){_OUT}\b{_NO_DATE_AFTER}")
_LAST_WORKED = re.compile(
    r"\blast (?:job|worked|time i worked|day of work|employ\w+)(?: was| ended| over| back)* ?"
    rf"{_DATE}(?=\W*$|[.\n;,])"
)
_AWAY_THEN = re.compile(rf"\b{_AWAY}{_NO_COMPANY}{_WITHIN}{{0,30}}?,? ?{_DATE}")
_THEN_AWAY = re.compile(
    rf"{_DATE}(?:,?(?: {_I})+ | )(?:(?:of|at|in|the|state|federal|county|as an?) )*"
    rf"{_AWAY}{_NO_COMPANY}{_NO_DATE_AFTER}"
)
_RELEASED = re.compile(rf"\b(?:been )?(?:out|home|free|released|clean|sober)\b ?{_DATE}")
_CONFINED = re.compile(r"\b(?:prison|jail|rehab|locked up|incarcerated|behind bars|time)\b")


@dataclass(frozen=True, slots=True)
class TimeOff:
    """A time without a job.

    Attributes:
        left: offset of the words that tell of it.
        span: its date or length.
        since: when the work before it ended; None if that is not said.
    """

    left: int
    span: DateSpan
    since: When | None = None


def find_time_off(folded: str, dates: Sequence[DateSpan]) -> list[TimeOff]:
    """Return the times without a job that a folded message tells, in order.

    Args:
        folded: the message, folded.
        dates: its spans that say when.
    """
    masked = mask(folded, ((d.left, d.right) for d in dates), MASK_DATE)
    spans = {span.left: span for span in dates}
    found: dict[int, TimeOff] = {}
    for time_off in _all(masked, spans):
        found.setdefault(time_off.span.left, time_off)
    return [found[left] for left in sorted(found)]


def _all(masked: str, spans: dict[int, DateSpan]) -> Iterator[TimeOff]:
    for pattern in (_OUT_THEN, _THEN_OUT):
        for left, span in _dated(pattern, masked, spans):
            # "Retired in 2015" is the end of a job, as it says.
            if span.kind is DateKind.RANGE and span.end == PRESENT:
                yield TimeOff(left, span, span.start)
            elif span.kind in (DateKind.RANGE, DateKind.DURATION):
                yield TimeOff(left, span)
    for left, span in _dated(_LAST_WORKED, masked, spans):
        if span.kind in (DateKind.POINT, DateKind.END):
            yield TimeOff(left, span, span.start or _when(span))
    for pattern in (_AWAY_THEN, _THEN_AWAY):
        for left, span in _dated(pattern, masked, spans):
            yield TimeOff(left, span)
    if _CONFINED.search(masked):
        for left, span in _dated(_RELEASED, masked, spans):
            yield TimeOff(left, span)


def _when(span: DateSpan) -> When | None:
    return span.end if isinstance(span.end, When) else None


def _dated(
    pattern: re.Pattern[str], masked: str, spans: dict[int, DateSpan]
) -> Iterator[tuple[int, DateSpan]]:
    """Yield where each match begins and the span it holds."""
    for match in pattern.finditer(masked):
        span = spans.get(match.start("date"))
        if span is not None:
            yield match.start(), span
