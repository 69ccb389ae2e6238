"""The step that writes reasons: its files, a teacher and a judge at a real server, a kill."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from advisor.model.reasoned_text import parse_completion
from advisor.training.config import TrainingConfig
from advisor.training.reasons import reasons
from retrieval.errors import AdvisorError
from tests.advisor.training.conftest import Settle
from tests.openai_server import (
    Exchange,
    OpenAIServer,
    answer,
    hang_up,
    stall,
    status,
    text,
)

ROOT = Path(__file__).resolve().parents[3]
SMALL = ("[reasons]", "questions = 6", "valid_questions = 2")
GOOD = "This year is like the last. Keeping the present work seems to count most."
MARKS = answer(factuality=4, coherence=4, utility=4)


def nothing(*_: object) -> None:
    """Shows no progress."""


def server_lines(kind: str, server: OpenAIServer, *more: str) -> tuple[str, ...]:
    usual = ("retries = 1", "timeout_s = 5.0", "concurrency = 2")
    settings = (f'base_url = "{server.base_url}"', 'model = "m"', *usual)
    changed = {line.split(" ")[0] for line in more}
    kept = [line for line in settings if line.split(" ")[0] not in changed]
    return (f"[reasons.{kind}]", *kept, *more)


def rows(config: TrainingConfig, name: str) -> list[dict[str, Any]]:
    lines = (config.run / "reasons" / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def metrics(config: TrainingConfig) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((config.run / "reasons" / "metrics.json").read_text("utf-8"))
    return found["train"]  # type: ignore[no-any-return]


def wrong(config: TrainingConfig) -> Counter[str]:
    total: Counter[str] = Counter()
    for row in rows(config, "candidates.jsonl"):
        total.update(row["wrong"])
    return total


def taught(config: TrainingConfig) -> list[dict[str, Any]]:
    return [
        candidate
        for row in rows(config, "candidates.jsonl")
        for candidate in row["candidates"]
        if candidate["source"] == "teacher"
    ]


def run(settle: Settle, *lines: str) -> TrainingConfig:
    config = TrainingConfig.read(settle(*SMALL, *lines))
    reasons(config, nothing)
    return config


def test_the_files_of_a_run(settle: Settle) -> None:
    config = run(settle)
    for name in ("sft.jsonl", "valid.sft.jsonl"):
        for row in rows(config, name):
            assert row["prompt"].startswith("\nYear 1: ")
            assert row["prompt"].endswith("\n")
            parsed = parse_completion(row["completion"])
            assert parsed is not None
            assert parsed.reason.endswith(".")
    for row in rows(config, "dpo.jsonl"):
        better, worse = parse_completion(row["chosen"]), parse_completion(row["rejected"])
        assert better is not None
        assert worse is not None
        assert better.title == worse.title
        assert better.reason != worse.reason
    found = metrics(config)
    assert found["questions"] == 6
    assert found["moves"] == 3
    assert found["candidates"]["evidence"]["scores"]["factuality"] == 5
    assert found["candidates"]["evidence"]["leaks"] == 0
    assert found["sft_rows"] == len(rows(config, "sft.jsonl"))


def test_the_same_seed_gives_the_same_files(settle: Settle, tmp_path: Path) -> None:
    run(settle)
    other = TrainingConfig.read(settle(*SMALL, name="other"))
    reasons(other, nothing)
    for name in ("sft.jsonl", "dpo.jsonl", "valid.sft.jsonl"):
        one = (tmp_path / "run" / "reasons" / name).read_bytes()
        assert one == (tmp_path / "other" / "reasons" / name).read_bytes()


def test_a_teacher_and_a_judge_take_part(settle: Settle) -> None:
    with OpenAIServer(text(GOOD)) as teacher, OpenAIServer(MARKS) as judge:
        lines = (*server_lines("teacher", teacher), *server_lines("judge", judge))
        config = run(settle, *lines)
        # Nothing is asked again when the run is started again.
        asked = len(teacher.requests), len(judge.requests)
        reasons(config, nothing)
        assert (len(teacher.requests), len(judge.requests)) == asked
    assert asked[0] == 8
    assert not any(request.wants_schema for request in teacher.requests)
    assert all(request.wants_schema for request in judge.requests)
    assert "The year after: " in teacher.requests[0].text
    assert {one["reason"] for one in taught(config)} == {GOOD}
    served = [c["served"] for row in rows(config, "candidates.jsonl") for c in row["candidates"]]
    assert len([marks for marks in served if marks]) == asked[1]
    assert all(marks["utility"] == 4 for marks in served if marks)


def test_a_leaking_teacher_never_teaches(settle: Settle) -> None:
    """The teacher is told the answer; one that repeats it is found out every time."""

    def tell(exchange: Exchange) -> None:
        title = exchange.request.text.rsplit("The year after: ", 1)[1].strip()
        text(f"The career so far points one way. Next comes {title.lower()}.")(exchange)

    with OpenAIServer(tell) as teacher, OpenAIServer(MARKS) as judge:
        lines = (*server_lines("teacher", teacher), *server_lines("judge", judge))
        config = run(settle, *lines)
        asked_of_judge = [request.text for request in judge.requests]
    assert len(taught(config)) == 8
    assert all(one["leaks"] and one["total"] == 0 for one in taught(config))
    # Nor is a judge paid for it.
    assert not any("Next comes" in text for text in asked_of_judge)
    assert not any("Next comes" in row["completion"] for row in rows(config, "sft.jsonl"))
    assert not any("Next comes" in row["chosen"] for row in rows(config, "dpo.jsonl"))
    assert metrics(config)["candidates"]["teacher"]["leaks"] == 6
    assert metrics(config)["chosen"]["teacher"]["count"] == 0


def test_what_went_wrong_is_counted_and_the_run_goes_on(settle: Settle) -> None:
    refusal = text("I'm sorry, but I cannot help with that request at all.")
    script = (status(503), text(GOOD), status(400), refusal, hang_up, hang_up, stall, text(GOOD))
    marks = (text("none"), answer(factuality=9, coherence=1, utility=1), MARKS)
    with OpenAIServer(*script) as teacher, OpenAIServer(*marks) as judge:
        alone = ("concurrency = 1", "timeout_s = 1.5")
        lines = (*server_lines("teacher", teacher, *alone), *server_lines("judge", judge, *alone))
        config = run(settle, *lines)
        assert len(teacher.requests) == 8 + 3  # three were sent again
    assert wrong(config) == {
        "teacher: HTTP 400": 1,
        "teacher: no reason in the answer": 1,
        "teacher: the connection failed": 1,
        "judge: no marks in the answer": 2,
    }
    assert len(taught(config)) == 5
    assert sum(metrics(config)["wrong"].values()) == 5
    assert metrics(config)["sft_rows"] == 6


def test_a_dead_server_stops_the_run_and_nothing_is_lost(settle: Settle) -> None:
    lines = ("concurrency = 1", "retries = 0", "give_up_after = 2")
    with OpenAIServer(text(GOOD), text(GOOD), status(500), status(500)) as teacher:
        config = TrainingConfig.read(settle(*SMALL, *server_lines("teacher", teacher, *lines)))
        with pytest.raises(AdvisorError, match="left 2 requests in a row without an answer"):
            reasons(config, nothing)
        assert len(teacher.requests) == 4
    assert len(rows(config, "candidates.jsonl")) == 3
    # It goes on at another address, and faster.
    with OpenAIServer(text(GOOD)) as other:
        reasons(TrainingConfig.read(settle(*SMALL, *server_lines("teacher", other))), nothing)
        assert len(other.requests) == 5
    assert len(taught(config)) == 7


def test_other_settings_need_another_folder(settle: Settle) -> None:
    run(settle)
    reasons(TrainingConfig.read(settle(*SMALL, "[sft]", "epochs = 9")), nothing)
    with pytest.raises(AdvisorError, match="another config"):
        reasons(TrainingConfig.read(settle(*SMALL, "margin = 1.5")), nothing)


@contextmanager
def killed_when(command: Sequence[str], ready: Callable[[], bool]) -> Iterator[None]:
    """Runs a command until it is ready, and kills it without a warning."""
    running = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    )
    try:
        deadline = time.monotonic() + 60
        while not ready():
            assert time.monotonic() < deadline
            assert running.poll() is None
            time.sleep(0.01)
        yield
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()


@pytest.mark.slow
def test_a_killed_run_asks_nothing_twice(settle: Settle) -> None:
    """Killed while an answer is awaited: that one question is asked again, no other one."""

    def slow(exchange: Exchange) -> None:
        exchange.wait(0.15)
        text(GOOD)(exchange)

    lines = ("questions = 30", "valid_questions = 2")
    with OpenAIServer(slow) as teacher:
        path = settle("[reasons]", *lines, *server_lines("teacher", teacher, "concurrency = 1"))
        command = [sys.executable, "-m", "advisor_cli", "train", "reasons", "--config", str(path)]
        with killed_when(command, lambda: len(teacher.requests) >= 8):
            pass
        before = len(teacher.requests)
        assert before < 30
        config = TrainingConfig.read(path)
        done = rows(config, "candidates.jsonl")
        # As if the kill had come in the middle of writing a line.
        with (config.run / "reasons" / "candidates.jsonl").open("a") as file:
            file.write('{"key": "nlsy97/1/1", "cand')
        reasons(config, nothing)
        asked = Counter(request.text for request in teacher.requests)
    assert rows(config, "candidates.jsonl")[: len(done)] == done
    keys = [row["key"] for row in rows(config, "candidates.jsonl")]
    assert len(keys) == len(set(keys)) == 32
    assert len(taught(config)) == 32
    assert sum(count > 1 for count in asked.values()) <= 1
