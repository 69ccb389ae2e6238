"""The Ray engine, with real Ray: same results, each row once, whichever process is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from advisor.batch.folder import MANIFEST
from advisor.batch.lines import LONGEST
from advisor.batch.running import Outcome
from tests.advisor.batch.answers import loads
from tests.advisor.batch.jobs import read, run
from tests.conftest import ROOT

pytest.importorskip("ray")
pytestmark = pytest.mark.timeout(320)
"""Ray takes seconds to start, and far longer on a machine that is busy."""


def job(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tests.advisor.batch.jobs", *map(str, arguments)]


def with_ray(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        job(*arguments), cwd=ROOT, capture_output=True, text=True, check=False, timeout=150
    )


@contextmanager
def running(*arguments: object) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(job(*arguments), cwd=ROOT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(path: Path, size: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a file is so long."""
    deadline = time.monotonic() + 150
    while not path.exists() or path.stat().st_size < size:
        assert process.poll() is None, "it ended before it could be stopped"
        assert time.monotonic() < deadline
        time.sleep(0.01)


def open_to_others() -> set[str]:
    """Return the sockets of this machine that listen on another address than loopback."""
    found = set()
    for table, loopback in (("tcp", ("0100007F",)), ("tcp6", ("0" * 24 + "01000000",))):
        for line in Path("/proc/net", table).read_text("utf-8").splitlines()[1:]:
            local, state = line.split()[1], line.split()[3]
            mapped = local.startswith("0000000000000000FFFF00000100007F")
            if state == "0A" and not mapped and not local.startswith(loopback):
                found.add(local)
    return found


def gone(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


@pytest.mark.system
def test_it_scores_as_the_plain_engine_and_survives_deadly_rows(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    lines = ["one", "bad", "", "raise Jane", "x" * (LONGEST + 1), *(f"row {n}" for n in range(20))]
    (source / "a.jsonl").write_text("\n".join(lines), "utf-8")
    (source / "b.jsonl").write_text("\n".join(f"slow {n}" for n in range(40)), "utf-8")
    assert run(source, tmp_path / "plain", rows=5) == Outcome(64, 3)
    outer = len(loads(tmp_path))
    # A death costs the part's rows before it a second time, and nothing else.
    (source / "c.jsonl").write_text("once marker\ndie\nlast", "utf-8")
    before = open_to_others()
    with running(source, tmp_path / "ray", 2) as process:
        wait_for(tmp_path / "ray" / MANIFEST, 300, process)
        assert open_to_others() <= before
        assert process.wait(timeout=150) == 0
    # Two actors, and one more for each of three deaths.
    assert len(loads(tmp_path)) - outer <= 5
    assert [row for row in read(tmp_path / "ray", "results") if row["file"] != "c.jsonl"] == read(
        tmp_path / "plain", "results"
    )
    assert [row["told"] for row in read(tmp_path / "ray", "results")[-2:]] == [
        "ONCE MARKER",
        "LAST",
    ]
    aside = read(tmp_path / "ray", "aside")
    assert aside[:-1] == read(tmp_path / "plain", "aside")
    assert aside[-1] == {"file": "c.jsonl", "line": 2, "error": "the process died of it 2 times"}


@pytest.mark.slow
def test_a_killed_run_goes_on_and_leaves_no_process(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    lines = [f"slow {number}" for number in range(400)]
    source.write_text("\n".join(lines), "utf-8")
    with running(source, out, 2) as process:
        wait_for(out / MANIFEST, 500, process)
        process.send_signal(signal.SIGKILL)
        process.wait()
    begun = len(list((out / "results").glob("part-*")))
    assert 0 < begun < 80
    deadline = time.monotonic() + 30
    while not all(map(gone, loads(tmp_path))):
        assert time.monotonic() < deadline, "an actor outlives its run"
        time.sleep(0.1)
    done = with_ray(source, out, 2)
    assert (done.returncode, done.stdout) == (0, "400 0\n"), done.stderr
    told = [(row["line"], row["told"]) for row in read(out, "results")]
    assert told == [(number, line.upper()) for number, line in enumerate(lines, 1)]
    manifest = (out / MANIFEST).read_text("utf-8").splitlines()
    assert len(manifest) == 80, "no part was done twice"


@pytest.mark.slow
def test_an_actor_that_is_killed_is_started_again(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    lines = [f"slow {number}" for number in range(300)]
    source.write_text("\n".join(lines), "utf-8")
    with running(source, out, 2) as process:
        wait_for(out / MANIFEST, 500, process)
        os.kill(loads(tmp_path)[0], signal.SIGKILL)
        assert process.wait(timeout=150) == 0
    assert len(loads(tmp_path)) == 3
    assert [row["told"] for row in read(out, "results")] == [line.upper() for line in lines]
    assert read(out, "aside") == []


@pytest.mark.slow
def test_a_cluster_is_used_and_left_running(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_text("one\ntwo\nbad\n", "utf-8")
    quiet = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_USAGE_STATS_ENABLED": "0"}
    token = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": "0" * 64}
    environment = {**os.environ, **quiet, **token}
    command = [
        str(Path(sys.executable).with_name("ray")),
        "start",
        "--head",
        "--port=6399",
        "--block",
    ]
    command += ["--num-cpus=1", "--include-dashboard=false", "--object-store-memory=100000000"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as head:
        try:
            deadline = time.monotonic() + 60
            while True:
                done = subprocess.run(
                    job(source, out, 1, "127.0.0.1:6399"),
                    cwd=ROOT,
                    env=environment,
                    capture_output=True,
                    text=True,
                    check=False,
                    timeout=100,
                )
                if done.returncode == 0 or time.monotonic() > deadline:
                    break
            assert (done.returncode, done.stdout) == (0, "3 1\n"), done.stderr
            assert head.poll() is None
        finally:
            head.terminate()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("opens", "told"),
    [
        ("nothing", "expected a model, got none\n"),
        ("broken", "the model answers nothing any more, RuntimeError, then RuntimeError"),
    ],
)
def test_a_model_that_cannot_be_used_is_one_line(tmp_path: Path, opens: str, told: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("one\ntwo\n", "utf-8")
    done = with_ray(source, tmp_path / "out", 1, "", opens)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_cluster_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("one\n", "utf-8")
    done = with_ray(source, tmp_path / "out", 1, "127.0.0.1:1")
    assert done.returncode == 1
    assert done.stderr.startswith("expected a Ray cluster at 127.0.0.1:1: Connection refused;")
    assert "Traceback" not in done.stderr
