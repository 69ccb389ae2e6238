"""Figures in words: what is not published is said to be, never shown as zero."""

from dataclasses import replace

import pytest

from advisor import figures
from retrieval.occupations import EducationShare, Outlook, Pay
from tests.views.examples import OUTLOOK, PAY, SUGGESTION


def test_pay_shows_three_figures_with_their_source() -> None:
    assert figures.pay_rows(PAY) == [
        ("10 % earn less than", "$69,680 a year"),
        ("Half earn less than", "$117,960 a year"),
        ("90 % earn less than", "$219,080 or more a year"),
    ]
    assert figures.pay_source(PAY) == "OEWS, 2024"


def test_missing_pay_is_not_published() -> None:
    assert figures.pay_rows(None) == [("Pay", "not published")]
    partly = replace(PAY, median=None, top_coded=())
    assert figures.pay_rows(partly)[1] == ("Half earn less than", "not published")
    assert figures.median_text(partly) == "median pay not published"
    assert "0" not in "".join(figure for _, figure in figures.pay_rows(None))


def test_hourly_pay_stands_in_where_no_yearly_pay_is_published() -> None:
    actors = Pay(None, None, None, (), 57_000, "27-2011", False, "OEWS", 2024, 23.33)
    assert figures.pay_rows(actors)[0] == ("Half earn less than", "$23.33 an hour")
    assert "not published" in figures.pay_rows(actors)[1][1]
    assert figures.median_text(actors) == "median $23.33 an hour"


def test_figures_of_a_broader_group_say_so() -> None:
    assert figures.pay_source(replace(PAY, broader=True)).endswith("for the broader group 11-9111")


@pytest.mark.parametrize(
    ("openings", "shown"),
    [(None, "not published"), (0, "fewer than 50"), (61_400, "about 61,400")],
)
def test_openings(openings: int | None, shown: str) -> None:
    rows = figures.outlook_rows(replace(OUTLOOK, openings_per_year=openings))
    assert rows[1] == ("Openings a year", shown)


@pytest.mark.parametrize(
    ("growth", "figure", "text"),
    [
        (28.9, "+28.9 % over 2024–34", "growing 28.9 % over 2024–34"),
        (-3.04, "−3.0 % over 2024–34", "shrinking 3.0 % over 2024–34"),
        (0.0, "+0.0 % over 2024–34", "no change in jobs expected over 2024–34"),
        (None, "not published", "outlook not published"),
    ],
)
def test_growth(growth: float | None, figure: str, text: str) -> None:
    outlook = replace(OUTLOOK, growth_percent=growth)
    assert figures.outlook_rows(outlook)[0] == ("Change in jobs", figure)
    assert figures.growth_text(outlook) == text


def test_an_unpublished_outlook_says_so() -> None:
    assert figures.outlook_rows(None) == [("Outlook", "not published")]
    assert figures.growth_text(None) == "outlook not published"


@pytest.mark.parametrize(
    ("moving", "words"),
    [
        (0.0004, "Fewer than 1 in 1,000 people"),
        (0.0021, "About 1 in 500 people"),
        (0.012, "About 1 in 80 people"),
        (0.123, "About 1 in 8 people"),
        (0.33, "About 1 in 3 people"),
        (0.62, "About 6 in 10 people"),
        (0.999, "About 9 in 10 people"),
    ],
)
def test_a_chance_is_said_in_people(moving: float, words: str) -> None:
    sentence = figures.chance_sentence(replace(SUGGESTION, probability_if_moving=moving))
    assert sentence.startswith(words)
    assert "a year from now: 4.1 %" in sentence


def test_a_job_in_the_present_group_has_no_chance_of_moving() -> None:
    here = replace(SUGGESTION, probability=0.87, probability_if_moving=0.0)
    assert figures.chance_sentence(here).startswith("You work in its occupation group already.")
    assert figures.headline_chance(here) == "87 %"


def test_observed_moves() -> None:
    assert figures.observed_sentence(SUGGESTION).startswith("63 of 512 people observed leaving")
    assert "no count" in figures.observed_sentence(replace(SUGGESTION, moved=0, leavers=0))


def test_preparation_and_education() -> None:
    assert figures.preparation_text(4).startswith("Considerable preparation")
    assert "not rated" in figures.preparation_text(None)
    shares = tuple(EducationShare(n, f"Level {n}", 10.0 * n, n == 4) for n in range(1, 5))
    assert figures.education_rows(shares) == [
        ("Level 4", "40 % (few answers)"),
        ("Level 3", "30 %"),
        ("Level 2", "20 %"),
    ]


def test_outlook_source_names_the_period() -> None:
    broader = Outlook(1.0, 10, None, "11-9110", True, "2024-34", "Employment Projections")
    assert figures.outlook_source(broader) == (
        "Employment Projections, 2024–34, for the broader group 11-9110"
    )
