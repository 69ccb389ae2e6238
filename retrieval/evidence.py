"""Gathers what speaks for each occupation: listed titles, parts, like spelling, like meaning."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from math import log

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from retrieval.described import described
from retrieval.embedding import Embedder
from retrieval.index import TitleIndex
from retrieval.places import job_at_place
from retrieval.readings import readings, without_employer, without_filler
from retrieval.title_table import TitleTable
from retrieval.titles import key, surface
from retrieval.told import Meant, told_in

KNOWN = 0.95
"""Trust in a listed reading from which the text itself need not be embedded."""
_CORRECTED = 0.9
_COMBINED = 64
"""Combinations of words that those with typing errors may be, looked up as titles."""
_NEAREST = 50
_SPELLED = 40
_LONGEST_PART = 6
_TITLE_TRUST = 0.6
_TITLE_ALIKE = 0.88
_TOLD = 0.6
"""Share of a part's words that tell of work from which the part is a job of its own."""


@dataclass(slots=True)
class Evidence:
    """What was found for one job's text.

    Attributes:
        vector: the meaning of the title, a unit vector.
        listed: (row, trust) of titles that equal a reading of the text, best first.
        inside: (row, coverage) of titles that are part of the text.
        spelled: (row, similarity 0 to 1) of titles spelled alike.
        near: rows of the closest titles by meaning and their cosines, closest first.
        title: its normal form, typing errors put right.
        words: how many words it has.
        told: positions of occupations whose work the text tells of, or that it names by what the
            job is called at the place, most likely first.
        told_trust: trust in them, 0 for none.
        meant: what the closest phrases that tell of work mean; nothing if the text tells of none.
    """

    vector: NDArray[np.float32]
    listed: list[tuple[int, float]] = field(default_factory=list)
    inside: list[tuple[int, float]] = field(default_factory=list)
    spelled: list[tuple[int, float]] = field(default_factory=list)
    near: tuple[NDArray[np.intp], NDArray[np.float32]] = field(
        default_factory=lambda: (np.empty(0, np.intp), np.empty(0, np.float32))
    )
    title: str = ""
    words: int = 1
    told: list[int] = field(default_factory=list)
    told_trust: float = 0.0
    meant: Meant = field(default_factory=Meant)


class Gatherer:
    """Finds the evidence for a text. Thread safe."""

    def __init__(self, table: TitleTable, index: TitleIndex, embedder: Embedder) -> None:
        self._table = table
        self._index = index
        self._embedder = embedder
        self._spelling = index.spelling

    def gather(self, text: str) -> Evidence:
        """Return the evidence for one job's text (of which ``clean`` leaves something)."""
        title = self._corrected(without_employer(without_filler(text)))
        listed = self.listed(text)
        known = bool(listed) and listed[0][1] >= KNOWN
        phrase = "" if known else self._corrected(told_in(text))
        if known:
            vector = self._index.vectors([listed[0][0]])[0]
        else:
            texts = [surface(title), surface(phrase)] if phrase else [surface(title)]
            vector, *others = self._embedder.embed(texts)
        told = None if known else described(text) or described(title)
        codes, trust = (told.codes, told.trust) if told else ((), 0.0)
        at_place = job_at_place(text) or job_at_place(self._corrected(without_filler(text)))
        if at_place and at_place.trust > trust:
            codes, trust = at_place.codes, at_place.trust
        return Evidence(
            vector=vector,
            listed=listed,
            inside=[] if known else list(self._inside(title)),
            spelled=self._alike(title),
            near=self._index.nearest(vector[np.newaxis], _NEAREST)[0],
            title=key(title),
            words=len(title.split()),
            told=self._table.positions(codes),
            told_trust=trust,
            meant=self._index.told.meant(others[0]) if phrase else Meant(),
        )

    def listed(self, text: str) -> list[tuple[int, float]]:
        """Return the first reading of the text that is a listed title, if any, and its trust."""
        for reading in readings(text):
            row = self._table.find(reading.text)
            if row is not None:
                return [(row, reading.trust)]
        title = without_employer(without_filler(text))
        corrected = self._corrected(title)
        if corrected != title:
            for words in self._perhaps_meant(title):
                row = self._table.find(words)
                if row is not None:
                    return [(row, _CORRECTED)]
            for reading in readings(corrected):
                row = self._table.find(reading.text)
                if row is not None:
                    return [(row, reading.trust * _CORRECTED)]
        return []

    def is_title(self, text: str) -> bool:
        """Return whether a text is (nearly) a listed title, with little else around it."""
        listed = self.listed(text)
        if listed:
            return listed[0][1] >= _TITLE_TRUST
        told = described(text)
        if told and told.covered >= _TOLD:
            return True
        at_place = job_at_place(text)
        if at_place and at_place.trust >= _TITLE_TRUST:
            return True
        alike = self._alike(self._corrected(without_employer(without_filler(text))))
        return max((similarity for _, similarity in alike), default=0.0) >= _TITLE_ALIKE

    def _corrected(self, title: str) -> str:
        return " ".join(self._spelling.speller.correct(word) for word in title.split())

    def _perhaps_meant(self, title: str) -> Iterator[str]:
        """Yield what a text with typing errors may be: "flite" is no flat if an attendant's."""
        words = title.split()
        if len(words) <= _LONGEST_PART:
            meant = [self._spelling.speller.meant(word) for word in words]
            yield from islice((" ".join(some) for some in product(*meant)), _COMBINED)

    def _inside(self, title: str) -> Iterator[tuple[int, float]]:
        """Yield listed titles among the word sequences of the text, with the share they cover."""
        words = title.split()
        weights = [self._rarity(word) for word in words]
        total = sum(weights) or 1.0
        for start in range(len(words)):
            for stop in range(start + 1, min(start + _LONGEST_PART, len(words)) + 1):
                row = self._table.find(" ".join(words[start:stop]))
                if row is not None:
                    yield row, sum(weights[start:stop]) / total

    def _rarity(self, word: str) -> float:
        return log(len(self._table.rows) / (1 + self._spelling.frequency.get(word, 0)))

    def _alike(self, title: str) -> list[tuple[int, float]]:
        normal = key(title)
        found = []
        for row in self._spelling.titles.nearest(normal, _SPELLED).tolist():
            other = self._table.keys[row]
            straight = fuzz.ratio(normal, other)
            found.append((row, max(straight, 0.97 * fuzz.token_sort_ratio(normal, other)) / 100))
        return found
