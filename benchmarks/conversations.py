"""Plays the labelled conversations and measures what the advisor reads from them.

    python -m benchmarks.conversations [--split dev|test|all] [--show-errors] [--write]

``--interviewer-only`` gives each message to the built-in interviewer alone: no graph, no open
question, no linking of titles to occupations.
"""

import argparse
import shlex
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from advisor.career import CareerHistory
from advisor.edits import apply
from advisor.evaluation.conversations.labelled import SPLITS, LabelledConversation, load_split
from advisor.evaluation.conversations.played import Played, Turn
from advisor.evaluation.extraction import Judgement, Score, judge
from advisor.settings import Settings
from benchmarks.machine import describe, percentile
from graph.understanding import Interviewer, TurnContext
from retrieval.errors import AdvisorError

REPORT = Path(__file__).with_suffix(".md")

NAMES = {
    "jobs": "Job titles",
    "dates": "Dates of the jobs found",
    "all_dates": "Dates, those of missed jobs counted as missed",
    "employers": "Employers of the jobs found",
    "education": "Education (level, year)",
    "fields": "Field of the education found (recall)",
    "limits": "Kinds of limits",
    "interests": "Interests (recall)",
}


Player = Callable[[LabelledConversation], Played]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return 0, or 1 if it could not run."""
    args = _parser().parse_args(argv)
    try:
        player = _interviewer_player() if args.interviewer_only else _advisor_player()
        splits = SPLITS if args.split == "all" else (args.split,)
        sections = [_run(split, player, args.show_errors) for split in splits]
    except AdvisorError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    report = "\n".join(sections)
    print(report)
    if args.write:
        REPORT.write_text(_header(argv) + report, encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.conversations", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--split", choices=(*SPLITS, "all"), default="dev")
    parser.add_argument("--interviewer-only", action="store_true")
    parser.add_argument("--show-errors", action="store_true", help="say what was wrong where")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.name}")
    return parser


def _advisor_player() -> Player:
    """Return a player that holds whole conversations with the product."""
    from advisor_cli.playing import play  # noqa: PLC0415  # heavy; the other player needs less
    from graph.advisor import Advisor  # noqa: PLC0415
    from graph.replay import Calendar  # noqa: PLC0415

    calendar = Calendar(date.min)
    advisor = Advisor.open(Settings.load(), today=calendar)
    return lambda conversation: play(advisor, calendar, conversation)


def _interviewer_player() -> Player:
    """Return a player that gives every message to the built-in interviewer alone."""
    from graph.rules.interviewer import built_in_interviewer  # noqa: PLC0415
    from retrieval.catalog import Catalog  # noqa: PLC0415

    settings = Settings.load()
    catalog = Catalog.load(settings.onet_dir, settings.imported_onet_dir)
    interviewer: Interviewer = built_in_interviewer(catalog)

    def play(conversation: LabelledConversation) -> Played:
        context = TurnContext(CareerHistory(), None, (), conversation.today)
        turns = []
        for message in conversation.messages:
            began = time.perf_counter()
            edits = interviewer.understand(message, context).edits
            seconds = time.perf_counter() - began
            history, failures = context.history, []
            for edit in edits:
                try:
                    history = apply(history, [edit])
                except (KeyError, ValueError) as error:
                    failures.append(f"{edit}: {error}")
            turns.append(Turn(seconds, failures=tuple(failures)))
            context = replace(context, history=history)
        return Played(context.history, tuple(turns))

    return play


def _run(split: str, player: Player, show_errors: bool) -> str:
    """Play a split and return its section of the report."""
    conversations = load_split(split)
    played = [player(conversation) for conversation in conversations]
    judged = [
        judge(conversation.expected, one.history)
        for conversation, one in zip(conversations, played, strict=True)
    ]
    if show_errors:
        for conversation, one, judgement in zip(conversations, played, judged, strict=True):
            _print_errors(conversation.name, one, judgement)
    messages = sum(len(conversation.messages) for conversation in conversations)
    lines = [f"## {split}: {len(conversations)} conversations, {messages} messages", ""]
    return "\n".join([*lines, *_scores_table(judged), "", *_turn_lines(played), ""])


def _print_errors(name: str, played: Played, judgement: Judgement) -> None:
    errors = list(judgement.errors)
    errors += [f"repeated: {question}" for question in played.repeated]
    errors += [f"failed: {failure}" for turn in played.turns for failure in turn.failures]
    if errors:
        print(name, *errors, sep="\n    ")


def _scores_table(judged: Sequence[Judgement]) -> list[str]:
    rows = [
        "| | precision | recall | F1 | right | spurious | missed |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for key, name in NAMES.items():
        score = sum((one.scores.get(key, Score()) for one in judged), Score())
        shares = " | ".join(_share(x) for x in (score.precision, score.recall, score.f1))
        rows.append(f"| {name} | {shares} | {score.right} | {score.spurious} | {score.missed} |")
    return rows


def _turn_lines(played: Sequence[Played]) -> list[str]:
    turns = [turn for one in played for turn in one.turns]
    plain = [turn.seconds for turn in turns if not turn.suggested]
    with_suggestions = [turn.seconds for turn in turns if turn.suggested]
    repeated = sum(bool(one.repeated) for one in played)
    failed = sum(bool(turn.failures) for turn in turns)
    return [
        f"- conversations with a repeated question: {repeated} of {len(played)}",
        f"- failed turns: {failed} of {len(turns)}",
        f"- turns without suggestions: {_latency(plain)}",
        f"- turns with suggestions: {_latency(with_suggestions)}",
    ]


def _latency(seconds: Sequence[float]) -> str:
    if not seconds:
        return "none"
    p50, p95, longest = (1000 * percentile(seconds, share) for share in (0.5, 0.95, 1.0))
    return f"{len(seconds)}, p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {longest:.0f} ms"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _header(argv: Sequence[str] | None) -> str:
    command = shlex.join(["python", "-m", "benchmarks.conversations", *(argv or sys.argv[1:])])
    return (
        "# What the advisor reads from labelled conversations\n\n"
        f"Command: `{command}`  \nMachine: {describe()}\n\n"
    )


if __name__ == "__main__":
    sys.exit(main())
