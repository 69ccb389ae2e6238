"""Writes a career history in the JSON Resume format (schema v1.0.0, https://jsonresume.org)."""

from typing import Any

from advisor.career import CareerHistory, Education, Job, When
from advisor.phrases import LEVELS, duration_text

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def to_json_resume(history: CareerHistory) -> dict[str, Any]:
    """Return the history as JSON values; what is unknown is left out.

    Unpaid work goes to ``volunteer``. The format has no name for "still held": a job without
    ``endDate`` is one, so where only the end is unknown the ``summary`` says so. What the person
    rules out has no place in it.
    """
    resume: dict[str, Any] = {
        "work": [_work(job, "name") for job in history.jobs if job.paid],
        "volunteer": [_work(job, "organization") for job in history.jobs if not job.paid],
        "education": [_education(entry) for entry in history.education],
        "skills": [{"name": text} for text in history.skills],
        "interests": [{"name": text} for text in history.interests],
    }
    filled = {section: entries for section, entries in resume.items() if entries}
    return {"$schema": SCHEMA, **filled, "meta": {"version": "v1.0.0"}}


def _work(job: Job, employer: str) -> dict[str, Any]:
    return _known(
        {
            employer: job.employer,
            "position": job.title,
            "startDate": str(job.start) if job.start else None,
            "endDate": str(job.end) if isinstance(job.end, When) else None,
            "summary": _about_dates(job),
        }
    )


def _about_dates(job: Job) -> str | None:
    """Say what the dates cannot; None when they say it all."""
    if job.current or isinstance(job.end, When):
        return None
    if job.duration_months:
        return f"For {duration_text(job.duration_months)}."
    return "End not known."


def _education(entry: Education) -> dict[str, Any]:
    return _known(
        {
            "institution": entry.school,
            "area": entry.field,
            "studyType": LEVELS[entry.level] if entry.level else "course",
            "endDate": str(entry.year) if entry.year else None,
        }
    )


def _known(values: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}
