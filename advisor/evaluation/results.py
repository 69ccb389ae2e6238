"""What an evaluation found, and the JSON it is printed as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from advisor.evaluation.bootstrap import DRAWS, Interval

Point = Mapping[str, float]
"""Value by the name of the figure, as ``figures`` names them."""
Bins = Sequence[tuple[float, float, int]]
"""Mean chance, share that happened and number of each bin of a calibration."""


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of some of the transitions.

    Attributes:
        transitions: how many there are.
        point: the figures.
        perplexity: 95 % interval of the perplexity.
        served_minus: 95 % interval of the served model's perplexity minus this one's; None for
            the served model itself or where it was not evaluated.
        people, moves: how many people and moves there are among the transitions.
        accuracy: 95 % intervals of ``figures.ACCURACIES``.
    """

    transitions: int
    point: Point
    perplexity: Interval | None = None
    served_minus: Interval | None = None
    people: int | None = None
    moves: int | None = None
    accuracy: Mapping[str, Interval | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModelResult:
    """The figures of one model.

    Attributes:
        point: over all transitions.
        intervals: 95 % interval of each figure, people bootstrapped.
        served_minus: the served model's figure minus this one's, and its 95 % interval; None for
            the served model itself or where it was not evaluated.
        kinds: moves by their kind.
        subgroups: by what divides people, then by the name of the part.
        hits: share of moves found among the first 1, 2, … suggestions.
        stay_bins, top1_bins: calibrations of staying, and of the top suggestion given a move.
        seconds: how long scoring took, training left out.
    """

    point: Point
    intervals: Mapping[str, Interval | None]
    served_minus: Mapping[str, tuple[float, Interval | None]] | None
    kinds: Mapping[str, Part]
    subgroups: Mapping[str, Mapping[str, Part]]
    hits: Sequence[float]
    stay_bins: Bins
    top1_bins: Bins
    seconds: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A whole run.

    Attributes:
        cohort, split: as asked.
        people, transitions, moves: how many were evaluated.
        seed, sample: as asked; None when all people were taken.
        served_model: name and version of what was evaluated as "served"; None if it was not.
        models: by name, the served one first.
        left_out: the reason by the name of each model that could not be evaluated.
        notes: what was done otherwise than asked, or found wrong with the files.
    """

    cohort: str
    split: str
    people: int
    transitions: int
    moves: int
    seed: int
    sample: int | None
    served_model: str | None
    models: Mapping[str, ModelResult]
    left_out: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()


def to_json(found: Evaluation) -> dict[str, Any]:
    """Return the run as plain values; a figure that does not exist is None."""
    return {
        "cohort": found.cohort,
        "split": found.split,
        "transitions": found.transitions,
        "moves": found.moves,
        "people": found.people,
        "sample": found.sample,
        "seed": found.seed,
        "bootstrap_draws": DRAWS,
        "served_model": found.served_model,
        "models": {name: _model(result) for name, result in found.models.items()},
        "left_out": dict(found.left_out),
        "notes": list(found.notes),
    }


def _model(result: ModelResult) -> dict[str, Any]:
    plain = _nested({name: _number(value) for name, value in result.point.items()})
    plain["intervals"] = _nested(result.intervals)
    if result.served_minus is not None:
        plain["served_minus"] = _nested(
            {
                name: {"difference": _number(value), "interval": interval}
                for name, (value, interval) in result.served_minus.items()
            }
        )
    plain["moves_by_kind"] = {kind: _part(part) for kind, part in result.kinds.items()}
    plain["subgroups"] = {
        kind: {name: _part(part) for name, part in parts.items()}
        for kind, parts in result.subgroups.items()
    }
    plain["seconds"] = round(result.seconds, 1)
    return plain


def _part(part: Part) -> dict[str, Any]:
    values = _nested({name: _number(value) for name, value in part.point.items()})
    plain = {"transitions": part.transitions, **values, "perplexity_interval": part.perplexity}
    if part.served_minus is not None:
        plain["served_minus_perplexity_interval"] = part.served_minus
    if part.people is not None:
        plain |= {"people": part.people, "moves_made": part.moves}
        plain["accuracy_intervals"] = _nested(part.accuracy)
    return plain


def _nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``{"moves.hit1": x}`` as ``{"moves": {"hit1": x}}``."""
    result: dict[str, Any] = {}
    for name, value in values.items():
        group, dot, inner = name.partition(".")
        if dot:
            result.setdefault(group, {})[inner] = value
        else:
            result[name] = value
    return result


def _number(value: float) -> float | None:
    return value if isfinite(value) else None
