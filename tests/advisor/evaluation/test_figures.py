"""Figures against numbers worked out by hand for three states and four questions."""

from math import exp, log, sqrt

import numpy as np
import pytest

from advisor.evaluation.bootstrap import differences, drawn_people, interval, intervals
from advisor.evaluation.figures import (
    calibration,
    figures,
    hits_by_depth,
    kinds_of_moves,
    perplexity,
)
from advisor.evaluation.outcomes import NotADistributionError, Outcomes, outcomes
from advisor.evaluation.questions import Questions
from advisor.model.outcome_rates import Floats

CREDIT = np.array([[1, 0.5, 0], [1 / 3, 1, 0.5], [0, 0, 1]])
CHANCES = np.array([[0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.8, 0.13, 0.07], [0.28, 0.22, 0.5]])
ASKED = Questions(
    people=2,
    person=np.array([0, 0, 1, 1]),
    place=np.array([1, 2, 1, 2]),
    present=np.array([0, 0, 0, 2]),
    answer=np.array([0, 1, 1, 1]),
    held=np.array([True, False, False, True]),
)
ONCE = np.ones((1, 2))


def found(chances: Floats = CHANCES) -> Outcomes:
    return outcomes(np.log(chances), ASKED, CREDIT)


def test_figures_over_all_transitions() -> None:
    of = {name: value[0] for name, value in figures(found(), ASKED, ONCE).items()}
    assert of["perplexity"] == pytest.approx(exp(-log(0.6 * 0.5 * 0.13 * 0.22) / 4))
    # Stayed: 0.6; moved: 0.2, 0.8 and 0.5. Two of the three pairs are in the right order.
    assert of["stay_auc"] == pytest.approx(2 / 3)
    # Each chance lies in a bin of its own.
    assert of["stay_ece"] == pytest.approx((0.4 + 0.2 + 0.8 + 0.5) / 4)
    # Most probable of all: 0 (right), 1 (right), 0 (wrong, worth 1/3), 2 (wrong, worth 1/2).
    assert of["acc_em"] == pytest.approx(2 / 4)
    assert of["acc_rm"] == pytest.approx((1 + 1 + 1 / 3 + 1 / 2) / 4)
    # 0.6 and 0.5 (right, wrong) lie apart: 0.5 is the second and the fourth question.
    assert of["top1_ece_unconditional"] == pytest.approx(
        (abs(0.6 - 1) + abs(0.5 + 0.5 - 1) + abs(0.8 - 0)) / 4
    )


def test_figures_given_a_move() -> None:
    of = {name: value[0] for name, value in figures(found(), ASKED, ONCE).items()}
    chances = [0.5 / 0.8, 0.13 / 0.2, 0.22 / 0.5]
    assert of["moves.perplexity"] == pytest.approx(exp(-sum(log(c) for c in chances) / 3))
    # The answers are in the first, the first and the second place.
    assert of["moves.hit1"] == pytest.approx(2 / 3)
    assert of["moves.hit5"] == of["moves.hit10"] == 1
    assert of["moves.mrr"] == pytest.approx((1 + 1 + 1 / 2) / 3)
    # 0.625 and 0.65 (both right) share a bin, 0.56 (wrong) is in another.
    assert of["top1_ece"] == pytest.approx((abs(0.625 + 0.65 - 2) + 0.56) / 3)
    assert of["moves.acc_rm"] == pytest.approx((1 + 1 + 1 / 3) / 3)


def test_ties_share_the_mean_of_their_places() -> None:
    alike = np.array([[0.6, 0.2, 0.2]] * 3 + [[0.2, 0.2, 0.6]])
    assert found(alike).rank.tolist()[1:] == [1.5, 1.5, 1.5]


