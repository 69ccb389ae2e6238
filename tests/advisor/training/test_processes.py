"""Several processes train one model: the same as one would, and the first of them writes."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM

from advisor.career import CareerHistory, Job, When
from advisor.model.career_model import CareerModel
from advisor.model.trained import TrainedPredictor
from advisor.model.transitions import TransitionCounts
from advisor.settings import Settings
from advisor.training.config import TrainingConfig
from advisor.training.reasons import reasons
from advisor.training.runs import begin
from advisor.training.sft import sft
from advisor_cli.main import main
from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from tests.advisor.training.conftest import Settle, Tiny
from tests.advisor.training.tiny_run import write_config
from tests.conftest import ROOT

REASONS = ("[reasons]", "questions = 24", "valid_questions = 8")


def nothing(*_: object) -> None:
    """Shows no progress."""


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def torchrun(machines: int, each: int) -> list[list[str]]:
    """Return the command of each machine's launcher, on loopback."""
    head = [sys.executable, "-m", "torch.distributed.run", f"--nnodes={machines}"]
    head += [f"--nproc-per-node={each}", "--master-addr=127.0.0.1", f"--master-port={free_port()}"]
    return [[*head, f"--node-rank={rank}"] for rank in range(machines)]


def accelerate(name: str, machines: int, each: int) -> list[list[str]]:
    """Return the command of each machine's launcher with settings of ours, on loopback."""
    head = [sys.executable, "-m", "accelerate.commands.launch", "--config_file"]
    head += [str(ROOT / "configs" / "accelerate" / f"{name}.yaml"), "--main_process_port"]
    head += [str(free_port()), "--num_processes", str(machines * each)]
    if machines == 1:
        return [head]
    where = ["--main_process_ip", "127.0.0.1", "--num_machines", str(machines)]
    return [[*head, *where, "--machine_rank", str(rank)] for rank in range(machines)]


