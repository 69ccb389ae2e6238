"""Careers, settings and tiny models for the tests of training."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import torch
from transformers import (
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
    Qwen3Config,
    Qwen3ForCausalLM,
)

from advisor.career import EducationLevel
from advisor.model.title_facts import TitleFacts, title_facts
from advisor.model.work_years import IDLE, SAME, WorkYear, YearFacts, work_years
from advisor.panels.building import careers_path
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import CareerText, write_careers
from advisor.settings import Settings
from advisor.training.leaks import LeakDetector
from advisor.training.tokenizer import build_tokenizer
from retrieval.catalog import Catalog
from tests.advisor.evaluation.conftest import turns

TITLES = (
    "Cashiers",
    "Retail salespersons",
    "Registered nurses",
    "Waiters and waitresses",
    "Carpenters",
    "Elementary and middle school teachers",
)
LEVELS = (EducationLevel.HIGH_SCHOOL, EducationLevel.SOME_COLLEGE, EducationLevel.BACHELOR)


Tiny = Callable[[str], Path]


def history(seed: int, length: int) -> Sequence[WorkYear]:
    """Return a career that mostly stays where it is."""
    rng = random.Random(seed)
    now, told, level = rng.choice(TITLES), [], 0
    for year in range(length):
        if year and rng.random() < 0.4:
            now = rng.choice([*TITLES, *IDLE])
        level = min(len(LEVELS) - 1, level + (rng.random() < 0.2))
        if now in IDLE:
            told.append(YearFacts.idle(now, LEVELS[level]))
        else:
            told.append(YearFacts(now, rng.choice("ab"), rng.random() < 0.7, LEVELS[level]))
    return work_years(told)


def people(split: str, count: int, first: int) -> list[CareerText]:
    return [
        CareerText("nlsy97", person, split, tuple(history(person, 3 + person % 4)))
        for person in range(first, first + count)
    ]


@pytest.fixture(scope="session")
def careers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of careers as ``advisor careers build`` writes them."""
    folder = tmp_path_factory.mktemp("careers")
    write_careers(careers_path(folder, "nlsy97", "train"), people("train", 30, 0))
    write_careers(careers_path(folder, "nlsy97", "valid"), people("valid", 12, 100))
    return folder


@pytest.fixture(scope="session")
def codes(catalog: Catalog) -> OccupationCodes:
    return OccupationCodes.load(Settings().careers_dir, catalog)


@pytest.fixture(scope="session")
def facts(codes: OccupationCodes, catalog: Catalog) -> "dict[str, TitleFacts]":
    return dict(title_facts(codes.groups_of_title, catalog))


@pytest.fixture(scope="session")
def leaks(codes: OccupationCodes, catalog: Catalog, facts: dict[str, TitleFacts]) -> LeakDetector:
    return LeakDetector(codes.groups_of_title, catalog, facts)


@pytest.fixture(scope="session")
def words() -> PreTrainedTokenizerFast:
    """A tokenizer of a few titles."""
    titles = [*TITLES, *IDLE, SAME]
    return build_tokenizer(titles, [*titles, "2 of 3 working years in sales."], 300)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory, words: PreTrainedTokenizerFast) -> Tiny:
    """Returns the folder of a random model of a kind, "llama" or "qwen3"."""
    shape = {
        "vocab_size": len(words),
        "hidden_size": 16,
        "intermediate_size": 32,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "num_key_value_heads": 2,
        "max_position_embeddings": 512,
        "bos_token_id": words.bos_token_id,
        "eos_token_id": words.eos_token_id,
        "pad_token_id": words.pad_token_id,
    }

    def make(kind: str) -> Path:
        folder = tmp_path_factory.mktemp(kind)
        torch.manual_seed(1)
        model = (
            LlamaForCausalLM(LlamaConfig(**shape))
            if kind == "llama"
            else Qwen3ForCausalLM(Qwen3Config(**shape, head_dim=8))
        )
        model.save_pretrained(folder)
        words.save_pretrained(folder)
        return folder

    return make


Settle = Callable[..., Path]


@pytest.fixture
def settle(tmp_path: Path, careers: Path) -> Settle:
    """Returns the path of a settings file: a small run with these further lines."""

    def write(*lines: str, name: str = "run") -> Path:
        head = (
            'name = "tiny"',
            f'run = "{tmp_path / name}"',
            "seed = 3",
            "[data]",
            f'careers = "{careers}"',
            'cohorts = ["nlsy97"]',
        )
        path = tmp_path / f"{name}.toml"
        path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with careers that take turns between two jobs: 40 ``train``, 10 ``valid``."""
    made = tmp_path_factory.mktemp("training")
    (made / "careers").mkdir()
    taking_turns = turns(50)
    write_careers(careers_path(made / "careers", "nlsy97", "train"), taking_turns[:40])
    write_careers(careers_path(made / "careers", "nlsy97", "valid"), taking_turns[40:])
    return made
