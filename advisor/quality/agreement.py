"""How far judges agree who rate the same conversations from 1 to 5."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.frozen import Frozen

Floats = NDArray[np.float64]
POINTS = (1, 2, 3, 4, 5)
_SQUARES = np.subtract.outer(np.array(POINTS), np.array(POINTS)).astype(float) ** 2
_RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Agreement(Frozen):
    """How far judges agree.

    Attributes:
        alpha: Krippendorff's; None where nothing differs, so that nothing can be told.
        interval: of it, 95 %, by resampling conversations; None with too few.
        kappa: Cohen's with quadratic weights; None with more than two judges, or without spread.
        same: share of the conversations rated exactly alike by those who rated it.
        n: conversations that two or more judges rated.
    """

    alpha: float | None
    interval: tuple[float, float] | None
    kappa: float | None
    same: float | None
    n: int


def agreement(table: Floats, seed: int = 0) -> Agreement:
    """Return the agreement of ratings, (conversations, judges); NaN where one is missing."""
    paired = table[np.isfinite(table).sum(axis=1) >= 2]
    n = len(paired)
    if n == 0:
        return Agreement(None, None, None, None, 0)
    same = float(np.mean(np.nanmax(paired, axis=1) == np.nanmin(paired, axis=1)))
    together = _coincidences(paired)
    kappa = weighted_kappa(paired[:, 0], paired[:, 1]) if table.shape[1] == 2 else None
    alpha = _alpha(together.sum(axis=0)[None])[0]
    found = None if np.isnan(alpha) else float(alpha)
    return Agreement(found, _interval(together, seed), kappa, same, n)


def krippendorff_alpha(table: Floats) -> float | None:
    """Return Krippendorff's alpha for interval data of ratings 1 to 5, (units, judges).

    Krippendorff (2011), "Computing Krippendorff's alpha-reliability". Units that fewer than two
    rated are left out. None where nothing differs.
    """
    paired = table[np.isfinite(table).sum(axis=1) >= 2]
    alpha = float(_alpha(_coincidences(paired).sum(axis=0)[None])[0]) if len(paired) else np.nan
    return None if np.isnan(alpha) else alpha


def weighted_kappa(one: Floats, other: Floats) -> float | None:
    """Return Cohen's kappa with quadratic weights of whole ratings from 1 to 5.

    Cohen (1968), "Weighted kappa", Psychol. Bull. 70(4). None where both gave one rating only.
    """
    together = np.zeros_like(_SQUARES)
    np.add.at(together, (one.astype(int) - 1, other.astype(int) - 1), 1.0)
    together /= together.sum()
    chance = float((_SQUARES * np.outer(together.sum(1), together.sum(0))).sum())
    return 1 - float((_SQUARES * together).sum()) / chance if chance > 1e-12 else None


def _coincidences(table: Floats) -> Floats:
    """Return for each unit how often each two ratings meet in it, (units, 5, 5)."""
    counts = np.stack([(table == point).sum(axis=1) for point in POINTS], axis=1).astype(float)
    pairs = counts[:, :, None] * counts[:, None, :]
    pairs -= np.eye(len(POINTS)) * counts[:, :, None]
    found: Floats = pairs / (counts.sum(axis=1) - 1)[:, None, None]
    return found


def _alpha(together: Floats) -> Floats:
    """Return alpha of summed coincidences, (samples, 5, 5); NaN where nothing differs."""
    margins = together.sum(axis=2)
    total = margins.sum(axis=1)
    observed = (together * _SQUARES).sum(axis=(1, 2)) / total
    expected = np.einsum("sc,sk,ck->s", margins, margins, _SQUARES) / (total * (total - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(expected > 1e-12, 1 - observed / expected, np.nan)
    return found


def _interval(together: Floats, seed: int) -> tuple[float, float] | None:
    n = len(together)
    if n < 5:
        return None
    draws = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=_RESAMPLES)
    alphas = _alpha(np.einsum("su,uck->sck", draws.astype(float), together, optimize=True))
    known = alphas[np.isfinite(alphas)]
    if len(known) < _RESAMPLES * 0.9:
        return None
    low, high = np.quantile(known, (0.025, 0.975))
    return float(low), float(high)
