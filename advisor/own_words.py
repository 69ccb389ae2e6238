"""What a person's own words have in common with an occupation's titles, software and skills."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from advisor.career import CareerHistory
from advisor.skills import needed_skills
from retrieval.frozen import Frozen
from retrieval.occupations import OccupationCatalog, OccupationSearch

_TEXTS = 10
"""Most texts searched for one person, so that a long CV stays quick; the newest jobs count."""
_MATCHES = 20
_TITLES = 3
_TITLE_SHARE = 0.05
"""So many alternate titles, and such a share, must name a word: a few alone may be oddities."""
_ENDINGS = (
    *((ending, 4) for ending in ("ing", "ers", "er", "ors", "or", "ists", "ist", "es")),
    ("s", 3),
    ("e", 4),
)
"""Word endings that do not change what is meant, and how many letters must be left."""
_FILLER = """
a about all am an and any anything are as at be by do doing enjoy for from good great have help
helping i in interest into is it job jobs like love lot make making me more much my new of on other
others people really some someone something stuff that the them thing things to use using very want
what with work worker working would
"""
_STOP = frozenset(_FILLER.split())


@dataclass(frozen=True, slots=True)
class Said(Frozen):
    """Words of the person that an occupation's facts name too.

    Attributes:
        kind: an interest or a skill of the person.
        text: their words.
        where: what names them: a title people use for it, an important skill or knowledge area,
            or a software product.
        name: that title, area or product.
    """

    kind: Literal["interest", "skill"]
    text: str
    where: Literal["title", "area", "software"]
    name: str


class OwnWords:
    """One person's words, searched once and compared with any number of occupations."""

    def __init__(
        self, history: CareerHistory, catalog: OccupationCatalog, search: OccupationSearch
    ) -> None:
        self._catalog = catalog
        self._wishes: list[tuple[Literal["interest", "skill"], str]] = [
            *(("interest", text) for text in history.interests),
            *(("skill", text) for text in history.skills),
        ]
        wished = [text for _, text in self._wishes]
        background = [job.title for job in reversed(history.jobs)]
        background += [entry.field for entry in history.education if entry.field]
        self._closeness: dict[str, float] = {}
        self.found: set[str] = set()
        """Codes found for interests and skills, which may or may not name the words."""
        for text in list(dict.fromkeys([*wished, *background]))[:_TEXTS]:
            matches = search.match(text, _MATCHES)
            for match in matches:
                near = match.score / matches[0].score if matches[0].score > 0 else 0.0
                self._closeness[match.code] = max(near, self._closeness.get(match.code, 0.0))
                if text in wished:
                    self.found.add(match.code)

    def closeness(self, code: str) -> float:
        """Return 0 to 1, how near the occupation's titles are to anything the person said."""
        return self._closeness.get(code, 0.0)

    def said(self, code: str) -> Sequence[Said]:
        """Return what the person named that the occupation's facts name too, titles first."""
        found = [self._named(code, kind, text) for kind, text in self._wishes]
        order = ("title", "area", "software")
        return sorted((said for said in found if said), key=lambda said: order.index(said.where))

    def _named(self, code: str, kind: Literal["interest", "skill"], text: str) -> Said | None:
        """Return where an occupation's facts name a text; software only for skills."""
        occupation = self._catalog.occupations[code]
        own, others = occupation.title, occupation.alternate_titles
        titles = [title for title in others if names(title, text)]
        if names(own, text) or len(titles) >= max(_TITLES, _TITLE_SHARE * len(others)):
            return Said(kind, text, "title", own if names(own, text) else titles[0])
        for rating in needed_skills(self._catalog, code):
            if names(rating.name, text):
                return Said(kind, text, "area", rating.name)
        for product in self._catalog.technologies(code) if kind == "skill" else ():
            if names(product.name, text):
                return Said(kind, text, "software", product.name)
        return None


def names(name: str, text: str) -> bool:
    """Whether a name holds the words that matter in a text: all of one or two, two of more."""
    words = _stems(text)
    return bool(words) and len(words & _stems(name)) >= min(2, len(words))


@lru_cache(maxsize=50_000)
def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+(?:[+#]+)?", text.casefold())
    return frozenset(_stem(word) for word in words if word not in _STOP)


def _stem(word: str) -> str:
    """Return the word without its first ending of ``_ENDINGS`` that leaves enough letters."""
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= left:
            return word.removesuffix(ending)
    return word
