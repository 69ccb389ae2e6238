"""Runs a job with the stand-in, in a process of its own if need be, and reads what it wrote."""

import json
import sys
from collections.abc import Generator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from advisor.batch.parts import Part
from advisor.batch.ray_engine import RayEngine
from advisor.batch.running import Engine, Job, Outcome, plain, run_job
from advisor.batch.scoring import Opener, Scored
from retrieval.errors import AdvisorError
from tests.advisor.batch.answers import open_broken, open_nothing, open_upper

DAY = date(2026, 11, 21)


def nothing(*_: object) -> None:
    """Shows no progress."""


def run(
    source: Path,
    out: Path,
    engine: Engine = plain,
    *,
    rows: int | None = 3,
    today: date | None = None,
    now: date = DAY,
    facts: str = "f",
    opener: Opener | None = None,
) -> Outcome:
    opened = opener or partial(open_upper, out.parent)
    return run_job(Job(source, out, today, rows, facts), lambda _: opened, engine, now, nothing)


def read(out: Path, kind: str) -> list[dict[str, Any]]:
    """Return the lines of all parts, in the order of the parts."""
    files = sorted((out / kind).glob("part-*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def stops_after(count: int) -> Engine:
    """Return the plain engine, which is stopped when so many parts are done."""

    def engine(parts: Sequence[Part], opener: Opener) -> Generator[Scored]:
        for done, scored in enumerate(plain(parts, opener)):
            if done == count:
                raise KeyboardInterrupt
            yield scored

    return engine


OPENERS = {"nothing": open_nothing, "broken": open_broken}


def main(source: str, out: str, actors: str, address: str = "", opens: str = "") -> int:
    """Run it with Ray; write how many rows there are and how many were set aside."""
    try:
        engine = RayEngine(int(actors), address or None)
        done = run(Path(source), Path(out), engine, rows=5, opener=OPENERS.get(opens))
        sys.stdout.write(f"{done.rows} {done.aside_rows}\n")
    except AdvisorError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
