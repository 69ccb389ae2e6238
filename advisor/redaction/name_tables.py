"""Which words are given or family names somewhere, read from the shipped table."""

import csv
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Self

from retrieval.errors import AdvisorError

NAMES_FILE, ADDED_FILE = "names.csv", "added.txt"
_UNDECOMPOSED = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
    | {"’": "'", "‘": "'", "ʼ": "'"}
)


def fold(text: str) -> str:
    """Return text in lower case without accents: "José Łukasz" is "jose lukasz"."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower().translate(_UNDECOMPOSED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@dataclass(frozen=True)
class NameTables:
    """What is known of words before their neighbours are looked at; all keys are folded.

    Attributes:
        given: words of given names -> in how many countries' lists.
        family: words of family names.
        ordinary: listed names that are ordinary words or kinds of work too ("mason", "grace").
        places: listed names that are places too, and other places.
        organisations: words that make a name an organisation's ("hospital", "sons").
        not_names: words no name is made of, in several languages.
        brands: cleaned names of companies, schools and things that sound like a person's.
    """

    given: Mapping[str, int]
    family: frozenset[str]
    ordinary: frozenset[str]
    places: frozenset[str]
    organisations: frozenset[str]
    not_names: frozenset[str]
    brands: frozenset[str]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the tables; raise ``AdvisorError`` if the folder has none."""
        given: dict[str, int] = {}
        family: set[str] = set()
        try:
            with (folder / NAMES_FILE).open(encoding="utf-8", newline="") as lines:
                for name, as_given, as_family in islice(csv.reader(lines), 1, None):
                    if as_given != "0":
                        given[name] = int(as_given)
                    if as_family != "0":
                        family.add(name)
            added = (folder / ADDED_FILE).read_text(encoding="utf-8")
        except OSError as error:
            raise AdvisorError(f"{folder}: expected {NAMES_FILE}; reinstall ({error})") from error
        for name in fold(added).replace("-", " ").split():
            given.setdefault(name, 1)
            family.add(name)
        words = {name: _words(name) for name in _LISTS}
        brands = frozenset(_text("brands").splitlines())
        return cls(given=given, family=frozenset(family), brands=brands, **words)


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written as running text."""
    return frozenset(text.split())


_LISTS = ("ordinary", "places", "organisations", "not_names")


def _words(name: str) -> frozenset[str]:
    return word_set(fold(_text(name)))


def _text(name: str) -> str:
    return (files("advisor.redaction") / "words" / f"{name}.txt").read_text(encoding="utf-8")
