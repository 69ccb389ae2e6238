"""The versions of the tables beside LangGraph's own."""

from pathlib import Path

from advisor.migrating import Migrations

MIGRATIONS = Migrations(Path(__file__).parent / "migrations", "state_version")
