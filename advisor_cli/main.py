"""The ``advisor`` command: reads arguments, runs one command, turns failures into one line."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

from retrieval.errors import AdvisorError

# No part of a session may call home; these must be set before the libraries are imported.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")

COMMANDS = (
    "chat",
    "serve",
    "predict",
    "occupations",
    "onet",
    "careers",
    "train",
    "evaluate",
    "experiments",
    "study",
    "log",
    "conversations",
    "operators",
    "counsellors",
    "prepare",
)
"""Modules of this package, each with ``add_parser(subparsers)``; ``args.run(args)`` returns the
exit code. They import what they need inside ``run``, so that ``--help`` is quick."""


def parser() -> argparse.ArgumentParser:
    """Return the parser with every command."""
    top = argparse.ArgumentParser(
        prog="advisor", description="A career advisor you can talk to, on real O*NET data."
    )
    top.add_argument("--version", action="version", version=f"advisor {version('career-advisor')}")
    subparsers = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        import_module(f"advisor_cli.{name}").add_parser(subparsers)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 for a failure (one line on standard error), 2 for bad usage."""
    args = parser().parse_args(argv)
    try:
        return int(args.run(args))
    except AdvisorError as error:
        print(f"advisor: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output went away (``| head``): not a failure worth a message.
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
        return 0
    except KeyboardInterrupt:
        print("advisor: stopped", file=sys.stderr)
        return 1
