"""The editable list of jobs and education, as HTML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.career import CareerHistory, Education, EducationLevel, Job
from advisor.phrases import dates_text, education_text
from graph.items import Instruments
from retrieval.occupations import Occupation, OccupationMatch
from views.templates import render

LEVELS = {
    EducationLevel.LESS_THAN_HIGH_SCHOOL: "Less than high school",
    EducationLevel.HIGH_SCHOOL: "High school or GED",
    EducationLevel.SOME_COLLEGE: "Some college, no degree",
    EducationLevel.ASSOCIATE: "Associate's degree",
    EducationLevel.BACHELOR: "Bachelor's degree",
    EducationLevel.MASTER: "Master's degree",
    EducationLevel.PROFESSIONAL: "Professional degree (law, medicine ...)",
    EducationLevel.DOCTORATE: "Doctorate",
}
_LEVEL_CHOICES = (
    *((level.value, label) for level, label in LEVELS.items()),
    ("", "A course or certificate"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a form could not be used.

    Attributes:
        message: one line for the person.
        form: the form as it was filled in, shown again so that nothing typed is lost.
    """

    message: str
    form: Mapping[str, str]


class Titles:
    """Names of occupations, and what else a job could be."""

    def __init__(
        self,
        occupations: Mapping[str, Occupation],
        match: Callable[[str], Sequence[OccupationMatch]],
        instruments: Instruments | None = None,
    ) -> None:
        """Keep the catalogue's occupations and the search that offers others for a job title.

        ``instruments`` are the questionnaires that a person may answer.
        """
        self.instruments: Instruments = instruments or {}
        self._occupations = occupations
        self._match = lru_cache(maxsize=1024)(match)

    def name(self, code: str | None) -> str | None:
        """Return the occupation's title; None without one."""
        known = self._occupations.get(code) if code else None
        return known.title if known else None

    def choices(self, job: Job) -> list[tuple[str, str]]:
        """Return the codes and titles a job could be linked to, its present one first."""
        found = {match.code: match.title for match in self._match(job.title)}
        name = self.name(job.code)
        if job.code and name:
            found = {job.code: name} | found
        return [*found.items(), ("", "None of these")] if found else []


def timeline_html(history: CareerHistory, titles: Titles, problem: Problem | None = None) -> str:
    """Return the panel: latest job first, each entry a form that opens.

    Args:
        history: what is known.
        titles: names of the occupations.
        problem: a form to show again with what is wrong about it; its entry is open.
    """
    jobs = [_job_row(job, titles, problem) for job in reversed(history.jobs)]
    schools = [_education_row(entry, problem) for entry in reversed(history.education)]
    new_job = _job_row(Job("", ""), titles, problem)
    new_school = _education_row(Education(""), problem)
    placed = any(row["problem"] for row in (*jobs, *schools, new_job, new_school))
    return render(
        "timeline",
        jobs=jobs,
        schools=schools,
        new_job=new_job,
        new_school=new_school,
        notes=_notes(history),
        notice=problem.message if problem and not placed else None,
    )


def _job_row(job: Job, titles: Titles, problem: Problem | None) -> dict[str, object]:
    fields: dict[str, object] = {
        "title": job.title,
        "employer": job.employer or "",
        "start": str(job.start or ""),
        "end": "" if job.current else str(job.end or ""),
        "current": job.current,
        # A guess is not chosen yet: choosing it, or another, makes it certain.
        "code": None if job.tentative else job.code or "",
    }
    detail = " · ".join(part for part in (job.employer, dates_text(job)) if part)
    return {
        **fields,
        "key": job.id or "new-job",
        "id": job.id,
        "heading": job.title if job.paid else f"{job.title} (unpaid)",
        "detail": detail,
        "occupation": titles.name(job.code),
        "tentative": job.tentative,
        "unlinked": job.code is None,
        "choices": titles.choices(job) if job.id else [],
        **_typed("job", job.id, problem, checks=("current",), texts=tuple(fields)),
    }


def _education_row(entry: Education, problem: Problem | None) -> dict[str, object]:
    level = entry.level.value if entry.level else ""
    fields: dict[str, object] = {
        "level": level if entry.id else EducationLevel.HIGH_SCHOOL.value,
        "field": entry.field or "",
        "school": entry.school or "",
        "year": str(entry.year or ""),
        "in_progress": entry.in_progress,
    }
    text = education_text(entry)
    return {
        **fields,
        "key": entry.id or "new-school",
        "id": entry.id,
        "heading": text[:1].upper() + text[1:],
        "detail": "",
        "occupation": None,
        "tentative": False,
        "unlinked": False,
        "choices": _LEVEL_CHOICES,
        **_typed("education", entry.id, problem, checks=("in_progress",), texts=tuple(fields)),
    }


def _typed(
    kind: str, entry_id: str, problem: Problem | None, checks: Sequence[str], texts: Sequence[str]
) -> dict[str, object]:
    """Return what the person typed into this entry's form, if it is the one with the problem."""
    form = problem.form if problem else {}
    if problem is None or (form.get("kind"), form.get("id")) != (kind, entry_id):
        return {"problem": None, "open": False}
    typed: dict[str, object] = {name: form[name] for name in texts if name in form}
    typed |= {name: name in form for name in checks}
    return {**typed, "problem": problem.message, "open": True}


def _notes(history: CareerHistory) -> list[dict[str, object]]:
    groups = (
        ("You like", "interest", history.interests),
        ("Your skills", "skill", history.skills),
        ("You rule out", "limit", tuple(limit.quote for limit in history.limits)),
    )
    return [{"heading": h, "kind": kind, "texts": texts} for h, kind, texts in groups if texts]
