"""Tells which words of a text a name takes up, once something says that it may start there."""

import re
from collections.abc import Sequence

from advisor.redaction.name_tables import word_set
from advisor.redaction.name_words import Word
from advisor.redaction.organisations import PLACE_FIRST, Organisations
from advisor.redaction.trust import Trust

_MOST_WORDS = 5
_PARTICLES = word_set(
    "de la las los del da das do dos di van von der den ter ten bin binti ibn al el le du y e "
    "ben ap san ni nic mac mc ua lo"
)
_SPACE = re.compile(r" {1,2}|\.? |[-–]| [\"“'«‘]| ?[\"”'»’] |, (?=jr\b|sr\b)", re.I)
DELIMITER = re.compile(r"[ \t]*(?:$|[\n,·|•(/;–—]| - |\.(?:\s|$)|\s[–—-]\s|:)")
PLACE_ALWAYS = PLACE_FIRST - word_set("rio costa villa el los las the nova")
OFTEN_GIVEN = 3
_INITIALS = 2
_ORDINARY = 60_000
_FAMILY_COMMON = 2_500
_PERSONS = frozenset({Trust.CERTAIN, Trust.LIKELY, Trust.SELF, Trust.PERSONAL})
ALONE = re.compile(r"\s?(?:,|[.!]|\s(?:and i\b|btw|here)|$)", re.I)
MONTHS = word_set(
    "january april may june august march julio abril enero junio agosto jan mar apr jun jul aug"
)
NEVER_ALONE = MONTHS | {"will", "may", "art", "summer", "autumn", "christian", "english"}
_SUFFIXES = frozenset({"ii", "iii", "iv", "jr", "sr"})
_AND_SELF = re.compile(r"[,.!]? (?:and i\b|but i\b|i['’]?m\b|yes|btw|here|call\b)", re.I)
_AND_I = re.compile(r" (?:and|y|i|im|i'm|from|de|e)\b", re.I)


