"""Measures of reliability and agreement, on examples whose values are known."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from advisor.study.agreement import (
    Floats,
    icc_2_1,
    mean_difference,
    spearman,
    weighted_kappa,
)
from advisor.study.means import mean_of, run_scores
from advisor.study.ratings import AREAS
from advisor.study.reliability import cronbach_alpha, stability
from advisor.study.responders import areas_p, holm, items_p, responder_tests
from advisor.study.versions import version_differences


def test_icc_is_that_of_shrout_and_fleiss() -> None:
    """Table 2 of their paper; table 4 gives .29."""
    table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    assert icc_2_1(np.array(table, dtype=float)) == pytest.approx(0.29, abs=0.005)
    assert icc_2_1(np.full((5, 2), 3.0)) is None
    assert icc_2_1(np.array([[2.0, 4.0]])) is None


def test_weighted_kappa() -> None:
    one = np.array([1.0, 2, 3, 4, 5, 5])
    assert weighted_kappa(one, one) == pytest.approx(1)
    # Observed disagreement 1/6 (one item off by one), by chance 4.1667: each side's variance about
    # its mean and the squared difference of the means.
    other = np.array([1.0, 2, 3, 4, 5, 4])
    by_chance = one.var() + other.var() + (one.mean() - other.mean()) ** 2
    assert weighted_kappa(one, other) == pytest.approx(1 - (1 / 6) / by_chance)
    assert weighted_kappa(np.array([2.5, 1.4]), np.array([3.0, 1.0])) == pytest.approx(1)
    assert weighted_kappa(np.full(4, 2.0), np.full(4, 2.0)) is None


def test_spearman_needs_spread() -> None:
    found = spearman(np.array([1.0, 2, 3, 4]), np.array([2.0, 4, 6, 9]))
    assert found is not None
    assert found[0] == pytest.approx(1)
    assert spearman(np.full(4, 3.0), np.arange(4.0)) is None


def test_differences_have_intervals() -> None:
    mean, low, high = mean_difference(np.array([1.0, 2, 3]))
    # t with 2 degrees of freedom is 4.303; the standard error is 1 / sqrt(3).
    assert mean == 2.0
    assert low == pytest.approx(2 - 4.303 / 3**0.5, abs=1e-3)
    assert high == pytest.approx(2 + 4.303 / 3**0.5, abs=1e-3)


def test_alpha() -> None:
    # Items that go together wholly, and not at all.
    together = np.array([[1.0, 2, 3, 5]] * 4)
    assert cronbach_alpha(together) == pytest.approx(1)
    apart = np.array([[1.0, 2, 1, 2], [1, 1, 2, 2]])
    assert cronbach_alpha(apart) == pytest.approx(0)
    gap = together.copy()
    gap[0, 0] = np.nan
    assert cronbach_alpha(gap) == pytest.approx(1)
    assert cronbach_alpha(np.full((4, 5), 3.0)) is None


def test_intervals_over_items_are_wider() -> None:
    generator = np.random.default_rng(0)
    table = 3 + generator.normal(0, 1, (10, 1)) + generator.normal(0, 0.3, (10, 20))
    found = mean_of(table)
    assert found.low is not None and found.low_items is not None
    assert found.mean - found.low < 0.1
    assert found.mean - found.low_items > 0.4
    assert mean_of(table[:, :1]).low is None


def ratings(table: Floats, model: str = "m") -> pd.DataFrame:
    """Return ratings of (items, runs); areas take turns, the first half of the runs is order 0."""
    items, runs = table.shape
    return pd.DataFrame(
        [
            {
                "model": model, "language": "en", "prompt": "plain-v1", "order": 2 * run // runs,
                "repeat": run, "run": f"{model}-{run}", "item": item + 1,
                "area": AREAS[item % 6], "position": item / items, "rating": table[item, run],
            }
            for item in range(items)
            for run in range(runs)
            if np.isfinite(table[item, run])
        ]
    )  # fmt: skip


def test_stability_of_a_model_that_repeats_itself() -> None:
    generator = np.random.default_rng(1)
    fixed = generator.integers(1, 6, (12, 1)).astype(float)
    (row,) = stability(ratings(np.tile(fixed, (1, 6)))).to_dict("records")
    assert (row["retest"], row["orders"], row["same_rating"]) == (1, 1, 1)
    assert row["prompts"] is None
    noise = generator.integers(1, 6, (60, 20)).astype(float)
    (row,) = stability(ratings(noise)).to_dict("records")
    assert abs(row["retest"]) < 0.05
    assert row["same_rating"] == pytest.approx(0.2, abs=0.02)


def test_flat_and_random_respondents_are_told() -> None:
    generator = np.random.default_rng(2)
    liking = np.where(np.arange(30) % 6 == 3, 4.0, 2.0)[:, None]
    own = generator.integers(1, 5, (30, 1)).astype(float)
    tables = {
        "flat": np.full((30, 8), 3.0),
        "random": generator.integers(1, 6, (30, 8)).astype(float),
        "lopsided": np.where(generator.random((30, 8)) < 0.7, 4.0, 2.0),
        "social": liking + generator.integers(0, 2, (30, 8)),
        "own": own + generator.integers(0, 2, (30, 8)),
    }
    found: Any = responder_tests(pd.concat([ratings(t, name) for name, t in tables.items()]), 0)
    assert dict(zip(found["model"], found["verdict"], strict=True)) == {
        "flat": "flat: the same rating for everything in a run",
        "random": "no different from a respondent that does not read the items, evenly from 1 to 5",
        "lopsided": "no different from a respondent that does not read the items",
        "social": "prefers some areas",
        "own": "tells items apart, but not areas",
    }
    assert found["flat_runs"][0] == 1
    assert responder_tests(ratings(tables["social"][:, :1]), 0)["items_p"][0] is None


def test_a_run_with_a_single_rating_is_not_flat() -> None:
    """So that a model that refuses all but one item a run is not said to be flat."""
    table = np.full((12, 6), np.nan)
    table[np.arange(6), np.arange(6)] = [1, 2, 3, 4, 5, 1]
    (row,) = responder_tests(ratings(table), 0).to_dict("records")
    assert row["flat_runs"] is None
    assert "flat" not in row["verdict"]


def test_the_slope_over_places_is_that_within_items() -> None:
    """Each item's own mean costs a degree of freedom, as in a regression with the items in it."""
    generator = np.random.default_rng(7)
    table = ratings(generator.integers(1, 6, (12, 3)).astype(float))
    table["order"] = table["repeat"]
    table["position"] = generator.permutation(36) / 35
    wanted = smf.ols("rating ~ C(item) + position", table).fit()
    (row,) = stability(table).to_dict("records")
    assert row["position_slope"] == pytest.approx(wanted.params["position"])
    assert row["position_p"] == pytest.approx(wanted.pvalues["position"])


