"""How far the words before a place in a text say that a name starts there."""

from dataclasses import dataclass
from enum import Enum


class Trust(Enum):
    """How far the words that introduce a name say that what follows is one."""

    CERTAIN = "any word that can be a name, in any case"
    LIKELY = "a word with a capital, or a listed name"
    PERSONAL = "a word with a capital that is listed or rare, or a listed name"
    SELF = "a listed name, or any given name with a capital that ends a clause"
    LISTED = "a listed name"


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where a name may start, and how far to trust it."""

    start: int
    trust: Trust
