"""Read corrected names: "it was Target, not Walmart", "I meant pharmacy technician"."""

import re

from advisor.career import Job
from advisor.edits import ChangeEducation, ChangeJob, Edit
from graph.rules.references import find_job, same_name
from graph.rules.sentences import Clause
from graph.rules.subjects import KnowsTitle
from graph.rules.words import fold
from graph.understanding import TurnContext

_NEW_NOT_OLD = re.compile(
    r"^(?:(?:it|that|this|he|the \w+)(?:'s| was| is| should be)?|i was|i'm|i am|i worked|i meant|make (?:it|that)|work(?:ed)?|should be|fue|era)?\s*"
    r"(?:called |really |actually |at |for |as |in |with )*(?:an? |the |una? )?(?P<new>[^,]+?),?\s+(?:and )?(?:not|instead of|rather than|no|y no) (?:at |for |as |in |with )*(?:an? |the |una? )?(?P<old>[^,]+)$"
)
_NOT_OLD_NEW = re.compile(
    r"^(?:it |that |this |i )?(?:wasn't|was not|isn't|is not|not|am not|'m not|didn't work|no (?:era|fue))\s+(?:called |at |for |as |in |with )*(?:an? |the |una? )?(?P<old>[^,]+?)(?:,|\s+but)\s*"
    r"(?:but |rather |it was |it's |i was |i worked |instead |sino |era |fue )*(?:at |for |as |in |with )*(?:an? |the |una? )?(?P<new>[^,]+)$"
)
_CHANGE = re.compile(
    r"\b(?:change|replace|rename|correct|update|switch|cambia)\s+(?:the |my |el |la )?(?P<old>.+?)\s+(?:to|with|into|for|by|a|por)\s+(?:be )?(?:an? |the )?(?P<new>.+)$"
)
_MEANT = re.compile(
    r"^(?:i meant|i mean|quise decir|(?:it|the (?:title|job|job title|position|role)|my (?:title|job title|position|role)) (?:was|is|should be|should say|should have been)(?: actually| really| called)?|"
    r"(?:it's|it was) (?:actually |really )?(?:called|more (?:of|like))|call it|make (?:it|that)|should be)(?: to (?:say|write|type))?\s+(?:at (?=\S)|for |as )?(?:an? |the )?(?P<new>.+)$"
)
_EMPLOYER = re.compile(
    r"\b(?:the (?:employer|company|place|store|name|business|firm|hospital|restaurant)|it) (?:was|is|'s|should be|was called)(?: actually| really)? (?:called |at |for )?(?P<new>.+)$"
    r"|^(?:i (?:was|worked) |it was )(?:actually |really )?(?:at|for) (?P<at>.+)$"
)
_PLACEHOLDER = re.compile(r"^(?:title|job title|employer|company|that|it|this|job|one)\b|.*\bdates?\b")
_TAIL = re.compile(
    r"(?:,.*| (?:actually|please|sorry|instead|though|i think|i believe|not that|rather|there|back then| in my \w+))+$"
)


def rename(
    clause: Clause, core: str, context: TurnContext, knows_title: KnowsTitle, *, cued: bool
) -> list[Edit] | None:
    """Return the change of name that a clause makes; None if it makes none, empty if unclear."""
    for pattern in (_NEW_NOT_OLD, _NOT_OLD_NEW, _CHANGE):
        found = pattern.search(core)
        if found:
            edits = _replace(_written(found["new"], clause), found["old"], context, knows_title)
            if edits is not None:
                return edits
    if not cued or not context.history.jobs:
        return None
    employer = _EMPLOYER.search(core)
    meant = _MEANT.search(core)
    if meant and not re.search(r"\d", meant["new"]):
        return _meant(_written(meant["new"], clause), core, context, knows_title)
    if employer and not re.search(r"\d", employer[0]):
        new = _written(employer["new"] or employer["at"], clause)
        job = find_job("", context)
        return [ChangeJob(job.id, {"employer": new})] if job and new[:1].isupper() else None
    return None


def _written(words: str, clause: Clause) -> str:
    """Return words of the folded clause as they were written."""
    words = _TAIL.sub("", words.strip(" ,.'\""))
    place = fold(clause.text).find(words)
    return clause.text[place : place + len(words)] if place >= 0 else words


def _replace(
    new: str, old: str, context: TurnContext, knows_title: KnowsTitle
) -> list[Edit] | None:
    """Put a new name in the place of the old one, wherever the history holds that."""
    old = _TAIL.sub("", old.strip(" ,.'\""))
    old = re.sub(r"^(?:title|job|employer|company) (?:from )?| (?:job|title|one|position)$", "", old)
    if not new or re.fullmatch(r"(?:in |from )?\d{4}", old) or _PLACEHOLDER.match(old):
        return None
    history = context.history
    employers = [j for j in history.jobs if same_name(old, j.employer)]
    titles = [j for j in history.jobs if same_name(old, j.title) or _head(old, j)]
    if employers:
        job = _pick(employers, context)
        return [ChangeJob(job.id, {"employer": new})] if job else []
    if titles:
        job = _pick(titles, context)
        return [ChangeJob(job.id, {"title": new, "code": None})] if job else []
    for entry in history.education:
        if same_name(old, entry.field):
            return [ChangeEducation(entry.id, {"field": new})]
        if same_name(old, entry.school):
            return [ChangeEducation(entry.id, {"school": new})]
    return None


def _head(old: str, job: Job) -> bool:
    return len(old) > 3 and fold(job.title).split()[-1:] == [old]


def _pick(jobs: list[Job], context: TurnContext) -> Job | None:
    if len(jobs) == 1:
        return jobs[0]
    asked = [j for j in jobs if context.question and j.id == context.question.subject]
    return asked[0] if asked else None


def _meant(
    new: str, core: str, context: TurnContext, knows_title: KnowsTitle
) -> list[Edit] | None:
    """Read "I meant X": a title, or an employer if it is like one or no title."""
    job = find_job("", context)
    if job is None or not new or len(new.split()) > 7:
        return None
    if knows_title(fold(new)):
        return [ChangeJob(job.id, {"title": new, "code": None})]
    if same_name(new, job.title) or new.islower():
        return [ChangeJob(job.id, {"title": new, "code": None})] if "meant" in core else None
    if new[:1].isupper():
        return [ChangeJob(job.id, {"employer": new})]
    return []
