"""Divides a file of histories, or a folder of such files, into parts that are scored one by one."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from advisor.batch.lines import Line, read_lines
from retrieval.errors import AdvisorError

PATTERN = "*.jsonl"


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a file that stand one behind the other.

    Attributes:
        number: of the part, from 1, in the order of the input.
        path: of the file.
        file: its name, as results give it; None where the input is one file.
        begin, size: bytes: where the part begins, how many it has.
        first: the number of its first line, from 1.
        rows: lines that are not empty.
        sha256: of its bytes.
    """

    number: int
    path: str
    file: str | None
    begin: int
    size: int
    first: int
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Input:
    """What is to be scored, in parts."""

    parts: Sequence[Part]

    @property
    def rows(self) -> int:
        """How many histories there are."""
        return sum(part.rows for part in self.parts)

    @property
    def sha256(self) -> str:
        """A hash of all that is to be scored, wherever it is kept."""
        told = [f"{part.file} {part.begin} {part.size} {part.sha256}\n" for part in self.parts]
        return hashlib.sha256("".join(told).encode()).hexdigest()


def divide(source: Path, rows: int) -> Input:
    """Read all of the input once, a line at a time, and return its parts.

    Args:
        source: a file of histories, one a line; or a folder of such files, ``*.jsonl``.
        rows: histories a part.

    Raises:
        AdvisorError: it cannot be read, or the folder has no such file.
    """
    if not source.is_dir():
        files: list[tuple[Path, str | None]] = [(source, None)]
    else:
        files = [(path, path.name) for path in sorted(source.glob(PATTERN)) if path.is_file()]
        if not files:
            raise AdvisorError(f"expected files of histories, {PATTERN}, in {source}, found none")
    parts: list[Part] = []
    try:
        for path, name in files:
            parts += list(_parts(path, name, rows, len(parts) + 1))
    except OSError as error:
        raise AdvisorError(f"{error.filename or source}: {error.strerror or error}") from error
    return Input(parts)


def lines_of(part: Part) -> Iterator[tuple[int, Line]]:
    """Yield the number and the line of each row of a part.

    Raises:
        AdvisorError: the file is not what it was when it was divided; rows may have been yielded
            by then.
    """
    told = _Told()
    try:
        with Path(part.path).open("rb") as file:
            file.seek(part.begin)
            for line in told.lines_from(file):
                if not line.empty:
                    yield part.first + told.lines - 1, line
                if told.size >= part.size:
                    break
    except OSError as error:
        raise AdvisorError(f"{part.path}: {error.strerror or error}") from error
    if told.hash.hexdigest() != part.sha256:
        raise AdvisorError(
            f"{part.path} changed while it was scored: put back what it held, or begin again with"
            " another --out"
        )


def _parts(path: Path, name: str | None, rows: int, number: int) -> Iterator[Part]:
    begin, first = 0, 1
    with path.open("rb") as file:
        while True:
            told = _Told()
            for line in told.lines_from(file):
                told.rows += not line.empty
                if told.rows == rows:
                    break
            if not told.size:
                return
            yield Part(
                number=number,
                path=str(path.resolve()),
                file=name,
                begin=begin,
                size=told.size,
                first=first,
                rows=told.rows,
                sha256=told.hash.hexdigest(),
            )
            number, begin, first = number + 1, begin + told.size, first + told.lines


class _Told:
    """Counts what is read of a part."""

    def __init__(self) -> None:
        self.hash = hashlib.sha256()
        self.size = self.lines = self.rows = 0

    def lines_from(self, file: BinaryIO) -> Iterator[Line]:
        """Yield the lines from where a file stands to its end."""
        for line in read_lines(file, self.hash.update):
            self.size += line.size
            self.lines += 1
            yield line
