"""Ends the job before a time without one, and the care of a relative who died."""

import re
from collections.abc import Sequence
from typing import Any

from advisor.career import PRESENT, CareerHistory, When
from advisor.edits import ChangeJob, Edit
from graph.rules.date_verbs import DateSpan
from graph.rules.dates import complete
from graph.rules.drafts import Draft
from graph.rules.segments import Place
from graph.rules.time_off import TimeOff
from graph.rules.triggers import Sign

DIED = re.compile(
    r"\b(?:died|passed (?:away|on)|(?:has|have|had|he|she|they|just) passed\b"
    r"(?! (?:my|the|his|her))|(?:is|are) (?:gone|dead|deceased)"
    r"|lost (?:my|him|her)|fallecio|murio)\b"
)
"""Says that somebody died, and so that caring for them is over."""


def end_before(time_off: TimeOff, told: Sequence[Draft], ordered: Sequence[Draft]) -> bool:
    """Let the latest job told before a time without one end there; return whether there was one.

    Args:
        time_off: the time without a job.
        told: the jobs of the message, in the order told.
        ordered: the same, oldest first.
    """
    paid = [draft for draft in told if draft.paid]
    earlier = [draft for draft in paid if draft.left < time_off.left]
    later = [draft for draft in paid if draft.left > time_off.left and _is_past(draft)]
    before = earlier or later
    last = next((draft for draft in reversed(ordered) if draft in before), None)
    if last is None or time_off.since is None:
        return last is not None
    if last.sign is Sign.HOLDS and last.left < time_off.left:
        last.sign = Sign.HELD
    _end(last, time_off.since)
    return True


def _is_past(draft: Draft) -> bool:
    """Whether a job told after a time without one came before it: "before that I was a cook"."""
    return draft.sign is not Sign.HOLDS and draft.place in (None, Place.BEFORE)


def _end(draft: Draft, end: When) -> None:
    """End a job that has no end yet, unless it began later."""
    known = draft.facts.get("end")
    begins = [draft.facts.get("start"), *draft.points]
    if isinstance(known, When) or any(begin and begin > end for begin in begins):
        return
    if known in (None, PRESENT):
        draft.facts["end"] = end


def end_care(drafts: Sequence[Draft], masked: str) -> None:
    """Let the unpaid care of a relative who died be over, without saying when."""
    for draft in drafts:
        cared = not draft.paid and "caregiver" in draft.title
        if cared and DIED.search(masked, draft.right):
            if draft.facts.get("end") == PRESENT:
                del draft.facts["end"]
            draft.sign = Sign.HELD


def end_known(since: When, told: dict[str, Any], history: CareerHistory) -> list[Edit]:
    """Let the latest known job have ended when the time without one began, if it has no end.

    Args:
        since: when that time began.
        told: what else the message says about the job.
        history: what is known.
    """
    paid = tuple(job for job in history.jobs if job.paid)
    last = CareerHistory(jobs=paid).latest_job
    if last is None or isinstance(last.end, When) or (last.start and last.start > since):
        return []
    dated = {"start": last.start, "end": since, "duration_months": last.duration_months} | told
    worked_out = complete({name: value for name, value in dated.items() if value is not None})
    known = {"start": last.start, "end": last.end}
    changes = {name: worked_out[name] for name in known if name in worked_out}
    return [ChangeJob(last.id, {n: v for n, v in changes.items() if v != known[n]})]


def of_jobs(
    drafts: Sequence[Draft], dates: list[DateSpan], times_off: Sequence[TimeOff]
) -> list[DateSpan]:
    """Return the dates of a clause that are a job's; unpaid care takes those of time off."""
    off = [span for span in dates if any(span is time_off.span for time_off in times_off)]
    unpaid = [draft for draft in drafts if not draft.paid]
    if drafts and len(unpaid) == len(drafts):
        return dates
    for draft in unpaid[:1]:
        for span in off:
            draft.take(span)
    return [span for span in dates if span not in off]
