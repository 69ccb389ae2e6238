"""What people call their work: titles of each Census group in everyday, slang and Spanish words."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from advisor.model.situation import GroupOf
from retrieval.catalog import Catalog
from retrieval.lexicon import lexicon
from retrieval.titles import key

Words = Literal["usual", "slang", "spanish"]
_PLAIN = re.compile(r"[A-Za-z][A-Za-z' -]*")
_PLURAL = re.compile(r"[A-Za-z ]*[^s]s")
_PHRASE = {"the", "a", "an", "my", "run", "labor"}
"""Words of what people do, not of what they are."""
_MOST_WORDS = 4
_MOST_GROUPS = 2
"""Titles that more groups share ("Manager", "Technician") say too little; who has one says more."""
_LEAST_EMPLOYED = 1000
"""Weight of an occupation whose number of jobs is not published."""
_WORKER = re.compile(
    r"(er|or|ist|ian|ant|man|woman|guy|gal|dude|boy|girl|lady|hand|tech|rep|aide|clerk|nurse|cook"
    r"|jockey|monkey|grunt|cop|vet|doc|temp|chef|teach|host|maid|barista|coach|guard|pro)$"
)
_SPANISH_WORKER = re.compile(r"(er[oa]|ad[oa]|d?or|d?ora|ista|ante|ent[ea]|nic[oa]|rio|ria|nera)$")


@dataclass(frozen=True)
class Named:
    """A title and the O*NET occupation that the catalogue lists it for."""

    title: str
    code: str


class Names:
    """Draws titles; what a person says is never an O*NET or Census code or a Census title."""

    def __init__(self, catalog: Catalog, group_of: GroupOf) -> None:
        """Keep the catalogue that titles come from, and the group of its codes."""
        self._catalog = catalog
        self._group_of = group_of

    def draw(self, group: str, words: Words, rng: random.Random) -> Named | None:
        """Return a title for work in a group; None if the catalogue has none.

        Args:
            group: Census 2010 code.
            words: where the group has no slang or Spanish, it is called as usual.
            rng: decides which.
        """
        listed = self._listed(words).get(group) if words != "usual" else None
        if listed:
            return rng.choice(listed)
        members = self._members.get(group, ())
        if not members:
            return None
        weights = [self._employed(code) for code in members]
        code = rng.choices(members, weights)[0]
        own, titles = self._own_title(code), self._reported(code)
        # Most people say the plain name of their work; the others what their badge says.
        if own and (not titles or rng.random() < 0.5):
            return Named(own, code)
        return Named(rng.choice(titles), code) if titles else None

    def _listed(self, words: Words) -> Mapping[str, Sequence[Named]]:
        return self._slang if words == "slang" else self._spanish

    @cached_property
    def _members(self) -> Mapping[str, Sequence[str]]:
        """Occupations by the group that fits them best, or any where there is none such."""
        best: dict[str, list[str]] = defaultdict(list)
        for code, occupation in self._catalog.occupations.items():
            group = self._group_of(occupation.code)
            if group and self._titles(code):
                best[group].append(code)
        for group, entry in self._catalog.groups.items():
            if group not in best:
                best[group] = [code for code in entry.members if self._titles(code)]
        return best

    def _titles(self, code: str) -> bool:
        return bool(self._own_title(code) or self._reported(code))

    def _employed(self, code: str) -> int:
        pay = self._catalog.pay(code)
        employed = (pay.employment or 0) if pay else 0
        return max(employed, _LEAST_EMPLOYED)

    def _own_title(self, code: str) -> str | None:
        """Return O*NET's title in the singular; None where nobody would say it."""
        title = self._catalog.occupations[code].title
        words = title.split()
        last = words[-1]
        if len(words) > 3 or "and" in words or not _PLURAL.fullmatch(title):
            return None
        single = last[:-3] + "y" if last.endswith("ies") else last[:-1]
        return _spoken(" ".join([*words[:-1], single]))

    def _reported(self, code: str) -> Sequence[str]:
        titles = self._catalog.reported_titles(code) or self._catalog.alternate_titles(code)
        return [_spoken(title) for title in titles if self._sayable(title)]

    def _sayable(self, title: str) -> bool:
        return (
            _PLAIN.fullmatch(title) is not None
            and len(title.split()) <= _MOST_WORDS
            and len(self._groups_of_key[key(title)]) <= _MOST_GROUPS
        )

    @cached_property
    def _groups_of_key(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for occupation in self._catalog.occupations.values():
            for title in (occupation.title, *occupation.alternate_titles):
                found[key(title)].update(occupation.groups[:1])
        return found

    @cached_property
    def _slang(self) -> Mapping[str, Sequence[Named]]:
        known = {
            key(title)
            for occupation in self._catalog.occupations.values()
            for title in (occupation.title, *occupation.alternate_titles)
        }
        return self._terms("en", lambda text: bool(_WORKER.search(text)) and key(text) not in known)

    @cached_property
    def _spanish(self) -> Mapping[str, Sequence[Named]]:
        return self._terms("es", lambda text: bool(_SPANISH_WORKER.search(text.split()[0])))

    def _terms(self, language: str, wanted: Callable[[str], bool]) -> Mapping[str, Sequence[Named]]:
        """Return by group the lexicon's terms that name who does the work, and it alone."""
        found: dict[str, list[Named]] = defaultdict(list)
        for term in lexicon():
            words = term.text.split()
            phrase = _PHRASE & {*words} or words[0].endswith("ing")
            if term.language != language or len(words) > 3 or phrase:
                continue
            groups = {self._group_of(code) for code in term.codes}
            group = groups.pop() if len(groups) == 1 else None
            if group and _letters(term.text) and wanted(term.text):
                found[group].append(Named(term.text, term.codes[0]))
        return found


def _letters(text: str) -> bool:
    return all(letter.isalpha() or letter in " '-" for letter in text)


def _spoken(title: str) -> str:
    """Return a title as it is said: in small letters, but for initials."""
    return " ".join(
        word if word.isupper() and len(word) <= 4 else word.lower() for word in title.split()
    )
