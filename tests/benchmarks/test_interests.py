"""The figures of the interests page on cases that can be worked out by hand."""

import numpy as np
import pytest

from advisor.interest_choice import InterestChoice
from advisor.interests import AREAS, InterestProfile
from benchmarks.interests import GroupInterests, belief_lines, shown
from retrieval.catalog import Catalog


def test_five_are_shown_by_chance_times_factor_and_none_below_the_floor() -> None:
    chances = np.array([0.3, 0.2, 0.1, 0.0001, 0.05, 0.05, 0.02])
    assert shown(chances, np.ones(7)) == [0, 1, 2, 4, 5]
    assert shown(chances, np.array([1, 2, 1, 9999, 1, 1, 6])) == [1, 0, 6, 2, 4]


def test_the_correlations_are_those_the_advisor_chooses_by(catalog: Catalog) -> None:
    groups = sorted(catalog.groups)
    scores = (3.0, 12.0, 20.0, 7.0, 5.0, 1.0)
    profile = InterestProfile("x", "X", "en", (1,), scores, 20, None)
    choice = InterestChoice(profile, catalog, weight=1.0)
    found = GroupInterests(catalog, groups).correlations(np.array(scores))
    assert len(scores) == len(AREAS)
    for group, correlation in zip(groups[::25], found[::25], strict=True):
        assert choice.factor(group) == pytest.approx(np.exp(correlation))


def test_few_random_answers_are_believed_and_most_clear_ones() -> None:
    used = [float(line.split("|")[3].strip(" %")) for line in belief_lines(60)[2:]]
    at_random, clear = [used[0], used[1], used[6], used[7]], [used[5], used[11]]
    assert max(at_random) < 30
    assert min(clear) > 70
