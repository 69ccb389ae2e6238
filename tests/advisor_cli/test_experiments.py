"""``advisor experiments`` on a real file and a real log."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from advisor.experiments.assignment import variant_of
from advisor.experiments.config import Experiments
from advisor.log.database import Database
from advisor.log.log import ConversationLog
from advisor.log.record import Versions
from advisor_cli.main import main
from tests.advisor.log.examples import NOON, counted

FILE = """
[[experiments]]
name = "shorter"
salt = "s"
metric = "completion"
stopping = { kind = "fixed", n = 10 }
minimal_effect = 0.2
variants = [{ name = "control" }, { name = "three", reasons = 3 }]
"""


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "experiments.toml"
    file.write_text(FILE, "utf-8")
    monkeypatch.setenv("ADVISOR_EXPERIMENTS", str(file))
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ConversationLog]:
    opened = ConversationLog(Database(f"sqlite:///{tmp_path / 'log.sqlite'}"))
    yield opened
    opened.close()


def converse(log: ConversationLog, number: int, variant: str, suggested: int) -> None:
    """Log a conversation of two turns."""
    base: dict[str, Any] = {
        "conversation": f"{number:032}",
        "versions": Versions("0.1.0", "built-in", (), "m-1", {"shorter": variant}),
    }
    for turn in range(2):
        at = NOON - timedelta(days=3) + timedelta(minutes=10 * number + turn)
        log.append(replace(counted("a"), at=at, suggested=suggested * turn, **base))


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_compare_shows_counts_first_and_effects_when_all_are_in(
    log: ConversationLog, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(18):
        converse(log, number, ("control", "three")[number % 2], 5 * (number % 4 < 3))
    assert main(["experiments", "compare", "shorter", "--json"]) == 0
    early = printed(capsys)
    assert early["metrics"] == {}
    assert [arm["entered"] for arm in early["variants"]] == [9, 9]
    for number in range(18, 22):
        converse(log, number, ("control", "three")[number % 2], 5)
    assert main(["experiments", "compare", "shorter", "--json"]) == 0
    found = printed(capsys)
    completion = found["metrics"]["completion"]
    assert completion["decides"]
    control, three = completion["levels"]
    assert (control["n"], control["mean"], three["mean"]) == (10, 1.0, 0.6)
    (effect,) = completion["effects"]
    assert effect["estimate"]["difference"] == pytest.approx(-0.4)
    assert main(["experiments", "compare", "shorter"]) == 0
    assert "three: 0.6 [" in capsys.readouterr().out


def test_list_tells_what_runs(log: ConversationLog, capsys: pytest.CaptureFixture[str]) -> None:
    converse(log, 1, "three", 0)
    assert main(["experiments", "list"]) == 0
    out = capsys.readouterr().out
    assert "shorter: completion, fixed, n = 10, 100% of new conversations" in out
    assert "three (weight 1): reasons = 3; 1 so far" in out
    assert main(["experiments", "list", "--json"]) == 0
    assert printed(capsys)["conversations"] == {"control": 0, "three": 1}


def test_assign_says_what_a_conversation_would_get(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["experiments", "assign", "c1", "c2", "--json"]) == 0
    (one,) = Experiments.read(tmp_path / "experiments.toml").experiments
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["variants"] for line in lines] == [
        {"shorter": variant_of(one, conversation)} for conversation in ("c1", "c2")
    ]
    assert not (tmp_path / "conversations.sqlite").exists()


def test_what_is_wrong_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["experiments", "compare", "longer"]) == 1
    assert capsys.readouterr().err == (
        "advisor: expected the name of an experiment (shorter), got 'longer'\n"
    )
    monkeypatch.delenv("ADVISOR_EXPERIMENTS")
    assert main(["experiments", "list"]) == 1
    assert "set ADVISOR_EXPERIMENTS" in capsys.readouterr().err
