"""Read that a known job or degree is still going on, is over, or was never finished."""

from typing import Any

from advisor.career import PRESENT, Education, EducationLevel
from advisor.edits import ChangeEducation, ChangeJob, Edit, RemoveEducation
from graph.rules.date_corrections import correct_dates, says_when
from graph.rules.phrase_tables import search
from graph.rules.references import find_education, find_job, speaks_of_school
from graph.understanding import Topic, TurnContext

_BELOW = {
    EducationLevel.HIGH_SCHOOL: EducationLevel.LESS_THAN_HIGH_SCHOOL,
    EducationLevel.ASSOCIATE: EducationLevel.SOME_COLLEGE,
    EducationLevel.BACHELOR: EducationLevel.SOME_COLLEGE,
}
"""What an unfinished degree is counted as; others are not counted at all."""


def read_school_standing(core: str, context: TurnContext) -> list[Edit] | None:
    """Read "I didn't finish the degree", "I'm still studying", of a known entry."""
    asked = context.question and context.question.topic == Topic.EDUCATION_YEAR
    about_school = asked or speaks_of_school(core) or _says("unfinished it", core)
    if not context.history.education or not about_school:
        return None
    entry = find_education(core, context)
    if entry and _says("studying", core):
        return [ChangeEducation(entry.id, {"in_progress": True})]
    if entry and _says("unfinished", core):
        return [_unfinished(entry)]
    return None


def _unfinished(entry: Education) -> Edit:
    below = _BELOW.get(entry.level) if entry.level else None
    if below is None:
        return RemoveEducation(entry.id)
    return ChangeEducation(entry.id, {"level": below, "year": None, "in_progress": False})


def read_job_standing(core: str, context: TurnContext) -> list[Edit] | None:
    """Read "I still work there", "I don't work there anymore"; None if it says neither."""
    if speaks_of_school(core) or not context.history.jobs or _says("asks", core):
        return None
    job = find_job(core, context)
    if _says("over", core) and not says_when(core, context):
        return [ChangeJob(job.id, {"end": None})] if job and job.current else None
    if not _says("ongoing", core):
        return None
    if job is None:
        return []
    return None if job.current else [ChangeJob(job.id, _ongoing(job.id, core, context))]


def _ongoing(job_id: str, core: str, context: TurnContext) -> dict[str, Any]:
    """Return the changes that make a job ongoing, with its start if the clause gives it."""
    dated = correct_dates(core, context, cued=False) if says_when(core, context) else None
    for edit in dated or ():
        if isinstance(edit, ChangeJob) and edit.job_id == job_id and "start" in edit.changes:
            return {**edit.changes, "end": PRESENT}
    return {"end": PRESENT}


def _says(section: str, said: str) -> bool:
    return search("corrections", section, said) is not None
