"""The log of conversations: append a turn, note a choice, forget a text, erase a conversation."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from advisor.breaker import CircuitBreaker
from advisor.log.consent import Consent
from advisor.log.database import Database, LogUnavailableError
from advisor.log.record import Annotation, Thumb, TurnRecord, Verdict
from advisor.log.tables import ANNOTATIONS, CONSENTS, TEXTS, THUMBS, TURNS, VERDICTS

_PAUSE_S = 10.0
"""Seconds that a database which failed is left alone, so that turns do not wait for it."""
_LINES_A_TURN = 2
"""Of the transcript, at most: the person's and the advisor's."""


class ConversationLog:
    """Writes the log; safe to share between threads and processes.

    Conversations are named by their pseudonyms. Every method but ``close`` raises
    ``LogUnavailableError`` while the database is away, full or locked; nothing is half written.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        """Use the database; nothing is opened yet."""
        self.database = database
        self._breaker = CircuitBreaker(clock, limit=1, pause_s=_PAUSE_S)
        self._guard = threading.Lock()

    def append(self, record: TurnRecord) -> int:
        """Write a turn as one transaction; return its number within the conversation."""
        with self._guarded() as connection:
            if not self.database.sqlite:  # where two processes could read one highest number
                name = func.hashtextextended(record.conversation, 0)
                connection.execute(select(func.pg_advisory_xact_lock(name)))
            highest = select(func.max(TURNS.c.turn)).where(
                TURNS.c.conversation == record.conversation
            )
            turn = (connection.scalar(highest) or 0) + 1
            added = connection.execute(insert(TURNS).values(turn=turn, **_columns(record)))
            if record.text is not None:
                connection.execute(
                    insert(TEXTS).values(
                        turn_id=added.inserted_primary_key[0],  # type: ignore[index]
                        message=record.text.message,
                        reply=record.text.reply,
                        events=[dict(event) for event in record.text.events],
                    )
                )
        return turn

    def note_consent(self, conversation: str, consent: Consent, at: datetime, notice: int) -> None:
        """Note what a person chose under which version of the notice.

        Whoever goes back to using the advisor only has the texts kept so far erased.
        """
        values = {"conversation": conversation, "at": at, "consent": consent, "notice": notice}
        with self._guarded() as connection:
            connection.execute(insert(CONSENTS).values(**values))
            gone = _forget_texts(connection, conversation) if consent is Consent.USE else 0
        if gone:
            self._overwrite_where_cheap()

    def turn_of_line(self, conversation: str, line: int) -> int | None:
        """Return the turn that said a line of the transcript (from 0); None if not logged."""
        query = select(TURNS.c.turn, TURNS.c.lines).where(TURNS.c.conversation == conversation)
        with self._guarded() as connection:
            rows = connection.execute(query.order_by(TURNS.c.turn)).all()
        found, before = None, False
        for turn, lines in rows:
            # More lines than a turn adds: the one that said this line was not logged. Fewer after
            # more: the conversation was erased and begun anew under its id.
            said = line < lines <= line + _LINES_A_TURN
            if said and not before:
                found = int(turn)
            before = said  # what follows with as many lines is an edit that said nothing
        return found

    def note_thumb(self, thumb: Thumb) -> bool:
        """Note whether a reply was helpful; False if its turn is not there (any more)."""
        of_it = (TURNS.c.conversation == thumb.conversation) & (TURNS.c.turn == thumb.turn)
        with self._guarded() as connection:
            there = connection.scalar(select(TURNS.c.id).where(of_it).with_for_update(read=True))
            if there is not None:
                connection.execute(insert(THUMBS).values(**asdict(thumb)))
        return there is not None

    def annotate(self, annotation: Annotation) -> bool:
        """Note what an operator said about a turn; False if its text is not kept (any more)."""
        with self._guarded() as connection:
            kept = _has_text(connection, annotation.conversation, annotation.turn)
            if kept:
                connection.execute(insert(ANNOTATIONS).values(**asdict(annotation)))
        return kept

    def note_verdict(self, verdict: Verdict) -> bool:
        """Note what a judge said; False if the text it saw is not kept any more."""
        values = asdict(verdict)
        with self._guarded() as connection:
            kept = _has_text(connection, verdict.conversation, verdict.turn)
            if kept:
                connection.execute(insert(VERDICTS).values(**values))
        return kept

    def knows(self, conversation: str) -> bool:
        """Whether a turn of the conversation is logged."""
        turn = select(TURNS.c.id).where(TURNS.c.conversation == conversation).limit(1)
        with self._guarded() as connection:
            return connection.scalar(turn) is not None

    def erase(self, conversation: str) -> None:
        """Erase everything about a conversation; an unknown one is fine."""
        with self._guarded() as connection:
            _forget_texts(connection, conversation)
            for table in (TURNS, CONSENTS, THUMBS):
                connection.execute(delete(table).where(table.c.conversation == conversation))
        self._overwrite_where_cheap()

    def erase_before(self, limit: datetime) -> int:
        """Erase the conversations whose last turn is older; return how many."""
        last = func.max(TURNS.c.at)
        with self._guarded() as connection:
            old = connection.scalars(
                select(TURNS.c.conversation).group_by(TURNS.c.conversation).having(last < limit)
            ).all()
        for conversation in old:
            self.erase(conversation)
        with self._guarded() as connection:
            # Chosen, but never a word said.
            known = select(TURNS.c.conversation)
            connection.execute(
                delete(CONSENTS).where(CONSENTS.c.at < limit, CONSENTS.c.conversation.not_in(known))
            )
        return len(old)

    def erase_older(self, days: int, now: datetime) -> int:
        """Erase conversations unused for ``days`` days, and what is left of their bytes."""
        erased = self.erase_before(now - timedelta(days=days))
        # Also where none was: the bytes of what people erased themselves may wait for this, on
        # Postgres always, on SQLite where somebody read the file just then.
        self.database.overwrite_erased()
        return erased

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def _overwrite_where_cheap(self) -> None:
        """On Postgres this would lock the tables: there it waits for ``erase_older``."""
        if self.database.sqlite:
            self.database.overwrite_erased()

    @contextmanager
    def _guarded(self) -> Iterator[Connection]:
        """Write, unless the database failed a moment ago."""
        with self._guard:
            if not self._breaker.allows():
                raise LogUnavailableError("the log cannot be used: it failed a moment ago")
        try:
            with self.database.writing() as connection:
                yield connection
        except LogUnavailableError:
            self._breaker.failed()
            raise
        self._breaker.succeeded()


