"""Finds the names of people, in any case, among words that look the same."""

import re
from collections.abc import Iterable, Iterator, Sequence

from advisor.redaction.acting import Acting
from advisor.redaction.contact_names import told_by_contacts
from advisor.redaction.name_context import introductions
from advisor.redaction.name_extent import (
    DELIMITER,
    NEVER_ALONE,
    OFTEN_GIVEN,
    PLACE_ALWAYS,
    NameExtent,
)
from advisor.redaction.name_tables import NameTables, fold
from advisor.redaction.name_words import Word, WordReader
from advisor.redaction.organisations import HOUSE_FIRST, PLACE_FIRST, Organisations
from advisor.redaction.positions import Positions
from advisor.redaction.presumed import Presumption
from advisor.redaction.spans import NAME, Span
from advisor.redaction.trust import Trust
from advisor.redaction.vocabulary import Vocabulary

_LINE_START = re.compile(r"(?:^[\"“]?|\n|[·|•–—/;]|\.\s|:)[ \t]*[-–*•]?[ \t]*$")
_BEFORE_NICKNAME = frozenset({"big", "lil", "little", "young", "old", "tiny"})
_ACRONYM_GIVEN = 5
_LONGEST_TITLE = 4
_NICKNAME_BEFORE = re.compile(r"(?:^|\W)(?P<word>Big|Lil['’]?|lil|Li'l|Little|Tiny|Ol['’]?) $")
_SHORTENED = re.compile(
    r"(?:^|\W)(?P<word>(?:(?:M[dD]|Mohd|Muh|Sk|Ma|Smt|Shri|Sri)\.? |(?:[A-Z]\. ?){1,2}))$"
)
_RANKS = re.compile(
    r"(?:(?:senior|junior|chief|assistant|head|lead|pastor|bishop|reverend|rev|foreman|officer|chef"
    r"|nurse|sergeant|sgt|captain|capt|coach|doctor|dr|prof|professor|principal|deacon|imam|rabbi"
    r"|engr|ing|lic|supervisor|manager|director|operator|driver|detective|lieutenant|lt|corporal"
    r"|major|colonel|sheriff|deputy|mayor|senator|sister|brother|father|mr|mrs|ms|miss|sra|srta)"
    r"\.?\s)+(?=[A-Z])",
    re.I,
)
_INSIDE = re.compile(r"[a-zà-ÿ,] ")
_DOES = re.compile(r" (?:is|was|said|says|can|can't|won't|never|keeps|told|did|didn't|has|had) ")
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

    def __init__(self, tables: NameTables, vocabulary: Vocabulary, titles: Iterable[str]) -> None:
        titles = list(titles)
        self._reader = WordReader(tables, vocabulary, titles)
        self._organisations = Organisations(tables)
        self._titles = frozenset(fold(title) for title in titles)
        self._extent = NameExtent(self._organisations, self._titles, self._reader.titles)
        self._presumption = Presumption(self._organisations, self._reader.titles)
        self._positions = Positions(tables, self._titles)
        self._acting = Acting(self._organisations, self._titles)

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
        spans += [Span(*where, NAME) for where in self._acting(text, words)]
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
            last = self._extent.taken(text, words, number, introduction.trust)
            certain = introduction.trust is Trust.CERTAIN
            if last is not None and not certain and self._is_title(text, words, number):
                continue
            if last is not None and not (
                self._organisations.is_employer(text, words, number, last, worked=False)
                if certain
                else self._organisations.holds(text, words, number, last)
            ):
                yield words[number].start, words[last].end

    def _is_title(self, text: str, words: Sequence[Word], number: int) -> bool:
        """Tell whether several words from here on are a title of work."""
        start, after = words[number].start, words[number + 1 : number + _LONGEST_TITLE]
        return any(fold(text[start : word.end]) in self._titles for word in after)

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
        if word.capital and word.key in PLACE_ALWAYS:
            return None
        if not (word.clear or (word.capital and (word.listed or not word.known))):
            return None
        led = number > 0 and words[number - 1].key in {"a", "an"}
        if led and not (word.given and word.family) and words[number - 1].end + 1 == word.start:
            return None
        last = self._extent.extended(text, words, number, Trust.LISTED)
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
            often = word.clear and word.given >= OFTEN_GIVEN and len(word.key) > 3
            return last if both or often else None
        if word.clear and (word.given or self._inside(text, word)):
            return last
        alone = word.given >= OFTEN_GIVEN and word.key not in NEVER_ALONE and not word.place
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
            last = self._extent.extended(text, words, number, Trust.LISTED)
            after = text[words[last].end : words[last].end + 16]
            ends = _SAID.match(after) or (
                last > number and (DELIMITER.match(after) or _GOES_ON.match(after))
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
                yield Span(word.start, word.end, NAME, sure=bool(_DOES.match(text, word.end)))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a name starts and ends with "Big" before it, without "Pastor"."""
    if shortened := _SHORTENED.search(text, max(0, start - 8), start):
        return shortened.start("word"), end
    if ranked := _RANKS.match(text, start, end):
        return ranked.end(), end
    before = _NICKNAME_BEFORE.search(text, max(0, start - 8), start)
    return (before.start("word") if before else start), end
