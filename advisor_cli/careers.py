"""``advisor careers``: training data and counts of what people did next, from survey panels."""

import argparse
from pathlib import Path

from advisor_cli.progress import bar


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``careers build`` and ``careers counts``."""
    command = subparsers.add_parser("careers", help="build what is learnt from observed careers")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    build = actions.add_parser(
        "build", help="check the survey panels and write careers to train on"
    )
    build.add_argument(
        "--from",
        dest="source",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder with persons.csv.gz and nlsy97_ or nlsy79_person_years.csv.gz",
    )
    build.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="where to; default: `careers` in the advisor's data folder",
    )
    build.set_defaults(run=run_build)
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
    counts.set_defaults(run=run_counts)


def run_build(args: argparse.Namespace) -> int:
    """Write the careers and say what was wrong with the panels; return 0."""
    from advisor.panels.building import REPORT, build_careers  # noqa: PLC0415  # quick --help
    from advisor.panels.codes import OccupationCodes  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415
    from retrieval.catalog import Catalog  # noqa: PLC0415

    settings = Settings.load()
    codes = OccupationCodes.load(settings.careers_dir, Catalog.load(settings.onet_dir))
    out: Path = args.out or settings.data_dir / "careers"
    with bar() as progress:
        reports = build_careers(args.source, out, codes, progress)
    for report in reports:
        print(
            f"{report.file}: {report.kept:,} of {report.rows:,} rows kept, {report.people:,} people"
        )
        for problem in report.problems:
            rows = f"{problem.rows:,} row{'s' if problem.rows > 1 else ''}"
            print(f"  {rows} (first in line {problem.first_line}): {problem.what}")
    print(f"{out}: careers by cohort and split, CAREER's files, {REPORT}")
    return 0


def run_counts(args: argparse.Namespace) -> int:
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
