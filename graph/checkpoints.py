"""Conversations on disk: SQLite checkpoints, strictly typed, pruned, erasable.

Invariants:
    - Only the value types reachable from ``ConversationState`` are ever deserialised.
    - A thread keeps its latest checkpoint only; the ones before it are deleted after each turn.
    - Deleted rows are overwritten (``secure_delete``) and the write-ahead log is truncated, so
      that an erased conversation leaves no bytes behind.
"""

import json
import sqlite3
import typing
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite import SqliteSaver

from advisor.log.consent import Consent
from graph.state import ConversationState
from retrieval.errors import AdvisorError

_OLDER = (
    "thread_id = ? AND checkpoint_id <"
    " (SELECT max(checkpoint_id) FROM checkpoints WHERE thread_id = ?)"
)


CONVERSATIONS = "conversations.sqlite"
"""Name of the file in the data folder."""
_LATER_COLUMNS = ("consent", "closed_at", "variants")
"""Of ``conversations``: the level chosen; when the page was closed, NULL while it is open; the
variants it began with as JSON, NULL before it began."""


class ConversationStore:
    """The SQLite file that holds every conversation."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        """Open or create the file.

        Args:
            path: the database; its folder is made if needed. ``:memory:`` keeps nothing.
            now: the clock, timezone-aware.

        Raises:
            AdvisorError: the file cannot be opened or is not a database.
        """
        self._now = now
        try:
            if str(path) != ":memory:":
                path.parent.mkdir(parents=True, exist_ok=True)
                if not path.exists():
                    path.touch(mode=0o600)  # what SQLite puts beside it gets the same
            self._connection = sqlite3.connect(path, check_same_thread=False, timeout=10)
            self._connection.execute("PRAGMA secure_delete = ON")
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS conversations"
                " (id TEXT PRIMARY KEY, touched TEXT NOT NULL) STRICT"
            )
            self._add_columns()
            self._connection.commit()
            serde = JsonPlusSerializer(allowed_msgpack_modules=stored_types(ConversationState))
            self.saver = SqliteSaver(self._connection, serde=serde)
            self.saver.setup()
        except (OSError, sqlite3.Error) as error:
            raise AdvisorError(
                f"expected a writable conversation store at {path}, got: {error};"
                " set ADVISOR_DATA_DIR to another folder or move the file away"
            ) from error

    def tidy(self, conversation_id: str) -> None:
        """Note that the conversation was used and drop all but its latest checkpoint."""
        with self.saver.cursor() as cursor:
            for table in ("writes", "checkpoints"):
                cursor.execute(  # the table names are the two constants above
                    f"DELETE FROM {table} WHERE {_OLDER}",  # noqa: S608
                    (conversation_id, conversation_id),
                )
            cursor.execute(
                "INSERT INTO conversations (id, touched) VALUES (?, ?)"
                " ON CONFLICT (id) DO UPDATE SET touched = excluded.touched",
                (conversation_id, self._now().isoformat()),
            )

    def used(self, conversation_id: str) -> None:
        """Note that a turn begins: somebody is there, whatever was heard of their page.

        A browser that slept, or lost its connection, was taken for closed; it is open all the same.
        """
        with self.saver.cursor() as cursor:
            cursor.execute(
                "INSERT INTO conversations (id, touched) VALUES (?, ?) ON CONFLICT (id)"
                " DO UPDATE SET touched = excluded.touched, closed_at = NULL",
                (conversation_id, self._now().isoformat()),
            )

    def _add_columns(self) -> None:
        """Add what files of earlier versions lack."""
        columns = self._connection.execute("PRAGMA table_info(conversations)").fetchall()
        for name in _LATER_COLUMNS:
            if name not in {column[1] for column in columns}:
                self._connection.execute(f"ALTER TABLE conversations ADD COLUMN {name} TEXT")

    def consent(self, conversation_id: str) -> Consent | None:
        """Return what the person chose; None before they did."""
        with self.saver.cursor(transaction=False) as cursor:
            cursor.execute("SELECT consent FROM conversations WHERE id = ?", (conversation_id,))
            row = cursor.fetchone()
        return Consent(row[0]) if row and row[0] else None

    def choose(self, conversation_id: str, consent: Consent) -> None:
        """Note what the person chose."""
        self._note(conversation_id, "consent", consent.value)

    def variants(self, conversation_id: str) -> dict[str, str] | None:
        """Return the variant by experiment that a conversation began with; None before it began."""
        with self.saver.cursor(transaction=False) as cursor:
            cursor.execute("SELECT variants FROM conversations WHERE id = ?", (conversation_id,))
            row = cursor.fetchone()
        return json.loads(row[0]) if row and row[0] else None

    def begin(self, conversation_id: str, variants: Mapping[str, str]) -> None:
        """Note the variants that a conversation begins with; they stay what they are."""
        self._note(conversation_id, "variants", json.dumps(dict(variants)))

    def left(self, conversation_id: str) -> None:
        """Note that the page of a conversation was closed; unknown ids are fine."""
        with self.saver.cursor() as cursor:
            now = self._now().isoformat()
            cursor.execute(
                "UPDATE conversations SET closed_at = ? WHERE id = ?", (now, conversation_id)
            )

    def returned(self, conversation_id: str) -> None:
        """Note that the page of a conversation is open again; unknown ids are fine."""
        with self.saver.cursor() as cursor:
            cursor.execute(
                "UPDATE conversations SET closed_at = NULL WHERE id = ?", (conversation_id,)
            )

    def visits_over(self, idle: timedelta, grace: timedelta) -> list[str]:
        """Return the conversations of people who only wanted to use the advisor, and have gone.

        Args:
            idle: how long a conversation may go unused.
            grace: how long after its page was closed.
        """
        now = self._now().astimezone(UTC)
        with self.saver.cursor(transaction=False) as cursor:
            cursor.execute(
                "SELECT id FROM conversations WHERE consent = ? AND (touched < ? OR closed_at < ?)",
                (Consent.USE.value, (now - idle).isoformat(), (now - grace).isoformat()),
            )
            return [row[0] for row in cursor.fetchall()]

    def _note(self, conversation_id: str, column: str, value: str) -> None:
        with self.saver.cursor() as cursor:
            cursor.execute(  # the column's name is ours
                f"INSERT INTO conversations (id, touched, {column}) VALUES (?, ?, ?)"  # noqa: S608
                f" ON CONFLICT (id) DO UPDATE SET {column} = excluded.{column}",
                (conversation_id, self._now().isoformat(), value),
            )

    def known(self, conversation_id: str) -> bool:
        """Whether a conversation with this id is stored."""
        with self.saver.cursor(transaction=False) as cursor:
            cursor.execute("SELECT 1 FROM checkpoints WHERE thread_id = ?", (conversation_id,))
            return cursor.fetchone() is not None

    def delete(self, conversation_id: str) -> None:
        """Erase a conversation; unknown ids are fine.

        Raises:
            AdvisorError: the file cannot be written, so that some of it is still there.
        """
        try:
            self.saver.delete_thread(conversation_id)
            with self.saver.cursor() as cursor:
                cursor.execute("DELETE FROM conversations WHERE id = ?", (conversation_id,))
            with self.saver.cursor(transaction=False) as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise AdvisorError(f"a conversation could not be erased: {error}") from error

    def untouched(self, days: int) -> list[str]:
        """Return the conversations not used for ``days`` days."""
        limit = (self._now().astimezone(UTC) - timedelta(days=days)).isoformat()
        with self.saver.cursor(transaction=False) as cursor:
            cursor.execute("SELECT id FROM conversations WHERE touched < ?", (limit,))
            return [row[0] for row in cursor.fetchall()]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def stored_types(root: Any) -> list[type]:
    """Return the dataclasses and enums reachable from the annotations of ``root``."""
    found: dict[type, None] = {}
    waiting = [root]
    while waiting:
        item = waiting.pop()
        arguments = typing.get_args(item)
        if arguments:
            waiting.extend(a for a in arguments if not isinstance(a, str))
        elif isinstance(item, type) and item not in found:
            if issubclass(item, Enum):
                found[item] = None
            elif is_dataclass(item) or typing.is_typeddict(item):
                if is_dataclass(item):
                    found[item] = None
                waiting.extend(typing.get_type_hints(item).values())
    return list(found)
