"""Puts the jobs of a message together: each title with its employer, dates and place in time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from advisor.career import PRESENT, Job, When
from graph.rules.dates import DateKind, DateSpan, complete, job_dates
from graph.rules.employers import Workplace
from graph.rules.segments import MASK_DATE, Place, Segment
from graph.rules.triggers import Sign
from graph.rules.verb_jobs import workplace_title


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
class Draft:
    """A job while it is put together.

    Attributes:
        shares: joined to the title before it by "and": dates and employer hold for both.
        perfect: told in the present perfect ("I've been a nurse for 5 years").
        anonymous: known by its workplace only.
        deed: told by a verb, not by a title.
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


_UNPAID = re.compile(
    r"\b(?:unpaid|volunteer\w*|voluntari\w*|for free|no pay|without pay|not paid|wasn't paid|pro bono"
    r"|didn't get paid|sin (?:pago|paga|sueldo)|never got paid|weren't paid)\b"
)
_LIFE = re.compile(
    r"\b(?:born|married|divorced|kids?|baby|babies|newborn|son|daughter|children|moved (?:to|here|back|in|out|from)"
    r"|pregnant|maternity|unemployed|out of work|not working|nothing|off work|time off|years? off|months? off"
    r"|break|gap|sick|surgery|injured|hurt my|accident|diagnosed|died|passed away|prison|jail|rehab"
    r"|travel(?:ed|ing)|school|college|graduated|degree|study|studied|studying|immigrated|came to|arrived"
    r"|stay(?:ed|ing)?[- ](?:at[- ])?home|been home|at home|raising|certified|licensed|license|certificate|course|classes"
    r"|bootcamp|covid|pandemic|desempleado|desempleada|sin trabajo)\b"
)
_ABOUT_IT = re.compile(
    r"\b(?:was|were|there|that|it|this|job|left|quit|started|been|stayed|until|till|did|fired|laid off|let go|retired"
    r"|worked|work|working|still|company|position|role|went under|closed|ended|that's|thats|lasted|since"
    r"|from|for|hired|joined|began|promoted|esto|eso|ahi|alli|empece|deje|sali|resigned|same|sold|desde|hasta"
    r"|got (?:the|that|hired))\b"
)
_EARLIER_JOB = re.compile(
    r"\b(?:there|that was|it was|that job|this job|that one|left|quit|started|stayed|been|still|until|till|was|were"
    r"|did (?:it|that)|worked|work|ended|fired|laid off|retired|began|joined|hired|promoted)\b"
)
_PERFECT = re.compile(r"\b(?:i've|ive|i have|been|he sido|llevo|have been|has been)\b")
_WORKED = re.compile(r"\b(?:help(?:ed|ing)?(?: out)?|work(?:ed|ing|s)?|job|hired|employed|joined|trabaj\w+)\b")
_WAS_AT = re.compile(r"\b(?:jobs|started|been|position|shifts|time|years|stint|moved|went|was)\b")
_NOW = re.compile(r"\b(?:i work|i'm working|currently|now|im working|trabajo|i'm at|im at|i am at)\b")
_THERE = re.compile(r"\b(?:there|ahi|alli|same (?:\w+ )?(?:company|place|store|employer|hospital|clinic|restaurant|school|firm|shop|team|department))\b")
_SINCE_THEN = re.compile(r"\b(?:since then|ever since|desde entonces)\b")

_STILL = re.compile(r"\b(?:still (?:there|do|doing|work|am|here|at it|going)|i still|sigo)\b")
_ANOTHER_JOB = re.compile(r"\b(?:and|then|&) (?:also |then )?(?:worked|work|working|a job)\b")
_AS_NEXT = re.compile(r"\s*(?:as|como)\s+(?:an?\s+|the\s+)?")


