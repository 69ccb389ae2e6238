"""Which words an occupation's titles are made of: for titles that are not listed as they are."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from retrieval.title_table import TitleTable

_SMOOTHING = 0.3
"""Weight of a word's share in all titles against that in an occupation's."""
_ASSUMED = 9.0
"""Titles added to every occupation's, so that few titles prove little."""
_NEVER = 0.05
"""Added to every ratio, so that one strange word does not decide."""


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many titles of each occupation have a word.

    Attributes:
        place: word -> its place in ``start``.
        start: where the entries of each word begin, and the end of the last.
        owners: positions of occupations.
        counts: titles of that occupation with the word.
    """

    place: Mapping[str, int]
    start: NDArray[np.int64]
    owners: NDArray[np.int32]
    counts: NDArray[np.int32]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]]) -> Self:
        entries = sorted(Counter(pairs).items())
        place: dict[str, int] = {}
        start = []
        for i, ((word, _), _) in enumerate(entries):
            if word not in place:
                place[word] = len(place)
                start.append(i)
        return cls(
            place,
            np.array([*start, len(entries)], dtype=np.int64),
            np.array([owner for (_, owner), _ in entries], dtype=np.int32),
            np.array([count for _, count in entries], dtype=np.int32),
        )

    def each(self, word: str, size: int) -> NDArray[np.float64]:
        """Return the word's count for every occupation."""
        counts = np.zeros(size)
        place = self.place.get(word)
        if place is not None:
            entries = slice(self.start[place], self.start[place + 1])
            counts[self.owners[entries]] = self.counts[entries]
        return counts


class Wording:
    """How typical words are of each occupation's titles.

    Attributes:
        titles: float array, how many titles each occupation has.
    """

    def __init__(self, titles: NDArray[np.float64], words: _Counts, last: _Counts) -> None:
        self.titles = titles
        self._words, self._last = words, last

    @classmethod
    def of(cls, table: TitleTable) -> Self:
        """Count the words of every title."""
        titles = np.zeros(len(table.codes))
        words, last = [], []
        for row, normal in zip(table.rows, table.keys, strict=True):
            split = normal.split()
            for position in row.occupations:
                titles[position] += 1
                words += [(word, position) for word in set(split)]
                last.append((split[-1], position))
        return cls(titles, _Counts.of(words), _Counts.of(last))

    def typical(self, title: str) -> NDArray[np.float64]:
        """Return for every occupation how much commoner the words are in its titles than in all.

        Args:
            title: the normal form of a title.

        Returns:
            Mean logarithms of the ratios, weighed by how rare each word is; 0 without known words.
        """
        total = np.zeros(len(self.titles))
        weight = 0.0
        for word in sorted(set(title.split())):
            counts = self._words.each(word, len(total))
            rarity = np.log(self.titles.sum() / (1.0 + counts.sum()))
            weight += rarity
            if counts.any():
                total += rarity * self._ratio(counts)
        return total / weight if weight else total

    def ending(self, title: str) -> NDArray[np.float64]:
        """Return the same for the last word among last words: "clerk" says what a job is."""
        words = title.split()
        counts = self._last.each(words[-1] if words else "", len(self.titles))
        return self._ratio(counts) if counts.any() else counts

    def _ratio(self, counts: NDArray[np.float64]) -> NDArray[np.float64]:
        expected = _SMOOTHING * counts.sum() / len(counts)
        share = (counts + expected) / (self.titles + _ASSUMED)
        ratio = share / (counts.sum() / self.titles.sum())
        return np.asarray(np.log(ratio + _NEVER), dtype=np.float64)

    def save(self, folder: Path) -> None:
        """Write it into a folder."""
        with (folder / "wording.npz").open("wb") as file:
            np.savez(
                file,
                titles=self.titles,
                **{
                    f"{name}_{part}": getattr(counts, part)
                    for name, counts in (("words", self._words), ("last", self._last))
                    for part in ("start", "owners", "counts")
                },
            )
        known: dict[str, Sequence[str]] = {
            "words": list(self._words.place),
            "last": list(self._last.place),
        }
        (folder / "wording.json").write_text(json.dumps(known), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what ``save`` wrote.

        Raises:
            OSError, ValueError, KeyError: the files are not what ``save`` wrote.
        """
        known = json.loads((folder / "wording.json").read_text(encoding="utf-8"))
        with np.load(folder / "wording.npz", allow_pickle=False) as stored:
            words, last = (
                _Counts(
                    {word: i for i, word in enumerate(known[name])},
                    stored[f"{name}_start"],
                    stored[f"{name}_owners"],
                    stored[f"{name}_counts"],
                )
                for name in ("words", "last")
            )
            return cls(stored["titles"], words, last)
