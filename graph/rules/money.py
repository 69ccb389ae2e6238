"""Read an amount of pay, in digits or in words, as dollars a year."""

import re

from graph.rules.words import NUMBERS

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?P<sign>\$|usd ?)? ?(?P<number>{_NUMBER})"
    rf"(?: ?k?(?:-|(?<= )to |(?<= )or )\$? ?(?P<upper>{_NUMBER}))?"
    r" ?(?P<thousand>k\b|grand\b|thousand\b|mil\b)?(?P<unit> ?(?:\$|dollars?|bucks|usd|dolares))?"
    r"(?: ?(?:an?|per|/|each|every|la|por|al|the)"
    r" ?(?P<per>hour|hr|h|week|wk|month|mo|year|yr|annum|hora|semana|mes|ano|day)\b"
    r"| ?(?P<ly>hourly|weekly|monthly|yearly|annually|p\.?a\b|ph\b|p/h\b))?"
)
_TIMES = {
    "hour": 2080, "hr": 2080, "h": 2080, "hourly": 2080, "hora": 2080, "ph": 2080, "p/h": 2080,
    "week": 52, "wk": 52, "weekly": 52, "semana": 52,
    "month": 12, "mo": 12, "monthly": 12, "mes": 12,
    "year": 1, "yr": 1, "annum": 1, "yearly": 1, "annually": 1, "ano": 1, "pa": 1, "p.a": 1,
}  # fmt: skip
"""Pay periods in a year; an hour is counted in full-time years of 2,080 hours."""

_LEAST_YEARLY = 10_000
"""Dollars below which an amount said without "a year" or "an hour" is not taken for a year's."""
_MOST = 2_000_000
_HOURLY = range(8, 200)
"""Dollars that, said with "$" but without a period, can only be the pay of an hour."""

_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORDS = {word: int(count) for word, count in NUMBERS.items() if count in range(1, 21)} | _TENS
_WORD = "|".join(sorted((w for w in _WORDS if w.isalpha() and len(w) > 2), key=len, reverse=True))
_IN_WORDS = re.compile(
    rf"\b(?:(?:(?P<first>{_WORD})(?:[ -](?P<second>{_WORD}))?(?P<hundreds>[ -]hundred)?)"
    rf"|(?P<one>an?|one) hundred)(?:(?: and)?[ -](?P<rest>{_WORD})(?:[ -](?P<units>{_WORD}))?)?"
    r"(?= ?(?:k\b|grand|thousand|mil\b|dollars?|bucks|dolares|an hour|per hour|hourly|/"
    r"|a (?:week|month|year)|per (?:week|month|year)|la hora|por hora))"
)
_FIGURES = {"six figures": "100000", "6 figures": "100000"}


def yearly_dollars(said: str) -> int | None:
    """Return the first amount of pay in folded text as dollars a year; None if none is clear."""
    for found in _AMOUNT.finditer(in_digits(said)):
        amount = float(found["number"].replace(",", ""))
        if found["thousand"]:
            amount *= 1000
        period = (found["per"] or found["ly"] or "").replace("p.a", "pa").strip(".")
        marked = found["sign"] or found["unit"]
        if not period and marked and amount in _HOURLY and not found["thousand"]:
            period = "hour"
        if period in _TIMES:
            amount *= _TIMES[period]
        elif period or amount < _LEAST_YEARLY or _is_year(found, said):
            continue
        if 1_000 <= amount <= _MOST:
            return round(amount)
    return None


def in_digits(said: str) -> str:
    """Return folded text with amounts in words written in digits: "sixty grand" as "60 grand"."""
    for words, digits in _FIGURES.items():
        said = said.replace(words, digits)
    return _IN_WORDS.sub(_digits, said)


def _digits(found: re.Match[str]) -> str:
    """Return an amount in digits; "eighteen fifty" is 18.50, "fifteen hundred" 1500."""
    first, second = (_WORDS.get(found[name] or "", 0) for name in ("first", "second"))
    rest = _WORDS.get(found["rest"] or "", 0) + _WORDS.get(found["units"] or "", 0)
    if found["hundreds"] or found["one"]:
        return str((first + second or 1) * 100 + rest)
    if second >= 10:
        # Cents after dollars, as in "eighteen fifty an hour".
        return f"{first}.{second:02}"
    return str(first + second or rest)


def _is_year(found: re.Match[str], said: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", found["number"])) and "$" not in said
