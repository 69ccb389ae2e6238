"""``advisor predict --histories``: every line once, whatever stops it, as ``--history`` does it."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.batch.answering import Answer
from advisor_cli.histories import lock_of, predict_histories
from advisor_cli.main import main
from retrieval.errors import AdvisorError
from tests.conftest import ROOT

GOOD = [
    {"jobs": [{"title": "retail salesperson", "start": "2018", "end": "present"}]},
    {"jobs": [{"title": "waiter", "start": "2014", "end": "2018-06"}, {"title": "nurse"}]},
    {"history": {"jobs": [{"title": "electrician", "start": 2009}], "skills": ["welding"]}},
]
BAD = ["{", '{"jobs": 3}', '{"jobs": [{"title": "qqzxv"}]}', "\u00e4"]


@pytest.fixture
def _settings(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))


def run(histories: Path, out: Path) -> int:
    arguments = ["--histories", str(histories), "--out", str(out), "--today", "2026-11-21"]
    return main(["predict", *arguments])


def results(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def upper(text: bytes) -> Mapping[str, Any]:
    """Stand in for the prediction where only the files matter."""
    if text.startswith(b"bad"):
        raise AdvisorError("expected something better")
    return {"told": text.decode().strip().upper(), "long": "x" * 50}


def never() -> Answer:
    pytest.fail("there is nothing to do")


@pytest.mark.usefixtures("_settings")
def test_it_answers_each_line_as_it_answers_one_history(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    histories, out, one = tmp_path / "many.jsonl", tmp_path / "out.jsonl", tmp_path / "one.json"
    histories.write_text("".join(json.dumps(history) + "\n" for history in GOOD[1:]), "utf-8")
    assert run(histories, out) == 0
    assert capsys.readouterr().out == f"2 lines done: {out}\n"
    expected = []
    for number, history in enumerate(GOOD[1:], 1):
        one.write_text(json.dumps(history), "utf-8")
        assert main(["predict", "--history", str(one), "--today", "2026-11-21", "--json"]) == 0
        expected.append({"line": number, **json.loads(capsys.readouterr().out)})
    assert results(out) == expected
    assert sorted(file.name for file in tmp_path.glob("out*")) == ["out.jsonl"]

    written = out.read_bytes()
    assert run(histories, out) == 0
    assert out.read_bytes() == written


@pytest.mark.usefixtures("_settings")
def test_bad_lines_are_told_and_the_rest_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    histories, out = tmp_path / "many.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps(GOOD[0]), *BAD, "", json.dumps(GOOD[1])]
    histories.write_bytes("\n".join(lines).encode("latin-1"))
    assert run(histories, out) == 1
    errors = capsys.readouterr().err.splitlines()
    told = [line for line in errors if line.startswith("advisor: ")]
    assert [line.split(": ")[1] for line in told[:-1]] == ["line 2", "line 3", "line 4", "line 5"]
    assert told[-1] == f'advisor: 4 of 6 lines are bad, see "error" in {out}'
    found = results(out)
    assert [result["line"] for result in found] == [1, 2, 3, 4, 5, 7]
    assert ["error" in result for result in found] == [False, True, True, True, True, False]
    assert "expected a job that fits" in found[3]["error"]
    assert f"advisor: line 4: {found[3]['error']}" in told

    assert run(histories, out) == 1
    assert capsys.readouterr().err == told[-1] + "\n", "the bad lines of the run before count too"
    assert results(out) == found


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_half_written_line_is_repaired(tmp_path: Path, data: st.DataObject) -> None:
    histories, out = tmp_path / "many.jsonl", tmp_path / "out.jsonl"
    histories.write_text("one\nbad two\n\nthr\u00e9e\n", "utf-8")
    out.unlink(missing_ok=True)
    assert predict_histories(histories, out, lambda: upper) == 1
    whole = out.read_bytes()
    assert [result["line"] for result in results(out)] == [1, 2, 4]
    out.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    assert predict_histories(histories, out, lambda: upper) == 1
    assert out.read_bytes() == whole
    assert predict_histories(histories, out, never) == 1


@pytest.mark.parametrize(
    "content",
    [b"notes", b"notes\n", b'{"jobs": []}\n', b'{"line": "1"}\n', b"[1]\n", b'{"line": 1}\n\n'],
)
def test_a_file_of_somebody_elses_is_left_alone(tmp_path: Path, content: bytes) -> None:
    histories, out = tmp_path / "many.jsonl", tmp_path / "out.jsonl"
    histories.write_text("one\n", "utf-8")
    out.write_bytes(content)
    with pytest.raises(AdvisorError, match="name another file"):
        predict_histories(histories, out, never)
    assert out.read_bytes() == content


def test_results_of_a_longer_file_are_left_alone(tmp_path: Path) -> None:
    histories, out = tmp_path / "many.jsonl", tmp_path / "out.jsonl"
    histories.write_text("one\ntwo\n", "utf-8")
    predict_histories(histories, out, lambda: upper)
    histories.write_text("one\n", "utf-8")
    with pytest.raises(AdvisorError, match="for line 2, which is not there"):
        predict_histories(histories, out, never)


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    histories, out = tmp_path / "many.jsonl", tmp_path / "out.jsonl"
    histories.write_text("one\n", "utf-8")
    with (
        FileLock(lock_of(out)),
        pytest.raises(AdvisorError, match="another run is writing"),
    ):
        predict_histories(histories, out, never)


def test_files_that_are_not_there_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    histories = tmp_path / "many.jsonl"
    assert run(histories, tmp_path / "out.jsonl") == 1
    assert capsys.readouterr().err == f"advisor: {histories}: No such file or directory\n"
    histories.write_text("one\n", "utf-8")
    assert run(histories, tmp_path) == 1
    error = capsys.readouterr().err
    assert error.startswith("advisor: ")
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--histories", "x"],
        ["--out", "x"],
        ["--history", "x", "--out", "x"],
        ["--history", "x", "--histories", "x", "--out", "y"],
    ],
)
def test_bad_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["predict", *arguments])
    assert stopped.value.code == 2


@pytest.mark.system
@pytest.mark.usefixtures("_settings")
def test_a_killed_run_goes_on_where_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    histories, out = tmp_path / "many.jsonl", tmp_path / "out.jsonl"
    count = 90
    lines = [json.dumps(GOOD[n % 3]) if n % 7 else "{" for n in range(1, count + 1)]
    histories.write_text("\n".join(lines), "utf-8")
    command = [sys.executable, "-m", "advisor_cli", "predict", "--today", "2026-11-21"]
    command += ["--histories", str(histories), "--out", str(out)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None and (not out.exists() or out.stat().st_size < 20_000):
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it was to be killed midway"
    killed = out.read_bytes()
    assert 0 < killed.count(b"\n") < count
    assert run(histories, out) == 1
    assert capsys.readouterr().err.endswith(
        f'advisor: {count // 7} of {count} lines are bad, see "error" in {out}\n'
    )
    found = results(out)
    assert [result["line"] for result in found] == list(range(1, count + 1))
    for result, line in zip(found, lines, strict=True):
        assert ("error" in result) == (line == "{")
    assert out.read_bytes().startswith(killed[: killed.rfind(b"\n") + 1])
