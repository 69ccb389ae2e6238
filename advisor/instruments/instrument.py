"""The values of a questionnaire: its items, their areas, its texts in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.frozen import Frozen
from retrieval.occupations import Riasec

POINTS = (1, 2, 3, 4, 5)
"""The answers of every response scale, from least to most."""


@dataclass(frozen=True, slots=True)
class Item(Frozen):
    """One activity.

    Attributes:
        index: its place in the questionnaire, from 1.
        area: the one area it belongs to.
        texts: its wording by language (``"en"``, ``"es"``, ``"zh"`` ...).
    """

    index: int
    area: Riasec
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Instrument(Frozen):
    """A questionnaire.

    Attributes:
        key: name of its file without ``.json``; how settings and configurations call it.
        name: its title.
        items: in the order they are asked.
        scales: for each language the five labels of the answers 1 to 5.
        languages: those that every item has, in the order of the file.
        unofficial: the languages whose wording is somebody's translation without standing.
    """

    key: str
    name: str
    items: tuple[Item, ...]
    scales: Mapping[str, tuple[str, ...]]
    languages: tuple[str, ...]
    unofficial: tuple[str, ...] = ()

    @property
    def items_per_area(self) -> int:
        """How many items each area has, the same for all."""
        return len(self.items) // len(Riasec)
