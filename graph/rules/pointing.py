"""Find a job that is pointed at by part of what was told: "no, I mean the lawn thing"."""

from dataclasses import fields
from typing import Any

from advisor.career import CareerHistory, Job
from advisor.edits import AddJob, ChangeJob, Edit, RemoveJob
from graph.rules.fitting import fitting
from graph.rules.phrase_tables import search
from graph.rules.references import names, quoted
from graph.understanding import TurnContext


def pointed_job(words: str, history: CareerHistory) -> Job | None:
    """Return the one job that folded words name or repeat a word of; None if several or none."""
    named = names(words, history)
    if not named:
        named = tuple(job for job in history.jobs if quoted(words, job))
    return named[0] if len(named) == 1 else None


def meant_instead(core: str, context: TurnContext, *, cued: bool) -> tuple[Job, list[Edit]] | None:
    """Read that the last change was meant for another job.

    Args:
        core: the folded clause without the words that announce a correction.
        context: what is known, and what it was before.
        cued: whether a correction was announced.

    Returns:
        The job that is meant, and the edits that make the change there and take it back where it
        was made, none if no change was just made; None if no known job is pointed at.
    """
    found = search("corrections", "points outright", core)
    if cued and not found:
        found = search("corrections", "points", core)
    job = pointed_job(found["x"], context.history) if found else None
    if job is None:
        return None
    earlier = context.earlier if context.just_changed else None
    return job, _moved(earlier, context.history, job) if earlier else []


def _moved(earlier: CareerHistory, history: CareerHistory, job: Job) -> list[Edit]:
    """Return the edits that move the last change, of one other job, to the job meant."""
    old = {known.id: known for known in earlier.jobs}
    now = {known.id: known for known in history.jobs}
    gone = [old[job_id] for job_id in old.keys() - now.keys()]
    changed = [(old[i], now[i]) for i in old.keys() & now.keys() if old[i] != now[i]]
    if len(gone) == 1 and not changed:
        return [AddJob(gone[0]), RemoveJob(job.id)]
    if gone or len(changed) != 1 or changed[0][0].id == job.id:
        return []
    before, after = changed[0]
    names_of_fields = [
        f.name for f in fields(Job) if getattr(before, f.name) != getattr(after, f.name)
    ]
    back: dict[str, Any] = {name: getattr(before, name) for name in names_of_fields}
    again: dict[str, Any] = {name: getattr(after, name) for name in names_of_fields}
    edits: list[Edit] = [ChangeJob(before.id, back), ChangeJob(job.id, again)]
    return edits if not fitting(edits, history, "")[1] else []
