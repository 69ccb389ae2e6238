"""``advisor study``: puts questionnaires to language models, and reports what they answered."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from advisor_cli.progress import bar
from retrieval.errors import AdvisorError


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``study run`` and ``study report``."""
    command = subparsers.add_parser(
        "study", help="interests and competence of language models, by questionnaire"
    )
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    run = actions.add_parser("run", help="ask; goes on where a stopped run left off")
    run.add_argument("--config", type=Path, required=True, metavar="FILE", help="see docs/study.md")
    run.add_argument("--dry-run", action="store_true", help="only say what it would cost")
    run.set_defaults(run=_run)
    report = actions.add_parser("report", help="one page with plots, and its numbers as CSV")
    report.add_argument("--run", dest="folder", type=Path, required=True, metavar="DIR")
    report.add_argument(
        "--out", type=Path, metavar="DIR", help="default: the folder `report` in the run's"
    )
    report.add_argument(
        "--experts", type=Path, metavar="CSV", help="ratings of the activities: item,rating[,rater]"
    )
    report.add_argument("--bayes", action="store_true", help="fit the model with bambi as well")
    report.add_argument("--seed", type=int, default=0, metavar="N", help="of permutations")
    report.set_defaults(run=_report)


def _run(args: argparse.Namespace) -> int:
    from advisor.instruments.reading import available  # noqa: PLC0415  # quick --help
    from advisor.settings import Settings  # noqa: PLC0415
    from advisor.study.answers import ANSWERS  # noqa: PLC0415
    from advisor.study.config import StudyConfig  # noqa: PLC0415
    from advisor.study.cost import expected  # noqa: PLC0415
    from advisor.study.plan import make_plan  # noqa: PLC0415
    from advisor.study.running import run_study  # noqa: PLC0415

    config = StudyConfig.read(args.config)
    plan = make_plan(config, available(Settings.load()))
    if config.shuffles and config.items_per_call == 1:
        print("advisor: with items_per_call = 1 no model sees the orders", file=sys.stderr)
    if args.dry_run:
        for cost in expected(plan):
            price = "" if cost.price is None else f", price about {cost.price:,.2f}"
            print(
                f"{cost.model}: {cost.calls:,} requests, about {cost.tokens_in:,} tokens in and"
                f" {cost.tokens_out:,} out{price}"
            )
        return 0
    with bar() as progress:
        finished = run_study(plan, lambda: datetime.now(UTC), progress)
    _print_costs(config.run)
    print(f"{finished.asked:,} replies now, {finished.before:,} before: {config.run / ANSWERS}")
    if finished.failed:
        print(f"{finished.failed:,} got no reply: run it again", file=sys.stderr)
    if finished.left:
        raise AdvisorError("; ".join(finished.left))
    return 0


def _report(args: argparse.Namespace) -> int:
    from importlib.util import find_spec  # noqa: PLC0415

    missing = [
        name
        for name in ("statsmodels", "scipy", "threadpoolctl", "matplotlib")
        if find_spec(name) is None
    ]
    if missing:
        raise AdvisorError(
            f"the report needs {', '.join(missing)}: pip install 'career-advisor[study]'"
        )
    from advisor.study.report import write_report  # noqa: PLC0415

    out = args.out or args.folder / "report"
    print(write_report(args.folder, out, args.experts, args.bayes, args.seed))
    return 0


def _print_costs(folder: Path) -> None:
    from advisor.study.answers import ANSWERS, read_settings  # noqa: PLC0415
    from advisor.study.cost import cost_line, counted  # noqa: PLC0415
    from advisor.training.json_lines import read_rows  # noqa: PLC0415

    prices = read_settings(folder)["prices"]
    for cost in counted(read_rows(folder / ANSWERS), prices):
        print(cost_line(cost))
