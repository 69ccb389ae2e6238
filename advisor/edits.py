"""The edits that change a career history: from a message, from the timeline, from a CV."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, TypeVar

from advisor.career import PRESENT, CareerHistory, Education, Job, Limit, When
from advisor.interests import InterestProfile
from advisor.merging import check_dates, with_education, with_job
from retrieval.frozen import Frozen


@dataclass(frozen=True, slots=True)
class AddJob(Frozen):
    """Add a job; its id is given anew.

    Attributes:
        before: id of the job it came before, for "before that"; places an undated job.
    """

    job: Job
    before: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeJob(Frozen):
    """Set fields of a job. ``changes`` maps names of ``Job`` attributes to new values."""

    job_id: str
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RemoveJob(Frozen):
    """Forget a job."""

    job_id: str


@dataclass(frozen=True, slots=True)
class AddEducation(Frozen):
    """Add a degree, school or course; its id is given anew."""

    education: Education


@dataclass(frozen=True, slots=True)
class ChangeEducation(Frozen):
    """Set fields of an education entry, as ``ChangeJob`` does."""

    education_id: str
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RemoveEducation(Frozen):
    """Forget an education entry."""

    education_id: str


@dataclass(frozen=True, slots=True)
class Note(Frozen):
    """Add an interest or a skill in the person's words."""

    kind: Literal["interest", "skill"]
    text: str


@dataclass(frozen=True, slots=True)
class Forget(Frozen):
    """Remove an interest, skill or limit by its exact words."""

    kind: Literal["interest", "skill", "limit"]
    text: str


@dataclass(frozen=True, slots=True)
class AddLimit(Frozen):
    """Add something the person rules out."""

    limit: Limit


@dataclass(frozen=True, slots=True)
class AnswerItems(Frozen):
    """Replace the answers to a questionnaire; None clears them.

    Attributes:
        profile: the answers and what they come to.
        done: False while the person is still at it, so that nothing is made of them yet.
    """

    profile: InterestProfile | None
    done: bool = True


Edit = (
    AddJob
    | ChangeJob
    | RemoveJob
    | AddEducation
    | ChangeEducation
    | RemoveEducation
    | Note
    | Forget
    | AddLimit
    | AnswerItems
)


_Entry = TypeVar("_Entry", Job, Education)
_Any = TypeVar("_Any")


def apply(history: CareerHistory, edits: Iterable[Edit]) -> CareerHistory:
    """Return the history after the edits, in order.

    A job or education entry equal to a known one (same title, nothing that contradicts) adds what
    is new to the known entry instead of standing twice.

    Raises:
        KeyError: an edit names an id that the history does not hold.
        ValueError: a change names an unknown attribute or ends a job before it starts.
    """
    for edit in edits:
        history = _apply_one(history, edit)
    return history


def _apply_one(history: CareerHistory, edit: Edit) -> CareerHistory:
    match edit:
        case AddJob(job, before):
            return _sorted(replace(history, jobs=with_job(history.jobs, job, before)))
        case ChangeJob(job_id, changes):
            changed = check_dates(_set(history.job(job_id), changes))
            return _sorted(
                replace(history, jobs=tuple(changed if j.id == job_id else j for j in history.jobs))
            )
        case RemoveJob(job_id):
            history.job(job_id)
            return replace(history, jobs=tuple(j for j in history.jobs if j.id != job_id))
        case AddEducation(entry):
            return _sorted(replace(history, education=with_education(history.education, entry)))
        case ChangeEducation(entry_id, changes):
            known = _education(history, entry_id)
            changed_entry = _set(known, changes)
            return _sorted(
                replace(
                    history,
                    education=tuple(
                        changed_entry if e.id == entry_id else e for e in history.education
                    ),
                )
            )
        case RemoveEducation(entry_id):
            _education(history, entry_id)
            return replace(
                history, education=tuple(e for e in history.education if e.id != entry_id)
            )
        case Note("interest", text):
            return replace(history, interests=_with_text(history.interests, text))
        case Note("skill", text):
            return replace(history, skills=_with_text(history.skills, text))
        case Forget(kind, text):
            return _without(history, kind, text)
        case AddLimit(limit):
            known_limits = tuple(x for x in history.limits if x != limit)
            return replace(history, limits=(*known_limits, limit))
        case AnswerItems(profile):
            return replace(history, interest_profile=profile)
    raise ValueError(f"expected an edit of a career history, got {edit!r}")


def _without(history: CareerHistory, kind: str, text: str) -> CareerHistory:
    if kind == "interest":
        return replace(history, interests=tuple(t for t in history.interests if t != text))
    if kind == "skill":
        return replace(history, skills=tuple(t for t in history.skills if t != text))
    return replace(history, limits=tuple(x for x in history.limits if x.quote != text))


def _set(entry: _Entry, changes: dict[str, Any]) -> _Entry:
    allowed = {item.name for item in fields(entry)} - {"id"}
    unknown = set(changes) - allowed
    if unknown:
        raise ValueError(f"expected one of {sorted(allowed)}, got {sorted(unknown)}")
    return replace(entry, **changes)


def _education(history: CareerHistory, entry_id: str) -> Education:
    for entry in history.education:
        if entry.id == entry_id:
            return entry
    raise KeyError(entry_id)


def _with_text(known: tuple[str, ...], text: str) -> tuple[str, ...]:
    text = text.strip()
    seen = {item.casefold() for item in known}
    return known if not text or text.casefold() in seen else (*known, text)


def _sorted(history: CareerHistory) -> CareerHistory:
    """Order dated entries oldest first; an undated entry stays behind the one told before it."""
    jobs = _in_order(history.jobs, [_job_date(j) for j in history.jobs])
    education = _in_order(history.education, [e.year for e in history.education])
    return replace(history, jobs=jobs, education=education)


def _job_date(job: Job) -> When | None:
    if job.start:
        return job.start
    return job.end if isinstance(job.end, When) else (When(2100) if job.end == PRESENT else None)


def _in_order(entries: tuple[_Any, ...], dates: list[When | None]) -> tuple[_Any, ...]:
    last = When(1900)
    keyed: list[tuple[When, int, _Any]] = []
    for place, (entry, when) in enumerate(zip(entries, dates, strict=True)):
        last = when or last
        keyed.append((last, place, entry))
    return tuple(entry for _, _, entry in sorted(keyed, key=lambda k: (k[0], k[1])))