def launched(launchers: Sequence[Sequence[str]], *command: str) -> list[str]:
    """Run a command of ``advisor`` by several launchers; return what each printed."""
    started = [
        subprocess.Popen(
            [*launcher, "-m", "advisor_cli", *command],
            cwd=ROOT,
            env={**os.environ, "OMP_NUM_THREADS": "1", "GLOO_SOCKET_IFNAME": "lo"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for launcher in launchers
    ]
    told = []
    try:
        for process in started:
            out, error = process.communicate(timeout=170)
            assert process.returncode == 0, error
            told.append(out)
    finally:
        for process in started:
            process.kill()
            process.wait()
    return told


def metrics(folder: Path, *names: str) -> list[dict[str, Any]]:
    lines = (folder / "metrics.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [{name: row[name] for name in names} for row in rows if names[-1] in row]


def tuning(model: Path, batch: int) -> Sequence[str]:
    return (
        *REASONS,
        "[sft]",
        f'model = "{model}"',
        "epochs = 2",
        "learning_rate = 1e-2",
        f"batch_size = {batch}",
        "max_length = 256",
    )


@pytest.mark.slow
def test_two_processes_tune_as_one(tiny: Tiny, settle: Settle) -> None:
    model = tiny("llama")
    alone = TrainingConfig.read(settle(*tuning(model, 8), name="alone"))
    path = settle(*tuning(model, 4), name="two")
    two = TrainingConfig.read(path)
    for config in (alone, two):
        reasons(config, nothing)
    sft(alone, nothing)
    (told,) = launched(accelerate("one-machine", 1, 2), "train", "sft", "--config", str(path))
    assert told.count("valid loss") == 1
    one, other = alone.run / "sft-joint", two.run / "sft-joint"
    losses = metrics(one, "step", "eval_loss")
    assert len(losses) == 2
    assert metrics(other, "step", "eval_loss") == [
        {**row, "eval_loss": pytest.approx(row["eval_loss"], rel=1e-4)} for row in losses
    ]
    assert metrics(other, "step", "loss") == [
        {**row, "loss": pytest.approx(row["loss"], rel=1e-3)}
        for row in metrics(one, "step", "loss")
    ]
    results = [json.loads((folder / "result.json").read_bytes()) for folder in (one, other)]
    assert results[0]["steps"] == results[1]["steps"]
    assert results[0]["tokens"] == results[1]["tokens"]
    states = [AutoModelForCausalLM.from_pretrained(p / "best").state_dict() for p in (one, other)]
    assert all(torch.allclose(states[1][name], states[0][name], atol=2e-3) for name in states[0])


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_two_machines_train_from_scratch_as_one(
    tmp_path: Path, folder: Path, catalog: Catalog
) -> None:
    paths = []
    for name, batch in (("alone", 8), ("two", 4)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "careers").symlink_to(folder / "careers")
        path = write_config(tmp_path / name, epochs=6)
        text = path.read_text("utf-8").replace("batch_size = 8", f"batch_size = {batch}")
        path.write_text(text, "utf-8")
        paths.append(path)
        assert main(["train", "tokenizer", "--config", str(path)]) == 0
    assert main(["train", "pretrain", "--config", str(paths[0])]) == 0
    told = launched(torchrun(2, 1), "train", "pretrain", "--config", str(paths[1]))
    assert [text.count("valid perplexity") for text in told] == [1, 0]
    one, other = (TrainingConfig.read(path).run / "pretrain" for path in paths)
    curve = metrics(one, "step", "eval_perplexity")
    assert len(curve) == 6
    # The loss of a step is a mean of the processes' means, of bfloat16.
    assert metrics(other, "step", "eval_perplexity") == [
        {**row, "eval_perplexity": pytest.approx(row["eval_perplexity"], rel=0.05)} for row in curve
    ]
    assert main(["train", "export", "--config", str(paths[1])]) == 0
    counts = TransitionCounts.load(Settings().careers_dir, catalog)
    model = CareerModel.load(tmp_path / "two" / "model")
    job = Job(id="1", title="Cashier", code="41-2011.00", start=When(2018), end="present")
    predicted = TrainedPredictor(model, counts, catalog, None).predict(
        CareerHistory(jobs=(job,)), date(2026, 11, 15)
    )
    assert predicted.model == "tiny-1"
    assert sum(predicted.groups.values()) + predicted.not_employed == pytest.approx(1, abs=1e-6)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_two_machines_tune_and_go_on_to_pairs(tiny: Tiny, settle: Settle) -> None:
    pairs = ("[dpo]", "epochs = 1", "batch_size = 2", "max_length = 256")
    path = settle(*tuning(tiny("llama"), 4), *pairs)
    config = TrainingConfig.read(path)
    reasons(config, nothing)
    for step in ("sft", "dpo"):
        launchers = accelerate("several-machines", 2, 1)
        told = launched(launchers, "train", step, "--config", str(path))
        assert [text.count("valid loss") for text in told] == [1, 0]
        folder = config.run / f"{step}-joint"
        assert json.loads((folder / "result.json").read_bytes())["steps"] > 0
        steps = [row["step"] for row in metrics(folder, "step", "eval_loss")]
        assert steps
        assert len(steps) == len(set(steps))
        assert (folder / "best" / "model.safetensors").exists()


def test_the_first_process_does_what_is_not_shared(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_config(folder)
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setenv("RANK", "1")
    assert main(["train", "tokenizer", "--config", str(path)]) == 0
    assert not (TrainingConfig.read(path).run / "tokenizer").exists()
    assert main(["train", "all", "--config", str(path)]) == 1
    assert "expected one process for `advisor train all`" in capsys.readouterr().err
    monkeypatch.setenv("RANK", "0")
    assert main(["train", "tokenizer", "--config", str(path)]) == 0
    assert (TrainingConfig.read(path).run / "tokenizer" / "tokenizer.json").exists()


def test_machines_that_share_no_folder_are_told(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = TrainingConfig.read(settle())
    monkeypatch.setenv("RANK", "1")
    with pytest.raises(AdvisorError, match="put `run` where every machine of the training sees"):
        begin(config, "sft-joint", [])
    monkeypatch.setenv("RANK", "0")
    begin(config, "sft-joint", [])
    monkeypatch.setenv("RANK", "1")
    assert begin(config, "sft-joint", []) == config.run / "sft-joint"
