"""Figures about several conversations, each with how many it rests on and its interval."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from advisor.measured import wilson
from retrieval.frozen import Frozen

FEWEST = 5
"""Conversations below which no share is given in percent."""
FEW = 30
"""Conversations below which it is said that they are few."""
_Z = 1.959964
"""The normal distribution's 97.5 % point."""


@dataclass(frozen=True, slots=True)
class Share(Frozen):
    """How many of ``n`` conversations something is true of."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        """The share; None from fewer than five."""
        return self.hits / self.n if self.n >= FEWEST else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval (Wilson 1927); None where no share is given."""
        return wilson(self.hits, self.n) if self.n >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Mean(Frozen):
    """A mean over ``n`` conversations with its 95 % interval; None where it cannot be told."""

    value: float | None
    n: int
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Spread(Frozen):
    """The median and the 95 % quantile of ``n`` turns; None for none."""

    value: float | None
    p95: float | None
    n: int


Figure = Share | Mean | Spread


def mean_of(values: Sequence[float]) -> Mean:
    """Return the mean of a value a conversation, with Student's interval; none for fewer than 2.

    The values are none below 0, and so is no interval.
    """
    n = len(values)
    if n == 0:
        return Mean(None, 0)
    data = np.asarray(values, dtype=float)
    mean = float(data.mean())
    if n == 1:
        return Mean(mean, 1)
    reach = t_quantile(n - 1) * float(data.std(ddof=1)) / math.sqrt(n)
    return Mean(mean, n, (max(0.0, mean - reach), mean + reach))


def spread_of(values: Sequence[float]) -> Spread:
    """Return the median and the 95 % quantile of the values."""
    if not len(values):
        return Spread(None, None, 0)
    median, p95 = np.quantile(np.asarray(values, dtype=float), (0.5, 0.95))
    return Spread(float(median), float(p95), len(values))


def t_quantile(freedom: int) -> float:
    """Return the 97.5 % point of Student's t with so many degrees of freedom.

    The first two are exact; beyond, the expansion 26.7.5 of Abramowitz and Stegun (1964), right to
    0.004 from three degrees on.
    """
    if freedom < 3:
        return (12.706205, 4.302653)[freedom - 1]
    z, v = _Z, freedom
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * v**4)
    )
