"""Takes changes of the history back: the latest first, or the one to a job that is named."""

from dataclasses import fields

from advisor.career import CareerHistory, Job
from advisor.edits import AddJob, ChangeJob, Edit, apply
from graph.rules.phrase_tables import search
from graph.rules.references import names
from graph.rules.words import fold

MOST_STEPS = 20
"""How many changes are kept to be taken back; a person seldom wants more than the last few."""

Past = tuple[CareerHistory, ...]
"""The histories before the last changes, oldest first."""


def kept(past: Past, before: CareerHistory) -> Past:
    """Return the past with one more history that a change replaced."""
    return (*past, before)[-MOST_STEPS:]


def step_back(history: CareerHistory, past: Past) -> tuple[CareerHistory, Past]:
    """Return the history before the last change, and the past before that; the same if none is."""
    for place in range(len(past) - 1, -1, -1):
        if past[place] != history:
            return past[place], past[:place]
    return history, ()


def takes_anew(message: str, undone: Past, history: CareerHistory) -> bool:
    """Whether a message asks for what was taken back last: "redo".

    "Put it back" means the same only where something is missing since; where undoing brought
    something back, it goes on bringing back.

    Args:
        message: what the person wrote, known to be about undoing.
        undone: what was taken back, the latest last.
        history: what is known now.
    """
    if not undone:
        return False
    if search("undoing", "redo", fold(message)):
        return True
    missing = bool(lost(undone[-1], history))
    return missing and search("undoing", "put back", fold(message)) is not None


def lost(before: CareerHistory, after: CareerHistory) -> set[object]:
    """Return what is known no more: ids of jobs and schools, interests, skills and limits."""
    return _known(before) - _known(after)


def _known(history: CareerHistory) -> set[object]:
    jobs, schools = (job.id for job in history.jobs), (entry.id for entry in history.education)
    return {*jobs, *schools, *history.interests, *history.skills, *history.limits}


def bring_back(history: CareerHistory, past: Past, words: str) -> CareerHistory:
    """Return the history with the job that words name as it was before it last changed.

    Args:
        history: what is known now.
        past: what was known before.
        words: folded words for a job that was removed or changed, "the cook job".
    """
    for earlier in reversed(past):
        for job in names(words, earlier):
            edit = _restoring(job, history)
            if edit is not None:
                return apply(history, [edit])
    return history


def _restoring(job: Job, history: CareerHistory) -> Edit | None:
    now = next((known for known in history.jobs if known.id == job.id), None)
    if now == job:
        return None
    if now is None or now.title != job.title:
        # The id may have been given to another job since.
        told = {(known.title, known.employer) for known in history.jobs}
        return None if (job.title, job.employer) in told else AddJob(job)
    changes = {f.name: getattr(job, f.name) for f in fields(job) if f.name != "id"}
    return ChangeJob(job.id, changes)
