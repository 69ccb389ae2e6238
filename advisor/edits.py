"""The edits that change a career history: from a message, from the timeline, from a CV."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, TypeVar

from advisor.career import PRESENT, CareerHistory, Education, Job, Limit, When
from advisor.interests import InterestProfile
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


_APPROXIMATE_YEARS = 2
"""How far apart two dates of one job may lie when one of them is approximate."""

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
            return _sorted(replace(history, jobs=_with_job(history.jobs, job, before)))
        case ChangeJob(job_id, changes):
            changed = _check_dates(_set(history.job(job_id), changes))
            return _sorted(
                replace(history, jobs=tuple(changed if j.id == job_id else j for j in history.jobs))
            )
        case RemoveJob(job_id):
            history.job(job_id)
            return replace(history, jobs=tuple(j for j in history.jobs if j.id != job_id))
        case AddEducation(entry):
            return _sorted(replace(history, education=_with_education(history.education, entry)))
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


def _with_job(jobs: tuple[Job, ...], new: Job, before: str | None) -> tuple[Job, ...]:
    _check_dates(new)
    for place, known in enumerate(jobs):
        if _same_job(known, new):
            merged = _check_dates(_fill(known, new))
            return (*jobs[:place], merged, *jobs[place + 1 :])
    new = replace(new, id=_next_id("j", [j.id for j in jobs]))
    place = next((p for p, known in enumerate(jobs) if known.id == before), len(jobs))
    return (*jobs[:place], new, *jobs[place:])


def _same_job(known: Job, new: Job) -> bool:
    """Whether two mentions are of one job: same title, and no stated field contradicts."""
    if known.title.casefold() != new.title.casefold():
        return False
    pairs = [(getattr(known, n), getattr(new, n)) for n in ("employer", "start", "end")]
    return all(a is None or b is None or _agree(a, b) for a, b in pairs)


def _agree(a: When | str, b: When | str) -> bool:
    if isinstance(a, When) and isinstance(b, When):
        if a.approximate or b.approximate:
            return abs(a.year - b.year) <= _APPROXIMATE_YEARS
        return a.year == b.year and (not a.month or not b.month or a.month == b.month)
    return a.casefold() == b.casefold() if isinstance(a, str) and isinstance(b, str) else a == b


def _with_education(known: tuple[Education, ...], new: Education) -> tuple[Education, ...]:
    for place, entry in enumerate(known):
        pairs = [(getattr(entry, n), getattr(new, n)) for n in ("level", "field", "year", "school")]
        agree = all(a is None or b is None or _agree(a, b) for a, b in pairs)
        if agree and entry.level == new.level and (entry.level or entry.field == new.field):
            return (*known[:place], _fill(entry, new), *known[place + 1 :])
    return (*known, replace(new, id=_next_id("e", [e.id for e in known])))


def _fill(known: _Entry, new: _Entry) -> _Entry:
    """Return the known entry with what the new one adds or says more precisely."""
    changes: dict[str, Any] = {}
    for item in fields(known):
        a, b = getattr(known, item.name), getattr(new, item.name)
        if item.name not in ("id", "quote", "declined") and b and (a is None or _sharper(a, b)):
            changes[item.name] = b
    return replace(known, **changes)


def _sharper(known: Any, new: Any) -> bool:
    if not isinstance(known, When) or not isinstance(new, When):
        return False
    if known.approximate != new.approximate:
        return known.approximate
    return bool(new.month and not known.month)


def _set(entry: _Entry, changes: dict[str, Any]) -> _Entry:
    allowed = {item.name for item in fields(entry)} - {"id"}
    unknown = set(changes) - allowed
    if unknown:
        raise ValueError(f"expected one of {sorted(allowed)}, got {sorted(unknown)}")
    return replace(entry, **changes)


def _check_dates(job: Job) -> Job:
    if job.start and isinstance(job.end, When):
        ends_first = job.end.year < job.start.year or (
            job.end.year == job.start.year and 0 < job.end.month < job.start.month
        )
        if ends_first:
            raise ValueError(f"{job.title}: ends {job.end}, before it starts {job.start}")
    return job


def _education(history: CareerHistory, entry_id: str) -> Education:
    for entry in history.education:
        if entry.id == entry_id:
            return entry
    raise KeyError(entry_id)


def _with_text(known: tuple[str, ...], text: str) -> tuple[str, ...]:
    text = text.strip()
    seen = {item.casefold() for item in known}
    return known if not text or text.casefold() in seen else (*known, text)


def _next_id(prefix: str, ids: list[str]) -> str:
    return f"{prefix}{max((int(i[1:]) for i in ids), default=0) + 1}"


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
