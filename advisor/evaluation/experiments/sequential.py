"""Effects that may be looked at any time: asymptotic confidence sequences and always-valid p.

The sequence is that of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit
theory and asymptotic confidence sequences" (Annals of Statistics 52, 2024), Theorem 2.2: Robbins'
normal mixture over the estimated variance. For a difference of means the number of observations is
that of both variants, as for its influence function under random assignment.
"""

import math

from advisor.evaluation.experiments.estimate import Estimate, Sample

ALPHA = 0.05
FEWEST = 50
"""Conversations of each variant before anything is shown: the guarantee is that of large samples;
tests play what it is worth from here on."""


def sequential_difference(control: Sample, variant: Sample, planned: int) -> Estimate | None:
    """Return the difference of two means with an interval and a p that hold at every look.

    Args:
        control: its conversations so far.
        variant: those of the variant.
        planned: conversations of both, at which the interval is to be narrowest; chosen before.

    Returns:
        None for fewer than ``FEWEST`` conversations of either, or if all values are the same.
    """
    squared = _squared_error(control, variant)
    if min(control.n, variant.n) < FEWEST or squared == 0:
        return None
    seen = (control.n + variant.n) * mixture(planned)
    error = math.sqrt(squared)
    difference = variant.mean - control.mean
    reach = error * half_width(control.n + variant.n, planned)
    exponent = (difference / error) ** 2 / 2 * seen / (1 + seen)
    p = min(1.0, math.sqrt(1 + seen) * math.exp(-min(exponent, 700.0)))
    return Estimate(difference, difference - reach, difference + reach, p)


def _squared_error(control: Sample, variant: Sample) -> float:
    """Return the variance of the difference: with a variance each, or with a common one if larger.

    The paper takes one each. But of a small variant that has seen no rare value yet the variance
    looks like nothing: with 1 in 10 conversations, and values that 1 in 50 has, 3 in 10 experiments
    without an effect would show one. The common one knows the other variant's.
    """
    each = control.variance / control.n + variant.variance / variant.n
    seen = control.n + variant.n - 2
    pooled = (control.n - 1) * control.variance + (variant.n - 1) * variant.variance
    return max(each, pooled / seen * (1 / control.n + 1 / variant.n))


def half_width(seen: int, planned: int, alpha: float = ALPHA) -> float:
    """Return half the width of the sequence after ``seen`` conversations, in standard errors."""
    scaled = seen * mixture(planned)
    return math.sqrt(2 * (scaled + 1) / scaled * math.log(math.sqrt(scaled + 1) / alpha))


def mixture(planned: int) -> float:
    """Return the variance of the mixture that makes the interval narrowest at ``planned``.

    An approximation of the paper's Appendix B.2: (-2 log a + log(-2 log a + 1)) / n.
    """
    twice = -2 * math.log(ALPHA)
    return (twice + math.log(twice + 1)) / planned
