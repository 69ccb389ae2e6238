"""A hundred people talking at once, one replica and two: ``python -m benchmarks.load [--write]``.

Starts Postgres, the replicas and nginx as ``deploy/`` has them, natively on loopback, and has
Locust play the people of ``benchmarks.load_people``; everything shares this machine. Then how much
one replica and two can do at most (nobody thinks), and what many short conversations in a row
leave in memory. What it measured is kept in ``runs/load``.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from advisor.settings import Settings
from benchmarks.load_page import page
from benchmarks.load_runs import InARow, Run, crowd, in_a_row
from tests.nginx import PROGRAM
from tests.postgres import programs
from tests.replicas import Replicas

PEOPLE = 100
CROWD = 16
"""People without a thought between messages."""


def main() -> None:
    """Measure, print, and with ``--write`` keep the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write benchmarks/load.md")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--minutes", type=float, default=5.0, help="that people talk")
    parser.add_argument("--most", type=int, default=60, help="seconds of each run at most")
    parser.add_argument("--in-a-row", type=int, default=1_000, help="short conversations")
    parser.add_argument("--replicas", default="1,2", help="how many, separated by commas")
    parser.add_argument("--folder", type=Path, default=Path("runs/load"))
    args = parser.parse_args()
    if programs() is None or PROGRAM is None:
        parser.error("expected Postgres and nginx (Debian: apt install postgresql nginx-light)")
    args.folder.mkdir(parents=True, exist_ok=True)
    settings = Settings.load()
    seconds = round(args.minutes * 60)
    talks, most, row = list[Run](), list[Run](), None
    for count in (int(part) for part in args.replicas.split(",")):
        with Replicas(settings.data_dir, count) as replicas:
            talks.append(crowd(replicas, args.people, seconds, args.folder, thinking=True))
            most.append(crowd(replicas, CROWD, args.most, args.folder, thinking=False))
            if count == 1 and args.in_a_row:
                row = in_a_row(replicas, args.in_a_row)
        _keep(args.folder, talks, most, row)
    text = page(talks, most, row)
    print(text)
    if args.write:
        Path(__file__).with_suffix(".md").write_text(text, "utf-8")


def _keep(folder: Path, talks: Sequence[Run], most: Sequence[Run], row: InARow | None) -> None:
    """Keep what was measured, so that a page can be made of it again."""
    kept = {
        "talks": [asdict(run) for run in talks],
        "most": [asdict(run) for run in most],
        "row": None if row is None else asdict(row),
    }
    (folder / "measured.json").write_text(json.dumps(kept), "utf-8")


if __name__ == "__main__":
    main()
