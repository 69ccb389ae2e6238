"""``advisor log quality``: how good the logged conversations are, over time or by version."""

import argparse
import json
from datetime import date

BYS = ("day", "week", "version", "interviewer", "prompt", "predictor", "variant")
"""As ``advisor.quality.measures.BYS``, which takes longer to import; a test compares them."""

_NO_COMPARISON = (
    "These intervals are right for one look at one variant: whether variants differ, and when that"
    " may be asked, says `advisor experiments compare`."
)


def add_parser(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``log quality``."""
    command = actions.add_parser(
        "quality",
        help="suggestions shown, questions per fact, corrections, waiting, thumbs, verdicts",
        description="Figures of the logged conversations, each with how many it rests on and, for"
        " shares and means, its 95 % interval. A conversation counts where it began.",
    )
    command.add_argument("--by", choices=BYS, help="a table a group; default: all in one")
    command.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD")
    command.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD")
    command.add_argument("--version", metavar="V", help="of the program")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the figures; return 0."""
    from advisor.log.database import open_database  # noqa: PLC0415  # quick --help
    from advisor.quality.conversations import Scope  # noqa: PLC0415
    from advisor.quality.measures import Quality  # noqa: PLC0415
    from advisor.quality.wording import (  # noqa: PLC0415
        judged_to_json,
        judges_words,
        measures_to_json,
        table_text,
    )
    from advisor.settings import Settings  # noqa: PLC0415

    database = open_database(Settings.load())
    found = Quality(database, Scope(args.first, args.last, args.version))
    rows = found.by(args.by) if args.by else [found.whole()]
    database.close()
    if args.json:
        groups = [measures_to_json(row) for row in rows]
        print(json.dumps({"groups": groups, "judges": judged_to_json(found.judged)}, indent=2))
        return 0
    print(table_text(rows) or "no conversations")
    if args.by == "variant" and rows:
        print(_NO_COMPARISON)
    for line in judges_words(found.judged):
        print(line)
    return 0
