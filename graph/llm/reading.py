"""Turns a model's answer into an ``Understanding``, keeping only what the message supports."""

from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeVar

from advisor.career import (
    PRESENT,
    Education,
    EducationLevel,
    Job,
    Limit,
    LimitKind,
    When,
)
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
from graph.llm.grounding import Message, annual_pay_said, date_said, level_said, time_said
from graph.understanding import Intent, Topic, TurnContext, Understanding

_LONGEST_NAME = 100
"""Characters of a title, employer, school or field; more is a sentence, not a name."""

_LONGEST_JOB = 720
"""Months."""

_Item = TypeVar("_Item", JobItem, EducationItem)


def read_answer(
    answer: Answer, message: str, context: TurnContext, by: str
) -> tuple[Understanding | None, int]:
    """Map an answer to an understanding.

    Returns:
        The understanding and how many reported facts the message does not support. None instead of
        an understanding when nothing usable is left.
    """
    reader = _Reader(message, context)
    edits = tuple(reader.edits(answer))
    intent = answer.intent or Intent.TELL
    chosen = reader.chosen(answer)
    question = context.question
    if chosen and question and question.topic is Topic.JOB_TITLE and question.subject:
        edits = (*edits, ChangeJob(question.subject, {"code": chosen}))
    unread = dict.fromkeys(
        part for part in (*answer.unread, *reader.unplaced) if reader.message.says(part)
    )
    understanding = Understanding(
        edits=edits,
        intent=intent,
        subject=reader.subject(answer),
        chosen=chosen if question and question.topic is Topic.TARGET_TITLE else None,
        unread=tuple(unread),
        declined=reader.declined(answer),
        by=by,
    )
    said_nothing = intent is Intent.TELL and not (chosen or understanding.declined or unread)
    if not edits and (reader.lost or said_nothing):
        return None, reader.lost
    return understanding, reader.lost


