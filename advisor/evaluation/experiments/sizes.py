"""How many conversations an effect needs, and whether the variants got their shares of them."""

import math
from collections.abc import Sequence
from statistics import NormalDist

from scipy import stats  # type: ignore[import-untyped]

from advisor.evaluation.experiments.sequential import FEWEST, half_width

POWER = 0.8
MISMATCH = 0.001
"""p below which the counts are not those of the weights: looked at often, it has to be small."""
_NORMAL = NormalDist()
_MOST = 1_000_000_000
_HALVES = (0.5, 0.5)


def needed_fixed(spread: float, effect: float, alpha: float) -> int:
    """Return how many conversations, half of them of each variant, show an effect at 80 % power.

    Args:
        spread: standard deviation of a conversation's value.
        effect: true difference of the means.
        alpha: of the two-sided test.
    """
    reach = _NORMAL.inv_cdf(1 - alpha / 2) + _NORMAL.inv_cdf(POWER)
    return math.ceil((reach * spread / effect) ** 2 * _per_share(_HALVES))


def needed_sequential(
    spread: float, effect: float, shares: tuple[float, float], planned: int, alpha: float
) -> int | None:
    """Return the same for the confidence sequence; None if it takes more than a billion.

    That is when 80 % of its intervals leave zero out; some do earlier.

    Args:
        spread: standard deviation of a conversation's value.
        effect: true difference of the means.
        shares: of the two variants among these conversations; they add up to 1.
        planned: number at which the sequence is narrowest.
        alpha: of the sequence.
    """

    def shows(n: int) -> bool:
        error = spread * math.sqrt(_per_share(shares) / n)
        return effect >= error * (half_width(n, planned, alpha) + _NORMAL.inv_cdf(POWER))

    low, high = 1, 2
    while not shows(high):
        low, high = high, high * 2
        if high > _MOST:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if shows(middle) else (middle, high)
    return max(high, math.ceil(FEWEST / min(shares)))


def power_fixed(spread: float, effect: float, n: int, alpha: float) -> float:
    """Return the chance that ``n`` conversations, half of each variant, show an effect."""
    error = spread * math.sqrt(_per_share(_HALVES) / n)
    return _NORMAL.cdf(effect / error - _NORMAL.inv_cdf(1 - alpha / 2))


def share_mismatch(counts: Sequence[int], weights: Sequence[float]) -> float:
    """Return p of the counts if variants are drawn by their weights (chi-square)."""
    total = sum(counts)
    if total == 0:
        return 1.0
    expected = [total * weight / sum(weights) for weight in weights]
    return float(stats.chisquare(counts, expected).pvalue)


def _per_share(shares: tuple[float, float]) -> float:
    return sum(1 / share for share in shares)
