"""Reads the log: turns by filter, each as the record that was written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import RowMapping, Select, Table, select

from advisor.log.consent import Consent
from advisor.log.database import Database
from advisor.log.record import (
    SCHEMA,
    Annotation,
    Known,
    Thumb,
    Timing,
    TurnRecord,
    TurnText,
    Verdict,
    Versions,
)
from advisor.log.tables import ANNOTATIONS, CONSENTS, TEXTS, THUMBS, TURNS, VERDICTS
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

_AT_A_TIME = 1_000


@dataclass(frozen=True, slots=True)
class Filter(Frozen):
    """Which turns to read; a part left out lets all pass.

    Attributes:
        first, last: days of the turn in UTC, both included.
        model: name of the interviewer or of the predictor.
        prompt: a prompt as ``Versions.prompts`` has it, or the start of one ("understand-v3").
        advisor: version of the program.
        conversation: pseudonym.
        with_text: only turns whose text is kept.
    """

    first: date | None = None
    last: date | None = None
    model: str | None = None
    prompt: str | None = None
    advisor: str | None = None
    conversation: str | None = None
    with_text: bool = False


def turns(database: Database, wanted: Filter | None = None) -> Iterator[TurnRecord]:
    """Yield the turns that pass, conversation by conversation in the order they began.

    Raises:
        LogUnavailableError: the database cannot be read.
        AdvisorError: a record is of a version that this program does not know.
    """
    wanted = wanted or Filter()
    with database.reading() as connection:
        rows = connection.execution_options(yield_per=_AT_A_TIME).execute(_query(wanted))
        for row in rows.mappings():
            record = _record(row)
            prompts = record.versions.prompts
            if wanted.prompt is None or any(p.startswith(wanted.prompt) for p in prompts):
                yield record


def thumbs(database: Database, conversation: str | None = None) -> list[Thumb]:
    """Return the thumbs given, of one conversation or of all, oldest first."""
    rows = _rows(database, THUMBS, conversation)
    return [
        Thumb(row["conversation"], row["turn"], in_utc(row["at"]), row["helpful"]) for row in rows
    ]


def annotations(database: Database, conversation: str | None = None) -> list[Annotation]:
    """Return what operators noted, about one conversation or all, oldest first."""
    rows = _rows(database, ANNOTATIONS, conversation)
    return [
        Annotation(
            conversation=row["conversation"],
            turn=row["turn"],
            at=in_utc(row["at"]),
            operator=row["operator"],
            label=row["label"],
            comment=row["comment"],
        )
        for row in rows
    ]


def verdicts(database: Database, conversation: str | None = None) -> list[Verdict]:
    """Return what judges said, of one conversation or of all, oldest first."""
    rows = _rows(database, VERDICTS, conversation)
    return [
        Verdict(
            conversation=row["conversation"],
            turn=row["turn"],
            at=in_utc(row["at"]),
            judge=row["judge"],
            prompt=row["prompt"],
            ratings=row["ratings"],
        )
        for row in rows
    ]


def consents(database: Database, conversation: str) -> list[Mapping[str, Any]]:
    """Return the choices of a conversation's person: ``at``, ``consent``, ``notice``."""
    query = select(CONSENTS.c.at, CONSENTS.c.consent, CONSENTS.c.notice)
    query = query.where(CONSENTS.c.conversation == conversation).order_by(CONSENTS.c.id)
    with database.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return [{**row, "at": in_utc(row["at"])} for row in rows]


def in_utc(moment: datetime) -> datetime:
    """Return the moment with its time zone, which SQLite drops."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _rows(database: Database, table: Table, conversation: str | None) -> Sequence[RowMapping]:
    """Return what was said of turns, of one conversation or of all, oldest first."""
    query = select(table).order_by(table.c.id)
    if conversation is not None:
        query = query.where(table.c.conversation == conversation)
    with database.reading() as connection:
        return connection.execute(query).mappings().all()


def _query(wanted: Filter) -> "Select[Any]":
    began = (
        select(TURNS.c.id)
        .where(TURNS.c.turn == 1)
        .with_only_columns(TURNS.c.conversation, TURNS.c.id.label("began"))
        .subquery()
    )
    query = (
        select(TURNS, TEXTS.c.message, TEXTS.c.reply, TEXTS.c.events)
        .join(TEXTS, isouter=not wanted.with_text)
        .join(began, began.c.conversation == TURNS.c.conversation, isouter=True)
        .order_by(began.c.began, TURNS.c.conversation, TURNS.c.turn)
    )
    if wanted.first is not None:
        query = query.where(TURNS.c.at >= _midnight(wanted.first))
    if wanted.last is not None:
        query = query.where(TURNS.c.at < _midnight(wanted.last + timedelta(days=1)))
    if wanted.model is not None:
        by_model = (TURNS.c.interviewer == wanted.model) | (TURNS.c.predictor == wanted.model)
        query = query.where(by_model)
    if wanted.advisor is not None:
        query = query.where(TURNS.c.advisor == wanted.advisor)
    if wanted.conversation is not None:
        query = query.where(TURNS.c.conversation == wanted.conversation)
    return query


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _record(row: RowMapping) -> TurnRecord:
    if row["schema_version"] > SCHEMA:
        raise AdvisorError(
            f"expected records of version {SCHEMA} or older, got {row['schema_version']};"
            " read them with a newer version of the program"
        )
    text = None
    if row["message"] is not None:
        text = TurnText(row["message"], row["reply"], tuple(row["events"]))
    known = ("jobs", "dated", "linked", "education", "topics_done", "topics", "lines")
    same = ("kind", "intent", "act", "asked", "repeated", "corrected", "suggested", "calls")
    return TurnRecord(
        conversation=row["conversation"],
        visitor=row["visitor"],
        turn=row["turn"],
        at=in_utc(row["at"]),
        consent=Consent(row["consent"]),
        known=Known(**{name: row[name] for name in known}),
        timing=Timing(row["first_ms"], row["total_ms"]),
        failed=row["failed"],
        versions=Versions(
            advisor=row["advisor"],
            interviewer=row["interviewer"],
            prompts=tuple(row["prompts"]),
            predictor=row["predictor"],
            variants=row["variants"],
        ),
        redaction=row["redaction"],
        text=text,
        schema=row["schema_version"],
        **{name: row[name] for name in same},
    )
