"""``advisor chat``: the chat in the browser, or a conversation played from a file."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor_cli.progress import bar
from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.competence.check import CompetenceCheck
    from advisor.recommendation import Recommendation
    from graph.advisor import Advisor
    from graph.session import Session


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "chat",
        help="open the chat in the browser, or play messages from a file",
        description="Without --messages, opens the chat on a local address and prints it.",
    )
    command.add_argument(
        "--messages",
        metavar="FILE",
        help="play this file instead ('-' for standard input): one message a line; a line that"
        ' starts with " is a JSON string, so that a message can hold line breaks',
    )
    command.add_argument("--json", action="store_true", help="print one JSON object a line")
    command.add_argument(
        "--competence",
        action="store_true",
        help="have a configured language model rate itself on the last suggestions; wait for it",
    )
    command.add_argument("--conversation", metavar="ID", help="go on with this conversation")
    command.add_argument(
        "--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="for 'last summer'"
    )
    command.add_argument("--host", help="address to listen on (ADVISOR_HOST)")
    command.add_argument("--port", type=int, help="port to listen on (ADVISOR_PORT)")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Play the messages, or serve the chat until it is stopped."""
    from advisor.settings import Settings  # noqa: PLC0415  # keeps --help quick

    settings = Settings.load()
    given = {"host": args.host, "port": args.port}
    settings = settings.model_copy(update={k: v for k, v in given.items() if v is not None})
    if args.messages is None:
        from ui import serve  # noqa: PLC0415

        with bar() as progress:
            serve(settings, progress)
        return 0
    messages = list(_read_messages(args.messages))
    from graph.advisor import Advisor  # noqa: PLC0415

    today = (lambda: args.today) if args.today else date.today
    with bar() as progress:
        advisor = Advisor.open(settings, today, progress)
    try:
        session = advisor.conversation(args.conversation)
        return _play(advisor, session, messages, args.json, rate=args.competence)
    finally:
        advisor.close()


def _read_messages(name: str) -> Iterator[str]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AdvisorError(f"expected a UTF-8 text file of messages at {name}: {error}") from error
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith('"'):
            yield line
            continue
        try:
            message = json.loads(line)
        except ValueError as error:
            raise AdvisorError(
                f"{name}, line {number}: it starts with a quotation mark, so a JSON string was"
                f" expected: {error}"
            ) from error
        yield message


def _play(
    advisor: "Advisor", session: "Session", messages: list[str], as_json: bool, rate: bool
) -> int:
    from graph.event_json import event_to_json  # noqa: PLC0415
    from graph.events import Failed, Suggested, TextDelta  # noqa: PLC0415

    _print_json({"event": "conversation", "id": session.id}, as_json)
    failed, reason = False, None
    for message in messages:
        if not as_json:
            print(f"> {message}")
        for event in session.reply(message):
            failed = failed or isinstance(event, Failed)
            _print_json(event_to_json(event), as_json)
            if not as_json and isinstance(event, Suggested):
                # The chat only refers to it: in the browser it stands above the cards.
                reason = _print_reason(event.recommendation, reason)
            if not as_json and isinstance(event, TextDelta | Failed):
                print(event.text if isinstance(event, TextDelta) else event.message, end="")
        if not as_json:
            print("\n")
    _print_json(_outcome(advisor, session, rate), as_json)
    return 1 if failed else 0


def _print_reason(shown: "Recommendation", before: str | None) -> str | None:
    """Print what the history says, unless it was printed before; return it."""
    from advisor.figures import reason_sentence  # noqa: PLC0415

    reason = reason_sentence(shown)
    if reason and reason != before:
        print(reason, end="\n\n")
    return reason


def _outcome(advisor: "Advisor", session: "Session", rate: bool) -> dict[str, Any]:
    """Return the last object: what is known, what is suggested now, what was asked."""
    from advisor.competence.as_json import competence_to_json  # noqa: PLC0415
    from advisor.history_json import (  # noqa: PLC0415
        history_to_json,
        recommendation_to_json,
        target_to_json,
    )
    from advisor.model.prediction import UnusableHistoryError  # noqa: PLC0415

    state, services = session.state(), advisor.services_of(session.id)
    try:
        recommendation = services.recommender.recommend(state.history, services.today())
    except UnusableHistoryError:
        recommendation = None
    checks: Sequence[CompetenceCheck] = ()
    if recommendation:
        checks = services.competence.known(recommendation)
        if rate:
            *_, (checks, _) = services.competence.checks(recommendation)
    return {
        "history": history_to_json(state.history),
        "recommendation": recommendation_to_json(recommendation) if recommendation else None,
        "target": target_to_json(state.assessment) if state.assessment else None,
        "questions_asked": list(state.questions_asked),
        "competence": [competence_to_json(check) for check in checks],
    }


def _print_json(value: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(value, ensure_ascii=False))
