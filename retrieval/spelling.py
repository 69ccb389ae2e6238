"""Similar spelling: strings that share character trigrams, and typing errors put right."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

_HASH = np.uint64(0x9E3779B97F4A7C15)
_ARRAYS = ("_known", "_start", "_owners", "_weight", "_norm")
_FIRST_LETTER = 0.7
_MEANT = 8
"""Words that one with a typing error may be."""
_REMEMBERED = 256
_SAME_SOUND = 0.5
"""What an error counts that leaves the sound of a word as it is."""
_SAME_LETTERS = (
    ("tch", "ch"),
    ("sch", "sk"),
    ("ch", "q"),
    ("ph", "f"),
    ("gh", ""),
    ("ck", "k"),
    ("x", "ks"),
)
_HARD_C = re.compile(r"c(?![eiy])")


class TrigramIndex:
    """Finds strings that share rare character trigrams with a text, in about a millisecond."""

    def __init__(self, texts: Sequence[str]) -> None:
        hashes, owners = _trigrams(texts)
        # Each trigram counts once for a string.
        pairs = np.unique(np.stack([hashes, owners.astype(np.uint64)]), axis=1)
        self._known, start, counts = np.unique(pairs[0], return_index=True, return_counts=True)
        self._start = np.append(start, pairs.shape[1])
        self._owners = pairs[1].astype(np.int32)
        self._weight = np.log1p(len(texts) / counts).astype(np.float32) ** 2
        squares = np.bincount(
            self._owners, weights=np.repeat(self._weight, counts), minlength=len(texts)
        )
        self._norm = np.sqrt(np.maximum(squares, 1e-9)).astype(np.float32)

    def save(self, path: Path) -> None:
        """Write the arrays as an ``.npz`` file."""
        with path.open("wb") as file:
            np.savez(file, **{name: getattr(self, name) for name in _ARRAYS})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what ``save`` wrote.

        Raises:
            OSError, ValueError, KeyError: the file is not what ``save`` wrote.
        """
        index = cls.__new__(cls)
        with np.load(path, allow_pickle=False) as stored:
            for name in _ARRAYS:
                setattr(index, name, stored[name])
        return index

    def nearest(self, text: str, k: int) -> NDArray[np.intp]:
        """Return positions of up to ``k`` strings by weighted trigram overlap, best first."""
        wanted = np.unique(_trigrams([text])[0])
        at = np.searchsorted(self._known, wanted)
        at = at[at < len(self._known)]
        at = at[np.isin(self._known[at], wanted)]
        if not len(at):
            return np.empty(0, dtype=np.intp)
        slices = [self._owners[self._start[i] : self._start[i + 1]] for i in at]
        weights = np.repeat(self._weight[at], [len(part) for part in slices])
        score = np.bincount(np.concatenate(slices), weights=weights, minlength=len(self._norm)) / (
            self._norm
        )
        k = min(k, len(score))
        best = np.argpartition(-score, k - 1)[:k]
        best = best[score[best] > 0]
        return best[np.argsort(-score[best], kind="stable")]


def sound(word: str) -> str:
    """Return the consonants one hears: "lawer" sounds like "lawyer", "flite" like "flight"."""
    for letters, same in _SAME_LETTERS:
        word = word.replace(letters, same)
    word = _HARD_C.sub("k", word).replace("c", "s").replace("z", "s")
    consonants = re.sub(r"[aeiouyh]", "", word[1:])
    return word[:1] + re.sub(r"(.)\1", r"\1", consonants)


def _trigrams(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the hash of every trigram of every padded string, and which string it is from."""
    joined = "".join(f" {text} \0" for text in texts)
    points = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype=np.uint32)
    points64 = points.astype(np.uint64)
    owner = np.cumsum(points == 0) - (points == 0)
    first, second, third = points64[:-2], points64[1:-1], points64[2:]
    whole = (first != 0) & (second != 0) & (third != 0)
    code = (first << np.uint64(42)) | (second << np.uint64(21)) | third
    return (code * _HASH)[whole], owner[:-2][whole]


class Speller:
    """Puts typing errors right in single words, from the words that titles are made of."""

    def __init__(self, frequency: Mapping[str, int], index: TrigramIndex | None = None) -> None:
        """Learn the vocabulary.

        Args:
            frequency: how often each word occurs in titles.
            index: that of an earlier speller of the same words; made if None.
        """
        self._frequency = frequency
        self._words = [word for word in frequency if len(word) > 3 and word.isalpha()]
        self.index = index or TrigramIndex(self._words)
        # Swapped letters leave few trigrams in common: same first letter, about the same length.
        self._alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._lately: dict[str, Sequence[str]] = {}
        self._sounds: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._sounds[sound(word)].append(word)
            for length in range(len(word) - 1, len(word) + 2):
                self._alike[word[0], length].append(word)

    def knows(self, word: str) -> bool:
        """Return whether the word occurs in titles."""
        return word in self._frequency

    def correct(self, word: str) -> str:
        """Return the word itself if it is known, or the likeliest known word; else the word."""
        return self.meant(word)[0]

    def meant(self, word: str) -> Sequence[str]:
        """Return the likeliest known words, best first; the word alone if it or none is known."""
        # One text's words are asked for several times in a row, perhaps by several threads.
        found = self._lately.get(word)
        if found is None:
            found = self._meant(word)
            if len(self._lately) >= _REMEMBERED:
                self._lately.clear()
            self._lately[word] = found
        return found

    def _meant(self, word: str) -> Sequence[str]:
        if len(word) < 4 or not word.isalpha() or self.knows(word):
            return (word,)
        limit = 1 if len(word) < 8 else 2 if len(word) < 10 else 3
        same = set(self._sounds.get(sound(word), ()))
        near = [self._words[position] for position in self.index.nearest(word, 40)]
        costs: dict[str, float] = {}
        for other in {*near, *self._alike.get((word[0], len(word)), []), *same}:
            allowed = limit + 2 if other in same else limit
            errors = OSA.distance(word, other, score_cutoff=allowed)
            if errors <= allowed:
                # People get the first letter and the sound right, and mean common words.
                cost = errors * (_SAME_SOUND if other in same else 1.0)
                cost += _FIRST_LETTER * (word[0] != other[0])
                costs[other] = cost - 0.12 * log(self._frequency[other])
        return sorted(costs, key=lambda other: (costs[other], other))[:_MEANT] or (word,)


@dataclass(frozen=True, slots=True)
class Spelling:
    """All about how titles are spelled.

    Attributes:
        titles: their normal forms, by trigram.
        frequency: how often each word occurs in titles.
        speller: puts single words right.
    """

    titles: TrigramIndex
    frequency: Mapping[str, int]
    speller: Speller

    @classmethod
    def of(cls, keys: Sequence[str], texts: Iterable[str]) -> Self:
        """Make it from the normal forms of the titles and the titles as they are written."""
        frequency = Counter(word for text in texts for word in text.split())
        return cls(TrigramIndex(keys), frequency, Speller(frequency))

    def save(self, folder: Path) -> None:
        """Write it into a folder."""
        self.titles.save(folder / "title_trigrams.npz")
        self.speller.index.save(folder / "word_trigrams.npz")
        words = json.dumps(self.frequency, separators=(",", ":"))
        (folder / "words.json").write_text(words, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what ``save`` wrote.

        Raises:
            OSError, ValueError, KeyError: the files are not what ``save`` wrote.
        """
        frequency = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        words = TrigramIndex.load(folder / "word_trigrams.npz")
        return cls(
            TrigramIndex.load(folder / "title_trigrams.npz"), frequency, Speller(frequency, words)
        )
