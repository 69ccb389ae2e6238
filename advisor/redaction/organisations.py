"""Tells the names of employers, schools and places from those of people."""

import re
from collections.abc import Sequence

from advisor.redaction.name_tables import NameTables, word_set
from advisor.redaction.name_words import Word
from retrieval.lexicon import employers
from retrieval.titles import clean

_AT = word_set("at chez in near @ w/ bei @ en into around outside across throughout")
PLACE_FIRST = word_set(
    "san santa santo saint st ste sankt fort ft mount mt lake port new el los las cape north south "
    "east west great upper "
    "lower point camp isle sao puerto ciudad villa rio costa the nova"
)
HOUSE_FIRST = word_set(
    "lycee boulangerie maison salon casa grupo clinica hotel hospital studio restaurante "
    "taqueria cafe bar club "
    "escuela colegio instituto universidad universidade universite university college "
    "school academy camp uss hms uc "
    "supermercado tienda taller panaderia farmacia banco bodega rancho "
    "hacienda ristorante trattoria brasserie"
)
_STATE_AFTER = re.compile(
    r",\s?(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EAINSOT]|N[EVHJMYCD]|O[HKR]"
    r"|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]"
    r"|ON|QC|BC|AB|UK|USA?)\b"
)
_TOWN_AFTER = re.compile(r",\s(?:[A-Z][a-z]+)\s*(?:\d|[,.\n)]|$)")
_RARELY_GIVEN = 2
_SURE_FIRMS = word_set(
    "hospital inc llc ltd university college elementary pizza clinic motors restaurant bakery "
    "construction trucking staffing"
)
_OFTEN_GIVEN = 3
_OF = word_set("of de do da del di")


class Organisations:
    """Knows organisations by lists, by the words around a name, and by where it stands."""

    def __init__(self, tables: NameTables) -> None:
        self._tables = tables

    def holds(self, text: str, words: Sequence[Word], first: int, last: int) -> bool:
        """Tell whether the words are an employer's, a school's or a place's name."""
        word, ending = words[first], words[last]
        if first:
            before = words[first - 1]
            near = text[before.end : word.start] in {" ", ". "}
        else:
            before, near = None, False
        led = before.key if near and before is not None else ""
        if led == "the" or (before is not None and near and self._leads(before)):
            return True
        if led in _OF and any(
            w.capital
            and (w.key in HOUSE_FIRST or (w.known and w.key in self._tables.organisations))
            for w in words[max(0, first - 4) : first - 1]
        ):
            return True
        person = word.clear and word.given >= _OFTEN_GIVEN
        if text[max(0, word.start - 2) : word.start] == "& " and not person:
            return True
        at, alone = led in _AT or text[max(0, word.start - 2) : word.start] == "@ ", first == last
        if alone and word.capital and _STATE_AFTER.match(text, word.end):
            return True
        if alone and word.place and _TOWN_AFTER.match(text, word.end):
            return True
        if at and (alone or ending.possessive or not word.given):
            return True
        worked = at or led in {"for", "with", "by"}
        return self.is_employer(text, words, first, last, worked) or (
            self._goes_on_as_organisation(text, words, last)
        )

    def _leads(self, before: Word) -> bool:
        """Tell whether what follows a word is a place or a house: "San", "Lycée", "Salon"."""
        return before.capital and (before.key in PLACE_FIRST or before.key in HOUSE_FIRST)

    def _goes_on_as_organisation(self, text: str, words: Sequence[Word], last: int) -> bool:
        after = text[words[last].end : words[last].end + 12]
        person = words[last].clear and words[last].given >= _OFTEN_GIVEN
        if re.match(r"['’]?s? ?(?:&|\+)(?! ?[a-z])", after) and not person:
            return True
        if re.match(r"['’]?s? ?(?:and|&) Sons\b", after):
            return True
        organisations = self._tables.organisations
        if words[last].key in organisations and words[last].known and not words[last].given:
            return True
        lower = not words[last].capital
        if lower:
            beside = words[last + 1] if last + 1 < len(words) else None
            return beside is not None and (
                beside.key in _SURE_FIRMS
                and text[words[last].end : beside.start] in {" ", "'s ", "s "}
            )
        for number in range(last + 1, min(last + 4, len(words))):
            gap = text[words[number - 1].end : words[number].start]
            if gap not in {" ", "'s ", "’s ", "' ", "’ "} or not words[number].capital:
                return False
            known = words[number].key in organisations
            if known or (number == last + 1 and words[last].possessive):
                return True
        return False

    def is_employer(
        self, text: str, words: Sequence[Word], first: int, last: int, worked: bool
    ) -> bool:
        """Tell whether the words, with those beside them, are a company's or a brand's name.

        Args:
            text: all of it.
            words: its words.
            first: number of the first of the words meant.
            last: number of the last.
            worked: what stands before says that somebody worked there.
        """
        known, brands = employers(), self._tables.brands
        for start in range(max(0, first - 1), first + 1):
            for end in range(min(len(words), last + 4) - 1, first - 1, -1):
                whole = text[words[start].start : words[end].end + 2 * words[end].possessive]
                if "\n" in whole or len(whole) > 60 or end < last:
                    continue
                name = clean(whole)
                rare = words[first].given <= _RARELY_GIVEN
                certain = start != end or worked or rare or words[end].possessive
                if name in brands or (name in known and certain):
                    return True
        return False

    def is_word(self, word: Word) -> bool:
        """Tell whether a word makes the name it is in an organisation's."""
        return word.key in self._tables.organisations
