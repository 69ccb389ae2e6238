"""Brings the tables of a database to a revision, forward or back, by a folder of migrations."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import ColumnClause, Connection, column, inspect, select, table

from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from alembic.config import Config


@dataclass(frozen=True, slots=True)
class Migrations:
    """A chain of migrations.

    Attributes:
        folder: holds ``env.py`` and ``versions/vNNNN_name.py``.
        version_table: name of the table that tells the revision a database is at.
    """

    folder: Path
    version_table: str

    @property
    def order(self) -> tuple[str, ...]:
        """The revisions in order, by the names of their files: no need to load Alembic."""
        return tuple(sorted(path.stem[1:5] for path in (self.folder / "versions").glob("v*_*.py")))

    def found(self, connection: Connection) -> str | None:
        """Return the revision that a database is at; None for no tables.

        Raises:
            AdvisorError: it is newer than any known here.
        """
        if not inspect(connection).has_table(self.version_table):
            return None
        version: ColumnClause[str] = column("version_num")
        found = connection.scalar(select(version).select_from(table(self.version_table, version)))
        if found is not None and found > self.order[-1]:
            raise AdvisorError(
                f"the tables are of version {found}, newer than this program's {self.order[-1]};"
                " update the program"
            )
        return None if found is None else str(found)

    def bring(self, connection: Connection, revision: str = "head") -> str | None:
        """Bring the tables to a revision; return the one they are at then.

        Args:
            connection: in a transaction, alone on the tables.
            revision: such as ``0001``; ``head`` for the newest, ``base`` for none.

        Raises:
            AdvisorError: there is no such revision.
        """
        from alembic import command  # noqa: PLC0415  # half a second, which most starts spare

        here = self.found(connection) or "base"
        order = ["base", *self.order]
        wanted = order[-1] if revision == "head" else revision
        if wanted not in order:
            raise AdvisorError(f"expected a version of {', '.join(order)}, got {revision!r}")
        forward = order.index(wanted) >= order.index(here)
        (command.upgrade if forward else command.downgrade)(self._alembic(connection), wanted)
        return None if wanted == "base" else wanted

    def _alembic(self, connection: Connection) -> "Config":
        from alembic.config import Config  # noqa: PLC0415  # see ``bring``

        config = Config()
        config.set_main_option("script_location", str(self.folder))
        config.attributes["connection"] = connection
        config.attributes["version_table"] = self.version_table
        return config
