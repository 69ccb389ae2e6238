"""Files of JSON objects, one a line, that outlive a kill in the middle of a line."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from retrieval.errors import AdvisorError

Row = Mapping[str, Any]


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file.

    Raises:
        AdvisorError: it is missing, or a line is not a JSON object.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ValueError(f"a {type(row).__name__} in line {number}")
                yield row
    except OSError as error:
        raise AdvisorError(f"expected a file at {path}: {error.strerror}") from error
    except ValueError as error:
        raise AdvisorError(f"expected a JSON object in each line of {path}, got {error}") from error


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write a file whole or not at all; return how many rows it has."""
    count = 0
    part = path.with_suffix(path.suffix + ".part")
    with part.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    part.replace(path)
    return count


class Journal:
    """A file that only grows, by one row at a time, each on disk before the next is begun."""

    def __init__(self, path: Path) -> None:
        """Open for adding; what a kill left of a last line without an end is cut off."""
        self._path = path
        if path.exists():
            whole = path.read_bytes()
            kept = whole[: whole.rfind(b"\n") + 1]
            if kept != whole:
                with path.open("r+b") as file:
                    file.truncate(len(kept))
        else:
            path.touch()

    def rows(self) -> list[dict[str, Any]]:
        """Return everything written so far; raise ``AdvisorError`` for a damaged line."""
        return list(read_rows(self._path))

    def add(self, row: Row) -> None:
        """Write a row down."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
