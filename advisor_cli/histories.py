"""Answers a file of many histories into a file of results, a line each; a stopped run goes on.

A result is written whole before the next one is begun. What a kill can leave behind is one line
without its end, which is removed and done again.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Any, BinaryIO

from filelock import FileLock, Timeout
from tqdm import tqdm

from advisor.batch.answering import Answer
from advisor_cli.progress import bar
from retrieval.errors import AdvisorError

_LINE, _ERROR = "line", "error"
_BEGIN = b'{"line": '


@dataclass(slots=True)
class _Done:
    """The lines that have a result: their numbers, how many of them are errors."""

    lines: set[int]
    bad: int


def predict_histories(histories: Path, out: Path, open_answer: Callable[[], Answer]) -> int:
    """Write a result for every line that has none yet; return 0, or 1 if any line is bad.

    Empty lines count as lines and get no result.

    Args:
        histories: a history a line, as JSON.
        out: gets ``{"line": n, ...}`` for each, n from 1; ``{"line": n, "error": reason}`` where
            the history cannot be used.
        open_answer: called once, if there is anything to do.

    Raises:
        AdvisorError: a file cannot be read or written, or ``out`` holds something else.
    """
    try:
        numbers = [number for number, _ in _told(histories)]
        with _results(out) as file:
            done = _read_done(file, out)
            if not done.lines.issubset(numbers):
                raise AdvisorError(
                    f"expected results for {histories} in {out}, got one for line"
                    f" {min(done.lines - set(numbers))}, which is not there: name another file"
                )
            if len(done.lines) < len(numbers):
                _go_on(histories, len(numbers), file, done, open_answer())
    except OSError as error:
        raise AdvisorError(f"{error.filename or out}: {error.strerror or error}") from error
    if done.bad:
        summary = f'{done.bad} of {len(numbers)} lines are bad, see "error" in {out}'
        print(f"advisor: {summary}", file=sys.stderr)
        return 1
    print(f"{len(numbers)} lines done: {out}")
    return 0


def _go_on(histories: Path, total: int, file: BinaryIO, done: _Done, answer: Answer) -> None:
    with bar() as progress:
        for number, text in _told(histories):
            if number not in done.lines:
                result = _result(number, text, answer)
                done.lines.add(number)
                done.bad += _ERROR in result
                file.write(json.dumps(result, ensure_ascii=False).encode() + b"\n")
                file.flush()
            progress("histories", len(done.lines), total)


def _result(number: int, text: bytes, answer: Answer) -> Mapping[str, Any]:
    try:
        return {_LINE: number, **answer(text)}
    except AdvisorError as error:
        tqdm.write(f"advisor: line {number}: {error}", file=sys.stderr)
        return {_LINE: number, _ERROR: str(error)}


def _told(histories: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the number and text of each line that is not empty."""
    with histories.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line


def lock_of(out: Path) -> Path:
    """Return the lock of a file of results; it stays, so it is not beside the user's files."""
    name = hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:16]
    return Path(gettempdir()) / f"career-advisor-{name}.lock"


@contextmanager
def _results(out: Path) -> Iterator[BinaryIO]:
    """Open the results for reading and adding; nobody else may write them meanwhile."""
    try:
        with FileLock(lock_of(out), timeout=0), out.open("a+b") as file:
            yield file
    except Timeout as error:
        raise AdvisorError(f"another run is writing {out}") from error


def _read_done(file: BinaryIO, out: Path) -> _Done:
    """Return what is done; remove a last line that has no end.

    Raises:
        AdvisorError: the file holds anything that is not a result.
    """
    done = _Done(set(), 0)
    whole = 0
    file.seek(0)
    for place, line in enumerate(file, 1):
        if not line.endswith(b"\n") and line[: len(_BEGIN)] == _BEGIN[: len(line)]:
            break
        try:
            result = json.loads(line)
            number, bad = result[_LINE], _ERROR in result
        except (ValueError, TypeError, LookupError, RecursionError):
            number, bad = None, False
        # Never touch a file of somebody else's.
        if not isinstance(number, int) or not line.endswith(b"\n"):
            raise AdvisorError(
                f"expected results of an earlier run in {out}, got something else in line {place}:"
                " name another file"
            )
        done.lines.add(number)
        done.bad += bad
        whole += len(line)
    file.truncate(whole)
    return done
