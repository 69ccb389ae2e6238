"""``advisor careers``: count what people did next, from a survey panel."""

import argparse
from pathlib import Path


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``careers counts``."""
    command = subparsers.add_parser("careers", help="build the tables of observed careers")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    counts = actions.add_parser(
        "counts", help="count the moves between occupation groups in the NLSY97 panel"
    )
    counts.add_argument(
        "--from",
        dest="source",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder with nlsy97_person_years.csv.gz and persons.csv.gz",
    )
    counts.add_argument(
        "--out", type=Path, metavar="DIR", help="where to; default: the tables in use"
    )
    counts.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the tables; return 0."""
    from advisor.settings import Settings  # noqa: PLC0415  # keeps --help quick
    from advisor.training.counts import build_counts  # noqa: PLC0415

    out: Path = args.out or Settings.load().careers_dir
    tables = build_counts(args.source, out)
    print(
        f"{out}: {tables.people:,} people, {len(tables.groups)} occupation groups,"
        f" {len(tables.moves):,} different moves."
    )
    return 0
