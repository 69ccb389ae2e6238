"""Finds the names of people, in any case, among words that look the same."""

import re
from collections.abc import Iterable, Iterator, Sequence

from advisor.redaction.name_context import Trust, introductions
from advisor.redaction.name_tables import NameTables, fold, word_set
from advisor.redaction.name_words import Word, WordReader
from advisor.redaction.organisations import HOUSE_FIRST, PLACE_FIRST, Organisations
from advisor.redaction.positions import Positions, told_by_contacts
from advisor.redaction.presumed import Presumption
from advisor.redaction.spans import NAME, Span
from advisor.redaction.vocabulary import Vocabulary

_MOST_WORDS = 5
_PARTICLES = word_set(
    "de la las los del da das do dos di van von der den ter ten bin binti ibn al el le du y e "
    "ben ap san ni nic mac mc ua"
)
_SPACE = re.compile(r" {1,2}|\.? |[-–]| [\"“'«‘]| ?[\"”'»’] |, (?=jr\b|sr\b)", re.I)
_LINE_START = re.compile(r"(?:^[\"“]?|\n|[·|•–—/;]|\.\s|:)[ \t]*[-–*•]?[ \t]*$")
_DELIMITER = re.compile(r"[ \t]*(?:$|[\n,·|•(/;–—]| - |\.(?:\s|$)|\s[–—-]\s|:)")
_PLACE_ALWAYS = PLACE_FIRST - word_set("rio costa villa el los las the nova")
_OFTEN_GIVEN = 3
_INITIALS = 2
_ORDINARY = 60_000
_FAMILY_COMMON = 2_500
_PERSONS = frozenset({Trust.CERTAIN, Trust.LIKELY, Trust.SELF, Trust.PERSONAL})
_BEFORE_NICKNAME = frozenset({"big", "lil", "little", "young", "old", "tiny"})
_ACRONYM_GIVEN = 5
_ALONE = re.compile(r"\s?(?:,|[.!]|\s(?:and i\b|btw|here)|$)", re.I)
_MONTHS = word_set(
    "january april may june august march julio abril enero junio agosto jan mar apr jun jul aug"
)
_NICKNAME_BEFORE = re.compile(r"(?:^|\W)(?P<word>Big|Lil['’]?|lil|Li'l|Little|Tiny|Ol['’]?) $")
_RANKS = re.compile(
    r"(?:(?:senior|junior|chief|assistant|head|lead|pastor|bishop|reverend|rev|foreman|officer|chef"
    r"|nurse|sergeant|sgt|captain|capt|coach|doctor|dr|prof|professor|principal|deacon|imam|rabbi"
    r"|engr|ing|lic|supervisor|manager|director|operator|driver|detective|lieutenant|lt|corporal"
    r"|major|colonel|sheriff|deputy|mayor|senator|sister|brother|father|mr|mrs|ms|miss|sra|srta)"
    r"\.?\s)+(?=[A-Z])",
    re.I,
)
_NEVER_ALONE = _MONTHS | {"will", "may", "art", "summer", "autumn", "christian", "english"}
_SUFFIXES = frozenset({"ii", "iii", "iv", "jr", "sr"})
_INSIDE = re.compile(r"[a-zà-ÿ,] ")
_AND_I = re.compile(r" (?:and|y|i|im|i'm|from|de|e)\b", re.I)
_SAID = re.compile(
    r" (?:said|says|told|asked|asks|taught|thinks|owes|texted|knows|recommended|writes"
    r"|wrote|emailed|wants me|here\b)"
)
_GOES_ON = re.compile(
    r" (?:is|was|aka|x|but|or|here|this|are|at|owes|looking|wants|needs"
    r"|works|worked|has|had|and|from|who|can|will|would|aqui|aquí|he|she) "
)
_HAN = re.compile(
    r"(?:我叫|我的名字(?:是|叫)|姓名[:：]?\s?|氏名[:：]?\s?|名前は|제 이름은 ?"
    r"|이름[:：]\s?)(?P<name>[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,8})"
)


