"""Puts the jobs of a message together: each title with its employer, dates and place in time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from advisor.career import PRESENT, When
from graph.rules.dates import DateKind, DateSpan, complete, job_dates
from graph.rules.drafts import Draft, JobMention, finished_job, in_order, relations
from graph.rules.employers import Workplace
from graph.rules.job_phrases import (
    ABOUT_IT,
    ANOTHER_JOB,
    EARLIER_JOB,
    LIFE,
    NAMES_EMPLOYER,
    NOW,
    PERFECT,
    SINCE_THEN,
    STILL,
    THERE,
    UNPAID,
    WAS_AT,
    WORKED,
)
from graph.rules.job_times import bounded, give_dates
from graph.rules.segments import Place, Segment
from graph.rules.shared_employers import covers_career, goes_on, share_within
from graph.rules.triggers import Sign
from graph.rules.verb_jobs import workplace_title
from graph.rules.words import word_set


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


_MARKERS = word_set(
    """
    then now and later so but first also these days luego ahora y pero currently previously
    earlier formerly before that prior to afterwards afterward next after back in antes despues
    """
)
"""Words beside which a date only opens a sentence ("In 2015, ..."): the job follows."""


class Assembly:
    """Collects what the clauses of one message say about jobs, in order.

    Args:
        text: the message.
        masked: the same folded, dates and schooling masked.
    """

    def __init__(self, text: str, masked: str) -> None:
        self.text, self.masked = text, masked
        # In a message without capitals, names have none either.
        self.lower_case = re.search(r"(?<=[a-z,] )[A-Z][a-z]", text) is None
        self._drafts: list[Draft] = []
        self._group: list[Draft] = []
        self._changes: dict[str, Any] = {}
        self._opening: str | None = None
        self._waiting: list[DateSpan] = []
        self._consumed: list[tuple[int, int]] = []
        self._sentence = -1
        self._gap = False
        self._everywhere: str | None = None
        self.more = False
        """Whether another clause of the sentence follows the one added next."""

    @property
    def expects_job(self) -> bool:
        """Whether a date opened the sentence, so that the next clause should tell a job."""
        return bool(self._waiting)

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
            workplaces: those of the clause.
            dates: those of the clause.
            told: whether all of the clause tells what the person did.
        """
        if self._sentence != segment.sentence:
            self._settle_waiting()
            self._gap, self._sentence, self._opening = False, segment.sentence, None
        clause = self.masked[segment.left : segment.right]
        named = next((w.name for w in workplaces if w.name), None)
        if named and told and covers_career(clause):
            self._everywhere = named
        if not drafts and told:
            drafts = self._unnamed(clause, workplaces, dates)
        if drafts and not self._retold(drafts, clause, workplaces):
            drafts[0].place = segment.place
            dates, self._waiting = self._waiting + dates, []
            _give_workplaces(drafts, workplaces, self.masked)
            drafts[0].employer = drafts[0].employer or self._opening
            self._opening = None
            share_within(drafts, self.masked, segment.right)
            if re.search(r"\b(?:all|both) (?:at|with|for|in)\b", clause):
                for draft in drafts[:-1]:
                    draft.employer = draft.employer or drafts[-1].employer
            self._waiting = give_dates(drafts, dates, self.masked)
            for draft in drafts:
                draft.segment = segment
                draft.perfect = bool(PERFECT.search(clause))
                draft.paid = draft.paid and not UNPAID.search(f"{clause} {draft.title.lower()}")
            if STILL.search(clause):
                drafts[-1].sign = Sign.HOLDS
            self._from_before(drafts[0], clause)
            self._keep(drafts)
        elif told:
            if self._only_places(segment, clause, workplaces):
                self._group[-1].place = segment.place
            elif self._opens_sentence(clause, dates) or self._opens_with_employer(
                clause, workplaces
            ):
                self._waiting = self._waiting or list(dates)
                return
            elif segment.place in (Place.BEFORE, Place.AFTER):
                dates = [span for span in dates if span.kind is DateKind.END]
            self._loose(clause, dates, workplaces)

    def _opens_sentence(self, clause: str, dates: Sequence[DateSpan]) -> bool:
        """Whether dates only open a sentence, so that the job they are about follows."""
        words = re.findall(r"[^\W\d_]+", clause)
        return bool(dates and self.more and not self._waiting) and _MARKERS.issuperset(words)

    def _opens_with_employer(self, clause: str, workplaces: Sequence[Workplace]) -> bool:
        """Whether a clause is only the "At Nordstrom" of "At Nordstrom I was a stylist"."""
        if not self.more or len(workplaces) != 1:
            return False
        place = workplaces[0]
        if len(clause.strip(" ,")) == place.right - place.left:
            self._opening = place.name
        return self._opening is not None

    def _only_places(self, segment: Segment, clause: str, workplaces: Sequence[Workplace]) -> bool:
        """Whether "before that, 2015-18 at Dell" says when the job just told was."""
        words = re.findall(r"[^\W\d_]+", clause)
        spare = len(words) - sum(len(w.kind.split()) + 1 for w in workplaces)
        return bool(self._group and segment.place is Place.BEFORE and spare <= 3)

    def _retold(
        self, drafts: Sequence[Draft], clause: str, workplaces: Sequence[Workplace]
    ) -> bool:
        """Whether the clause only says in other words what the job told before it was."""
        previous = self._drafts[-1] if self._drafts else None
        if (
            previous is None
            or len(drafts) > 1
            or not drafts[0].deed
            or (previous.employer and workplaces)
        ):
            return False
        shared = {w[:5] for w in drafts[0].title.lower().split()} & {
            w[:5] for w in previous.title.lower().split()
        }
        doing = re.match(
            r"[\s,(]*(?:and |i've |ive |i have |i )?(?:been|mainly|mostly|basically) \w+ing\b",
            clause,
        )
        return bool(shared or doing) and not previous.dated

    def _from_before(self, first: Draft, clause: str) -> None:
        """Take the employer of "there" and the start of "since then" from the job told before."""
        previous = self._drafts[-1] if self._drafts else None
        if previous is None:
            return
        before = self.masked[previous.right : first.left]
        told = before.rpartition(".")[2] if first.place is None else ""
        if first.employer is None and (THERE.search(clause) or goes_on(told)):
            first.employer = previous.employer
        if SINCE_THEN.search(clause) and not first.dated:
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
        worked = bool(WORKED.search(clause))
        if not workplaces or not (worked or WAS_AT.search(clause)):
            return []
        if (LIFE.search(clause) and not worked) or THERE.search(clause):
            return []
        drafts: list[Draft] = []
        for workplace in workplaces:
            title = workplace_title(workplace.kind)
            if title is None and not (workplace.name and worked):
                continue
            if title and not worked and not dates:
                continue
            sign = Sign.HOLDS if NOW.search(clause) else Sign.HELD
            drafts.append(Draft(title or "", workplace.left, workplace.right, sign, anonymous=True))
        return drafts[:1] if self._drafts and drafts and not worked else drafts

    def _loose(self, clause: str, dates: list[DateSpan], workplaces: Sequence[Workplace]) -> None:
        """Give the dates and workplace of a clause without a job to the job it is about."""
        words = re.findall(r"[^\W\d_]+", clause)
        opening = re.match(r"[\s,(]*(since|until|till|til|desde que|hasta que)\b", clause)
        if opening and dates:
            dates = [bounded(span, opening[1]) for span in dates]
        elif self._gap or LIFE.search(clause):
            self._gap = True
            return
        if UNPAID.search(clause):
            for draft in self._group:
                draft.paid = False
        plain = len(words) <= sum(len(w.kind.split()) + 1 for w in workplaces) + 2
        open_job = bool(self._group) and not self._group[0].dated
        if plain or open_job or ABOUT_IT.search(clause):
            self._consumed += [(span.left, span.right) for span in dates]
            self._take(clause, dates, plain=plain)
            self._take_employer(clause, workplaces, plain=plain)

    def _take(self, clause: str, dates: Sequence[DateSpan], *, plain: bool) -> None:
        """Add dates to the jobs told last, or to one told in an earlier message."""
        if not self._drafts and (plain or EARLIER_JOB.search(clause)):
            for span in dates:
                self._changes |= job_dates(span, self._changes)
        for draft in self._group:
            for span in dates:
                draft.take(span, later=True)
        if self._group and STILL.search(clause):
            self._group[0].facts.setdefault("end", PRESENT)

    def _take_employer(self, clause: str, workplaces: Sequence[Workplace], *, plain: bool) -> None:
        """Add an employer to the jobs told last, or to one told in an earlier message."""
        name = next((w.name for w in workplaces if w.name), None)
        if name is None or not (plain or NAMES_EMPLOYER.search(clause)):
            return
        if not self._drafts and (plain or EARLIER_JOB.search(clause)):
            self._changes.setdefault("employer", name)
        for draft in self._group:
            draft.employer = draft.employer or name

    def _settle_waiting(self) -> None:
        """Give dates that no job followed to the job told before."""
        self._take("", self._waiting, plain=True)
        self._waiting = []

    def finish(self, today: date) -> Jobs:
        """Return the jobs in order."""
        self._settle_waiting()
        named = [d for d in self._drafts if d.title]
        workplaces = [d.employer for d in self._drafts if not d.title and d.employer]
        for draft in named:
            draft.employer = draft.employer or self._everywhere
        ordered = in_order(named)
        mentions = [
            JobMention(finished_job(draft, self.text, today), draft.left, draft.right, *relation)
            for draft, relation in zip(ordered, relations(named, ordered), strict=True)
        ]
        segments = [(d.segment.left, d.segment.right) for d in self._drafts if d.segment]
        consumed = tuple(sorted({*segments, *self._consumed}))
        return Jobs(tuple(mentions), complete(self._changes), tuple(workplaces), consumed)


def _give_workplaces(drafts: list[Draft], workplaces: Sequence[Workplace], masked: str) -> None:
    """Give each employer to the job told just before it in the clause, else to the next one."""
    for workplace in workplaces:
        if workplace.name is None:
            continue
        earlier = [d for d in drafts if d.left <= workplace.left]
        later = [d for d in drafts if d.left > workplace.left]
        if earlier and ANOTHER_JOB.search(masked, earlier[-1].right, workplace.left):
            earlier = []
        for draft in [*earlier[-1:], *later[:1]]:
            if draft.employer is None:
                draft.employer = workplace.name
                break
    for place in range(len(drafts) - 1, 0, -1):
        if drafts[place].shares and drafts[place - 1].employer is None:
            drafts[place - 1].employer = drafts[place].employer
