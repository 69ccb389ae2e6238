"""Whole conversations with people made of real careers: ``python -m benchmarks.simulated``.

    python -m benchmarks.simulated --split test --people 200 --write

Needs the survey panels at ``../shared/careers``. The figures are those of
``advisor evaluate simulated``, see docs/simulated.md.
"""

import argparse
import resource
import shlex
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from advisor.evaluation.simulated.report import summary, table
from advisor.evaluation.simulated.running import Request, Simulation
from advisor.evaluation.simulated.styles import STYLES
from advisor.panels.reading import PanelFiles
from advisor.settings import Settings
from advisor_cli.evaluate_options import panels_folder
from advisor_cli.evaluate_simulated import simulation
from benchmarks.machine import describe, percentile
from retrieval.errors import AdvisorError

REPORT = Path(__file__).with_suffix(".md")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return 0, or 1 if it could not run."""
    args = _parser().parse_args(argv)
    settings = Settings.load()
    request = Request(
        PanelFiles.of(args.panels or panels_folder(settings), "nlsy97"), args.split, args.people
    )
    began = time.monotonic()
    try:
        found = simulation(request, settings, args.seed)
    except AdvisorError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    report = page(found, args.split, time.monotonic() - began)
    print(report)
    if args.write:
        command = shlex.join(["python", "-m", "benchmarks.simulated", *(argv or sys.argv[1:])])
        head = "# Conversations with people made of real careers\n\n"
        about = f"Command: `{command}`  \nMachine: {describe()}\n\n"
        REPORT.write_text(head + about + report, encoding="utf-8")
    return 0


def page(found: Simulation, split: str, seconds: float) -> str:
    """Return the figures of a split; ``seconds`` is what all of it took."""
    waited = [turn.answer.seconds for one in found.conversations for turn in one.turns]
    p50, p95 = (1000 * percentile(waited, share) for share in (0.5, 0.95))
    lines = [
        f"## NLSY97 {split}: {len(found.conversations)} conversations, {found.model}",
        "",
        *table(found.results),
        "",
        *(f"- {line}" for line in summary(found.results)),
        f"- a turn: p50 {p50:.0f} ms, p95 {p95:.0f} ms, two conversations at a time",
        f"- all of it, loading and predicting included: {seconds:.0f} s, of processor time"
        f" {_processor_seconds():.0f} s, in two processes",
        *(f"- {note}" for note in found.notes),
        "",
        "The ways of telling:",
        "",
        *(f"- {style.name.replace('_', ' ')}: {style.about}" for style in STYLES),
        "",
    ]
    return "\n".join(lines)


def _processor_seconds() -> float:
    """Return the processor time that this process and its ended children have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.simulated", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--split", choices=("valid", "test"), default="valid")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--panels", type=Path, help="default: ../shared/careers")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.name}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
