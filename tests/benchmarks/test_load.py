"""The page of the load test says what was measured; processes are told from their children."""

import os
import subprocess
import sys

import pytest

from benchmarks.load_page import page
from benchmarks.load_runs import InARow, Run
from benchmarks.processes import Sample, sample


def run(replicas: int, turns: int, error: str | None = None) -> Run:
    """Return a run of a minute, with so many turns of 1 to 100 ms."""
    requests = [
        {"name": "turn", "at": 0.0, "ms": 1.0 + n % 100, "first_ms": 1.0, "error": None}
        for n in range(turns)
    ]
    requests.append({"name": "leave", "at": 0.0, "ms": 5.0, "first_ms": None, "error": error})
    names = ("replica 1", "Postgres", "nginx", "Locust")
    samples = [
        Sample(
            at=second,
            mib=dict.fromkeys(names, 100.0 + second / 60),
            cpu_s=dict.fromkeys(names, second * 0.1),
            machine_s=second * 0.5,
        )
        for second in range(0, 61, 5)
    ]
    return Run(replicas, 100, True, 0.0, 60.0, requests, samples, 9, {"turns": (2048, turns)})


def test_the_page_has_percentiles_growth_and_the_share_of_others() -> None:
    row = InARow(1_000, [(n, 500.0 + n / 100) for n in range(0, 1_000, 10)])
    text = page([run(1, 200)], [run(1, 200), run(2, 300)], row)
    assert "| 1 | 1.0 | 200 | 1 / 1 | 51 / 95 / 99 | 3.4 | 0 |" in text
    assert "| 1 | replica 1 | 100, 100, 101 | +1.00 ± 0.00 | 10% | 30.0 |" in text
    assert "| 1 | others | – | – | 10% | – |" in text
    assert "turns: 200, 2" in text
    assert "From 1 to 2 replicas: 1.50 times as many turns." in text
    assert "+10.00 ± 0.00 MiB a thousand conversations" in text


def test_the_page_says_what_went_wrong() -> None:
    assert "| 1 (1 × leave: RefusedError: 503) |" in page(
        [run(1, 3, "RefusedError: 503")], [], None
    )


def test_children_count_with_their_parent() -> None:
    waiting = "import sys, time; print('up', flush=True); time.sleep(60)"
    child = subprocess.Popen(
        [sys.executable, "-c", f"import os\nif os.fork():\n    os.wait()\nelse:\n    {waiting}"],
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None and child.stdout.readline() == b"up\n"
    family = sample({"both": child.pid, "me": os.getpid()})
    subprocess.run(["pkill", "-P", str(child.pid)], check=True)
    child.wait()
    child.stdout.close()
    assert family.mib["both"] > 0 and family.mib["me"] > 20
    assert sample({"both": child.pid}).mib["both"] == pytest.approx(0.0)
