"""Keeps what language models answered about themselves, so that nothing is asked twice."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from advisor.competence.asking import Answered

_TABLE = """
create table if not exists answers (
    model text not null, code text not null, language text not null, prompt text not null,
    asked text not null, text text not null, tokens integer,
    primary key (model, asked)
)"""
_WAIT_S = 10.0


class AnswerCache:
    """Answers on disk, by model and by all that was sent; usable from any thread.

    The occupation, the language and the prompt's version stand beside each answer, so that an
    operator can see and delete what belongs together.
    """

    def __init__(self, path: Path) -> None:
        """Make the file if it is not there."""
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as database:
            database.execute(_TABLE)

    def find(self, model: str, asked: str) -> Answered | None:
        """Return the answer to a request, if there is one."""
        with self._open() as database:
            row = database.execute(
                "select text, tokens from answers where model = ? and asked = ?", (model, asked)
            ).fetchone()
        return Answered(*row) if row else None

    def keep(self, model: str, asked: str, about: tuple[str, str, str], answered: Answered) -> None:
        """Keep an answer; ``about`` is the occupation's code, the language and the prompt."""
        with self._open() as database:
            database.execute(
                "insert or replace into answers values (?, ?, ?, ?, ?, ?, ?)",
                (model, *about, asked, answered.text, answered.tokens),
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=_WAIT_S)) as database, database:
            yield database
