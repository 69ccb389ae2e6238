"""Checks what a language model reports against the words of the message."""

import re
import unicodedata

from advisor.career import When

_SEASONS = (
    "spring|summer|autumn|fall|winter|christmas|easter|primavera|verano|otoño|invierno|navidad"
)
_MONTHS = re.compile(
    rf"\b(?:{_SEASONS}|month|week|mes|semana"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(?:{_SEASONS}|year|yr|month|week|decade|ago|since|año|mes|semana|desde|hace)",
    re.IGNORECASE,
)
_WIDE_TIMES = re.compile(
    r"\b(?:\d\ds|\d{4}s|fifties|sixties|seventies|eighties|nineties|decade|pandemic|covid"
    r"|gradua|school|college|university)",
    re.IGNORECASE,
)
_COUNTS = {
    word: count
    for count, words in enumerate(
        (
            *(
                "",
                "a an one last un una",
                "two couple dos",
                "three few tres",
                "four several cuatro",
            ),
            *("five cinco", "six seis", "seven siete", "eight ocho", "nine nueve", "ten diez"),
            *("eleven once", "twelve doce dozen"),
        )
    )
    for word in words.split()
} | {"fifteen": 15, "quince": 15, "twenty": 20, "veinte": 20, "thirty": 30, "treinta": 30}
_SMALL_WORDS = {
    "a",
    "an",
    "and",
    "at",
    "de",
    "el",
    "for",
    "in",
    "la",
    "of",
    "on",
    "or",
    "the",
    "to",
}
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
        wanted = [word for word in _words(text or "") if word not in _SMALL_WORDS]
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
    exact = when.year in numbers or when.year % 100 in numbers
    if not exact and not _follows(when.year, said, numbers, this_year):
        return None
    keeps_month = bool(_MONTHS.search(said)) or when.month in numbers
    return When(when.year, when.month if keeps_month else 0, approximate=not exact)


def time_said(said: str) -> bool:
    """Return whether the words say anything about time."""
    return bool(re.search(r"\d", said) or _TIMES.search(said) or _WIDE_TIMES.search(said))


def _follows(year: int, said: str, numbers: list[int], this_year: int) -> bool:
    """Return whether a year can be worked out from the words, give or take one."""
    if _WIDE_TIMES.search(said):
        return True
    if not _TIMES.search(said):
        return False
    counts = [0, *(n for n in numbers if n < 60), *(_COUNTS.get(w, 0) for w in _words(said))]
    anchors = [this_year, *(n for n in numbers if n > 1900)]
    return any(
        abs(year - anchor - sign * n) <= 1 for anchor in anchors for n in counts for sign in (-1, 1)
    )


def annual_pay_said(dollars: int | None, said: str) -> int | None:
    """Return the annual pay if it follows from a number in the words; None otherwise."""
    amounts = []
    for number, thousands in re.findall(
        r"(\d[\d,]*(?:\.\d+)?)\s*(k\b|thousand|mil\b)?", said.lower()
    ):
        amounts.append(float(number.replace(",", "")) * (1000 if thousands else 1))
    periods = _PAY_PERIODS
    fits = dollars and any(abs(dollars - a * p) < 1 for a in amounts for p in periods)
    return dollars if fits else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def _akin(a: str, b: str) -> bool:
    if a == b:
        return True
    shared = next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    return shared >= max(_STEM, -(-max(len(a), len(b)) // 2))
