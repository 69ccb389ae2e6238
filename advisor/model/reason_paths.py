"""All reasons that hold for a career, as token paths: what a drafting model may say next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from advisor.model.reasoned_text import THINK_END


@dataclass(frozen=True, slots=True)
class SoundReasons:
    """Every reason is an opening, a space and a reading.

    Attributes:
        openings: sentences of claims that the history supports, each in its parts: claims with
            what joins them before, and the full stop.
        readings: last sentences that the history allows.
    """

    openings: Sequence[Sequence[str]]
    readings: Sequence[str]

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.openings and self.readings)


class _Node:
    """What may follow a beginning: the tokens, and where each leads."""

    __slots__ = ("after",)

    def __init__(self) -> None:
        self.after: dict[int, _Node] = {}

    def follow(self, tokens: Sequence[int]) -> "_Node":
        node = self
        for token in tokens:
            node = node.after.setdefault(token, _Node())
        return node


class ReasonPaths:
    """Says which tokens may follow the beginning of a reason, its end mark included."""

    def __init__(self, sound: SoundReasons, tokens: Callable[[str], Sequence[int]]) -> None:
        """Lay out all paths.

        Args:
            sound: the reasons.
            tokens: encodes a piece of text. Parts begin with a space or a mark, where a tokenizer
                cuts by itself when it encodes the whole, as it does in training.
        """
        tokens = cache(tokens)
        self._root = _Node()
        readings = _Node()
        for reading in sound.readings:
            readings.follow([*tokens(f" {reading}"), *tokens(THINK_END)])
        for opening in sound.openings:
            node = self._root
            for part in opening:
                node = node.follow(tokens(part))
            # One tree of readings hangs below every opening: no opening begins another,
            # as each ends in a full stop.
            node.after = readings.after

    def following(self, said: Sequence[int]) -> list[int]:
        """Return the tokens that may come after those said so far; empty at an end."""
        node = self._root
        for token in said:
            found = node.after.get(token)
            if found is None:  # behind an end, where shorter reasons are filled up
                return []
            node = found
        return list(node.after)
