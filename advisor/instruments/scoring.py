"""Scores the answers to a questionnaire: points an area, missing answers counted."""

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.instruments.instrument import POINTS, Instrument
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen
from retrieval.occupations import Riasec

MOST_MISSING = 0.2
"""Share of an area's items that may be without an answer: one of five, two of ten. More, and the
score would rest on a selection of the area's activities."""


@dataclass(frozen=True, slots=True)
class AreaScore(Frozen):
    """The score of one area.

    Attributes:
        points: the sum of (answer - 1) over the area's items, 0 to ``most``. With a few answers
            missing, the mean of those given stands for the rest (so it may be no whole number);
            None when more than ``MOST_MISSING`` of them are missing.
        most: what the highest answer to every item gives.
        answered: items of the area with an answer.
        missing: items of the area without one.
    """

    points: float | None
    most: int
    answered: int
    missing: int


def score(instrument: Instrument, answers: Mapping[int, int | None]) -> Mapping[Riasec, AreaScore]:
    """Return the score of each area, in the order of ``Riasec``.

    Args:
        instrument: the questionnaire.
        answers: 1 to 5 by item index; no entry or None for a missing answer.

    Raises:
        AdvisorError: an answer is not 1 to 5, or to no item of the questionnaire.
    """
    unknown = answers.keys() - {item.index for item in instrument.items}
    if unknown:
        raise AdvisorError(f"expected answers to items of {instrument.key}, got {min(unknown)}")
    for index, answer in answers.items():
        if answer is not None and answer not in POINTS:
            raise AdvisorError(f"item {index}: expected an answer from 1 to 5, got {answer!r}")
    return {area: _area_score(instrument, area, answers) for area in Riasec}


def _area_score(
    instrument: Instrument, area: Riasec, answers: Mapping[int, int | None]
) -> AreaScore:
    given = [answers.get(item.index) for item in instrument.items if item.area is area]
    known = [answer - 1 for answer in given if answer is not None]
    missing = len(given) - len(known)
    enough = bool(known) and missing <= MOST_MISSING * len(given)
    return AreaScore(
        points=sum(known) / len(known) * len(given) if enough else None,
        most=len(given) * (POINTS[-1] - POINTS[0]),
        answered=len(known),
        missing=missing,
    )
