"""Gives the dates of a clause to the jobs told in it."""

from advisor.career import When
from graph.rules.dates import DateKind, DateSpan
from graph.rules.drafts import Draft
from graph.rules.job_phrases import AS_NEXT


def bounded(span: DateSpan, opening: str) -> DateSpan:
    """Read "since I left school in 2008" and "until I was laid off in 2019"."""
    when = span.start or (span.end if isinstance(span.end, When) else None)
    if opening in ("since", "desde que"):
        return DateSpan(span.left, span.right, DateKind.START, when)
    return DateSpan(span.left, span.right, DateKind.END, None, when)


def _belonging_before(drafts: list[Draft], dates: list[DateSpan]) -> int:
    """Return how many leading dates are about the job told before.

    "Started in 2012, and became supervisor in 2018" tells two starts; only the second is the
    supervisor's.
    """
    starts = [span for span in dates if span.kind in (DateKind.START, DateKind.POINT)]
    first = drafts[0].left
    next_job = drafts[1].left if len(drafts) > 1 else None
    own = [s for s in starts if s.left > first and (next_job is None or s.left < next_job)]
    return int(bool(own and starts[0] is dates[0] and dates[0].left < first))


def give_dates(drafts: list[Draft], dates: list[DateSpan], masked: str) -> list[DateSpan]:
    """Give each date to its job; return one at the end that belongs to the next clause."""
    ahead = bool(dates) and dates[0].left < drafts[0].left and dates[-1].left < drafts[-1].left
    left_over: list[DateSpan] = []
    for span in dates[_belonging_before(drafts, dates) :]:
        earlier = [d for d in drafts if d.left < span.left]
        later = [d for d in drafts if d.left >= span.left]
        as_next = later and AS_NEXT.fullmatch(masked, span.right, later[0].left)
        draft = later[0] if later and (ahead or as_next or not earlier) else earlier[-1]
        full = "start" in draft.facts and "end" in draft.facts
        if span is dates[-1] and not later and full and span.kind is DateKind.RANGE:
            left_over.append(span)
        else:
            draft.take(span)
    for place in range(len(drafts) - 1, 0, -1):
        if drafts[place].shares and not drafts[place - 1].dated:
            drafts[place - 1].facts |= drafts[place].facts
            drafts[place - 1].points += drafts[place].points
    return left_over
