"""Finds single points in time in a message: years, months, seasons, decades, "two years ago"."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from advisor.career import When
from graph.rules.words import NUMBERS, number

_ENGLISH = "january february march april may june july august september october november december"
_SPANISH = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
MONTHS: dict[str, int] = {
    name[:length]: place
    for names in (_ENGLISH, _SPANISH)
    for place, name in enumerate(names.split(), start=1)
    for length in (3, 4, len(name))
} | {"setiembre": 9, "febuary": 2, "septem": 9, "novem": 11, "decem": 12}
"""Month by folded name or abbreviation, English and Spanish."""

_SEASONS = {
    "spring": 3, "primavera": 3, "summer": 6, "verano": 6, "fall": 9, "autumn": 9, "otono": 9,
    "winter": 12, "invierno": 12, "christmas": 12,
}  # fmt: skip
_DECADES = {
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
    "aughts": 2000,
    "noughties": 2000,
}
_WITHIN_DECADE = {
    "early": 2,
    "beginning": 1,
    "start": 1,
    "mid": 5,
    "middle": 5,
    "late": 8,
    "end": 9,
}


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of alternatives, longest first, so that none hides a longer one."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_MONTH = rf"(?P<month>{one_of(MONTHS)})(?![\w'-]{0, 12}[a-z])\.?"
_YEAR = r"(?P<year>19[3-9]\d|20\d\d)(?!\d|[.,]\d)"
_ANY_YEAR = rf"(?:{_YEAR}|'(?P<short>\d\d)(?!\d))"
_SEASON = rf"(?P<season>{one_of(_SEASONS)})\b"
_NUMBER = rf"(?P<number>\d{{1,2}}(?:\.5)?|{one_of(NUMBERS)})"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_LINK = r"\.?,?\s{0,2}(?:of |in |de |del )?"

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


def _named_month(match: re.Match[str], today: date) -> Point | None:
    return _point(match, today, _year_of(match, today), MONTHS[match["month"]])


def _numbered_month(match: re.Match[str], today: date) -> Point | None:
    return _point(match, today, int(match["year"]), int(match["number_of_month"]))


def _iso_month(match: re.Match[str], today: date) -> Point | None:
    """Read "2019-05"; "2005-09" is rather the years 2005 to 2009 unless it stands in a range."""
    before = match.string[max(0, match.start() - 5) : match.start()]
    after = match.string[match.end() : match.end() + 8]
    ranged = re.search(r"(?:\d ?-+ ?|\bto )$", before) or re.match(r" ?(?:-+|to) ?\d{4}", after)
    if not ranged and int(match["number_of_month"]) > int(match["year"]) % 100:
        return None
    return _numbered_month(match, today)


def _day_month_year(match: re.Match[str], today: date) -> Point | None:
    first, second = int(match["first"]), int(match["second"])
    year = (
        int(match["any_year"])
        if len(match["any_year"]) == 4
        else full_year(match["any_year"], today)
    )
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
        return None
    return _point(match, today, year, first if first <= 12 else second)


def _bare_year(match: re.Match[str], today: date) -> Point | None:
    before = match.string[max(0, match.start() - 18) : match.start()]
    after = match.string[match.end() : match.end() + 40]
    wrong = _NOT_A_YEAR_BEFORE.search(before) or _NOT_A_YEAR_AFTER.match(after)
    if wrong or (
        not re.search(r"\b(?:in|since|from|until|till|to|through|by|and)\s$", before)
        and _ADDRESS_AFTER.match(after)
    ):
        return None
    return _point(match, today, _year_of(match, today))


def _year(match: re.Match[str], today: date) -> Point | None:
    return _point(match, today, _year_of(match, today))


def _decade(match: re.Match[str], today: date) -> Point:
    digits = match["decade"]
    if match["decade_word"]:
        decade = _DECADES[match["decade_word"]]
    else:
        decade = int(digits) if len(digits) == 4 else full_year(digits, today)
    part = _WITHIN_DECADE.get(re.split(r"[ -]", match["part"] or "")[0], 0)
    return Point(match.start(), match.end(), When(min(decade + part, today.year), 0, True))


def _last_season(match: re.Match[str], today: date) -> Point:
    year = today.year if today.month > _SEASONS[match["season"]] + 1 else today.year - 1
    return Point(match.start(), match.end(), When(year, 0, True))


def _ago(match: re.Match[str], today: date) -> Point | None:
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


def _relative(match: re.Match[str], today: date) -> Point:
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


def _month_alone(match: re.Match[str], today: date) -> Point:
    month = MONTHS[match["month"]]
    if not match["last"]:
        return Point(match.start(), match.end(), None, month)
    this = match["last"] == "this "
    year = today.year if this or month < today.month else today.year - 1
    return Point(match.start(), match.end(), When(year, month, not this))


def _two_digits(match: re.Match[str], today: date) -> Point | None:
    month = match["month_before"]
    place = (int(month) if month.isdigit() else MONTHS[month]) if month else 0
    point = _point(match, today, full_year(match["digits"], today), place)
    return Point(point.left, point.right, point.when, short=True) if point else None


_UNIT = (
    r"(?P<unit>years?|yrs?|months?|mos?|weeks?|days?|decades?|anos?|mes(?:es)?|semanas?|dias?)\b"
)
_Reader = Callable[[re.Match[str], date], Point | None]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (
            r"\b(?P<year>19\d\d|20\d\d)[-./](?P<number_of_month>\d\d?)[-./]\d\d?(?!\d)",
            _numbered_month,
        ),
        (
            r"(?<![\d-])(?P<year>19\d\d|20\d\d)-(?P<number_of_month>0[1-9]|1[0-2])(?![\d/])",
            _iso_month,
        ),
        (
            r"(?<![\d/])(?P<year>19\d\d|20\d\d)[/.](?P<number_of_month>0[1-9]|1[0-2])(?![\d/.])",
            _numbered_month,
        ),
        (
            r"(?<![\d/.-])(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-]"
            r"(?P<any_year>(?:19|20)\d\d|\d\d)(?![\d/]|-\d)",
            _day_month_year,
        ),
        (rf"(?<![\d/.])(?P<number_of_month>0?[1-9]|1[0-2]) ?[/.-] ?{_YEAR}", _numbered_month),
        (rf"\b{_MONTH}\s?{_DAY},? {{0,2}}(?:of |in )?{_YEAR}", _named_month),
        (rf"\b{_DAY} (?:of |de )?{_MONTH}{_LINK}{_YEAR}", _named_month),
        (rf"\b{_MONTH}{_LINK}{_ANY_YEAR}", _named_month),
        (rf"\b{_SEASON}{_LINK}{_ANY_YEAR}", _year),
        (rf"\bq[1-4](?: of)?[ /-]?{_ANY_YEAR}", _year),
        (
            r"(?:\b(?P<part>early|mid|late|(?:beginning|start|middle|end) of)[ -](?:the )?'?)?"
            rf"(?:(?P<decade>(?:19|20)\d0|(?<=')\d0|(?<![\w'$])[5-9]0)'?s"
            rf"|\b(?P<decade_word>{one_of(_DECADES)}))\b",
            _decade,
        ),
        (rf"\b(?:this past|last|past|over the|this) {_SEASON}(?! (?:job|work))", _last_season),
        (rf"\b(?:el )?{_SEASON} pasad[oa]\b", _last_season),
        (
            rf"\b{_NUMBER}(?: or (?:so|two|three|four))?(?: of)?[ -]{_UNIT}(?P<half> and a half)? "
            r"(?:ago|back)\b(?! (?:to|and forth))",
            _ago,
        ),
        (
            rf"\bhace (?:como |unos |unas "
            rf"|casi )?(?:un )?{_NUMBER}(?: de)? {_UNIT}(?P<half> y medio)?",
            _ago,
        ),
        (
            r"\b(?:the year before last|(?:earlier |later )?this (?:past )?(?:year|month|week)"
            r"|last (?:year|month|week)|(?:el )?(?:ano|mes) (?:ante)?pasado|est[ea] (?:ano|mes"
            r"|semana))\b"
            r"(?! (?:of|in) (?:college|school|high|uni))",
            _relative,
        ),
        (rf"(?<!\w){_ANY_YEAR}(?!(?!ish)[a-z])", _bare_year),
        (
            rf"(?<![\w$/.:'-])(?:(?P<month_before>0?[1-9]|1[0-2]|{one_of(MONTHS)})[/ ])?"
            r"(?P<digits>\d\d)(?![\w/:%'$]|[.,]\d)",
            _two_digits,
        ),
        (rf"\b(?P<last>(?:last|this past|this) )?{_MONTH}(?!\w)", _month_alone),
    )
)
