"""Intervals and tests against published figures and other implementations."""

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from advisor.evaluation.experiments.estimate import Sample
from advisor.evaluation.experiments.fixed import (
    difference_of_means,
    difference_of_shares,
    holm,
    interval_of_mean,
)


def shares(hits: int, n: int) -> Sample:
    return Sample.of([1.0] * hits + [0.0] * (n - hits))


@pytest.mark.parametrize(
    ("after", "before", "interval"),
    [
        # Newcombe 1998, table II, method 10.
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
    ],
)
def test_shares_as_published(
    after: tuple[int, int], before: tuple[int, int], interval: tuple[float, float]
) -> None:
    found = difference_of_shares(shares(*before), shares(*after))
    assert (found.low, found.high) == pytest.approx(interval, abs=5e-5)
    assert found.difference == pytest.approx(after[0] / after[1] - before[0] / before[1])


def test_p_of_shares_is_that_of_the_chi_square_test() -> None:
    table = [[56, 14], [48, 32]]
    found = difference_of_shares(shares(48, 80), shares(56, 70))
    assert found.p == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue)


def test_shares_that_are_all_alike_differ_by_nothing() -> None:
    found = difference_of_shares(shares(20, 20), shares(20, 20))
    assert (found.difference, found.p) == (0, 1)
    assert found.low < 0 < found.high


def test_means_as_welch() -> None:
    rng = np.random.default_rng(3)
    before, after = rng.normal(3, 1, 40), rng.normal(3.5, 4, 25)
    found = difference_of_means(Sample.of(before.tolist()), Sample.of(after.tolist()))
    assert found is not None
    assert found.p == pytest.approx(stats.ttest_ind(after, before, equal_var=False).pvalue)
    compared = CompareMeans(DescrStatsW(after), DescrStatsW(before))
    assert (found.low, found.high) == pytest.approx(compared.tconfint_diff(usevar="unequal"))


def test_means_without_spread_cannot_be_compared() -> None:
    assert difference_of_means(Sample.of([2.0, 2.0]), Sample.of([3.0, 3.0])) is None
    assert interval_of_mean(Sample.of([2.0, 2.0])) is None


def test_a_mean_as_student() -> None:
    values = [1.0, 2.0, 4.0, 9.0]
    interval = interval_of_mean(Sample.of(values))
    assert interval == pytest.approx(DescrStatsW(values).tconfint_mean())


def test_holm_as_statsmodels() -> None:
    values = [0.04, 0.001, 0.3, 0.02]
    assert holm(values) == pytest.approx(multipletests(values, method="holm")[1])
    assert holm([]) == []
