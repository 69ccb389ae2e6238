"""Reads and writes a career history as JSON, and writes recommendations as JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from advisor.career import (
    PRESENT,
    CareerHistory,
    Education,
    EducationLevel,
    Job,
    Limit,
    LimitKind,
    When,
)
from advisor.edits import AddEducation, AddJob, AddLimit, AnswerItems, Edit, Note, apply
from advisor.instruments.instrument import Instrument
from advisor.interest_json import Interests, profile_to_json
from advisor.recommendation import Recommendation, TargetAssessment
from retrieval.errors import AdvisorError
from retrieval.occupations import OccupationCatalog

_Item = TypeVar("_Item")


def _none_as_empty(value: object) -> object:
    return [] if value is None else value


def _date(value: object) -> object:
    """Read ``YYYY`` or ``YYYY-MM``; a year may be a number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"expected a date like 2019 or 2019-05, got {value!r:.60}")
    return When.parse(str(value))


def _end(value: object) -> object:
    return value if value is None or value == PRESENT else _date(value)


_Entries = Annotated[list[_Item], BeforeValidator(_none_as_empty), Field(max_length=200)]
_Text = Annotated[str, Field(max_length=500)]
_Date = Annotated[When, BeforeValidator(_date)]


class _Strict(BaseModel):
    """Takes no value of a wrong type; keys it does not know are left out."""

    model_config = ConfigDict(strict=True, arbitrary_types_allowed=True, str_strip_whitespace=True)


class _Job(_Strict):
    title: _Text | None = None
    code: _Text | None = None
    employer: _Text | None = None
    start: _Date | None = None
    end: Annotated[When | Literal["present"] | None, BeforeValidator(_end)] = None
    paid: bool = True
    duration_months: Annotated[int, Field(gt=0, le=1200)] | None = None


class _Education(_Strict):
    level: Annotated[EducationLevel, Field(strict=False)] | None = None
    field: _Text | None = None
    year: _Date | None = None
    school: _Text | None = None
    in_progress: bool = False


class _Limit(_Strict):
    kind: Annotated[LimitKind, Field(strict=False)]
    quote: _Text
    occupation: _Text | None = None
    dollars: Annotated[int, Field(gt=0)] | None = None


class _History(_Strict):
    jobs: _Entries[_Job] = Field(default_factory=list)
    education: _Entries[_Education] = Field(default_factory=list)
    interests: _Entries[_Text] = Field(default_factory=list)
    skills: _Entries[_Text] = Field(default_factory=list)
    limits: _Entries[_Limit] = Field(default_factory=list)
    interests_profile: Interests | None = None


class _Document(_History):
    """A history, or a larger object that holds one, as ``advisor chat`` and ``predict`` print."""

    history: _History | None = None


def history_from_json(
    text: str | bytes,
    catalog: OccupationCatalog,
    instruments: Mapping[str, Instrument] | None = None,
) -> CareerHistory:
    """Read a history, alone or as the ``history`` of a larger object.

    Args:
        text: JSON as ``history_to_json`` writes it.
        catalog: the occupations that codes may name.
        instruments: the questionnaires that answers may be to, by key.

    Raises:
        AdvisorError: the text is not such a history; names the first value that is wrong.
    """
    try:
        document = _Document.model_validate_json(text)
    except ValidationError as error:
        raise AdvisorError(f"career history: {_line(error.errors()[0])}") from error
    read = document.history or document
    edits: list[Edit] = [
        AddJob(_job(job, f"jobs[{n}]", catalog)) for n, job in enumerate(read.jobs)
    ]
    edits += [AddEducation(Education(id="", **dict(entry))) for entry in read.education]
    edits += [Note("interest", text) for text in read.interests]
    edits += [Note("skill", text) for text in read.skills]
    edits += [AddLimit(Limit(**dict(limit))) for limit in read.limits]
    if read.interests_profile is not None:
        edits.append(AnswerItems(read.interests_profile.profile(instruments or {})))
    try:
        return apply(CareerHistory(), edits)
    except ValueError as error:
        raise AdvisorError(f"career history: {' '.join(str(error).split())}") from error


def _job(read: _Job, where: str, catalog: OccupationCatalog) -> Job:
    if read.code is not None and read.code not in catalog.occupations:
        raise AdvisorError(
            f"career history: {where}.code: expected an O*NET-SOC code like 41-2031.00 of release"
            f" {catalog.release}, got {read.code!r}"
        )
    title = read.title or (catalog.occupations[read.code].title if read.code else None)
    if title is None:
        raise AdvisorError(f"career history: {where}: expected a title or a code, got neither")
    return Job(id="", **{**dict(read), "title": title})


def _line(error: ErrorDetails) -> str:
    """Return one line: where, what was expected, what came."""
    where = ""
    for part in error["loc"]:
        if isinstance(part, int):
            where += f"[{part}]"
        elif str(part).isidentifier():
            where += f".{part}" if where else str(part)
    got = repr(error["input"])
    got = got if len(got) <= 80 else got[:77] + "..."
    if error["type"] == "json_invalid":
        return f"expected JSON: {error['ctx']['error']}"
    if error["type"] == "missing":
        return f"{where}: expected a value, got none"
    if error["type"] == "value_error":
        return f"{where}: {error['ctx']['error']}"
    if error["type"] == "enum":
        return f"{where}: expected {error['ctx']['expected']}, got {got}"
    expected = _EXPECTED.get(error["type"], error["msg"])
    return f"{where}: {expected}, got {got}" if where else f"{expected}, got {got}"


_EXPECTED = {
    "model_type": "expected an object",
    "model_attributes_type": "expected an object",
    "list_type": "expected a list",
    "string_type": "expected text",
    "int_type": "expected a whole number",
    "bool_type": "expected true or false",
    "greater_than": "expected a number above 0",
    "string_too_long": "expected at most 500 characters",
    "too_long": "expected at most 200 entries",
}


def history_to_json(history: CareerHistory) -> dict[str, Any]:
    """Return the history as JSON values; None where unknown."""
    return {
        "jobs": [
            {
                "title": job.title,
                "code": job.code,
                "employer": job.employer,
                "start": str(job.start) if job.start else None,
                "end": str(job.end) if job.end else None,
                "paid": job.paid,
                "duration_months": job.duration_months,
            }
            for job in history.jobs
        ],
        "education": [
            {
                "level": entry.level.value if entry.level else None,
                "field": entry.field,
                "year": str(entry.year) if entry.year else None,
                "school": entry.school,
                "in_progress": entry.in_progress,
            }
            for entry in history.education
        ],
        "interests": list(history.interests),
        "skills": list(history.skills),
        "limits": [{**asdict(limit), "kind": limit.kind.value} for limit in history.limits],
        "interests_profile": profile_to_json(history.interest_profile),
    }


def recommendation_to_json(recommendation: Recommendation) -> dict[str, Any]:
    """Return the recommendation as JSON values, fields as in ``advisor.recommendation``."""
    return asdict(recommendation)


def target_to_json(target: TargetAssessment) -> dict[str, Any]:
    """Return the weighed target as JSON values: the fields of its suggestion, then its own."""
    values = asdict(target)
    return {**values.pop("suggestion"), **values}
