"""A folder of fact tables: plain CSV files and a manifest with their checksums."""

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.errors import AdvisorError

LAYOUT = 1
"""Raised whenever tables or columns change, so that old folders are noticed."""

MANIFEST = "manifest.json"
README = "README.md"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text cells without carriage returns; an empty cell means "not published"."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def to_bytes(self) -> bytes:
        """Return the table as CSV, the same bytes on every machine."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return text.getvalue().encode()


@dataclass(frozen=True, slots=True)
class FactFolder:
    """The checked contents of a folder.

    Everything is read at once (5 MB), so that a folder replaced while the program runs cannot mix
    two releases.

    Attributes:
        manifest: what ``write_folder`` was given, and ``tables``.
        contents: the CSV bytes by table name.
    """

    manifest: Mapping[str, Any]
    contents: Mapping[str, bytes]

    def __contains__(self, table: str) -> bool:
        return table in self.contents

    @property
    def fingerprint(self) -> str:
        """Return a SHA-256 over all tables: it changes when any fact changes."""
        sums = sorted((name, entry["sha256"]) for name, entry in self.manifest["tables"].items())
        return hashlib.sha256(json.dumps(sums).encode()).hexdigest()

    def table(self, name: str) -> Table:
        """Return a table; one the folder lacks raises ``KeyError``."""
        lines = csv.reader(io.StringIO(self.contents[name].decode(), newline=""))
        columns = tuple(next(lines))
        return Table(name, columns, [tuple(row) for row in lines])


def exists(folder: Path) -> bool:
    """Return whether fact tables were written to this folder."""
    return (folder / MANIFEST).is_file()


def read_folder(folder: Path, remedy: str) -> FactFolder:
    """Read and check all tables.

    Args:
        folder: where ``write_folder`` wrote them.
        remedy: what to run when they are missing or damaged; ends the error's line.

    Raises:
        AdvisorError: missing, unreadable, written by another version, or a checksum differs.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if manifest["layout"] != LAYOUT:
            raise AdvisorError(
                f"{folder}: tables of layout {manifest['layout']}, expected {LAYOUT}; {remedy}"
            )
        contents = {name: (folder / f"{name}.csv").read_bytes() for name in manifest["tables"]}
        sums = {name: entry["sha256"] for name, entry in manifest["tables"].items()}
    except FileNotFoundError as error:
        raise AdvisorError(f"{error.filename}: an O*NET table is missing; {remedy}") from error
    except OSError as error:
        raise AdvisorError(f"{folder}: cannot read the O*NET tables: {error}; {remedy}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AdvisorError(f"{folder / MANIFEST}: damaged; {remedy}") from error
    for name, content in contents.items():
        if hashlib.sha256(content).hexdigest() != sums[name]:
            raise AdvisorError(f"{folder / name}.csv: changed or damaged; {remedy}")
    return FactFolder(manifest, contents)


def write_folder(
    folder: Path, tables: Iterable[Table], about: Mapping[str, Any], readme: str
) -> None:
    """Write tables, manifest and README, replacing an earlier folder only once all is written.

    Args:
        folder: where; what lies there is replaced only if it is such a folder.
        tables: what to write.
        about: further manifest entries (release, licence, sources).
        readme: text of ``README.md``.

    Raises:
        AdvisorError: something else lies in ``folder``, or it cannot be written.
    """
    with beside(folder) as new:
        _fill(new, tables, about, readme)
        replace_folder(folder, new)


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """Yield a new, empty folder on the same file system, deleted afterwards if still there."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as temporary:
            new = Path(temporary) / "new"
            new.mkdir()
            yield new
    except OSError as error:
        raise AdvisorError(f"{folder}: cannot write the O*NET tables: {error}") from error


def replace_folder(folder: Path, new: Path) -> None:
    """Move ``new`` to ``folder``; what was there goes to ``new``'s neighbour ``old``.

    Raises:
        AdvisorError: something other than fact tables lies in ``folder``.
        OSError: a rename failed; ``folder`` is as before.
    """
    check_replaceable(folder)
    old = new.with_name("old")
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)


def check_replaceable(folder: Path) -> None:
    """Raise ``AdvisorError`` if the folder holds anything but fact tables."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise AdvisorError(f"{folder}: expected a folder to write to, got a file")
    names = {path.name for path in folder.iterdir()}
    strange = sorted(n for n in names if n not in {MANIFEST, README} and not n.endswith(".csv"))
    if strange or (names and MANIFEST not in names):
        raise AdvisorError(
            f"{folder}: holds other files ({(strange or sorted(names))[0]}); "
            "name an empty folder or one of earlier tables"
        )


def _fill(folder: Path, tables: Iterable[Table], about: Mapping[str, Any], readme: str) -> None:
    entries: dict[str, dict[str, object]] = {}
    for table in tables:
        content = table.to_bytes()
        (folder / f"{table.name}.csv").write_bytes(content)
        entries[table.name] = {
            "columns": len(table.columns),
            "rows": len(table.rows),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    manifest = {"layout": LAYOUT, **about, "tables": entries}
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    (folder / README).write_text(readme, encoding="utf-8")