class Assembly:
    """Collects what the clauses of one message say about jobs, in order.

    Args:
        text: the message.
        masked: the same folded, dates and schooling masked.
        bare, fragments: see ``JobReader.read``.
    """

    def __init__(self, text: str, masked: str, *, bare: bool, fragments: bool) -> None:
        self.text, self.masked, self.bare, self.fragments = text, masked, bare, fragments
        # In a message without capitals, names have none either.
        self.lower_case = re.search(r"(?<=[a-z,] )[A-Z][a-z]", text) is None
        self._drafts: list[Draft] = []
        self._group: list[Draft] = []
        self._changes: dict[str, Any] = {}
        self._waiting: list[DateSpan] = []
        self._consumed: list[tuple[int, int]] = []
        self._sentence = -1
        self._gap = False
        self.more = False
        """Whether another clause of the sentence follows the one added next."""

    def add(
        self,
        segment: Segment,
        drafts: list[Draft],
        workplaces: Sequence[Workplace],
        dates: list[DateSpan],
        *,
        told: bool,
    ) -> None:
        """Add a clause: its jobs with their dates, or facts about a job told before.

        Args:
            segment: the clause.
            drafts: the jobs read from it, left to right.
            workplaces, dates: those of the clause.
            told: whether all of the clause tells what the person did.
        """
        if self._sentence != segment.sentence:
            self._settle_waiting()
            self._gap, self._sentence = False, segment.sentence
        clause = self.masked[segment.left : segment.right]
        if not drafts and told:
            drafts = self._unnamed(clause, workplaces, dates)
        if drafts and not self._retold(drafts, clause, workplaces):
            drafts[0].place = segment.place
            dates, self._waiting = self._waiting + dates, []
            _give_workplaces(drafts, workplaces, self.masked)
            if re.search(r"\b(?:all|both) (?:at|with|for|in)\b", clause):
                for draft in drafts[:-1]:
                    draft.employer = draft.employer or drafts[-1].employer
            self._waiting = _give_dates(drafts, dates, self.masked)
            for draft in drafts:
                draft.segment = segment
                draft.perfect = bool(_PERFECT.search(clause))
                draft.paid = draft.paid and not _UNPAID.search(f"{clause} {draft.title.lower()}")
            if _STILL.search(clause):
                drafts[-1].sign = Sign.HOLDS
            self._from_before(drafts[0], clause)
            self._keep(drafts)
        elif told:
            if self._only_places(segment, clause, workplaces):
                self._group[-1].place = segment.place
            elif segment.place in (Place.BEFORE, Place.AFTER):
                dates = [span for span in dates if span.kind is DateKind.END]
            self._loose(clause, dates, workplaces)

    def _only_places(
        self, segment: Segment, clause: str, workplaces: Sequence[Workplace]
    ) -> bool:
        """Whether "before that, 2015-18 at Dell" says when the job just told was."""
        words = re.findall(r"[^\W\d_]+", clause)
        spare = len(words) - sum(len(w.kind.split()) + 1 for w in workplaces)
        return bool(self._group and segment.place is Place.BEFORE and spare <= 3)

    def _retold(
        self, drafts: Sequence[Draft], clause: str, workplaces: Sequence[Workplace]
    ) -> bool:
        """Whether the clause only says in other words what the job told before it was."""
        previous = self._drafts[-1] if self._drafts else None
        if previous is None or len(drafts) > 1 or not drafts[0].deed or previous.employer and workplaces:
            return False
        shared = {w[:5] for w in drafts[0].title.lower().split()} & {
            w[:5] for w in previous.title.lower().split()
        }
        doing = re.match(r"[\s,(]*(?:and |i've |ive |i have |i )?(?:been|mainly|mostly|basically) \w+ing\b", clause)
        return bool(shared or doing) and not previous.dated

    def _from_before(self, first: Draft, clause: str) -> None:
        """Take the employer of "there" and the start of "since then" from the job told before."""
        previous = self._drafts[-1] if self._drafts else None
        if previous is None:
            return
        if first.employer is None and _THERE.search(clause):
            first.employer = previous.employer
        if _SINCE_THEN.search(clause) and not first.dated:
            end = previous.facts.get("end")
            if isinstance(end, When):
                first.facts |= {"start": end, "end": PRESENT}

    def _keep(self, drafts: list[Draft]) -> None:
        """Add drafts; one that names the work of a workplace told just before joins it."""
        previous = self._drafts[-1] if self._drafts else None
        first = drafts[0]
        same = previous and first.employer in (None, previous.employer) and first.place is None
        if previous and previous.anonymous and same and not (previous.dated and first.dated):
            self._drafts.pop()
            first.employer = previous.employer
            first.facts = {**previous.facts, **first.facts}
            first.points = previous.points + first.points
            first.place = previous.place
        self._drafts += drafts
        self._group = [drafts[-1]]
        for draft in reversed(drafts[:-1]):
            if not self._group[-1].shares:
                break
            self._group.append(draft)

    def _unnamed(
        self, clause: str, workplaces: Sequence[Workplace], dates: Sequence[DateSpan]
    ) -> list[Draft]:
        """Return jobs known by their workplace only ("worked at Walmart", "in a warehouse")."""
        worked = bool(_WORKED.search(clause))
        if not workplaces or not (worked or _WAS_AT.search(clause)):
            return []
        if (_LIFE.search(clause) and not worked) or _THERE.search(clause):
            return []
        drafts: list[Draft] = []
        for workplace in workplaces:
            title = workplace_title(workplace.kind)
            if title is None and not (workplace.name and worked):
                continue
            if title and not worked and not dates:
                continue
            sign = Sign.HOLDS if _NOW.search(clause) else Sign.HELD
            drafts.append(Draft(title or "", workplace.left, workplace.right, sign, anonymous=True))
        return drafts[:1] if self._drafts and drafts and not worked else drafts

    def _loose(self, clause: str, dates: list[DateSpan], workplaces: Sequence[Workplace]) -> None:
        """Give the dates and workplace of a clause without a job to the job it is about."""
        words = re.findall(r"[^\W\d_]+", clause)
        opening = re.match(r"[\s,(]*(since|until|till|til|desde que|hasta que)\b", clause)
        if self._opens_sentence(clause, dates, words):
            self._waiting = list(dates)
            return
        if opening and dates:
            dates = [_bounded(span, opening[1]) for span in dates]
        elif self._gap or _LIFE.search(clause):
            self._gap = True
            return
        named = [w for w in workplaces if w.name]
        plain = len(words) <= sum(len(w.kind.split()) + 1 for w in workplaces) + 2
        open_job = bool(self._group) and not self._group[0].dated
        if not (plain or open_job or _ABOUT_IT.search(clause)):
            return
        anaphoric = plain or _EARLIER_JOB.search(clause)
        for span in dates:
            self._consumed.append((span.left, span.right))
            if not self._drafts and anaphoric:
                self._changes |= job_dates(span, self._changes)
            for draft in self._group:
                draft.take(span, later=True)
        if self._group and _STILL.search(clause):
            self._group[0].facts.setdefault("end", PRESENT)
        if named and (plain or re.search(r"\b(?:was|that|it|there|been|for)\b", clause)):
            if not self._drafts and anaphoric:
                self._changes.setdefault("employer", named[0].name)
            for draft in self._group:
                draft.employer = draft.employer or named[0].name

    def _opens_sentence(
        self, clause: str, dates: Sequence[DateSpan], words: Sequence[str]
    ) -> bool:
        """Whether the clause is only a date, to which the next clause tells the job."""
        markers = {"then", "now", "and", "later", "so", "but", "first", "also", "luego", "ahora", "y"}
        return bool(dates and self.more and not self._waiting and set(words) <= markers)

    def _settle_waiting(self) -> None:
        """Give dates that no job followed to the job told before."""
        for span in self._waiting:
            if not self._drafts:
                self._changes |= job_dates(span, self._changes)
            for draft in self._group:
                draft.take(span, later=True)
        self._waiting = []

    def finish(self, today: date) -> Jobs:
        """Return the jobs in order."""
        self._settle_waiting()
        named = [d for d in self._drafts if d.title]
        workplaces = [d.employer for d in self._drafts if not d.title and d.employer]
        ordered = _ordered(named)
        mentions = []
        for draft in ordered:
            place, neighbour = _relation(draft, named, ordered)
            mentions.append(
                JobMention(_job(draft, self.text, today), draft.left, draft.right, place, neighbour)
            )
        segments = [(d.segment.left, d.segment.right) for d in self._drafts if d.segment]
        consumed = tuple(sorted({*segments, *self._consumed}))
        return Jobs(tuple(mentions), complete(self._changes), tuple(workplaces), consumed)


