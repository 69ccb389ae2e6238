"""``advisor evaluate``: measures the served model and its baselines on observed careers."""

import argparse
import json
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_cli import evaluate_bias, evaluate_prompts, evaluate_simulated
from advisor_cli.evaluate_options import add_panels, natural, panels_folder, positive
from advisor_cli.progress import bar
from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.evaluation.results import Evaluation
    from advisor.panels.observed import Cohort
    from advisor.panels.reading import PanelFiles


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add what can be evaluated."""
    command = subparsers.add_parser("evaluate", help="measure models and prompts, and fairness")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    model = actions.add_parser("model", help="predict the next state of observed careers")
    model.add_argument("--cohort", choices=("nlsy97", "nlsy79"), required=True)
    model.add_argument("--split", choices=("test", "valid"), required=True)
    model.add_argument(
        "--persons", type=Path, metavar="FILE", help="other people, as in persons.csv.gz"
    )
    model.add_argument(
        "--person-years", type=Path, metavar="FILE", help="their years, as in the panel's file"
    )
    add_panels(model, "the survey panels that baselines learn from")
    model.add_argument("--models", metavar="NAME,...", help="only these; default: all")
    model.add_argument("--sample", type=positive, metavar="N", help="only N people, drawn by seed")
    model.add_argument("--seed", type=natural, default=0, metavar="N", help="default: 0")
    model.add_argument("--json", action="store_true", help="print one JSON object")
    model.add_argument("--report", type=Path, metavar="DIR", help="write a page and plots there")
    model.set_defaults(run=run)
    groups = actions.add_parser(
        "groups", help="count how right the model was about each group of occupations"
    )
    groups.add_argument("--split", choices=("test", "valid"), required=True)
    add_panels(groups, "the survey panels")
    groups.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="the model's folder, which gets measured.csv; default: only print the sums",
    )
    groups.set_defaults(run=run_groups)
    evaluate_bias.add_parser(actions)
    evaluate_simulated.add_parser(actions)
    evaluate_prompts.add_parser(actions)


def run_groups(args: argparse.Namespace) -> int:
    """Count, print the sums, write them if asked; return 0."""
    from advisor.evaluation.by_group import counts_by_group  # noqa: PLC0415  # quick --help
    from advisor.evaluation.people import people  # noqa: PLC0415
    from advisor.evaluation.registry import Sources  # noqa: PLC0415
    from advisor.evaluation.trained import served_model  # noqa: PLC0415
    from advisor.measured import FILE, write_measured  # noqa: PLC0415
    from advisor.panels.reading import PanelFiles  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415

    settings, cohort = Settings.load(), _COHORT
    with bar() as progress:
        sources = Sources(settings, cohort, 0, False, progress)
        files = PanelFiles.of(args.panels or panels_folder(settings), cohort)
        asked = people(files, cohort, args.split, sources.codes)
        model = served_model(sources)
        said = model.log_probabilities(asked.careers)
    for note in [*asked.notes, *sources.notes]:
        print(note, file=sys.stderr)
    counts = counts_by_group(asked.careers, said, sources.states)
    if args.out:
        who = f"{len(asked.careers):,} people of NLSY97 it did not learn from"
        write_measured(args.out / FILE, model.model, who, counts)
        print(f"wrote {args.out / FILE}", file=sys.stderr)
    came, movers = (sum(getattr(c, name) for c in counts.values()) for name in _SUMS)
    arrived, named = (sum(getattr(c, name) for c in counts.values()) for name in _ARRIVALS)
    print(f"{model.model}: {len(counts)} groups; {came:,} of {movers:,} suggestions to people who")
    print(f"changed came true; {named:,} of {arrived:,} changes had been among five suggestions")
    return 0


_COHORT: "Cohort" = "nlsy97"
"""Whose occupations are Census 2010 groups, as those of a conversation are."""
_SUMS = ("came_movers", "movers")
_ARRIVALS = ("arrived", "named")


def run(args: argparse.Namespace) -> int:
    """Evaluate and print what was found; return 0."""
    from advisor.evaluation.registry import Sources  # noqa: PLC0415  # quick --help
    from advisor.evaluation.results import to_json  # noqa: PLC0415
    from advisor.evaluation.running import Request, evaluate  # noqa: PLC0415
    from advisor.evaluation.trained import served_model  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415

    settings = Settings.load()
    request = Request(
        split=args.split,
        panels=args.panels or panels_folder(settings),
        files=_files(args.persons, args.person_years),
        models=args.models.split(",") if args.models else None,
        sample=args.sample,
    )
    if args.report:
        # Found out now, not after half an hour of work.
        _check_plots()
    with bar() as progress:
        sources = Sources(settings, args.cohort, args.seed, args.sample is not None, progress)
        found = evaluate(request, sources, served_model)
    for note in found.notes:
        print(note, file=sys.stderr)
    if args.report:
        from advisor.evaluation.report import write_report  # noqa: PLC0415

        command = f"advisor {shlex.join(sys.argv[1:])}"
        print(f"wrote {write_report(found, args.report, command)}", file=sys.stderr)
    print(json.dumps(to_json(found), ensure_ascii=False) if args.json else _shown(found))
    return 0


def _files(persons: Path | None, person_years: Path | None) -> "PanelFiles | None":
    from advisor.panels.reading import PanelFiles  # noqa: PLC0415

    if persons is None and person_years is None:
        return None
    if persons is None or person_years is None:
        raise AdvisorError("expected --persons and --person-years together, got one of them")
    return PanelFiles(persons, person_years)


def _check_plots() -> None:
    from importlib.util import find_spec  # noqa: PLC0415

    if find_spec("matplotlib") is None:
        raise AdvisorError("--report draws with matplotlib: pip install 'career-advisor[evaluate]'")


def _shown(found: "Evaluation") -> str:
    from advisor.evaluation.tables import plain_table  # noqa: PLC0415

    lines = [
        f"{found.cohort} {found.split}: {found.transitions:,} transitions of {found.people:,}"
        f" people, {found.moves:,} of them moves",
        plain_table(found),
        *(f"left out: {name}: {why}" for name, why in found.left_out.items()),
    ]
    if found.served_model:
        lines.insert(1, f"served: {found.served_model}")
    return "\n".join(lines)
