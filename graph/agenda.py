"""What the advisor would like to know, how much of it is left, and what to ask next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from advisor.career import CareerHistory, Job
from graph.events import Progress
from graph.understanding import Question, Topic

_DATED_JOBS = 3
"""Dates are asked for the latest jobs only: they matter most, and a long CV must not become an
interrogation. The timeline takes the others."""

_MANY_JOBS = 5
"""Who told this many jobs is not asked for more."""

_ENOUGH_FACTS = 2
"""Facts needed before suggestions; one of them must be a job linked to an occupation."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing to know: how the person reads it, whether it is settled, what asks for it."""

    left: str
    settled: bool
    questions: tuple[Question, ...]


def progress(history: CareerHistory, closed: Sequence[str]) -> Progress:
    """Return how much is known, counting what was declined as settled."""
    items = _items(history, set(closed))
    return Progress(
        done=sum(item.settled for item in items),
        total=len(items),
        left=tuple(item.left for item in items if not item.settled),
        enough=enough(history),
    )


def enough(history: CareerHistory) -> bool:
    """Whether suggestions can be shown: two facts, one of them a job with an occupation."""
    return any(job.code for job in history.jobs) and facts(history) >= _ENOUGH_FACTS


def facts(history: CareerHistory) -> int:
    """Count what the person has told: each job, date, employer, degree, interest, limit."""
    stated = [
        value
        for job in history.jobs
        for value in (job.title, job.start, job.end, job.employer, job.duration_months)
    ]
    listed = (*history.education, *history.interests, *history.skills, *history.limits)
    return sum(value is not None for value in stated) + len(listed)


def next_question(
    history: CareerHistory, closed: Sequence[str], asked: Sequence[str], unclear: Sequence[Question]
) -> Question | None:
    """Return the most useful question not put before; None when nothing is left to ask."""
    done = {*closed, *asked}
    for question in unclear:
        if question.key not in done and question.subject in _latest_ids(history):
            return question
    for item in _items(history, set(closed)):
        for question in () if item.settled else item.questions:
            if question.key not in done:
                return question
    return None


def _items(history: CareerHistory, closed: set[str]) -> list[_Item]:
    def topic(name: Topic, left: str, known: bool) -> _Item:
        question = Question(name)
        return _Item(left, known or question.key in closed, (question,))

    other_jobs = topic(Topic.OTHER_JOBS, "other jobs", len(history.jobs) >= _MANY_JOBS)
    if not history.jobs:  # "before or besides this" needs a first one
        other_jobs = replace(other_jobs, questions=())
    undated = [job for job in _latest(history) if not _dated(job, closed)]
    return [
        topic(Topic.FIRST_JOB, "what you do or did", bool(history.jobs)),
        _Item(
            "when you did it",
            bool(history.jobs) and not undated,
            tuple(Question(Topic.JOB_DATES, job.id) for job in undated),
        ),
        other_jobs,
        topic(Topic.EDUCATION, "your education", bool(history.education)),
        topic(Topic.INTERESTS, "what you enjoy", bool(history.interests) or _scored(history)),
        topic(Topic.LIMITS, "what you rule out", bool(history.limits)),
    ]


def _scored(history: CareerHistory) -> bool:
    return history.interest_profile is not None and history.interest_profile.usable is not None


def _latest(history: CareerHistory) -> list[Job]:
    return list(reversed(history.jobs))[:_DATED_JOBS]


def _latest_ids(history: CareerHistory) -> set[str]:
    return {job.id for job in _latest(history)}


def _dated(job: Job, closed: set[str]) -> bool:
    key = Question(Topic.JOB_DATES, job.id).key
    return bool(job.start or job.end or job.duration_months or key in closed)
