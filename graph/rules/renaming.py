"""Read corrected names: "it was Target, not Walmart", "I meant pharmacy technician"."""

import re

from advisor.career import Job
from advisor.edits import ChangeEducation, ChangeJob, Edit
from graph.rules.phrase_tables import search, sections
from graph.rules.references import find_job, same_name
from graph.rules.sentences import Clause
from graph.rules.subjects import KnowsTitle
from graph.rules.words import fold
from graph.understanding import Topic, TurnContext

_ABOUT_NAME = re.compile(r"^(?:title|job|employer|company) (?:from )?| (?:job|title|one|position)$")
_BARE = ("not ", "no ")
"""Opens a contrast that says of nothing known that it "was" or "is" so."""
_MOST_WORDS = 7
"""Words of a title or employer, at most."""


def rename(
    clause: Clause, core: str, context: TurnContext, knows_title: KnowsTitle, *, cued: bool
) -> list[Edit] | None:
    """Return the change of name that a clause makes; None if it makes none, empty if unclear.

    Args:
        clause: the clause, for the words as written.
        core: the folded clause without the words that announce a correction.
        context: what is known and asked.
        knows_title: tells titles from employers.
        cued: whether a correction was announced.
    """
    wished = not cued and core.startswith(_BARE) and _speaks_of_wishes(context)
    for pattern in sections("corrections")["new not old"]:
        found = pattern.search(core)
        edits = _replace(_written(found["new"], clause), found["old"], context) if found else None
        if edits is not None and not (wished and any(map(_of_trade, edits))):
            return edits
    if not cued or not context.history.jobs:
        return None
    meant = search("corrections", "meant", core)
    if meant and not re.search(r"\d", meant["new"]):
        return _meant(_written(meant["new"], clause), core, context, knows_title)
    employer = search("corrections", "employer", core)
    if employer and not re.search(r"\d", employer["new"]):
        new = _written(employer["new"], clause)
        job = find_job("", context)
        return [ChangeJob(job.id, {"employer": new})] if job and new[:1].isupper() else None
    return None


def _of_trade(edit: Edit) -> bool:
    """Whether an edit changes what somebody did or studied, not where."""
    return bool({"title", "field"} & getattr(edit, "changes", {}).keys())


def _speaks_of_wishes(context: TurnContext) -> bool:
    """Whether "not nursing, teaching kids" would be about what the person wants."""
    topic = context.question.topic if context.question else None
    wishes = topic in (Topic.INTERESTS, Topic.LIMITS, Topic.TARGET_TITLE)
    return wishes or (topic is None and bool(context.history.interests or context.suggestions))


def _written(words: str, clause: Clause) -> str:
    """Return words of the folded clause as they were written."""
    words = _name(words)
    place = fold(clause.text).find(words)
    return clause.text[place : place + len(words)] if place >= 0 else words


def _name(words: str) -> str:
    (after,) = sections("corrections")["after name"]
    return after.sub("", words.strip(" ,.'\""))


def _replace(new: str, old: str, context: TurnContext) -> list[Edit] | None:
    """Put a new name in the place of the old one, wherever the history holds that."""
    old = _ABOUT_NAME.sub("", _name(old))
    if not new or search("corrections", "no name", old):
        return None
    history = context.history
    employers = [j for j in history.jobs if same_name(old, j.employer)]
    titles = [j for j in history.jobs if same_name(old, j.title) or _is_head(old, j.title)]
    if employers or titles:
        job = _the_one(employers or titles, context)
        changes = {"employer": new} if employers else {"title": new, "code": None}
        return [ChangeJob(job.id, changes)] if job else []
    for entry in history.education:
        if same_name(old, entry.field):
            return [ChangeEducation(entry.id, {"field": new})]
        if same_name(old, entry.school):
            return [ChangeEducation(entry.id, {"school": new})]
    return None


def _is_head(word: str, title: str) -> bool:
    """Whether a word is the last of a title: "cook" of "line cook"."""
    return len(word) > 3 and fold(title).split()[-1:] == [word]


def _the_one(jobs: list[Job], context: TurnContext) -> Job | None:
    if len(jobs) == 1:
        return jobs[0]
    asked = [j for j in jobs if context.question and j.id == context.question.subject]
    return asked[0] if asked else None


def _meant(new: str, core: str, context: TurnContext, knows_title: KnowsTitle) -> list[Edit] | None:
    """Read "I meant X": a title, or an employer if it is like one or no title."""
    job = find_job("", context)
    if job is None or not new or len(new.split()) > _MOST_WORDS:
        return None
    if knows_title(fold(new)) or same_name(new, job.title):
        return [ChangeJob(job.id, {"title": new, "code": None})]
    if new[:1].isupper():
        return [ChangeJob(job.id, {"employer": new})]
    return [] if core.startswith("i meant") else None
