"""Sums up what a language model answered about itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, stdev

from advisor.competence.answers import Ratings
from advisor.competence.asking import LANGUAGES, Asking
from advisor.competence.check import KINDS, Kind, SelfCheck, SelfRating


@dataclass(frozen=True, slots=True)
class Read:
    """An answer, read, beside what was asked."""

    asking: Asking
    ratings: Ratings
    tokens: int | None

    def by_activity(self, kind: Kind) -> dict[int, int]:
        """Return the ratings by the activity's own number, whatever its place in the list was."""
        return {
            activity: self.ratings.given[kind, place]
            for place, activity in enumerate(self.asking.order, 1)
            if (kind, place) in self.ratings.given
        }


def self_check(model: str, wanted: Sequence[Asking], read: Sequence[Read]) -> SelfCheck:
    """Return the sums.

    Args:
        model: the language model.
        wanted: everything it was to be asked, at least one request.
        read: the answers there are.
    """
    known = [answer.tokens for answer in read if answer.tokens is not None]
    return SelfCheck(
        model=model,
        prompts=tuple(
            dict.fromkeys(f"{asking.prompt.name}-v{asking.prompt.version}" for asking in wanted)
        ),
        activities=len(wanted[0].order),
        repeats=1 + max(asking.repeat for asking in wanted),
        ratings=tuple(
            _rating(kind, language, [r for r in read if r.asking.language == language])
            for kind in KINDS
            for language in LANGUAGES
        ),
        apart=_apart(read),
        calls=len(read),
        tokens=sum(known) if known else None,
    )


def _rating(kind: Kind, language: str, read: Sequence[Read]) -> SelfRating:
    by_repeat = [answer.by_activity(kind) for answer in read]
    points = [point for answer in by_repeat for point in answer.values()]
    pairs = [
        first[activity] == second[activity]
        for first, second in combinations(by_repeat, 2)
        for activity in first.keys() & second.keys()
    ]
    return SelfRating(
        kind=kind,
        language=language,
        mean=fmean(points) if points else None,
        spread=stdev(points) if len(points) > 1 else None,
        agreement=fmean(pairs) if pairs else None,
        given=len(points),
        refused=sum(answer.ratings.refused[kind] for answer in read),
        broken=sum(answer.ratings.broken[kind] for answer in read),
    )


def _apart(read: Sequence[Read]) -> float | None:
    """Return how far an item's mean ratings lie apart between two languages, on average."""
    distances = []
    for kind in KINDS:
        means = [_means(kind, [r for r in read if r.asking.language == x]) for x in LANGUAGES]
        for one, other in combinations(means, 2):
            distances += [abs(one[activity] - other[activity]) for activity in one.keys() & other]
    return fmean(distances) if distances else None


def _means(kind: Kind, read: Sequence[Read]) -> dict[int, float]:
    points: dict[int, list[int]] = {}
    for answer in read:
        for activity, point in answer.by_activity(kind).items():
            points.setdefault(activity, []).append(point)
    return {activity: fmean(several) for activity, several in points.items()}
