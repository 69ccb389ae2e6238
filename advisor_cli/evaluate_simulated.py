"""``advisor evaluate simulated``: people made of real careers talk to the advisor."""

import argparse
import json
import sys
from functools import partial
from typing import TYPE_CHECKING

from advisor_cli.evaluate_options import add_panels, natural, panels_folder, positive
from advisor_cli.progress import bar
from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.evaluation.simulated.running import Request, Simulation
    from advisor.evaluation.simulated.styles import Style
    from advisor.settings import Settings


def add_parser(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``simulated`` to ``advisor evaluate``."""
    command = actions.add_parser(
        "simulated", help="whole conversations with people made of real careers"
    )
    command.add_argument("--split", choices=("test", "valid"), required=True)
    command.add_argument("--people", type=positive, default=50, metavar="N", help="default: 50")
    command.add_argument("--seed", type=natural, default=0, metavar="N", help="default: 0")
    command.add_argument("--style", metavar="NAME", help="only this way of telling; default: all")
    add_panels(command, "the survey panels")
    command.add_argument(
        "--llm",
        action="store_true",
        help="the language model at ADVISOR_LLM_BASE_URL words what people say",
    )
    command.add_argument(
        "--interviewer",
        choices=("built-in", "configured"),
        default="built-in",
        help="who reads it: the built-in interviewer (default), or the language model in the"
        " settings",
    )
    command.add_argument("--workers", type=positive, default=2, metavar="N", help="default: 2")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument(
        "--show", type=natural, metavar="ID", help="print this person's conversation, and errors"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Hold the conversations and print the figures; return 0."""
    from advisor.evaluation.simulated.measuring import to_json  # noqa: PLC0415  # quick --help
    from advisor.evaluation.simulated.report import summary, table  # noqa: PLC0415
    from advisor.evaluation.simulated.running import Request  # noqa: PLC0415
    from advisor.panels.reading import PanelFiles  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415

    settings = Settings.load()
    files = PanelFiles.of(args.panels or panels_folder(settings), "nlsy97")
    request = Request(files, args.split, args.people, _styles(args.style))
    found = simulation(
        request,
        settings,
        args.seed,
        llm=args.llm,
        interviewer=args.interviewer,
        workers=args.workers,
    )
    for note in found.notes:
        print(note, file=sys.stderr)
    if args.show is not None:
        print("\n".join(_shown(found, args.show)))
    elif args.json:
        about = {"split": args.split, "seed": args.seed, "model": found.model}
        print(json.dumps({**about, **to_json(found.results)}))
    else:
        print("\n".join([*table(found.results), "", *summary(found.results)]))
    return 0


def simulation(  # noqa: PLR0913  # each is an option of the command
    request: "Request",
    settings: "Settings",
    seed: int,
    *,
    llm: bool = False,
    interviewer: str = "built-in",
    workers: int = 2,
) -> "Simulation":
    """Hold the conversations of a request with a progress bar, and measure them.

    Args:
        request: who talks.
        settings: the operator's.
        seed: for everything drawn by chance.
        llm: whether the language model in the settings words what people say.
        interviewer: "built-in", or "configured" for the one that the settings ask for.
        workers: processes.
    """
    from advisor.evaluation.registry import Sources  # noqa: PLC0415  # quick --help
    from advisor.evaluation.simulated.running import simulate  # noqa: PLC0415
    from advisor.evaluation.simulated.written import ModelWriter, Templates  # noqa: PLC0415
    from advisor_cli.simulating import hold_all  # noqa: PLC0415

    writer = partial(ModelWriter.configured, settings) if llm else Templates
    if llm:
        # What is not set is said before anything is loaded.
        ModelWriter.configured(settings)
    asked = settings
    if interviewer == "built-in":
        asked = settings.model_copy(update={"llm_base_url": None, "llm_model": None})
    with bar() as progress:
        sources = Sources(settings, "nlsy97", seed, True, progress)
        return simulate(
            request,
            sources,
            lambda people: hold_all(people, asked, progress, writer, workers),
        )


def _styles(name: str | None) -> "Sequence[Style]":
    from advisor.evaluation.simulated.styles import STYLE_OF, STYLES  # noqa: PLC0415

    if name is None:
        return STYLES
    if name not in STYLE_OF:
        raise AdvisorError(f"expected --style to be one of {', '.join(STYLE_OF)}, got {name!r}")
    return (STYLE_OF[name],)


def _shown(found: "Simulation", person: int) -> list[str]:
    from advisor.evaluation.simulated.report import transcript  # noqa: PLC0415

    for conversation, judgement in zip(found.conversations, found.judgements, strict=True):
        if conversation.person.id == person:
            errors = [f"  wrong: {error}" for error in judgement.errors]
            return [*transcript(conversation), *errors]
    ids = ", ".join(str(one.person.id) for one in found.conversations)
    raise AdvisorError(f"expected --show to be one of the people drawn ({ids}), got {person}")
