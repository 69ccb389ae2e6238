"""Turns as they are logged, for tests."""

from dataclasses import replace
from datetime import UTC, datetime

from advisor.log.consent import Consent
from advisor.log.record import Known, Timing, TurnRecord, TurnText, Versions

NOON = datetime(2026, 11, 15, 12, tzinfo=UTC)
VERSIONS = Versions("0.1.0", "built-in", (), "advisor-mini-1", {"opening": "short"})
TURN = TurnRecord(
    conversation="a" * 32,
    turn=0,
    at=NOON,
    consent=Consent.EVALUATION,
    kind="message",
    intent="tell",
    act="ask",
    asked="job_dates",
    repeated=False,
    corrected=True,
    suggested=0,
    known=Known(jobs=2, dated=1, linked=2, education=1, topics_done=3, topics=5, lines=2),
    timing=Timing(12.5, 80.25),
    calls=1,
    failed=False,
    versions=VERSIONS,
    redaction="done",
    text=TurnText("I'm a welder", "Since when?", ({"event": "asked", "topic": "job_dates"},)),
)


def turn(conversation: str, message: str = "I'm a welder", **changes: object) -> TurnRecord:
    """Return a turn of a conversation, named by one letter, in which this was said."""
    record = replace(
        TURN, conversation=conversation * 32, text=TurnText(message, "Since when?", ())
    )
    return replace(record, **changes)  # type: ignore[arg-type]  # names of fields


def counted(conversation: str) -> TurnRecord:
    """Return a turn whose person only wants to use the advisor."""
    return turn(conversation, consent=Consent.USE, redaction="not kept", text=None)
