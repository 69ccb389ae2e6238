"""A row is set aside when the process died of it twice, and no other row is."""

from advisor.batch.deaths import CountedDeaths


def test_the_row_that_was_scored_when_it_died_is_counted() -> None:
    deaths = CountedDeaths()
    assert deaths.attempt(1) == []
    deaths.at(1, 10)
    deaths.at(1, 11)
    deaths.attempt(2)
    deaths.at(2, 20)
    assert deaths.attempt(1) == []
    deaths.at(1, 10)
    deaths.at(1, 11)
    assert deaths.attempt(1) == [11]
    deaths.at(1, 12)
    assert deaths.attempt(1) == [11]
    deaths.at(1, 12)
    assert deaths.attempt(1) == [11, 12]
    deaths.ended(2)
    assert deaths.attempt(2) == []


def test_a_process_that_dies_between_rows_counts_for_none() -> None:
    deaths = CountedDeaths()
    for _ in range(5):
        assert deaths.attempt(1) == []
