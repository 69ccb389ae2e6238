"""Finds the noun phrases of a message that can be job titles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.rules.title_heads import TitleHeads
from graph.rules.title_runs import end_of_phrase, owner_before, runs_of
from graph.rules.title_words import (
    GUYS,
    GUYS_AFTER,
    INSIDE_TITLES,
    KEPT_IN_FRONT,
    LEADS,
    STRIPPED,
    WEAK_HEADS,
)
from graph.rules.words import Token

_LONGEST = 6
"""Words of a title before its head, at most."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that can be a title.

    Attributes:
        left, right: offsets in the message.
        title: the words as written, with single spaces.
        known: whether it ends in a word that titles end in, or is a known title.
        strong: known, and hardly anything but a title.
        plural: whether the head is a plural.
        owner: offsets of an employer's name right before the title ("Walmart cashier"); None if
            there is none.
    """

    left: int
    right: int
    title: str
    known: bool
    strong: bool
    plural: bool = False
    owner: tuple[int, int] | None = None
    opening: int = -1

    @property
    def begins(self) -> int:
        """Offset of the first word about the job, "part-time" and the like included."""
        return self.left if self.opening < 0 else self.opening


class TitleFinder(TitleHeads):
    """Finds titles by the words that titles end in, learned from a list of titles."""

    def phrases(self, text: str, tokens: Sequence[Token]) -> list[Phrase]:
        """Return the phrases among the tokens of one clause, left to right, none overlapping."""
        found: list[Phrase] = []
        for run in runs_of(tokens):
            phrase = self._phrase(text, tokens, *run)
            if phrase and not (found and phrase.left < found[-1].right):
                found.append(phrase)
        return found

    def _phrase(self, text: str, tokens: Sequence[Token], first: int, stop: int) -> Phrase | None:
        """Return the title in the run ``tokens[first:stop]``; its words alone if it has no head."""
        last = self._last(tokens, first, stop)
        known = last is not None
        end = stop - 1 if last is None else last
        first = max(first, end - _LONGEST)
        owner = owner_before(tokens, first, end) if known else None
        if owner:
            first = owner[1]
        opening = tokens[first].left
        first = self._strip(tokens, first, end)
        head = tokens[end].text
        singular = self.singular_of(head) if known else None
        weak = (head in WEAK_HEADS and first == end) or self.is_only_nearly(head)
        if known:
            end = end_of_phrase(tokens, end)
        left, right = tokens[first].left, tokens[end].right
        if known and tokens[end].text.endswith("'s"):
            return None
        title = " ".join(text[left:right].split())
        title = re.sub(r"^ex-|(?<=\bintern)ship$", "", title, flags=re.IGNORECASE)
        if not any(character.isalpha() for character in title):
            return None
        names = (tokens[owner[0]].left, tokens[owner[1] - 1].right) if owner else None
        return Phrase(
            left, right, title, known, known and not weak, singular is not None, names, opening
        )

    def _last(self, tokens: Sequence[Token], first: int, stop: int) -> int | None:
        """Return the place of the last head in a run, or of the end of a whole listed title."""
        for place in range(stop - 1, first - 1, -1):
            word = tokens[place].text
            if word in LEADS:
                before = tokens[place - 1].text if place > first else ""
                if before and before not in STRIPPED:
                    return place
            elif word in GUYS:
                if place > first and tokens[place - 1].text in GUYS_AFTER:
                    return place
            elif self.head(word) is not None:
                return place
            for begin in range(max(first, place - 3), place):
                if " ".join(t.text for t in tokens[begin : place + 1]) in self.titles:
                    return place
        return None

    def _strip(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """Drop words about the job ("part-time", "boring") from the front of a title."""
        while first < last and tokens[first].text in STRIPPED | INSIDE_TITLES:
            whole = " ".join(t.text for t in tokens[first : last + 1])
            word = tokens[first].text
            if word == "time" and first and tokens[first - 1].text in ("full", "part"):
                first += 1
                continue
            if whole in self.titles or (word not in STRIPPED) or word in KEPT_IN_FRONT:
                break
            first += 1
        return first
