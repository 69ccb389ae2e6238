"""One way to show progress, for every command that has to wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from tqdm import tqdm

from retrieval.progress import Progress


@contextmanager
def bar() -> Iterator[Progress]:
    """Yield ``progress(what, done, total)``: a bar a task, on standard error."""
    bars: dict[str, tqdm[NoReturn]] = {}

    def progress(what: str, done: int, total: int) -> None:
        if what not in bars:
            bars[what] = tqdm(desc=what, total=total, mininterval=0.2)
        bars[what].update(done - bars[what].n)

    try:
        yield progress
    finally:
        for drawn in bars.values():
            drawn.close()
