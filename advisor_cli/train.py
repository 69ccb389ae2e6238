"""``advisor train``: trains the model that reasons and predicts."""

import argparse
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_cli.progress import bar
from retrieval.errors import AdvisorError
from retrieval.progress import Progress

if TYPE_CHECKING:
    from advisor.training.config import TrainingConfig

Step = Callable[["TrainingConfig", Progress], str]

STEPS = {
    "tokenizer": ("steps", "build the tokenizer of a model trained from scratch"),
    "teach": (
        "steps",
        "train the models over years, which may also teach the text model",
    ),
    "pretrain": ("steps", "train a model from scratch on whole careers"),
    "reasons": ("reasons", "write, judge and choose reasons to learn from"),
    "sft": ("sft", "fine-tune a model on the chosen reasons and answers"),
    "dpo": ("dpo", "fine-tune the result on pairs of better and worse reasons"),
    "export": ("steps", "put the finished model where the advisor finds it, calibrated"),
}
"""By step: the module of ``advisor.training`` that has it, and what it does."""
TOGETHER = ("pretrain", "sft", "dpo")
"""Steps that several processes do together; of the others the first process does all."""
ALL = ("tokenizer", "teach", "pretrain", "reasons", "sft", "export")
"""From careers to a model that the advisor uses, step by step."""
_EXTRA = ("trl", "peft", "accelerate", "datasets")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with one action a step."""
    command = subparsers.add_parser("train", help="train the model that reasons and predicts")
    actions = command.add_subparsers(dest="action", required=True, metavar="STEP")
    every = {"all": f"one after the other: {', '.join(ALL)}"}
    for step, about in {**{name: text for name, (_, text) in STEPS.items()}, **every}.items():
        action = actions.add_parser(step, help=about)
        if step in ("sft", "dpo"):
            action.add_argument(
                "--recipe",
                choices=("joint", "reasoner", "predictor", "answer_only"),
                help="in place of that of the settings",
            )
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
    from advisor.training.config import TrainingConfig  # noqa: PLC0415  # keeps --help quick

    config = TrainingConfig.read(args.config)
    if getattr(args, "recipe", None):
        config = config.with_recipe(args.recipe)
    first = os.environ.get("RANK", "0") == "0"
    if args.step not in TOGETHER and int(os.environ.get("WORLD_SIZE", "1")) > 1:
        if args.step == "all":
            raise AdvisorError(
                "expected one process for `advisor train all`: start it without a launcher, or with"
                f" one the steps {', '.join(TOGETHER)}"
            )
        if not first:
            return 0
    # All are found now: a missing package is not said after an hour of work.
    for do in [_load(step) for step in (ALL if args.step == "all" else (args.step,))]:
        with bar() as progress:
            done = do(config, progress)
        if first:  # one of several processes speaks for all
            print(done, flush=True)
    return 0


def _load(step: str) -> Step:
    module, _ = STEPS[step]
    try:
        do: Step = getattr(import_module(f"advisor.training.{module}"), step)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in _EXTRA:
            raise
        raise AdvisorError(
            f"expected the package {package} for `advisor train {step}`:"
            " pip install -c constraints.txt 'career-advisor[train]'"
        ) from error
    return do
