"""Counts each logged conversation in the database: turns, questions, corrections, thumbs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Text, case, cast, func, select

from advisor.log.database import Database
from advisor.log.reading import in_utc
from advisor.log.tables import THUMBS, TURNS
from retrieval.frozen import Frozen

FIRST = TURNS.alias("first_turn")
"""The turn that began a conversation: its day and versions are the conversation's."""


@dataclass(frozen=True, slots=True)
class Scope(Frozen):
    """Which conversations: those begun on these days (UTC, both included), with this program."""

    first: date | None = None
    last: date | None = None
    advisor: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what ``FIRST`` has to fulfil."""
        found: list[ColumnElement[bool]] = [FIRST.c.turn == 1]
        if self.first is not None:
            found.append(FIRST.c.at >= _midnight(self.first))
        if self.last is not None:
            found.append(FIRST.c.at < _midnight(self.last + timedelta(days=1)))
        if self.advisor is not None:
            found.append(FIRST.c.advisor == self.advisor)
        return found


@dataclass(frozen=True, slots=True)
class ConversationCounts:
    """One conversation in numbers.

    Attributes:
        conversation: pseudonym.
        began: when its first message came.
        turns: how many there were.
        suggested_at: the turn that first showed suggestions; None if none did.
        asked: turns that put a question.
        repeated: those that put one again.
        corrected: turns that changed or took back what was told before.
        failed: turns in which the person was told that something did not work.
        facts: jobs, dates of jobs, and schooling known, at most.
        kept: turns whose text was to be kept.
        unredacted: those of them whose text could not be redacted.
        up, down: replies with a thumb; the last one on a reply counts.
        advisor, interviewer, predictor, prompts, variants: see ``record.Versions``.
    """

    conversation: str
    began: datetime
    turns: int
    suggested_at: int | None
    asked: int
    repeated: int
    corrected: int
    failed: int
    facts: int
    kept: int
    unredacted: int
    up: int
    down: int
    advisor: str
    interviewer: str
    predictor: str
    prompts: tuple[str, ...]
    variants: Mapping[str, str]


def counted(database: Database, scope: Scope | None = None) -> list[ConversationCounts]:
    """Return the conversations in the order they began.

    Raises:
        LogUnavailableError: the database cannot be read.
    """
    with database.reading() as connection:
        rows = connection.execute(count_query(scope or Scope())).mappings().all()
    return [counts_of(row) for row in rows]


def latencies(database: Database, scope: Scope | None = None) -> list[tuple[str, float, float]]:
    """Return conversation, milliseconds to the first word (NaN for none) and to the end, by turn.

    Edits by hand and answers to activities are left out: nobody waits for words there.
    """
    query = (
        select(TURNS.c.conversation, TURNS.c.first_ms, TURNS.c.total_ms)
        .join(FIRST, FIRST.c.conversation == TURNS.c.conversation)
        .where(TURNS.c.kind.in_(("message", "document")), *(scope or Scope()).conditions())
    )
    with database.reading() as connection:
        rows = connection.execute(query).all()
    nothing = float("nan")
    return [(name, nothing if first is None else first, total) for name, first, total in rows]


def count_query(scope: Scope) -> "Select[Any]":
    """Return the query whose rows ``counts_of`` reads, oldest conversation first."""
    counts, given = _counts(scope), _thumbs()
    return (
        select(
            *(column for column in counts.c),
            func.coalesce(given.c.up, 0).label("up"),
            func.coalesce(given.c.down, 0).label("down"),
            FIRST.c.at.label("began"),
            FIRST.c.advisor,
            FIRST.c.interviewer,
            FIRST.c.predictor,
            # As text: few differ, and each is read once.
            cast(FIRST.c.prompts, Text).label("prompts"),
            cast(FIRST.c.variants, Text).label("variants"),
        )
        .join(FIRST, FIRST.c.conversation == counts.c.conversation)
        .join(given, given.c.conversation == counts.c.conversation, isouter=True)
        .where(*scope.conditions())
        .order_by(FIRST.c.at, FIRST.c.id)
    )


def counts_of(row: Mapping[Any, Any]) -> ConversationCounts:
    """Return a row of ``count_query`` as what it says."""
    values = {name: row[name] for name in _PLAIN}
    return ConversationCounts(
        **values,
        began=in_utc(row["began"]),
        prompts=tuple(_read(row["prompts"])),
        variants=_read(row["variants"]),
    )


_PLAIN = tuple(set(ConversationCounts.__dataclass_fields__) - {"began", "prompts", "variants"})


@lru_cache(256)
def _read(text: str) -> Any:
    return json.loads(text)


def _counts(scope: Scope) -> Subquery:
    turn = TURNS.c
    query = select(
        turn.conversation,
        func.count().label("turns"),
        func.min(case((turn.suggested > 0, turn.turn))).label("suggested_at"),
        func.count(turn.asked).label("asked"),
        _number(turn.repeated).label("repeated"),
        _number(turn.corrected).label("corrected"),
        _number(turn.failed).label("failed"),
        func.max(turn.jobs + turn.dated + turn.education).label("facts"),
        _number(turn.redaction != "not kept").label("kept"),
        _number(turn.redaction == "failed").label("unredacted"),
    )
    if scope != Scope():
        wanted = select(FIRST.c.conversation).where(*scope.conditions())
        query = query.where(turn.conversation.in_(wanted))
    return query.group_by(turn.conversation).subquery("counts")


def _thumbs() -> Subquery:
    last = select(func.max(THUMBS.c.id)).group_by(THUMBS.c.conversation, THUMBS.c.turn)
    return (
        select(
            THUMBS.c.conversation,
            _number(THUMBS.c.helpful).label("up"),
            _number(~THUMBS.c.helpful).label("down"),
        )
        .where(THUMBS.c.id.in_(last))
        .group_by(THUMBS.c.conversation)
        .subquery("given")
    )


def _number(true: Any) -> Any:
    """Count the rows that something is true of, on either database."""
    return func.sum(case((true, 1), else_=0))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
