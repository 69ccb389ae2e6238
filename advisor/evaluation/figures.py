"""The figures of a model, for the people as they are and for any draw of them.

Every figure is computed for many weightings of the people at once: all people once gives the
figure itself, people drawn with replacement give its bootstrap distribution.
"""

from collections.abc import Mapping

import numpy as np

from advisor.evaluation.outcomes import Outcomes
from advisor.evaluation.questions import Bools, Questions
from advisor.model.outcome_rates import Floats

BINS = 10
"""Of equal width, for calibration errors."""
HITS = (1, 5, 10)
ACCURACIES = ("acc_em", "moves.hit1", "moves.hit5", "moves.hit10")
"""Figures that say how often what came was foreseen."""
Figures = Mapping[str, Floats]
"""(draws,) values by name; a dot leads into a group, as in ``moves.hit1``."""


def figures(
    found: Outcomes, asked: Questions, weights: Floats, among: Bools | None = None
) -> Figures:
    """Return every figure under each weighting of the people.

    Args:
        found: how the model did.
        asked: the questions.
        weights: (draws, people) how often each person counts.
        among: (transitions,) only these; None for all.

    Returns:
        (draws,) values; not a number where a draw has nothing to compute it from.
    """
    every = np.ones(len(asked), dtype=bool) if among is None else among
    sums = _Sums(asked.person, weights)
    move = asked.move & every
    result = {
        "perplexity": np.exp(sums.mean(found.surprise, every)),
        "stay_auc": sums.auc(found.stay, ~asked.move, every),
        "stay_ece": sums.calibration_error(found.stay, ~asked.move, every),
        "top1_ece": sums.calibration_error(found.top_chance, found.top_right, move),
        "top1_ece_unconditional": sums.calibration_error(
            found.best_chance, found.best_right, every
        ),
        **_of_moves("moves", found, sums, move),
        "acc_em": sums.mean(found.best_right, every),
        "acc_rm": sums.mean(found.credit, every),
    }
    return {name: np.asarray(value) for name, value in result.items()}


def perplexity(found: Outcomes, asked: Questions, weights: Floats, among: Bools) -> Floats:
    """Return (draws,) the perplexity of some of the transitions, as ``figures`` has it."""
    return np.asarray(np.exp(_Sums(asked.person, weights).mean(found.surprise, among)))


def accuracies(found: Outcomes, asked: Questions, weights: Floats, among: Bools) -> Figures:
    """Return (draws,) how often some of the answers were foreseen, as ``figures`` has it."""
    sums = _Sums(asked.person, weights)
    of_moves = _of_moves("moves", found, sums, asked.move & among)
    hits = {name: of_moves[name] for name in ACCURACIES if name in of_moves}
    return {"acc_em": sums.mean(found.best_right, among), **hits}


def kinds_of_moves(
    found: Outcomes, asked: Questions, idle: Bools, weights: Floats
) -> Mapping[str, tuple[int, Figures]]:
    """Return, by kind of move, how many there are and their figures.

    Args:
        found: how the model did.
        asked: the questions.
        idle: (transitions,) whether the answer is a state without a job.
        weights: (draws, people) how often each person counts.
    """
    sums = _Sums(asked.person, weights)
    kinds = {
        "never_held": asked.move & ~asked.held & ~idle,
        "returned": asked.move & asked.held & ~idle,
        "into_no_job": asked.move & idle,
    }
    return {
        kind: (int(among.sum()), _of_moves("", found, sums, among)) for kind, among in kinds.items()
    }


def _of_moves(group: str, found: Outcomes, sums: "_Sums", move: Bools) -> dict[str, Floats]:
    dot = f"{group}." if group else ""
    return {
        f"{dot}perplexity": np.exp(sums.mean(found.move_surprise, move)),
        **{f"{dot}hit{k}": sums.mean(np.asarray(found.rank <= k), move) for k in HITS},
        f"{dot}mrr": sums.mean(1 / found.rank, move),
        f"{dot}acc_rm": sums.mean(found.top_credit, move),
    }


def hits_by_depth(found: Outcomes, asked: Questions, deepest: int) -> Floats:
    """Return (deepest,) the share of moves whose answer is among the first 1, 2, … states."""
    rank = found.rank[asked.move]
    if not len(rank):
        return np.full(deepest, np.nan)
    return np.array([(rank <= k).mean() for k in range(1, deepest + 1)])


def calibration(chance: Floats, happened: Bools) -> list[tuple[float, float, int]]:
    """Return the mean chance, the share that happened and the number of each bin not empty."""
    bins = _bins(chance)
    return [
        (float(chance[bins == b].mean()), float(happened[bins == b].mean()), int((bins == b).sum()))
        for b in np.unique(bins)
    ]


def _bins(chance: Floats) -> np.ndarray:
    return np.asarray(np.minimum((chance * BINS).astype(int), BINS - 1))


class _Sums:
    """Weighted sums over people, for all draws at once."""

    def __init__(self, person: np.ndarray, weights: Floats) -> None:
        self._person = person
        self._weights = weights

    def of(self, values: Floats | Bools, among: Bools) -> Floats:
        """Return (draws,) the sum of (transitions,) values."""
        people = self._weights.shape[1]
        by_person = np.bincount(self._person[among], values[among], minlength=people)
        return np.asarray(self._weights @ by_person)

    def mean(self, values: Floats | Bools, among: Bools) -> Floats:
        """Return (draws,) the mean of (transitions,) values."""
        return _ratio(self.of(values, among), self.of(np.ones(len(among)), among))

    def calibration_error(self, chance: Floats, happened: Bools, among: Bools) -> Floats:
        """Return (draws,) the mean gap between chance and share over the bins, by their size."""
        bins, gap = _bins(chance), chance - happened
        parts = [np.abs(self.of(gap, among & (bins == b))) for b in range(BINS)]
        return _ratio(np.sum(parts, axis=0), self.of(np.ones(len(among)), among))

    def auc(self, score: Floats, positive: Bools, among: Bools) -> Floats:
        """Return (draws,) the area under the ROC curve (Mann-Whitney); ties count half."""
        order = np.argsort(score[among], kind="stable")
        ranked, right = score[among][order], positive[among][order]
        person = self._person[among][order]
        starts = np.flatnonzero(np.diff(ranked, prepend=-np.inf))
        return np.array([_area(drawn[person], right, starts) for drawn in self._weights])


def _area(weight: Floats, positive: Bools, starts: np.ndarray) -> float:
    """Return the area; ``starts`` are the places where a new score begins."""
    if not len(weight):
        return float("nan")
    yes = np.add.reduceat(weight * positive, starts)
    no = np.add.reduceat(weight * ~positive, starts)
    below = np.cumsum(no) - no
    pairs = yes.sum() * no.sum()
    return float((yes * (below + no / 2)).sum() / pairs) if pairs else float("nan")


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Return part / whole, not a number where there is nothing."""
    return np.asarray(
        np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0), dtype=np.float64
    )
