"""``advisor log judge``: has language models rate logged conversations, redacted as they are."""

import argparse
from typing import TYPE_CHECKING

from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.study.config import ModelSection

_TOKENS = 200
"""Of an answer: four marks need 30; a server that knows no schema may say more around them."""


def add_parser(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``log judge``."""
    command = actions.add_parser(
        "judge",
        help="have language models rate conversations; goes on where a stopped run left off",
        description="Each judge rates whole conversations whose redacted text is kept, from 1 to 5"
        " on being understood, help, honesty about limits and kindness. The redacted text is sent"
        " to the servers named here. Two judges or more, so that their agreement can be told.",
    )
    command.add_argument(
        "--judge",
        dest="judges",
        action="append",
        required=True,
        metavar="URL,MODEL[,KEY]",
        help="an OpenAI-compatible server up to and including /v1, the model's name there, and the"
        " environment variable that holds its key; once for each judge",
    )
    command.add_argument("--sample", type=int, metavar="N", help="conversations, drawn at random")
    command.add_argument("--seed", type=int, default=0, metavar="S", help="of the draw")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Ask, and print how it went and how far the judges agree; return 0."""
    from datetime import UTC, datetime  # noqa: PLC0415  # quick --help

    from advisor.evaluation.log_judging import judge_log, judgeable  # noqa: PLC0415
    from advisor.log.database import open_database  # noqa: PLC0415
    from advisor.log.log import ConversationLog  # noqa: PLC0415
    from advisor.quality.judged import helpfulness  # noqa: PLC0415
    from advisor.quality.wording import judges_words, number  # noqa: PLC0415
    from advisor.settings import Settings  # noqa: PLC0415
    from advisor_cli.progress import bar  # noqa: PLC0415

    if args.sample is not None and args.sample < 1:
        raise AdvisorError(f"--sample: expected 1 or more, got {args.sample}")
    judges = [judge_of(given) for given in args.judges]
    log = ConversationLog(open_database(Settings.load()))
    try:
        with bar() as progress:
            chosen = judgeable(log.database, args.sample, args.seed)
            went = judge_log(log, judges, chosen, lambda: datetime.now(UTC), progress)
        print(
            f"{number(went.conversations, 'conversation')}:"
            f" {number(went.valid, 'verdict')} now, {went.before:,} before,"
            f" {number(went.invalid, 'invalid answer')}"
        )
        if went.unanswered:
            print(f"{number(went.unanswered, 'request')} without an answer: run it again")
        if went.gone:
            print(f"{number(went.gone, 'request')} left out: the text was erased meanwhile")
        for line in judges_words(helpfulness(log.database)):
            print(line)
    finally:
        log.close()
    return 0


def judge_of(given: str) -> "ModelSection":
    """Return the judge that ``URL,MODEL[,KEY]`` names; raise ``AdvisorError`` if it names none."""
    from advisor.study.config import ModelSection  # noqa: PLC0415  # quick --help

    parts = [part.strip() for part in given.split(",")]
    if len(parts) not in (2, 3) or not all(parts) or "://" not in parts[0]:
        raise AdvisorError(
            f"--judge: expected URL,MODEL or URL,MODEL,KEY like http://localhost:8000/v1,qwen3,"
            f"JUDGE_KEY, got {given!r}"
        )
    key = parts[2] if len(parts) == 3 else None
    return ModelSection(
        name=parts[1],
        base_url=parts[0],
        model=parts[1],
        api_key_env=key,
        temperature=0,
        max_tokens=_TOKENS,
    )
