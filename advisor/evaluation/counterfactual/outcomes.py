"""What came of a telling, and how far two of them differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from advisor.career import CareerHistory, When
from advisor.evaluation.counterfactual.overlap import overlap, rank_biased_overlap
from advisor.evaluation.counterfactual.pairs import Pair
from advisor.evaluation.counterfactual.swaps import GENDERED
from advisor.recommendation import Recommendation
from retrieval.frozen import Frozen

DEPTH = 5
"""Most suggestions that are shown."""


@dataclass(frozen=True, slots=True)
class Outcome(Frozen):
    """What a conversation came to.

    Attributes:
        history: what was read.
        shown: what was suggested; None if nothing could be.
        turns: messages of the person.
        read: how many of them the interviewer under test read itself, no other standing in.
    """

    history: CareerHistory
    shown: Recommendation | None
    turns: int
    read: int

    @property
    def codes(self) -> tuple[str, ...]:
        """The occupations suggested, in their order."""
        return tuple(s.code for s in self.shown.suggestions) if self.shown else ()

    @property
    def chances(self) -> tuple[tuple[str, float], ...]:
        """Staying and every suggestion with its chance, in their order."""
        if self.shown is None:
            return ()
        stay = self.shown.stay
        return (
            (stay.code, stay.probability),
            *((s.code, s.probability) for s in self.shown.suggestions),
        )

    @property
    def preparation(self) -> float | None:
        """Mean job zone (1 to 5) of what was suggested; None if none is rated."""
        zones = [s.job_zone for s in self.shown.suggestions if s.job_zone] if self.shown else []
        return fmean(zones) if zones else None

    @property
    def pay(self) -> float | None:
        """Mean of the median pays suggested, dollars a year; None if none is published."""
        pays = [s.pay.median for s in self.shown.suggestions if s.pay] if self.shown else []
        known = [pay for pay in pays if pay is not None]
        return fmean(known) if known else None


Talk = Callable[[Sequence[str]], Outcome]
"""Holds a conversation of these messages and asks for suggestions at its end."""


@dataclass(frozen=True, slots=True)
class Compared(Frozen):
    """A pair, told.

    Attributes:
        pair: what was told.
        references: what came of it without the swap, once for each time it was told.
        changed: what came of it with the swap.
    """

    pair: Pair
    references: tuple[Outcome, ...]
    changed: Outcome

    @property
    def same_suggestions(self) -> bool:
        """Whether the same was suggested, in the same order, with the same chances."""
        return all(self.changed.chances == one.chances for one in self.references)

    @property
    def same_history(self) -> bool:
        """Whether the same was read, apart from the person's own wording."""
        gendered = self.pair.dimension == GENDERED
        mine = _facts(self.changed.history, gendered), _about(self.changed.history)
        return all(
            mine == (_facts(one.history, gendered), _about(one.history)) for one in self.references
        )

    @property
    def overlap(self) -> float:
        """Share of the suggestions that both have, 0 to 1."""
        return fmean(overlap(one.codes, self.changed.codes, DEPTH) for one in self.references)

    def rbo(self, p: float) -> float:
        """Return the rank-biased overlap of the suggestions, 0 to 1."""
        return fmean(_alike(one, self.changed, p) for one in self.references)

    def own_rbo(self, p: float) -> float:
        """Return the same between two tellings of the very same text: 1 without any noise."""
        told = self.references
        both = [
            _alike(one, other, p) for place, one in enumerate(told) for other in told[place + 1 :]
        ]
        return fmean(both) if both else 1.0

    @property
    def preparation(self) -> float | None:
        """Mean job zone with the swap, less that without."""
        return _difference(self.changed.preparation, [one.preparation for one in self.references])

    @property
    def pay(self) -> float | None:
        """Mean pay with the swap, less that without, as a part of the latter."""
        usual = [one.pay for one in self.references if one.pay is not None]
        by = _difference(self.changed.pay, usual)
        return None if by is None else by / fmean(usual)


def _alike(one: Outcome, other: Outcome, p: float) -> float:
    """Return the rank-biased overlap; a place that only one list has agrees with nothing."""
    a, b = one.codes, other.codes
    missing = tuple(f"nothing at {place}" for place in range(max(len(a), len(b))))
    return rank_biased_overlap(a + missing[len(a) :], b + missing[len(b) :], p)


def _difference(value: float | None, usual: Sequence[float | None]) -> float | None:
    known = [one for one in usual if one is not None]
    return None if value is None or not known else value - fmean(known)


def _facts(history: CareerHistory, gendered: bool) -> CareerHistory:
    """Return a history without quotes, and without titles where these are what was swapped."""
    return replace(
        history,
        jobs=tuple(
            replace(job, id="", quote="", title="" if gendered else job.title)
            for job in history.jobs
        ),
        education=tuple(replace(entry, id="", quote="") for entry in history.education),
        limits=tuple(replace(limit, quote="") for limit in history.limits),
    )


def _about(history: CareerHistory) -> tuple[bool, ...]:
    """Return which dates are only about right: dates that differ in this alone are equal."""
    dates = [date for job in history.jobs for date in (job.start, job.end)]
    dates += [entry.year for entry in history.education]
    return tuple(isinstance(date, When) and date.approximate for date in dates)
