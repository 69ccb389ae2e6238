"""A corrected date of which it is not clear whose it is: kept for a question, and its answer.

Written as ``start/end`` ("2010/2015", "2019/", "/2019"), or as "2019" when even that is not clear;
the id of the job, once that is known, follows after a space ("2019 j2").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from advisor.career import PRESENT, Job, When
from advisor.edits import ChangeEducation, ChangeJob, Edit
from graph.rules.dates import DateKind, DateSpan, find_dates
from graph.rules.phrase_tables import search
from graph.rules.pointing import pointed_job
from graph.rules.references import find_education, find_job, speaks_of_school
from graph.rules.sentences import Clause
from graph.rules.spelling import repair
from graph.understanding import Topic, TurnContext

_Ends = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """What an answer says about a date that was not clear.

    Attributes:
        edits: the change, once it is clear.
        unplaced: what is still to be asked; None when nothing is.
    """

    edits: tuple[Edit, ...] = ()
    unplaced: str | None = None


def unplaced_date(core: str, context: TurnContext) -> str | None:
    """Return the date of a correction that could be of several jobs; None if it holds none."""
    spans = find_dates(core, context.today)
    several = context.earlier is not None and len(context.history.jobs) > 1
    if not several or len(spans) != 1 or find_job(core, context, by_default=False):
        return None
    return _written(spans[0], core)


def unplaced_changes(changes: _Ends, context: TurnContext) -> str | None:
    """Return dates told without a job, as the changes of a job, if they could be of several."""
    if context.earlier is None or len(context.history.jobs) < 2 or "duration_months" in changes:
        return None
    return f"{changes.get('start') or ''}/{changes.get('end') or ''}"


def read_placed(parts: Sequence[Clause], context: TurnContext) -> PlacedDate | None:
    """Read the answer to which job, and which end of it, a date is of; None if it says neither."""
    question = context.question
    if question is None or question.topic is not Topic.WHICH_DATE or not question.subject:
        return None
    dates, _, known = question.subject.partition(" ")
    said = " ".join(repair(part.plain) for part in parts)
    if speaks_of_school(said) and "/" not in dates:
        entry = find_education(said, context, by_default=False)
        if entry is None:
            return None
        return PlacedDate((ChangeEducation(entry.id, {"year": When.parse(dates)}),))
    job = find_job(said, context, by_default=False) or pointed_job(said, context.history)
    end = _end_said(said)
    if job is None and known and end:
        job = next((j for j in context.history.jobs if j.id == known), None)
    if job is None:
        return None
    changes = _changes(dates, job, end)
    if changes is None:
        return PlacedDate(unplaced=f"{dates} {job.id}")
    return PlacedDate((ChangeJob(job.id, changes),))


def _written(span: DateSpan, said: str) -> str | None:
    if span.kind == DateKind.DURATION:
        return None
    if span.kind == DateKind.RANGE:
        return f"{span.start or ''}/{span.end or ''}"
    when = span.start or (span.end if isinstance(span.end, When) else None)
    if when is None:
        return None
    end = _end_said(said)
    if span.kind == DateKind.START or end == "start":
        return f"{when}/"
    return f"/{when}" if span.kind == DateKind.END or end == "end" else str(when)


def _end_said(said: str) -> str | None:
    """Return "start" or "end" if folded words say one of the two."""
    starts, ends = (search("corrections", name, said) for name in ("started", "ended"))
    return None if bool(starts) == bool(ends) else "start" if starts else "end"


def _changes(dates: str, job: Job, end: str | None) -> _Ends | None:
    """Return the changes that dates make to a job; None if it can be its start or its end."""
    start, slash, last = dates.partition("/")
    if slash:
        told = {"start": _when(start), "end": _when(last)}
        return {name: value for name, value in told.items() if value is not None}
    when = When.parse(start)
    if end is None:
        can_start = not isinstance(job.end, When) or when <= job.end
        can_end = job.start is None or when >= job.start
        if can_start == can_end:
            return None
        end = "start" if can_start else "end"
    return {end: when}


def _when(text: str) -> Any:
    return PRESENT if text == PRESENT else When.parse(text) if text else None
