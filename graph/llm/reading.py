"""Turns a model's answer into an ``Understanding``, keeping only what the message supports."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeVar

from advisor.career import Education, Job, Limit, LimitKind, When
from advisor.edits import (
    AddEducation,
    AddJob,
    AddLimit,
    ChangeEducation,
    ChangeJob,
    Edit,
    Forget,
    Note,
    RemoveEducation,
    RemoveJob,
)
from graph.llm.answer import Answer, EducationItem, JobItem, LimitItem
from graph.llm.evidence import Evidence
from graph.llm.grounding import annual_pay_said, time_said
from graph.understanding import Intent, Topic, TurnContext, Understanding

_LONGEST_JOB = 720
"""Months."""

_Item = TypeVar("_Item", JobItem, EducationItem)
_Entry = TypeVar("_Entry", Job, Education)


def read_answer(
    answer: Answer, message: str, context: TurnContext, by: str
) -> tuple[Understanding | None, int]:
    """Map an answer to an understanding.

    Returns:
        The understanding and how many reported facts the message does not support. None instead of
        an understanding when nothing usable is left.
    """
    evidence = Evidence(message, context.today.year)
    reader = _Reader(evidence, context)
    question, chosen = context.question, _chosen(answer, context)
    edits = tuple(reader.edits(answer))
    if chosen and question and question.topic is Topic.JOB_TITLE and question.subject:
        edits = (*edits, ChangeJob(question.subject, {"code": chosen}))
    intent = answer.intent or Intent.TELL
    declines = answer.declines or intent is Intent.DECLINE
    parts = dict.fromkeys((*answer.unread, *reader.unplaced))
    understanding = Understanding(
        edits=edits,
        intent=intent,
        subject=_subject(answer, context, evidence),
        chosen=chosen if question and question.topic is Topic.TARGET_TITLE else None,
        unread=tuple(part for part in parts if evidence.message.says(part)),
        declined=(question.key,) if question and declines else (),
        by=by,
    )
    tells = bool(chosen or understanding.declined or understanding.unread)
    said_nothing = intent is Intent.TELL and not tells
    if not edits and (evidence.lost or said_nothing):
        return None, evidence.lost
    return understanding, evidence.lost


def _chosen(answer: Answer, context: TurnContext) -> str | None:
    offered = {option.code for option in context.question.options} if context.question else set()
    return answer.chosen if answer.chosen in offered else None


def _subject(answer: Answer, context: TurnContext, evidence: Evidence) -> str | None:
    """Keep a subject that the person named, or that stands on their screen."""
    seen = [*context.suggestions, *(job.title for job in context.history.jobs)]
    on_screen = (answer.subject or "").casefold() in {title.casefold() for title in seen}
    named = on_screen or evidence.message.mentions(answer.subject)
    return answer.subject if named else None


class _Reader:
    """Reads the facts of one answer.

    ``unplaced`` are the person's own words for jobs that could not be taken as reported.
    """

    def __init__(self, evidence: Evidence, context: TurnContext) -> None:
        self.unplaced: list[str] = []
        self._evidence = evidence
        self._history = context.history

    def edits(self, answer: Answer) -> Iterator[Edit]:
        for job in answer.jobs:
            yield from self._job(job)
        for education in answer.education:
            yield from self._education(education)
        yield from self._notes("interest", answer.interests)
        yield from self._notes("skill", answer.skills)
        for limit in answer.limits:
            yield from self._limit(limit)
        for text in answer.forget:
            yield from self._forget(text)

    def _job(self, item: JobItem) -> Iterator[Edit]:
        if item.id is None:
            yield from self._new_job(item)
            return
        known = self._known(item.id, self._history.jobs)
        if known is None:
            return
        item = _without_known(item, known)
        if not self._changes(item, item.quote or item.dates_quote):
            return
        if item.remove:
            yield RemoveJob(known.id)
        elif changes := self._job_facts(item, known.start):
            yield ChangeJob(known.id, changes)

    def _new_job(self, item: JobItem) -> Iterator[Edit]:
        quote = item.quote or item.title or ""
        known_titles = {job.title.casefold() for job in self._history.jobs}
        if not self._evidence.message.says(quote):
            # Repeating what is known is no invention, only useless.
            self._evidence.lost += (item.title or "").casefold() not in known_titles
            return
        facts = self._job_facts(item, known_start=None)
        if "title" not in facts:
            self._evidence.lost += item.title is None
            self.unplaced.append(quote)
            return
        before = item.before if any(j.id == item.before for j in self._history.jobs) else None
        yield AddJob(Job(**facts, id="new", quote=quote), before)

    def _job_facts(self, item: JobItem, known_start: When | None) -> dict[str, Any]:
        """Return the attributes of ``Job`` that the message supports."""
        evidence, months = self._evidence, item.duration_months or 0
        words = evidence.words(item.dates_quote, item.quote)
        start, end = evidence.date(item.start, words), evidence.end(item.end, words)
        if not evidence.possible(start or known_start, end):
            start = end = None
        return _given(
            title=evidence.kind(item.title),
            employer=evidence.name(item.employer),
            start=start,
            end=end,
            paid=item.paid,
            duration_months=months if 0 < months <= _LONGEST_JOB and time_said(words) else None,
        )

    def _education(self, item: EducationItem) -> Iterator[Edit]:
        if item.id is None:
            yield from self._new_education(item)
            return
        known = self._known(item.id, self._history.education)
        if known is None:
            return
        item = _without_known(item, known)
        if not self._changes(item, item.quote):
            return
        if item.remove:
            yield RemoveEducation(known.id)
        elif changes := self._education_facts(item):
            yield ChangeEducation(known.id, changes)

    def _new_education(self, item: EducationItem) -> Iterator[Edit]:
        if self._evidence.supports(item.quote):
            facts = self._education_facts(item)
            if facts.keys() & {"level", "field", "school"}:
                yield AddEducation(Education(**facts, id="new", quote=item.quote or ""))

    def _education_facts(self, item: EducationItem) -> dict[str, Any]:
        """Return the attributes of ``Education`` that the message supports."""
        evidence = self._evidence
        return _given(
            level=evidence.level(item.level, item.quote),
            field=evidence.kind(item.field),
            year=evidence.date(item.year, evidence.words(item.quote)),
            school=evidence.name(item.school),
            in_progress=item.in_progress,
        )

    def _notes(self, kind: Literal["interest", "skill"], texts: list[str]) -> Iterator[Edit]:
        yield from (Note(kind, text.strip()) for text in texts if self._evidence.supports(text))

    def _limit(self, item: LimitItem) -> Iterator[Edit]:
        quote, kind = item.quote or "", item.kind or LimitKind.OTHER
        if not self._evidence.supports(quote):
            return
        avoids = kind is LimitKind.AVOID_OCCUPATION
        occupation = self._evidence.kind(item.occupation) if avoids else None
        pay = annual_pay_said(item.dollars, quote) if kind is LimitKind.MINIMUM_PAY else None
        yield AddLimit(
            Limit(LimitKind.OTHER if avoids and not occupation else kind, quote, occupation, pay)
        )

    def _forget(self, text: str) -> Iterator[Edit]:
        wanted, history = text.strip().casefold(), self._history
        yield from (Forget("interest", k) for k in history.interests if k.casefold() == wanted)
        yield from (Forget("skill", k) for k in history.skills if k.casefold() == wanted)
        limits = (limit.quote for limit in history.limits)
        yield from (Forget("limit", k) for k in limits if k.casefold() == wanted)

    def _known(self, entry_id: str, entries: Iterable[_Entry]) -> _Entry | None:
        """Return the entry with this id; count an id that does not exist as lost."""
        entry = next((entry for entry in entries if entry.id == entry_id), None)
        self._evidence.lost += entry is None
        return entry

    def _changes(self, item: JobItem | EducationItem, quote: str | None) -> bool:
        """Return whether there is a change, in words of the message."""
        aside = {"id", "quote", "dates_quote", "before"}
        changed = item.model_dump(exclude=aside, exclude_none=True)
        return bool(changed) and self._evidence.supports(quote)


def _without_known(item: _Item, known: Job | Education) -> _Item:
    """Return the item without what it only repeats."""
    told = item.model_dump(exclude={"id", "quote", "remove"}, exclude_none=True)
    update = {n: None for n, value in told.items() if str(getattr(known, n, None)) == str(value)}
    return item.model_copy(update=update | {"remove": item.remove or None})


def _given(**facts: Any) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}
