"""Finds single points in time in a message: years, months, seasons, decades, "two years ago"."""

import re
from collections.abc import Callable
from datetime import date

from graph.rules.date_point_readers import (
    Point,
    ago,
    any_year,
    bare_year,
    day_month_year,
    decade,
    full_year,
    iso_month,
    last_season,
    month_alone,
    named_month,
    numbered_month,
    pandemic,
    relative,
    two_digits,
)
from graph.rules.date_words import DECADES, MONTHS, SEASONS, one_of
from graph.rules.words import NUMBERS

__all__ = ["Point", "find_points", "full_year", "one_of"]

_MONTH = rf"(?P<month>{one_of(MONTHS)})(?![\w'-]{0, 12}[a-z])\.?"
_YEAR = r"(?P<year>19[3-9]\d|20\d\d)(?!\d|[.,]\d)"
_ANY_YEAR = rf"(?:{_YEAR}|'(?P<short>\d\d)(?!\d))"
_SEASON = rf"(?P<season>{one_of(SEASONS)})\b"
_NUMBER = rf"(?P<number>\d{{1,2}}(?:\.5)?|{one_of(NUMBERS)})"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_LINK = r"\.?,?\s{0,2}(?:of |in |de |del )?"


_UNIT = (
    r"(?P<unit>years?|yrs?|months?|mos?|weeks?|days?|decades?|anos?|mes(?:es)?|semanas?|dias?)\b"
)
_Reader = Callable[[re.Match[str], date], Point | None]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (
            r"\b(?P<year>19\d\d|20\d\d)[-./](?P<number_of_month>\d\d?)[-./]\d\d?(?!\d)",
            numbered_month,
        ),
        (
            r"(?<![\d-])(?P<year>19\d\d|20\d\d)-(?P<number_of_month>0[1-9]|1[0-2])(?![\d/])",
            iso_month,
        ),
        (
            r"(?<![\d/])(?P<year>19\d\d|20\d\d)[/.](?P<number_of_month>0[1-9]|1[0-2])(?![\d/.])",
            numbered_month,
        ),
        (
            r"(?<![\d/.-])(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-]"
            r"(?P<any_year>(?:19|20)\d\d|\d\d)(?![\d/]|-\d)",
            day_month_year,
        ),
        (rf"(?<![\d/.])(?P<number_of_month>0?[1-9]|1[0-2]) ?[/.-] ?{_YEAR}", numbered_month),
        (rf"\b{_MONTH}\s?{_DAY},? {{0,2}}(?:of |in )?{_YEAR}", named_month),
        (rf"\b{_DAY} (?:of |de )?{_MONTH}{_LINK}{_YEAR}", named_month),
        (rf"\b{_MONTH}{_LINK}{_ANY_YEAR}", named_month),
        (rf"\b{_SEASON}{_LINK}{_ANY_YEAR}", any_year),
        (rf"\bq[1-4](?: of)?[ /-]?{_ANY_YEAR}", any_year),
        (
            r"(?:\b(?P<part>early|mid|late|(?:beginning|start|middle|end) of)[ -](?:the )?'?)?"
            rf"(?:(?P<decade>(?:19|20)\d0|(?<=')\d0|(?<![\w'$])[5-9]0)'?s"
            rf"|\b(?P<decade_word>{one_of(DECADES)}))\b",
            decade,
        ),
        (rf"\b(?:this past|last|past|over the|this) {_SEASON}(?! (?:job|work))", last_season),
        (rf"\b(?:el )?{_SEASON} pasad[oa]\b", last_season),
        (
            rf"\b{_NUMBER}(?: or (?:so|two|three|four))?(?: of)?[ -]{_UNIT}(?P<half> and a half)? "
            r"(?:ago|back)\b(?! (?:to|and forth))",
            ago,
        ),
        (
            rf"\bhace (?:como |unos |unas "
            rf"|casi )?(?:un )?{_NUMBER}(?: de)? {_UNIT}(?P<half> y medio)?",
            ago,
        ),
        (
            r"\b(?:the year before last|(?:earlier |later )?this (?:past )?(?:year|month|week)"
            r"|last (?:year|month|week)|(?:el )?(?:ano|mes) (?:ante)?pasado|est[ea] (?:ano|mes"
            r"|semana))\b"
            r"(?! (?:of|in) (?:college|school|high|uni))",
            relative,
        ),
        (
            r"(?:(?<=until )|(?<=till )|(?<=til )|(?<=since )|(?<=hasta )|(?<=before ))"
            r"(?:the )?(?:covid(?:[- ]?19)?|lockdowns?)\b",
            pandemic,
        ),
        (rf"(?<!\w){_ANY_YEAR}(?!(?!ish)[a-z])", bare_year),
        (
            rf"(?<![\w$/.:'-])(?:(?P<month_before>0?[1-9]|1[0-2]|{one_of(MONTHS)})[/ ])?"
            r"(?P<digits>\d\d)(?![\w/:%'$]|[.,]\d)",
            two_digits,
        ),
        (rf"\b(?P<last>(?:last|this past|this) )?{_MONTH}(?!\w)", month_alone),
    )
)


def find_points(folded: str, today: date) -> list[Point]:
    """Return the points in time of a folded message in order, none overlapping."""
    taken = bytearray(len(folded))
    points: list[Point] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(folded):
            if any(taken[match.start() : match.end()]):
                continue
            point = read(match, today)
            if point is not None:
                points.append(point)
                taken[point.left : point.right] = b"\1" * (point.right - point.left)
    return sorted(points, key=lambda p: p.left)
