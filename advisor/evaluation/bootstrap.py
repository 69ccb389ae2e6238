"""Bootstrap over people: how far figures would differ had others been asked."""

import numpy as np

from advisor.evaluation.figures import Figures
from advisor.model.outcome_rates import Floats

DRAWS = 1000
_INTERVAL = (2.5, 97.5)
"""Percentiles of a 95 % interval."""
Interval = tuple[float, float]


def drawn_people(people: int, seed: int, draws: int = DRAWS) -> Floats:
    """Return (draws, people) how often each person is drawn, with replacement.

    The same seed gives the same draws, so that models are compared on the same people.
    """
    generator = np.random.default_rng(seed)
    if not people:
        return np.zeros((draws, 0))
    return generator.multinomial(people, np.full(people, 1 / people), size=draws).astype(float)


def intervals(drawn: Figures) -> dict[str, Interval | None]:
    """Return the 95 % interval of each figure, None where hardly a draw gave one."""
    return {name: interval(values) for name, values in drawn.items()}


def differences(drawn: Figures, baseline: Figures) -> dict[str, Interval | None]:
    """Return the 95 % interval of each figure minus the baseline's in the same draw."""
    return {name: interval(values - baseline[name]) for name, values in drawn.items()}


def interval(values: Floats) -> Interval | None:
    """Return the 2.5th and 97.5th percentile of the draws that gave a number."""
    known = values[np.isfinite(values)]
    if len(known) < len(values) / 2:
        return None
    low, high = np.percentile(known, _INTERVAL)
    return float(low), float(high)
