"""A job: every row once, whatever stops it; another job's folder or input is refused."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.batch.folder import LOCK, MANIFEST
from advisor.batch.lines import LONGEST
from advisor.batch.running import Outcome
from retrieval.errors import AdvisorError
from tests.advisor.batch.answers import loads, open_broken
from tests.advisor.batch.jobs import DAY, read, run, stops_after
from tests.conftest import ROOT

TEXT = "one\nbad two\n\nraise Jane\n" + "x" * LONGEST + "\nsix\nseven\n  \nnine"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(TEXT, "utf-8")
    return path


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.glob("*/part-*")}


def test_rows_that_cannot_be_scored_stand_aside(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(source, out) == Outcome(7, 3)
    results = [(row["line"], row["told"]) for row in read(out, "results")]
    assert results == [(1, "ONE"), (6, "SIX"), (7, "SEVEN"), (9, "NINE")]
    bad, raised, long = read(out, "aside")
    assert bad == {"line": 2, "error": "expected something better"}
    assert raised["line"] == 4
    assert raised["error"].startswith("the model failed: ValueError in answers.py, line ")
    assert "Jane" not in raised["error"]
    assert long == {
        "line": 5,
        "error": f"expected a line of at most {LONGEST} bytes, got {LONGEST + 1}",
    }


def test_rows_of_a_folder_tell_their_file(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.jsonl").write_text("one\nbad\n", "utf-8")
    (folder / "b.jsonl").write_text("two\n", "utf-8")
    assert run(folder, out) == Outcome(3, 1)
    results = [(row["file"], row["line"], row["told"]) for row in read(out, "results")]
    assert results == [("a.jsonl", 1, "ONE"), ("b.jsonl", 1, "TWO")]
    assert [(row["file"], row["line"]) for row in read(out, "aside")] == [("a.jsonl", 2)]


def test_what_is_done_is_not_done_again(source: Path, tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    run(source, whole)
    with pytest.raises(KeyboardInterrupt):
        run(source, cut, stops_after(1))
    before = {path: path.stat().st_mtime_ns for path in cut.glob("*/part-*")}
    assert before
    assert run(source, cut) == Outcome(7, 3)
    assert contents(cut) == contents(whole)
    assert all(path.stat().st_mtime_ns == written for path, written in before.items())
    count = len(loads(tmp_path))
    assert run(source, cut) == Outcome(7, 3)
    assert len(loads(tmp_path)) == count, "nothing to do: the model is not loaded"


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_kill_leaves_is_repaired(
    source: Path, tmp_path: Path, data: st.DataObject
) -> None:
    out = tmp_path / "out"
    shutil.rmtree(out, ignore_errors=True)
    run(source, out)
    whole = contents(out)
    manifest = (out / MANIFEST).read_bytes()
    (out / MANIFEST).write_bytes(manifest[: data.draw(st.integers(0, len(manifest)))])
    for name in data.draw(st.sets(st.sampled_from(sorted(whole)))):
        (out / name).unlink()
    (out / "results" / ".part-0000001.jsonl.draft").write_bytes(b'{"li')
    (out / "aside" / "part-0000003.jsonl").write_bytes(b"stale")
    assert run(source, out) == Outcome(7, 3)
    again = contents(out)
    # A part named by the manifest is not looked into.
    again.pop("aside/part-0000003.jsonl", None)
    assert again == whole


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_input_is_done_at_once(tmp_path: Path, text: str) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_text(text, "utf-8")
    assert run(source, out) == Outcome(0, 0)
    assert read(out, "results") == read(out, "aside") == []


def test_another_input_or_model_is_refused(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run(source, out, stops_after(1))
    before = contents(out)
    with pytest.raises(AdvisorError, match="holds a job with another model or tables: name ano"):
        run(source, out, facts="g")
    with pytest.raises(AdvisorError, match="holds a job with another today"):
        run(source, out, today=date(2026, 1, 1))
    source.write_text(TEXT.replace("seven", "eleven"), "utf-8")
    with pytest.raises(AdvisorError, match="holds a job with another input: name another folder"):
        run(source, out)
    with pytest.raises(AdvisorError, match="holds a job with another input and part rows"):
        run(source, out, rows=4)
    assert contents(out) == before


def test_a_job_keeps_its_day_and_its_parts(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run(source, out, stops_after(1))
    assert run(source, out, rows=None, now=date(2026, 11, 22)) == Outcome(7, 3)
    assert json.loads((out / "job.json").read_bytes())["job"]["today"] == DAY.isoformat()


@pytest.mark.parametrize(
    ("name", "content"),
    [("notes.txt", "mine"), ("job.json", "{}"), ("job.json", "mine"), ("job.json", "[1]")],
)
def test_a_folder_of_somebody_elses_is_left_alone(
    source: Path, tmp_path: Path, name: str, content: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text(content, "utf-8")
    with pytest.raises(AdvisorError, match=": name another folder"):
        run(source, out)
    assert [path.name for path in out.iterdir() if path.name != LOCK] == [name]
    assert (out / name).read_text("utf-8") == content
    with pytest.raises(AdvisorError, match=r"File exists|Not a directory"):
        run(source, source)


def test_a_damaged_manifest_is_said(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(source, out)
    (out / MANIFEST).write_text("[]\n", "utf-8")
    with pytest.raises(AdvisorError, match="expected a part in each line of"):
        run(source, out)


def test_two_runs_do_not_write_one_folder(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(source, out)
    with FileLock(out / LOCK), pytest.raises(AdvisorError, match="another run is writing"):
        run(source, out)


def test_a_model_that_is_broken_sets_nothing_aside(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(AdvisorError, match="the model answers nothing any more, RuntimeError"):
        run(source, out, opener=open_broken)
    assert contents(out) == {}
    assert run(source, out) == Outcome(7, 3)


def test_a_killed_process_goes_on(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    lines = [f"slow {number}" for number in range(60)]
    source.write_text("\n".join(lines), "utf-8")
    code = (
        "import sys; from pathlib import Path; from tests.advisor.batch.jobs import run;"
        " run(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    command = [sys.executable, "-c", code, str(source), str(out)]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ) as process:
        while not (out / MANIFEST).exists() or len((out / MANIFEST).read_bytes()) < 300:
            assert process.poll() is None
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    done = len(list((out / "results").glob("part-*")))
    assert 0 < done < 20
    assert run(source, out) == Outcome(60, 0)
    assert [row["told"] for row in read(out, "results")] == [line.upper() for line in lines]
