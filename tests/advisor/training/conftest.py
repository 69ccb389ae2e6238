"""A tiny training run on people who take turns between two jobs, which a model can learn."""

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.panels.building import careers_path
from advisor.panels.examples import write_careers
from advisor.training.config import TrainingConfig
from tests.advisor.evaluation.conftest import turns

CONFIG = """
name = "tiny-1"
run = "{folder}/run"
seed = 3

[data]
careers = "{folder}/careers"
cohorts = ["nlsy97"]

[tokenizer]
byte_pairs = 300

[model]
hidden_size = 32
intermediate_size = 64
num_hidden_layers = 1
num_attention_heads = 2

[teach]
teachers = 1
epochs = 2

[pretrain]
epochs = {epochs}
batch_size = 8
learning_rate = 1e-2
warmup_steps = 2
dropout = 0.0
averaging = 0.5
title_features = false
members = {members}
soft = {soft}

[export]
folder = "{folder}/model"
"""
Configure = Callable[..., Path]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the careers of 40 ``train`` and 10 ``valid`` people."""
    made = tmp_path_factory.mktemp("training")
    careers = made / "careers"
    careers.mkdir()
    people = turns(50)
    write_careers(careers_path(careers, "nlsy97", "train"), people[:40])
    write_careers(careers_path(careers, "nlsy97", "valid"), people[40:])
    return made


def write_config(folder: Path, epochs: int = 6, members: int = 1, soft: float = 0.0) -> Path:
    """Write the settings of a run in a folder that holds ``careers``."""
    path = folder / "tiny.toml"
    text = CONFIG.format(folder=folder, epochs=epochs, members=members, soft=soft)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def config(folder: Path) -> TrainingConfig:
    """The settings of a run of two members."""
    return TrainingConfig.read(write_config(folder, members=2))
