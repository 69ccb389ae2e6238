"""Read what is to be removed: a job, a degree, an interest, a limit that no longer holds."""

from collections.abc import Sequence

from advisor.edits import Edit, Forget, RemoveEducation, RemoveJob
from graph.rules.date_corrections import says_when
from graph.rules.phrase_tables import search, sections
from graph.rules.references import find_education, find_job, names, speaks_of_school
from graph.rules.words import fold
from graph.understanding import TurnContext


def read_removal(core: str, context: TurnContext, before: Sequence[Edit]) -> list[Edit] | None:
    """Return the removals a clause asks for; empty if it is unclear of what, None if of nothing.

    Args:
        core: the folded clause.
        context: what is known and asked.
        before: edits read earlier in the message; "drop that" may point to one of them.
    """
    found = search("corrections", "removal", core)
    if not found:
        return None
    (after,) = sections("corrections")["after removal"]
    what = after.sub("", found["x"] or "").strip()
    if _says("it", what):
        removed = [e for e in before if isinstance(e, RemoveJob | RemoveEducation | Forget)]
        return list(removed) or _remove_last(what, context)
    return _forget(what, context) or _remove_named(what, context)


def _remove_last(what: str, context: TurnContext) -> list[Edit] | None:
    history = context.history
    asked = context.question.subject if context.question else None
    if asked and any(entry.id == asked for entry in history.education):
        return [RemoveEducation(asked)]
    if what.startswith("the last") or not history.education or asked:
        job = find_job("", context)
        return [RemoveJob(job.id)] if job else None
    return []


def _remove_named(what: str, context: TurnContext) -> list[Edit] | None:
    job = find_job(what, context, by_default=False)
    if job:
        return [RemoveJob(job.id)]
    entry = find_education(what, context, by_default=False)
    if entry and (speaks_of_school(what) or entry.field):
        return [RemoveEducation(entry.id)]
    return [] if context.history.jobs or context.history.education else None


def _forget(what: str, context: TurnContext) -> list[Edit]:
    """Return the edits that forget the interests, skills and limits that words name."""
    history = context.history
    edits: list[Edit] = []
    if _says("about tastes", what):
        edits.extend(_limits_about(what, context))
    (before,) = sections("corrections")["before taste"]
    core = before.sub("", what)
    edits += [Forget("interest", text) for text in history.interests if _names_taste(core, text)]
    edits += [Forget("skill", text) for text in history.skills if _names_taste(core, text)]
    return edits


def _names_taste(words: str, known: str) -> bool:
    return bool(words) and (words in fold(known) or fold(known) in words)


def read_denial(core: str, context: TurnContext) -> list[Edit] | None:
    """Read "I never worked at Walmart", if that is a known job."""
    if not _says("never", core) or says_when(core, context) or " but " in core:
        return None
    if any(_says(section, core) for section in ("ongoing", "over", "unfinished")):
        return None
    named = names(core, context.history)
    return [RemoveJob(named[0].id)] if len(named) == 1 else None


def lift_limits(core: str, context: TurnContext) -> list[Edit] | None:
    """Read "I don't mind nights after all", if nights were ruled out."""
    return (_limits_about(core, context) if _says("after all", core) else []) or None


def _limits_about(said: str, context: TurnContext) -> list[Edit]:
    known = sections("corrections")
    return [
        Forget("limit", limit.quote)
        for limit in context.history.limits
        if any(pattern.search(said) for pattern in known.get(f"limit {limit.kind}", ()))
        or (limit.occupation and limit.occupation.lower() in said)
    ]


def _says(section: str, said: str) -> bool:
    return search("corrections", section, said) is not None
