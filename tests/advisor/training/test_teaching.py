"""The teacher learns, and its answers are written in the order that the text model asks them."""

from pathlib import Path

import numpy as np
import pytest

from advisor.model.career_model import CareerModel
from advisor.training.config import TrainingConfig
from advisor.training.teaching import SoftAnswers
from advisor_cli.main import main
from tests.advisor.evaluation.conftest import turns
from tests.advisor.training.tiny_run import write_config


@pytest.fixture(scope="module")
def taught(folder: Path) -> TrainingConfig:
    """A run whose teacher has been trained."""
    path = write_config(folder, soft=0.5)
    for step in ("tokenizer", "teach"):
        assert main(["train", step, "--config", str(path)]) == 0
    return TrainingConfig.read(path)


@pytest.mark.slow
def test_a_teacher_that_is_there_is_not_trained_again(taught: TrainingConfig, folder: Path) -> None:
    metrics = taught.run / "teach" / "metrics.jsonl"
    before = metrics.read_text(encoding="utf-8")
    assert main(["train", "teach", "--config", str(folder / "tiny.toml")]) == 0
    assert metrics.read_text(encoding="utf-8") == before


@pytest.mark.slow
def test_its_answers_are_distributions_over_every_question(taught: TrainingConfig) -> None:
    answers = SoftAnswers.read(taught.run / "teach" / "nlsy97.npz")
    assert len(answers.titles) == len(answers.chances) == 40 * 5
    assert np.allclose(answers.chances.astype(float).sum(1), 1, atol=0.01)
    # The pair that takes turns holds nearly everything after two epochs already.
    assert answers.chances[:, :2].astype(float).sum(1).mean() > 0.5


@pytest.mark.slow
def test_the_text_model_learns_from_them_and_says_if_they_are_of_other_people(
    taught: TrainingConfig, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_config(folder, soft=0.5, teachers=1)
    assert main(["train", "pretrain", "--config", str(path)]) == 0
    assert main(["train", "export", "--config", str(path)]) == 0
    assert "1 + 1 members" in capsys.readouterr().out
    model = CareerModel.load(folder / "model")
    states = ("Cashiers", "Retail salespersons", "Not working")
    both = np.exp(model.log_probabilities([turns(1)[0].years[:3]], states, False))
    parts = [member.next_states([turns(1)[0].years[:3]], states) for member in model.members]
    assert np.allclose(both, np.exp(parts).mean(0))
    file = taught.run / "teach" / "nlsy97.npz"
    answers = SoftAnswers.read(file)
    SoftAnswers(answers.titles[:-1], answers.chances[:-1]).write(file)
    assert main(["train", "pretrain", "--config", str(path)]) == 1
    err = capsys.readouterr().err
    assert "advisor train teach" in err or "another inputs" in err
