"""What every store of conversations can do, whichever database it uses."""

import json
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from langgraph.checkpoint.base import BaseCheckpointSaver

from advisor.log.consent import Consent
from graph.store.owners import Owners, keep_owner
from graph.store.pages import NOT_LIVE, Pages, alive_since
from graph.store.rates import RateLimits
from graph.store.rows import Clock, Rows, stamp
from graph.store.sessions import CounsellorSessions
from graph.store.shares import Shares, erase_shares
from graph.store.tokens import UsedTokens


class ConversationStore(Protocol):
    """Everything that is kept of conversations between messages.

    Invariants:
        - Only the value types reachable from ``ConversationState`` are ever deserialised.
        - A conversation keeps its latest checkpoint only; those before go after each turn.
        - ``delete`` leaves no row of a conversation.

    Every method raises ``StoreUnavailableError`` while the database cannot be used.
    """

    saver: BaseCheckpointSaver[str]
    """Where LangGraph keeps its checkpoints."""
    owners: Owners
    pages: Pages
    tokens: UsedTokens
    rates: RateLimits
    shares: Shares
    counsellor_sessions: CounsellorSessions
    rows: Rows
    now: Clock
    checkpoint_tables: tuple[str, ...]
    """LangGraph's tables, which name a conversation ``thread_id``."""

    @abstractmethod
    def migrate(self, revision: str = "head", only_if_older: bool = False) -> str | None:
        """Bring the tables to a revision, forward or back; return the one they are at then.

        Raises:
            AdvisorError: there is no such revision, or the tables are of a newer one.
        """

    @abstractmethod
    def tidy(self, conversation_id: str) -> None:
        """Note that a turn has ended, and drop all but the latest checkpoint."""

    @abstractmethod
    def overwrite_erased(self) -> None:
        """Have nothing left of erased rows in the files, as far as the database lets us."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the database."""

    @contextmanager
    def alone(self, conversation_id: str, wait_s: float) -> Iterator[None]:  # noqa: ARG002
        """Keep other processes off a conversation while the block runs.

        Threads of this process are kept apart by the caller. A process that dies lets go at once.

        Args:
            conversation_id: the conversation; it need not exist.
            wait_s: how long to wait for another process.

        Raises:
            BusyError: it took another process longer.
        """
        yield

    def prepare(self, rows: Rows, now: Clock) -> None:
        """Keep the tables; called once by each store."""
        self.rows, self.now = rows, now
        self.owners = Owners(rows, now)
        self.pages = Pages(rows, now)
        self.tokens = UsedTokens(rows, now)
        self.rates = RateLimits(rows, now)
        self.shares = Shares(rows, now)
        self.counsellor_sessions = CounsellorSessions(rows)

    def ping(self) -> None:
        """Return if the database answers."""
        with self.rows.reading() as run:
            run("SELECT 1")

    def used(self, conversation_id: str) -> int:
        """Note that a turn begins; return its number.

        Somebody is there, whatever was heard of their page: a browser that slept, or lost its
        connection, was taken for closed; it is open all the same.
        """
        with self.rows.writing() as run:
            ((turn,),) = run(
                "INSERT INTO conversations (id, touched, turn) VALUES (:id, :now, 1)"
                " ON CONFLICT (id) DO UPDATE SET touched = excluded.touched, closed_at = NULL,"
                " turn = conversations.turn + 1 RETURNING turn",
                id=conversation_id,
                now=stamp(self.now()),
            )
        return int(turn)

    def consent(self, conversation_id: str) -> Consent | None:
        """Return what the person chose; None before they did."""
        found = self._read(conversation_id, "consent")
        return Consent(found) if found else None

    def choose(self, conversation_id: str, consent: Consent) -> None:
        """Note what the person chose."""
        self._note(conversation_id, "consent", consent.value)

    def variants(self, conversation_id: str) -> dict[str, str] | None:
        """Return the variant by experiment that a conversation began with; None before it began."""
        found = self._read(conversation_id, "variants")
        return json.loads(found) if found else None

    def begin(self, conversation_id: str, variants: Mapping[str, str]) -> None:
        """Note the variants that a conversation begins with; they stay what they are."""
        self._note(conversation_id, "variants", json.dumps(dict(variants)))

    def visits_over(self, idle: timedelta, grace: timedelta) -> list[str]:
        """Return the conversations of people who only wanted to use the advisor, and have gone.

        Args:
            idle: how long a conversation may go unused.
            grace: how long after its last page was closed.
        """
        now = self.now()
        with self.rows.reading() as run:
            found = run(
                "SELECT id FROM conversations WHERE consent = :use"  # nosec B608  # our own words; values are bound
                f" AND (touched < :idle OR (closed_at < :closed AND {NOT_LIVE}))",
                use=Consent.USE.value,
                idle=stamp(now - idle),
                closed=stamp(now - grace),
                alive=alive_since(now),
            )
        return [row[0] for row in found]

    def untouched(self, days: int) -> list[str]:
        """Return the conversations not used for ``days`` days."""
        limit = stamp(self.now() - timedelta(days=days))
        with self.rows.reading() as run:
            found = run("SELECT id FROM conversations WHERE touched < :limit", limit=limit)
        return [row[0] for row in found]

    def known(self, conversation_id: str) -> bool:
        """Whether something was said in a conversation with this id."""
        with self.rows.reading() as run:
            found = run(
                "SELECT 1 FROM checkpoints WHERE thread_id = :id LIMIT 1", id=conversation_id
            )
        return bool(found)

    def delete(self, conversation_id: str, owner_until: datetime | None = None) -> None:
        """Erase a conversation with all that belongs to it; unknown ids are fine.

        Args:
            conversation_id: of the conversation.
            owner_until: how long to know whose it was, because the log still has something of it;
                None where it has nothing.
        """
        with self.rows.writing() as run:
            keep_owner(run, conversation_id, owner_until)
            for table in self.checkpoint_tables:
                run(f"DELETE FROM {table} WHERE thread_id = :id", id=conversation_id)  # nosec B608  # our own words; values are bound
            erase_shares(run, "conversation_id = :value", conversation_id)
            run("DELETE FROM open_pages WHERE conversation_id = :id", id=conversation_id)
            run("DELETE FROM conversations WHERE id = :id", id=conversation_id)

    def erase_expired(self) -> None:
        """Erase what is kept until a date only: used tokens, rates, shares, past owners."""
        for table in (self.tokens, self.rates, self.shares, self.owners):
            table.erase_expired()

    def _read(self, conversation_id: str, column: str) -> str | None:
        with self.rows.reading() as run:  # the column's name is ours
            found = run(f"SELECT {column} FROM conversations WHERE id = :id", id=conversation_id)  # nosec B608  # our own words; values are bound
        return found[0][0] if found else None

    def _note(self, conversation_id: str, column: str, value: str) -> None:
        with self.rows.writing() as run:
            run(  # the column's name is ours
                f"INSERT INTO conversations (id, touched, {column}) VALUES (:id, :now, :value)"  # nosec B608  # our own words; values are bound
                f" ON CONFLICT (id) DO UPDATE SET {column} = excluded.{column}",
                id=conversation_id,
                now=stamp(self.now()),
                value=value,
            )

    def _touch(self, conversation_id: str) -> None:
        """Note when a conversation was last used; one deleted meanwhile stays so."""
        with self.rows.writing() as run:
            run(
                "UPDATE conversations SET touched = :now WHERE id = :id",
                now=stamp(self.now()),
                id=conversation_id,
            )
