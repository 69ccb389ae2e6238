import pytest

from advisor.career import CareerHistory, Job
from advisor.own_words import OwnWords, names
from retrieval.catalog import Catalog
from tests.fakes import SharedWords


@pytest.mark.parametrize(
    ("name", "text", "same"),
    [
        ("Animal Trainers", "working with animals", True),
        ("Cooks, Restaurant", "I love cooking", True),
        ("Registered Nurses", "nursing", True),
        ("Microsoft Excel", "Excel", True),
        ("Helpers--Carpenters", "helping people", False),
        ("Personal Care Aides", "cars", False),
        ("Career Counselor", "caring", False),
        ("Software Developers", "developing children's games", False),
        ("Anything", "", False),
    ],
)
def test_which_names_hold_the_words(name: str, text: str, same: bool) -> None:
    assert names(name, text) is same


def test_words_are_found_in_titles_areas_and_software(
    catalog: Catalog, shared_words: SharedWords
) -> None:
    history = CareerHistory(
        jobs=(Job("j1", "cashier"),),
        interests=("cooking", "hiking"),
        skills=("Excel", "customer service"),
    )
    words = OwnWords(history, catalog, shared_words)
    chef = {said.text: said for said in words.said("35-1011.00")}
    assert (chef["cooking"].where, chef["cooking"].kind) == ("title", "interest")
    assert (chef["Excel"].where, chef["Excel"].kind) == ("software", "skill")
    assert chef["Excel"].name == "Microsoft Excel"
    assert chef["customer service"].name == "Customer and Personal Service"
    assert "hiking" not in chef
    assert words.closeness("41-2011.00") == 1


def test_a_long_history_is_not_searched_without_end(catalog: Catalog) -> None:
    asked: list[str] = []

    class Counting(SharedWords):
        def match(self, text: str, n: int = 5):  # type: ignore[no-untyped-def]
            asked.append(text)
            return super().match(text, n)

    jobs = tuple(Job(f"j{n}", f"job {n}") for n in range(50))
    OwnWords(CareerHistory(jobs=jobs), catalog, Counting(catalog))
    assert asked == [f"job {n}" for n in range(49, 39, -1)]
