"""Counterfactual pairs: one history twice, the second time with something swapped in."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.evaluation.counterfactual.swaps import GENDERED, BaseHistory, Swap
from retrieval.frozen import Frozen

_STRIDE = 5
"""How far the next swap's histories lie from this one's, so that a part is balanced."""


@dataclass(frozen=True, slots=True)
class Pair(Frozen):
    """Two tellings of one history.

    Attributes:
        history: its name.
        dimension, group: what is swapped.
        value: what was put in, as a sentence.
        place: where it was put.
        reference: the messages without it.
        changed: the messages with it.
    """

    history: str
    dimension: str
    group: str
    value: str
    place: str
    reference: tuple[str, ...]
    changed: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.history}, {self.place}: {self.value}"


def make_pairs(
    histories: Sequence[BaseHistory], swaps: Sequence[Swap], every: int = 1
) -> tuple[Pair, ...]:
    """Return every swap in every history, once, in one of the history's places.

    The place goes round with the swap, so that each place gets swaps of every dimension.

    Args:
        histories: what they are put into.
        swaps: what is put in.
        every: take only one in so many histories for each swap, other ones for the next swap.
            Pairs of women's and men's words are always taken.
    """
    found = []
    for row, history in enumerate(histories):
        reference, places = history.told(), history.places
        for column, swap in enumerate(swaps):
            if not places or (row + _STRIDE * column) % every:
                continue
            # By how many were taken: in steps of ``every``, four places would always give one.
            place = places[(row + column // every) % len(places)]
            about = (history.name, swap.dimension, swap.group, swap.says, place)
            found.append(Pair(*about, reference, history.told(place, swap)))
        if history.gendered:
            about = (history.name, GENDERED, "woman", "a woman's words for a man's", "words")
            found.append(Pair(*about, reference, history.told_by_a_woman()))
    return tuple(found)
