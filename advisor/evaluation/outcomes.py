"""How one model did on every question: what all figures are then made of."""

from dataclasses import dataclass

import numpy as np

from advisor.evaluation.questions import Bools, Questions
from advisor.model.outcome_rates import Floats

_LEAST = -690.0
"""Logarithms are held above this, so that a chance of zero costs much but stays a number."""
_TOLERANCE = 1e-4
_ROWS = 4096


class NotADistributionError(ValueError):
    """A model's probabilities do not sum to 1, or are not there for every question."""


@dataclass(frozen=True)
class Outcomes:
    """One entry a transition; entries "given a move" are only of use where there was one.

    Attributes:
        surprise: minus the log probability of the answer.
        stay: probability of the present state.
        move_surprise: minus the log probability of the answer given that the state changes.
        rank: of the answer among all states but the present one, from 1; ties share the mean of
            their places.
        top_chance, top_right: probability of the most probable other state given a move, and
            whether it is the answer.
        top_credit: what that state is worth by O*NET's related occupations.
        best_chance, best_right: the same of the most probable state of all.
        credit: what the most probable state of all is worth by O*NET's related occupations.
    """

    surprise: Floats
    stay: Floats
    move_surprise: Floats
    rank: Floats
    top_chance: Floats
    top_right: Bools
    top_credit: Floats
    best_chance: Floats
    best_right: Bools
    credit: Floats


def outcomes(log_probabilities: Floats, asked: Questions, credit: Floats) -> Outcomes:
    """Compare (transitions, states) log probabilities with the answers.

    Args:
        log_probabilities: natural logarithms.
        asked: the questions in the same order.
        credit: (states, states) as ``related_credit`` returns.

    Raises:
        NotADistributionError: rows are missing, or do not sum to 1.
    """
    expected = (len(asked), len(credit))
    if log_probabilities.shape != expected:
        raise NotADistributionError(f"expected {expected}, got {log_probabilities.shape}")
    parts = [
        _part(log_probabilities[start : start + _ROWS], asked, start, credit)
        for start in range(0, len(asked), _ROWS)
    ]
    if not parts:
        parts = [_part(log_probabilities, asked, 0, credit)]
    return Outcomes(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _part(rows: Floats, asked: Questions, start: int, credit: Floats) -> tuple[Floats, ...]:
    rows = np.maximum(np.asarray(rows, dtype=np.float64), _LEAST)
    n = np.arange(len(rows))
    present, answer = asked.present[start + n], asked.answer[start + n]
    off = np.abs(np.exp(rows).sum(1) - 1)
    # A comparison that is also false for what is not a number.
    if not (off < _TOLERANCE).all():
        raise NotADistributionError(f"expected sums of 1, one is off by {np.max(off):.2g}")
    others = rows.copy()
    others[n, present] = -np.inf
    highest = others.max(1, initial=_LEAST)
    others -= (np.log(np.exp(others - highest[:, None]).sum(1)) + highest)[:, None]
    chance = others[n, answer]
    above, same = (others > chance[:, None]).sum(1), (others == chance[:, None]).sum(1)
    top, best = others.argmax(1), rows.argmax(1)
    return (
        -rows[n, answer],
        np.exp(rows[n, present]),
        -chance,
        above + (same + 1) / 2,
        np.exp(others[n, top]),
        top == answer,
        credit[answer, top],
        np.exp(rows[n, best]),
        best == answer,
        credit[answer, best],
    )