def test_permutations_keep_gaps_in_place() -> None:
    generator = np.random.default_rng(5)
    table = np.where(np.arange(12)[:, None] < 3, 5.0, 1.0) + np.zeros((12, 4))
    assert items_p(table, generator) == 0.001
    table[0, 0] = np.nan
    assert items_p(table, generator) == 0.001


def test_areas_are_tested_over_items() -> None:
    areas = np.arange(60) % 6
    assert areas_p(areas.astype(float), areas, np.random.default_rng(0)) == 0.001
    noise = np.random.default_rng(1).normal(size=60)
    assert areas_p(noise, areas, np.random.default_rng(0)) > 0.05


def test_holm_counts_only_what_was_tested() -> None:
    assert holm(pd.Series([0.01, None, 0.04], dtype=float)) == [0.02, None, pytest.approx(0.04)]


def test_versions_are_compared_by_area() -> None:
    generator = np.random.default_rng(6)
    before = generator.integers(2, 5, (60, 12)).astype(float)
    after = generator.integers(2, 5, (60, 12)).astype(float)
    after[np.arange(60) % 6 == 2] = 5.0
    both = pd.concat([ratings(before, "v1"), ratings(after, "v2")])
    sizes = dict.fromkeys(AREAS, 10)
    found: Any = version_differences(both, sizes, {"v": ["v1", "v2"]}).set_index("area")
    assert found.loc["Artistic", "difference"] == pytest.approx(20, abs=2)
    assert found.loc["Artistic", "holm"] < 0.001
    assert found.loc["Artistic", "items_holm"] < 0.001
    assert (found.drop("Artistic")["holm"] > 0.05).all()
    same = pd.concat([ratings(np.full((60, 4), 3.0), name) for name in ("v1", "v2")])
    found = version_differences(same, sizes, {"v": ["v1", "v2"]})
    assert found["p"].isna().all()
    assert (found["difference"] == 0).all()


def test_runs_with_many_gaps_get_no_score() -> None:
    table = np.full((60, 2), 4.0)
    table[[0, 6, 12], 0] = np.nan
    table[[1, 7], 0] = np.nan
    scores: Any = run_scores(ratings(table), dict.fromkeys(AREAS, 10))
    first = scores[scores["run"] == "m-0"].set_index("area")["points"]
    assert "Realistic" not in first
    assert first["Investigative"] == 30
