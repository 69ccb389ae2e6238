"""A model's folder: read, checked, averaged over members, and the predictor over it."""

import json
import math
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch
from transformers import (
    AutoTokenizer,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedModel,
    PreTrainedTokenizerFast,
)

from advisor.career import PRESENT, CareerHistory, Education, EducationLevel, Job, When
from advisor.model.calibration import Calibration
from advisor.model.career_model import CareerModel, read_weights
from advisor.model.device import Device
from advisor.model.manifest import Manifest, read_manifest, write_manifest
from advisor.model.opening import open_predictor
from advisor.model.prediction import EVIDENCE_WRITER, UnusableHistoryError
from advisor.model.reason_paths import SoundReasons
from advisor.model.trained import TrainedPredictor
from advisor.model.transitions import TransitionCounts
from advisor.model.work_years import IDLE, SAME, WorkYear
from advisor.settings import Settings
from advisor.training.tokenizer import build_tokenizer
from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from tests.advisor.conftest import DATA

CPU = Device("cpu", torch.float32)
TITLES = ("Cashiers", "Cooks", "Registered nurses", *IDLE)
CAREERS: Sequence[Sequence[WorkYear]] = (
    (WorkYear("Cashiers", 1),),
    (WorkYear("Cashiers", 1), WorkYear("Cooks", 1, "new", True), WorkYear("Cooks", 2, "same")),
    (WorkYear("Cooks", 1), WorkYear("Not working", 1)),
)


def write_model(folder: Path, titles: Sequence[str], seeds: Sequence[int]) -> Path:
    """Write a small model with random weights, one member a seed."""
    tokenizer = build_tokenizer([*titles, SAME], titles, 300)
    tokenizer.save_pretrained(folder)
    members = [f"text-{n}" for n in range(1, len(seeds) + 1)] if len(seeds) > 1 else ["."]
    for seed, member in zip(seeds, members, strict=True):
        torch.manual_seed(seed)
        shape: dict[str, Any] = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 1}
        config = LlamaConfig(vocab_size=len(tokenizer), num_attention_heads=2, **shape)
        model = LlamaForCausalLM(config)
        with torch.no_grad():
            for parameter in model.parameters():
                if parameter.ndim > 1:
                    parameter.mul_(10)
        model.save_pretrained(folder / member)
    Calibration(1.5, 0.2, 1.2).write(folder)
    write_manifest(folder, Manifest("random-1", "nobody", "", members))
    return folder


