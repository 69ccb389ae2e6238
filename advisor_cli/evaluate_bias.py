"""``advisor evaluate bias``: whether who a person is changes what is suggested."""

import argparse
import json
import shlex
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_cli.evaluate_options import natural
from advisor_cli.progress import bar
from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.evaluation.counterfactual.pairs import Pair
    from advisor.settings import Settings

_BOUNDS = Path(__file__).resolve().parents[1] / "configs" / "bias.toml"
"""The bounds of a source tree."""


def add_parser(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``evaluate bias``."""
    about = "tell histories twice, with name, age and the like swapped; exit code 1 if that counts"
    command = actions.add_parser("bias", help=about, description=about)
    command.add_argument(
        "--interviewer",
        choices=("built-in", "llm"),
        default="built-in",
        help="llm: the language model that ADVISOR_LLM_BASE_URL and _MODEL name; default: built-in",
    )
    command.add_argument(
        "--every",
        type=int,
        default=1,
        metavar="N",
        help="only one in N histories for each swap, balanced; default: all",
    )
    command.add_argument(
        "--history",
        action="append",
        dest="histories",
        metavar="NAME",
        help="only this history; may be given again",
    )
    command.add_argument(
        "--dimension",
        action="append",
        dest="dimensions",
        metavar="NAME",
        help="only swaps of this dimension; may be given again",
    )
    command.add_argument(
        "--bounds", type=Path, default=_BOUNDS, metavar="FILE", help="default: configs/bias.toml"
    )
    command.add_argument("--seed", type=natural, default=0, metavar="N", help="of the intervals")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument("--write", type=Path, metavar="FILE", help="write the page there")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tell all pairs and print what came of them; return 0, or 1 if a bound is broken."""
    from advisor.evaluation.counterfactual.bounds import (  # noqa: PLC0415  # quick --help
        breaches,
        read_bounds,
    )
    from advisor.evaluation.counterfactual.page import page, to_json  # noqa: PLC0415
    from advisor.evaluation.counterfactual.running import compare  # noqa: PLC0415
    from advisor.evaluation.counterfactual.summary import summarise  # noqa: PLC0415
    from advisor_cli.telling import Teller  # noqa: PLC0415
    from graph.services import open_services  # noqa: PLC0415

    if args.write and not args.write.resolve().parent.is_dir():
        # Said before all is told, not after.
        raise AdvisorError(f"--write: expected a folder at {args.write.parent}, there is none")
    bounds, settings = read_bounds(args.bounds, args.interviewer), _settings(args)
    pairs, today = _pairs(args), date.today()
    with bar() as progress:
        services = open_services(settings, lambda: today, progress)
        teller = Teller(services)
        try:
            compared = compare(pairs, teller, bounds.repeats, progress)
        finally:
            teller.close()
    found = summarise(compared, bounds.rbo_p, args.seed)
    name, broken = services.interviewer.name, breaches(found, bounds)
    text = page(name, found, bounds, broken, f"advisor {shlex.join(sys.argv[1:])}")
    if args.write:
        _write(args.write, text)
    print(json.dumps(to_json(name, found, bounds, broken)) if args.json else text)
    return 1 if broken else 0


def _pairs(args: argparse.Namespace) -> "tuple[Pair, ...]":
    """Return the pairs asked for."""
    from advisor.evaluation.counterfactual.pairs import make_pairs  # noqa: PLC0415
    from advisor.evaluation.counterfactual.swaps import (  # noqa: PLC0415
        GENDERED,
        load_histories,
        load_swaps,
    )

    histories, swaps = load_histories(), load_swaps()
    names = [history.name for history in histories]
    dimensions = [*dict.fromkeys(swap.dimension for swap in swaps), GENDERED]
    if not 1 <= args.every <= len(histories):
        raise AdvisorError(f"--every: expected 1 to {len(histories)}, got {args.every}")
    for option, given, known in (
        ("--history", args.histories, names),
        ("--dimension", args.dimensions, dimensions),
    ):
        if strange := [name for name in given or () if name not in known]:
            raise AdvisorError(
                f"{option}: expected one of {', '.join(known)}, got {', '.join(strange)}"
            )
    found = make_pairs(
        [h for h in histories if not args.histories or h.name in args.histories],
        [s for s in swaps if not args.dimensions or s.dimension in args.dimensions],
        args.every,
    )
    wanted = args.dimensions or dimensions
    if not (pairs := tuple(pair for pair in found if pair.dimension in wanted)):
        raise AdvisorError("expected pairs to tell, got none with these options")
    return pairs


def _settings(args: argparse.Namespace) -> "Settings":
    """Return the settings with the interviewer asked for."""
    from advisor.settings import Settings  # noqa: PLC0415

    settings = Settings.load()
    if args.interviewer == "built-in":
        return settings.model_copy(update={"llm_base_url": None, "llm_model": None})
    if not settings.llm_base_url or not settings.llm_model:
        raise AdvisorError(
            "--interviewer llm: expected a language model in ADVISOR_LLM_BASE_URL and"
            " ADVISOR_LLM_MODEL, got none"
        )
    return settings


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise AdvisorError(f"expected a file to write to at {file}: {error.strerror}") from error
