"""``advisor log``: exports, replays, rates and tidies up the log of conversations."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor_cli import log_judge, log_quality
from advisor_cli.progress import bar

if TYPE_CHECKING:
    from advisor.log.reading import Filter
    from graph.replay import Replayed


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its actions."""
    command = subparsers.add_parser("log", help="read and tidy up the log of conversations")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="write turns to a file")
    export.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl")
    export.add_argument("--out", type=Path, required=True, metavar="FILE")
    _add_filter(export)
    export.set_defaults(run=run_export)
    replay = actions.add_parser(
        "replay",
        help="play conversations to the advisor as it is now, and show what changed",
        description="What is compared is what was understood, asked and suggested in each turn."
        " Only conversations whose redacted text is kept can be played.",
    )
    replay.add_argument("--json", action="store_true", help="print one JSON object a conversation")
    _add_filter(replay)
    replay.set_defaults(run=run_replay)
    log_quality.add_parser(actions)
    log_judge.add_parser(actions)
    tidy = actions.add_parser("tidy", help="erase what is due, as a running advisor does by itself")
    tidy.set_defaults(run=run_tidy)
    migrate = actions.add_parser("migrate", help="bring the tables to a version")
    migrate.add_argument("revision", nargs="?", default="head", metavar="REVISION")
    migrate.set_defaults(run=run_migrate)


def _add_filter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--model", metavar="NAME", help="of the interviewer or the predictor")
    parser.add_argument("--prompt", metavar="NAME", help="such as understand-v3")
    parser.add_argument("--version", metavar="V", help="of the program")
    parser.add_argument("--conversation", metavar="PSEUDONYM")


def _filter(args: argparse.Namespace, *, with_text: bool) -> "Filter":
    from advisor.log.reading import Filter  # noqa: PLC0415  # quick --help

    return Filter(
        first=args.first,
        last=args.last,
        model=args.model,
        prompt=args.prompt,
        advisor=args.version,
        conversation=args.conversation,
        with_text=with_text,
    )


def run_export(args: argparse.Namespace) -> int:
    """Write the turns that pass; return 0."""
    from advisor.log.database import open_database  # noqa: PLC0415  # quick --help
    from advisor.log.export import exported, write_export  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415

    database = open_database(Settings.load())
    rows = exported(database, _filter(args, with_text=False))
    count = write_export(rows, args.format, args.out)
    database.close()
    print(f"wrote {count:,} turns to {args.out}", file=sys.stderr)
    return 0


def run_replay(args: argparse.Namespace) -> int:
    """Play the conversations and print what changed; return 0."""
    from advisor.log.database import open_database  # noqa: PLC0415  # quick --help
    from advisor.log.reading import turns  # noqa: PLC0415
    from advisor.redaction.redactor import open_redactor  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415
    from graph.advisor import Advisor  # noqa: PLC0415
    from graph.event_redactor import EventRedactor  # noqa: PLC0415
    from graph.replay import Calendar, Replayer  # noqa: PLC0415

    settings = Settings.load()
    database, calendar = open_database(settings), Calendar(date.today())
    with bar() as progress:
        advisor = Advisor.open(settings, calendar, progress, keep=False)
    replayer = Replayer(advisor, calendar, EventRedactor(open_redactor(settings)))
    played = changed = skipped = 0
    records = turns(database, _filter(args, with_text=True))
    for replayed in replayer.replay(records):
        played += 1
        changed += bool(replayed.differences)
        skipped += replayed.skipped
        print(json.dumps(_as_json(replayed), ensure_ascii=False) if args.json else _shown(replayed))
    print(f"{played:,} conversations played, {changed:,} come out otherwise", file=sys.stderr)
    advisor.close()
    database.close()
    return 0


def run_tidy(_: argparse.Namespace) -> int:
    """Erase what is due and say how much; return 0."""
    from advisor.log.database import open_database  # noqa: PLC0415  # quick --help
    from advisor.log.log import ConversationLog  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415
    from graph.retention import open_retention  # noqa: PLC0415

    settings = Settings.load()
    log = ConversationLog(open_database(settings))
    erased = open_retention(settings, log).erase()
    log.close()
    print(
        f"erased {erased.visits:,} visits that were over, {erased.unused:,} conversations unused"
        f" for {settings.checkpoint_days} days, {erased.logged:,} logged ones unused for"
        f" {settings.log_days} days"
    )
    return 0


def run_migrate(args: argparse.Namespace) -> int:
    """Bring the tables to the version; return 0."""
    from advisor.log.database import open_database  # noqa: PLC0415  # quick --help
    from advisor.settings import Settings  # noqa: PLC0415

    database = open_database(Settings.load())
    print(f"the log's tables are of version {database.migrate(args.revision)}")
    database.close()
    return 0


def _as_json(replayed: "Replayed") -> dict[str, Any]:
    return asdict(replayed)


def _shown(replayed: "Replayed") -> str:
    lines = [f"{replayed.conversation}: {replayed.turns} turns"]
    if not replayed.differences:
        lines[0] += ", nothing changed"
    for found in replayed.differences:
        lines.append(f"  turn {found.turn}, {found.what}")
        lines += [f"    - {part}" for part in found.before if part not in found.now]
        lines += [f"    + {part}" for part in found.now if part not in found.before]
    return "\n".join(lines)
