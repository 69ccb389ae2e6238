"""Edits of the history as the API takes them: typed, and with dates as people write them."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from advisor.career import PRESENT, CareerHistory, Education, EducationLevel, Job
from advisor.edits import (
    AddEducation,
    AddJob,
    ChangeEducation,
    ChangeJob,
    Edit,
    Forget,
    Note,
    RemoveEducation,
    RemoveJob,
    apply,
)
from graph.written_dates import read_when
from retrieval.errors import AdvisorError
from retrieval.occupations import OccupationCatalog
from web.bodies import MessageId
from web.errors import ApiError

_LONGEST = 120
_Words = Annotated[str, Field(min_length=1, max_length=_LONGEST)]
_EntryId = Annotated[str, Field(min_length=1, max_length=32)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class JobFields(_Body):
    """Fields of a job; those not given stay as they are, null empties one."""

    title: _Words | None = None
    code: Annotated[str, Field(max_length=16)] | None = None
    employer: Annotated[str, Field(max_length=_LONGEST)] | None = None
    start: Annotated[str, Field(max_length=_LONGEST)] | None = None
    end: Annotated[str, Field(max_length=_LONGEST)] | None = None
    paid: Annotated[bool, Field(strict=True)] = True


class EducationFields(_Body):
    """Fields of a degree, school or course; as those of a job."""

    level: EducationLevel | None = None
    field: Annotated[str, Field(max_length=_LONGEST)] | None = None
    school: Annotated[str, Field(max_length=_LONGEST)] | None = None
    year: Annotated[str, Field(max_length=_LONGEST)] | None = None
    in_progress: Annotated[bool, Field(strict=True)] = False


class AddJobBody(_Body):
    """Add a job."""

    edit: Literal["add_job"]
    job: JobFields


class ChangeJobBody(_Body):
    """Change fields of a job."""

    edit: Literal["change_job"]
    job_id: _EntryId
    changes: JobFields


class RemoveJobBody(_Body):
    """Remove a job."""

    edit: Literal["remove_job"]
    job_id: _EntryId


class AddEducationBody(_Body):
    """Add a degree, school or course."""

    edit: Literal["add_education"]
    education: EducationFields


class ChangeEducationBody(_Body):
    """Change fields of a degree, school or course."""

    edit: Literal["change_education"]
    education_id: _EntryId
    changes: EducationFields


class RemoveEducationBody(_Body):
    """Remove a degree, school or course."""

    edit: Literal["remove_education"]
    education_id: _EntryId


class NoteBody(_Body):
    """Add an interest or a skill."""

    edit: Literal["note"]
    kind: Literal["interest", "skill"]
    text: _Words


class ForgetBody(_Body):
    """Remove an interest, a skill or a limit by its exact words."""

    edit: Literal["forget"]
    kind: Literal["interest", "skill", "limit"]
    text: Annotated[str, Field(min_length=1, max_length=500)]


EditBody = Annotated[
    AddJobBody
    | ChangeJobBody
    | RemoveJobBody
    | AddEducationBody
    | ChangeEducationBody
    | RemoveEducationBody
    | NoteBody
    | ForgetBody,
    Field(discriminator="edit"),
]


class NewEdits(_Body):
    """Edits made by hand, applied together or not at all."""

    id: MessageId
    edits: Annotated[list[EditBody], Field(min_length=1, max_length=50)]


def read_edits(
    body: NewEdits, history: CareerHistory, catalog: OccupationCatalog, today: date
) -> tuple[Edit, ...]:
    """Return the edits.

    Args:
        body: as it came.
        history: what it is about.
        catalog: the occupations that codes may name.
        today: the calendar, for dates like "last May".

    Raises:
        ApiError: a value cannot be read, or an entry is not there; names the edit.
    """
    found: list[Edit] = []
    for place, edit in enumerate(body.edits):
        try:
            found.append(_edit(edit, catalog, today))
            apply(history, found)
        except KeyError as error:
            raise ApiError(
                "not_found", f"edits[{place}]: the history holds no such entry (any more)."
            ) from error
        except (AdvisorError, ValueError) as error:
            raise ApiError("bad_request", f"edits[{place}]: {error}") from error
    return tuple(found)


def _edit(body: EditBody, catalog: OccupationCatalog, today: date) -> Edit:
    match body:
        case AddJobBody():
            given = _job(body.job, catalog, today)
            if not given.get("title"):
                raise AdvisorError("expected a title of the job")
            return AddJob(Job("", **given))
        case ChangeJobBody():
            return ChangeJob(body.job_id, _job(body.changes, catalog, today))
        case RemoveJobBody():
            return RemoveJob(body.job_id)
        case AddEducationBody():
            given = _education(body.education, today)
            if given.get("level") is None and given.get("field") is None:
                raise AdvisorError("expected a level, or the name of the course")
            return AddEducation(Education("", **given))
        case ChangeEducationBody():
            return ChangeEducation(body.education_id, _education(body.changes, today))
        case RemoveEducationBody():
            return RemoveEducation(body.education_id)
        case NoteBody():
            return Note(body.kind, body.text)
        case ForgetBody():
            return Forget(body.kind, body.text)


def _job(fields: JobFields, catalog: OccupationCatalog, today: date) -> dict[str, Any]:
    """Return the fields that were given, by the attribute of ``Job`` they set."""
    given: dict[str, Any] = {
        name: getattr(fields, name) or None for name in fields.model_fields_set - {"paid"}
    }
    if "paid" in fields.model_fields_set:
        given["paid"] = fields.paid
    if "title" in given and given["title"] is None:
        raise AdvisorError("expected a title of the job, got none")
    code = given.get("code")
    if code is not None and code not in catalog.occupations:
        raise AdvisorError(f"expected an O*NET-SOC code like 41-2031.00, got {code!r}")
    if "code" in given:
        given["tentative"] = False
    if given.get("start"):
        given["start"] = read_when(given["start"], "start", today)
    if given.get("end") and given["end"] != PRESENT:
        given["end"] = read_when(given["end"], "end", today)
    return given


def _education(fields: EducationFields, today: date) -> dict[str, Any]:
    """Return the fields that were given, by the attribute of ``Education`` they set."""
    given = {name: getattr(fields, name) for name in fields.model_fields_set}
    for name in ("field", "school"):
        if name in given:
            given[name] = given[name] or None
    if given.get("year"):
        given["year"] = read_when(given["year"], "year", today)
    elif "year" in given:
        given["year"] = None
    return given
