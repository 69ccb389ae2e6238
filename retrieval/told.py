"""Work told in words that no rule has: read by the closest of many phrases that tell of work.

The phrases are those of ``words/told.csv`` ("put makeup on dead people"), some of which tell of no
work at all ("watch movies"), and one for every object of the rules that ``described`` reads.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from retrieval.described import simplest
from retrieval.embedding import Embedder
from retrieval.frozen import Frozen
from retrieval.lexicon import around_titles, verb_forms
from retrieval.progress import Progress
from retrieval.title_table import TitleTable
from retrieval.titles import clean, surface
from retrieval.word_lists import rows

_NEAREST = 20
_SHARPNESS = 16.0
_NEXT_MEANING = 0.5
"""How much less likely each further occupation of a phrase is than the one before."""
_FAR, _CLOSE = 0.45, 0.8
"""Cosines of the closest phrase at which a text is not, and is surely, told by it."""
_BATCH = 5_000
_TELLERS = frozenset(
    {"i", "im", "ive", "we", "who", "they", "that", "to", "guy", "person", "someone"}
)
_ARTICLES = frozenset({"a", "an", "the"})
_BRACKETED = re.compile(r"\([^)]*\)")
_PERSON = re.compile(r"(?:er|or|eer|ist|man|ian|ant|ent|aide|crew|tech|rep|guard|clerk|agent)$")
_PREPOSITION = re.compile(r" (?:at|in|for|on|with|of|to|from|by|as|off|up|out|into) ")


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
    def of(cls, table: TitleTable, embedder: Embedder, progress: Progress | None = None) -> Self:
        """Embed the phrases; ``progress`` is told how far that is."""
        texts = [text for text, _ in phrases()]
        vectors = []
        for start in range(0, len(texts), _BATCH):
            vectors.append(embedder.embed(texts[start : start + _BATCH]))
            if progress is not None:
                done = min(start + _BATCH, len(texts))
                progress("Reading phrases about work", done, len(texts))
        return cls(table, np.concatenate(vectors))

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


def told_in(text: str) -> str:
    """Return what a text tells that somebody does ("fix car"); empty if it tells what they are."""
    words = _BRACKETED.sub(" ", clean(text)).split()
    told = False
    while len(words) > 2 and words[0] in around_titles("before_work") and not _says_most(words):
        told = told or words[0] in _TELLERS
        words = words[1:]
    while len(words) > 2 and words[-1] in around_titles("after_work"):
        words = words[:-1]
    if len(words) == 2 and words[1] in around_titles("with_things"):
        return f"work with {words[0]}"
    if len(words) < 2 or words[0] not in _verbs():
        return ""
    # "swimming coach at a school" starts like a verb too.
    named = _PREPOSITION.split(" ".join(words))[0].split()
    if not told and len(named) > 1 and _ARTICLES.isdisjoint(named) and _PERSON.search(named[-1]):
        return ""
    return " ".join([_verbs()[words[0]], *words[1:]])


def _says_most(words: Sequence[str]) -> bool:
    """Return whether the first word is the verb: "work nights", not "work fixing cars"."""
    return (
        words[0] in _verbs()
        and words[1] not in _verbs()
        and words[1] not in around_titles("before_work")
    )


@cache
def _verbs() -> Mapping[str, str]:
    """Return every form of the verbs of work -> the verb."""
    found: dict[str, str] = {}
    for verb in rows("work_verbs.csv"):
        for form in verb_forms(verb["verb"]):
            if not form.endswith(("er", "ers")) or form == verb["verb"]:
                found.setdefault(form, verb["verb"])
    return found | {verb: verb for verb in found.values()}


@cache
def phrases() -> Sequence[tuple[str, tuple[str, ...]]]:
    """Return (phrase as embedded, O*NET-SOC codes it may mean, most likely first)."""
    found = {**dict(simplest()), **_phrases()}
    return tuple((surface(text), codes) for text, codes in found.items())


@cache
def _phrases() -> Mapping[str, tuple[str, ...]]:
    """Return the phrases of ``words/told.csv`` -> codes; what is listed first holds."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("told.csv"):
        for phrase in row["phrases"].split("; "):
            found.setdefault(phrase, tuple(row["codes"].split()))
    return found
