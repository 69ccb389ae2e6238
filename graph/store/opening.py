"""Opens the store of conversations that the settings name."""

from pathlib import Path

from advisor.settings import Settings
from graph.store.conversations import ConversationStore
from graph.store.rows import Clock
from graph.store.sqlite import CONVERSATIONS, SqliteStore
from retrieval.errors import AdvisorError


def open_store(settings: Settings, now: Clock, keep: bool = True) -> ConversationStore:
    """Return the conversations of the settings.

    Args:
        settings: Postgres at ``state_url``; without, a file in ``data_dir``.
        now: the clock, timezone-aware.
        keep: False to hold them in memory only.

    Raises:
        AdvisorError: the database cannot be used, or its driver is not installed.
    """
    if not keep:
        return SqliteStore(Path(":memory:"), now)
    if settings.state_url is None:
        return SqliteStore(settings.data_dir / CONVERSATIONS, now)
    try:
        from graph.store.postgres import PostgresStore  # noqa: PLC0415  # may not be installed
    except ModuleNotFoundError as error:
        raise AdvisorError(
            f"ADVISOR_STATE_URL: {error.name} is not installed; for Postgres:"
            " pip install 'career-advisor[scale]'"
        ) from error
    return PostgresStore(settings.state_url.get_secret_value(), now)
