"""Put right typing mistakes in the words that requests are recognised by."""

import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from graph.rules.phrase_tables import lines

_TOKEN = re.compile(r"[a-z']+")
_SHORTEST = 5
"""Letters from which a word is compared with the key words."""


def repair(plain: str) -> str:
    """Return a folded clause with shorthand written out and mistyped key words put right."""
    return _TOKEN.sub(lambda m: _repaired(m[0]), plain)


@lru_cache(maxsize=8192)
def _repaired(word: str) -> str:
    """Return the key word that a word is one letter away from, if it is no word of its own."""
    if word in _shorthand():
        return _shorthand()[word]
    keys = _key_words().get(word[:1], ())
    if len(word) < _SHORTEST or word in keys or word in _look_alikes():
        return word
    return next((key for key in keys if OSA.distance(word, key, score_cutoff=1) <= 1), word)


@cache
def _shorthand() -> dict[str, str]:
    return dict(line.split(" = ", 1) for line in lines("shorthand"))


@cache
def _key_words() -> dict[str, tuple[str, ...]]:
    """Return the key words by first letter: people rarely mistype that one."""
    words = [word for word in lines("key_words") if len(word) >= _SHORTEST]
    return {letter: tuple(w for w in words if w[0] == letter) for letter in {w[0] for w in words}}


@cache
def _look_alikes() -> frozenset[str]:
    return frozenset(lines("look_alikes"))
