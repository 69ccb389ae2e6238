"""Where people go who leave a group: observed moves, shrunk towards where similar people go."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from advisor.career import EducationLevel
from advisor.model.outcome_rates import Floats
from retrieval.occupations import OccupationCatalog

Places = Mapping[str, int]
"""The row and column of each group, by its code."""


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """The constants of the model, chosen on the ``valid`` people.

    Attributes:
        group: person-years at the expected rates added to a group's own outcomes.
        discount, strength: Kneser-Ney discount per destination and added moves of the prior.
        pooled, related: parts of the prior for moves out of related groups, and into them.
        pooled_strength: moves at everyone's shares added to the pooled ones.
        entrants, education: entrants at everyone's education added to each group, and exponent
            of the tilt by education.
        past: exponent of the tilt by where people from groups held earlier go.
        back: part of the moves that go back to a group held before.
    """

    group: float = 60
    discount: float = 0.8
    strength: float = 60
    pooled: float = 0.4
    related: float = 0.1
    pooled_strength: float = 50
    entrants: float = 20
    education: float = 0.7
    past: float = 0.2
    back: float = 0.1


def destinations(counts: Floats, everyone: Floats, related: Floats, k: Shrinkage) -> Floats:
    """Return (groups, groups) the shares of where people go who leave the group of the row.

    Absolute discounting: each observed destination gives up a part of its moves, and what was given
    up goes to the prior (Kneser and Ney, 1995).

    Args:
        counts: (groups, groups) observed moves from rows to columns.
        everyone: (groups,) shares of all movers, above zero.
        related: (groups, groups) as ``related_groups`` returns.
        k: the constants.
    """
    pooled = related @ counts + k.pooled_strength * everyone
    near = related * everyone
    prior = (
        k.pooled * _rows(pooled)
        + k.related * np.where(near.any(1, keepdims=True), _rows(near), everyone)
        + (1 - k.pooled - k.related) * everyone
    )
    taken = np.minimum(counts, k.discount)
    spread = taken.sum(1, keepdims=True) + k.strength
    total = counts.sum(1, keepdims=True) + k.strength
    return np.asarray((counts - taken + spread * prior) / total)


def related_groups(catalog: OccupationCatalog, places: Places) -> Floats:
    """Return (groups, groups) 0 to 1, how near O*NET ranks the members of two groups."""
    near = np.zeros((len(places), len(places)))
    occupations = catalog.occupations
    for code, occupation in occupations.items():
        for rank, other in enumerate(catalog.related(code)):
            groups = occupations[other].groups if other in occupations else ()
            for pair in ((places[a], places[b]) for a in occupation.groups for b in groups):
                near[pair] = max(near[pair], 1 / (1 + rank / 5))
    np.fill_diagonal(near, 0)
    return near


def education_tilts(
    entrants: pd.DataFrame, places: Places, k: Shrinkage
) -> Mapping[EducationLevel, Floats]:
    """Return, by level, how much more often than others people of that level enter each group."""
    levels = list(EducationLevel)
    counts = np.zeros((len(levels), len(places)))
    for group, level, moves in entrants.itertuples(index=False):
        if group in places:
            counts[EducationLevel(level).rank, places[group]] = moves
    # The survey has no "some college": those people count as high school graduates.
    some_college, high_school = EducationLevel.SOME_COLLEGE.rank, EducationLevel.HIGH_SCHOOL.rank
    overall = counts.sum(1, keepdims=True) / counts.sum()
    shares = (counts + k.entrants * overall) / (counts.sum(0) + k.entrants)
    shares[some_college], overall[some_college] = shares[high_school], overall[high_school]
    return dict(zip(levels, (shares / overall) ** k.education, strict=True))


def _rows(matrix: Floats) -> Floats:
    """Return the matrix with each row summing to 1; a row of zeros stays zero."""
    total = matrix.sum(1, keepdims=True)
    return np.asarray(matrix / np.where(total > 0, total, 1))
