"""How often people stay, move, study or stop working, by years in the group and years in work."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advisor.model.count_tables import OUTCOMES

Floats = NDArray[np.float64]

_SHRINKAGE = 10
"""Person-years at everyone's rates added to each class."""


class OutcomeRates:
    """The rates of everyone, whatever the group."""

    def __init__(self, outcomes: pd.DataFrame) -> None:
        self._tenures = sorted({int(start) for start in outcomes["tenure_from"]})
        self._experiences = sorted({int(start) for start in outcomes["experience_from"]})
        ordered = outcomes.sort_values(["tenure_from", "experience_from"])
        self._counts = (
            ordered[list(OUTCOMES)]
            .to_numpy(float)
            .reshape(len(self._tenures), len(self._experiences), len(OUTCOMES))
        )
        everyone = self._counts.sum((0, 1))
        self.overall: Floats = everyone / everyone.sum()

    def __call__(self, tenure: int | None, experience: int | None) -> Floats:
        """Return the chance of each of ``OUTCOMES``; averaged over what is not known."""
        if tenure and experience is not None:
            experience = max(experience, tenure - 1)
        counts = self._counts[
            _chosen(self._tenures, tenure), _chosen(self._experiences, experience)
        ]
        cell = counts.sum((0, 1)) + _SHRINKAGE * self.overall
        return np.asarray(cell / cell.sum())


def _chosen(starts: list[int], years: int | None) -> slice:
    """Return the class that ``years`` falls in, or all of them when it is not known."""
    if years is None:
        return slice(None)
    place = max(0, int(np.searchsorted(starts, years, side="right")) - 1)
    return slice(place, place + 1)
