"""Effects with the number of conversations fixed beforehand: Newcombe for shares, else Welch."""

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from advisor.evaluation.experiments.estimate import Estimate, Sample
from advisor.measured import wilson

_NORMAL = NormalDist()


def difference_of_shares(control: Sample, variant: Sample) -> Estimate:
    """Return the difference of two shares, with its 95 % interval and p.

    The interval is the hybrid score one (Newcombe 1998, method 10), p that of the pooled z test.
    """
    before, after = control.mean, variant.mean
    low0, high0 = wilson(round(before * control.n), control.n)
    low1, high1 = wilson(round(after * variant.n), variant.n)
    difference = after - before
    pooled = (before * control.n + after * variant.n) / (control.n + variant.n)
    error = math.sqrt(pooled * (1 - pooled) * (1 / control.n + 1 / variant.n))
    return Estimate(
        difference,
        difference - math.hypot(after - low1, high0 - before),
        difference + math.hypot(high1 - after, before - low0),
        2 * (1 - _NORMAL.cdf(abs(difference) / error)) if error else 1.0,
    )


def difference_of_means(control: Sample, variant: Sample) -> Estimate | None:
    """Return the difference of two means by Welch's t, with its 95 % interval and p.

    None where the values do not differ among themselves.
    """
    parts = [sample.variance / sample.n for sample in (control, variant)]
    error = math.sqrt(sum(parts))
    if error == 0:
        return None
    # Welch and Satterthwaite's degrees of freedom.
    apart = sum(
        part**2 / (sample.n - 1) for part, sample in zip(parts, (control, variant), strict=True)
    )
    freedom = sum(parts) ** 2 / apart
    difference = variant.mean - control.mean
    reach = float(stats.t.ppf(0.975, freedom)) * error
    p = float(2 * stats.t.sf(abs(difference) / error, freedom))
    return Estimate(difference, difference - reach, difference + reach, p)


def interval_of_mean(sample: Sample) -> tuple[float, float] | None:
    """Return the 95 % interval of a mean by Student's t; None where the values are all alike."""
    if sample.variance == 0:
        return None
    reach = float(stats.t.ppf(0.975, sample.n - 1)) * math.sqrt(sample.variance / sample.n)
    return sample.mean - reach, sample.mean + reach


def holm(values: list[float]) -> list[float]:
    """Return p-values corrected for how many there are, by Holm's method (1979)."""
    given: NDArray[np.float64] = np.asarray(values, dtype=np.float64)
    order = np.argsort(given)
    raised = np.maximum.accumulate(given[order] * np.arange(len(given), 0, -1))
    corrected = np.empty_like(given)
    corrected[order] = np.minimum(raised, 1.0)
    return [float(value) for value in corrected]
