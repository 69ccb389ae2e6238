import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from advisor.log.consent import Consent
from graph.state import Line
from graph.store.sqlite import SqliteStore
from retrieval.errors import AdvisorError
from tests.graph.store.conftest import NOON, HandClock
from tests.graph.store.talk import HISTORY, say

BY_THE_FIRST = """
PRAGMA journal_mode=WAL;
CREATE TABLE conversations (id TEXT PRIMARY KEY, touched TEXT NOT NULL) STRICT;
INSERT INTO conversations VALUES ('c1', '2026-11-15T12:00:00+00:00');
"""
BEFORE_MIGRATIONS = f"""
{BY_THE_FIRST}
ALTER TABLE conversations ADD COLUMN consent TEXT;
ALTER TABLE conversations ADD COLUMN closed_at TEXT;
ALTER TABLE conversations ADD COLUMN variants TEXT;
UPDATE conversations SET consent = 'use', variants = '{{"prompt": "b"}}';
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "conversations.sqlite"


@pytest.fixture
def file_store(path: Path, clock: HandClock) -> Iterator[SqliteStore]:
    opened = SqliteStore(path, clock)
    yield opened
    opened.close()


def test_an_erased_conversation_leaves_no_bytes(file_store: SqliteStore, path: Path) -> None:
    words = "worked undercover at Globex"
    for conversation in ("c1", "c2"):
        say(file_store, conversation, {"transcript": (Line("user", f"{words} {conversation}"),)})
    file_store.delete("c1")
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert f"{words} c1".encode() not in kept
    assert f"{words} c2".encode() in kept
    assert (file_store.known("c1"), file_store.known("c2")) == (False, True)


def test_nobody_else_on_the_computer_can_read_it(file_store: SqliteStore, path: Path) -> None:
    say(file_store, "c1", {"history": HISTORY})
    modes = {file.name: file.stat().st_mode & 0o077 for file in path.parent.iterdir()}
    assert modes["conversations.sqlite-wal"] == 0
    assert set(modes.values()) == {0}


def test_a_file_that_is_no_database_is_refused_in_one_line(
    tmp_path: Path, clock: HandClock
) -> None:
    path = tmp_path / "conversations.sqlite"
    path.write_text("not a database, but long enough to be read as a header" * 20)
    with pytest.raises(AdvisorError, match="ADVISOR_DATA_DIR"):
        SqliteStore(path, clock)
    assert path.read_text().startswith("not a database")


@pytest.mark.parametrize("script", [BY_THE_FIRST, BEFORE_MIGRATIONS])
def test_a_file_of_an_earlier_program_is_upgraded_without_loss(
    path: Path, clock: HandClock, script: str
) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        database.executescript(script)
    store = SqliteStore(path, clock)
    later = script == BEFORE_MIGRATIONS
    assert store.consent("c1") is (Consent.USE if later else None)
    assert store.variants("c1") == ({"prompt": "b"} if later else None)
    assert store.owners.of("c1") is None
    store.owners.own("c1", "ann")
    assert store.owners.owned_by("ann") == (("c1", NOON),)
    assert say(store, "c1", {"history": HISTORY})["history"] == HISTORY
    store.close()


def test_a_file_of_a_newer_program_is_refused_and_left_alone(path: Path, clock: HandClock) -> None:
    SqliteStore(path, clock).close()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE state_version SET version_num = '9999'")
    with pytest.raises(AdvisorError, match="newer than this program's"):
        SqliteStore(path, clock)
