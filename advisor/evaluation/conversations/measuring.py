"""Scores of whole conversations, and differences between two that played the same ones.

Everything is computed for many drawings of the conversations at once, so that a difference has an
interval that knows the two had the same conversations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from advisor.evaluation.bootstrap import Interval, drawn_people, interval
from advisor.evaluation.conversations.labelled import LabelledConversation
from advisor.evaluation.conversations.played import Played
from advisor.evaluation.extraction import Score, judge
from advisor.model.outcome_rates import Floats

F1 = {"titles": "jobs", "dates": "all_dates", "education": "education"}
"""Scores that are F1, by the name under which a judgement has their counts."""
SHARES = ("repeated", "failed", "suggested")
"""Shares of conversations: with a question put again, with a failed turn, that reached
suggestions."""
SCORES = (*F1, *SHARES)
SEED = 0


@dataclass(frozen=True, slots=True)
class Scored:
    """A score, or a difference of two, with its 95 % bootstrap interval; None where unknown."""

    value: float | None
    interval: Interval | None


@dataclass(frozen=True)
class Results:
    """All conversations of a set as one contestant played them, each as often as repeated.

    Attributes:
        labelled: the set.
        played: by conversation, then by repeat.
    """

    labelled: Sequence[LabelledConversation]
    played: Sequence[Sequence[Played]]

    def scores(self) -> Mapping[str, Scored]:
        """Return every score."""
        return {name: _scored(self.drawn[name]) for name in SCORES}

    def less(self, other: "Results") -> Mapping[str, Scored]:
        """Return every score less that of another, which must have played the same set."""
        return {name: _scored(self.drawn[name] - other.drawn[name]) for name in SCORES}

    @cached_property
    def drawn(self) -> Mapping[str, Floats]:
        """(1 + draws,) each score: of all conversations, then of each drawing of them."""
        n = len(self.labelled)
        weights = np.concatenate([np.ones((1, n)), drawn_people(n, SEED)])
        found = {name: _f1(weights @ self._counts(key)) for name, key in F1.items()}
        shares = np.array([np.mean([_shares(one) for one in each], axis=0) for each in self.played])
        weighted = weights @ shares / weights.sum(axis=1, keepdims=True)
        return found | {name: weighted[:, place] for place, name in enumerate(SHARES)}

    def _counts(self, key: str) -> Floats:
        """Return (conversations, 3) counts of right, spurious and missed, means over repeats."""
        return np.array(
            [np.mean([_row(one.get(key)) for one in each], axis=0) for each in self._judged]
        )

    @cached_property
    def _judged(self) -> Sequence[Sequence[Mapping[str, Score]]]:
        return [
            [judge(labelled.expected, one.history).scores for one in each]
            for labelled, each in zip(self.labelled, self.played, strict=True)
        ]


def _scored(drawn: Floats) -> Scored:
    value = float(drawn[0])
    return Scored(value, interval(drawn[1:])) if np.isfinite(value) else Scored(None, None)


def _f1(counts: Floats) -> Floats:
    """Return F1 from (draws, 3) counts; not a number where there was nothing to read."""
    right, spurious, missed = counts.T
    total = 2 * right + spurious + missed
    found: Floats = np.full(len(counts), np.nan)
    np.divide(2 * right, total, out=found, where=total > 0)
    return found


def _row(score: Score | None) -> tuple[int, int, int]:
    return (score.right, score.spurious, score.missed) if score else (0, 0, 0)


def _shares(played: Played) -> tuple[bool, bool, bool]:
    return (
        bool(played.repeated),
        any(turn.failures for turn in played.turns),
        any(turn.suggested for turn in played.turns),
    )
