"""Titles that mean the same get the same normal form."""

import pytest

from retrieval.titles import MAX_LENGTH, clean, key, surface, written_forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sr. Waitresses", "senior waiter"),
        ("SALESWOMAN", "salesperson"),
        ("Fireman", "firefighters"),
        ("Asst. Mgr", "assistant managers"),
        ("software eng", "Software Engineers"),
        ("eng. manager", "engineering manager"),
        ("lab tech", "Laboratory Technician"),
        ("tech support", "technical support"),
        ("R&D engineer", "Research and Development Engineer"),
        ("r.n.", "RN"),
        ("labourer", "laborer"),
        ("Niñera", "ninera"),
        ("director of sales", "Director, Sales"),
    ],
)
def test_equal_titles_meet(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("nurse", "nursery"), ("sales manager", "sales engineer"), ("C++ developer", "C developer")],
)
def test_different_titles_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_abbreviations_are_written_out_by_their_place_in_the_title() -> None:
    assert surface("eng tech") == "engineering technician"
    assert surface("tech eng") == "technical engineer"


def test_clean_is_bounded_and_takes_anything() -> None:
    assert clean("\0\t\n ") == ""
    assert len(clean("word " * 10_000)) <= MAX_LENGTH
    assert clean("护士") == "护士"


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("Registered Nurse (RN)", ("Registered Nurse", "RN")),
        ("Cooks, Fast Food", ("Cooks, Fast Food", "Fast Food Cooks")),
        ("Helpers--Carpenters", ("Helpers--Carpenters", "Carpenters Helpers")),
        ("Couriers and Messengers", ("Couriers and Messengers",)),
        ("Managers, All Other", ("Managers, All Other",)),
        ("Cashiers, Except Gaming", ("Cashiers, Except Gaming", "Cashiers")),
    ],
)
def test_one_onet_title_has_several_written_forms(title: str, forms: tuple[str, ...]) -> None:
    assert written_forms(title) == forms
