"""Writes a reason from the facts of a career, and checks that one says only what is so.

A reason is one sentence of claims and one sentence of reading::

    3 years in the present work, 2 years in a row with one employer and 8 of 10 working years in
    sales. Keeping what is known seems to count most.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from advisor.model.claims import Claim, claims
from advisor.model.reason_paths import SoundReasons
from advisor.model.themes import SENTENCES, SPEAKS_FOR, Theme, possible
from advisor.model.title_facts import TitleFacts
from advisor.model.work_years import WorkYear

MOST_CLAIMS = 3
_CLAIMS = re.compile(r",? and |, ")
_THEMES = {sentence: theme for theme, several in SENTENCES.items() for sentence in several}


@dataclass(frozen=True, slots=True)
class CheckedReason:
    """What a check of a reason found.

    Attributes:
        claims: its claims that the history supports.
        unsupported: parts that the history does not support, as they were said.
        theme: the reading it ends in; None if it ends in none that is known and possible.
    """

    claims: tuple[Claim, ...]
    unsupported: tuple[str, ...]
    theme: Theme | None

    @property
    def sound(self) -> bool:
        """Whether it may be shown: it says something, and nothing that is not so."""
        return bool(self.claims) and not self.unsupported and self.theme is not None


class ReasonWriter:
    """The evidence writer: puts reasons together from what a history gives."""

    def __init__(self, facts: Mapping[str, TitleFacts]) -> None:
        """Keep what is known of titles."""
        self._facts = facts

    def write(
        self,
        years: Sequence[WorkYear],
        theme: Theme,
        rng: random.Random,
    ) -> str:
        """Return a reason for a theme.

        It depends on the history, the theme and the draw alone: not on any answer.

        Args:
            years: the history.
            theme: the reading to end in.
            rng: decides which claims are made.
        """
        found = claims(years, self._facts)
        order = SPEAKS_FOR[theme]
        weight = {topic: 2.0 ** (len(order) - place) for place, topic in enumerate(order)}
        chosen: list[Claim] = []
        while found and len(chosen) < MOST_CLAIMS:
            weights = [weight.get(claim.topic, 0.5) for claim in found]
            pick = rng.choices(range(len(found)), weights)[0]
            chosen.append(found.pop(pick))
            # One claim a topic, so that a reason looks at a career from several sides.
            found = [claim for claim in found if claim.topic != chosen[-1].topic]
        chosen.sort(key=lambda claim: -weight.get(claim.topic, 0.5))
        return (
            f"{_sentence([claim.text for claim in chosen])} {rng.choice(SENTENCES[theme])}.".strip()
        )

    def sound(self, years: Sequence[WorkYear]) -> SoundReasons:
        """Return all reasons that hold for a history: what ``check`` finds sound.

        At most ``MOST_CLAIMS`` claims in any order, each about another topic.
        """
        found = claims(years, self._facts)
        several = [
            several
            for n in range(1, MOST_CLAIMS + 1)
            for several in permutations(found, n)
            if len({claim.topic for claim in several}) == n
        ]
        return SoundReasons(
            [_parts([claim.text for claim in some]) for some in several],
            [f"{text}." for text, theme in _THEMES.items() if possible(theme, years)],
        )

    def check(self, reason: str, years: Sequence[WorkYear]) -> CheckedReason:
        """Return which parts of a reason the history supports."""
        supported = {claim.text: claim for claim in claims(years, self._facts)}
        found: list[Claim] = []
        unsupported: list[str] = []
        theme: Theme | None = None
        sentences = [part.strip() for part in reason.strip().split(".") if part.strip()]
        for sentence in sentences:
            read = _THEMES.get(sentence)
            if read is not None and theme is None and possible(read, years):
                theme = read
                continue
            for part in _CLAIMS.split(sentence[:1].lower() + sentence[1:]):
                if part in supported:
                    found.append(supported[part])
                else:
                    unsupported.append(part)
        return CheckedReason(tuple(found), tuple(unsupported), theme)


def _sentence(texts: Sequence[str]) -> str:
    """Return the claims as one sentence; empty for none."""
    return "".join(_parts(texts)) if texts else ""


def _parts(texts: Sequence[str]) -> list[str]:
    """Return a sentence of one claim or more, cut before each claim's comma or "and"."""
    first, *rest = texts
    parts = [first[:1].upper() + first[1:], *(f", {text}" for text in rest[:-1])]
    return [*parts, *(f" and {text}" for text in rest[-1:]), "."]
