"""Reasons to SFT to DPO with tiny models on a CPU, for real."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    TrainerControl,
    TrainerState,
    TrainingArguments,
)

from advisor.training.config import TrainingConfig
from advisor.training.dpo import dpo
from advisor.training.following import Follow
from advisor.training.reasons import reasons
from advisor.training.sft import sft
from retrieval.errors import AdvisorError
from tests.advisor.training.conftest import Settle, Tiny

REASONS = ("[reasons]", "questions = 24", "valid_questions = 8")
ROOT = Path(__file__).resolve().parents[3]


def nothing(*_: object) -> None:
    """Shows no progress."""


def sft_lines(model: Path, *more: str) -> tuple[str, ...]:
    return (
        "[sft]",
        f'model = "{model}"',
        "epochs = 2",
        "learning_rate = 1e-2",
        "batch_size = 8",
        "max_length = 256",
        *more,
    )


DPO = ("[dpo]", "epochs = 1", "batch_size = 4", "max_length = 256", "learning_rate = 1e-3")


def result(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "result.json").read_text("utf-8"))
    return found


def metrics(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "metrics.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def weights(folder: Path) -> dict[str, torch.Tensor]:
    state: dict[str, torch.Tensor] = AutoModelForCausalLM.from_pretrained(folder).state_dict()
    return state


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[k], other[k]) for k in one)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["llama", "qwen3"])
def test_from_reasons_to_dpo(kind: str, tiny: Tiny, settle: Settle) -> None:
    base = tiny(kind)
    config = TrainingConfig.read(settle(*REASONS, *sft_lines(base), *DPO))
    assert "reasons to learn" in reasons(config, nothing)
    sft(config, nothing)
    tuned = config.run / "sft-joint"
    curve = [line["eval_loss"] for line in metrics(tuned) if "eval_loss" in line]
    assert result(tuned)["valid_loss"] == min(curve)
    assert curve[-1] < curve[0]
    assert any(line.get("tokens_per_second", 0) > 0 for line in metrics(tuned))
    assert all(line["peak_bytes"] > 0 for line in metrics(tuned))
    kept, given = (AutoTokenizer.from_pretrained(path) for path in (tuned / "best", base))
    assert kept.get_vocab() == given.get_vocab()
    assert not same(weights(base), weights(tuned / "best"))
    dpo(config, nothing)
    preferred = config.run / "dpo-joint"
    assert result(preferred)["steps"] > 0
    assert any("rewards/margins" in line for line in metrics(preferred))
    assert not same(weights(tuned / "best"), weights(preferred / "best"))


@pytest.fixture(scope="module")
def reasoned(
    tmp_path_factory: pytest.TempPathFactory, careers: Path
) -> Iterator[Callable[..., TrainingConfig]]:
    """Returns settings of a run whose reasons are written already."""
    folder = tmp_path_factory.mktemp("reasoned")

    def make(name: str, *lines: str) -> TrainingConfig:
        head = ('name = "tiny"', f'run = "{folder / name}"', "seed = 3", "[data]")
        data = (f'careers = "{careers}"', 'cohorts = ["nlsy97"]')
        path = folder / f"{name}.toml"
        path.write_text("\n".join([*head, *data, *REASONS, *lines]) + "\n", encoding="utf-8")
        config = TrainingConfig.read(path)
        reasons(config, nothing)
        return config

    yield make


@pytest.mark.slow
@pytest.mark.parametrize("recipe", ["reasoner", "predictor", "answer_only"])
def test_every_recipe_trains(
    recipe: str, tiny: Tiny, reasoned: Callable[..., TrainingConfig]
) -> None:
    lines = sft_lines(tiny("llama"), f'recipe = "{recipe}"')
    config = reasoned(f"recipe-{recipe}", *lines, *DPO)
    sft(config, nothing)
    assert result(config.run / f"sft-{recipe}")["steps"] == 6
    if recipe == "reasoner":
        dpo(config, nothing)
        assert (config.run / "dpo-reasoner" / "best" / "model.safetensors").exists()
    else:
        with pytest.raises(AdvisorError, match="it writes no reasons"):
            dpo(config, nothing)


@pytest.mark.slow
def test_adapters_are_merged(tiny: Tiny, reasoned: Callable[..., TrainingConfig]) -> None:
    base = tiny("qwen3")
    lines = (*sft_lines(base), "[sft.lora]", "r = 4", *DPO, "[dpo.lora]", "r = 4")
    config = reasoned("lora", *lines)
    sft(config, nothing)
    best = config.run / "sft-joint" / "best"
    assert not (best / "adapter_config.json").exists()
    before, after = weights(base), weights(best)
    assert before.keys() == after.keys()
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed
    assert all("proj" in name for name in changed)
    dpo(config, nothing)
    assert not same(after, weights(config.run / "dpo-joint" / "best"))


@pytest.mark.slow
def test_a_model_measures_the_utility_of_reasons(tiny: Tiny, settle: Settle) -> None:
    config = TrainingConfig.read(settle(*REASONS, f'utility_model = "{tiny("llama")}"'))
    reasons(config, nothing)
    found = json.loads((config.run / "reasons" / "metrics.json").read_text("utf-8"))
    # A random model finds no reason useful, and none misleading either.
    assert found["train"]["candidates"]["evidence"]["scores"]["utility"] == pytest.approx(
        3, abs=0.3
    )


def test_a_loss_that_is_no_number_stops_the_run(tmp_path: Path) -> None:
    args, state = TrainingArguments(str(tmp_path), report_to="none"), TrainerState(global_step=7)
    follow = Follow(tmp_path)
    follow.on_train_begin(args, state, TrainerControl())
    state.num_input_tokens_seen = 100
    follow.on_log(args, state, TrainerControl(), logs={"loss": 1.0})
    assert metrics(tmp_path)[0]["tokens_per_second"] > 0
    with pytest.raises(AdvisorError, match="the loss is nan at step 7: lower `learning_rate`"):
        follow.on_log(args, state, TrainerControl(), logs={"loss": float("nan")})
    state.is_world_process_zero = False
    follow.on_log(args, state, TrainerControl(), logs={"loss": 2.0})
    assert len(metrics(tmp_path)) == 1


def test_a_missing_package_is_said(settle: Settle) -> None:
    call = ["train", "sft", "--config", str(settle())]
    without = "import sys; sys.modules['datasets'] = None"
    code = f"{without}; from advisor_cli.main import main; main({call})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "expected the package datasets for `advisor train sft`: pip install" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_killed_run_goes_on_and_ends_the_same(
    tiny: Tiny, reasoned: Callable[..., TrainingConfig]
) -> None:
    lines = [*sft_lines(tiny("llama"), "evaluations = 2")]
    lines[lines.index("epochs = 2")] = "epochs = 10"
    whole = reasoned("whole", *lines)
    sft(whole, nothing)
    cut = reasoned("cut", *lines)
    folder = cut.run / "sft-joint"
    command = [sys.executable, "-m", "advisor_cli", "train", "sft"]
    command += ["--config", str(cut.run.parent / "cut.toml")]
    running = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    )
    try:
        deadline = time.monotonic() + 100
        while not list(folder.glob("checkpoint-*/trainer_state.json")):
            assert time.monotonic() < deadline
            assert running.poll() is None
            time.sleep(0.01)
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert running.returncode == -signal.SIGKILL
    assert not (folder / "result.json").exists()
    before = {line["step"] for line in metrics(folder)}
    sft(cut, nothing)
    steps = [line["step"] for line in metrics(folder) if "loss" in line]
    assert max(steps) == result(folder)["steps"] == result(whole.run / "sft-joint")["steps"]
    assert before < {line["step"] for line in metrics(folder)}
    assert same(weights(folder / "best"), weights(whole.run / "sft-joint" / "best"))
