"""Where a person stands: the few facts of a career history that the count model looks at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Literal

from advisor.career import CareerHistory, EducationLevel, Job, When
from advisor.family_care import work_of
from advisor.model.prediction import UnusableHistoryError

WorkState = Literal["employed", "in_education", "not_working"]
GroupOf = Callable[[str], str | None]
"""Maps an O*NET-SOC code to its Census 2010 group; None when it belongs to none."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known before the next year. Holds no name, sex, race, age, family or origin.

    Attributes:
        group: Census 2010 group of the job held now, or of the last one.
        state: what the person does now.
        tenure: years in ``group`` so far, the running one included (1 or more); None if unknown.
        experience: years since the first job (0 or more); None if unknown.
        away: years without a job (1 or more); 0 while employed.
        education: highest completed level; None if unknown.
        held: years (1 or more) in each other group the person has worked in.
    """

    group: str
    state: WorkState = "employed"
    tenure: int | None = None
    experience: int | None = None
    away: int = 0
    education: EducationLevel | None = None
    held: Mapping[str, int] = field(default_factory=dict)


def situation(history: CareerHistory, group_of: GroupOf, today: date) -> Situation:
    """Read a situation from a history; raise ``UnusableHistoryError`` when no job has a code.

    A last job that ended a year ago or longer means that the person is out of work, or studying
    when the history says so. A job without an end counts as still held. The unpaid care of
    relatives is no job.
    """
    history = work_of(history)
    groups = {job.id: group_of(job.code) for job in history.jobs if job.code}
    jobs = [job for job in history.jobs if groups.get(job.id)]
    latest = CareerHistory(jobs=tuple(jobs)).latest_job
    group = groups.get(latest.id) if latest else None
    if latest is None or group is None:
        raise UnusableHistoryError(_missing(history))
    away = _years_since(latest.end, today) if isinstance(latest.end, When) else 0
    last_year = latest.end.year if isinstance(latest.end, When) else today.year
    starts = [job.start.year for job in history.jobs if job.start]
    studying = any(entry.in_progress for entry in history.education)
    held: dict[str, int] = {}
    for job in jobs:
        other = groups[job.id]
        if other and other != group:
            held[other] = held.get(other, 0) + (_years(job, today) or 1)
    return Situation(
        group=group,
        state="employed" if not away else ("in_education" if studying else "not_working"),
        tenure=_tenure(_run(jobs, latest, groups), last_year),
        experience=max(0, last_year - min(starts)) if starts else None,
        away=away,
        education=history.highest_education,
        held=held,
    )


def _missing(history: CareerHistory) -> str:
    if not history.jobs:
        return "expected at least one job, got none: tell me a job you hold or have held"
    titles = ", ".join(f'"{job.title}"' for job in history.jobs[-3:])
    return (
        f"expected a job that fits an O*NET occupation, got {titles}:"
        " put one of them in other words, as a job advert would"
    )


def _run(jobs: list[Job], latest: Job, groups: Mapping[str, str | None]) -> list[Job]:
    """Return the latest job and those just before it in the same group, latest first."""
    run = [latest]
    for job in reversed(jobs[: jobs.index(latest)]):
        if groups[job.id] != groups[latest.id]:
            break
        run.append(job)
    return run


def _tenure(run: list[Job], last_year: int) -> int | None:
    """Return the years since the first job of the run began, or the length told for the latest."""
    starts = [job.start.year for job in run if job.start]
    return max(1, last_year - min(starts) + 1) if starts else _years(run[0], None)


def _years(job: Job, today: date | None) -> int | None:
    """Return the calendar years a job touched, or its stated length; None if neither is known."""
    end = job.end.year if isinstance(job.end, When) else (today.year if today else None)
    if job.start and end:
        return max(1, end - job.start.year + 1)
    return max(1, ceil(job.duration_months / 12)) if job.duration_months else None


def _years_since(end: When, today: date) -> int:
    """Return full years since a date; a year without a month counts as ended in December."""
    return max(0, (today.year * 12 + today.month - end.year * 12 - (end.month or 12)) // 12)
