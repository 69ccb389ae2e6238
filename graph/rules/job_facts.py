"""Gives the job it is about what a clause without a title says: when, where, whether paid."""

import re
from collections.abc import Sequence
from typing import Any

from advisor.career import PRESENT, When
from graph.rules.dates import DateSpan, job_dates
from graph.rules.drafts import Draft
from graph.rules.job_phrases import (
    ABOUT_IT,
    BEGAN_THERE,
    EARLIER_JOB,
    IN_SCHOOL,
    LIFE,
    NAMES_EMPLOYER,
    NOW_THERE,
    STILL,
    UNPAID,
)
from graph.rules.job_times import bounded
from graph.rules.workplaces import Workplace


class JobFacts:
    """Collects facts about the jobs told last, or about one told in an earlier message."""

    def __init__(self) -> None:
        self._drafts: list[Draft] = []
        self._group: list[Draft] = []
        self._changes: dict[str, Any] = {}
        self._waiting: list[DateSpan] = []
        self._consumed: list[tuple[int, int]] = []
        self._gap = False
        self._ended: When | None = None

    def _is_about_it(self, clause: str) -> bool:
        """Whether a clause that speaks of school or the like tells when the job before was."""
        undated = bool(self._group) and "start" not in self._group[0].facts
        return undated and bool(IN_SCHOOL.match(clause) or BEGAN_THERE.search(clause))

    def _says_now(self, clause: str) -> bool:
        """Whether a clause tells since when the job told before, undated, is held."""
        undated = bool(self._group) and "start" not in self._group[0].facts
        return undated and NOW_THERE.match(clause) is not None

    def _loose(self, clause: str, dates: list[DateSpan], workplaces: Sequence[Workplace]) -> None:
        """Give the dates and workplace of a clause without a job to the job it is about."""
        words = re.findall(r"[^\W\d_]+", clause)
        self._ended = next((d.end for d in dates if isinstance(d.end, When)), None)
        opening = re.match(r"[\s,(]*(since|until|till|til|desde que|hasta que)\b", clause)
        if opening and dates:
            dates = [bounded(span, opening[1]) for span in dates]
        elif self._gap or (LIFE.search(clause) and not self._is_about_it(clause)):
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
