"""Conversations of an experiment, made up for tests."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from advisor.evaluation.experiments.outcomes import MEASURES, Outcome
from advisor.experiments.config import Experiment, Metric

START = datetime(2026, 11, 1, tzinfo=UTC)
LATER = START + timedelta(days=60)
"""When the time of every conversation is over."""


def experiment(**changes: Any) -> Experiment:
    values: dict[str, Any] = {
        "name": "shorter",
        "salt": "s",
        "metric": "completion",
        "stopping": {"kind": "fixed", "n": 200},
        "minimal_effect": 0.05,
        "variants": [{"name": "control"}, {"name": "new"}],
    }
    return Experiment.model_validate(values | changes)


def outcome(
    number: int, variant: str, value: float | None = 1.0, metric: Metric = "completion"
) -> Outcome:
    """Return a conversation with one value; each begins a minute after the one before."""
    values: dict[Metric, float | None] = dict.fromkeys(MEASURES, 1.0)
    values[metric] = value
    began = START + timedelta(minutes=number)
    return Outcome(f"c{number:06}", variant, began, values, ("built-in, m-1",))


def drawn(
    counts: dict[str, tuple[int, float]], seed: int = 0, metric: Metric = "completion"
) -> list[Outcome]:
    """Return conversations of variants in random order: how many, and the chance of a 1."""
    rng = np.random.default_rng(seed)
    variants: Sequence[str] = [name for name, (n, _) in counts.items() for _ in range(n)]
    return [
        outcome(number, variant, float(rng.random() < counts[variant][1]), metric)
        for number, variant in enumerate(rng.permutation(variants).tolist())
    ]


def growing(outcomes: Sequence[Outcome], step: int) -> Iterator[Sequence[Outcome]]:
    """Yield more and more of the conversations."""
    for n in range(step, len(outcomes) + 1, step):
        yield outcomes[:n]
