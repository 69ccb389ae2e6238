"""A job title is found among filler, employers, places and a second job."""

import pytest

from retrieval.readings import jobs_named, readings, without_employer, without_filler


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I worked as a line cook", "line cook"),
        ("worked for FedEx as package handler", "package handler"),
        ("my first job was a lifeguard", "lifeguard"),
        ("Walmart cashier", "cashier"),
        ("barista @ Starbucks", "barista"),
        ("sales associate at Macy's", "sales associate"),
        ("soy cocinera en un restaurante", "cocinera en un restaurante"),
        ("amazon", "amazon"),
    ],
)
def test_what_surrounds_a_title_is_taken_away(text: str, title: str) -> None:
    assert without_employer(without_filler(text)) == title


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("cook at a school", "school cook"),
        ("teacher at Lincoln High School", "high school teacher"),
        ("front desk at Marriott", "hotel front desk"),
        ("senior software engineer II", "software engineer"),
        ("used car salesman", "used car salesman"),
    ],
)
def test_a_text_is_read_in_several_ways(text: str, reading: str) -> None:
    assert reading in [item.text for item in readings(text)]


def test_the_persons_own_words_are_trusted_most() -> None:
    found = list(readings("senior nurse at a hospital"))
    assert found[0].trust == max(item.trust for item in found)
    assert found[-1].trust < found[0].trust


def test_jobs_are_separated_by_words_and_signs() -> None:
    assert jobs_named("nanny/housekeeper") == ("nanny", "housekeeper")
    assert jobs_named("server and bartender") == ("server", "bartender")
    assert jobs_named("cashier") == ("cashier",)
    assert jobs_named(" / ,") == ()
