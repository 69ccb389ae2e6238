"""A comparison of variants in words, and as JSON."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from advisor.evaluation.experiments.comparison import Comparison, Effect, Level, Measured
from advisor.evaluation.experiments.outcomes import MEASURES
from advisor.experiments.config import Fixed, Metric


def comparison_to_json(found: Comparison) -> dict[str, Any]:
    """Return a comparison for programs; ``metrics`` is empty while nothing may be shown."""
    experiment = found.experiment
    return {
        "experiment": experiment.name,
        "metric": experiment.metric,
        "stopping": experiment.stopping.model_dump(),
        "minimal_effect": experiment.minimal_effect,
        "waiting": found.waiting,
        "variants": [asdict(arm) for arm in found.arms],
        "metrics": {name: _measured_json(found, name) for name in found.measured},
        "warnings": list(found.warnings),
    }


def comparison_text(found: Comparison) -> str:
    """Return a comparison as lines to read."""
    return "\n".join(_lines(found))


def _measured_json(found: Comparison, metric: Metric) -> dict[str, Any]:
    measured = found.measured[metric]
    names = [arm.variant for arm in found.arms]
    levels = zip(names, measured.levels, strict=True)
    return {
        "decides": metric == found.experiment.metric,
        "better": MEASURES[metric].better,
        "levels": [{"variant": name, **asdict(level)} for name, level in levels],
        "effects": [asdict(effect) for effect in measured.effects],
    }


def _lines(found: Comparison) -> Iterator[str]:
    experiment = found.experiment
    fixed = isinstance(experiment.stopping, Fixed)
    how = (
        f"the first {experiment.stopping.n:,} conversations of each variant"
        if fixed
        else "at any time: intervals hold at every look"
    )
    yield f"{experiment.name}: {experiment.metric}, analysed {how}"
    for arm in found.arms:
        yield (
            f"  {arm.variant}: {arm.entered:,} conversations ({arm.share:.0%} planned),"
            f" {arm.over:,} over, {arm.analysed:,} analysed"
        )
    yield from (f"! {warning}" for warning in found.warnings)
    if found.waiting:
        yield f"No effects yet: {found.waiting}."
        return
    yield from _metric(found, experiment.metric, found.measured[experiment.metric])
    yield "Beside it, to understand and not to decide (not corrected for how many they are):"
    for name, measured in found.measured.items():
        if name != experiment.metric:
            yield from _metric(found, name, measured)


def _metric(found: Comparison, name: Metric, measured: Measured) -> Iterator[str]:
    measure = MEASURES[name]
    yield f"{name}: {measure.says} ({measure.better} is better)"
    control, *others = measured.levels
    yield f"  {found.arms[0].variant}: {_level(control)}"
    several = len(others) > 1
    for effect, level in zip(measured.effects, others, strict=True):
        yield f"  {effect.variant}: {_level(level)}; {_effect(effect, several)}"


def _level(level: Level) -> str:
    if level.mean is None:
        return f"n = {level.n}"
    interval = "" if level.low is None else f" [{level.low:.4g}, {level.high:.4g}]"
    return f"{level.mean:.4g}{interval}, n = {level.n:,}"


def _effect(effect: Effect, several: bool) -> str:
    estimate = effect.estimate
    if estimate is None:
        return "no effect can be told"
    corrected = f", {effect.p_holm:.2g} by Holm" if several and effect.p_holm is not None else ""
    return (
        f"effect {estimate.difference:+.4g} [{estimate.low:+.4g}, {estimate.high:+.4g}],"
        f" p = {estimate.p:.2g}{corrected}"
    )
