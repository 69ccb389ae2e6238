"""Cuts a text into words and says of each what the tables know of it."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from advisor.redaction.name_tables import NameTables, fold
from advisor.redaction.spans import KINDS
from advisor.redaction.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼʻ`‘-][^\W\d_]+)*['ʻʼ]?")
_POSSESSIVE = re.compile(r"['’]s?$", re.I)
_PLACEHOLDERS = frozenset(word for kind in KINDS for word in kind.split())
_ACRONYM = 5
_MOST_WORDS = 20_000
_SELDOM = 400
_SHORT = 2
_CAPITALS_ALONE = 0.6
_SHORTENED = re.compile(r"['’](?:s|t|d|m|ll|re|ve)$")
_ENGLISH_ENDINGS = re.compile(
    r"(?:tion|sion|ment|ness|ing|ings|ance|ence|ship|ology|ical|ically|able|ible|ities|ity"
    r"|ally|ful|less|ists?|ians?|isms?|ogy|aphy|ware|ctor|ators?|eers?)$"
)


class Facts(NamedTuple):
    """What the tables know of a word, wherever it stands.

    Attributes:
        bare: as written, without a possessive ending.
        possessive: whether it had one.
        key: folded.
        given, family: listed as such a name, in how many countries for ``given``.
        known: an ordinary word, of any kind.
        stop: a word no name is made of.
        place: a name of a place.
        common: how often it is written in lower case; see ``Vocabulary.count``.
        rare: in no list of words at all, so a capital makes it a name of something.
    """

    bare: str
    possessive: bool
    key: str
    given: int
    family: bool
    known: bool
    stop: bool
    place: bool
    common: int
    rare: bool


class Word:
    """One word of a text: its ``Facts``, and what its place adds.

    Attributes:
        start, end: where it stands, without a possessive ending.
        capital: starts with a capital that means something: not in a text all in capitals.
        acronym: a few capitals and nothing else.
        written: without a possessive ending.
        listed: in a list of names.
        clear: in a list of names and nothing else.
    """

    __slots__ = (
        *("start", "end", "key", "capital", "possessive", "given", "family", "known", "stop"),
        *("place", "acronym", "listed", "clear", "common", "rare", "written"),
    )

    def __init__(self, start: int, facts: Facts, shouted: bool) -> None:
        bare = facts.bare
        self.start, self.end, self.written = start, start + len(bare), bare
        self.key, self.possessive = facts.key, facts.possessive
        self.given, self.family = facts.given, facts.family
        self.known, self.stop, self.place = facts.known, facts.stop, facts.place
        self.common, self.rare = facts.common, facts.rare
        self.capital = not shouted and bare[0].isupper()
        self.acronym = not shouted and len(bare) <= _ACRONYM and bare.isupper()
        self.listed = bool(facts.given) or facts.family
        self.clear = self.listed and not (facts.known or facts.stop or facts.place)


class WordReader:
    """Reads the words of a text.

    Attributes:
        tables: the names and words known.
        titles: words of job titles, folded.
    """

    def __init__(self, tables: NameTables, vocabulary: Vocabulary, titles: Iterable[str]) -> None:
        self.tables = tables
        self._vocabulary = vocabulary
        self._known = lru_cache(_MOST_WORDS)(self._facts)
        self.titles = frozenset(word for title in titles for word in _title_words(title))

    def read(self, text: str) -> Sequence[Word]:
        """Return the words in order; the words inside a placeholder are none."""
        found: list[Word] = []
        known: dict[str, Facts] = {}
        for line in re.finditer(r"[^\n]+", text):
            shouted = _is_shouted(line.group())
            for match in _WORD.finditer(text, line.start(), line.end()):
                written = match.group()
                if text[match.start() - 1 : match.start()] == "[" and written in _PLACEHOLDERS:
                    continue
                facts = known.get(written)
                if facts is None:
                    facts = known[written] = self._known(written)
                found.append(Word(match.start(), facts, shouted))
        return found

    def _is_short(self, key: str) -> bool:
        """Tell whether a word is one with what is left of another: "it's", "J'ai"."""
        before, mark, after = key.partition("'")
        if not mark:
            return False
        return bool(_SHORTENED.search(key)) or (
            len(before) <= _SHORT and bool(self._vocabulary.count(after))
        )

    def _facts(self, written: str) -> Facts:
        bare = _POSSESSIVE.sub("", written) or written
        key = fold(bare)
        tables = self.tables
        given, family = tables.given.get(key, 0), key in tables.family
        parts = key.split("-") if "-" in key else [key]
        if len(parts) > 1 and not (given or family):
            # "Hyeon-ju" is a name for one half's sake, "marin-pêcheur" is none.
            words = any(part in self.titles or part in tables.not_names for part in parts)
            enough = any if bare[0].isupper() and not words else all
            if enough(part in tables.given or part in tables.family for part in parts):
                given = max(tables.given.get(part, 0) for part in parts)
                family = any(part in tables.family for part in parts)
        known = all(part in tables.ordinary for part in parts)
        common = self._vocabulary.count(key)
        if not bare.isascii():
            common = max(common, self._vocabulary.count(bare.lower()))
        if known and (given or family) and common < _SELDOM:
            known = any(part in self.titles for part in parts)
        if not (known or given or family):
            known = bool(common and _ENGLISH_ENDINGS.search(key)) or all(
                part in self.titles or part in tables.organisations for part in parts
            )
        met = common or key in self._vocabulary.pieces or key in tables.places
        return Facts(
            common=common,
            rare=not (met or known or given or family or self._is_short(key)),
            bare=bare,
            possessive=len(bare) < len(written),
            key=key,
            given=given,
            family=family,
            known=known,
            stop=all(part in tables.not_names for part in parts),
            place=key in tables.places,
        )


def _title_words(title: str) -> list[str]:
    return [word for found in _WORD.findall(title) for word in fold(found).split("-")]


def _is_shouted(line: str) -> bool:
    """Tell whether a line of several words is all in capitals, so that they mean nothing."""
    letters = [letter for letter in line if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return len(line.split()) > 4 and capitals > _CAPITALS_ALONE * len(letters)
