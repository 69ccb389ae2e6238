"""Puts the columns of a page one after the other, but keeps titles beside their dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}/\d\d\b|\b(?:present|current|now)\b", re.IGNORECASE)
_GUTTER = 3
"""Characters of white between columns, at least."""
_FEWEST_LINES = 8
_FILLED = 0.35
"""Share of the lines of a column that must hold text."""
_DATED = 0.4
"""A column with dates in this share of its lines is the dates of what stands beside it."""
_PROSE_WORDS = 4.0
"""Words a line, on average, in the wider column; a table of names has fewer."""
_WIDEST = 300
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class _Columns:
    """Lines ``first`` up to ``end`` with white at ``gutter``."""

    first: int
    end: int
    gutter: int


def reading_order(lines: Sequence[str]) -> list[str]:
    """Return the lines of a page, a side column and the main one one after the other.

    Args:
        lines: in a fixed grid of characters, so that equal positions are equal places.
    """
    if len(lines) > _MOST_LINES:
        return list(lines)
    found = _columns(lines)
    if found is None:
        return list(lines)
    inside = lines[found.first : found.end]
    return [
        *reading_order(lines[: found.first]),
        *(line[: found.gutter].rstrip() for line in inside),
        "",
        *(line[found.gutter :].strip() for line in inside),
        *reading_order(lines[found.end :]),
    ]


def _columns(lines: Sequence[str]) -> _Columns | None:
    """Return the tallest block of two columns; None if there is none."""
    width = min(max(map(len, lines), default=0), _WIDEST)
    best: _Columns | None = None
    for gutter in range(_GUTTER, width):
        for block in _blocks(lines, gutter):
            taller = best is None or block.end - block.first > best.end - best.first
            if taller and _is_columns(lines[block.first : block.end], gutter):
                best = block
    return best


def _blocks(lines: Sequence[str], gutter: int) -> list[_Columns]:
    """Return the runs of lines that are white just before ``gutter``, if tall enough."""
    blocks: list[_Columns] = []
    first = 0
    for place in range(len(lines) + 1):
        if place < len(lines) and not lines[place][gutter - _GUTTER : gutter].strip():
            continue
        if place - first >= _FEWEST_LINES:
            blocks.append(_Columns(first, place, gutter))
        first = place + 1
    return blocks


def _is_columns(lines: Sequence[str], gutter: int) -> bool:
    left = [cell for line in lines if (cell := line[:gutter].strip())]
    right = [cell for line in lines if (cell := line[gutter:].strip())]
    written = sum(bool(line.strip()) for line in lines)
    if min(len(left), len(right)) < max(_FEWEST_LINES / 2, _FILLED * written):
        return False
    if _dated(left) >= _DATED or _dated(right) >= _DATED:
        return False
    return max(_words(left), _words(right)) >= _PROSE_WORDS


def _dated(cells: Sequence[str]) -> float:
    return sum(bool(_YEAR.search(cell)) for cell in cells) / len(cells)


def _words(cells: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in cells) / len(cells)
