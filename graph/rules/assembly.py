"""Puts the jobs of a message together: each title with its employer, dates and place in time."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from advisor.career import Job
from graph.rules.dates import DateKind, DateSpan, complete, job_dates
from graph.rules.drafts import Draft, JobMention, Jobs, finished_job, in_order, relations
from graph.rules.job_facts import JobFacts
from graph.rules.job_phrases import PERFECT, STILL, UNPAID, WORKED
from graph.rules.job_times import give_dates
from graph.rules.openings import only_marks, only_names, only_places
from graph.rules.retelling import (
    corrected,
    goes_on_since,
    is_retold,
    only_kind,
    take_from_before,
)
from graph.rules.same_trade import on_ones_own, same_trade_elsewhere
from graph.rules.segments import Place, Segment
from graph.rules.shared_employers import (
    begins_at_end,
    covers_career,
    share_within,
    without_forces,
)
from graph.rules.time_off import TimeOff
from graph.rules.triggers import Sign
from graph.rules.work_ends import end_before, end_care, of_jobs
from graph.rules.workplace_jobs import (
    fills,
    further_places,
    give_workplaces,
    is_same_job,
    jobs_by_workplace,
)
from graph.rules.workplaces import Workplace

_TOGETHER = re.compile(r"\b(?:all|both) (?:at|with|for|in)\b")
_GOES_ON = re.compile(r"[\s,]*(?:and )?(?:then|later) (?!i\b)")
"""Opens a clause that goes on at the employer its sentence began with."""


class Assembly(JobFacts):
    """Collects what the clauses of one message say about jobs, in order.

    Args:
        text: the message.
        masked: the same folded, dates and schooling masked.
        known: the job told last in an earlier message.
        off: the times without a job that it tells.
    """

    def __init__(
        self, text: str, masked: str, known: Job | None = None, off: Sequence[TimeOff] = ()
    ) -> None:
        super().__init__()
        self.text, self.masked, self._known, self._off = text, masked, known, off
        # In a message without capitals, names have none either.
        self.lower_case = re.search(r"(?<=[a-z,] )[A-Z][a-z]", text) is None
        self._opening: str | None = None
        self._opened = self._heads = False
        self._sentence = -1
        self._everywhere: str | None = None
        self._lead: str | None = None
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
            self._gap, self._sentence = False, segment.sentence
            self._opening, self._opened, self._heads = None, False, False
        clause = self.masked[segment.left : segment.right]
        named = next((w.name for w in workplaces if w.name), None)
        if named and told and covers_career(clause):
            self._everywhere = named
        previous = self._drafts[-1] if self._drafts else None
        dates = of_jobs(drafts, dates, self._off)
        if not drafts and named and len(workplaces) == 1 and self._heads_list(segment):
            self._opening, self._heads = named, True
            return
        if not drafts and told:
            drafts = self._in_the_trade(segment, clause, workplaces, dates)
            drafts = drafts or self._unnamed(clause, workplaces, dates)
        again = corrected(drafts, self._drafts, clause)
        if again is not None:
            for span in dates:
                again.facts |= job_dates(span)
        elif drafts and not is_retold(drafts, previous, clause, workplaces):
            self._add_jobs(segment, clause, drafts, workplaces, dates)
        elif told:
            self._add_facts(segment, clause, workplaces, dates)

    def _add_jobs(
        self,
        segment: Segment,
        clause: str,
        drafts: list[Draft],
        workplaces: Sequence[Workplace],
        dates: list[DateSpan],
    ) -> None:
        """Add the jobs of a clause with their employers and dates."""
        drafts = drafts + further_places(drafts, workplaces, self.masked)
        drafts[0].place = segment.place
        dates, self._waiting = self._waiting + dates, []
        give_workplaces(drafts, workplaces, self.masked)
        self._gap = False
        if self._opening and (not self._opened or self._heads or _GOES_ON.match(clause)):
            drafts[0].employer = drafts[0].employer or self._opening
        self._opened = True
        share_within(drafts, self.masked, segment.right)
        if _TOGETHER.search(clause):
            for draft in drafts[:-1]:
                draft.employer = draft.employer or drafts[-1].employer
        self._waiting = give_dates(drafts, dates, self.masked)
        for earlier, later in pairwise(drafts):
            begins_at_end(later, earlier, self.masked[earlier.right : later.left])
        for draft in drafts:
            draft.segment = segment
            draft.perfect = bool(PERFECT.search(clause))
            draft.paid = draft.paid and not UNPAID.search(f"{clause} {draft.title.lower()}")
        if STILL.search(clause):
            drafts[-1].sign = Sign.HOLDS
        if self._drafts:
            take_from_before(drafts[0], self._drafts[-1], clause, self.masked)
        self._keep(drafts)

    def _add_facts(
        self,
        segment: Segment,
        clause: str,
        workplaces: Sequence[Workplace],
        dates: list[DateSpan],
    ) -> None:
        """Add what a clause without a job says about the job it is about."""
        if self._group and len(self._drafts) > 1:
            goes_on_since(self._group[0], self._drafts[-2], clause)
        if self._group and only_places(segment, clause, workplaces):
            self._group[-1].place = segment.place
        elif self.more and self._opens(clause, workplaces, dates):
            self._waiting = self._waiting or list(dates)
            return
        elif segment.place in (Place.BEFORE, Place.AFTER) and not self._says_now(clause):
            dates = [span for span in dates if span.kind is DateKind.END]
        self._loose(clause, dates, workplaces)

    def _heads_list(self, segment: Segment) -> bool:
        """Whether a colon follows: "I was at Dell: tester 2013 to 2015, then manager"."""
        return self.more and self.masked.startswith(":", segment.right)

    def _opens(
        self, clause: str, workplaces: Sequence[Workplace], dates: Sequence[DateSpan]
    ) -> bool:
        """Whether a clause only opens the sentence that tells a job: "In 2015, ..."."""
        if dates and not self._waiting and only_marks(clause):
            return True
        if len(workplaces) == 1 and only_names(clause, workplaces[0]):
            self._opening = workplaces[0].name
        return len(workplaces) == 1 and self._opening is not None

    def _keep(self, drafts: list[Draft]) -> None:
        """Add drafts; one that names the work of a workplace told just before joins it."""
        previous = self._drafts[-1] if self._drafts else None
        first = drafts[0]
        same = previous and first.employer in (None, previous.employer) and first.place is None
        if previous and only_kind(previous, first):
            previous.anonymous = same = True
        if previous and previous.anonymous and same and not (previous.dated and first.dated):
            self._drafts.pop()
            first.employer = first.employer or previous.employer
            first.paid = first.paid and previous.paid
            first.facts = {**previous.facts, **first.facts}
            first.points = previous.points + first.points
            first.place = previous.place
        self._drafts += drafts
        self._group = [drafts[-1]]
        for draft in reversed(drafts[:-1]):
            if not self._group[-1].shares:
                break
            self._group.append(draft)

    def _in_the_trade(
        self,
        segment: Segment,
        clause: str,
        workplaces: Sequence[Workplace],
        dates: Sequence[DateSpan],
    ) -> list[Draft]:
        """Return the job that a clause tells by its employer alone, in the trade told before."""
        job = self._drafts[-1] if self._drafts else self._known
        if job is None:
            return []
        again = same_trade_elsewhere(self.masked, segment, job, workplaces, dates)
        if again is None and isinstance(job, Draft):
            again = on_ones_own(clause, segment.left, job, self._ended)
        return [again] if again else []

    def _unnamed(
        self, clause: str, workplaces: Sequence[Workplace], dates: Sequence[DateSpan]
    ) -> list[Draft]:
        """Return jobs known by their workplace only ("worked at Walmart", "in a warehouse")."""
        previous = self._drafts[-1] if self._drafts else None
        alone = next((w for w in workplaces if w.name and fills(clause, w)), None)
        if alone and not dates and not self.more:
            self._lead = None if previous else alone.name
            if previous is None or previous.employer:
                return [Draft("", alone.left, alone.right, anonymous=True)]
            return []
        if previous and is_same_job(previous, clause, self._sentence):
            return []
        drafts = jobs_by_workplace(clause, workplaces, dated=bool(dates))
        return drafts[:1] if previous and not WORKED.search(clause) else drafts

    def finish(self, today: date) -> Jobs:
        """Return the jobs in order."""
        self._settle_waiting()
        named = without_forces([d for d in self._drafts if d.title], self.text, self.masked)
        workplaces = [d.employer for d in self._drafts if not d.title and d.employer]
        if self._lead and {d.employer for d in named} <= {None, self._lead}:
            # "USPS. Sorted mail from 1998, carrier since 2004": all of it was there.
            self._everywhere = self._everywhere or self._lead
        for draft in named:
            draft.employer = draft.employer or self._everywhere
        ordered = in_order(named)
        end_care(named, self.masked)
        open_since = [t.since for t in self._off if t.since and not end_before(t, named, ordered)]
        mentions = [
            JobMention(finished_job(draft, self.text, today), draft.left, draft.right, *relation)
            for draft, relation in zip(ordered, relations(named, ordered), strict=True)
        ]
        segments = [(d.segment.left, d.segment.right) for d in self._drafts if d.segment]
        consumed = tuple(sorted({*segments, *self._consumed}))
        return Jobs(
            tuple(mentions),
            complete(self._changes),
            tuple(workplaces),
            consumed,
            open_since[-1] if open_since else None,
        )