def read_member(folder: Path) -> tuple[PreTrainedModel, PreTrainedTokenizerFast]:
    """Read the weights and the tokenizer of a folder with one member."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    return read_weights(folder, CPU), cast(PreTrainedTokenizerFast, tokenizer)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("model"), TITLES, [1, 2])


def test_each_answer_is_a_distribution_whatever_else_is_asked(folder: Path) -> None:
    model = CareerModel.load(folder, CPU)
    together = model.log_probabilities(CAREERS, TITLES)
    assert together.shape == (3, len(TITLES))
    assert np.allclose(np.exp(together).sum(1), 1)
    alone = [model.log_probabilities([career], TITLES)[0] for career in CAREERS]
    assert np.abs(together - np.stack(alone)).max() < 1e-4


def test_several_members_answer_by_their_mean(folder: Path, tmp_path: Path) -> None:
    said = []
    for member in ("text-1", "text-2"):
        alone = tmp_path / member
        shutil.copytree(folder, alone)
        shutil.copytree(folder / member, alone, dirs_exist_ok=True)
        write_manifest(alone, Manifest("one", "nobody"))
        said.append(CareerModel.load(alone, CPU).log_probabilities(CAREERS, TITLES, False))
    both = CareerModel.load(folder, CPU).log_probabilities(CAREERS, TITLES, False)
    assert np.allclose(np.exp(both), np.exp(said).mean(0), atol=1e-6)
    assert np.abs(said[0] - said[1]).max() > 0.1


@pytest.mark.parametrize("file", ["text-2/model.safetensors", "calibration.json"])
def test_a_damaged_file_is_named(folder: Path, tmp_path: Path, file: str) -> None:
    shutil.copytree(folder, tmp_path / "m")
    with (tmp_path / "m" / file).open("ab") as opened:
        opened.write(b" ")
    with pytest.raises(AdvisorError, match=f"damaged .*{file}"):
        read_manifest(tmp_path / "m")


@pytest.mark.parametrize("text", ["", "[]", '{"name": "x"}'])
def test_a_manifest_that_is_none_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(AdvisorError, match="expected a trained model in"):
        read_manifest(tmp_path)


def job(number: int, code: str, start: int, end: int | None) -> Job:
    last = PRESENT if end is None else When(end, 0)
    return Job(f"j{number}", code, code, f"Employer {number}", When(start, 0), last)


HISTORY = CareerHistory(
    jobs=(job(1, "41-2011.00", 2015, 2018), job(2, "35-2014.00", 2019, None)),
    education=(Education("e1", EducationLevel.HIGH_SCHOOL, None, When(2014, 0)),),
)


@pytest.fixture(scope="module")
def predictor(
    catalog: Catalog, predictor: TransitionCounts, tmp_path_factory: pytest.TempPathFactory
) -> TrainedPredictor:
    titles = [*(group.title for group in catalog.groups.values()), *IDLE]
    folder = write_model(tmp_path_factory.mktemp("whole"), titles, [1])
    return TrainedPredictor(CareerModel.load(folder, CPU), predictor, catalog)


def test_a_told_history_gets_a_distribution_and_a_reason_that_is_so(
    predictor: TrainedPredictor, today: date
) -> None:
    found = predictor.predict(HISTORY, today)
    assert found.stay + sum(found.groups.values()) + found.not_employed == pytest.approx(1)
    assert found.current == "4020"
    assert "4020" not in found.groups
    assert found.model == "random-1"
    assert found.leavers > 0
    assert found.reason
    assert found.reason.startswith("You have worked as a 35-2014.00 at Employer 2 since 2019.")
    assert found == predictor.predict(HISTORY, today)


class Drafting:
    """Says what it was told to say, attempt by attempt."""

    name = "drafting-1"

    def __init__(self, *attempts: Sequence[str]) -> None:
        self._attempts = list(attempts)

    def draw(
        self,
        years: Sequence[WorkYear],  # noqa: ARG002
        n: int,  # noqa: ARG002
        seed: int,  # noqa: ARG002
        among: SoundReasons,
    ) -> Sequence[str]:
        assert "A field other than in the work before." in map("".join, among.openings)
        return self._attempts.pop(0)


SOUND = "A field other than in the work before. Other work in the same field seems closest."
NO_THEME = "8 years in the present work. You will be rich."
UNTRUE = "31 years in the present work. Little points to a change in the coming year."


@pytest.mark.parametrize(
    ("attempts", "by"),
    [
        ([["", NO_THEME, SOUND]], "drafting-1"),
        ([[UNTRUE, NO_THEME], [SOUND, UNTRUE]], "drafting-1"),
        ([[UNTRUE, NO_THEME], ["", "<think>"]], EVIDENCE_WRITER),
    ],
)
def test_only_a_sound_draft_picks_the_facts_else_the_evidence_writer_does(
    predictor: TrainedPredictor, today: date, attempts: list[list[str]], by: str
) -> None:
    found = predictor.with_drafts(Drafting(*attempts)).predict(HISTORY, today)
    assert found.reason_by == by
    assert found.reason
    if by == EVIDENCE_WRITER:
        assert found.reason == predictor.predict(HISTORY, today).reason
    else:
        assert "Before, you worked as a 41-2011.00, in another field." in found.reason


def test_without_explaining_nothing_is_drafted(predictor: TrainedPredictor, today: date) -> None:
    found = predictor.with_drafts(Drafting()).predict(HISTORY, today, explain=False)
    assert (found.reason, found.reason_by) == (None, None)
    assert found.groups == predictor.predict(HISTORY, today).groups


def test_names_of_employers_and_fields_of_study_change_nothing(
    predictor: TrainedPredictor, today: date
) -> None:
    jobs = tuple(replace(job, employer=f"{job.employer} of Lagos") for job in HISTORY.jobs)
    education = tuple(replace(e, field="Women's studies") for e in HISTORY.education)
    other = replace(HISTORY, jobs=jobs, education=education)
    found, plain = predictor.predict(other, today), predictor.predict(HISTORY, today)
    assert replace(found, reason=None) == replace(plain, reason=None)


def test_no_usable_job_is_said(predictor: TrainedPredictor, today: date) -> None:
    with pytest.raises(UnusableHistoryError):
        predictor.predict(CareerHistory(), today)


def test_without_a_model_the_counts_answer_and_say_so(
    catalog: Catalog, folder: Path, tmp_path: Path, today: date
) -> None:
    counts = TransitionCounts.load(DATA / "careers", catalog).predict(HISTORY, today)
    shutil.copytree(folder, tmp_path / "damaged")
    (tmp_path / "damaged" / "tokenizer.json").write_text("{}")
    for place, why in (("missing", "expected a trained model"), ("damaged", "checksum")):
        found = open_predictor(Settings(model_dir=tmp_path / place), catalog).predict(
            HISTORY, today
        )
        assert replace(found, notes=()) == counts
        assert counts.model in found.notes[0]
        assert why in found.notes[0]


def test_the_manifest_says_what_it_holds(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert manifest.texts == ["text-1", "text-2"]
    sums = json.loads((folder / "manifest.json").read_text())["sha256"]
    assert len(sums) == 3 + 2 * 2
    assert math.isclose(Calibration.read(folder).stay_temperature, 1.5)
