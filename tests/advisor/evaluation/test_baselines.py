from pathlib import Path

import numpy as np
import pytest

from advisor.career import EducationLevel
from advisor.evaluation.baselines.facts import NONE, facts, held_years
from advisor.evaluation.baselines.logit import Logit, LogitSettings
from advisor.evaluation.baselines.markov import Markov1, Markov2
from advisor.evaluation.baselines.retrieval import Retrieval, skill_similarity
from advisor.evaluation.baselines.stay import Stay
from advisor.evaluation.baselines.transition_counts import CountModel
from advisor.evaluation.baselines.two_stage import TwoStage, TwoStageSettings
from advisor.evaluation.baselines.two_stage_net import NetSize
from advisor.evaluation.protocols import Evaluated, Fitted, UnavailableError
from advisor.evaluation.questions import questions
from advisor.evaluation.states import States
from advisor.model.career_situations import career_situations
from advisor.model.transitions import TransitionCounts
from advisor.model.work_years import YearFacts, work_years
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import CareerText
from retrieval.catalog import Catalog
from tests.advisor.evaluation.conftest import career, turns

SMALL = TwoStageSettings(
    net=NetSize(width=16, layers=1, heads=2, dropout=0), epochs=40, careers=8, rate=0.02, warm_up=5
)
EXAMPLE = [career("Cashiers", "Retail salespersons", "Cashiers", "Retail salespersons")]
NAMES = ["stay", "markov1", "markov2", "logit", "two_stage", "retrieval", "transition_counts"]


@pytest.fixture
def model(
    request: pytest.FixtureRequest,
    states: States,
    catalog: Catalog,
    predictor: TransitionCounts,
    tmp_path: Path,
) -> Evaluated:
    made: dict[str, Evaluated] = {
        "stay": Stay(states),
        "markov1": Markov1(states),
        "markov2": Markov2(states),
        "logit": Logit(states, 0, lambda *_: None, LogitSettings((1e-5,), batch=32, rate=0.1)),
        "two_stage": TwoStage(states, tmp_path, 0, lambda *_: None, SMALL),
        "retrieval": Retrieval(states, catalog),
        "transition_counts": CountModel(predictor, states),
    }
    chosen = made[request.param]
    if isinstance(chosen, Fitted):
        chosen.fit(turns(40), turns(10))
    return chosen


@pytest.mark.parametrize("model", NAMES, indirect=True)
def test_every_baseline_gives_a_distribution(model: Evaluated, states: States) -> None:
    odd = [
        career("In education", "Not working", "Cashiers", "Registered nurses", "Not working"),
        career("Cashiers"),
        *EXAMPLE,
    ]
    said = model.log_probabilities(odd)
    assert said.shape == (7, len(states))
    assert np.exp(said).sum(1) == pytest.approx(1, abs=1e-5)
    assert np.isfinite(said).all(), "nothing is impossible"
    assert said[4:] == pytest.approx(model.log_probabilities(EXAMPLE), abs=1e-4)


@pytest.mark.parametrize("model", ["markov1", "markov2", "logit", "two_stage"], indirect=True)
def test_a_plain_pattern_is_learnt(model: Evaluated, states: States) -> None:
    asked = questions(EXAMPLE, states)
    said = model.log_probabilities(EXAMPLE)
    assert (said.argmax(1) == asked.answer).all()
    assert (np.exp(said[np.arange(3), asked.answer]) > 0.6).all()


@pytest.mark.parametrize("model", ["markov2", "two_stage", "logit"], indirect=True)
def test_no_answer_is_seen_beforehand(model: Evaluated) -> None:
    long = career("Cashiers", "Retail salespersons", "Cashiers", "Registered nurses", "Not working")
    other = career("Cashiers", "Retail salespersons", "Cashiers", "Cashiers", "Cashiers")
    said, said_of_other = (model.log_probabilities([one])[:3] for one in (long, other))
    assert said == pytest.approx(said_of_other, abs=1e-5)


def test_stay_is_the_share_that_stayed(states: States) -> None:
    model = Stay(states)
    model.fit([career("Cashiers", "Cashiers", "Cashiers", "Registered nurses")], [])
    chance = np.exp(model.log_probabilities([career("Cashiers", "Cashiers")]))[0]
    assert chance[states.index["Cashiers"]] == pytest.approx(2.5 / 4)
    assert chance.argsort()[-2] == states.index["Registered nurses"]


