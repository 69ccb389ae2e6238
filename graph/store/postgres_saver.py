"""LangGraph's checkpoints in Postgres, written only by who holds the conversation."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata
from langgraph.checkpoint.postgres import PostgresSaver
from psycopg import Cursor
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from graph.store.rows import StoreUnavailableError, TurnTakenError, storable
from graph.store.serializer import serializer

Pool = ConnectionPool[psycopg.Connection[tuple[Any, ...]]]


@contextmanager
def said() -> Iterator[None]:
    """Turn what the driver or the pool raises into one line, without the values of a statement."""
    try:
        yield
    except (psycopg.Error, PoolTimeout, PoolClosed) as error:
        reason = str(error).split("\n")[0] or type(error).__name__
        raise StoreUnavailableError(f"the conversations cannot be used: {reason}") from None


class FencedSaver(PostgresSaver):
    """LangGraph's own, with three differences.

    It takes a connection of the pool for each call and no lock of its own, so that one slow call
    holds nobody up. Within a turn it writes only as long as no other turn of the conversation has
    begun and it was not deleted: the row is locked and looked at in the transaction of the write.
    And texts are rid of what JSON in Postgres refuses.

    Args:
        pool: its connections are not in autocommit mode: each call is a transaction.
        turns: the number of the turn that is running, by conversation; changed by the store.
    """

    def __init__(self, pool: Pool, turns: Mapping[str, int]) -> None:
        super().__init__(pool, serde=serializer())  # type: ignore[arg-type]  # rows are made below
        self._pool = pool
        self._turns = turns
        self._writing = threading.local()

    def put(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Save a checkpoint; raise ``TurnTakenError`` if the conversation is another's now."""
        values = checkpoint["channel_values"]
        kept = checkpoint.copy()
        kept["channel_values"] = {
            name: storable(value) if isinstance(value, str) else value
            for name, value in values.items()
        }
        with self._of(config):
            return super().put(config, kept, metadata, new_versions)

    def put_writes(
        self,
        config: RunnableConfig,
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        """Save what a node returned; raise ``TurnTakenError`` as ``put``."""
        with self._of(config):
            super().put_writes(config, writes, task_id, task_path)

    @contextmanager
    def _of(self, config: RunnableConfig) -> Iterator[None]:
        self._writing.conversation = config["configurable"]["thread_id"]
        try:
            yield
        finally:
            self._writing.conversation = None

    @contextmanager
    def _cursor(self, *, pipeline: bool = False) -> Iterator[Cursor[DictRow]]:
        with (
            said(),
            self._pool.connection() as connection,
            connection.cursor(binary=True, row_factory=dict_row) as cursor,
        ):
            conversation_id = getattr(self._writing, "conversation", None) if pipeline else None
            turn = self._turns.get(conversation_id) if conversation_id else None
            if turn is not None:
                cursor.execute(
                    "SELECT 1 FROM conversations WHERE id = %s AND turn = %s FOR SHARE",
                    (conversation_id, turn),
                )
                if cursor.fetchone() is None:
                    raise TurnTakenError
            yield cursor
