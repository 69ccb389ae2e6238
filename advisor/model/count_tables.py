"""The fact tables of observed careers: their columns, and reading them with a check for damage."""

import hashlib
import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pandas as pd

from retrieval.errors import AdvisorError

MODEL = "transition-counts-nlsy97-1"
MANIFEST = "manifest.json"
OUTCOMES = ("stay", "move", "in_education", "not_working")
"""What a working person does a year later, in the order of every table."""
BREAK_OUTCOMES = ("same", "return", "move", "other")
"""What a person without a job does a year later: the same, back to the last group, a new group,
the other state without a job."""
TABLES = {
    "outcomes": ("tenure_from", "experience_from", *OUTCOMES),
    "groups": ("group", "people", "leavers", *OUTCOMES, *(f"expected_{o}" for o in OUTCOMES)),
    "breaks": ("state", "years_away", *BREAK_OUTCOMES),
    "moves": ("from", "to", "people", "direct", "after_break"),
    "education": ("group", "education", "moves"),
}
"""Columns of each table; what they mean is said in the README beside the tables."""
TEXT_COLUMNS = {"group": str, "from": str, "to": str, "state": str, "education": str}


@dataclass(frozen=True, slots=True)
class CountTables:
    """The tables as read, and where the observations come from.

    Attributes:
        source: to be shown with every number.
        people: how many people were observed.
        outcomes, groups, breaks, moves, education: see ``TABLES``.
    """

    source: str
    people: int
    outcomes: pd.DataFrame
    groups: pd.DataFrame
    breaks: pd.DataFrame
    moves: pd.DataFrame
    education: pd.DataFrame


def read_tables(folder: Path) -> CountTables:
    """Read the tables; raise ``AdvisorError`` when one is missing or damaged."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        model, source, people = manifest["model"], manifest["source"], manifest["people"]
        tables = {name: _read(folder, name, manifest["tables"][name]["sha256"]) for name in TABLES}
    except OSError as error:
        raise AdvisorError(
            f"expected the tables of observed careers in {folder}, got {error.strerror}"
            f" for {error.filename}: {_REBUILD}"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise AdvisorError(
            f"the tables of observed careers in {folder} are damaged ({error}): {_REBUILD}"
        ) from error
    if model != MODEL:
        raise AdvisorError(f"expected {MODEL} in {folder}, got {model!r}: {_REBUILD}")
    return CountTables(source, people, **tables)


_REBUILD = (
    "install the advisor again, or rebuild them with `advisor careers counts --from DIR --out DIR`"
)


def _read(folder: Path, name: str, sha256: str) -> pd.DataFrame:
    """Return one table; raise ``ValueError`` when it is not the file the manifest names."""
    content = (folder / f"{name}.csv").read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"{name}.csv does not match {MANIFEST}")
    table = pd.read_csv(BytesIO(content), dtype=TEXT_COLUMNS)
    if tuple(table.columns) != TABLES[name]:
        raise ValueError(f"{name}.csv has columns {list(table.columns)}")
    return table


def write_tables(folder: Path, tables: CountTables) -> None:
    """Write the tables and their manifest; the same tables always give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    listed: dict[str, dict[str, int | str]] = {}
    for name, columns in TABLES.items():
        table: pd.DataFrame = getattr(tables, name)
        content = table[list(columns)].to_csv(index=False, lineterminator="\n").encode()
        (folder / f"{name}.csv").write_bytes(content)
        listed[name] = {"rows": len(table), "sha256": hashlib.sha256(content).hexdigest()}
    manifest = {"model": MODEL, "source": tables.source, "people": tables.people, "tables": listed}
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
