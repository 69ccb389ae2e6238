"""``advisor predict``: suggestions for a career history read from a JSON file."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.recommendation import Recommendation


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser("predict", help="suggest next jobs for a history in a file")
    command.add_argument(
        "--history",
        required=True,
        metavar="FILE",
        help="a career history as JSON; - reads standard input",
    )
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument(
        "--today",
        type=_date,
        metavar="YYYY-MM-DD",
        help="the day to predict from; default: today",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the suggestions; return 0."""
    from advisor.history_json import (  # noqa: PLC0415  # keeps --help quick
        history_from_json,
        history_to_json,
        recommendation_to_json,
    )

    history = history_from_json(_read(args.history))
    raise NotImplementedError
