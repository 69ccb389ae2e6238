"""Looking after every conversation: who is misled how often, and what a real effect takes."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from advisor.evaluation.experiments.estimate import Sample
from advisor.evaluation.experiments.sequential import (
    ALPHA,
    FEWEST,
    half_width,
    sequential_difference,
)
from advisor.evaluation.experiments.sizes import POWER, needed_sequential

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Draw = Callable[[np.random.Generator, int], Floats]
CONVERSATIONS = 3_000
PLANNED = 2_000
_NAIVE = 1.96


def bernoulli(share: float) -> Draw:
    return lambda rng, n: (rng.random(n) < share).astype(float)


DRAWS: dict[str, Draw] = {
    "half reach suggestions": bernoulli(0.5),
    "most reach suggestions": bernoulli(0.95),
    "few fail": bernoulli(0.02),
    "few questions repeated": lambda rng, n: rng.poisson(0.2, n).astype(float),
    "skewed seconds": lambda rng, n: rng.lognormal(0, 1, n),
}


def looks(new: Bools, values: Floats) -> tuple[Floats, Floats]:
    """Return |effect| in standard errors after every conversation, and how many there were."""
    counts, means, spreads = [], [], []
    with np.errstate(all="ignore"):
        for arm in (~new, new):
            count = np.cumsum(arm)
            mean = np.cumsum(values * arm) / count
            counts.append(count)
            means.append(mean)
            spreads.append((np.cumsum(values**2 * arm) - count * mean**2) / (count - 1))
        each = spreads[0] / counts[0] + spreads[1] / counts[1]
        sums = sum((n - 1) * spread for n, spread in zip(counts, spreads, strict=True))
        pooled = sums / (counts[0] + counts[1] - 2) * (1 / counts[0] + 1 / counts[1])
        squared = np.maximum(each, pooled)
        z = np.abs(means[1] - means[0]) / np.sqrt(squared)
    seen = (np.minimum(*counts) >= FEWEST) & (squared > 0)
    return z[seen], np.arange(1.0, len(new) + 1)[seen]


def found(
    control: Draw, variant: Draw, repeats: int, n: int = CONVERSATIONS, share: float = 0.5
) -> tuple[float, float, float]:
    """Return how often an effect is found at some look, at the last one, and by a naive test."""
    rng = np.random.default_rng(20261128)
    bounds = np.array([half_width(int(k), PLANNED) if k > 1 else np.inf for k in range(n + 1)])
    some = last = naive = 0
    for _ in range(repeats):
        new = rng.random(n) < share
        z, seen = looks(new, np.where(new, variant(rng, n), control(rng, n)))
        out = z > bounds[seen.astype(int)]
        some, last = some + bool(out.any()), last + bool(out[-1])
        naive += bool((z > _NAIVE).any())
    return some / repeats, last / repeats, naive / repeats


@pytest.mark.parametrize("name", DRAWS)
def test_peeking_after_every_conversation_misleads_one_in_twenty_at_most(name: str) -> None:
    some, _, naive = found(DRAWS[name], DRAWS[name], repeats=1_000)
    assert some <= ALPHA
    assert naive > 4 * ALPHA, "a test that is not made for it misleads far more often"


@pytest.mark.parametrize("name", DRAWS)
def test_a_small_variant_misleads_no_more_often(name: str) -> None:
    some, _, _ = found(DRAWS[name], DRAWS[name], repeats=600, share=0.1)
    assert some <= ALPHA


def test_a_real_effect_is_found() -> None:
    some, last, _ = found(bernoulli(0.60), bernoulli(0.68), repeats=400)
    assert some > 0.9
    assert last > 0.85


def test_the_size_said_to_be_needed_gives_the_power_said() -> None:
    control, variant = 0.60, 0.68
    middle = (control + variant) / 2
    spread = math.sqrt(middle * (1 - middle))
    n = needed_sequential(spread, variant - control, (0.5, 0.5), PLANNED, ALPHA)
    assert n is not None
    some, last, _ = found(bernoulli(control), bernoulli(variant), repeats=600, n=n)
    assert last == pytest.approx(POWER, abs=0.05)
    assert some >= last


@pytest.mark.parametrize("share", [0.5, 0.08])
def test_the_simulation_plays_what_the_report_shows(share: float) -> None:
    rng = np.random.default_rng(5)
    new = rng.random(800) < share
    values = (rng.random(800) < np.where(new, 0.02, 0.3)).astype(float)
    shown = sequential_difference(
        Sample.of(values[~new].tolist()), Sample.of(values[new].tolist()), PLANNED
    )
    assert shown is not None
    z, seen = looks(new, values)
    reach = half_width(int(seen[-1]), PLANNED) * abs(shown.difference) / z[-1]
    assert (shown.low, shown.high) == pytest.approx(
        (shown.difference - reach, shown.difference + reach)
    )


@pytest.mark.parametrize("gap", [0.0, 0.1, 0.2, 0.3, 0.6])
def test_p_and_interval_say_the_same(gap: float) -> None:
    before, after = [0.0, 1.0] * 100, [gap, 1.0 + gap] * 100
    shown = sequential_difference(Sample.of(before), Sample.of(after), PLANNED)
    assert shown is not None
    assert (shown.p < ALPHA) == (shown.low > 0)


def test_the_interval_is_narrowest_where_it_was_planned() -> None:
    """Against sequences tuned for other sizes, in standard errors at that size."""
    here = half_width(PLANNED, PLANNED)
    assert all(here <= half_width(PLANNED, other) for other in (200, 1_000, 4_000, 20_000))


def test_too_few_show_nothing() -> None:
    enough, few = [0.0, 1.0] * FEWEST, [0.0, 1.0] * (FEWEST // 2 - 1)
    assert sequential_difference(Sample.of(enough), Sample.of(few), PLANNED) is None
    alike = [1.0] * 200
    assert sequential_difference(Sample.of(alike), Sample.of(alike), PLANNED) is None
