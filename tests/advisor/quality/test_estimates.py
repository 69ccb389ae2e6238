"""Shares, means and quantiles with what they rest on."""

import pytest
from scipy import stats  # type: ignore[import-untyped]

from advisor.quality.estimates import Share, mean_of, spread_of, t_quantile
from advisor.quality.wording import interval_words, value_words


def test_a_share_of_fewer_than_five_is_told_in_counts_only() -> None:
    four = Share(3, 4)
    assert (four.value, four.interval) == (None, None)
    assert value_words(four) == "3 of 4"
    assert "%" not in value_words(four) + interval_words(four)
    five = Share(3, 5)
    assert value_words(five) == "60 %"
    assert interval_words(five) == "23–88 %; n = 5, few"
    assert interval_words(Share(300, 500)) == "56–64 %; n = 500"
    assert (value_words(Share(0, 0)), interval_words(Share(0, 0))) == ("–", "")


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 30, 1000])
def test_the_quantile_of_students_t_is_that_of_scipy(freedom: int) -> None:
    assert t_quantile(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=0.004)


def test_a_mean_has_students_interval() -> None:
    values = [3, 4, 5, 4, 10]
    found = mean_of(values)
    expected = stats.t.interval(0.95, 4, 5.2, stats.sem(values))
    assert found.value == pytest.approx(5.2)
    assert found.interval == pytest.approx(expected, abs=0.003)
    assert interval_words(found) == "1.76 to 8.64; n = 5, few"
    assert mean_of([0, 0, 0, 4]).interval == pytest.approx((0, 4.182), abs=0.004), "none below 0"
    assert mean_of([2]).interval is None
    assert mean_of([]).value is None


def test_a_spread_is_the_median_and_what_19_of_20_stay_within() -> None:
    found = spread_of(list(range(101)))
    assert (found.value, found.p95, found.n) == (50, 95, 101)
    assert interval_words(found) == "95 % within 95; n = 101"
    assert spread_of([]).value is None