def _bounded(span: DateSpan, opening: str) -> DateSpan:
    """Read "since I left school in 2008" and "until I was laid off in 2019"."""
    when = span.start or (span.end if isinstance(span.end, When) else None)
    if opening in ("since", "desde que"):
        return DateSpan(span.left, span.right, DateKind.START, when)
    return DateSpan(span.left, span.right, DateKind.END, None, when)


def _give_workplaces(
    drafts: list[Draft], workplaces: Sequence[Workplace], masked: str
) -> None:
    """Give each employer to the job told just before it in the clause, else to the next one."""
    for workplace in workplaces:
        if workplace.name is None:
            continue
        earlier = [d for d in drafts if d.left <= workplace.left]
        later = [d for d in drafts if d.left > workplace.left]
        if earlier and _ANOTHER_JOB.search(masked, earlier[-1].right, workplace.left):
            earlier = []
        for draft in [*earlier[-1:], *later[:1]]:
            if draft.employer is None:
                draft.employer = workplace.name
                break
    for place in range(len(drafts) - 1, 0, -1):
        if drafts[place].shares and drafts[place - 1].employer is None:
            drafts[place - 1].employer = drafts[place].employer


def _give_dates(drafts: list[Draft], dates: list[DateSpan], masked: str) -> list[DateSpan]:
    """Give each date to its job; return one at the end that belongs to the next clause."""
    ahead = bool(dates) and dates[0].left < drafts[0].left and len(dates) > 1
    left_over: list[DateSpan] = []
    for span in dates:
        earlier = [d for d in drafts if d.left < span.left]
        later = [d for d in drafts if d.left > span.left]
        as_next = later and _AS_NEXT.fullmatch(masked, span.right, later[0].left)
        draft = later[0] if later and (ahead or as_next or not earlier) else earlier[-1]
        full = "start" in draft.facts and "end" in draft.facts
        if span is dates[-1] and not later and full and span.kind is DateKind.RANGE:
            left_over.append(span)
        else:
            draft.take(span)
    for place in range(len(drafts) - 1, 0, -1):
        if drafts[place].shares and not drafts[place - 1].dated:
            drafts[place - 1].facts |= drafts[place].facts
            drafts[place - 1].points += drafts[place].points
    return left_over


def _ordered(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts oldest first, as far as the words tell."""
    order: list[Draft] = []
    last: Draft | None = None
    for draft in drafts:
        place = len(order)
        if last is not None:
            place = order.index(last) + 1
            past = draft.place is None and last.sign is Sign.HOLDS and draft.sign is Sign.HELD
            if draft.place is Place.BEFORE or last.sign is Sign.LATER or past:
                place -= 1
        order.insert(place, draft)
        last = draft
    return order


def _relation(
    draft: Draft, told: list[Draft], ordered: list[Draft]
) -> tuple[Place | None, int | None]:
    at = told.index(draft)
    if draft.sign is Sign.LATER or draft.place is None:
        return None, None
    return draft.place, ordered.index(told[at - 1]) if at else None


def _job(draft: Draft, text: str, today: date) -> Job:
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
