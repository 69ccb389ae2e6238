"""Work told in words that no rule has: read by the closest of many phrases that tell of work.

The phrases are those of ``words/told.csv`` ("put makeup on dead people"), some of which tell of no
work at all ("watch movies"), and one for every object of the rules that ``described`` reads.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from retrieval.described import simplest, verb_words
from retrieval.embedding import Embedder
from retrieval.frozen import Frozen
from retrieval.readings import without_employer, without_filler
from retrieval.title_table import TitleTable
from retrieval.titles import clean, surface

_NEAREST = 20
_SHARPNESS = 12.0
_NEXT_MEANING = 0.5
"""How much less likely each further occupation of a phrase is than the one before."""
_FAR, _CLOSE = 0.45, 0.8
"""Cosines of the closest phrase at which a text is not, and is surely, told by it."""
_BATCH = 5_000
_PERSON = re.compile(r"(?:er|or|eer|ist|man|ian|ant|ent|aide|crew|tech|rep|guard|clerk|agent)s?$")
_PREPOSITION = re.compile(r" (?:at|in|for|on|with|of|to|from|by|as|off|up|out|into) ")
_TELLS = re.compile(r"^(?:i|we|they|people|guy|person|one|someone)\b")


@dataclass(frozen=True, slots=True)
class Meant(Frozen):
    """What the closest phrases mean.

    Attributes:
        shares: position of an occupation -> its share. They sum to less than 1 by the share of
            the phrases that tell of no work.
        near: how close the closest is, 0 to 1.
    """

    shares: Mapping[int, float] = field(default_factory=dict)
    near: float = 0.0


class Told:
    """The phrases and their vectors. Thread safe."""

    def __init__(self, table: TitleTable, vectors: NDArray[np.float32]) -> None:
        self._vectors = vectors
        self._positions = [table.positions(codes) for _, codes in phrases()]
        if len(vectors) != len(self._positions):
            raise ValueError(f"expected {len(self._positions)} phrases, got {len(vectors)}")

    @classmethod
    def of(cls, table: TitleTable, embedder: Embedder) -> Self:
        """Embed the phrases."""
        texts = [text for text, _ in phrases()]
        edges = range(0, len(texts), _BATCH)
        return cls(table, np.concatenate([embedder.embed(texts[i : i + _BATCH]) for i in edges]))

    def meant(self, vector: NDArray[np.float32]) -> Meant:
        """Return what the phrases closest to a text mean."""
        cosines = self._vectors @ vector
        nearest = np.argpartition(-cosines, _NEAREST)[:_NEAREST]
        weights = np.exp(_SHARPNESS * (cosines[nearest] - 1.0))
        weights /= weights.sum()
        shares: dict[int, float] = defaultdict(float)
        for row, weight in zip(nearest.tolist(), weights.tolist(), strict=True):
            positions = self._positions[row]
            total = sum(_NEXT_MEANING**i for i in range(len(positions)))
            for i, position in enumerate(positions):
                shares[position] += weight * _NEXT_MEANING**i / total
        near = (float(cosines.max()) - _FAR) / (_CLOSE - _FAR)
        return Meant(shares, min(1.0, max(0.0, near)))

    def save(self, folder: Path) -> None:
        """Write the vectors into a folder."""
        np.save(folder / "told.npy", self._vectors)

    @classmethod
    def load(cls, table: TitleTable, folder: Path) -> Self:
        """Read what ``save`` wrote.

        Raises:
            OSError, ValueError: the file is not what ``save`` wrote.
        """
        return cls(table, np.load(folder / "told.npy", allow_pickle=False))


def tells(text: str) -> bool:
    """Return whether a text tells what somebody does ("fix cars") rather than what they are."""
    words = without_employer(without_filler(text)).split()
    if len(words) < 2 or words[0] not in verb_words():
        return False
    # "swimming coach at a school" starts like a verb too.
    first = _PREPOSITION.split(" ".join(words))[0].split()
    plain = len(first) == len([word for word in first if word not in {"a", "an", "the"}])
    return not (plain and len(first) > 1 and _PERSON.search(first[-1])) or bool(
        _TELLS.match(clean(text))
    )


@cache
def phrases() -> Sequence[tuple[str, tuple[str, ...]]]:
    """Return (phrase as embedded, O*NET-SOC codes it may mean, most likely first)."""
    found = {surface(without_filler(text)): codes for text, codes in (*simplest(), *_listed())}
    return tuple(found.items())


def _listed() -> Iterator[tuple[str, tuple[str, ...]]]:
    with (files("retrieval") / "words" / "told.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            codes = tuple(row["codes"].split())
            for text in row["phrases"].split("; "):
                yield text, codes
