"""A model over years in its folder: it says what it said in training, folded and rounded."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from advisor.model.device import Device
from advisor.model.work_years import IDLE, WorkYear
from advisor.model.year_member import YearMember, write
from advisor.model.year_model import YearModel, YearShape
from advisor.panels.examples import CareerText
from advisor.training.teaching import TeachingData, answers
from retrieval.errors import AdvisorError
from tests.advisor.evaluation.conftest import career

CPU = Device("cpu", torch.float32)
TITLES = ("Cashiers", "Retail salespersons", "Registered nurses", *IDLE)
CAREERS = [
    career("Cashiers", "Cashiers", "Not working", "Registered nurses", person=1),
    career("Retail salespersons", "Cashiers", "Retail salespersons", person=2),
    career("In education", "Registered nurses", person=3),
]
LONGEST = 12


@pytest.fixture(scope="module")
def model() -> YearModel:
    torch.manual_seed(2)
    features = np.random.default_rng(1).normal(size=(len(TITLES), 4))
    made = YearModel(YearShape(width=16, layers=1, heads=2), features, LONGEST)
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.3)
    return made.eval()


@pytest.fixture(scope="module")
def member(model: YearModel, tmp_path_factory: pytest.TempPathFactory) -> YearMember:
    folder = tmp_path_factory.mktemp("years")
    write(model.folded(), TITLES, folder)
    return YearMember.load(folder, CPU)


def asked(careers: Sequence[CareerText]) -> list[Sequence[WorkYear]]:
    return [one.years[:n] for one in careers for n in range(1, len(one.years))]


def test_it_says_what_it_said_in_training(model: YearModel, member: YearMember) -> None:
    data = TeachingData(TITLES, np.zeros((5, 4)), {"nlsy97": TITLES}, [], [])
    trained = answers(model, CAREERS, data).numpy()
    found = member.next_states(asked(CAREERS), TITLES)
    assert np.allclose(np.exp(found).sum(1), 1)
    assert np.abs(np.exp(found) - np.exp(trained)).max() < 2e-3
    assert np.exp(trained).max() > 0.5


def test_the_order_of_titles_and_of_careers_does_not_matter(member: YearMember) -> None:
    told = asked(CAREERS)
    found = member.next_states(told, TITLES)
    turned = member.next_states(told[::-1], TITLES[::-1])[::-1, ::-1]
    assert np.allclose(found, turned, atol=1e-4)


def test_only_the_last_years_of_a_very_long_career_are_read(member: YearMember) -> None:
    long = [WorkYear("Cashiers", n + 1) for n in range(LONGEST + 30)]
    whole = member.next_states([long], TITLES)
    assert np.allclose(whole, member.next_states([long[-LONGEST:]], TITLES))


def test_an_unknown_title_is_named(member: YearMember) -> None:
    with pytest.raises(AdvisorError, match="Astronauts"):
        member.next_states([CAREERS[0].years], [*TITLES, "Astronauts"])


def test_a_damaged_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "years.json").write_text('{"titles": ["A"]}')
    with pytest.raises(AdvisorError, match="expected a model over years"):
        YearMember.load(tmp_path, CPU)
