"""Sums compared pairs up by what was swapped, with intervals over histories."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.evaluation.bootstrap import DRAWS, Interval, drawn_people, interval
from advisor.evaluation.counterfactual.outcomes import Compared
from retrieval.frozen import Frozen


@dataclass(frozen=True, slots=True)
class Part(Frozen):
    """What came of swapping one part of a dimension in.

    Attributes:
        dimension, group: what was swapped in.
        pairs: how many.
        identical: pairs with the same suggestions, order and chances.
        same_history: pairs of which the same was read.
        rbo: mean rank-biased overlap, what the interviewer differs from itself by taken off.
        overlap: mean share of the five suggestions that both have.
        preparation: mean difference of the mean job zone; None where none is known.
        pay: mean difference of the median pay, as a part of it; None where none is known.
        rbo_interval, preparation_interval: 95 % over draws of histories.
    """

    dimension: str
    group: str
    pairs: int
    identical: int
    same_history: int
    rbo: float
    overlap: float
    preparation: float | None
    pay: float | None
    rbo_interval: Interval | None
    preparation_interval: Interval | None


@dataclass(frozen=True, slots=True)
class Summary(Frozen):
    """What all pairs came to.

    Attributes:
        pairs, histories: how many.
        parts: by dimension and group, in the order of the pairs.
        apart: by dimension, how far apart the mean job zones of its parts are; dimensions with
            one part are left out.
        noise: mean rank-biased overlap of two tellings of the very same text, taken from 1.
        unread: share of the messages that another interviewer read.
        different: the pairs with other suggestions.
        read_otherwise: the other pairs of which another history was read.
        empty: histories to which nothing was suggested without a swap.
    """

    pairs: int
    histories: int
    parts: tuple[Part, ...]
    apart: Mapping[str, float]
    noise: float
    unread: float
    different: tuple[str, ...]
    read_otherwise: tuple[str, ...]
    empty: tuple[str, ...]


def summarise(compared: Sequence[Compared], p: float, seed: int = 0) -> Summary:
    """Sum the pairs up.

    Args:
        compared: the pairs, told.
        p: persistence of the rank-biased overlap.
        seed: of the draws of histories.

    Raises:
        ValueError: there are no pairs.
    """
    if not compared:
        raise ValueError("expected pairs, got none")
    histories = list(dict.fromkeys(one.pair.history for one in compared))
    draws = drawn_people(len(histories), seed, DRAWS)
    keys = dict.fromkeys((one.pair.dimension, one.pair.group) for one in compared)
    parts = []
    for dimension, group in keys:
        among = [c for c in compared if (c.pair.dimension, c.pair.group) == (dimension, group)]
        places = np.asarray([histories.index(one.pair.history) for one in among])
        parts.append(_part(among, p, draws[:, places]))
    told = {one.pair.reference: one for one in compared}.values()
    outcomes = [*(o for one in told for o in one.references), *(one.changed for one in compared)]
    other = [one for one in compared if not one.same_suggestions]
    return Summary(
        pairs=len(compared),
        histories=len(histories),
        parts=tuple(parts),
        apart=_apart(parts),
        noise=float(np.mean([1 - one.own_rbo(p) for one in told])),
        unread=1 - sum(o.read for o in outcomes) / max(1, sum(o.turns for o in outcomes)),
        different=tuple(str(one.pair) for one in other),
        read_otherwise=tuple(
            str(one.pair) for one in compared if one.same_suggestions and not one.same_history
        ),
        empty=tuple(one.pair.history for one in told if not all(o.codes for o in one.references)),
    )


def _part(among: Sequence[Compared], p: float, draws: np.ndarray) -> Part:
    """Sum up a part; ``draws`` is (draws, pairs), how often the history of each was drawn."""
    pair = among[0].pair
    rbo, rbo_interval = _mean(among, lambda c: 1 - c.own_rbo(p) + c.rbo(p), draws)
    preparation, preparation_interval = _mean(among, lambda c: c.preparation, draws)
    pay, _ = _mean(among, lambda c: c.pay, draws)
    overlap, _ = _mean(among, lambda c: c.overlap, draws)
    return Part(
        dimension=pair.dimension,
        group=pair.group,
        pairs=len(among),
        identical=sum(one.same_suggestions for one in among),
        same_history=sum(one.same_history for one in among),
        rbo=min(1.0, rbo or 0.0),
        overlap=overlap or 0.0,
        preparation=preparation,
        pay=pay,
        rbo_interval=rbo_interval,
        preparation_interval=preparation_interval,
    )


def _mean(
    among: Sequence[Compared], of: Callable[[Compared], float | None], draws: np.ndarray
) -> tuple[float | None, Interval | None]:
    """Return the mean of what is known, and its interval over the draws."""
    found = [of(one) for one in among]
    known = np.asarray([value is not None for value in found])
    if not known.any():
        return None, None
    values = np.asarray([value for value in found if value is not None])
    weights = draws[:, known]
    with np.errstate(invalid="ignore"):
        drawn = weights @ values / weights.sum(axis=1)
    return float(values.mean()), interval(drawn)


def _apart(parts: Sequence[Part]) -> dict[str, float]:
    by_dimension: dict[str, list[float]] = {}
    for part in parts:
        if part.preparation is not None:
            by_dimension.setdefault(part.dimension, []).append(part.preparation)
    return {
        dimension: max(values) - min(values)
        for dimension, values in by_dimension.items()
        if len(values) > 1
    }
