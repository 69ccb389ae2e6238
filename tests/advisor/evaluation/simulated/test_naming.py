"""What people call their work is listed for it, and is nothing that only a table would say."""

import random

import pytest

from advisor.evaluation.simulated.naming import Names
from advisor.model.situation import GroupOf
from retrieval.catalog import Catalog

CASHIERS, WAITERS, CARPENTERS = "4720", "4110", "6230"


@pytest.mark.parametrize("words", ["usual", "slang", "spanish"])
@pytest.mark.parametrize("group", [CASHIERS, WAITERS, CARPENTERS])
def test_a_title_is_of_an_occupation_in_the_group(
    names: Names, group_of: GroupOf, group: str, words: str
) -> None:
    for seed in range(30):
        named = names.draw(group, words, random.Random(seed))  # type: ignore[arg-type]
        assert named is not None
        assert group_of(named.code) == group


def test_usual_titles_are_the_catalogue_s_and_slang_is_not(names: Names, catalog: Catalog) -> None:
    listed = {
        title.casefold()
        for o in catalog.occupations.values()
        for title in (o.title, *o.alternate_titles)
    }
    usual = {names.draw(CASHIERS, "usual", random.Random(seed)) for seed in range(40)}
    assert {named.title.casefold() for named in usual if named} & listed
    slang = {names.draw(WAITERS, "slang", random.Random(seed)) for seed in range(40)}
    assert not {named.title.casefold() for named in slang if named} & listed


def test_nobody_says_two_occupations_in_one(names: Names) -> None:
    titles = {names.draw(WAITERS, "usual", random.Random(seed)) for seed in range(40)}
    assert not [named for named in titles if named and " and " in named.title]


def test_a_group_without_occupations_has_no_title(names: Names) -> None:
    assert names.draw("9830", "usual", random.Random(0)) is None
