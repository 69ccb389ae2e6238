"""``advisor predict`` answers with suggestions, or with one line and the right exit code."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_cli.main import main

HISTORY = {
    "jobs": [
        {"title": "waiter", "code": None, "start": "2014", "end": "2018-06"},
        {"title": "retail salesperson", "code": "41-2031.00", "start": "2018", "end": "present"},
    ],
    "education": [{"level": "high_school", "field": None, "year": "2013"}],
}


@pytest.fixture
def _settings(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))


def predict(history: Any, tmp_path: Path, *options: str) -> int:
    file = tmp_path / "history.json"
    text = history if isinstance(history, str) else json.dumps(history)
    file.write_text(text, "utf-8")
    return main(["predict", "--history", str(file), "--today", "2026-11-21", *options])


@pytest.mark.usefixtures("_settings")
def test_it_prints_the_history_and_the_suggestions_and_reads_them_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert predict(HISTORY, tmp_path, "--json") == 0
    text = capsys.readouterr().out
    printed = json.loads(text)
    assert set(printed) == {"history", "recommendation", "competence"}
    waiter, retail = printed["history"]["jobs"]
    assert (waiter["code"], waiter["end"]) == ("35-3031.00", "2018-06")
    assert (retail["title"], retail["end"]) == ("retail salesperson", "present")
    shown = printed["recommendation"]
    assert 3 <= len(shown["suggestions"]) <= 5
    for item in shown["suggestions"]:
        assert 0 < item["probability"] < 1
        assert item["reasons"]
        assert all(reason["text"] and reason["evidence"] for reason in item["reasons"])
    assert 0 < shown["stay"]["probability"] < 1
    assert shown["reason"].startswith("You have worked as a retail salesperson since 2018.")
    assert shown["reason_by"] in ("advisor-mini-1", "evidence writer")
    assert shown["model"] == "advisor-mini-1"
    checks = printed["competence"]
    assert [check["code"] for check in checks] == [item["code"] for item in shown["suggestions"]]
    assert all(0 < check["measured"]["observed"] < 1 for check in checks)
    assert all(check["said"] is None for check in checks)

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["predict", "--history", "-", "--today", "2026-11-21", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == printed


@pytest.mark.usefixtures("_settings")
def test_without_json_it_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert predict(HISTORY, tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("What your history says: ")
    assert lines[1].startswith("1. ")
    assert any(
        line.startswith("Staying in Retail Salespersons for another year: ") for line in lines
    )
    trust = next(n for n, x in enumerate(lines) if x.startswith("How far to trust this: advisor"))
    assert "came true" in lines[trust + 1]
    assert "advisor-mini" in lines[-1]


@pytest.mark.usefixtures("_settings")
def test_too_little_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert predict({"jobs": [{"title": "qqzxv"}]}, tmp_path, "--json") == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("advisor: expected")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("history", ["", "{", '{"jobs": 3}', '{"jobs": [{"start": "soon"}]}'])
def test_bad_input_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], history: str
) -> None:
    assert predict(history, tmp_path) == 1
    error = capsys.readouterr().err
    assert error.startswith("advisor: career history: ")
    assert error.count("\n") == 1


def test_a_missing_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", "--history", str(tmp_path / "none.json")]) == 1
    assert capsys.readouterr().err.startswith("advisor: expected a JSON file at ")


@pytest.mark.parametrize(
    "arguments", [[], ["--history"], ["--history", "x", "--today", "soon"], ["--what"]]
)
def test_bad_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["predict", *arguments])
    assert stopped.value.code == 2


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=300))
def test_any_file_ends_with_a_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    file = tmp_path / "history.json"
    file.write_bytes(content)
    assert main(["predict", "--history", str(file)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("advisor: ")
    assert error.count("\n") == 1


@pytest.mark.usefixtures("_settings")
def test_answers_on_activities_reach_the_suggestions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enterprising = [5 if place % 6 == 4 else 2 for place in range(30)]
    answers = {"instrument": "activities-30", "language": "en", "answers": enterprising}
    history = HISTORY | {"interests_profile": answers}
    assert predict(history, tmp_path, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    profile = printed["history"]["interests_profile"]
    assert profile["scores"]["Enterprising"] == 20
    assert profile["doubt"] is None
    shown = printed["recommendation"]
    assert shown["liked"] == [5.0, 5.0, 5.0, 5.0, 20.0, 5.0]
    fits = [s["interest_fit"]["correlation"] for s in shown["suggestions"] if s["interest_fit"]]
    assert len(fits) >= 3
    assert predict(printed, tmp_path, "--json") == 0
    assert json.loads(capsys.readouterr().out) == printed
    assert predict(history, tmp_path) == 0
    assert "fit with what you like doing (correlation" in capsys.readouterr().out
    answers["instrument"] = "unknown"
    assert predict(history, tmp_path) == 1
    assert "expected activities-30 or activities-60, got 'unknown'" in capsys.readouterr().err
