"""``advisor predict --engine``: many histories into a folder of results, in parts."""

import argparse
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_cli.progress import bar

if TYPE_CHECKING:
    from advisor.batch.scoring import Opener
    from advisor.settings import Settings

ENGINES = ("plain", "ray")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add what tells how many histories are scored."""
    command.add_argument(
        "--engine",
        choices=ENGINES,
        help="score --histories, a file or a folder of *.jsonl, in parts into the folder --out:"
        " in this process, or with Ray on this machine or a cluster",
    )
    command.add_argument(
        "--part-rows", type=_positive, metavar="N", help="histories a part of --engine; default 200"
    )
    command.add_argument(
        "--actors",
        type=_positive,
        metavar="N",
        help="processes of --engine ray that hold the model; default: one a CPU",
    )
    command.add_argument(
        "--ray-address",
        metavar="HOST:PORT",
        help="a running Ray cluster; without, Ray runs on this machine, on loopback only",
    )


def check_arguments(args: argparse.Namespace) -> None:
    """Exit with 2 where arguments do not go together."""
    if args.engine is None and args.part_rows is not None:
        args.usage_error("--part-rows goes with --engine")
    if args.engine != "ray" and (args.actors is not None or args.ray_address is not None):
        args.usage_error("--actors and --ray-address go with --engine ray")
    if args.engine is not None and args.histories is None:
        args.usage_error("--engine goes with --histories and --out")


def run_engine(args: argparse.Namespace, settings: "Settings") -> int:
    """Score what is not scored yet; return 0, or 1 if any history was set aside."""
    from advisor.batch.folder import ASIDE  # noqa: PLC0415
    from advisor.batch.ray_engine import RayEngine  # noqa: PLC0415
    from advisor.batch.running import Job, plain, run_job  # noqa: PLC0415

    if args.engine == "ray":
        RayEngine.check()
    from advisor.batch.answering import facts_hash, open_known_answer  # noqa: PLC0415

    facts = facts_hash(settings)
    job = Job(Path(args.histories), Path(args.out), args.today, args.part_rows, facts)
    engine = plain if args.engine == "plain" else RayEngine(args.actors, args.ray_address)

    def opener(today: date) -> "Opener":
        return partial(open_known_answer, settings, today, facts)

    with bar() as progress:
        outcome = run_job(job, opener, engine, date.today(), progress)
    if outcome.aside_rows:
        told = f"{outcome.aside_rows} of {outcome.rows} histories were set aside"
        print(f"advisor: {told}, see {job.out / ASIDE}", file=sys.stderr)
        return 1
    print(f"{outcome.rows} histories done: {job.out}")
    return 0


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected a number above 0, got {text}")
    return number
