"""``advisor experiments``: which experiments run, who is in which variant, and what came of it."""

import argparse
import json
from collections import Counter
from typing import TYPE_CHECKING

from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.experiments.config import Experiment, Experiments
    from advisor.settings import Settings


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its actions."""
    command = subparsers.add_parser(
        "experiments",
        help="experiments on conversations: list, compare, assign",
        description="The experiments are those of the file ADVISOR_EXPERIMENTS; see"
        " docs/ab-tests.md.",
    )
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = actions.add_parser("list", help="what runs, and how many conversations are in")
    listed.add_argument("--json", action="store_true", help="print one JSON object an experiment")
    listed.set_defaults(run=run_list)
    compared = actions.add_parser("compare", help="what the log says of an experiment's variants")
    compared.add_argument("name", metavar="NAME")
    compared.add_argument("--json", action="store_true", help="print one JSON object")
    compared.set_defaults(run=run_compare)
    assigned = actions.add_parser("assign", help="which variants new conversations would get")
    assigned.add_argument("conversations", nargs="+", metavar="CONVERSATION")
    assigned.add_argument("--json", action="store_true", help="print one JSON object each")
    assigned.set_defaults(run=run_assign)


def run_list(args: argparse.Namespace) -> int:
    """Print each experiment and its counts; return 0."""
    from advisor.log.database import open_database  # noqa: PLC0415
    from advisor.log.reading import turns  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415  # quick --help

    settings = Settings.load()
    experiments = _experiments(settings)
    database = open_database(settings)
    try:
        began = Counter(
            place
            for turn in turns(database)
            if turn.turn == 1
            for place in turn.versions.variants.items()
        )
    finally:
        database.close()
    for one in experiments.experiments:
        counts = {v.name: began[one.name, v.name] for v in one.variants}
        if args.json:
            print(json.dumps({**one.model_dump(exclude_none=True), "conversations": counts}))
        else:
            print(_listed(one, counts))
    return 0


def run_compare(args: argparse.Namespace) -> int:
    """Print what the log says; return 0."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from advisor.evaluation.experiments.comparing import compare  # noqa: PLC0415
    from advisor.evaluation.experiments.outcomes import outcomes  # noqa: PLC0415
    from advisor.evaluation.experiments.report import (  # noqa: PLC0415
        comparison_text,
        comparison_to_json,
    )
    from advisor.log.database import open_database  # noqa: PLC0415
    from advisor.log.reading import thumbs, turns  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415

    settings = Settings.load()
    experiment = _experiments(settings).named(args.name)
    database = open_database(settings)
    try:
        of_it = list(outcomes(turns(database), thumbs(database), experiment.name))
    finally:
        database.close()
    found = compare(experiment, of_it, datetime.now(UTC))
    print(json.dumps(comparison_to_json(found)) if args.json else comparison_text(found))
    return 0


def run_assign(args: argparse.Namespace) -> int:
    """Print the variants of each conversation, without noting them; return 0."""
    from advisor.experiments.assignment import assigned  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415

    experiments = _experiments(Settings.load())
    for conversation in args.conversations:
        variants = assigned(experiments, conversation)
        if args.json:
            print(json.dumps({"conversation": conversation, "variants": variants}))
        else:
            told = ", ".join(f"{name}: {variant}" for name, variant in variants.items())
            print(f"{conversation}  {told or 'takes part in none'}")
    return 0


def _experiments(settings: "Settings") -> "Experiments":
    from advisor.experiments.config import Experiments  # noqa: PLC0415

    if settings.experiments is None:
        raise AdvisorError(
            "expected a file of experiments; set ADVISOR_EXPERIMENTS (see docs/ab-tests.md)"
        )
    return Experiments.read(settings.experiments)


def _listed(one: "Experiment", counts: dict[str, int]) -> str:
    stopping = f"{one.stopping.kind}, n = {one.stopping.n:,}"
    lines = [f"{one.name}: {one.metric}, {stopping}, {one.share:.0%} of new conversations"]
    for variant in one.variants:
        changes = variant.change.model_dump(exclude_none=True)
        what = ", ".join(f"{part} = {value}" for part, value in changes.items()) or "as it is"
        count = counts[variant.name]
        lines.append(f"  {variant.name} (weight {variant.weight:g}): {what}; {count:,} so far")
    return "\n".join(lines)
