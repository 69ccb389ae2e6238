"""The folder of a job: its parts, each written whole or not at all, and what it began with.

A part counts as done when the manifest names it, and the manifest names it after its files are on
the disk: whatever stops a run, every row of the input has one line in the end.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from advisor.batch.scoring import Scored
from retrieval.errors import AdvisorError

JOB = "job.json"
MANIFEST = "manifest.jsonl"
RESULTS, ASIDE = "results", "aside"
LOCK = ".lock"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Done:
    """A part that is done: how many rows, how many of them set aside, bytes of its two files."""

    rows: int
    aside_rows: int
    results_size: int
    aside_size: int


class JobFolder:
    """The folder of a job, while it is held by one process."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; ``held`` gives one that may be written."""
        self.path = folder

    @classmethod
    @contextmanager
    def held(cls, folder: Path) -> Iterator["JobFolder"]:
        """Yield the folder, made if need be; nobody else may write it meanwhile.

        Raises:
            AdvisorError: another run holds it, it holds something else, or cannot be written.
        """
        try:
            if folder.is_dir() and not (folder / JOB).exists():
                found = sorted(path.name for path in folder.iterdir() if path.name != LOCK)
                if found:
                    raise AdvisorError(
                        f"expected an empty folder or one of a job in {folder}, found {found[0]}:"
                        " name another folder"
                    )
            folder.mkdir(parents=True, exist_ok=True)
            with FileLock(folder / LOCK, timeout=0):
                yield cls(folder)
        except Timeout as error:
            raise AdvisorError(f"another run is writing {folder}") from error
        except OSError as error:
            raise AdvisorError(f"{error.filename or folder}: {error.strerror or error}") from error

    def began_with(self) -> Mapping[str, Any] | None:
        """Return what the job began with; None if it has not begun.

        Raises:
            AdvisorError: the folder's note is not one of a job of this version.
        """
        path = self.path / JOB
        if not path.exists():
            return None
        try:
            told = json.loads(path.read_bytes())
            if told["format"] == _FORMAT:
                return dict(told["job"])
        except (ValueError, TypeError, LookupError, RecursionError):
            pass
        raise AdvisorError(f"expected the settings of a job in {path}: name another folder")

    def begin(self, job: Mapping[str, Any]) -> None:
        """Note what the job begins with.

        Raises:
            AdvisorError: the folder holds a job that began with something else.
        """
        before = self.began_with()
        if before is None:
            for name in (RESULTS, ASIDE):
                (self.path / name).mkdir(exist_ok=True)
            told = json.dumps({"format": _FORMAT, "job": job}, indent=2) + "\n"
            _write(self.path / JOB, told.encode())
            return
        changed = [name for name in job if before.get(name) != job[name]]
        if changed:
            raise AdvisorError(
                f"{self.path} holds a job with another {' and '.join(changed)}: name another"
                " folder, or give that job what it began with"
            )

    def done(self) -> dict[int, Done]:
        """Return the parts that are done, by number; a line cut off in the manifest is removed.

        Raises:
            AdvisorError: the manifest is damaged.
        """
        found: dict[int, Done] = {}
        with (self.path / MANIFEST).open("a+b") as file:
            file.seek(0)
            whole = 0
            for line in file:
                if not line.endswith(b"\n"):
                    break
                whole += len(line)
                try:
                    told = json.loads(line)
                    number = int(told.pop("part"))
                    found[number] = Done(**told)
                except (ValueError, TypeError, LookupError, AttributeError) as error:
                    raise AdvisorError(
                        f"expected a part in each line of {file.name}, got something else: delete"
                        f" {self.path} and begin again"
                    ) from error
            file.truncate(whole)
        return {number: done for number, done in found.items() if self._there(number, done)}

    def commit(self, scored: Scored) -> Done:
        """Write the files of a part, then name it in the manifest."""
        done = Done(scored.rows, scored.aside_rows, len(scored.results), len(scored.aside))
        _write(self.results(scored.number), scored.results)
        if scored.aside:
            _write(self.aside(scored.number), scored.aside)
        else:  # what a run left that was stopped before it could name the part
            self.aside(scored.number).unlink(missing_ok=True)
        told = {
            "part": scored.number,
            "rows": done.rows,
            "aside_rows": done.aside_rows,
            "results_size": done.results_size,
            "aside_size": done.aside_size,
        }
        with (self.path / MANIFEST).open("ab") as file:
            file.write(json.dumps(told).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        return done

    def results(self, number: int) -> Path:
        """Return the file of a part's results."""
        return self.path / RESULTS / f"part-{number:07}.jsonl"

    def aside(self, number: int) -> Path:
        """Return the file of a part's rows set aside."""
        return self.path / ASIDE / f"part-{number:07}.jsonl"

    def _there(self, number: int, done: Done) -> bool:
        """Return whether the files of a part are what the manifest says."""
        files = [(self.results(number), done.results_size)]
        if done.aside_size:
            files.append((self.aside(number), done.aside_size))
        return all(path.exists() and path.stat().st_size == size for path, size in files)


def _write(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, whatever happens."""
    draft = path.with_name(f".{path.name}.draft")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
