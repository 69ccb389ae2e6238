"""Reads the timeline's forms into edits of the career history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from advisor.career import PRESENT, CareerHistory, Education, EducationLevel, Job, When
from advisor.edits import (
    AddEducation,
    AddJob,
    ChangeEducation,
    ChangeJob,
    Edit,
    Forget,
    RemoveEducation,
    RemoveJob,
    apply,
)
from graph.written_dates import read_when
from retrieval.errors import AdvisorError

LONGEST_FIELD = 120
"""Characters one field of a form may hold."""


def read_form(form: Mapping[str, str], history: CareerHistory, today: date) -> tuple[Edit, ...]:
    """Return the edits a form asks for; none if it changes nothing.

    Args:
        form: the fields by name; ``kind`` says what it is about, ``action`` what to do.
        history: what the form was made from.
        today: the calendar, for dates like "last May".

    Raises:
        AdvisorError: a field cannot be read, or the entry is no longer there; says what to do.
    """
    kind, action, entry_id = form.get("kind"), form.get("action"), form.get("id", "")
    fields = _Fields(form, today)
    try:
        edits = _edits(kind, action, entry_id, fields, history)
        apply(history, edits)
    except KeyError as error:
        raise AdvisorError("That entry is not there any more, so nothing was changed.") from error
    except ValueError as error:  # the only one ``apply`` can raise here: an end before its start
        raise AdvisorError(f"Please check the dates of {error}.") from error
    return edits


def _edits(
    kind: str | None, action: str | None, entry_id: str, fields: "_Fields", history: CareerHistory
) -> tuple[Edit, ...]:
    match kind, action:
        case "job", "remove":
            return (RemoveJob(entry_id),)
        case "job", "save":
            return _job_edits(entry_id, fields, history)
        case "education", "remove":
            return (RemoveEducation(entry_id),)
        case "education", "save":
            return _education_edits(entry_id, fields, history)
        case "interest" | "skill" | "limit", "forget":
            return (Forget(kind, fields.raw("text")),)
    raise AdvisorError(f"Expected a form of the timeline, got {kind!r} and {action!r}.")


def _job_edits(job_id: str, fields: "_Fields", history: CareerHistory) -> tuple[Edit, ...]:
    title = fields.text("title")
    if title is None:
        raise AdvisorError("Please give the job a title.")
    given: dict[str, Any] = {
        "title": title,
        "employer": fields.text("employer"),
        "start": fields.when("start"),
        "end": PRESENT if fields.checked("current") else fields.when("end"),
    }
    if not job_id:
        return (AddJob(Job("", **given)),)
    job = history.job(job_id)
    if fields.has("code"):
        given |= {"code": fields.text("code"), "tentative": False}
    changes = {name: value for name, value in given.items() if value != getattr(job, name)}
    return (ChangeJob(job_id, changes),) if changes else ()


def _education_edits(entry_id: str, fields: "_Fields", history: CareerHistory) -> tuple[Edit, ...]:
    given: dict[str, Any] = {
        "level": fields.level("level"),
        "field": fields.text("field"),
        "school": fields.text("school"),
        "year": fields.when("year"),
        "in_progress": fields.checked("in_progress"),
    }
    if given["level"] is None and given["field"] is None:
        raise AdvisorError("Please choose a level, or name the course or certificate.")
    if not entry_id:
        return (AddEducation(Education("", **given)),)
    known = next((entry for entry in history.education if entry.id == entry_id), None)
    if known is None:
        raise KeyError(entry_id)
    changes = {name: value for name, value in given.items() if value != getattr(known, name)}
    return (ChangeEducation(entry_id, changes),) if changes else ()


@dataclass(frozen=True, slots=True)
class _Fields:
    """A form's fields, read one by one."""

    form: Mapping[str, str]
    today: date

    def has(self, name: str) -> bool:
        return name in self.form

    def raw(self, name: str) -> str:
        return str(self.form.get(name, ""))

    def checked(self, name: str) -> bool:
        return bool(self.raw(name))

    def text(self, name: str) -> str | None:
        """Return the field without surrounding space, None if empty."""
        text = " ".join(self.raw(name).split())
        if len(text) > LONGEST_FIELD:
            raise AdvisorError(
                f"Please shorten the {name} to {LONGEST_FIELD} characters; it has {len(text)}."
            )
        return text or None

    def level(self, name: str) -> EducationLevel | None:
        """Return a level of education, None for a course that has none."""
        return {level.value: level for level in EducationLevel}.get(self.raw(name))

    def when(self, name: str) -> When | None:
        """Return a date as people write it, None if empty."""
        text = self.text(name)
        if text is None:
            return None
        return read_when(text, name, self.today)
