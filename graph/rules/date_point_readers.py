"""Reads one match of a date pattern as a point in time."""

import re
from dataclasses import dataclass
from datetime import date

from advisor.career import When
from graph.rules.date_words import DECADES, MONTHS, SEASONS, WITHIN_DECADE
from graph.rules.words import number

_NOT_A_YEAR_BEFORE = re.compile(
    r"(?:[$#€£.,:/\d*=+]\Z|(?<!\d)\d{3}-\Z|\b(?:iso|route|rt|highway|hwy|interstate|form|room"
    r"|suite|apt|unit|box"
    r"|windows|(?:ms|microsoft) office|excel|microsoft word|(?:sql|windows) server|version"
    r"|model|zip|over|than|paid|made|building"
    r"|no\.|nearly|born(?: back)? in|nacid[oa] en|naci en|born|ext|extension|earned?|earning"
    r"|around \$"
    r"|up to about)\s*)\s?\Z"
)
_NOT_A_YEAR_AFTER = re.compile(
    r"\s*(?:%|[-+]?\s*(?:employees|people|persons|dollars|usd|bucks|euros|pesos|sq|square|units"
    r"|calls"
    r"|customers|students|patients|hours|hrs|pounds|lbs|kg|miles|words|cars|followers|per\b"
    r"|vision\b"
    r"|an? (?:week|month|year|day|hour)|horas|personas|dolares)\b)"
)
_ADDRESS_AFTER = re.compile(
    r"\s(?:[nsew]\.? )?(?:\w+ ){1,2}(?:(?:st|street|ave|avenue|road|rd|blvd|boulevard|lane|ln"
    r"|pkwy)\b"
    r"|(?:drive|dr|court|ct|circle)(?=\s*(?:[,.\n]|$)))"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A point in time as written.

    Attributes:
        left, right: offsets in the message.
        when: the year, or the month of a year; None for a month named without its year.
        month: for such a month, 1 to 12.
        short: written with two digits only, which needs a range around it to be believed.
    """

    left: int
    right: int
    when: When | None
    month: int = 0
    short: bool = False


def full_year(two_digits: str, today: date) -> int:
    """Return the latest year that ends in these digits and is not far in the future."""
    year = 2000 + int(two_digits)
    return year if year <= today.year + 5 else year - 100


def _point(match: re.Match[str], today: date, year: int, month: int = 0) -> Point | None:
    if not 1930 <= year <= today.year + 8 or not 0 <= month <= 12:
        return None
    return Point(match.start(), match.end(), When(year, month))


def _year_of(match: re.Match[str], today: date) -> int:
    found = match.groupdict()
    return int(found["year"]) if found.get("year") else full_year(found["short"], today)


def named_month(match: re.Match[str], today: date) -> Point | None:
    """Read "March 2019"; the "ago" of "long ago, 1998" is no Spanish August."""
    before = match.string[max(0, match.start("month") - 8) : match.start("month")]
    if match["month"] == "ago" and re.search(r"[a-z] $", before) and not before.endswith(" de "):
        return None
    return _point(match, today, _year_of(match, today), MONTHS[match["month"]])


def numbered_month(match: re.Match[str], today: date) -> Point | None:
    """Read "03/2019"."""
    return _point(match, today, int(match["year"]), int(match["number_of_month"]))


def iso_month(match: re.Match[str], today: date) -> Point | None:
    """Read "2019-05"; "2005-09" is rather the years 2005 to 2009 unless it stands in a range."""
    before = match.string[max(0, match.start() - 5) : match.start()]
    after = match.string[match.end() : match.end() + 8]
    ranged = re.search(r"(?:\d ?-+ ?|\bto )$", before) or re.match(r" ?(?:-+|to) ?\d{4}", after)
    if not ranged and int(match["number_of_month"]) > int(match["year"]) % 100:
        return None
    return numbered_month(match, today)


def day_month_year(match: re.Match[str], today: date) -> Point | None:
    """Read "3/14/2019", either number first."""
    first, second = int(match["first"]), int(match["second"])
    year = (
        int(match["any_year"])
        if len(match["any_year"]) == 4
        else full_year(match["any_year"], today)
    )
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
        return None
    return _point(match, today, year, first if first <= 12 else second)


def bare_year(match: re.Match[str], today: date) -> Point | None:
    """Read "2019" unless it is a count, a price or an address."""
    before = match.string[max(0, match.start() - 18) : match.start()]
    after = match.string[match.end() : match.end() + 40]
    wrong = _NOT_A_YEAR_BEFORE.search(before) or _NOT_A_YEAR_AFTER.match(after)
    if wrong or (
        not re.search(r"\b(?:in|since|from|until|till|to|through|by|and)\s$", before)
        and _ADDRESS_AFTER.match(after)
    ):
        return None
    return _point(match, today, _year_of(match, today))


def any_year(match: re.Match[str], today: date) -> Point | None:
    """Read a year beside words that leave no doubt: "summer 2019"."""
    return _point(match, today, _year_of(match, today))


def decade(match: re.Match[str], today: date) -> Point:
    """Read "the early nineties"."""
    digits = match["decade"]
    if match["decade_word"]:
        decade = DECADES[match["decade_word"]]
    else:
        decade = int(digits) if len(digits) == 4 else full_year(digits, today)
    part = WITHIN_DECADE.get(re.split(r"[ -]", match["part"] or "")[0], 0)
    return Point(match.start(), match.end(), When(min(decade + part, today.year), 0, True))


def last_season(match: re.Match[str], today: date) -> Point:
    """Read "last summer"."""
    year = today.year if today.month > SEASONS[match["season"]] + 1 else today.year - 1
    return Point(match.start(), match.end(), When(year, 0, True))


def ago(match: re.Match[str], today: date) -> Point | None:
    """Read "two years ago"."""
    amount, unit = number(match["number"]), match["unit"]
    if amount is None:
        return None
    if re.search(r"\bhalf$|y medio$", match["half"] or ""):
        amount += 0.5
    per_unit = (
        120 if unit.startswith("dec") else 12 if unit[0] in "ya" else 1 if unit[0] == "m" else 0
    )
    count = today.year * 12 + today.month - 1 - round(amount * per_unit)
    if count < 1931 * 12:
        return None
    # "Two years ago" says a year; only what is counted in months or weeks says a month.
    month = count % 12 + 1 if per_unit <= 1 else 0
    return Point(match.start(), match.end(), When(count // 12, month, True))


def relative(match: re.Match[str], today: date) -> Point:
    """Read "last month", "this year"."""
    phrase = match[0]
    if re.search(r"before last|antepasado", phrase):
        when = When(today.year - 2)
    elif re.search(r"month|mes|week|semana", phrase):
        back = bool(re.search(r"last month|mes pasado", phrase))
        count = today.year * 12 + today.month - 1 - back
        when = When(count // 12, count % 12 + 1, True)
    else:
        when = When(today.year - bool(re.search(r"last|pasado", phrase)))
    return Point(match.start(), match.end(), when)


def month_alone(match: re.Match[str], today: date) -> Point:
    """Read a month without its year."""
    month = MONTHS[match["month"]]
    if not match["last"]:
        return Point(match.start(), match.end(), None, month)
    this = match["last"] == "this "
    year = today.year if this or month < today.month else today.year - 1
    return Point(match.start(), match.end(), When(year, month, not this))


def two_digits(match: re.Match[str], today: date) -> Point | None:
    """Read "'09", which may be no year."""
    month = match["month_before"]
    place = (int(month) if month.isdigit() else MONTHS[month]) if month else 0
    point = _point(match, today, full_year(match["digits"], today), place)
    return Point(point.left, point.right, point.when, short=True) if point else None


def pandemic(match: re.Match[str], today: date) -> Point | None:  # noqa: ARG001 - a reader
    """Read "until covid": work stopped for most in the spring of 2020."""
    return Point(match.start(), match.end(), When(2020, 0, True))
