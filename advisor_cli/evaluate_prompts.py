"""``advisor evaluate prompts``: plays the standard conversations to each variant and model."""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_cli.evaluate_options import positive
from advisor_cli.progress import bar
from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.evaluation.conversations.contestants import Contestant
    from advisor.evaluation.conversations.history import History, PlayedSet
    from advisor.evaluation.conversations.labelled import LabelledConversation
    from advisor.evaluation.conversations.runs import Run
    from advisor.settings import Settings
    from graph.advisor import Advisor
    from graph.replay import Calendar
    from graph.state import Services
    from retrieval.progress import Progress


@dataclass(frozen=True)
class _Given:
    """What every contestant plays, how often, and where its results go."""

    labelled: "Sequence[LabelledConversation]"
    repeats: int
    set: "PlayedSet"
    history: "History | None"


def add_parser(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``evaluate prompts``."""
    command = actions.add_parser(
        "prompts",
        help="play labelled conversations to each variant of prompts and models",
        description="Without --variants: the built-in interviewer, and the language model that is"
        " configured. See docs/ab-tests.md.",
    )
    command.add_argument(
        "--set",
        dest="folder",
        type=Path,
        metavar="DIR",
        help="labelled conversations; default: tests/conversations/dev beside the source tree",
    )
    command.add_argument("--variants", type=Path, metavar="FILE", help="TOML: variants and models")
    command.add_argument(
        "--repeats", type=positive, default=1, metavar="N", help="play each N times; default: 1"
    )
    command.add_argument(
        "--history", type=Path, metavar="FILE", help="add the results; show how they moved"
    )
    command.add_argument("--show", action="store_true", help="only show the history, play nothing")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Play, keep and print; return 0."""
    from advisor.evaluation.conversations import report  # noqa: PLC0415  # quick --help
    from advisor.evaluation.conversations.history import History, PlayedSet  # noqa: PLC0415
    from advisor.evaluation.conversations.labelled import (  # noqa: PLC0415
        fingerprint,
        load_folder,
    )
    from advisor.settings import Settings  # noqa: PLC0415

    if args.show and args.history is None:
        raise AdvisorError("expected --history FILE with --show, got none")
    if args.show and not args.history.is_file():
        raise AdvisorError(f"expected results in {args.history}, found none")
    folder = _folder(args.folder)
    labelled = load_folder(folder)
    played = PlayedSet(str(folder), fingerprint(folder), len(labelled))
    history = History(args.history) if args.history else None
    runs: Sequence[Run] = ()
    if not args.show:
        settings = Settings.load()
        contestants = _contestants(args.variants, settings)
        given = _Given(labelled, args.repeats, played, history)
        runs = list(_played(settings, contestants, given))
    moved = history if history is not None and history.entries else None
    if args.json:
        told = report.runs_to_json(runs, played) if runs else {}
        if moved:
            told["history"] = report.history_to_json(moved, played.sha256)
        print(json.dumps(told, ensure_ascii=False))
        return 0
    if runs:
        print(report.runs_text(runs, played))
    if moved:
        print(report.history_text(moved, played.sha256))
    return 0


def _folder(given: Path | None) -> Path:
    from advisor.evaluation.conversations.labelled import FOLDER  # noqa: PLC0415

    folder: Path = given or FOLDER / "dev"
    if folder.resolve() == FOLDER / "test":
        raise AdvisorError(
            f"{folder} is kept for judging what was chosen: choose on {FOLDER / 'dev'}"
        )
    return folder


def _contestants(file: Path | None, settings: "Settings") -> "Sequence[Contestant]":
    """Return what is to be measured; raise ``AdvisorError`` if one cannot be opened."""
    from advisor.evaluation.conversations.contestants import Contest, as_served  # noqa: PLC0415
    from graph.variants import check_change  # noqa: PLC0415

    if file is None:
        return as_served(settings.llm_model)
    found = list(Contest.read(file).contestants())
    for one in found:
        check_change(one.change, _with_model(settings, one), f"{file}: variant {one.name!r}")
    return found


def _with_model(settings: "Settings", contestant: "Contestant") -> "Settings":
    """Return the settings with the contestant's language model."""
    from pydantic import SecretStr  # noqa: PLC0415

    model = contestant.model
    if model is None:
        return settings
    key = os.environ.get(model.api_key_env) if model.api_key_env else None
    if model.api_key_env and not key:
        raise AdvisorError(f"model {model.name!r}: expected a key in {model.api_key_env}, got none")
    given = {
        "llm_base_url": model.base_url,
        "llm_model": model.model,
        "llm_api_key": SecretStr(key) if key else None,
    }
    return settings.model_copy(update=given)


def _played(
    settings: "Settings", contestants: "Sequence[Contestant]", given: _Given
) -> "Iterator[Run]":
    """Yield each contestant's run, which is in the history by then."""
    from importlib.metadata import version  # noqa: PLC0415

    from advisor.evaluation.conversations.history import entry_of  # noqa: PLC0415
    from graph.replay import Calendar  # noqa: PLC0415
    from graph.services import open_services  # noqa: PLC0415

    calendar = Calendar(date.min)
    with bar() as progress:
        alone = settings.model_copy(update={"llm_base_url": None, "llm_model": None})
        services = open_services(alone, calendar, progress)
        services.search.warm()  # or the first contestant would pay for it
        for contestant in contestants:
            own = _with_model(settings, contestant)
            with _advisor(services, own, contestant) as advisor:
                done = _run(advisor, calendar, contestant, given, progress)
            if given.history is not None:
                today = datetime.now(UTC).date()
                given.history.add(entry_of(done, given.set, version("career-advisor"), today))
            yield done


def _run(
    advisor: "Advisor",
    calendar: "Calendar",
    contestant: "Contestant",
    given: _Given,
    progress: "Progress",
) -> "Run":
    from advisor.evaluation.conversations.measuring import Results  # noqa: PLC0415
    from advisor.evaluation.conversations.played import Played  # noqa: PLC0415
    from advisor.evaluation.conversations.runs import Run  # noqa: PLC0415
    from advisor_cli.playing import play  # noqa: PLC0415

    played: list[list[Played]] = [[] for _ in given.labelled]
    steps = [place for _ in range(given.repeats) for place in range(len(played))]
    for done, place in enumerate(steps, 1):
        played[place].append(play(advisor, calendar, given.labelled[place]))
        progress(contestant.name, done, len(steps))
    versions = advisor.versions
    return Run(
        name=contestant.name,
        interviewer=versions.interviewer,
        prompts=versions.prompts,
        predictor=versions.predictor,
        changes=contestant.change.model_dump(exclude_none=True),
        results=Results(given.labelled, played),
    )


@contextmanager
def _advisor(
    services: "Services", settings: "Settings", contestant: "Contestant"
) -> "Iterator[Advisor]":
    """Open an advisor that answers as the contestant does; conversations stay in memory."""
    from graph.advisor import Advisor  # noqa: PLC0415
    from graph.llm.interviewer import open_interviewer  # noqa: PLC0415
    from graph.services import titles_of  # noqa: PLC0415
    from graph.store.sqlite import SqliteStore  # noqa: PLC0415
    from graph.variants import ServicesBuilder  # noqa: PLC0415

    built_in = services.interviewer
    interviewer = open_interviewer(settings, built_in, titles=titles_of(services.catalog))
    own = replace(services, interviewer=interviewer)
    store = SqliteStore(Path(":memory:"), lambda: datetime.now(UTC))
    advisor = Advisor(ServicesBuilder(own, settings).build(contestant.change), store)
    try:
        yield advisor
    finally:
        advisor.close()
