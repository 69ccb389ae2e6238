"""Sessions in the log's database and beside the conversations, in SQLite and Postgres."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from advisor.accounts.log_sessions import LogSessions
from advisor.accounts.sessions import KeptSessions, Sessions
from advisor.log.database import Database
from graph.store.sqlite import SqliteStore
from tests.conftest import OpenState

Rows = Callable[[], list[tuple[str, str]]]
"""The hashes of tokens, and whose they are."""


@pytest.fixture(params=["operators", "counsellors"])
def kept(
    request: pytest.FixtureRequest, open_state: OpenState, tmp_path: Path
) -> Iterator[tuple[KeptSessions, Rows]]:
    """Either table, in either database."""
    store = open_state(lambda: datetime.now(UTC))

    def beside_conversations() -> list[tuple[str, str]]:
        with store.rows.reading() as run:
            found = run("SELECT token_hash, name FROM counsellor_sessions")
        return [(row[0], row[1]) for row in found]

    if request.param == "counsellors":
        yield store.counsellor_sessions, beside_conversations
        return
    sqlite = isinstance(store, SqliteStore)
    url = f"sqlite:///{tmp_path / 'log'}" if sqlite else request.getfixturevalue("postgres").url
    database = Database(url)

    def in_the_log() -> list[tuple[str, str]]:
        with database.reading() as connection:
            found = connection.execute(text("SELECT token_hash, operator FROM operator_sessions"))
            return [(row[0], row[1]) for row in found]

    yield LogSessions(database), in_the_log
    database.close()


def test_a_session_lasts_eight_hours_or_until_it_is_closed(
    kept: tuple[KeptSessions, Rows],
) -> None:
    now = [datetime(2026, 11, 28, 12, tzinfo=UTC)]
    sessions = Sessions(kept[0], lambda: now[0])
    token, other = sessions.open("kim"), sessions.open("kim")
    assert token != other
    found = sessions.find(token)
    assert found is not None
    assert (found.name, found.expires) == ("kim", now[0] + timedelta(hours=8))
    assert sessions.find(token[::-1]) is None
    sessions.close(other)
    assert sessions.find(other) is None
    now[0] += timedelta(hours=8, seconds=-1)
    assert sessions.find(token) == found
    now[0] += timedelta(seconds=1)
    assert sessions.find(token) is None


def test_the_database_holds_no_token_and_forgets_what_is_over(
    kept: tuple[KeptSessions, Rows],
) -> None:
    now = [datetime(2026, 11, 28, 12, tzinfo=UTC)]
    sessions, rows = Sessions(kept[0], lambda: now[0]), kept[1]
    token = sessions.open("kim")
    ((hashed, name),) = rows()
    assert (token in hashed, name) == (False, "kim")
    now[0] += timedelta(days=1)
    sessions.open("lee")
    assert [name for _, name in rows()] == ["lee"]
