"""Reads a CSV file that must have certain columns."""

import csv
from pathlib import Path

from retrieval.errors import AdvisorError


def read_csv(path: Path, *columns: str) -> list[dict[str, str]]:
    """Return the rows by column name.

    Raises:
        AdvisorError: unreadable, a column is missing, or a row is too short or too long.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise AdvisorError(
                    f"{path}: expected a column {missing[0]!r}, "
                    f"got {', '.join(reader.fieldnames or ()) or 'an empty file'}"
                )
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AdvisorError(f"{path}: cannot read it: {error}") from error
    for number, row in enumerate(rows, start=1):
        if None in row or None in row.values():
            raise AdvisorError(f"{path}, row {number}: expected as many columns as the first line")
    return rows
