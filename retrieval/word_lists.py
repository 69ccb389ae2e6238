"""Reads the word lists in ``words/``, which are ours: one CSV file each."""

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield each line of a list, by column."""
    with (files("retrieval") / "words" / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
