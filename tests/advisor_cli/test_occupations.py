"""``advisor occupations`` prints one answer a title, and one clear line for bad input."""

import json
from pathlib import Path

import pytest

from advisor_cli.main import main


@pytest.fixture(autouse=True)
def _settings(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))


def test_match_prints_one_object_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "titles.txt"
    file.write_text("RN\r\n\n  albañil \n", encoding="utf-8")
    assert main(["occupations", "match", "--file", str(file), "-n", "3", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["text"] for line in lines] == ["RN", "albañil"]
    assert all(line.keys() == {"text", "matches"} for line in lines)
    best = lines[0]["matches"][0]
    assert best.keys() == {"code", "title", "score", "matched_title"}
    assert best["code"] == "29-1141.00"
    assert len(lines[0]["matches"]) == 3


def test_resolve_prints_match_or_alternatives(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["occupations", "resolve", "plumber", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["match"]["code"] == "47-2152.00"
    assert found["alternatives"] == []
    assert main(["occupations", "resolve", "unemployed", "--json"]) == 0
    nothing = json.loads(capsys.readouterr().out)
    assert nothing["match"] is None
    assert nothing["confidence"] < 0.5


def test_people_get_readable_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["occupations", "resolve", "manager"]) == 0
    assert "did you mean" in capsys.readouterr().out
    assert main(["occupations", "match", "plumber"]) == 0
    assert "47-2152.00  Plumbers, Pipefitters, and Steamfitters" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe\x00job"])
def test_a_bad_file_is_one_line(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "titles.txt"
    file.write_bytes(content)
    assert main(["occupations", "match", "--file", str(file)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("advisor: expected")
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["match"], ["match", "x", "-n", "0"], ["match", "x", "--file", "y"], ["x"]]
)
def test_bad_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["occupations", *arguments])
    assert stopped.value.code == 2


def test_a_missing_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["occupations", "resolve", "--file", str(tmp_path / "none.txt")]) == 1
    assert "none.txt" in capsys.readouterr().err
