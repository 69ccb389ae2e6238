"""Brings a model's probabilities in line with what happened: temperatures, stay and move apart."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import AdvisorError

Floats = NDArray[np.float64]
FILE = "calibration.json"
_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Calibration:
    """Two temperatures and a shift, chosen on the ``valid`` people.

    Attributes:
        stay_temperature: divides the log odds of staying.
        stay_shift: is added to them then.
        move_temperature: divides the log probabilities of the other states, given a move.
    """

    stay_temperature: float = 1.0
    stay_shift: float = 0.0
    move_temperature: float = 1.0

    def apply(self, log_probabilities: Floats, present: NDArray[np.int64]) -> Floats:
        """Return calibrated (rows, states) natural logarithms, each row summing to 1.

        Args:
            log_probabilities: (rows, states) natural logarithms, each row summing to 1.
            present: (rows,) the column of each row's present state.
        """
        rows = np.arange(len(present))
        stay = np.clip(np.exp(log_probabilities[rows, present]), _LEAST, 1 - _LEAST)
        odds = (np.log(stay) - np.log1p(-stay)) / self.stay_temperature + self.stay_shift
        moves = log_probabilities / self.move_temperature
        moves[rows, present] = -np.inf
        moves -= np.logaddexp.reduce(moves, axis=1, keepdims=True)
        result = moves - np.logaddexp(0, odds)[:, None]
        result[rows, present] = -np.logaddexp(0, -odds)
        return np.asarray(result)

    @classmethod
    def fit(
        cls, log_probabilities: Floats, present: NDArray[np.int64], then: NDArray[np.int64]
    ) -> Self:
        """Return the calibration with the highest likelihood of what came ``then`` (rows,).

        Staying and moving are fitted apart (Platt scaling of the stay odds, by Newton's method;
        one temperature for the moves, by bisection of the gradient).
        """
        rows = np.arange(len(present))
        stay = np.clip(np.exp(log_probabilities[rows, present]), _LEAST, 1 - _LEAST)
        scale, shift = _logistic(np.log(stay) - np.log1p(-stay), then == present)
        moved = then != present
        moves = log_probabilities[moved].copy()
        moves[np.arange(len(moves)), present[moved]] = -np.inf
        return cls(1 / scale, shift, _temperature(moves, then[moved]))

    def write(self, folder: Path) -> None:
        """Write into a model's folder."""
        text = json.dumps({key: round(value, 6) for key, value in asdict(self).items()}, indent=2)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read from a model's folder; raise ``AdvisorError`` if it is missing or damaged."""
        path = folder / FILE
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise AdvisorError(f"expected a calibration at {path}, got {error}") from error


def _logistic(x: Floats, y: NDArray[np.bool_], steps: int = 50) -> tuple[float, float]:
    """Return slope and intercept of a logistic regression of ``y`` on ``x``."""
    design = np.stack([x, np.ones_like(x)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (chance - y)
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + 1e-9 * np.eye(2)
        move = np.linalg.solve(curve, gradient)
        weights = weights - move
        if np.abs(move).max() < 1e-8:
            break
    return float(weights[0]), float(weights[1])


def _temperature(log_probabilities: Floats, then: NDArray[np.int64]) -> float:
    """Return the temperature at which the log likelihood has no slope (it is concave in 1/T)."""
    right = log_probabilities[np.arange(len(then)), then]
    finite = np.where(np.isfinite(log_probabilities), log_probabilities, 0.0)

    def slope(inverse: float) -> float:
        scaled = log_probabilities * inverse
        weights = np.exp(scaled - np.logaddexp.reduce(scaled, axis=1, keepdims=True))
        return float((right - (weights * finite).sum(1)).sum())

    low, high = 0.2, 5.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    return 2 / (low + high)
