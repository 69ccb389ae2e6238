"""Everyone stays as often as anyone did; those who do not go where everyone is."""

from collections.abc import Sequence

import numpy as np

from advisor.evaluation.questions import Questions, questions
from advisor.evaluation.states import States
from advisor.model.outcome_rates import Floats
from advisor.panels.examples import CareerText

UNSEEN = 0.1
"""Transitions added to each state, so that none is impossible."""


def marginal(asked: Questions, states: States) -> Floats:
    """Return (states,) the share of each state among the answers."""
    counts = np.bincount(asked.answer, minlength=len(states)) + UNSEEN
    return np.asarray(counts / counts.sum())


class Stay:
    """The share that stays, and the marginal for the rest."""

    name = "stay"

    def __init__(self, states: States) -> None:
        self._states = states

    def fit(self, train: Sequence[CareerText], valid: Sequence[CareerText]) -> None:  # noqa: ARG002
        """Count; there is no constant to choose."""
        asked = questions(train, self._states)
        self._marginal = marginal(asked, self._states)
        self._stay = ((~asked.move).sum() + 0.5) / (len(asked) + 1)

    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states)."""
        asked = questions(careers, self._states)
        n = np.arange(len(asked))
        shares = np.tile(self._marginal, (len(asked), 1))
        shares[n, asked.present] = 0
        shares *= ((1 - self._stay) / shares.sum(1))[:, None]
        shares[n, asked.present] = self._stay
        return np.log(shares)
