"""Reads the jobs of a message: titles, employers, dates and their order in time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from advisor.career import PRESENT, Job, When
from graph.rules.dates import DateKind, DateSpan, complete, job_dates
from graph.rules.employers import Workplace, find_workplaces
from graph.rules.segments import MASK_DATE, Place, Segment, not_so_from, split_segments
from graph.rules.titles import Phrase, TitleFinder
from graph.rules.triggers import Sign, read_sign
from graph.rules.verb_jobs import DeedReader, workplace_title
from graph.rules.words import tokenize


@dataclass(frozen=True, slots=True)
class JobMention:
    """A job told in a message.

    Attributes:
        job: the job; its id is empty.
        left, right: offsets of the title, or of the words it was read from.
        place: where it stands in time beside ``neighbour``; None if nothing was said.
        neighbour: index, in the same reading, of the job that ``place`` refers to; None when it
            refers to a job told in an earlier message.
    """

    job: Job
    left: int
    right: int
    place: Place | None = None
    neighbour: int | None = None


@dataclass(frozen=True, slots=True)
class Jobs:
    """What a message says about jobs.

    Attributes:
        mentions: jobs, oldest first as far as the message tells.
        changes: dates and employer said about a job told in an earlier message, as changes to a
            ``Job``; empty for none.
        workplaces: employers named without saying what the person did there.
        consumed: offsets of the parts of the message that were read.
    """

    mentions: tuple[JobMention, ...]
    changes: dict[str, Any]
    workplaces: tuple[str, ...]
    consumed: tuple[tuple[int, int], ...]


@dataclass
class _Draft:
    """A job while it is put together."""

    title: str
    left: int
    right: int
    sign: Sign = Sign.HELD
    paid: bool = True
    employer: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    points: list[When] = field(default_factory=list)
    place: Place | None = None
    shares: bool = False
    segment: Segment | None = None
    perfect: bool = False
    anonymous: bool = False


_UNPAID = re.compile(
    r"\b(?:unpaid|volunteer\w*|voluntari\w*|for free|no pay|without pay|not paid|wasn't paid|pro bono|didn't get paid"
    r"|sin (?:pago|paga|sueldo)|never got paid|weren't paid)\b"
)
_LIFE = re.compile(
    r"\b(?:born|married|divorced|kids?|baby|babies|son|daughter|children|moved (?:to|here|back|in|out|from)|pregnant|maternity"
    r"|unemployed|out of work|off work|time off|years? off|months? off|break from|gap|sick|surgery|injured|hurt my|accident|diagnosed|died|passed away"
    r"|prison|jail|rehab|travel(?:ed|ing)|school|college|graduated|degree|study|studied|studying|immigrated|came to|arrived"
    r"|stay(?:ed|ing)?[- ](?:at[- ])?home|raising|taking care of|cared for|certified|licensed|license|certificate|course|classes|bootcamp)\b"
)
_ABOUT_IT = re.compile(
    r"\b(?:there|that|it|this|job|left|quit|started|been|stayed|until|till|did|fired|laid off|let go|retired|worked|work|working|there's|still"
    r"|company|position|role|went under|closed|ended|that's|thats|lasted|since|from|for|hired|joined|began|promoted|esto|eso|ahi|alli|empece|deje|sali|resigned|same|got (?:the|that|hired)|sold)\b"
)
_PERFECT = re.compile(r"\b(?:i've been|ive been|i have been|been|he sido|llevo|have been|has been)\b")


class JobReader:
    """Reads jobs from the clauses of a message.

    Args:
        titles: finds what can be a title.
    """

    def __init__(self, titles: TitleFinder) -> None:
        self._titles = titles
        self._deeds = DeedReader()

    def read(
        self, text: str, masked: str, dates: Sequence[DateSpan], *, bare: bool, today: date
    ) -> Jobs:
        """Return the jobs of a message.

        Args:
            text: the message.
            masked: it folded, with the characters of dates and education replaced by masks.
            dates: the spans that say when, those about education left out.
            bare: whether a noun phrase alone answers an open question about jobs.
            today: the day the message was written.
        """
        lower_case = not re.search(r"(?<=[a-z,] )[A-Z][a-z]", text)
        reading = _Reading(text, masked, lower_case, bare)
        inherited, sentence = False, -1
        for segment in split_segments(masked):
            inherited = inherited and segment.sentence == sentence
            sentence = segment.sentence
            limit = not_so_from(masked, segment, inherited)
            inherited = limit is not None
            stop = segment.right if limit is None else max(limit, segment.left)
            within = [d for d in dates if segment.left <= d.left < segment.right]
            self._read_segment(reading, segment, stop, within)
        return reading.finish(today)

    def _read_segment(
        self, reading: "_Reading", segment: Segment, stop: int, dates: list[DateSpan]
    ) -> None:
        tokens = tokenize(
            reading.text[segment.left : stop], reading.masked[segment.left : stop], segment.left
        )
        phrases = self._titles.phrases(reading.text, tokens)
        spans = [(p.left, p.right) for p in phrases if p.known]
        workplaces = find_workplaces(reading.text, tokens, spans, reading.lower_case)
        drafts = self._accepted(reading, segment, stop, phrases, workplaces, dates)
        taken = [(d.left, d.right) for d in drafts]
        for deed in self._deeds.find(reading.text, tokens):
            inside = any(deed.left < right and left < deed.right for left, right in taken)
            if not inside and (deed.sure or dates or workplaces) and not _explained(drafts, deed.left):
                drafts.append(
                    _Draft(deed.title, deed.left, deed.right, paid=deed.paid, employer=deed.employer)
                )
        drafts.sort(key=lambda d: d.left)
        told = stop == segment.right
        reading.add(segment, drafts, workplaces, dates if told or drafts else [], told=told)

    def _accepted(
        self,
        reading: "_Reading",
        segment: Segment,
        stop: int,
        phrases: Iterable[Phrase],
        workplaces: Sequence[Workplace],
        dates: Sequence[DateSpan],
    ) -> list[_Draft]:
        drafts: list[_Draft] = []
        reach = segment.left
        ends = sorted([w.right for w in workplaces] + [d.right for d in dates])
        for phrase in phrases:
            if any(w.left < phrase.left < w.right for w in workplaces):
                continue
            if drafts or segment.left < phrase.left:
                inside = [e for e in ends if reach <= e <= phrase.left]
                reach = max([reach, *inside]) if drafts or _opens(reading.masked, segment.left, inside) else reach
            sign = read_sign(
                reading.masked, segment.left, phrase, reach, bare=reading.bare, right=stop
            )
            if sign is None:
                continue
            gap = reading.masked[reach : phrase.left] if drafts else ""
            shares = bool(drafts) and bool(re.fullmatch(r"[\s,]*(?:and|&|y|/|,|as well as)?(?: an?| as an?)?\s*", gap))
            shares = shares and not re.search(r"then|" + MASK_DATE, gap) and drafts[-1].right == reach
            drafts.append(
                _Draft(phrase.title, phrase.left, phrase.right, sign, shares=shares)
            )
            reach = phrase.right
        return drafts


def _opens(masked: str, left: int, ends: Sequence[int]) -> bool:
    """Whether a clause opens with a date or workplace, so that a title may follow it."""
    first = min(ends, default=left)
    words = masked[left:first].replace(MASK_DATE, " ").split()
    return len(words) <= 6


def _explained(drafts: Sequence[_Draft], left: int) -> bool:
    """Whether a deed only says more about a title told in the same clause before it."""
    return any(draft.right <= left for draft in drafts)


class _Reading:
    """Collects what the clauses of one message say."""

    def __init__(self, text: str, masked: str, lower_case: bool, bare: bool) -> None:
        self.text, self.masked = text, masked
        self.lower_case, self.bare = lower_case, bare
        self.drafts: list[_Draft] = []
        self.changes: dict[str, Any] = {}
        self.waiting: list[DateSpan] = []
        self.open_workplace: Workplace | None = None
        self.group: list[_Draft] = []
        self.last: Segment | None = None
        self.consumed: list[tuple[int, int]] = []

    def add(
        self,
        segment: Segment,
        drafts: list[_Draft],
        workplaces: Sequence[Workplace],
        dates: list[DateSpan],
        *,
        told: bool,
    ) -> None:
        """Add a clause: its jobs with their dates, or dates of a job told before."""
        if self.last is None or self.last.sentence != segment.sentence:
            self.waiting = []
        clause = self.masked[segment.left : segment.right]
        if not drafts and told:
            drafts = self._unnamed(segment, clause, workplaces, dates)
        if drafts:
            drafts[0].place = segment.place
            dates, self.waiting = self.waiting + dates, []
            _give_workplaces(drafts, workplaces, self.open_workplace)
            self.waiting = _give_dates(drafts, dates, self.masked)
            for draft in drafts:
                draft.segment = segment
                draft.perfect = bool(_PERFECT.search(clause))
                draft.paid = draft.paid and not _UNPAID.search(clause + " " + draft.title.lower())
            self._keep(drafts)
        elif told:
            self._loose(clause, dates, workplaces)
        self.last = segment

    def _keep(self, drafts: list[_Draft]) -> None:
        """Add drafts; one that names the work of a workplace told just before joins it."""
        previous = self.drafts[-1] if self.drafts else None
        first = drafts[0]
        if previous and previous.anonymous and first.employer in (None, previous.employer) and first.place is None:
            self.drafts.pop()
            first.employer = previous.employer
            first.facts = {**previous.facts, **first.facts}
            first.points = previous.points + first.points
            first.place = previous.place
        self.drafts += drafts
        self.group = [drafts[-1]]
        for draft in reversed(drafts[:-1]):
            if not self.group[-1].shares:
                break
            self.group.append(draft)

    def _unnamed(
        self, segment: Segment, clause: str, workplaces: Sequence[Workplace], dates: Sequence[DateSpan]
    ) -> list[_Draft]:
        """Return a job known by its workplace only ("worked at Walmart", "in a warehouse")."""
        worked = re.search(
            r"\b(?:work(?:ed|ing|s)?|job|jobs|hired|employed|joined|started|been|position|trabaj\w+|shifts|time|years|stint|moved|went|was)\b", clause
        )
        if not worked or not workplaces or (_LIFE.search(clause) and not re.search(r"\bwork", clause)):
            return []
        drafts: list[_Draft] = []
        for workplace in workplaces:
            title = workplace_title(workplace.kind)
            strong = re.search(r"\b(?:work(?:ed|ing|s)?|job|hired|employed|joined|trabaj\w+)\b", clause)
            if title is None and not (workplace.name and strong):
                continue
            if title and not strong and not dates:
                continue
            draft = _Draft(title or "", workplace.left, workplace.right)
            draft.anonymous = True
            if re.search(r"\b(?:i work|i'm working|currently|now|im working|trabajo)\b", clause):
                draft.sign = Sign.HOLDS
            drafts.append(draft)
        return drafts

    def _loose(self, clause: str, dates: list[DateSpan], workplaces: Sequence[Workplace]) -> None:
        """Give the dates of a clause without a job to the job it is about."""
        words = re.sub(rf"{MASK_DATE}+|[^\w]", " ", clause).split()
        if not words and dates and self.drafts and not _dated(self.drafts[-1]):
            pass
        elif dates and len(words) <= 1 and not self.drafts:
            self.waiting = dates
            return
        elif _LIFE.search(clause) or not (_ABOUT_IT.search(clause) or len(words) <= 2):
            return
        for span in dates:
            self.consumed.append((span.left, span.right))
            if not self.drafts:
                self.changes |= job_dates(span, self.changes)
            for draft in self.group:
                _give(draft, span, later=True)
        if self.group and re.search(r"\b(?:still (?:there|do|work|am)|i still|sigo)\b", clause):
            self.group[0].facts.setdefault("end", PRESENT)
        for workplace in workplaces:
            for draft in self.group:
                if draft.employer is None and workplace.name and re.search(r"\b(?:was|that|it|there)\b", clause):
                    draft.employer = workplace.name

    def finish(self, today: date) -> Jobs:
        """Return the jobs in order."""
        named = [d for d in self.drafts if d.title]
        workplaces = [d.employer for d in self.drafts if not d.title and d.employer]
        ordered = _ordered(named)
        mentions = []
        for draft in ordered:
            place, neighbour = _relation(draft, named, ordered)
            job = _job(draft, self.text, today)
            mentions.append(JobMention(job, draft.left, draft.right, place, neighbour))
        consumed = [(d.segment.left, d.segment.right) for d in self.drafts if d.segment] + self.consumed
        return Jobs(
            tuple(mentions), complete(self.changes), tuple(workplaces), tuple(sorted(set(consumed)))
        )


def _dated(draft: _Draft) -> bool:
    return bool(draft.points or "start" in draft.facts or "end" in draft.facts)


def _give_workplaces(
    drafts: list[_Draft], workplaces: Sequence[Workplace], before: Workplace | None
) -> None:
    """Give each employer to the job told just before it in the clause, else to the next one."""
    for workplace in workplaces:
        if workplace.name is None:
            continue
        earlier = [d for d in drafts if d.left <= workplace.left]
        later = [d for d in drafts if d.left > workplace.left]
        for draft in [*reversed(earlier[-1:]), *later[:1]]:
            if draft.employer is None:
                draft.employer = workplace.name
                break
    for place in range(len(drafts) - 1, 0, -1):
        if drafts[place].shares and drafts[place - 1].employer is None:
            drafts[place - 1].employer = drafts[place].employer


def _give_dates(drafts: list[_Draft], dates: list[DateSpan], masked: str) -> list[DateSpan]:
    """Give each date to its job; return those at the end that belong to the next clause."""
    if not dates:
        return []
    ahead = dates[0].left < drafts[0].left and len(dates) > 1
    left_over: list[DateSpan] = []
    for place, span in enumerate(dates):
        earlier = [d for d in drafts if d.left < span.left]
        later = [d for d in drafts if d.left > span.left]
        if ahead or not earlier:
            draft = later[0] if later else earlier[-1]
        else:
            draft = earlier[-1]
        last = place == len(dates) - 1
        full = "start" in draft.facts and "end" in draft.facts
        if last and not later and full and span.kind is DateKind.RANGE:
            left_over.append(span)
            continue
        _give(draft, span)
    for place in range(len(drafts) - 1, 0, -1):
        if drafts[place].shares and not _dated(drafts[place - 1]):
            drafts[place - 1].facts |= drafts[place].facts
            drafts[place - 1].points += drafts[place].points
    return left_over


def _give(draft: _Draft, span: DateSpan, *, later: bool = False) -> None:
    if span.kind is DateKind.POINT and span.start:
        if not (later and _dated(draft)):
            draft.points.append(span.start)
        return
    draft.facts |= job_dates(span, draft.facts)


def _ordered(drafts: list[_Draft]) -> list[_Draft]:
    """Return the drafts oldest first, as far as the words tell."""
    order: list[_Draft] = []
    last: _Draft | None = None
    for draft in drafts:
        place = len(order) if last is None else order.index(last) + 1
        later = last is not None and last.sign is Sign.LATER
        if last is not None and (draft.place is Place.BEFORE or later):
            place -= 1
        elif last is not None and draft.place is None and last.sign is Sign.HOLDS and draft.sign is Sign.HELD:
            place -= 1
        order.insert(place, draft)
        last = draft
    return order


def _relation(
    draft: _Draft, told: list[_Draft], ordered: list[_Draft]
) -> tuple[Place | None, int | None]:
    at = told.index(draft)
    if draft.sign is Sign.LATER or draft.place is None:
        return (draft.place, None)
    return draft.place, ordered.index(told[at - 1]) if at else None


def _job(draft: _Draft, text: str, today: date) -> Job:
    facts = dict(draft.facts)
    points = sorted(draft.points)
    if points and "start" not in facts:
        facts["start"] = points[0]
        if len(points) > 1 and "end" not in facts:
            facts["end"] = points[-1]
        elif "end" not in facts and "duration_months" not in facts and draft.sign is not Sign.HOLDS:
            facts["end"] = points[0]
    elif points and "end" not in facts and "duration_months" not in facts:
        facts["end"] = points[-1]
    holds = draft.sign is Sign.HOLDS
    months = facts.get("duration_months")
    if holds and "end" not in facts and not (months and not draft.perfect and "start" in facts):
        facts["end"] = PRESENT
    if facts.get("end") == PRESENT and "start" not in facts and months and months >= 12 and draft.perfect:
        facts["start"] = When((today.year * 12 + today.month - 1 - months) // 12, 0, True)
    facts = _consistent(complete(facts), today)
    segment = draft.segment
    quote = text[segment.left : segment.right] if segment else text[draft.left : draft.right]
    return Job(
        id="",
        title=draft.title,
        employer=draft.employer,
        quote=" ".join(quote.split()).strip(" ,;(-"),
        paid=draft.paid,
        **facts,
    )


def _consistent(facts: dict[str, Any], today: date) -> dict[str, Any]:
    """Drop what cannot be: an end before the start, a worked-out end in the future."""
    start, end = facts.get("start"), facts.get("end")
    if isinstance(end, When) and end.approximate and end.year > today.year:
        facts = {**facts, "end": None}
    if start and isinstance(end, When) and (end.year, end.month or 12) < (start.year, start.month):
        return {k: v for k, v in facts.items() if k != "end"}
    return {k: v for k, v in facts.items() if v is not None}
