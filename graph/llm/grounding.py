"""Checks what a language model reports against the words of the message."""

import re
import unicodedata

from rapidfuzz.distance import Prefix

from advisor.career import EducationLevel, When

_SEASONS = (
    "spring|summer|autumn|fall|winter|christmas|easter|primavera|verano|otoño|invierno|navidad"
)
_MONTHS = re.compile(
    rf"\b(?:{_SEASONS}|month|week|mes|semana"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(?:{_SEASONS}|year|yr|month|week|decade|ago|since|año|mes|semana|desde|hace"
    r"|pandemic|covid)|\d0s\b|(?:seven|eigh|nine)ties\b",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(
    r"\b\d\d\b(?!\s*(?:\+|%|k\b|years?|yrs?|months?|weeks?|days?|hours?|hrs?|años?|meses))",
    re.IGNORECASE,
)
_COUNTED = (
    "",
    "a an one last un una",
    "two couple dos",
    "three few tres",
    "four several cuatro",
    "five cinco",
    "six seis",
    "seven siete",
    "eight ocho",
    "nine nueve",
    "ten diez",
    "eleven once",
    "twelve doce dozen",
)
_COUNTS = {word: n for n, words in enumerate(_COUNTED) for word in words.split()}
_COUNTS |= {"fifteen": 15, "quince": 15, "twenty": 20, "veinte": 20, "thirty": 30, "treinta": 30}
_DECADES = {"seventies": 7, "eighties": 8, "nineties": 9}

_LEVEL_WORDS = {
    EducationLevel.LESS_THAN_HIGH_SCHOOL: r"school|grade|diploma|ged\b|primari|secundari",
    EducationLevel.HIGH_SCHOOL: r"(?:high|hs|ged)\b|diploma|secondar|secundari|bachiller|prepa",
    EducationLevel.SOME_COLLEGE: r"colleg|uni\b|univ|degree|semester|credit|school|course",
    EducationLevel.ASSOCIATE: r"associat|(?:aas?|as)\b|a\.[as]|community|foundation|técnic",
    EducationLevel.BACHELOR: (
        r"bachelor|(?:bsc?|ba|bba|bfa|bsn|beng|uni)\b|b\.|undergrad|degree|licenci|grado|colleg|univ"
    ),
    EducationLevel.MASTER: r"master|(?:msc?|ma|mba|mfa|msw|msn|med|mph)\b|m\.|maestr|máster",
    EducationLevel.PROFESSIONAL: r"(?:jd|md|dds|dmd|dvm)\b|j\.d|pharm|law|medic|dent|veterin|prof",
    EducationLevel.DOCTORATE: r"ph\.?\s?d|doctor|(?:dr|edd|dphil|dnp|psyd)\b",
}
"""Words (or how they begin) of which a quote must hold one for a level to be taken from it."""

_SMALL_WORDS = re.compile(r"an?|and|at|de|el|for|in|la|of|on|or|the|to")
_STEM = 4
"""Two words that share so many first letters, half of the longer one, are taken as one stem."""

_PAY_PERIODS = (1, 12, 24, 26, 52, 2000, 2080)
"""Pay days or paid hours in a year; 2,000 and 2,080 are hours of full-time work."""


class Message:
    """The words of a message, for asking whether something was said."""

    def __init__(self, text: str) -> None:
        self._words = _words(text)
        self._text = f" {' '.join(self._words)} "

    def says(self, text: str | None) -> bool:
        """Return whether these words stand in the message; case and punctuation do not count."""
        words = _words(text or "")
        return bool(words) and f" {' '.join(words)} " in self._text

    def mentions(self, text: str | None) -> bool:
        """Return whether every word, or another form of it, stands somewhere in the message."""
        wanted = [word for word in _words(text or "") if not _SMALL_WORDS.fullmatch(word)]
        return bool(wanted) and all(any(_akin(w, said) for said in self._words) for w in wanted)


def date_said(date: str | None, said: str, this_year: int) -> When | None:
    """Return a reported date as far as the words it was read from support it.

    A year that stands in the words is exact. One that follows from them ("three years ago", "2018,
    for three years") is approximate. A month counts only if the words hold a month or season.
    None when nothing supports the date.
    """
    try:
        when = When.parse(date or "")
    except ValueError:
        return None
    numbers = [int(n) for n in re.findall(r"\b\d+\b", said)]
    exact = when.year in numbers or f"{when.year % 100:02}" in _SHORT_YEAR.findall(said)
    if not exact and not _follows(when.year, said, numbers, this_year):
        return None
    keeps_month = bool(_MONTHS.search(said)) or when.month in numbers
    return When(when.year, when.month if keeps_month else 0, approximate=not exact)


def time_said(said: str) -> bool:
    """Return whether the words say anything about time."""
    return bool(re.search(r"\d", said) or _TIMES.search(said))


def level_said(level: EducationLevel | None, said: str) -> bool:
    """Return whether the words name a school or degree of this level."""
    return level is not None and bool(
        re.search(rf"\b(?:{_LEVEL_WORDS[level]})", said, re.IGNORECASE)
    )


def _follows(year: int, said: str, numbers: list[int], this_year: int) -> bool:
    """Return whether a year can be worked out from words about time, give or take one."""
    if not _TIMES.search(said):
        return False
    words = _words(said)
    decades = [int(d) for d in re.findall(r"(\d)0s\b", said)] + [_DECADES.get(w) for w in words]
    if year // 10 % 10 in decades:
        return True
    counts = [0, *(n for n in numbers if n < 60), *(_COUNTS.get(word, 0) for word in words)]
    anchors = [this_year, *(n for n in numbers if n > 1900)]
    if re.search(r"pandemic|covid", said, re.IGNORECASE):
        anchors.append(2020)
    ages = {abs(year - anchor) for anchor in anchors}
    return any(abs(age - count) <= 1 for age in ages for count in counts)


def annual_pay_said(dollars: int | None, said: str) -> int | None:
    """Return the annual pay if it follows from a number in the words; None otherwise."""
    found = re.findall(r"(\d[\d,]*(?:\.\d+)?)\s*(k\b|thousand|mil\b)?", said.casefold())
    amounts = [float(n.replace(",", "")) * (1000 if thousands else 1) for n, thousands in found]
    fits = dollars and any(abs(dollars - a * p) < 1 for a in amounts for p in _PAY_PERIODS)
    return dollars if fits else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def _akin(a: str, b: str) -> bool:
    if a == b:
        return True
    shared = Prefix.similarity(a, b)
    return shared >= _STEM and 2 * shared >= max(len(a), len(b))
