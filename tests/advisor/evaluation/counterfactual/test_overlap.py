import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.evaluation.counterfactual.overlap import overlap, rank_biased_overlap

P = 0.8


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("abcde", "abcde", 1.0),
        ("", "", 1.0),
        ("", "abc", 0.0),
        ("abcde", "vwxyz", 0.0),
        # By hand: agreements 0 and 1 of the first two; 0.2 / 0.8 * (1 * 0.64) + 0.64.
        ("ab", "ba", 0.2 / 0.8 * 0.64 + 0.64),
        # Unequal lengths: agreement 1 at depth 1, extrapolated from the shorter one.
        ("a", "ab", 0.25 * (0.8 + 0.5 * 0.64 + 0.5 * 0.64) + 1.0 * 0.64),
    ],
)
def test_rank_biased_overlap_of_short_lists(one: str, other: str, expected: float) -> None:
    assert rank_biased_overlap(one, other, P) == pytest.approx(expected)


LISTS = st.lists(st.sampled_from("abcdefg"), unique=True, max_size=5)


@given(LISTS, LISTS)
def test_it_is_a_symmetric_share(one: list[str], other: list[str]) -> None:
    found = rank_biased_overlap(one, other, P)
    assert found == pytest.approx(rank_biased_overlap(other, one, P))
    assert -1e-12 <= found <= 1 + 1e-12
    assert (found > 1 - 1e-12) == (one == other or _prefix(one, other))


def _prefix(one: list[str], other: list[str]) -> bool:
    """Whether one continues the other: nothing seen speaks against their being the same."""
    short, long = sorted((one, other), key=len)
    return bool(short) and long[: len(short)] == short


def test_the_first_places_count_most() -> None:
    first = rank_biased_overlap("abcde", "xbcde", P)
    last = rank_biased_overlap("abcde", "abcdx", P)
    assert first < last


def test_overlap_is_the_share_of_the_longer_list() -> None:
    assert overlap("abcde", "edcba", 5) == 1
    assert overlap("abcde", "abc", 5) == pytest.approx(3 / 5)
    assert overlap("abcdefg", "fg", 5) == 0
    assert overlap("", "", 5) == 1
