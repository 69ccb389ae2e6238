"""``advisor log``: export, replay, tidy and migrate, on a log that conversations left."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from advisor.log.consent import Consent
from advisor.log.database import open_database
from advisor.log.reading import turns
from advisor.settings import Settings
from advisor_cli.main import main
from graph.advisor import Advisor


@pytest.fixture
def talked(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder in which two people talked, one of whom helps to improve the advisor."""
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))
    advisor = Advisor.open(Settings.load(), lambda: date(2026, 11, 15))
    for consent in Consent:
        session = advisor.conversation()
        session.choose(consent)
        list(session.reply("I'm Priya Raman. I was a cook at Denny's from 2010 to 2015"))
        list(session.reply("show me suggestions now"))
    advisor.close()
    yield data_dir


def test_turns_are_exported(talked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = talked / "turns.jsonl"
    assert main(["log", "export", "--out", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["consent"] for row in rows] == ["use", "use", "evaluation", "evaluation"]
    assert [row["message"] is None for row in rows] == [True, True, False, False]
    assert "Raman" not in out.read_text("utf-8")
    assert "cook at Denny's" in rows[2]["message"]
    assert "wrote 4 turns" in capsys.readouterr().err


def test_a_replay_of_the_same_version_changes_nothing(
    talked: Path,  # noqa: ARG001
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["log", "replay", "--json"]) == 0
    said = capsys.readouterr()
    (played,) = (json.loads(line) for line in said.out.splitlines())
    assert (played["turns"], played["differences"]) == (2, [])
    assert "1 conversations played, 0 come out otherwise" in said.err


def test_tidying_erases_what_is_due(
    talked: Path,  # noqa: ARG001
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert main(["log", "tidy"]) == 0
    assert "erased 0 visits that were over, 0 conversations" in capsys.readouterr().out
    monkeypatch.setenv("ADVISOR_VISIT_MINUTES", "4")
    assert main(["log", "tidy"]) == 1
    assert "ADVISOR_VISIT_MINUTES" in capsys.readouterr().err


def test_tables_are_migrated(
    talked: Path,  # noqa: ARG001
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["log", "migrate", "base"]) == 0
    assert main(["log", "migrate"]) == 0
    assert "the log's tables are of version 000" in capsys.readouterr().out
    database = open_database(Settings.load())
    assert list(turns(database)) == []
    database.close()


def test_a_database_that_is_away_is_one_line(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))
    monkeypatch.setenv("ADVISOR_LOG_URL", "postgresql://advisor:secret@127.0.0.1:1/advisor")
    assert main(["log", "export", "--out", str(data_dir / "x.jsonl")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("advisor: the log cannot be used: ")
    assert said.count("\n") == 1
    assert "secret" not in said
    assert not (data_dir / "x.jsonl").exists()
