"""One progress bar for every command that has to wait."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm


@contextmanager
def bar() -> Iterator[Callable[[str, int, int], None]]:
    """Yield ``progress(what, done, total)``, drawn on standard error; silent until called."""
    drawn: tqdm[None] | None = None

    def progress(what: str, done: int, total: int) -> None:
        nonlocal drawn
        if drawn is None or drawn.desc.rstrip(": ") != what:
            if drawn is not None:
                drawn.close()
            drawn = tqdm(desc=what, total=total, leave=True, mininterval=0.2)
        drawn.update(done - drawn.n)

    try:
        yield progress
    finally:
        if drawn is not None:
            drawn.close()