def test_markov2_sends_some_movers_back(states: States) -> None:
    back = [career("Registered nurses", "Cashiers", "Cashiers", "Registered nurses")] * 5
    model = Markov2(states)
    model.fit([career("Cashiers", "Cashiers", "Retail salespersons")] * 5, back)
    assert model.back > 0


def test_retrieval_prefers_similar_work(catalog: Catalog, states: States) -> None:
    nearness = skill_similarity(states, catalog)
    nurse, assistant, logger = (
        states.index[title]
        for title in ("Registered nurses", "Nurse practitioners", "Logging workers")
    )
    assert nearness[nurse, assistant] > nearness[nurse, logger]
    moved = [career("Registered nurses", "Nurse practitioners")] * 3
    model = Retrieval(states, catalog)
    model.fit(moved, moved)
    said = model.log_probabilities(moved)[0]
    assert model.sharpness > 0
    assert said[assistant] > said[logger]


def test_the_count_model_says_what_the_product_says(
    predictor: TransitionCounts, states: States, codes: OccupationCodes
) -> None:
    model = CountModel(predictor, states)
    chance = np.exp(model.log_probabilities([career("Cashiers", "Cashiers", "Not working")]))
    code_of = dict(zip(states.titles, states.codes, strict=True))
    now = next(career_situations(career("Cashiers").years, code_of))
    assert now is not None
    expected = predictor.chances(now)
    assert chance[0, states.index["Cashiers"]] == pytest.approx(expected.stay)
    assert chance[0, states.index["Not working"]] == pytest.approx(expected.not_working)
    with pytest.raises(UnavailableError, match="Census 2010"):
        CountModel(predictor, States.of(codes, "nlsy79"))


def test_two_stage_is_trained_once_for_the_same_careers(states: States, tmp_path: Path) -> None:
    epochs: list[int] = []

    def trained(train: list[CareerText], seed: int) -> TwoStage:
        model = TwoStage(states, tmp_path, seed, lambda _, done, __: epochs.append(done), SMALL)
        model.fit(train, turns(4))
        return model

    first = trained(turns(8), 0)
    after_first = len(epochs)
    assert after_first > 0
    again = trained(turns(8), 0)
    assert len(epochs) == after_first
    assert (first.log_probabilities(EXAMPLE) == again.log_probabilities(EXAMPLE)).all()
    trained(turns(9), 0)
    trained(turns(8), 1)
    assert len(list(tmp_path.iterdir())) == 3
    for file in tmp_path.iterdir():
        file.write_bytes(b"half")
    repaired = trained(turns(8), 0)
    assert (first.log_probabilities(EXAMPLE) == repaired.log_probabilities(EXAMPLE)).all()


def test_facts_of_a_career(states: States) -> None:
    levels = (None, EducationLevel.HIGH_SCHOOL, EducationLevel.HIGH_SCHOOL, None, None)
    titles = ("Cashiers", "Cashiers", "In education", "Registered nurses", "Cashiers")
    years = work_years(
        YearFacts(title, education=level) for title, level in zip(titles, levels, strict=True)
    )
    known = facts([CareerText("nlsy97", 1, "train", years)], states)
    cashier, studying, nurse = (
        states.index[title] for title in ("Cashiers", "In education", "Registered nurses")
    )
    assert known.year_before.tolist() == [NONE, cashier, cashier, studying]
    assert known.previous.tolist() == [NONE, NONE, cashier, studying]
    assert known.last_job.tolist() == [cashier, cashier, cashier, nurse]
    assert known.tenure.tolist() == [1, 2, 1, 1]
    assert known.worked.tolist() == [1, 2, 2, 3]
    assert known.year.tolist() == [1, 2, 3, 4]
    assert known.education.tolist() == [0, 2, 2, 0]
    assert known.education_changed.tolist() == [0, 1, 0, 1]
    assert known.away.tolist() == [0, 0, 1, 0]


def test_held_years_leave_out_the_present_state(states: States) -> None:
    held = held_years([career("Cashiers", "Cashiers", "Registered nurses", "Cashiers")], states)
    assert held.sum(1).tolist() == [0, 0, 2]
    assert held[2, states.index["Cashiers"]] == 2
