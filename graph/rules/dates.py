"""Says what the dates of a message tell about a job: start, end and length."""

import re
from datetime import date
from typing import Any

from advisor.career import PRESENT, When
from graph.rules.date_spans import find_dates
from graph.rules.date_verbs import DateKind, DateSpan
from graph.rules.time_off import find_time_off
from graph.rules.words import fold

__all__ = ["DateKind", "DateSpan", "complete", "find_dates", "job_dates", "read_dates_answer"]


_WITHIN = re.compile(r"(?:in|during|en|durante|back in)\b")
_ONLY = re.compile(r"\b(?:just|only|solo|solamente|that was|it was|all of)\W*$")
_NOT_LONG = re.compile(r"\W*(?:only|just|that year|not for long)\b")


def read_dates_answer(text: str, today: date) -> dict[str, Any] | None:
    """Read the answer to "from when to when": changes to a ``Job``, or None if it says no dates."""
    changes: dict[str, Any] = {}
    folded = fold(text)
    dates = find_dates(text, today, folded)
    off = find_time_off(folded, dates)
    for span in dates:
        if not any(span is time_off.span for time_off in off):
            changes |= job_dates(span, changes)
    since = next((time_off.since for time_off in off if time_off.since), None)
    if since:
        changes["end"] = since
    if not changes:
        return None
    still = re.search(
        r"\b(?:still|present|current(?:ly)?|ongoing|now|sigo|todavia|actualmente)\b", folded
    )
    gone = re.search(r"\b(?:not|no longer|n't) (?:still|there|current)", folded)
    if still and not gone and "end" not in changes:
        changes["end"] = PRESENT
    if len(dates) == 1 and set(changes) == {"start"} and _one_year(folded, dates[0]):
        changes["end"] = changes["start"]
    return complete(changes)


def _one_year(folded: str, span: DateSpan) -> bool:
    """Whether a lone date says both when something began and when it ended: "only in 2004"."""
    return span.kind is DateKind.POINT and bool(
        _WITHIN.match(folded, span.left)
        or _ONLY.search(folded, 0, span.left)
        or _NOT_LONG.match(folded, span.right)
    )


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
