"""Which pages have two columns."""

from advisor.documents.columns import reading_order

SIDE = ["Skills", "Excel", "Word", "Spanish", "", "Contact", "jane@example.org", "Boise"]
MAIN = [f"did the work of the kitchen on day {n}" for n in range(8)]


def grid(left: list[str], right: list[str]) -> list[str]:
    return [f"{a:<22}{b}".rstrip() for a, b in zip(left, right, strict=True)]


def test_two_columns() -> None:
    assert reading_order(grid(SIDE, MAIN)) == [*SIDE, "", *MAIN]


def test_text_above_and_below_stays_there() -> None:
    above = "Jane Roe, who wrote a line as wide as the page"
    below = "References are available on request at any time"
    assert reading_order([above, *grid(SIDE, MAIN), below]) == [above, *SIDE, "", *MAIN, below]


def test_a_column_of_dates_is_no_column() -> None:
    lines = grid([f"{2000 + n} – {2001 + n}" for n in range(8)], MAIN)
    assert reading_order(lines) == lines


def test_a_table_of_names_is_no_pair_of_columns() -> None:
    lines = grid(["Cook", "Waiter"] * 4, ["Blue Diner", "Red Diner"] * 4)
    assert reading_order(lines) == lines


def test_a_few_lines_are_no_columns() -> None:
    lines = grid(SIDE[:4], MAIN[:4])
    assert reading_order(lines) == lines


def test_no_lines() -> None:
    assert reading_order([]) == []
    assert reading_order([""] * 20) == [""] * 20
