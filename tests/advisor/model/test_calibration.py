from pathlib import Path

import numpy as np
import pytest

from advisor.model.calibration import FILE, Calibration
from retrieval.errors import AdvisorError

STATES = 6


def drawn(n: int, true: Calibration) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return probabilities, present states, and what came then by the true calibration."""
    rng = np.random.default_rng(2)
    logits = rng.normal(0, 1.5, (n, STATES))
    present = rng.integers(0, STATES, n)
    logits[np.arange(n), present] += 2
    log_probabilities = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    chances = np.exp(true.apply(log_probabilities, present))
    then = np.array([rng.choice(STATES, p=row / row.sum()) for row in chances])
    return log_probabilities, present, then


def test_no_calibration_changes_nothing() -> None:
    log_probabilities, present, _ = drawn(50, Calibration())
    np.testing.assert_allclose(Calibration().apply(log_probabilities, present), log_probabilities)


def test_what_is_applied_sums_to_one_and_keeps_the_order_of_moves() -> None:
    log_probabilities, present, _ = drawn(50, Calibration())
    changed = Calibration(1.7, -0.4, 0.6).apply(log_probabilities, present)
    np.testing.assert_allclose(np.exp(changed).sum(1), 1)
    for row in range(50):
        others = np.delete(np.arange(STATES), present[row])
        order = np.argsort(log_probabilities[row, others])
        assert (np.argsort(changed[row, others]) == order).all()


def test_a_known_distortion_is_found_again() -> None:
    true = Calibration(1.6, 0.3, 1.4)
    log_probabilities, present, then = drawn(20_000, true)
    found = Calibration.fit(log_probabilities, present, then)
    assert found.stay_temperature == pytest.approx(1.6, rel=0.1)
    assert found.stay_shift == pytest.approx(0.3, abs=0.1)
    assert found.move_temperature == pytest.approx(1.4, rel=0.1)


def test_it_is_kept_in_a_file(tmp_path: Path) -> None:
    Calibration(1.5, 0.25, 0.5).write(tmp_path)
    assert Calibration.read(tmp_path) == Calibration(1.5, 0.25, 0.5)
    (tmp_path / FILE).write_text('{"stay_temperature": 1, "warmth": 3}')
    with pytest.raises(AdvisorError, match="warmth"):
        Calibration.read(tmp_path)
    with pytest.raises(AdvisorError, match="expected a calibration"):
        Calibration.read(tmp_path / "none")
