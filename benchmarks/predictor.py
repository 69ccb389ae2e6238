"""Measures the first predictor and its baselines on the NLSY97 ``valid`` people.

Run ``python -m benchmarks.predictor --from ../shared/careers``; it writes
``benchmarks/predictor.md``. The ``test`` people are not read here.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from advisor.model.outcome_rates import Floats
from advisor.model.transitions import TransitionCounts
from advisor.settings import Settings
from advisor.training.panel import Transition, read_panel, transitions
from benchmarks.machine import describe
from retrieval.catalog import Catalog

States = Sequence[str]
"""Every state: the Census 2010 groups, then in_education and not_working."""
Model = Callable[[Transition], Floats]
"""Returns (states,) the chance of each state in the next year."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures over all transitions, then over moves (transitions to a different state).

    Attributes:
        perplexity: of the next state, natural logarithm.
        auc: staying in the present state against leaving it.
        calibration_error: of the chance of staying, ten bins of equal width.
        moves_perplexity, hit1, hit5, hit10, mrr: given a move, ranked among all other states.
    """

    perplexity: float
    auc: float
    calibration_error: float
    moves_perplexity: float
    hit1: float
    hit5: float
    hit10: float
    mrr: float


def states_of(codes: Sequence[str]) -> States:
    """Return the groups and the two states without a job."""
    return (*codes, "in_education", "not_working")


def ends(step: Transition) -> tuple[str, str]:
    """Return the state left and the state reached."""
    now = step.situation
    return (
        now.group if now.state == "employed" else now.state,
        step.next_group or step.next_state,
    )


def marginal(train: Sequence[Transition], states: States) -> Floats:
    """Return the share of each state among the next states, every state above zero."""
    places = {state: place for place, state in enumerate(states)}
    counts = np.full(len(states), 0.1)
    for step in train:
        counts[places[ends(step)[1]]] += 1
    return np.asarray(counts / counts.sum())


def markov(train: Sequence[Transition], states: States, k: float) -> Model:
    """Return the first-order Markov model shrunk to the marginal by ``k`` transitions."""
    places = {state: place for place, state in enumerate(states)}
    counts = np.zeros((len(states), len(states)))
    for step in train:
        left, reached = ends(step)
        counts[places[left], places[reached]] += 1
    prior = marginal(train, states)
    rows = (counts + k * prior) / (counts.sum(1, keepdims=True) + k)
    return lambda step: np.asarray(rows[places[ends(step)[0]]])


def ours(predictor: TransitionCounts, **unknown: Any) -> Model:
    """Return the shipped predictor over all states, with fields of the situation overwritten."""

    def distribution(step: Transition) -> Floats:
        chances = predictor.chances(replace(step.situation, **unknown))
        groups = chances.groups.copy()
        groups[predictor.index[step.situation.group]] = chances.stay
        return np.append(groups, [chances.in_education, chances.not_working])

    return distribution


def score(model: Model, steps: Sequence[Transition], states: States) -> Scores:
    """Return the figures of a model on transitions."""
    places = {state: place for place, state in enumerate(states)}
    stay, stayed, surprise, move_surprise, ranks = [], [], [], [], []
    for step in steps:
        left, reached = (places[state] for state in ends(step))
        chances = model(step)
        stay.append(chances[left])
        stayed.append(left == reached)
        surprise.append(-np.log(chances[reached]))
        if left != reached:
            others = np.delete(chances, left)
            chance = chances[reached]
            move_surprise.append(-np.log(chance / others.sum()))
            # Ties share the mean of their places.
            ranks.append((others > chance).sum() + ((others == chance).sum() + 1) / 2)
    rank = np.asarray(ranks)
    return Scores(
        perplexity=float(np.exp(np.mean(surprise))),
        auc=_auc(np.asarray(stay), np.asarray(stayed)),
        calibration_error=_calibration_error(np.asarray(stay), np.asarray(stayed)),
        moves_perplexity=float(np.exp(np.mean(move_surprise))),
        hit1=float((rank <= 1).mean()),
        hit5=float((rank <= 5).mean()),
        hit10=float((rank <= 10).mean()),
        mrr=float((1 / rank).mean()),
    )


def _auc(chances: Floats, happened: np.ndarray) -> float:
    """Return the area under the ROC curve by ranks (Mann-Whitney); ties count half."""
    _, places, counts = np.unique(chances, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    yes, no = happened.sum(), (~happened).sum()
    return float((ranks[happened].sum() - yes * (yes + 1) / 2) / (yes * no))


def _calibration_error(chances: Floats, happened: np.ndarray) -> float:
    """Return the mean gap between chance and share, over ten bins weighted by their size."""
    bins = np.minimum((chances * 10).astype(int), 9)
    gaps = [
        abs(chances[bins == b].mean() - happened[bins == b].mean()) * (bins == b).mean()
        for b in np.unique(bins)
    ]
    return float(sum(gaps))


def measure(panel: Path) -> tuple[int, int, dict[str, Scores]]:
    """Return how many transitions and moves were scored, and the figures by model."""
    settings = Settings()
    catalog = Catalog.load(settings.onet_dir)
    predictor = TransitionCounts.load(settings.careers_dir, catalog)
    states = states_of(predictor.codes)
    train = list(transitions(read_panel(panel, "train")))
    valid = list(transitions(read_panel(panel, "valid")))
    shares = marginal(train, states)
    models: dict[str, Model] = {
        "marginal": lambda _: shares,
        "first-order Markov, shrunk to the marginal (k = 10)": markov(train, states, 10),
        f"`{predictor.model}`": ours(predictor),
        "– without education": ours(predictor, education=None),
        "– without earlier jobs": ours(predictor, held={}),
        "– without years in the group": ours(predictor, tenure=None),
        "– without years since the first job": ours(predictor, experience=None),
    }
    moves = sum(len(set(ends(step))) == 2 for step in valid)
    return len(valid), moves, {name: score(m, valid, states) for name, m in models.items()}


def report(steps: int, moves: int, scores: dict[str, Scores]) -> str:
    """Return the page."""
    rows = []
    for name, found in scores.items():
        perplexity, auc, error, moves_perplexity, *shares = astuple(found)
        rows.append(
            f"| {name} | {perplexity:.2f} | {auc:.3f} | {error:.3f} | {moves_perplexity:.1f} | "
            + " | ".join(f"{share:.3f}" for share in shares)
            + " |"
        )
    return _PAGE.format(
        steps=steps,
        moves=moves,
        rows="\n".join(rows),
        machine=describe(),
    )


_PAGE = """\
# The first predictor, measured

On the NLSY97 `valid` people: {steps:,} transitions from one observed year to the next, {moves:,} of
them moves (to a different state; 539 occupation groups and two states without a job). The
constants of the model were chosen on these people, so expect a little less on others; the `test`
people have not been looked at.

| model | perplexity | stay AUC | calibration | moves: perplexity | hit@1 | hit@5 | hit@10 | MRR |
|---|---|---|---|---|---|---|---|---|
{rows}

Perplexity is of the next state, natural logarithm. Calibration: the mean gap between the chance of
staying and the share that stayed, ten bins of equal width. Moves are ranked among all states
but the present one, ties sharing the mean of their places. The lines with a dash hide one fact
from the same model.

Measured with `python -m benchmarks.predictor --from ../shared/careers` ({machine}).
"""


def main() -> None:
    """Measure and write the page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--from", dest="panel", type=Path, required=True, metavar="DIR")
    page = report(*measure(arguments.parse_args().panel))
    (Path(__file__).parent / "predictor.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
