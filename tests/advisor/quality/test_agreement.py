"""Agreement of judges, against published examples."""

import numpy as np
import pytest

from advisor.quality.agreement import agreement, krippendorff_alpha, weighted_kappa

_ = np.nan
# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", D: 12 units, 4 observers.
PUBLISHED = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
).T


def test_alpha_of_the_published_example() -> None:
    assert krippendorff_alpha(PUBLISHED) == pytest.approx(0.849, abs=5e-4)
    found = agreement(PUBLISHED)
    assert found.n == 11, "a unit that one observer rated tells nothing"
    assert found.alpha == pytest.approx(0.849, abs=5e-4)
    assert found.interval is not None
    assert found.interval[0] < 0.849 < found.interval[1]
    assert found.kappa is None


def test_judges_who_always_agree_and_who_never_differ() -> None:
    alike = np.array([[k, k] for k in (1, 2, 3, 4, 5, 5)], dtype=float)
    found = agreement(alike)
    assert (found.alpha, found.kappa, found.same, found.n) == (1, 1, 1, 6)
    flat = agreement(np.full((6, 2), 4.0))
    assert (flat.alpha, flat.kappa, flat.interval) == (None, None, None)
    assert flat.same == 1


def test_judges_at_odds_have_a_negative_alpha() -> None:
    table = np.array([[1, 5], [5, 1], [2, 4], [4, 2], [1, 5], [5, 1]], dtype=float)
    found = agreement(table)
    assert found.alpha is not None
    assert found.alpha < -0.5
    assert found.kappa == pytest.approx(-1)


def test_a_missing_rating_leaves_its_conversation_out() -> None:
    table = np.array([[1, 1], [2, 2], [3, np.nan], [np.nan, np.nan]])
    assert agreement(table).n == 2
    assert agreement(table[2:]).n == 0


def test_kappa_of_a_table_worked_by_hand() -> None:
    # Off by one in 1 of 4: observed 1/4; by chance, from the margins, 17/8.
    one, other = np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 2.0, 3.0, 3.0])
    chance = np.subtract.outer(one, other) ** 2
    assert weighted_kappa(one, other) == pytest.approx(1 - 0.25 / chance.mean())
