"""``advisor predict``: suggestions for a career history in a JSON file, or for many of them."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor_cli.progress import bar
from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.career import CareerHistory
    from advisor.competence.checker import CompetenceChecker
    from advisor.recommendation import Recommendation
    from advisor.settings import Settings
    from retrieval.catalog import Catalog
    from retrieval.occupations import OccupationSearch


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser("predict", help="suggest next jobs for a history in a file")
    asked = command.add_mutually_exclusive_group(required=True)
    asked.add_argument(
        "--history", metavar="FILE", help="a career history as JSON; - reads standard input"
    )
    asked.add_argument(
        "--histories", metavar="FILE", help="many of them, one a line; --out gets the results"
    )
    command.add_argument(
        "--out",
        metavar="FILE",
        help="a result a line for --histories; lines it holds already are not done again",
    )
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument(
        "--today",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day to predict from; default: today",
    )
    command.set_defaults(run=run, usage_error=command.error)


def run(args: argparse.Namespace) -> int:
    """Print or write the suggestions; return 0, or 1 if some of many histories are bad."""
    from advisor.competence.checker import CompetenceChecker  # noqa: PLC0415
    from advisor.history_json import history_from_json  # noqa: PLC0415  # keeps --help quick
    from advisor.instruments.reading import available  # noqa: PLC0415
    from advisor.measured import Measured  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415
    from advisor_cli.histories import Answer, predict_histories  # noqa: PLC0415
    from retrieval.catalog import Catalog  # noqa: PLC0415

    if (args.histories is None) != (args.out is None):
        args.usage_error("--histories and --out go together")
    settings = Settings.load()
    catalog = Catalog.load(settings.onet_dir, settings.imported_onet_dir)
    instruments = available(settings)
    today = args.today or date.today()
    checker = CompetenceChecker(Measured.found(settings.model_dir), None)
    if args.histories is not None:

        def open_answer() -> Answer:
            advise = _open(settings, catalog, today)
            return lambda text: _shown(
                *advise(history_from_json(text, catalog, instruments)), checker
            )

        return predict_histories(Path(args.histories), Path(args.out), open_answer)
    history = history_from_json(_read(args.history), catalog, instruments)
    linked, recommendation = _open(settings, catalog, today)(history)
    if args.json:
        print(json.dumps(_shown(linked, recommendation, checker), ensure_ascii=False))
    else:
        print("\n".join(_lines(recommendation, checker)))
    return 0


def _open(
    settings: "Settings", catalog: "Catalog", today: date
) -> "Callable[[CareerHistory], tuple[CareerHistory, Recommendation]]":
    """Return what gives each job of a history its occupation, and suggestions for it."""
    from advisor.model.opening import open_predictor  # noqa: PLC0415
    from advisor.recommend import Recommender  # noqa: PLC0415
    from retrieval.search import open_search  # noqa: PLC0415

    with bar() as progress:
        search = open_search(catalog, settings.data_dir, progress)
    recommender = Recommender(catalog, search, open_predictor(settings, catalog))

    def advise(history: "CareerHistory") -> "tuple[CareerHistory, Recommendation]":
        linked = _linked(history, search)
        return linked, recommender.recommend(linked, today)

    return advise


def _shown(
    history: "CareerHistory", recommendation: "Recommendation", checker: "CompetenceChecker"
) -> dict[str, Any]:
    from advisor.competence.as_json import competence_to_json  # noqa: PLC0415
    from advisor.history_json import (  # noqa: PLC0415
        history_to_json,
        recommendation_to_json,
    )

    return {
        "history": history_to_json(history),
        "recommendation": recommendation_to_json(recommendation),
        "competence": [competence_to_json(check) for check in checker.known(recommendation)],
    }


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


def _lines(recommendation: "Recommendation", checker: "CompetenceChecker") -> Iterator[str]:
    from advisor.competence import wording  # noqa: PLC0415
    from advisor.figures import staying_words  # noqa: PLC0415
    from advisor.interest_words import fit_sentence  # noqa: PLC0415
    from advisor.phrases import percent  # noqa: PLC0415

    if recommendation.reason:
        yield f"What your history says: {recommendation.reason}"
    for number, item in enumerate(recommendation.suggestions, 1):
        yield f"{number}. {item.title} ({item.code}): {percent(item.probability)} within a year"
        yield from (f"   - {reason.text} [{reason.evidence}]" for reason in item.reasons)
        if item.interest_fit:
            yield f"   {fit_sentence(item.interest_fit)}"
        yield from (f"   ! {caution}" for caution in item.cautions)
    stay = recommendation.stay
    yield f"{' '.join(staying_words(stay))}: {percent(stay.probability)}"
    yield from recommendation.notes
    checks = checker.known(recommendation)
    if checks:
        yield f"How far to trust this: {wording.measured_intro(checks)}"
        for check in checks:
            cells = zip(wording.COLUMNS, wording.measured_row(check), strict=True)
            told = ", ".join(f"{name.lower()} {cell}" for name, cell in cells)
            yield f"   {check.title}: {told} ({wording.measured_of(check)})"
            yield from (f"   ! {line}" for line in check.warnings)
    yield f"Source: {recommendation.source}; {recommendation.model}"
