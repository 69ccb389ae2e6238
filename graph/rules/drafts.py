"""A job while it is put together, and the job that comes of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from advisor.career import PRESENT, Job, When
from graph.rules.dates import DateKind, DateSpan, complete, job_dates
from graph.rules.segments import Place, Segment
from graph.rules.triggers import Sign


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
        ended: since when the person has had no job, where the message tells none before; None if
            it does not say so.
    """

    mentions: tuple[JobMention, ...]
    changes: dict[str, Any]
    workplaces: tuple[str, ...]
    consumed: tuple[tuple[int, int], ...]
    ended: When | None = None


@dataclass(eq=False)
class Draft:
    """A job while it is put together.

    Attributes:
        shares: joined to the title before it by "and": dates and employer hold for both.
        perfect: told in the present perfect ("I've been a nurse for 5 years").
        anonymous: known by its workplace only.
        deed: told by a verb, not by a title.
        at_place: its title is only what people do at such a place ("in the print shop").
    """

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
    deed: bool = False
    at_place: bool = False

    @property
    def dated(self) -> bool:
        """Whether a start or an end is known."""
        return bool(self.points or "start" in self.facts or "end" in self.facts)

    def take(self, span: DateSpan, *, later: bool = False) -> None:
        """Add what a date says; ``later`` if it stands in a clause after the job's own."""
        if span.kind is DateKind.POINT and span.start:
            if not (later and self.dated):
                self.points.append(span.start)
            return
        self.facts |= job_dates(span, self.facts)


def in_order(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts oldest first, as far as the words tell."""
    order: list[Draft] = []
    last: Draft | None = None
    at = -1
    for draft in drafts:
        place = at + 1
        if last is not None:
            past = draft.place is None and last.sign is Sign.HOLDS and draft.sign is Sign.HELD
            if draft.place is Place.BEFORE or last.sign is Sign.LATER or past:
                place = at
        order.insert(place, draft)
        last, at = draft, place
    return order


def relations(told: list[Draft], ordered: list[Draft]) -> list[tuple[Place | None, int | None]]:
    """Return, for each draft in order, its place in time and the index of the job it refers to."""
    index = {id(draft): place for place, draft in enumerate(ordered)}
    found: list[tuple[Place | None, int | None]] = [(None, None)] * len(ordered)
    for at, draft in enumerate(told):
        if draft.sign is not Sign.LATER and draft.place is not None:
            found[index[id(draft)]] = (draft.place, index[id(told[at - 1])] if at else None)
    return found


def finished_job(draft: Draft, text: str, today: date) -> Job:
    """Return the job that a draft has become."""
    segment = draft.segment
    quote = text[segment.left : segment.right] if segment else text[draft.left : draft.right]
    return Job(
        id="",
        title=draft.title,
        employer=draft.employer,
        quote=" ".join(quote.split()).strip(" ,;(-"),
        paid=draft.paid,
        **_dates(draft, today),
    )


def _dates(draft: Draft, today: date) -> dict[str, Any]:
    """Return the job's start, end and length from all that was said about them."""
    facts = dict(draft.facts)
    points = sorted(draft.points)
    months = facts.get("duration_months")
    holds = draft.sign is Sign.HOLDS
    if points and "end" not in facts and not months and not holds:
        facts["end"] = points[-1]
    if points:
        facts.setdefault("start", points[0])
    if holds and "end" not in facts and not (months and not draft.perfect and "start" in facts):
        facts["end"] = PRESENT
    open_length = facts.get("end") == PRESENT and "start" not in facts and draft.perfect
    if open_length and months and months >= 12:
        facts["start"] = When((today.year * 12 + today.month - 1 - months) // 12, 0, True)
    facts = complete(facts)
    start, end = facts.get("start"), facts.get("end")
    if isinstance(end, When):
        future = end.approximate and end.year > today.year
        if future or (start and (end.year, end.month or 12) < (start.year, start.month)):
            facts.pop("end")
    return facts
