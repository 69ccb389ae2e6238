"""Puts a row into every table of a database, and tells what all tables hold."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

Rows = list[Mapping[str, Any]]
_LEFT_ALONE = {"alembic_version", "state_version", "checkpoint_migrations", "sqlite_sequence"}


def fill(connection: sa.Connection) -> None:
    """Add one row to every table that has none, parents first."""
    tables = sa.MetaData()
    tables.reflect(connection)
    for table in tables.sorted_tables:
        if table.name in _LEFT_ALONE or connection.execute(sa.select(table)).first() is not None:
            continue
        row = {c.name: _value(c, connection) for c in table.columns if not _made(c)}
        connection.execute(table.insert().values(row))


def held(connection: sa.Connection) -> dict[str, Rows]:
    """Return the rows of every table."""
    tables = sa.MetaData()
    tables.reflect(connection)
    return {
        table.name: [dict(row) for row in connection.execute(sa.select(table)).mappings()]
        for table in tables.sorted_tables
        if table.name not in _LEFT_ALONE
    }


def lost(before: Mapping[str, Rows], after: Mapping[str, Rows]) -> set[str]:
    """Return the tables that went, and the columns of others, as ``table`` and ``table.column``.

    Fails where a row went or a value is another one.
    """
    gone = set(before) - set(after)
    for name in set(before) & set(after):
        assert len(before[name]) == len(after[name]), name
        for was, now in zip(before[name], after[name], strict=True):
            gone |= {f"{name}.{column}" for column in set(was) - set(now)}
            assert {c: v for c, v in was.items() if c in now} == {
                c: v for c, v in now.items() if c in was
            }, name
    return gone


def _made(column: sa.Column[Any]) -> bool:
    """Whether the database makes the value."""
    whole = isinstance(column.type, sa.Integer)
    return whole and column.name == "id" and column.primary_key


def _value(column: sa.Column[Any], connection: sa.Connection) -> Any:
    for key in column.foreign_keys:
        return connection.scalar(sa.select(key.column))
    match column.type:
        case sa.JSON() | JSONB():
            return {"of": column.name}
        case sa.Boolean():
            return True
        case sa.DateTime():
            return datetime(2026, 11, 15, 12, tzinfo=UTC)
        case sa.Integer() | sa.Numeric() | sa.Float():
            return 7
        case sa.LargeBinary():
            return b"bytes"
        case _:
            return f"a {column.name}"[:16]
