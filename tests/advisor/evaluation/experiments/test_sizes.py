"""Sizes against statsmodels; shares of the conversations."""

import math

import numpy as np
import pytest
from statsmodels.stats.power import NormalIndPower

from advisor.evaluation.experiments.sizes import (
    MISMATCH,
    needed_fixed,
    needed_sequential,
    power_fixed,
    share_mismatch,
)


@pytest.mark.parametrize(("spread", "effect", "alpha"), [(0.5, 0.05, 0.05), (3.0, 0.4, 0.025)])
def test_sizes_as_statsmodels(spread: float, effect: float, alpha: float) -> None:
    each = NormalIndPower().solve_power(effect / spread, power=0.8, alpha=alpha)
    n = needed_fixed(spread, effect, alpha)
    assert n == pytest.approx(2 * each, rel=1e-3)
    power = NormalIndPower().power(effect / spread, 500, alpha)
    assert power_fixed(spread, effect, 1_000, alpha) == pytest.approx(power, abs=1e-3)


def test_looking_any_time_costs_conversations() -> None:
    fixed = needed_fixed(0.5, 0.05, 0.05)
    any_time = needed_sequential(0.5, 0.05, (0.5, 0.5), 2 * fixed, 0.05)
    assert any_time is not None
    assert 1.5 * fixed < any_time < 3 * fixed
    uneven = needed_sequential(0.5, 0.05, (0.9, 0.1), 2 * fixed, 0.05)
    assert uneven is not None
    assert uneven > 2 * any_time
    assert needed_sequential(0.5, 1e-9, (0.5, 0.5), 1_000, 0.05) is None


def test_a_mismatch_is_seen_and_chance_is_not() -> None:
    assert share_mismatch([5_000, 5_400], [1, 1]) < MISMATCH
    assert share_mismatch([1_000, 2_050], [1, 2]) > MISMATCH
    assert share_mismatch([0, 0], [1, 1]) == 1
    rng = np.random.default_rng(0)
    alarms = [
        share_mismatch(rng.multinomial(600, [0.5, 0.5]).tolist(), [1, 1]) < 0.05 for _ in range(500)
    ]
    assert np.mean(alarms) == pytest.approx(0.05, abs=3 * math.sqrt(0.05 * 0.95 / 500))