class NameExtent:
    """Reads on from where a name may start.

    Args:
        organisations: words of firms' names, which end a person's.
        titles: titles of work, folded.
        words: the words of those titles.
    """

    def __init__(
        self, organisations: Organisations, titles: frozenset[str], words: frozenset[str]
    ) -> None:
        self._organisations = organisations
        self._titles = titles
        self._words = words

    def taken(self, text: str, words: Sequence[Word], first: int, trust: Trust) -> int | None:
        """Return the number of the name's last word; None if no name starts here."""
        word = words[first]
        initial = len(word.key) == 1 and word.capital and text[word.end : word.end + 1] == "."
        if not initial and not self._may_start(text, word, trust, words[first + 1 : first + 2]):
            return None
        last = self.extended(text, words, first, trust)
        return None if initial and last == first else last

    def _may_start(self, text: str, word: Word, trust: Trust, after: Sequence[Word]) -> bool:
        followed = bool(after) and after[0].capital == word.capital and after[0].listed
        called = word.capital and word.given >= OFTEN_GIVEN and word.key not in MONTHS
        if word.stop and not (called and (followed or trust not in {Trust.LISTED, Trust.SELF})):
            return False
        if len(word.key) < 2 or (word.capital and word.key in PLACE_ALWAYS):
            return False
        if trust is not Trust.LISTED and self._is_pair(text, word, after):
            return True
        said = self._is_said(text, word, trust)
        if said is not None:
            return said
        if word.key in MONTHS and trust is not Trust.CERTAIN and not followed:
            return False
        if trust is Trust.CERTAIN:
            return (word.capital or word.listed or not word.known) and not (
                word.known and not word.listed
            )
        if word.capital:
            return self._may_start_capital(text, word, trust, after)
        return self._may_start_lower(text, word, trust, after)

    def _is_pair(self, text: str, word: Word, after: Sequence[Word]) -> bool:
        """Tell whether two capitals stand together and one is rare or in a list of names."""
        if not after or word.possessive or text[word.end : after[0].start] != " ":
            return False
        both = (word, after[0])
        return (
            word.capital
            and after[0].capital
            and not any(w.stop or w.acronym or w.place for w in both)
            and not any(self._organisations.is_word(w) for w in both)
            and any(w.listed or w.rare for w in both)
        )

    def _is_said(self, text: str, word: Word, trust: Trust) -> bool | None:
        """Tell what "I'm" or "I told" says of a capital; None if it says nothing."""
        if not word.capital or word.stop:
            return None
        if trust is Trust.SELF and (word.given or word.rare) and ALONE.match(text, word.end):
            often = word.given >= OFTEN_GIVEN and bool(_AND_SELF.match(text, word.end))
            return word.key not in NEVER_ALONE and (often or word.key not in self._words)
        if trust is Trust.PERSONAL and (word.rare or (word.listed and not word.place)):
            ordinary = word.known and not word.given and word.key in self._words
            return not ordinary and word.key not in NEVER_ALONE
        return None

    def _may_start_capital(
        self, text: str, word: Word, trust: Trust, after: Sequence[Word]
    ) -> bool:
        if word.listed and trust is Trust.LIKELY:
            return not word.place or bool(word.given)
        if not (word.known or word.place):
            return word.clear or (trust is Trust.LIKELY and not word.known)
        ends = bool(ALONE.match(text, word.end))
        adjacent = (
            bool(after)
            and (after[0].capital and after[0].listed and not after[0].stop)
            and text[word.end : after[0].start] == " "
        )
        alone = word.given >= OFTEN_GIVEN and not word.place
        alone = alone and (
            word.key not in NEVER_ALONE or (trust in {Trust.LISTED, Trust.SELF} and ends)
        )
        titled = word.key in self._titles and not ends
        return word.listed and (adjacent or (alone and not titled))

    def _may_start_lower(self, text: str, word: Word, trust: Trust, after: Sequence[Word]) -> bool:
        if trust in _PERSONS:
            beside = after[0] if after and text[word.end : after[0].start] == " " else None
            beside = None if beside is None or beside.capital or beside.common else beside
            if word.rare and beside is not None and (beside.rare or beside.listed):
                return True
            if word.given >= OFTEN_GIVEN and word.common < _ORDINARY and not word.place:
                return word.key not in self._words
        if trust is Trust.LIKELY:
            return word.clear and bool(word.given)
        return word.clear and (
            word.given >= OFTEN_GIVEN or (bool(word.given) and len(word.key) > 3)
        )

    def extended(self, text: str, words: Sequence[Word], first: int, trust: Trust) -> int:
        """Return the number of the last word that belongs to the name that starts at ``first``."""
        last = number = first
        lower = not words[first].capital
        while number + 1 < len(words) and number + 1 - first < _MOST_WORDS:
            if words[number].possessive or not _SPACE.fullmatch(
                text[words[number].end : words[number + 1].start]
            ):
                break
            between = text[words[number].end : words[number + 1].start]
            if between.startswith(".") and words[number].end - words[number].start > _INITIALS:
                break
            number += 1
            word = words[number]
            if word.key in _PARTICLES and not (word.stop and lower and word.key in {"y", "e"}):
                continue
            persons = trust in _PERSONS or (
                words[first].clear and words[first].given and not words[first].place
            )
            if persons and self._follows(text, words, number, lower, trust):
                last = number
                continue
            if not self._goes_on(word, lower, trust, text):
                break
            last = number
        return last

    def _follows(
        self, text: str, words: Sequence[Word], number: int, lower: bool, trust: Trust
    ) -> bool:
        """Tell whether an ordinary word is a family name after a given one: "Brett Mooring"."""
        word, before = words[number], words[number - 1]
        if word.stop or word.key in MONTHS or self._organisations.is_word(word) or word.place:
            return False
        if text[before.end : word.start] != " ":
            return False
        if lower:
            certain = trust is Trust.CERTAIN
            seldom = word.rare or word.common < (_ORDINARY if certain else _FAMILY_COMMON)
            ends = DELIMITER.match(text, word.end) or _AND_I.match(text, word.end)
            known = word.common and not word.listed
            return (
                not word.capital
                and (before.given > 0 or before.rare)
                and (word.listed or word.rare or bool(ends))
                and seldom
                and not (known and word.key in self._words and not certain)
            )
        if word.key in self._words and not word.family:
            after = words[number + 1] if number + 1 < len(words) else None
            last = after is None or not after.capital or after.stop or word.possessive
            return last and trust in _PERSONS and word.capital
        return word.capital and not word.acronym

    def _goes_on(self, word: Word, lower: bool, trust: Trust, text: str) -> bool:
        if len(word.key) == 1:
            dotted = text[word.end : word.end + 1] == "."
            return dotted or (word.capital and word.key != "i")
        if word.key in _SUFFIXES:
            return word.capital
        if word.stop and not (word.capital and word.clear):
            return False
        if word.key in MONTHS:
            return False
        if word.capital:
            return word.listed or not word.known
        if not lower:
            return False
        if trust is Trust.CERTAIN and (word.listed or (not word.known and len(word.key) > 3)):
            seldom = word.listed and word.common < _ORDINARY and word.key not in self._titles
            return (
                word.clear
                or seldom
                or bool(DELIMITER.match(text, word.end) or _AND_I.match(text, word.end))
            )
        return word.clear or (word.rare and len(word.key) > 3)
