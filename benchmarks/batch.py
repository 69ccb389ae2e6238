"""Histories scored a second, plain and with Ray: ``python -m benchmarks.batch [--write]``.

Every run is a process of its own on the same invented histories, drawn with a fixed seed over the
titles of O*NET. The rate is taken between the first and the last part that is committed, so that
loading the model, which a large job does once an actor, stands apart.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from advisor.batch.folder import MANIFEST, RESULTS
from advisor.settings import Settings
from benchmarks.machine import describe
from retrieval.catalog import Catalog

_ENGINES = {
    "`--engine plain`": ("--engine", "plain"),
    "`--engine ray`, 1 actor": ("--engine", "ray", "--actors", "1"),
    "`--engine ray`, 2 actors": ("--engine", "ray", "--actors", "2"),
}
_PART = 10
_LEVELS = ("high_school", "some_college", "bachelor", "master")


@dataclass(frozen=True, slots=True)
class Run:
    """One run.

    Attributes:
        rate: histories a second, once it is under way.
        start_s: seconds until then.
        size: bytes of results.
        load: processes of the whole machine that ran or waited, a mean of a minute.
    """

    rate: float
    start_s: float
    size: int
    load: float


def invented(count: int, seed: int) -> list[str]:
    """Return histories as JSON: one to four jobs, titles of O*NET, one after the other."""
    rng = random.Random(seed)
    catalog = Catalog.load(Settings.load().onet_dir)
    titles = sorted(item.title for item in catalog.occupations.values() if item.groups)
    told = []
    for _ in range(count):
        year, jobs = rng.randint(1985, 2015), []
        for _ in range(rng.randint(1, 4)):
            until = year + rng.randint(1, 6)
            jobs.append({"title": rng.choice(titles), "start": year, "end": min(until, 2025)})
            year = min(until, 2025)
        jobs[-1]["end"] = "present"
        told.append(json.dumps({"jobs": jobs, "education": [{"level": rng.choice(_LEVELS)}]}))
    return told


def measure(histories: Path, out: Path, rows: int, engine: Sequence[str]) -> Run:
    """Score a file in a process of its own."""
    command = [sys.executable, "-m", "advisor_cli", "predict", "--histories", str(histories)]
    command += ["--out", str(out), "--today", "2026-11-21", *engine]
    command += ["--part-rows", str(_PART)]
    manifest, lines = out / MANIFEST, rows // _PART
    first, begun, began = 0.0, 0, time.perf_counter()
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    ) as process:
        while process.poll() is None:
            done = manifest.read_bytes().count(b"\n") if manifest.exists() else 0
            if done and not first:
                first, begun = time.perf_counter(), done
            if done == lines:
                break
            time.sleep(0.02)
        ended, load = time.perf_counter(), os.getloadavg()[0]
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    size = sum(path.stat().st_size for path in (out / RESULTS).glob("*"))
    return Run((lines - begun) * _PART / (ended - first), first - began, size, load)


def main() -> None:
    """Measure, print, and with ``--write`` keep the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200, help="histories a run")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write benchmarks/batch.md")
    args = parser.parse_args()
    runs: dict[str, list[Run]] = {name: [] for name in _ENGINES}
    with TemporaryDirectory() as folder:
        histories = Path(folder) / "in.jsonl"
        histories.write_text("\n".join(invented(args.rows, 7)) + "\n", "utf-8")
        for turn in range(args.repeats):
            for place, (name, engine) in enumerate(_ENGINES.items()):
                out = Path(folder) / f"{turn}-{place}"
                runs[name].append(measure(histories, out, args.rows, engine))
                print(name, runs[name][-1], flush=True)
    text = "\n".join(table(runs, args.rows)) + "\n"
    print(text)
    if args.write:
        Path(__file__).with_suffix(".md").write_text(text, "utf-8")


def table(runs: dict[str, list[Run]], rows: int) -> list[str]:
    """Return the page."""
    repeats = len(next(iter(runs.values())))
    rates = {name: statistics.median(run.rate for run in found) for name, found in runs.items()}
    one = rates["`--engine ray`, 1 actor"]
    cells = []
    for name, found in runs.items():
        low, high = min(run.rate for run in found), max(run.rate for run in found)
        start = statistics.median(run.start_s for run in found)
        cells.append(
            f"| {name} | {rates[name]:.2f} | {low:.2f} to {high:.2f} | {rates[name] / one:.2f} |"
            f" {start:.0f} |"
        )
    loads = sorted(run.load for found in runs.values() for run in found)
    days = 1e6 / rates["`--engine ray`, 2 actors"] / 86400
    size = statistics.median(run.size for found in runs.values() for run in found) / rows
    return [
        "# Many histories: plain and with Ray",
        "",
        f"`python -m benchmarks.batch --write` on {describe()}, which others used at the same"
        f" time (load {loads[0]:.1f} to {loads[-1]:.1f} on its cores, these runs included): medians"
        f" of {repeats} runs, taken in turns, of {rows} invented histories (one to four jobs). One"
        " thread a process. On a machine that is shared, two processes are also given more of it"
        " than one, so what two actors gain is an upper bound.",
        "",
        "| engine | histories/s | lowest to highest | against one actor | s to the first part |",
        "|---|---|---|---|---|",
        *cells,
        "",
        f"**A million histories.** At {one:.2f} a second an actor needs"
        f" {1e6 / one / 3600:.0f} hours of one core; the two actors here take {days:.1f} days. If"
        f" further cores are worth as much as one actor here, 100 cores take"
        f" {1e6 / one / 100 / 60:.0f} minutes. Results take {size / 1000:.0f} kB a history,"
        f" {size / 1000:.0f} GB in all; of that growth only 1 and 2 actors were measured.",
        "",
        "About two thirds of the time go into drafting the reason (a profile of eight histories).",
    ]


if __name__ == "__main__":
    main()
