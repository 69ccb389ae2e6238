"""Lays a told career history out year by year, as the model reads it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.career import PRESENT, CareerHistory, Education, EducationLevel, Job, When
from advisor.family_care import counted, work_of
from advisor.model.prediction import UnusableHistoryError
from advisor.model.work_years import (
    IDLE,
    IN_EDUCATION,
    NOT_WORKING,
    WorkYear,
    YearFacts,
    work_years,
)

TitleOf = Callable[[str], str | None]
"""Maps an O*NET-SOC code to the title the model knows its work by; None when it knows none."""
ASSUMED_MONTHS = 24
"""How long a job is taken to have lasted if nothing was said: the survey's median spell."""
_YEAR = 12


@dataclass(frozen=True, slots=True)
class _Spell:
    """A job's months, counted from year 0: ``start`` in it, ``end`` the first one after it.

    ``title`` is None for work that fits no occupation: its years are not known, not idle.
    """

    start: int
    end: int
    title: str | None
    employer: str


def told_years(history: CareerHistory, title_of: TitleOf, today: date) -> tuple[WorkYear, ...]:
    """Return the years from the first job up to today.

    Each year has the job of most of its months, the last one the job held last. Years between jobs
    are without work, or in education where a degree was finished then. Dates nobody told are
    filled from the jobs around them. Work that fits no occupation leaves its years out. While
    somebody cared for a relative without pay they were without work; other unpaid work that fits
    no occupation changes nothing.

    Raises:
        UnusableHistoryError: no job fits an occupation.
    """
    history = counted(history)
    titles = {job.id: title_of(job.code) for job in history.jobs if job.code}
    working = {job.id for job in work_of(history).jobs}
    told = zip(history.jobs, _spells(history.jobs, titles, today), strict=True)
    spells = {job.id: spell for job, spell in told if job.id in working}
    known = [spell for spell in spells.values() if spell.title is not None]
    jobs = tuple(job for job in history.jobs if job.id in working and titles.get(job.id))
    latest = CareerHistory(jobs=jobs).latest_job
    if latest is None or not known:
        raise UnusableHistoryError(
            "expected a job that fits an O*NET occupation: put one of yours in other words"
        )
    last = spells[latest.id]
    last_year = (last.end - 1) // _YEAR
    first_year = min(spell.start for spell in known) // _YEAR
    facts: list[YearFacts] = []
    for year in range(first_year, last_year + 1):
        spell = last if year == last_year else _main([*spells.values()], year)
        level = _level(history.education, year)
        if spell is None:
            facts.append(YearFacts.idle(_idle(history.education, year), level))
        elif spell.title is not None:
            facts.append(YearFacts(spell.title, spell.employer, education=level))
    # Years that work of no occupation mostly fills are left out, also at the start.
    worked = next(n for n, year in enumerate(facts) if year.title not in IDLE)
    facts = facts[worked:]
    away = (today.year * _YEAR + today.month - last.end) // _YEAR if latest.end != PRESENT else 0
    studying = any(entry.in_progress for entry in history.education)
    for year in range(last_year + 1, last_year + 1 + max(0, away)):
        title = IN_EDUCATION if studying else _idle(history.education, year)
        facts.append(YearFacts.idle(title, _level(history.education, year)))
    return work_years(facts)


def _spells(jobs: Sequence[Job], titles: Mapping[str, str | None], today: date) -> list[_Spell]:
    """Return each job's months; what is not told ends where the next job begins."""
    now = today.year * _YEAR + today.month
    spells: list[_Spell] = []
    following = now
    for job in reversed(jobs):
        length = job.duration_months or ASSUMED_MONTHS
        start = _first_month(job.start) if job.start else None
        if job.end == PRESENT:
            end = now
        elif isinstance(job.end, When):
            end = _last_month(job.end) + 1
        elif start is not None and job.duration_months:
            end = start + job.duration_months
        else:
            end = following if start is None else max(start + 1, following)
        end = min(end, now)
        start = max(0, end - length) if start is None else min(start, end - 1)
        spells.append(_Spell(start, end, titles.get(job.id), _employer(job)))
        following = min(following, start)
    return spells[::-1]


def _first_month(when: When) -> int:
    return when.year * _YEAR + (when.month - 1 if when.month else 0)


def _last_month(when: When) -> int:
    return when.year * _YEAR + (when.month - 1 if when.month else _YEAR - 1)


def _employer(job: Job) -> str:
    """Return what tells employers apart; a job without a named one is an employer of its own."""
    return job.employer.casefold() if job.employer else f"\0{job.id}"


def _main(spells: Sequence[_Spell], year: int) -> _Spell | None:
    """Return the spell with the most months in a year, the later one of equals."""
    begin, end = year * _YEAR, (year + 1) * _YEAR
    best = max(
        spells, key=lambda spell: (min(spell.end, end) - max(spell.start, begin), spell.start)
    )
    return best if min(best.end, end) > max(best.start, begin) else None


def _level(education: Sequence[Education], year: int) -> EducationLevel | None:
    """Return the highest level finished by a year; one without a year counts from the start.

    The survey has no "some college": such people count as high school graduates there.
    """
    done = [
        entry.level
        for entry in education
        if entry.level and not entry.in_progress and (entry.year is None or entry.year.year <= year)
    ]
    level = max(done, key=lambda item: item.rank, default=None)
    return EducationLevel.HIGH_SCHOOL if level is EducationLevel.SOME_COLLEGE else level


def _idle(education: Sequence[Education], year: int) -> str:
    """Return the title of a year without a job: a degree was finished then, or a year later."""
    finished = {entry.year.year for entry in education if entry.level and entry.year}
    return IN_EDUCATION if finished & {year, year + 1} else NOT_WORKING
