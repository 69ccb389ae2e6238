"""Reads JSON lines of any size in bounded memory: a line that is too long is passed over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

LONGEST = 1_000_000
"""Bytes of the longest line that is read; a history of 200 jobs has a tenth of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        size: its bytes, with the end.
        text: what it holds; None if it is too long to be held.
    """

    size: int
    text: bytes | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing on it, so that it gets no result."""
        return self.text is not None and not self.text.strip()


def read_lines(
    file: BinaryIO, seen: Callable[[bytes], None], longest: int = LONGEST
) -> Iterator[Line]:
    """Yield the lines from where a file stands to its end.

    Args:
        file: opened for reading bytes.
        seen: called with every byte that is read, in order.
        longest: bytes of the longest line whose text is kept, its end included.
    """
    while piece := file.readline(longest):
        seen(piece)
        size, text = len(piece), piece
        whole = piece.endswith(b"\n")
        while not whole and (piece := file.readline(longest)):
            seen(piece)
            size += len(piece)
            whole = piece.endswith(b"\n")
        yield Line(size, text if size == len(text) else None)
