"""Training from scratch: it learns what is there, stops in time, and survives being killed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from advisor.training.config import TrainingConfig
from advisor.training.runs import last_checkpoint
from advisor_cli.main import main
from tests.advisor.training.tiny_run import write_config

STEPS_AN_EPOCH = 5


def train(step: str, path: Path) -> int:
    return main(["train", step, "--config", str(path)])


def metrics(config: TrainingConfig) -> list[dict[str, float]]:
    text = (config.run / "pretrain" / "metrics.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def perplexities(config: TrainingConfig) -> list[float]:
    return [row["eval_perplexity"] for row in metrics(config) if "eval_perplexity" in row]


def test_it_learns_what_people_do_and_ships(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_config(folder, epochs=10, members=2)
    config = TrainingConfig.read(path)
    assert train("export", path) == 1
    assert "run `advisor train pretrain`" in capsys.readouterr().err
    assert train("pretrain", path) == 1
    assert "run `advisor train tokenizer`" in capsys.readouterr().err
    for step in ("tokenizer", "pretrain", "export"):
        assert train(step, path) == 0
    assert (folder / "model").stat().st_mode & 0o055 == 0o055
    told = capsys.readouterr().out
    assert "2 + 0 members" in told
    # Two states take turns: a model that has understood is sure of the next one.
    assert min(perplexities(config)) < 1.3
    about = json.loads((config.run / "pretrain" / "run.json").read_text(encoding="utf-8"))
    assert len(about["inputs"]) == 3
    assert all(len(value) == 64 for value in about["inputs"].values())
    assert about["versions"]["torch"]


def test_a_run_with_other_settings_is_not_gone_on_with(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert train("tokenizer", write_config(folder)) == 0
    other = folder / "other.toml"
    other.write_text(
        write_config(folder).read_text().replace("byte_pairs = 300", "byte_pairs = 310")
    )
    assert train("tokenizer", other) == 1
    assert "holds a run with another config" in capsys.readouterr().err


def test_it_stops_when_valid_gets_no_better(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "careers").symlink_to(folder / "careers")
    path = write_config(tmp_path, epochs=60)
    assert train("tokenizer", path) == train("pretrain", path) == 0
    found = perplexities(TrainingConfig.read(path))
    assert len(found) < 60
    assert min(found[:-3]) <= min(found[-3:])
    # What is done is not done again, and a checkpoint that was cut off is passed over.
    weights = (
        TrainingConfig.read(path).run / "pretrain" / "best" / "model.safetensors"
    ).read_bytes()
    assert train("pretrain", path) == 0
    assert perplexities(TrainingConfig.read(path)) == found
    pretrain = TrainingConfig.read(path).run / "pretrain"
    assert (pretrain / "best" / "model.safetensors").read_bytes() == weights
    newest = last_checkpoint(pretrain, "averaged.safetensors")
    (pretrain / "checkpoint-99999").mkdir()
    assert newest is not None
    assert last_checkpoint(pretrain, "averaged.safetensors") == newest


@pytest.mark.slow
def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "careers").symlink_to(folder / "careers")
    path = write_config(tmp_path, epochs=8)
    config = TrainingConfig.read(path)
    assert train("tokenizer", path) == 0
    command = [sys.executable, "-m", "advisor_cli", "train", "pretrain", "--config", str(path)]
    pretrain = config.run / "pretrain"
    with subprocess.Popen(command, env={**os.environ}) as running:
        deadline = time.monotonic() + 90
        while not list(pretrain.glob("checkpoint-*/averaged.safetensors")):
            assert running.poll() is None, "it ended before it could be killed"
            assert time.monotonic() < deadline
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
    assert subprocess.run(command, check=False).returncode == 0
    steps = [row["step"] for row in metrics(config) if "eval_perplexity" in row]
    assert steps[-1] == 8 * STEPS_AN_EPOCH
    # It did not begin again: no epoch before the kill was evaluated twice.
    assert len(steps) - len(set(steps)) <= 1