class NameFinder:
    """Finds names of people by lists, capitals, neighbours and position.

    A listed name counts alone only if it is no ordinary word, work or place; other words need to be
    introduced ("my boss Mason") or to stand beside such a name.
    """

    def __init__(
        self, tables: NameTables, vocabulary: Vocabulary, titles: Iterable[str]
    ) -> None:
        titles = list(titles)
        self._reader = WordReader(tables, vocabulary, titles)
        self._organisations = Organisations(tables)
        self._titles = frozenset(fold(title) for title in titles)
        self._presumption = Presumption(self._organisations, self._reader.titles)
        self._positions = Positions(tables, self._titles)

    def __call__(self, text: str) -> Iterator[Span]:
        """Yield the names; those that only lists and capitals show are not ``sure``."""
        words = self._reader.read(text)
        sure = list(self._introduced(text, words))
        sure += [found.span("name") for found in _HAN.finditer(text)]
        loose = [*self._runs(text, words), *self._lines(text, words)]
        loose += self._presumption(text, words)
        loose += self._positions(text, words)
        loose += told_by_contacts(text, words)
        spans = [Span(*self._untitled(text, *where), NAME) for where in sure]
        spans += [Span(*self._untitled(text, *where), NAME, sure=False) for where in loose]
        spans += [Span(*where, NAME) for where in self._positions.certain(text, words)]
        yield from spans
        yield from self._again(text, words, spans)

    def _untitled(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Return where a name starts and ends without the title before it: "Crane Operator"."""
        gaps = [start + found.start() for found in re.finditer(" ", text[start:end])]
        for gap in reversed(gaps[1:]):
            if fold(text[start:gap]) in self._titles:
                start = gap + 1
                break
        return _trimmed(text, start, end)

    def _introduced(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        at = {word.start: number for number, word in enumerate(words)}
        for introduction in introductions(text, words):
            start = introduction.start
            while start < len(text) and text[start] in "\"'“«(*‘ ":
                start += 1
            number = at.get(start)
            if number is None:
                continue
            if words[number].key in _BEFORE_NICKNAME and number + 1 < len(words):
                number += text[words[number].end : words[number + 1].start] == " "
            last = self._taken(text, words, number, introduction.trust)
            certain = introduction.trust is Trust.CERTAIN
            if last is not None and not (
                self._organisations.is_employer(text, words, number, last, worked=False)
                if certain
                else self._organisations.holds(text, words, number, last)
            ):
                yield words[number].start, words[last].end

    def _taken(self, text: str, words: Sequence[Word], first: int, trust: Trust) -> int | None:
        """Return the number of the name's last word; None if no name starts here."""
        word = words[first]
        initial = len(word.key) == 1 and word.capital and text[word.end : word.end + 1] == "."
        if not initial and not self._may_start(text, word, trust, words[first + 1 : first + 2]):
            return None
        last = self._extended(text, words, first, trust)
        return None if initial and last == first else last

    def _may_start(self, text: str, word: Word, trust: Trust, after: Sequence[Word]) -> bool:
        followed = bool(after) and after[0].capital == word.capital and after[0].listed
        called = word.capital and word.given >= _OFTEN_GIVEN and word.key not in _MONTHS
        if word.stop and not (called and (followed or trust not in {Trust.LISTED, Trust.SELF})):
            return False
        if len(word.key) < 2 or (word.capital and word.key in _PLACE_ALWAYS):
            return False
        adjacent = bool(after) and text[word.end : after[0].start] == " " and not word.possessive
        pair = adjacent and word.capital and after[0].capital and not (word.stop or after[0].stop)
        strange = pair and not any(
            w.acronym or w.place or self._organisations.is_word(w) for w in (word, after[0])
        )
        told = word.listed or word.rare or after[:1] and (after[0].listed or after[0].rare)
        if strange and told and trust is not Trust.LISTED and not word.key in _PLACE_ALWAYS:
            return True
        if trust is Trust.SELF and word.capital and _ALONE.match(text, word.end):
            if (word.given or word.rare) and not word.stop:
                return word.key not in _NEVER_ALONE | self._reader.titles
        if trust is Trust.PERSONAL and word.capital and not word.stop:
            if word.rare or (word.listed and not word.place):
                ordinary = word.known and not word.given and word.key in self._reader.titles
                return not ordinary and word.key not in _NEVER_ALONE
        if word.key in _MONTHS and trust is not Trust.CERTAIN and not followed:
            return False
        if trust is Trust.CERTAIN:
            return (word.capital or word.listed or not word.known) and not (
                word.known and not word.listed
            )
        if word.capital:
            if word.listed and trust is Trust.LIKELY:
                return not word.place or bool(word.given)
            if word.known or word.place:
                adjacent = followed and not after[0].stop and text[word.end : after[0].start] == " "
                alone = word.given >= _OFTEN_GIVEN and not word.place
                alone = alone and (
                    word.key not in _NEVER_ALONE
                    or (trust in {Trust.LISTED, Trust.SELF} and bool(_ALONE.match(text, word.end)))
                )
                titled = word.key in self._titles and not _ALONE.match(text, word.end)
                return word.listed and (adjacent or (alone and not titled))
            return word.clear or (trust is Trust.LIKELY and not word.known)
        if trust in _PERSONS:
            beside = adjacent and not after[0].capital and after[0].common == 0
            if word.rare and beside and (after[0].rare or after[0].listed):
                return True
            if word.given >= _OFTEN_GIVEN and word.common < _ORDINARY and not word.place:
                return word.key not in self._reader.titles
        if trust is Trust.LIKELY:
            return word.clear and bool(word.given)
        return word.clear and (
            word.given >= _OFTEN_GIVEN or (bool(word.given) and len(word.key) > 3)
        )

    def _extended(self, text: str, words: Sequence[Word], first: int, trust: Trust) -> int:
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
            after = words[number + 1] if number + 1 < len(words) else None
            ends = after is None or not after.capital or after.stop or words[number].possessive
            if persons and self._follows(word, words[number - 1], lower, text, trust, ends):
                last = number
                continue
            if not self._goes_on(word, lower, trust, text):
                break
            last = number
        return last

    def _follows(
        self, word: Word, before: Word, lower: bool, text: str, trust: Trust, last: bool
    ) -> bool:
        """Tell whether an ordinary word is a family name after a given one: "Brett Mooring"."""
        if word.stop or word.key in _MONTHS or self._organisations.is_word(word) or word.place:
            return False
        if text[before.end : word.start] != " ":
            return False
        if lower:
            certain = trust is Trust.CERTAIN
            seldom = word.rare or word.common < (_ORDINARY if certain else _FAMILY_COMMON)
            ends = _DELIMITER.match(text, word.end) or _AND_I.match(text, word.end)
            known = word.common and not word.listed
            return (
                not word.capital
                and (before.given > 0 or before.rare)
                and (word.listed or word.rare or bool(ends))
                and seldom
                and not (known and word.key in self._reader.titles and not certain)
            )
        if word.key in self._reader.titles and not word.family:
            return last and trust in _PERSONS and word.capital
        return word.capital and not word.acronym

    def _goes_on(self, word: Word, lower: bool, trust: Trust, text: str) -> bool:
        if len(word.key) == 1:
            return word.capital or text[word.end : word.end + 1] == "."
        if word.key in _SUFFIXES:
            return word.capital
        if word.stop and not (word.capital and word.clear):
            return False
        if word.key in _MONTHS:
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
                or bool(_DELIMITER.match(text, word.end) or _AND_I.match(text, word.end))
            )
        return word.clear or (word.rare and len(word.key) > 3)

    def _runs(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Yield names that lists show, with what stands beside them."""
        number = 0
        while number < len(words):
            last = self._listed_at(text, words, number)
            if last is None or self._organisations.holds(text, words, number, last):
                number += 1 if last is None else last - number + 1
                continue
            yield words[number].start, words[last].end
            number = last + 1

    def _listed_at(self, text: str, words: Sequence[Word], number: int) -> int | None:
        word = words[number]
        if word.stop or len(word.key) < 2:
            return None
        if word.capital and word.key in _PLACE_ALWAYS:
            return None
        last = self._extended(text, words, number, Trust.LISTED)
        rest = words[number + 1 : last + 1]
        if word.acronym and not (
            word.given >= _ACRONYM_GIVEN or any(w.clear or len(w.key) == 1 for w in rest)
        ):
            return None
        if word.key in HOUSE_FIRST or (
            word.acronym
            and not word.given
            and rest
            and not text[rest[0].start : rest[0].end].isupper()
        ):
            return None
        if not word.capital:
            both = bool(word.given) and word.clear and any(w.clear for w in rest)
            often = word.clear and word.given >= _OFTEN_GIVEN and len(word.key) > 3
            return last if both or often else None
        if word.clear and (word.given or self._inside(text, word)):
            return last
        alone = word.given >= _OFTEN_GIVEN and word.key not in _NEVER_ALONE and not word.place
        alone = alone and not rest and word.key not in self._titles
        if alone and self._inside(text, word) and text[word.start - 2] != ",":
            return last
        clear = any(w.clear for w in rest)
        if word.listed and rest:
            named = bool(word.given) and any(w.family and not w.place for w in rest)
            return last if clear or named else None
        if not word.known and not word.place and rest and clear:
            return last
        return None

    def _inside(self, text: str, word: Word) -> bool:
        """Tell whether a capital stands inside a sentence, where it means something."""
        before = text[max(0, word.start - 2) : word.start]
        return bool(_INSIDE.fullmatch(before)) and not word.acronym

    def _lines(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Yield unlisted names that head a line or a text: "Kealoha Kahananui, ramp agent"."""
        for number, word in enumerate(words):
            if not word.capital or word.known or word.stop or word.place:
                continue
            if word.key in HOUSE_FIRST:
                continue
            if not _LINE_START.search(text, max(0, word.start - 4), word.start):
                continue
            last = self._extended(text, words, number, Trust.LISTED)
            after = text[words[last].end : words[last].end + 16]
            ends = _SAID.match(after) or (
                last > number and (_DELIMITER.match(after) or _GOES_ON.match(after))
            )
            if not ends:
                continue
            rest = words[number + 1 : last + 1]
            fits = all((w.listed or not w.known) and not w.place for w in rest)
            acronyms = word.acronym and not all(w.acronym for w in rest)
            if fits and not acronyms and not self._organisations.holds(text, words, number, last):
                yield word.start, words[last].end

    def _again(self, text: str, words: Sequence[Word], spans: Sequence[Span]) -> Iterator[Span]:
        """Yield the words of a name already found where they stand alone."""
        taken = bytearray(len(text))
        for span in spans:
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
        keys = {
            w.key
            for w in words
            if taken[w.start] and len(w.key) > 2 and not w.stop and w.key not in PLACE_FIRST
        }
        for number, word in enumerate(words):
            again = (
                word.key in keys
                and not taken[word.start]
                and word.capital
                and (not word.known or word.given)
            )
            if again and not self._organisations.holds(text, words, number, number):
                yield Span(word.start, word.end, NAME, sure=False)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a name starts and ends with "Big" before it, without "Pastor"."""
    if ranked := _RANKS.match(text, start, end):
        return ranked.end(), end
    before = _NICKNAME_BEFORE.search(text, max(0, start - 8), start)
    return (before.start("word") if before else start), end
