"""``advisor predict``: suggestions for a career history read from a JSON file."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_cli.progress import bar
from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.career import CareerHistory
    from advisor.recommendation import Recommendation
    from retrieval.occupations import OccupationSearch


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
        type=date.fromisoformat,
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
    from advisor.model.opening import open_predictor  # noqa: PLC0415
    from advisor.recommend import Recommender  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415
    from retrieval.catalog import Catalog  # noqa: PLC0415
    from retrieval.search import open_search  # noqa: PLC0415

    settings = Settings.load()
    catalog = Catalog.load(settings.onet_dir, settings.imported_onet_dir)
    history = history_from_json(_read(args.history), catalog)
    with bar() as progress:
        search = open_search(catalog, settings.data_dir, progress)
    history = _linked(history, search)
    predictor = open_predictor(settings, catalog)
    recommendation = Recommender(catalog, search, predictor).recommend(
        history, args.today or date.today()
    )
    if args.json:
        shown = {
            "history": history_to_json(history),
            "recommendation": recommendation_to_json(recommendation),
        }
        print(json.dumps(shown, ensure_ascii=False))
    else:
        print("\n".join(_lines(recommendation)))
    return 0


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise AdvisorError(f"expected a JSON file at {name}: {error.strerror}") from error


def _linked(history: "CareerHistory", search: "OccupationSearch") -> "CareerHistory":
    """Give each job without a code the occupation its title means, or might mean."""
    jobs = []
    for job in history.jobs:
        found = search.resolve(job.title) if job.code is None else None
        best = (found.match or next(iter(found.alternatives), None)) if found else None
        if found and best:
            job = replace(job, code=best.code, tentative=found.match is None)  # noqa: PLW2901
        jobs.append(job)
    return replace(history, jobs=tuple(jobs))


def _lines(recommendation: "Recommendation") -> Iterator[str]:
    from advisor.phrases import percent  # noqa: PLC0415

    for number, item in enumerate(recommendation.suggestions, 1):
        yield f"{number}. {item.title} ({item.code}): {percent(item.probability)} within a year"
        yield from (f"   - {reason.text} [{reason.evidence}]" for reason in item.reasons)
        yield from (f"   ! {caution}" for caution in item.cautions)
    stay = recommendation.stay
    yield f"Staying in {stay.title}: {percent(stay.probability)}"
    yield from recommendation.notes
    yield f"Source: {recommendation.source}; {recommendation.model}"
