"""Says what a turn changed in the history, or took back."""

from collections.abc import Sequence

from advisor.career import CareerHistory, Job
from advisor.phrases import education_text, job_text
from graph.undoing import lost

_LISTED_JOBS = 4
"""More new jobs than this are summed up; the timeline shows them all."""


def noted(before: CareerHistory, after: CareerHistory) -> list[str]:
    """Say what a turn added, changed and removed; empty when nothing did."""
    old, new = {j.id: j for j in before.jobs}, {j.id: j for j in after.jobs}
    added = [job for job in after.jobs if job.id not in old]
    changed = [j for j in after.jobs if j.id in old and _told(j) != _told(old[j.id])]
    removed = [job.title for job in before.jobs if job.id not in new]
    known = {e.id for e in before.education}
    schools = [e for e in after.education if e.id not in known]
    bettered = [e for e in after.education if e.id in known and e not in before.education]
    dropped = {e.id for e in before.education} - {e.id for e in after.education}
    extras = [t for t in (*after.interests, *after.skills) if t not in _texts(before)]
    limits = [x.quote for x in after.limits if x not in before.limits]
    forgotten = sorted(_texts(before) - _texts(after))
    lifted = [x.quote for x in before.limits if x not in after.limits]

    facts = [*_added_jobs(added), *(education_text(e) for e in schools)]
    sentences = [f"Noted: {'; '.join(facts)}."] if facts else []
    sentences += [f"Changed: {job_text(job)}." for job in changed]
    sentences += [f"Changed: {education_text(entry)}." for entry in bettered]
    sentences += [f"Removed: {title}." for title in removed]
    if forgotten:
        sentences.append(f"No longer noted: {', '.join(forgotten)}.")
    if dropped:
        sentences.append("Removed that from your education.")
    if extras:
        sentences.append(f"I'll keep in mind: {', '.join(extras)}.")
    if limits:
        quoted = "; ".join(f'"{limit}"' for limit in limits)
        sentences.append(f"I'll go by this as far as the data allows: {quoted}.")
    if lifted:
        sentences.append(f"No longer a limit: {'; '.join(lifted)}.")
    return sentences


def undone(before: CareerHistory, after: CareerHistory) -> list[str]:
    """Say in one line what was taken back; empty when nothing was."""
    old, new = _entries(before), _entries(after)
    parts = [f"{text} is back" for key, text in new.items() if key not in old]
    parts += [f"{text} again" for key, text in new.items() if key in old and old[key] != text]
    parts += [f"{text} is no longer noted" for key, text in old.items() if key not in new]
    if not parts and before != after:
        parts = ["what you chose last"]
    if not parts:
        return []
    again = '"put it back" to have it again' if lost(before, after) else '"redo" to change it again'
    return [f"Undone: {'; '.join(parts)}. Say {again}."]


def redone(before: CareerHistory, after: CareerHistory) -> list[str]:
    """Say what of the changes undone is made again; empty when nothing is."""
    return [sentence.replace("Noted: ", "Noted again: ", 1) for sentence in noted(before, after)]


def _entries(history: CareerHistory) -> dict[str, str]:
    """Return everything known in words, by what makes it the same thing after a change."""
    jobs = {job.id: job_text(job) for job in history.jobs}
    schools = {entry.id: education_text(entry) for entry in history.education}
    texts = (*history.interests, *history.skills, *(limit.quote for limit in history.limits))
    return jobs | schools | {f'"{text}"': f'"{text}"' for text in texts}


def _told(job: Job) -> tuple[object, ...]:
    return (job.title, job.employer, str(job.start), str(job.end), job.duration_months, job.paid)


def _texts(history: CareerHistory) -> set[str]:
    return {*history.interests, *history.skills}


def _added_jobs(jobs: Sequence[Job]) -> list[str]:
    if len(jobs) <= _LISTED_JOBS:
        return [job_text(job) for job in jobs]
    return [f"{len(jobs)} jobs, from {job_text(jobs[0])} to {job_text(jobs[-1])}"]
