"""Misspells words as fingers do: letters swapped, left out, doubled or hit beside the key."""

import random
import re

_WORD = re.compile(r"[A-Za-z]{5,}")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def misspelt(text: str, share: float, rng: random.Random) -> str:
    """Return a text with one slip in this share of its words of five letters or more.

    First letters and digits stay: people see a wrong first letter, and a wrong year is no typo.
    """

    def maybe(found: re.Match[str]) -> str:
        return _slip(found[0], rng) if rng.random() < share else found[0]

    return _WORD.sub(maybe, text) if share else text


def _slip(word: str, rng: random.Random) -> str:
    place = rng.randrange(1, len(word) - 1)
    here, after = word[place], word[place + 1]
    slips = (after + here, after, here + here + after, _beside(here) + after)
    return word[:place] + rng.choice(slips) + word[place + 2 :]


def _beside(letter: str) -> str:
    """Return the letter of a key beside it."""
    row = next((row for row in _ROWS if letter in row), letter)
    place = row.index(letter)
    return row[place + 1] if place + 1 < len(row) else row[place - 1]
