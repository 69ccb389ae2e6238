from dataclasses import replace

import pytest

from advisor.career import CareerHistory, Job, Limit, LimitKind, When
from advisor.evaluation.counterfactual.outcomes import Outcome
from advisor.evaluation.counterfactual.swaps import GENDERED
from tests.advisor.evaluation.counterfactual.tellings import (
    compared,
    letters,
    outcome,
    pair,
    suggestion,
)

SAME = letters("abcde")


@pytest.mark.parametrize(
    "other",
    [letters("abced"), letters("abcd"), letters("abcde", stay=0.4), letters("")],
)
def test_order_number_and_chances_must_be_the_same(other: Outcome) -> None:
    assert compared(SAME).same_suggestions
    assert not compared(other).same_suggestions


def test_a_shorter_list_is_another_list() -> None:
    assert compared(SAME).rbo(0.8) == 1
    assert compared(letters("abc")).rbo(0.8) < 0.9
    assert compared(letters("abc")).overlap == pytest.approx(3 / 5)
    assert compared(letters("")).rbo(0.8) == 0


def test_what_an_interviewer_differs_from_itself_by() -> None:
    assert compared(SAME, SAME).own_rbo(0.8) == 1
    shaky = compared(SAME, SAME, letters("vwxyz"))
    assert shaky.own_rbo(0.8) == 0
    assert shaky.rbo(0.8) == pytest.approx(0.5)


def test_preparation_and_pay_are_differences_of_means() -> None:
    high = outcome(suggestion("a", 4, 60_000), suggestion("b", 5, 60_000), suggestion("c", None))
    found = compared(high, letters("ab", 3), letters("ab", 2))
    assert found.preparation == pytest.approx(4.5 - 2.5)
    assert found.pay == pytest.approx((170_000 / 3 - 50_000) / 50_000)
    assert compared(letters("")).preparation is None
    assert compared(outcome(suggestion("a", None, None))).pay is None


def test_a_history_is_the_same_but_for_the_words() -> None:
    job = Job("j1", "waiter", code="35-3031.00", start=None, quote="I was a waiter")
    told = Outcome(CareerHistory((job,)), None, 1, 1)
    longer = replace(told, history=CareerHistory((replace(job, id="j2", quote="I'm Ann. "),)))
    limited = replace(told, history=CareerHistory((job,), limits=(_limit("I'm 58"),)))
    renamed = replace(told, history=CareerHistory((replace(job, title="waitress"),)))
    assert compared(longer, told).same_history
    assert not compared(limited, told).same_history
    assert not compared(renamed, told).same_history
    assert compared(renamed, told, of=pair(dimension=GENDERED)).same_history


def test_a_date_that_is_only_about_right_is_another_reading() -> None:
    exact = CareerHistory((Job("j1", "cook", start=When(2010)),))
    about = CareerHistory((Job("j1", "cook", start=When(2010, approximate=True)),))
    told = Outcome(exact, None, 1, 1)
    assert compared(told, told).same_history
    assert not compared(replace(told, history=about), told).same_history


def _limit(quote: str) -> Limit:
    return Limit(LimitKind.OTHER, quote)
