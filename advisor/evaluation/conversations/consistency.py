"""How far the same conversation, played again, comes to the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from advisor.career import CareerHistory
from advisor.evaluation.conversations.played import Played

Fact = tuple[str, ...]
_JOB = ("code", "employer", "start", "end")
_EDUCATION = ("field", "year", "school")


@dataclass(frozen=True, slots=True)
class Consistency:
    """How alike repeats are.

    Attributes:
        identical: share of conversations whose facts and suggestions were the same every time.
        agreement: facts that two repeats share, of those that either has (Jaccard), over all pairs
            of repeats of a conversation and then over conversations.
    """

    identical: float
    agreement: float


def consistency(played: Sequence[Sequence[Played]]) -> Consistency | None:
    """Return how alike the repeats of each conversation are; None without repeats."""
    if not played or min(len(each) for each in played) < 2:
        return None
    outcomes = [[(facts(one.history), one.suggestions) for one in each] for each in played]
    identical = [all(one == each[0] for one in each) for each in outcomes]
    agreement = [
        fmean(_jaccard(one, other) for (one, _), (other, _) in combinations(each, 2))
        for each in outcomes
    ]
    return Consistency(fmean(identical), fmean(agreement))


def facts(history: CareerHistory) -> frozenset[Fact]:
    """Return what a history holds, each fact by itself, whatever order it was told in."""
    return frozenset(_facts(history))


def _facts(history: CareerHistory) -> Iterator[Fact]:
    for job in history.jobs:
        title = job.title.casefold()
        yield "job", title
        for name in _JOB:
            value = getattr(job, name)
            if value is not None:
                yield "job", title, name, str(value)
    for entry in history.education:
        level = str(entry.level)
        yield "education", level
        for name in _EDUCATION:
            value = getattr(entry, name)
            if value is not None:
                yield "education", level, name, str(value)
    yield from (("limit", limit.kind.value) for limit in history.limits)
    yield from (("interest", interest.casefold()) for interest in history.interests)
    yield from (("skill", skill.casefold()) for skill in history.skills)


def _jaccard(one: frozenset[Fact], other: frozenset[Fact]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0