def _columns(record: TurnRecord) -> dict[str, Any]:
    """Return the columns of ``TURNS`` but its number, which the database knows."""
    versions = record.versions
    return {
        "schema_version": record.schema,
        "conversation": record.conversation,
        "visitor": record.visitor,
        "at": record.at,
        "consent": record.consent.value,
        "kind": record.kind,
        "intent": record.intent,
        "act": record.act,
        "asked": record.asked,
        "repeated": record.repeated,
        "corrected": record.corrected,
        "suggested": record.suggested,
        **asdict(record.known),
        "first_ms": record.timing.first_ms,
        "total_ms": record.timing.total_ms,
        "calls": record.calls,
        "failed": record.failed,
        "advisor": versions.advisor,
        "interviewer": versions.interviewer,
        "prompts": list(versions.prompts),
        "predictor": versions.predictor,
        "variants": dict(versions.variants),
        "redaction": record.redaction,
    }


def _forget_texts(connection: Connection, conversation: str) -> int:
    """Erase what was said, and what operators and judges said of it; return how many rows went."""
    of_it = select(TURNS.c.id).where(TURNS.c.conversation == conversation)
    gone = connection.execute(delete(TEXTS).where(TEXTS.c.turn_id.in_(of_it))).rowcount
    about: tuple[Table, ...] = (ANNOTATIONS, VERDICTS)
    for table in about:
        said = delete(table).where(table.c.conversation == conversation)
        gone += connection.execute(said).rowcount
    return gone


def _has_text(connection: Connection, conversation: str, turn: int) -> bool:
    """Whether the turn's text is kept; it stays until the transaction ends."""
    of_it = select(TURNS.c.id).where(TURNS.c.conversation == conversation, TURNS.c.turn == turn)
    found = select(TEXTS.c.turn_id).where(TEXTS.c.turn_id.in_(of_it)).with_for_update(read=True)
    return connection.scalar(found) is not None
