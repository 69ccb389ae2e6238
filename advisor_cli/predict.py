"""``advisor predict``: suggestions for a career history in a JSON file, or for many of them."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_cli.job import add_arguments, check_arguments, run_engine
from advisor_cli.progress import bar
from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.competence.checker import CompetenceChecker
    from advisor.recommendation import Recommendation
    from advisor.settings import Settings


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
    add_arguments(command)
    command.add_argument(
        "--today",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day to predict from; default: today",
    )
    command.set_defaults(run=run, usage_error=command.error)


def run(args: argparse.Namespace) -> int:
    """Print or write the suggestions; return 0, or 1 if some of many histories are bad."""
    from advisor.settings import Settings  # noqa: PLC0415  # keeps --help quick

    if (args.histories is None) != (args.out is None):
        args.usage_error("--histories and --out go together")
    check_arguments(args)
    settings = Settings.load()
    if args.engine is not None:
        return run_engine(args, settings)
    return _run(args, settings)


def _run(args: argparse.Namespace, settings: "Settings") -> int:
    from advisor.batch.answering import Answer, open_advice, open_answer, shown  # noqa: PLC0415
    from advisor.competence.checker import CompetenceChecker  # noqa: PLC0415
    from advisor.history_json import history_from_json  # noqa: PLC0415
    from advisor.instruments.reading import available  # noqa: PLC0415
    from advisor.measured import Measured  # noqa: PLC0415
    from advisor_cli.histories import predict_histories  # noqa: PLC0415
    from retrieval.catalog import Catalog  # noqa: PLC0415

    today = args.today or date.today()
    if args.histories is not None:

        def opened() -> Answer:
            with bar() as progress:
                return open_answer(settings, today, progress)

        return predict_histories(Path(args.histories), Path(args.out), opened)
    catalog = Catalog.load(settings.onet_dir, settings.imported_onet_dir)
    history = history_from_json(_read(args.history), catalog, available(settings))
    checker = CompetenceChecker(Measured.found(settings.model_dir), None)
    with bar() as progress:
        advise = open_advice(settings, catalog, today, progress)
    linked, recommendation = advise(history)
    if args.json:
        print(json.dumps(shown(linked, recommendation, checker), ensure_ascii=False))
    else:
        print("\n".join(_lines(recommendation, checker)))
    return 0


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise AdvisorError(f"expected a JSON file at {name}: {error.strerror}") from error


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
