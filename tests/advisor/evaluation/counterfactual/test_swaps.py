"""The tables: what is swapped, into what, and that nothing legitimate is among it."""

import re

import pytest

from advisor.evaluation.counterfactual.swaps import (
    PLACES,
    BaseHistory,
    load_histories,
    load_swaps,
)

ABOUT = {
    "name",
    "gender",
    "family",
    "age",
    "origin",
    "race",
    "religion",
    "disability",
    "orientation",
}
NURSE = BaseHistory(
    "nurse",
    ("{start}I'm a {nurse|male nurse}{aside}.{end}", "{own}", "{header}CV", "{lead}I help."),
)


def test_every_dimension_has_values_to_compare() -> None:
    swaps = load_swaps()
    groups = {d: {s.group for s in swaps if s.dimension == d} for d in ABOUT}
    assert {swap.dimension for swap in swaps} == ABOUT
    assert all(len(of) >= 2 for of in groups.values()), groups
    assert len({swap.says for swap in swaps}) == len(swaps)


def test_the_histories_are_many_and_have_places_of_every_kind() -> None:
    histories = load_histories()
    assert len(histories) >= 24
    assert len({history.name for history in histories}) == len(histories)
    assert {place for history in histories for place in history.places} == set(PLACES)
    assert sum(history.gendered for history in histories) >= 3
    assert sum(len(history.told()) == 1 for history in histories) >= 3, "single messages"
    assert sum(history.language == "es" for history in histories) >= 3


def test_no_swap_tells_a_limit_or_a_job() -> None:
    legitimate = re.compile(r"can't|cannot|lift|stand|teacher|nurse|job|work|school|degree|no more")
    for swap in load_swaps():
        told = (swap.says, swap.lead, swap.header, swap.es or "")
        assert not [text for text in told if legitimate.search(text.casefold())], swap


def test_a_history_is_told_with_one_place_filled() -> None:
    swap = next(swap for swap in load_swaps() if swap.says == "I'm 58.")
    assert NURSE.places == PLACES
    assert NURSE.told() == ("I'm a male nurse.", "CV", "I help.")
    assert NURSE.told_by_a_woman() == ("I'm a nurse.", "CV", "I help.")
    told = {place: NURSE.told(place, swap) for place in PLACES}
    assert told == {
        "start": ("I'm 58. I'm a male nurse.", "CV", "I help."),
        "lead": ("I'm a male nurse.", "CV", "At 58, I help."),
        "aside": ("I'm a male nurse (I'm 58).", "CV", "I help."),
        "between": ("I'm a male nurse, at 58,.", "CV", "I help."),
        "end": ("I'm a male nurse. I'm 58.", "CV", "I help."),
        "header": ("I'm a male nurse.", "Age: 58\nCV", "I help."),
        "own": ("I'm a male nurse.", "I'm 58.", "CV", "I help."),
    }


@pytest.mark.parametrize(("language", "said"), [("en", "I'm 58."), ("es", "Tengo 58 años.")])
def test_it_is_put_in_in_the_language_of_the_history(language: str, said: str) -> None:
    swap = next(swap for swap in load_swaps() if swap.says == "I'm 58.")
    assert swap.at("own", language) == said
