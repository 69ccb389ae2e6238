"""The count model of the product, put to the same questions."""

from collections.abc import Sequence

import numpy as np

from advisor.evaluation.protocols import UnavailableError
from advisor.evaluation.states import States
from advisor.model.career_situations import career_situations
from advisor.model.outcome_rates import Floats
from advisor.model.situation import Situation
from advisor.model.transitions import TransitionCounts
from advisor.panels.examples import CareerText


class CountModel:
    """``TransitionCounts`` over careers; experience is counted in observed years.

    It knows Census 2010 groups only, which are the states of NLSY97.
    """

    name = "transition_counts"

    def __init__(self, counts: TransitionCounts, states: States) -> None:
        """Keep the model; raise ``UnavailableError`` if it does not know the states."""
        if list(states.codes[: -len(states.idle) or None]) != list(counts.codes):
            raise UnavailableError(
                "it counts moves between Census 2010 groups, and this cohort's states are others"
            )
        self._counts = counts
        self._states = states
        self._code_of = dict(zip(states.titles, states.codes, strict=True))

    @property
    def model(self) -> str:
        """Name and version."""
        return self._counts.model

    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states)."""
        rows = [
            self._row(now)
            for career in careers
            for now in career_situations(career.years[:-1], self._code_of)
        ]
        return np.log(np.array(rows).reshape(-1, len(self._states)))

    def _row(self, now: Situation | None) -> Floats:
        if now is None:
            return np.full(len(self._states), 1 / len(self._states))
        chances = self._counts.chances(now)
        groups = chances.groups.copy()
        groups[self._counts.index[now.group]] = chances.stay
        return np.append(groups, [chances.in_education, chances.not_working])
