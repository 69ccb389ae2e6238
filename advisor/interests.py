"""What a person likes doing, from their own answers: six scores, and whether they can be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from advisor.instruments.instrument import Instrument
from advisor.instruments.scoring import score
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen
from retrieval.occupations import Riasec

AREAS = tuple(Riasec)
"""Holland's six areas, in the order of every tuple of scores."""

_SAME_SHARE = 0.9
"""Share of equal answers from which somebody answered without looking."""
_LEAST_RANGE = 0.5
"""Least difference between the mean answers (1 to 5) of the areas liked most and least: 2.5 of
20 points, 5 of 40."""
_SHUFFLES = 2000
_CHANCE = 0.10
"""Largest share of shuffles that may tell the areas apart as well as the answers do, and so the
share of people answering at random who are believed. At 0.05 a third of the people with ordinary
interests would be refused after 30 items (``benchmarks/interests.md``)."""


class Doubt(StrEnum):
    """Why answers cannot be used to choose."""

    TOO_FEW = "too_few"
    FLAT = "flat"
    CONTRADICTORY = "contradictory"


@dataclass(frozen=True, slots=True)
class InterestProfile(Frozen):
    """The answers to a questionnaire and what they come to.

    Attributes:
        instrument, name: key and title of the questionnaire.
        language: the one it was answered in.
        answers: 1 to 5 for each item in its order; None for one without an answer.
        points: the score of each area in the order of ``AREAS``, 0 to ``most``; None where too
            many answers are missing.
        most: points of an area of which everything is liked most.
        doubt: why the scores are not used; None when they are.
    """

    instrument: str
    name: str
    language: str
    answers: tuple[int | None, ...]
    points: tuple[float | None, ...]
    most: int
    doubt: Doubt | None

    @property
    def answered(self) -> int:
        """How many items have an answer."""
        return sum(answer is not None for answer in self.answers)

    @property
    def usable(self) -> tuple[float, ...] | None:
        """The six scores to choose by; None when they are in doubt."""
        known = tuple(points for points in self.points if points is not None)
        return known if self.doubt is None and len(known) == len(AREAS) else None


def profile_of(
    instrument: Instrument, language: str, answers: Mapping[int, int | None]
) -> InterestProfile | None:
    """Return what answers come to; None when there are none.

    Args:
        instrument: the questionnaire.
        language: the one it was answered in.
        answers: 1 to 5 by item index; no entry or None for a missing answer.

    Raises:
        AdvisorError: the questionnaire lacks the language, or an answer is not 1 to 5.
    """
    if language not in instrument.languages:
        raise AdvisorError(
            f"{instrument.key}: expected a language of {', '.join(instrument.languages)},"
            f" got {language!r}"
        )
    scores = score(instrument, answers)
    given = tuple(answers.get(item.index) for item in instrument.items)
    if all(answer is None for answer in given):
        return None
    points = tuple(scores[area].points for area in AREAS)
    areas = [item.area for item in instrument.items]
    return InterestProfile(
        instrument=instrument.key,
        name=instrument.name,
        language=language,
        answers=given,
        points=points,
        most=scores[AREAS[0]].most,
        doubt=Doubt.TOO_FEW if None in points else doubt_of(areas, given),
    )


def doubt_of(areas: Sequence[Riasec], answers: Sequence[int | None]) -> Doubt | None:
    """Return why answers that suffice say nothing about the areas; None if they do.

    Flat: nearly all are the same, or no area is liked much more than another. Contradictory: the
    answers vary as much within the areas as between them. That is judged by a permutation test
    of the one-way analysis of variance of answers by area (Fisher, The Design of Experiments,
    1935): the answers are dealt to the items anew, and the share of deals in which the areas
    differ at least as much is the chance that answers without regard to the item would. Unlike
    the F distribution it assumes nothing about how somebody uses the scale.

    Args:
        areas: the area of each item.
        answers: in the same order; None for a missing answer.
    """
    given = [(a, answer) for a, answer in zip(areas, answers, strict=True) if answer is not None]
    values = np.array([answer for _, answer in given], dtype=np.float64)
    member = np.array([[a is area for area in AREAS] for a, _ in given], dtype=np.float64)
    counts = member.sum(axis=0)
    means = values @ member / counts
    commonest = np.unique(values, return_counts=True)[1].max()
    if commonest >= _SAME_SHARE * len(values) or np.ptp(means) < _LEAST_RANGE:
        return Doubt.FLAT
    return Doubt.CONTRADICTORY if _by_chance(values, member) > _CHANCE else None


def _by_chance(values: NDArray[np.float64], member: NDArray[np.float64]) -> float:
    """Return the share of shuffles whose areas differ at least as much.

    Args:
        values: (items,) the answers.
        member: (items, 6) whether the item is of the area.
    """
    weights = member / np.sqrt(member.sum(axis=0))
    deals = np.random.default_rng(0).permuted(np.tile(values, (_SHUFFLES, 1)), axis=1)
    # The total sum of squares is the same in every deal, so this orders them as F does.
    between = np.square(deals @ weights).sum(axis=1)
    observed = np.square(values @ weights).sum()
    return float((1 + np.sum(between >= observed - 1e-9)) / (1 + _SHUFFLES))


@dataclass(frozen=True, slots=True)
class InterestFit(Frozen):
    """A person's interests beside those an occupation is known for.

    Attributes:
        correlation: Pearson's, of the two profiles, -1 to 1.
        person: the person's score in each area as a share of the most, 0 to 1.
        occupation: O*NET's occupational interest (OI) of each area, 1 to 7.
    """

    correlation: float
    person: tuple[float, ...]
    occupation: tuple[float, ...]


def fit(
    profile: InterestProfile | None, occupation: Mapping[Riasec, float] | None
) -> InterestFit | None:
    """Return how alike two profiles are; None if one is missing, in doubt or without contrast.

    The shape counts and not the height, as in O*NET's own matching (McCloy et al., Linking Client
    Assessment Profiles to O*NET Occupational Profiles, 1999): somebody may like little and still
    like one area more than another.
    """
    scores = profile.usable if profile else None
    if profile is None or scores is None or occupation is None:
        return None
    asked = tuple(occupation[area] for area in AREAS)
    if np.ptp(asked) == 0:
        return None
    correlation = float(np.corrcoef(scores, asked)[0, 1])
    return InterestFit(
        correlation=max(-1.0, min(1.0, correlation)),
        person=tuple(points / profile.most for points in scores),
        occupation=asked,
    )


CLOSE, FAIR = 0.73, 0.61
"""Correlations of six pairs that unrelated profiles reach in 5 and in 10 of 100 cases (one-sided t
test with 4 degrees of freedom: t of 2.13 and 1.53, r = t / sqrt(t^2 + 4))."""
