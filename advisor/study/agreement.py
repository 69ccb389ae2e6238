"""Measures of agreement between two ratings of the same items."""

import numpy as np
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from advisor.quality import agreement

Floats = NDArray[np.float64]


def spearman(one: Floats, other: Floats) -> tuple[float, float] | None:
    """Return Spearman's correlation and its p; None where one does not spread."""
    if len(one) < 3 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return None
    found = stats.spearmanr(one, other)
    return float(found.statistic), float(found.pvalue)


def icc_2_1(table: Floats) -> float | None:
    """Return ICC(2,1) of ratings, (items, raters): absolute agreement of single random raters.

    Shrout and Fleiss (1979), "Intraclass correlations", Psychol. Bull. 86(2), from the mean squares
    of a two-way analysis of variance. None for fewer than two items, or where nothing
    spreads.
    """
    items, raters = table.shape
    if items < 2:
        return None
    mean = table.mean()
    rows = raters * ((table.mean(axis=1) - mean) ** 2).sum() / (items - 1)
    columns = items * ((table.mean(axis=0) - mean) ** 2).sum() / (raters - 1)
    left = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0) + mean
    residual = (left**2).sum() / ((items - 1) * (raters - 1))
    below = rows + (raters - 1) * residual + raters * (columns - residual) / items
    return float((rows - residual) / below) if below > 1e-12 else None


def weighted_kappa(one: Floats, other: Floats) -> float | None:
    """Return Cohen's kappa with quadratic weights of ratings rounded to 1 to 5, halves upwards.

    Cohen (1968), "Weighted kappa", Psychol. Bull. 70(4). None where both gave one rating only.
    """
    whole = [np.floor(np.asarray(values) + 0.5) for values in (one, other)]
    return agreement.weighted_kappa(whole[0], whole[1])


def mean_difference(differences: Floats) -> tuple[float, float | None, float | None]:
    """Return a mean with its 95 % interval over items; no interval for fewer than two."""
    mean = float(differences.mean())
    if len(differences) < 2:
        return mean, None, None
    error = float(np.std(differences, ddof=1)) / len(differences) ** 0.5
    reach = float(stats.t.ppf(0.975, len(differences) - 1)) * error
    return mean, mean - reach, mean + reach
