"""Every table of a filled database goes forward whole, and back with what is told to be lost."""

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from advisor.log.database import Database
from advisor.migrating import Migrations
from graph.store.postgres import PostgresStore
from graph.store.schema import MIGRATIONS
from graph.store.sqlite import SqliteStore
from tests.filled import fill, held, lost

ROOT = Path(__file__).resolve().parent.parent
LOG = Migrations(ROOT / "advisor" / "log" / "migrations", "alembic_version")
Opened = Database | SqliteStore | PostgresStore


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tables.sqlite'}"
    return str(request.getfixturevalue("postgres_url"))


def _conversations(url: str) -> Opened:
    if url.startswith("sqlite"):
        return SqliteStore(Path(url.removeprefix("sqlite:///")), lambda: datetime.now(UTC))
    return PostgresStore(url, lambda: datetime.now(UTC))


@pytest.mark.parametrize(
    ("chain", "migrations", "opened"),
    [("log", LOG, Database), ("conversations", MIGRATIONS, _conversations)],
)
def test_a_filled_database_goes_forward_whole_and_back_as_documented(
    chain: str, migrations: Migrations, opened: Callable[[str], Opened], url: str
) -> None:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool)
    with closing(opened(url)) as store:
        _forward(store, engine, migrations.order)
        _back(store, engine, migrations.order, chain)
        assert store.migrate("head") == migrations.order[-1]


def _forward(store: Opened, engine: Engine, order: Sequence[str]) -> None:
    store.migrate("base")
    store.migrate(order[0])
    for newer in order[1:]:
        with engine.begin() as connection:
            fill(connection)
            before = held(connection)
        assert all(before.values()) and before
        assert store.migrate(newer) == newer
        with engine.begin() as connection:
            assert lost(before, held(connection)) == set()


def _back(store: Opened, engine: Engine, order: Sequence[str], chain: str) -> None:
    for newer, older in pairwise(reversed(order)):
        with engine.begin() as connection:
            fill(connection)
            before = held(connection)
        assert store.migrate(older) == older
        with engine.begin() as connection:
            assert lost(before, held(connection)) == _documented(chain, newer)


def _documented(chain: str, revision: str) -> set[str]:
    """Return what docs/upgrades.md says is lost on the way back from a revision."""
    text = (ROOT / "docs" / "upgrades.md").read_text("utf-8")
    rows = re.findall(rf"^\| {chain} \| {revision} \| (.+) \|$", text, re.MULTILINE)
    assert len(rows) == 1, f"docs/upgrades.md: expected a row of {chain}, {revision}"
    return set(re.findall(r"`([a-z_.]+)`", rows[0]))
