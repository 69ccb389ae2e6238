"""Compares the variants of an experiment, conversation by conversation, and guards against peeking.

What is analysed is decided by when conversations began and how many there are, never by what came
of them: a fixed experiment is analysed on its first ``n`` conversations of each variant, whatever
comes in later; a sequential one on all so far, with intervals that hold at every look.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from statistics import pstdev

from advisor.evaluation.experiments.cautions import warnings_of
from advisor.evaluation.experiments.comparison import Arm, Comparison, Effect, Level, Measured
from advisor.evaluation.experiments.estimate import Estimate, Sample
from advisor.evaluation.experiments.fixed import (
    difference_of_means,
    difference_of_shares,
    holm,
    interval_of_mean,
)
from advisor.evaluation.experiments.outcomes import MEASURES, WINDOW, Outcome
from advisor.evaluation.experiments.sequential import ALPHA, FEWEST, sequential_difference
from advisor.evaluation.experiments.sizes import needed_fixed, needed_sequential, power_fixed
from advisor.experiments.config import Experiment, Fixed, Metric, Variant
from advisor.measured import wilson

ByVariant = Mapping[str, Sequence[Outcome]]


def compare(experiment: Experiment, outcomes: Iterable[Outcome], now: datetime) -> Comparison:
    """Return what the conversations say of an experiment.

    Args:
        experiment: as it stands in the file.
        outcomes: its conversations, in any order.
        now: conversations that began less than ``WINDOW`` ago are counted and not analysed.
    """
    ordered = sorted(outcomes, key=lambda outcome: (outcome.began, outcome.conversation))
    entered = _by_variant(experiment, ordered)
    over = _by_variant(experiment, [one for one in ordered if one.began + WINDOW <= now])
    waiting = _waiting(experiment, over)
    planned = {name: _planned(experiment, over[name]) for name in over}
    analysed = dict.fromkeys(over, ()) if waiting else planned
    total = sum(variant.weight for variant in experiment.variants)
    arms = tuple(
        Arm(
            variant.name,
            variant.weight / total,
            len(entered[variant.name]),
            len(over[variant.name]),
            len(analysed[variant.name]),
        )
        for variant in experiment.variants
    )
    needs = _needs(experiment, planned, arms)
    measured = {} if waiting else {name: _measured(experiment, analysed, name) for name in MEASURES}
    if measured:
        decisive = measured[experiment.metric]
        effects = [
            replace(effect, needed=need.needed, power=need.power)
            for effect, need in zip(decisive.effects, needs, strict=True)
        ]
        measured[experiment.metric] = replace(decisive, effects=tuple(effects))
    warned = warnings_of(experiment, ordered, arms, needs)
    return Comparison(experiment, arms, measured, waiting, tuple(warned))


def _by_variant(experiment: Experiment, outcomes: Sequence[Outcome]) -> ByVariant:
    """Return the conversations of each variant of the file; those of others are left out."""
    found: dict[str, list[Outcome]] = {variant.name: [] for variant in experiment.variants}
    for outcome in outcomes:
        if outcome.variant in found:
            found[outcome.variant].append(outcome)
    return found


def _waiting(experiment: Experiment, over: ByVariant) -> str | None:
    """Return why nothing may be shown yet; None when it may."""
    fewest = min(len(conversations) for conversations in over.values())
    if isinstance(experiment.stopping, Fixed):
        n = experiment.stopping.n
        if fewest >= n:
            return None
        return (
            f"{fewest:,} of the {n:,} conversations of each variant that were decided on: effects"
            " are shown when they are in"
        )
    if fewest >= FEWEST:
        return None
    return f"{fewest:,} conversations of a variant: effects are shown from {FEWEST} of each on"


def _planned(experiment: Experiment, over: Sequence[Outcome]) -> Sequence[Outcome]:
    stopping = experiment.stopping
    return over[: stopping.n] if isinstance(stopping, Fixed) else over


def _measured(experiment: Experiment, analysed: ByVariant, metric: Metric) -> Measured:
    samples = [_values(analysed[variant.name], metric) for variant in experiment.variants]
    control, *others = samples
    effects = []
    for variant, values in zip(experiment.variants[1:], others, strict=True):
        estimate = None
        if min(len(control), len(values)) > 1:
            compared = _comparing(experiment, variant, metric)
            estimate = compared(Sample.of(control), Sample.of(values))
        effects.append(Effect(variant.name, estimate))
    known = [effect.estimate.p for effect in effects if effect.estimate]
    corrected = iter(holm(known))
    effects = [
        replace(effect, p_holm=next(corrected)) if effect.estimate else effect for effect in effects
    ]
    fixed = isinstance(experiment.stopping, Fixed)
    return Measured(tuple(_level(values, metric, fixed) for values in samples), tuple(effects))


def _comparing(
    experiment: Experiment, variant: Variant, metric: Metric
) -> Callable[[Sample, Sample], Estimate | None]:
    stopping = experiment.stopping
    if isinstance(stopping, Fixed):
        return difference_of_shares if MEASURES[metric].binary else difference_of_means
    planned = round(stopping.n * _pair(experiment, variant))
    return lambda control, other: sequential_difference(control, other, planned)


def _pair(experiment: Experiment, variant: Variant) -> float:
    """Return the share of all conversations that the control and a variant get together."""
    weights = [one.weight for one in experiment.variants]
    return (experiment.control.weight + variant.weight) / sum(weights)


def _level(values: Sequence[float], metric: Metric, fixed: bool) -> Level:
    if len(values) < 2:
        return Level(len(values), None)
    sample = Sample.of(values)
    if not fixed:
        # An interval for each look would be needed here too: effects have one.
        return Level(sample.n, sample.mean)
    if MEASURES[metric].binary:
        return Level(sample.n, sample.mean, *wilson(round(sum(values)), sample.n))
    return Level(sample.n, sample.mean, *(interval_of_mean(sample) or (None, None)))


def _values(outcomes: Sequence[Outcome], metric: Metric) -> Sequence[float]:
    values = (outcome.values[metric] for outcome in outcomes)
    return [value for value in values if value is not None]


def _needs(experiment: Experiment, planned: ByVariant, arms: Sequence[Arm]) -> Sequence[Effect]:
    """Return what the minimal effect needs, for each variant but the control.

    It rests on the spread over all variants together, which says nothing of their difference.
    """
    values = [value for one in planned.values() for value in _values(one, experiment.metric)]
    effect, spread = experiment.minimal_effect, pstdev(values) if len(values) > 1 else 0.0
    if effect is None or spread == 0:
        return [Effect(variant.name, None) for variant in experiment.variants[1:]]
    alpha, found = ALPHA / (len(arms) - 1), list[Effect]()
    # Where some conversations have no value, more are needed for as many that have one.
    valued = len(values) / sum(len(one) for one in planned.values())
    for variant, arm in zip(experiment.variants[1:], arms[1:], strict=True):
        stopping = experiment.stopping
        if isinstance(stopping, Fixed):
            n = round(2 * stopping.n * valued)
            power = power_fixed(spread, effect, n, alpha)
            needed = needed_fixed(spread, effect, alpha) / 2
            found.append(Effect(variant.name, None, None, math.ceil(needed / valued), power))
            continue
        pair = _pair(experiment, variant)
        shares = (arms[0].share / pair, arm.share / pair)
        need = needed_sequential(spread, effect, shares, round(stopping.n * pair), alpha)
        found.append(Effect(variant.name, None, None, need and math.ceil(need / pair / valued)))
    return found
