"""Counting what came of suggestions, on a few careers that can be counted by hand."""

import numpy as np
import pytest

from advisor.evaluation.by_group import counts_by_group
from advisor.evaluation.states import States
from advisor.model.work_years import NOT_WORKING, WorkYear
from advisor.panels.examples import CareerText

CODES = ("10", "20", "30", "40", "50", "60", "70")
STATES = States("nlsy97", (*CODES, ""), (*CODES, NOT_WORKING), (*((code,) for code in CODES), ()))


def career(*titles: str) -> CareerText:
    return CareerText("nlsy97", 1, "test", tuple(WorkYear(title, 1) for title in titles))


def logs(*chances: float) -> list[float]:
    return [float(np.log(chance)) for chance in chances]


def test_a_move_that_was_named_and_one_that_was_not() -> None:
    said = np.asarray(
        [
            # In 10: the five likeliest others are 20 to 60; the person goes to 20.
            logs(0.40, 0.20, 0.12, 0.10, 0.06, 0.04, 0.03, 0.05),
            # In 20: the five likeliest others are 10 and 30 to 60; the person goes to 70.
            logs(0.20, 0.40, 0.12, 0.10, 0.06, 0.04, 0.03, 0.05),
        ]
    )
    found = counts_by_group([career("10", "20", "70")], said, STATES)
    counts = found["20"]
    assert (counts.suggested, counts.came, counts.movers) == (1, 1, 1)
    assert (counts.came_movers, counts.arrived, counts.named) == (1, 1, 1)
    assert counts.expected == pytest.approx(0.20)
    assert counts.expected_movers == pytest.approx(0.20 / 0.55)
    assert (found["70"].suggested, found["70"].arrived, found["70"].named) == (0, 1, 0)
    assert (found["30"].suggested, found["30"].movers, found["30"].came) == (2, 2, 0)
    assert found["30"].expected == pytest.approx(0.24)
    assert sum(counts.suggested for counts in found.values()) == 10


def test_staying_and_stopping_count_as_no_move() -> None:
    said = np.asarray([logs(0.40, 0.20, 0.12, 0.10, 0.06, 0.04, 0.03, 0.05)] * 2)
    found = counts_by_group([career("10", "10", NOT_WORKING)], said, STATES)
    assert sum(counts.suggested for counts in found.values()) == 10
    assert all((c.movers, c.came, c.arrived) == (0, 0, 0) for c in found.values())


def test_out_of_work_the_last_occupation_is_the_present_one() -> None:
    said = np.asarray([logs(0.40, 0.20, 0.12, 0.10, 0.06, 0.04, 0.03, 0.05)] * 3)
    back = counts_by_group([career("10", NOT_WORKING, "10")], said[:2], STATES)
    assert "10" not in back
    other = counts_by_group([career("10", NOT_WORKING, "20")], said[:2], STATES)
    assert (other["20"].suggested, other["20"].arrived, other["20"].named) == (2, 1, 1)


def test_years_before_any_work_are_left_out_but_use_up_their_question() -> None:
    said = np.asarray(
        [
            logs(0.40, 0.20, 0.12, 0.10, 0.06, 0.04, 0.03, 0.05),
            logs(0.02, 0.03, 0.05, 0.07, 0.13, 0.30, 0.35, 0.05),
        ]
    )
    found = counts_by_group([career(NOT_WORKING, "10", "70")], said, STATES)
    assert sum(counts.suggested for counts in found.values()) == 5
    assert found["70"].expected == pytest.approx(0.35)
    assert "10" not in found


def test_rows_of_other_people_are_refused() -> None:
    said = np.asarray([logs(0.40, 0.20, 0.12, 0.10, 0.06, 0.04, 0.03, 0.05)] * 3)
    with pytest.raises(ValueError, match="expected 2 rows, one a transition, got 3"):
        counts_by_group([career("10", "20", "70")], said, STATES)
