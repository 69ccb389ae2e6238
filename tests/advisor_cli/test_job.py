"""``advisor predict --engine``: both engines as ``--histories`` has it, and what is refused."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from advisor_cli.main import main
from tests.conftest import ROOT

HISTORIES = [
    {"jobs": [{"title": "retail salesperson", "start": "2018", "end": "present"}]},
    {"jobs": [{"title": "waiter", "start": "2014", "end": "2018-06"}, {"title": "nurse"}]},
    {"history": {"jobs": [{"title": "electrician", "start": 2009}], "skills": ["welding"]}},
    {"jobs": [{"title": "accountant", "start": 2001, "end": 2012}]},
]
DAY = ("--today", "2026-11-21")


@pytest.fixture
def _settings(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))


@pytest.fixture
def histories(tmp_path: Path) -> Path:
    lines = [json.dumps(history) for history in HISTORIES]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join([*lines[:2], "{", '{"jobs": [{"title": "qqzxv"}]}', *lines[2:]]))
    return path


def predict(histories: Path, out: Path, *more: str) -> int:
    return main(["predict", "--histories", str(histories), "--out", str(out), *DAY, *more])


def lines(*files: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def assert_same(one: Any, other: Any) -> None:
    """Compare as JSON; numbers may differ by a millionth."""
    if isinstance(one, dict):
        assert one.keys() == other.keys()
        for key, value in one.items():
            assert_same(value, other[key])
    elif isinstance(one, list):
        assert len(one) == len(other)
        for pair in zip(one, other, strict=True):
            assert_same(*pair)
    else:
        assert one == (pytest.approx(other, abs=1e-6) if isinstance(one, float) else other)


@pytest.mark.system
@pytest.mark.usefixtures("_settings")
@pytest.mark.parametrize(
    "engine",
    [
        ("--engine", "plain"),
        pytest.param(("--engine", "ray", "--actors", "2"), marks=pytest.mark.slow),
    ],
)
def test_every_engine_gives_what_one_process_gives(
    histories: Path, tmp_path: Path, engine: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    one, out = tmp_path / "one.jsonl", tmp_path / "out"
    assert predict(histories, one) == 1
    capsys.readouterr()
    command = [sys.executable, "-m", "advisor_cli", "predict", "--histories", str(histories)]
    command += ["--out", str(out), *DAY, "--part-rows", "2", *engine]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"advisor: 2 of 6 histories were set aside, see {out}/aside" in done.stderr
    results = lines(*sorted((out / "results").glob("*.jsonl")))
    aside = lines(*sorted((out / "aside").glob("*.jsonl")))
    expected = lines(one)
    assert [row["line"] for row in results] == [1, 2, 5, 6]
    assert_same(results, [row for row in expected if "error" not in row])
    assert aside == [row for row in expected if "error" in row]
    # The other engine finds the job done.
    assert predict(histories, out, "--engine", "plain") == 1
    assert "2 of 6 histories were set aside" in capsys.readouterr().err


@pytest.mark.usefixtures("_settings")
def test_a_job_with_another_model_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    histories, out = tmp_path / "none.jsonl", tmp_path / "out"
    histories.touch()
    assert predict(histories, out, "--engine", "plain") == 0
    assert capsys.readouterr().out == f"0 histories done: {out}\n"
    monkeypatch.setenv("ADVISOR_MODEL_DIR", str(tmp_path / "model"))
    assert predict(histories, out, "--engine", "plain") == 1
    assert f"{out} holds a job with another model or tables" in capsys.readouterr().err


def test_a_missing_package_is_said(tmp_path: Path) -> None:
    call = ["predict", "--histories", "x", "--out", str(tmp_path / "out"), "--engine", "ray"]
    code = f"import sys; sys.modules['ray'] = None; from advisor_cli.main import main; main({call})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == (
        "advisor: expected the package ray for --engine ray:"
        " pip install -c constraints.txt 'career-advisor[scale]'\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--history", "x", "--engine", "plain"],
        ["--histories", "x", "--out", "y", "--part-rows", "3"],
        ["--histories", "x", "--out", "y", "--engine", "plain", "--actors", "2"],
        ["--histories", "x", "--out", "y", "--engine", "plain", "--ray-address", "z:1"],
        ["--histories", "x", "--out", "y", "--engine", "spark"],
        ["--histories", "x", "--out", "y", "--engine", "ray", "--actors", "0"],
        ["--histories", "x", "--out", "y", "--engine", "ray", "--actors", "two"],
    ],
)
def test_bad_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["predict", *arguments])
    assert stopped.value.code == 2
