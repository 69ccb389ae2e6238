from pathlib import Path

import numpy as np
import pytest

from advisor.model.situation import Situation
from advisor.model.transitions import TransitionCounts
from advisor.training.panel import Transition, read_panel, transitions
from benchmarks.predictor import ends, markov, ours, score, states_of
from retrieval.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
CAREERS = ROOT.parent / "shared" / "careers"
STATES = ("10", "20", "30", "in_education", "not_working")


def step(left: str, reached: str | None) -> Transition:
    return Transition(1, Situation(left), 1, "employed" if reached else "not_working", reached)


def test_the_figures_of_a_model_that_can_be_worked_out_by_hand() -> None:
    chances = np.array([0.5, 0.2, 0.1, 0.1, 0.1])
    steps = [step("10", "10"), step("10", "20"), step("10", None), step("20", "10")]
    found = score(lambda _: chances, steps, STATES)
    assert found.perplexity == pytest.approx((0.5 * 0.2 * 0.1 * 0.5) ** (-1 / 4))
    # Of the moves, 20 is first of four from 10; not working shares places 2, 3 and 4; 10 is first.
    assert (found.hit1, found.hit5) == (2 / 3, 1)
    assert found.mrr == pytest.approx((1 + 1 / 3 + 1) / 3)
    assert found.moves_perplexity == pytest.approx((0.4 * 0.2 * 0.625) ** (-1 / 3))
    # Three stand at .5 and one of them stayed; one stands at .2 and left.
    assert found.calibration_error == pytest.approx(3 / 4 * (0.5 - 1 / 3) + 1 / 4 * 0.2)
    assert found.auc == pytest.approx((1 + 0.5 + 0.5) / 3)


def test_markov_counts_and_shrinks() -> None:
    train = [step("10", "20"), step("10", "20"), step("10", None)]
    row = markov(train, STATES, k=3)(step("10", "10"))
    assert row.sum() == pytest.approx(1)
    assert row[1] == pytest.approx((2 + 3 * 2.1 / 3.5) / 6)


def test_the_ends_of_a_transition() -> None:
    away = Transition(1, Situation("10", "in_education", away=1), 1, "employed", "20")
    assert ends(away) == ("in_education", "20")


@pytest.mark.skipif(not CAREERS.is_dir(), reason="the survey panel is not here")
def test_the_shipped_predictor_beats_first_order_markov_on_valid() -> None:
    catalog = Catalog.load(ROOT / "data/onet")
    predictor = TransitionCounts.load(ROOT / "data/careers", catalog)
    states = states_of(predictor.codes)
    valid = list(transitions(read_panel(CAREERS, "valid")))
    baseline = score(
        markov(list(transitions(read_panel(CAREERS, "train"))), states, 10), valid, states
    )
    shipped = score(ours(predictor), valid, states)
    assert shipped.perplexity < 0.8 * baseline.perplexity
    assert shipped.moves_perplexity < 0.6 * baseline.moves_perplexity
    assert shipped.auc > baseline.auc + 0.07
    assert shipped.hit10 > baseline.hit10 + 0.05
    assert shipped.calibration_error < 0.02
