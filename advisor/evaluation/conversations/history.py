"""The history of results: one JSON object a line, added after each run and never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from advisor.evaluation.conversations.runs import Run
from advisor.training.json_lines import Journal
from advisor.training.sections import Section
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

SHOWN_HASH = 12
"""Digits of a set's fingerprint that are shown."""


@dataclass(frozen=True, slots=True)
class PlayedSet(Frozen):
    """The conversations a run was about.

    Attributes:
        folder: where they were, for people.
        sha256: their fingerprint, which says whether two runs had the same.
        conversations: how many.
    """

    folder: str
    sha256: str
    conversations: int


class Entry(Section):
    """One run as the history keeps it; see ``Run`` and ``PlayedSet``.

    Attributes:
        date: when it ended.
        version: of the program.
        scores, intervals: by name; None where a score is unknown.
    """

    date: date
    version: str
    name: str
    interviewer: str
    prompts: tuple[str, ...]
    predictor: str
    changes: Mapping[str, str | int]
    folder: str
    set_sha256: str
    conversations: int
    repeats: int
    scores: Mapping[str, float | None]
    intervals: Mapping[str, tuple[float, float] | None]
    consistency: Mapping[str, float] | None
    cost: Mapping[str, float]

    @property
    def answered(self) -> Mapping[str, str]:
        """What answered, by part, for telling what changed between two runs."""
        changes = ", ".join(f"{part} {value}" for part, value in sorted(self.changes.items()))
        return {
            "program": self.version,
            "interviewer": self.interviewer,
            "prompts": ", ".join(self.prompts) or "none",
            "predictor": self.predictor,
            "variant": changes or "as set",
        }


def entry_of(run: Run, played: PlayedSet, version: str, today: date) -> Entry:
    """Return a run as the history keeps it."""
    return Entry(
        date=today,
        version=version,
        name=run.name,
        interviewer=run.interviewer,
        prompts=tuple(run.prompts),
        predictor=run.predictor,
        changes=run.changes,
        folder=played.folder,
        set_sha256=played.sha256,
        conversations=played.conversations,
        repeats=run.repeats,
        scores={name: scored.value for name, scored in run.scores.items()},
        intervals={name: scored.interval for name, scored in run.scores.items()},
        consistency=asdict(run.consistency) if run.consistency else None,
        cost=asdict(run.cost),
    )


class History:
    """A file of entries."""

    def __init__(self, path: Path) -> None:
        """Open or create the file.

        Raises:
            AdvisorError: it cannot be written, or a line of it is no entry.
        """
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._journal = Journal(path)
        except OSError as error:
            raise AdvisorError(f"expected a history to add to at {path}: {error}") from error
        self.entries: list[Entry] = [
            self._read(number, row) for number, row in enumerate(self._journal.rows(), 1)
        ]

    def add(self, entry: Entry) -> None:
        """Write an entry down; raise ``AdvisorError`` if it cannot be."""
        try:
            self._journal.add(entry.model_dump(mode="json"))
        except OSError as error:
            raise AdvisorError(f"the result could not be kept in {self._path}: {error}") from error
        self.entries.append(entry)

    def on(self, sha256: str) -> dict[str, Sequence[Entry]]:
        """Return the entries on one set by contestant, oldest first.

        Raises:
            AdvisorError: there are entries, and all of them are on other sets.
        """
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.set_sha256 == sha256:
                found.setdefault(entry.name, []).append(entry)
        if self.entries and not found:
            others = ", ".join(dict.fromkeys(e.set_sha256[:SHOWN_HASH] for e in self.entries))
            raise AdvisorError(
                f"{self._path} holds results on other conversations ({others}) than these"
                f" ({sha256[:SHOWN_HASH]}): results on different sets are not compared"
            )
        return {name: tuple(entries) for name, entries in found.items()}

    def on_others(self, sha256: str) -> int:
        """Return how many entries are on other sets."""
        return sum(entry.set_sha256 != sha256 for entry in self.entries)

    def _read(self, number: int, row: Mapping[str, Any]) -> Entry:
        try:
            return Entry.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise AdvisorError(f"{self._path}, line {number}: {where}: {first['msg']}") from error


def changed(before: Entry, after: Entry) -> list[str]:
    """Return what answered otherwise than before, one phrase each."""
    old, new = before.answered, after.answered
    return [f"{part}: {old[part]} -> {new[part]}" for part in old if old[part] != new[part]]
