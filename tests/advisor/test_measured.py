"""What was counted is read back, and told of as wide a group as it takes to say something."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.measured import ALL, FILE, Counts, Measured, wilson, write_measured
from retrieval.errors import AdvisorError
from tests.advisor.conftest import DATA

NURSES, AIDES, FARMERS = "3255", "3600", "6005"
MANY = Counts(900, 50.0, 45, 300, 18.0, 21, 40, 15)
FEW = Counts(90, 5.0, 4, 30, 1.5, 1, 4, 1)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write_measured(tmp_path / FILE, "m-1", "9 people, all nice", {NURSES: MANY, AIDES: FEW})
    found = Measured.load(tmp_path)
    assert found is not None
    assert found.model == "m-1"
    nurses = found.of(NURSES, "Registered nurses")
    assert nurses is not None
    assert (nurses.of, nurses.counts, nurses.people) == (
        "Registered nurses",
        MANY,
        "9 people, all nice",
    )
    assert (nurses.counts.stated, nurses.counts.observed, nurses.counts.found) == (
        0.06,
        0.07,
        0.375,
    )


def test_of_too_few_the_field_is_told_then_all_work(tmp_path: Path) -> None:
    write_measured(tmp_path / FILE, "m-1", "9 people", {NURSES: MANY, AIDES: FEW})
    found = Measured.load(tmp_path)
    assert found is not None
    aides, farmers = found.of(AIDES, "Aides"), found.of(FARMERS, "Farmers")
    assert aides and aides.of == "health care"
    assert aides.counts == MANY + FEW
    assert farmers and (farmers.of, farmers.counts) == (ALL, MANY + FEW)
    write_measured(tmp_path / FILE, "m-1", "9 people", {AIDES: FEW})
    only_few = Measured.load(tmp_path)
    assert only_few and only_few.of(AIDES, "Aides") is None


def test_no_file_is_no_measurement(tmp_path: Path) -> None:
    assert Measured.load(tmp_path) is None


@pytest.mark.parametrize(
    "text", ["", "m", "m,p\ngroup,suggested\n10,1\n", "m,p\ngroup\nx\n", "m,p\n" + "a\x00b\n" * 2]
)
def test_a_damaged_file_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(AdvisorError, match=r"damaged file .*advisor evaluate groups"):
        Measured.load(tmp_path)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_share_and_stays_within_bounds(hits: int, n: int) -> None:
    hits = min(hits, n)
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n + 1e-12
    assert hits / n - 1e-12 <= high <= 1
    assert low < high


def test_the_interval_is_that_of_the_textbook() -> None:
    # Newcombe 1998, table I: 81 of 263 and 15 of 148.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_the_shipped_counts_are_of_the_shipped_model_and_add_up() -> None:
    found = Measured.load(DATA / "model")
    assert found is not None
    assert found.model == "advisor-mini-1"
    whole = found.of("9999", "None such")
    assert whole is not None
    counts = whole.counts
    assert counts.came_movers == counts.named
    assert counts.came_movers <= counts.movers <= counts.suggested
    assert counts.observed == pytest.approx(counts.stated, abs=0.01)
