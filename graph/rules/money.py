"""Read an amount of pay as dollars a year."""

import re

_AMOUNT = re.compile(
    r"(?:\$|usd ?)? ?(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r" ?(?P<thousand>k\b|grand\b|thousand\b|mil\b)?(?: ?(?:\$|dollars?|bucks|usd|dolares))?"
    r"(?: ?(?:an?|per|/|each|every|la|por|al|the)"
    r" ?(?P<per>hour|hr|h|week|wk|month|mo|year|yr|annum|hora|semana|mes|ano|day)\b"
    r"| ?(?P<ly>hourly|weekly|monthly|yearly|annually|p\.?a\b))?"
)
_TIMES = {
    "hour": 2080, "hr": 2080, "h": 2080, "hourly": 2080, "hora": 2080,
    "week": 52, "wk": 52, "weekly": 52, "semana": 52,
    "month": 12, "mo": 12, "monthly": 12, "mes": 12,
    "year": 1, "yr": 1, "annum": 1, "yearly": 1, "annually": 1, "ano": 1, "pa": 1, "p.a": 1,
}  # fmt: skip
"""Pay periods in a year; an hour is counted in full-time years of 2,080 hours."""

_LEAST_YEARLY = 10_000
"""Dollars below which an amount said without "a year" or "an hour" is not taken for a year's."""
_MOST = 2_000_000


def yearly_dollars(said: str) -> int | None:
    """Return the first amount of pay in folded text as dollars a year; None if none is clear."""
    for found in _AMOUNT.finditer(said):
        amount = float(found["number"].replace(",", ""))
        if found["thousand"]:
            amount *= 1000
        period = (found["per"] or found["ly"] or "").strip(".")
        if period in _TIMES:
            amount *= _TIMES[period]
        elif period or amount < _LEAST_YEARLY or _is_year(found, said):
            continue
        if 1_000 <= amount <= _MOST:
            return round(amount)
    return None


def _is_year(found: re.Match[str], said: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", found["number"])) and "$" not in said