class _Reader:
    """Reads one answer; counts in ``lost`` the facts that are not in the message.

    ``unplaced`` are the person's own words for jobs that could not be taken as reported.
    """

    def __init__(self, message: str, context: TurnContext) -> None:
        self.message = Message(message)
        self.lost = 0
        self.unplaced: list[str] = []
        self._context = context
        self._history = context.history
        self._text = message

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

    def chosen(self, answer: Answer) -> str | None:
        question = self._context.question
        offered = {option.code for option in question.options} if question else set()
        return answer.chosen if answer.chosen in offered else None

    def subject(self, answer: Answer) -> str | None:
        """Keep a subject that the person named, or that stands on their screen."""
        seen = [*self._context.suggestions, *(job.title for job in self._history.jobs)]
        on_screen = (answer.subject or "").casefold() in {title.casefold() for title in seen}
        return answer.subject if on_screen or self.message.mentions(answer.subject) else None

    def declined(self, answer: Answer) -> tuple[str, ...]:
        declines = answer.declines or answer.intent is Intent.DECLINE
        question = self._context.question
        return (question.key,) if question and declines else ()

    def _job(self, item: JobItem) -> Iterator[Edit]:
        known = {job.id: job for job in self._history.jobs}
        if item.id is None:
            yield from self._new_job(item)
        elif item.id not in known:
            self.lost += 1
        else:
            item = _without_known(item, known[item.id])
            if not self._supports_change(item, item.quote or item.dates_quote):
                return
            if item.remove:
                yield RemoveJob(item.id or "")
            elif changes := self._job_facts(item, known[item.id or ""].start):
                yield ChangeJob(item.id or "", changes)

    def _new_job(self, item: JobItem) -> Iterator[Edit]:
        quote, title = item.quote or item.title, _name(item.title)
        if not self.message.says(quote):
            # Repeating what is known is no invention, only useless.
            known = {job.title.casefold() for job in self._history.jobs}
            repeated = (title or "").casefold() in known
            self.lost += not repeated
            return
        if not title or not self.message.mentions(title):
            self.lost += 1
            self.unplaced.append(quote or "")
            return
        facts = self._job_facts(item, known_start=None)
        before = item.before if item.before in {job.id for job in self._history.jobs} else None
        yield AddJob(Job(**(facts | {"id": "new", "title": title, "quote": quote or ""})), before)

    def _job_facts(self, item: JobItem, known_start: When | None) -> dict[str, Any]:
        """Return the attributes of ``Job`` that the message supports."""
        said = self._said(item.dates_quote, item.quote)
        start, end = self._date(item.start, said), self._end(item.end, said)
        if _impossible(start or known_start, end, self._context.today.year):
            start = end = None
            self.lost += 1
        months = item.duration_months or 0
        return _given(
            title=self._only(_name(item.title), self.message.mentions),
            employer=self._only(_name(item.employer), self.message.says),
            start=start,
            end=end,
            paid=item.paid,
            duration_months=months if 0 < months <= _LONGEST_JOB and time_said(said) else None,
        )

    def _education(self, item: EducationItem) -> Iterator[Edit]:
        known = {entry.id: entry for entry in self._history.education}
        if item.id is None:
            yield from self._new_education(item)
        elif item.id not in known:
            self.lost += 1
        else:
            item = _without_known(item, known[item.id])
            if not self._supports_change(item, item.quote):
                return
            if item.remove:
                yield RemoveEducation(item.id or "")
            elif changes := self._education_facts(item):
                yield ChangeEducation(item.id or "", changes)

    def _new_education(self, item: EducationItem) -> Iterator[Edit]:
        if not self.message.says(item.quote):
            self.lost += 1
            return
        facts = self._education_facts(item)
        if facts.keys() & {"level", "field", "school"}:
            yield AddEducation(Education(**facts, id="new", quote=item.quote or ""))

    def _education_facts(self, item: EducationItem) -> dict[str, Any]:
        return _given(
            level=self._level(item),
            field=self._only(_name(item.field), self.message.mentions),
            year=self._date(item.year, self._said(item.quote)),
            school=self._only(_name(item.school), self.message.says),
            in_progress=item.in_progress,
        )

    def _level(self, item: EducationItem) -> EducationLevel | None:
        supported = level_said(item.level, self._said(item.quote))
        self.lost += item.level is not None and not supported
        return item.level if supported else None

    def _notes(self, kind: Literal["interest", "skill"], texts: list[str]) -> Iterator[Edit]:
        for text in texts:
            if self.message.says(text):
                yield Note(kind, text.strip())
            else:
                self.lost += 1

    def _limit(self, item: LimitItem) -> Iterator[Edit]:
        quote = item.quote or ""
        if not self.message.says(quote):
            self.lost += 1
            return
        kind, occupation = item.kind or LimitKind.OTHER, None
        if kind is LimitKind.AVOID_OCCUPATION:
            occupation = self._only(_name(item.occupation), self.message.mentions)
            kind = kind if occupation else LimitKind.OTHER
        pay = annual_pay_said(item.dollars, quote) if kind is LimitKind.MINIMUM_PAY else None
        yield AddLimit(Limit(kind, quote, occupation, pay))

    def _forget(self, text: str) -> Iterator[Edit]:
        history = self._history
        limits = [limit.quote for limit in history.limits]
        kinds: tuple[tuple[Literal["interest", "skill", "limit"], Any], ...] = (
            ("interest", history.interests),
            ("skill", history.skills),
            ("limit", limits),
        )
        for kind, known in kinds:
            yield from (Forget(kind, k) for k in known if k.casefold() == text.strip().casefold())

    def _supports_change(self, item: JobItem | EducationItem, quote: str | None) -> bool:
        """Return whether there is a change, in words of the message."""
        if not item.model_dump(exclude={"id", "quote", "dates_quote", "before"}, exclude_none=True):
            return False
        self.lost += not self.message.says(quote)
        return self.message.says(quote)

    def _only(self, text: str | None, supports: Callable[[str], bool]) -> str | None:
        """Return a reported text if the message supports it."""
        if text is None or supports(text):
            return text
        self.lost += 1
        return None

    def _said(self, *quotes: str | None) -> str:
        """Return the words a date was read from; the whole message if none were given."""
        given = [quote for quote in quotes if quote]
        if not given:
            return self._text
        return next((quote for quote in given if self.message.says(quote)), "")

    def _date(self, date: str | None, said: str) -> When | None:
        when = date_said(date, said, self._context.today.year)
        self.lost += date is not None and when is None
        return when

    def _end(self, date: str | None, said: str) -> When | Literal["present"] | None:
        if date is not None and date.casefold() == PRESENT:
            return PRESENT
        return self._date(date, said)


def _without_known(item: _Item, known: Job | Education) -> _Item:
    """Return the item without what it only repeats."""
    told = item.model_dump(exclude={"id", "quote", "remove"}, exclude_none=True)
    update = {n: None for n, value in told.items() if str(getattr(known, n, None)) == str(value)}
    return item.model_copy(update=update | {"remove": item.remove or None})


def _impossible(start: When | None, end: When | Literal["present"] | None, this_year: int) -> bool:
    """Return whether a job would start in the future or end before it starts."""
    if start is None:
        return False
    ends_first = isinstance(end, When) and (
        end.year < start.year or (end.year == start.year and 0 < end.month < start.month)
    )
    return start.year > this_year or ends_first


def _given(**facts: Any) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}


def _name(text: str | None) -> str | None:
    text = " ".join((text or "").split())
    return text if 0 < len(text) <= _LONGEST_NAME else None
