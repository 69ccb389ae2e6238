"""Tells the unpaid care of a relative from work: a prediction starts from work alone."""

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.career import CareerHistory, Job, When

_YEAR = 12
_CARING = re.compile(
    r"\b(?:care ?giv\w+|care ?tak\w+|carer|(?:took|take|taking) care|car(?:ed|ing) for"
    r"|look(?:ed|ing)? after|stay(?:ed|ing)?[- ]at[- ]home|home ?maker|house ?(?:wife|husband)"
    r"|full[- ]time (?:mom|mum|dad|mother|father|parent)|cuidador\w*|ama de casa)\b"
)
"""Titles that are of care, if nobody paid for it."""
_PERHAPS = re.compile(
    r"\b(?:aide|nurse|nursing|sitt(?:er|ing)|nanny|companion|attendant|care|help(?:er|ed|ing)?"
    r"|parent|mother|mom|mum|father|dad|raised|raising|enfermer[ao]|niner[ao])\b"
)
"""Titles that are of care if they or the person's words also name a relative cared for."""
_RELATIVE = re.compile(
    r"\b(?:mother|mom|mum|mama|father|dad|papa|parents?|wife|husband|spouse|partner"
    r"|grand(?:mother|father|ma|pa|parents?|son|daughter|kids?|child(?:ren)?)|nana|granny"
    r"|sisters?|brothers?|siblings?|sons?|daughters?|kids?|child(?:ren)?|aunt|uncle|nephew|niece"
    r"|in-laws?|famil(?:y|iar)|relatives?|madre|padre|padres|abuel[ao]s?|espos[ao]|herman[ao]"
    r"|hij[ao]s?|ti[ao])\b"
)
_FOR_OTHERS = re.compile(r"\b(?:volunt\w+|church|hospice|shelter|charity|community|iglesia)\b")
_BUSINESS = re.compile(r"\b(?:business|shop|store|restaurant|company|farm|salon|clinic|firm)\b")


def is_family_care(job: Job) -> bool:
    """Whether a told job is the unpaid care of a relative."""
    title = job.title.casefold()
    told = f"{title} {job.employer or ''} {job.quote}".casefold()
    if job.paid:
        return False
    relative = _RELATIVE.search(told) is not None
    if _CARING.search(title):
        # "volunteer caregiver at the hospice" is work for others.
        return relative or not (job.employer or _FOR_OTHERS.search(told))
    return relative and bool(_PERHAPS.search(title)) and not _BUSINESS.search(told)


def counted(history: CareerHistory) -> CareerHistory:
    """Return a history without unpaid work of no occupation, which says nothing of the next job.

    A history that tells nothing else is returned as it is.
    """
    jobs = tuple(job for job in history.jobs if job.paid or job.code or is_family_care(job))
    return replace(history, jobs=jobs) if jobs else history


def work_of(history: CareerHistory) -> CareerHistory:
    """Return the work that is counted, without the unpaid care of relatives.

    A job without an end that such care followed ended when the care began, as nearly as that is
    told. If nothing but care is told, it stands for work.
    """
    history = counted(history)
    cared = [is_family_care(job) for job in history.jobs]
    if all(cared) or not any(cared):
        return history
    jobs = tuple(
        _ended(job, history.jobs[place + 1 :], cared[place + 1 :])
        for place, job in enumerate(history.jobs)
        if not cared[place]
    )
    return replace(history, jobs=jobs)


def _ended(job: Job, later: Sequence[Job], cared: Sequence[bool]) -> Job:
    """Return a job with the end that care told right after it implies."""
    if job.end is not None or not later or not cared[0]:
        return job
    if job.start and job.duration_months:
        # Its own length says when it ended.
        months = job.start.year * _YEAR + max(job.start.month, 1) - 1 + job.duration_months
        return replace(job, end=When(months // _YEAR, approximate=True))
    begun = _begin(later[0])
    if begun is None or (job.start and job.start > begun):
        return job
    return replace(job, end=replace(begun, approximate=True))


def _begin(care: Job) -> When | None:
    """Return when care began, from its start or from its length before its end."""
    if care.start or not isinstance(care.end, When) or not care.duration_months:
        return care.start
    return When(care.end.year - round(care.duration_months / _YEAR))
