"""``advisor train``: trains the model that reasons and predicts."""

import argparse
from collections.abc import Callable
from pathlib import Path

from advisor_cli.progress import bar

STEPS = {
    "tokenizer": "build the tokenizer of a model trained from scratch",
    "teach": "train the teachers that the model also learns from",
    "pretrain": "train a model from scratch on whole careers",
    "export": "put a pretrained model where the advisor finds it, calibrated",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with one action a step."""
    command = subparsers.add_parser("train", help="train the model that reasons and predicts")
    actions = command.add_subparsers(dest="action", required=True, metavar="STEP")
    for step, about in STEPS.items():
        action = actions.add_parser(step, help=about)
        action.add_argument(
            "--config",
            type=Path,
            required=True,
            metavar="FILE",
            help="settings of the run, a TOML file; `configs` has examples",
        )
        action.set_defaults(run=run, step=step)


def run(args: argparse.Namespace) -> int:
    """Do the step; return 0."""
    from advisor.training import steps  # noqa: PLC0415  # keeps --help quick
    from advisor.training.config import TrainingConfig  # noqa: PLC0415

    do: Callable[[TrainingConfig, Callable[[str, int, int], None]], str] = getattr(steps, args.step)
    with bar() as progress:
        done = do(TrainingConfig.read(args.config), progress)
    print(done)
    return 0