def test_some_of_the_transitions() -> None:
    among = np.array([True, True, False, False])
    of = figures(found(), ASKED, ONCE, among)
    assert of["perplexity"][0] == pytest.approx(1 / sqrt(0.6 * 0.5))
    assert perplexity(found(), ASKED, ONCE, among)[0] == of["perplexity"][0]
    assert of["stay_auc"][0] == 1
    nothing = figures(found(), ASKED, ONCE, np.zeros(4, dtype=bool))
    assert all(np.isnan(value[0]) for value in nothing.values())


def test_moves_by_kind() -> None:
    idle = np.array([False, True, False, False])
    kinds = kinds_of_moves(found(), ASKED, idle, ONCE)
    assert {kind: n for kind, (n, _) in kinds.items()} == {
        "never_held": 1,
        "returned": 1,
        "into_no_job": 1,
    }
    assert kinds["into_no_job"][1]["perplexity"][0] == pytest.approx(0.8 / 0.5)


def test_weights_count_people_as_often_as_they_say() -> None:
    of = figures(found(), ASKED, np.array([[2.0, 0.0], [0.0, 1.0]]))
    assert of["perplexity"] == pytest.approx([1 / sqrt(0.6 * 0.5), 1 / sqrt(0.13 * 0.22)])
    assert of["stay_auc"][0] == 1
    assert np.isnan(of["stay_auc"][1]), "nobody drawn stayed"


def test_a_chance_of_zero_costs_much_but_stays_a_number() -> None:
    chances = np.array([[1.0, 0, 0]] * 3 + [[0, 0, 1.0]])
    with np.errstate(divide="ignore"):
        of = figures(found(chances), ASKED, ONCE)
    assert np.isfinite(of["perplexity"][0])
    assert np.isfinite(of["moves.perplexity"][0])


@pytest.mark.parametrize(
    ("chances", "said"),
    [
        (CHANCES[:3], "expected \\(4, 3\\), got \\(3, 3\\)"),
        (CHANCES * 0.9, "off by 0.1"),
        (np.full((4, 3), np.nan), "off by nan"),
    ],
)
def test_what_is_no_distribution_is_refused(chances: Floats, said: str) -> None:
    with pytest.raises(NotADistributionError, match=said):
        found(chances)


def test_curves() -> None:
    assert hits_by_depth(found(), ASKED, 2).tolist() == pytest.approx([2 / 3, 1])
    assert calibration(np.array([0.11, 0.19, 1.0]), np.array([True, False, True])) == [
        (pytest.approx(0.15), 0.5, 2),
        (1.0, 1.0, 1),
    ]


def test_draws_are_of_whole_people_and_the_same_for_a_seed() -> None:
    draws = drawn_people(7, seed=3, draws=50)
    assert draws.shape == (50, 7)
    assert (draws.sum(1) == 7).all()
    assert (draws == drawn_people(7, seed=3, draws=50)).all()
    assert (draws != drawn_people(7, seed=4, draws=50)).any()


def test_differences_are_taken_within_a_draw() -> None:
    draws = drawn_people(2, seed=0, draws=200)
    worse = np.log(CHANCES) * 1.0
    worse[:, 0] = np.log(CHANCES[:, 0] * 0.5)
    worse -= np.log(np.exp(worse).sum(1, keepdims=True))
    ours = figures(found(), ASKED, draws)
    theirs = figures(outcomes(worse, ASKED, CREDIT), ASKED, draws)
    spread = differences(ours, theirs)["perplexity"]
    paired = ours["perplexity"] - theirs["perplexity"]
    assert spread == pytest.approx(tuple(np.percentile(paired, (2.5, 97.5))))
    assert differences(ours, ours)["perplexity"] == (0, 0)
    ends = intervals(ours)["perplexity"]
    assert ends is not None
    assert ends[0] < ours["perplexity"].mean() < ends[1]


def test_no_interval_where_hardly_a_draw_gives_a_number() -> None:
    assert interval(np.array([np.nan, np.nan, 1.0])) is None
    assert interval(np.array([1.0, 1.0, np.nan])) == (1, 1)
