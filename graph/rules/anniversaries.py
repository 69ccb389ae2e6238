"""Reads since when from the next anniversary: "22 years in february", "ten years this May"."""

import re
from collections.abc import Sequence
from datetime import date

from advisor.career import PRESENT, When
from graph.rules.date_verbs import DateKind, DateSpan
from graph.rules.date_words import MONTHS

_NEXT = re.compile(
    rf"[\s,]*(?:(?:it will be|it'll be|come|coming|this|next|this coming|in|en|el proximo"
    rf"|este)\s+)+(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b"
    r"(?!\s*(?:of |de |')?\d)"
)
_MOST = 60
"""Years that somebody holds a job, at most."""


def complete_at_anniversary(folded: str, spans: Sequence[DateSpan], today: date) -> list[DateSpan]:
    """Return the spans with each length that is full in a coming month as the time since then.

    Args:
        folded: the folded message.
        spans: what was found to say when, the month perhaps taken for a date of its own.
        today: the day the message was written.
    """
    kept = list(spans)
    for span in spans:
        years, rest = divmod(span.duration_months or 0, 12)
        named = _NEXT.match(folded, span.right)
        if span.kind is not DateKind.DURATION or not named or rest or not 0 < years <= _MOST:
            continue
        month = MONTHS[named["month"]]
        full = today.year + (month < today.month)
        since = When(full - years, month, True)
        whole = DateSpan(span.left, named.end(), DateKind.RANGE, since, PRESENT, approximate=True)
        inside = (span.right, named.end())
        kept = [s for s in kept if s is not span and not inside[0] <= s.left < inside[1]]
        kept.append(whole)
    return kept
