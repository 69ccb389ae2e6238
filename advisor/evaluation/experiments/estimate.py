"""What statistics of an experiment start from and come to: a sample's sums, and an effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance
from typing import Self

from retrieval.frozen import Frozen


@dataclass(frozen=True, slots=True)
class Sample(Frozen):
    """The conversations of a variant: how many, their mean and their variance (n - 1)."""

    n: int
    mean: float
    variance: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """Return what two values or more come to."""
        return cls(len(values), fmean(values), variance(values))


@dataclass(frozen=True, slots=True)
class Estimate(Frozen):
    """A difference between a variant and the control.

    Attributes:
        difference: the variant's mean less the control's.
        low, high: its 95 % interval.
        p: how surprising it is if there is none.
    """

    difference: float
    low: float
    high: float
    p: float
