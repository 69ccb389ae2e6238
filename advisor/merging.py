"""Tells whether two mentions are of one job or school, and puts them together."""

from dataclasses import fields, replace
from typing import Any, TypeVar

from advisor.career import Education, Job, When

_APPROXIMATE_YEARS = 2
"""How far apart two dates of one job may lie when one of them is approximate."""

_Entry = TypeVar("_Entry", Job, Education)


def with_job(jobs: tuple[Job, ...], new: Job, before: str | None) -> tuple[Job, ...]:
    """Return the jobs with a new one, which may only add to a known one.

    Args:
        jobs: known so far.
        new: the job told; its id is given anew.
        before: id of the job it came before; None to put it last.

    Raises:
        ValueError: it ends before it starts.
    """
    check_dates(new)
    for place, known in enumerate(jobs):
        if _same_job(known, new):
            merged = check_dates(_fill(known, new))
            return (*jobs[:place], merged, *jobs[place + 1 :])
    new = replace(new, id=_next_id("j", [j.id for j in jobs]))
    place = next((p for p, known in enumerate(jobs) if known.id == before), len(jobs))
    return (*jobs[:place], new, *jobs[place:])


def _same_job(known: Job, new: Job) -> bool:
    """Whether two mentions are of one job: same title, and no stated field contradicts."""
    if known.title.casefold() != new.title.casefold():
        return False
    pairs = [(getattr(known, n), getattr(new, n)) for n in ("employer", "start", "end")]
    return all(a is None or b is None or _agree(a, b) for a, b in pairs)


def _agree(a: When | str, b: When | str) -> bool:
    if isinstance(a, When) and isinstance(b, When):
        if a.approximate or b.approximate:
            return abs(a.year - b.year) <= _APPROXIMATE_YEARS
        return a.year == b.year and (not a.month or not b.month or a.month == b.month)
    return a.casefold() == b.casefold() if isinstance(a, str) and isinstance(b, str) else a == b


def with_education(known: tuple[Education, ...], new: Education) -> tuple[Education, ...]:
    """Return the education with a new entry, which may only add to a known one."""
    for place, entry in enumerate(known):
        pairs = [(getattr(entry, n), getattr(new, n)) for n in ("level", "field", "year", "school")]
        agree = all(a is None or b is None or _agree(a, b) for a, b in pairs)
        if agree and entry.level == new.level and (entry.level or entry.field == new.field):
            return (*known[:place], _fill(entry, new), *known[place + 1 :])
    return (*known, replace(new, id=_next_id("e", [e.id for e in known])))


def _fill(known: _Entry, new: _Entry) -> _Entry:
    """Return the known entry with what the new one adds or says more precisely."""
    changes: dict[str, Any] = {}
    for item in fields(known):
        a, b = getattr(known, item.name), getattr(new, item.name)
        if item.name not in ("id", "quote", "declined") and b and (a is None or _sharper(a, b)):
            changes[item.name] = b
    return replace(known, **changes)


def _sharper(known: Any, new: Any) -> bool:
    if not isinstance(known, When) or not isinstance(new, When):
        return False
    if known.approximate != new.approximate:
        return known.approximate
    return bool(new.month and not known.month)


def check_dates(job: Job) -> Job:
    """Return the job; raise ``ValueError`` if it ends before it starts."""
    if job.start and isinstance(job.end, When):
        ends_first = job.end.year < job.start.year or (
            job.end.year == job.start.year and 0 < job.end.month < job.start.month
        )
        if ends_first:
            raise ValueError(f"{job.title}: ends {job.end}, before it starts {job.start}")
    return job


def _next_id(prefix: str, ids: list[str]) -> str:
    return f"{prefix}{max((int(i[1:]) for i in ids), default=0) + 1}"
