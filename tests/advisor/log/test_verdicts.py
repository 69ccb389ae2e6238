"""The second migration: verdicts, forward and back, append-only, erased with the conversation."""

from collections.abc import Callable

import pytest
from sqlalchemy import inspect, text

from advisor.log.consent import Consent
from advisor.log.database import Database, LogUnavailableError
from advisor.log.log import ConversationLog
from advisor.log.reading import turns, verdicts
from advisor.log.record import Verdict
from tests.advisor.log.examples import NOON, turn

MARKS = {"understood": 4, "helpful": 3, "honest": 5, "kind": 5}


def verdict(name: str, ratings: dict[str, int] | None = None) -> Verdict:
    return Verdict(name * 32, 1, NOON, "a-model", "helpfulness-v1:0123", ratings or MARKS)


def test_a_verdict_comes_back_as_it_was_written(log: ConversationLog) -> None:
    log.append(turn("a"))
    none = Verdict("a" * 32, 1, NOON, "another", "helpfulness-v1:0123", None)
    assert log.note_verdict(verdict("a"))
    assert log.note_verdict(none)
    assert verdicts(log.database, "a" * 32) == [verdict("a"), none]
    assert verdicts(log.database, "b" * 32) == []


def test_a_verdict_cannot_be_changed(log: ConversationLog) -> None:
    log.append(turn("a"))
    log.note_verdict(verdict("a"))
    with (
        pytest.raises(LogUnavailableError, match="append-only"),
        log.database.writing() as connection,
    ):
        connection.execute(text("UPDATE verdicts SET judge = 'me'"))
    assert verdicts(log.database) == [verdict("a")]


@pytest.mark.parametrize(
    "forget",
    [
        lambda log: log.erase("a" * 32),
        lambda log: log.note_consent("a" * 32, Consent.USE, NOON, 1),
    ],
    ids=["erased", "only uses it"],
)
def test_verdicts_go_with_the_text(
    log: ConversationLog, forget: Callable[[ConversationLog], None]
) -> None:
    for name in "ab":
        log.append(turn(name))
        log.note_verdict(verdict(name))
    forget(log)
    assert verdicts(log.database) == [verdict("b")]
    assert not log.note_verdict(verdict("a")), "one that comes late finds nothing"


def test_the_second_migration_goes_back_and_forward_and_keeps_the_turns(log_url: str) -> None:
    log = ConversationLog(Database(log_url))
    log.append(turn("a"))
    log.note_verdict(verdict("a"))
    assert log.database.migrate("0001") == "0001"
    with log.database.engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
    assert there & {"verdicts", "operator_sessions"} == set()
    assert log.database.migrate() == "0002"
    assert len(list(turns(log.database))) == 1
    assert verdicts(log.database) == []
    assert log.note_verdict(verdict("a"))
    log.close()
