"""How often the study's report finds something where nothing is; how often intervals hold."""

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from benchmarks.study import Simulated, coverage, false_positives

SEEDS = 40
TESTS = 22
MOST = int(stats.binom.ppf(1 - 0.001 / TESTS, SEEDS, 0.05))
"""False alarms of a test of 5 % in so many studies; of so many right tests one passes it 1 time in
1,000 or less."""


def test_simulated_ratings_have_the_mean_that_was_planted() -> None:
    ratings, cells = Simulated(areas=0.6, item=0.0, items_per_area=40, runs=40).draw(1)
    found = ratings.groupby(["area", "model", "language"], sort=False)["rating"].mean()
    assert np.abs(found.to_numpy().reshape(6, 3, 2) - cells).max() < 0.08
    assert set(ratings["rating"]) <= {1.0, 2.0, 3.0, 4.0, 5.0}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_nothing_is_found_in_random_answers() -> None:
    found = false_positives(Simulated(random=True), SEEDS)
    assert len(found) == TESTS
    for name, (hits, made) in found.items():
        assert made == SEEDS
        assert hits <= MOST, name
    # All together: dependent within a study, so that three times the binomial's spread is allowed.
    rate = sum(hits for hits, _ in found.values()) / (TESTS * SEEDS)
    assert rate < 0.05 + 3 * (0.05 * 0.95 / (TESTS * SEEDS)) ** 0.5


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_likings_for_items_are_not_taken_for_areas() -> None:
    found = false_positives(Simulated(own=0.6), SEEDS)
    for name, (hits, _) in found.items():
        if name.startswith("with likings") or "areas" in name or "items_holm" in name:
            if "any items_holm" in name and name.startswith("responders"):
                # The items are told apart there, and rightly so.
                assert hits == SEEDS
            else:
                assert hits <= MOST, name
    # What the second fit is for.
    assert found["mixed model: area x model"][0] > SEEDS / 2


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_intervals_hold_what_was_planted() -> None:
    for name, (held, made) in coverage(Simulated(areas=0.4, own=0.5), SEEDS).items():
        if not name.startswith("mixed model"):
            assert held / made > 0.9, name
