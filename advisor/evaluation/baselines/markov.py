"""Markov models of the next state: of the present state, or of the last two and the past."""

from collections.abc import Callable, Sequence

import numpy as np

from advisor.evaluation.baselines.facts import facts, held_years
from advisor.evaluation.baselines.stay import marginal
from advisor.evaluation.questions import Ints, Questions, questions
from advisor.evaluation.states import States
from advisor.model.outcome_rates import Floats
from advisor.panels.examples import CareerText

FIRST_ORDER = 10.0
"""Transitions at the marginal added to each state's own."""
SECOND_ORDER = (10.0, 30.0, 100.0, 300.0, 1000.0)
"""Transitions at the first order's chances added to those of each pair, tried on ``valid``."""
BACK = (0.0, 0.1, 0.2, 0.3)
"""Parts of the moves that go back to a state of before, tried on ``valid``."""


class Markov1:
    """Counts of the next state by the present one, shrunk to the marginal."""

    name = "markov1"

    def __init__(self, states: States) -> None:
        self._states = states

    def fit(self, train: Sequence[CareerText], valid: Sequence[CareerText]) -> None:  # noqa: ARG002
        """Count; the constant is that of the published reference."""
        asked = questions(train, self._states)
        counts = np.zeros((len(self._states), len(self._states)))
        np.add.at(counts, (asked.present, asked.answer), 1)
        shares = counts + FIRST_ORDER * marginal(asked, self._states)
        self.rows: Floats = shares / shares.sum(1, keepdims=True)

    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states)."""
        return np.asarray(np.log(self.rows[questions(careers, self._states).present]))


class Markov2:
    """Counts by the last two states, shrunk to the first order; some moves go back.

    A part of the moves goes back to the person's own past states, by the years in each.
    """

    name = "markov2"

    def __init__(self, states: States) -> None:
        self._states = states
        self._first = Markov1(states)
        self.pairs_weight, self.back = SECOND_ORDER[0], BACK[0]

    def fit(self, train: Sequence[CareerText], valid: Sequence[CareerText]) -> None:
        """Count on ``train``; choose both constants by the perplexity on ``valid``."""
        self._first.fit(train, valid)
        asked = questions(train, self._states)
        pairs, place = np.unique(self._pairs(train, asked), return_inverse=True)
        self._pair_place = {int(pair): n for n, pair in enumerate(pairs)}
        self._counts = np.zeros((len(pairs) + 1, len(self._states)), dtype=np.float32)
        np.add.at(self._counts, (place, asked.answer), 1)
        tried = [(weight, back) for weight in SECOND_ORDER for back in BACK]
        self.pairs_weight, self.back = min(tried, key=self._surprise(valid))

    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states)."""
        asked = questions(careers, self._states)
        chances = self._second_order(careers, asked, self.pairs_weight)
        return np.log(_going_back(chances, asked, held_years(careers, self._states), self.back))

    def _surprise(self, valid: Sequence[CareerText]) -> Callable[[tuple[float, float]], float]:
        asked = questions(valid, self._states)
        held = held_years(valid, self._states)
        by_weight = {w: self._second_order(valid, asked, w) for w in SECOND_ORDER}

        def surprise(constants: tuple[float, float]) -> float:
            chances = _going_back(by_weight[constants[0]], asked, held, constants[1])
            return float(-np.log(chances[np.arange(len(asked)), asked.answer]).mean())

        return surprise

    def _pairs(self, careers: Sequence[CareerText], asked: Questions) -> Ints:
        """Return (transitions,) a number for the last two states."""
        before = facts(careers, self._states).year_before
        return np.asarray((before + 1) * len(self._states) + asked.present)

    def _second_order(
        self, careers: Sequence[CareerText], asked: Questions, weight: float
    ) -> Floats:
        pairs = self._pairs(careers, asked)
        # The last row of the counts is that of pairs never seen: it is empty.
        last = len(self._counts) - 1
        place = np.array([self._pair_place.get(int(pair), last) for pair in pairs], dtype=int)
        counts = self._counts[place] + weight * self._first.rows[asked.present]
        return np.asarray(counts / counts.sum(1, keepdims=True))


def _going_back(chances: Floats, asked: Questions, held: Floats, back: float) -> Floats:
    """Return the chances with a part of every move going back to a state held before."""
    years = held.sum(1, keepdims=True)
    n = np.arange(len(asked))
    moving = 1 - chances[n, asked.present]
    part = back * (years[:, 0] > 0)
    result = chances * (1 - part)[:, None]
    result[n, asked.present] = chances[n, asked.present]
    return np.asarray(result + (part * moving)[:, None] * held / np.maximum(years, 1))
