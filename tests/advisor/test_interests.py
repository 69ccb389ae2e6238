"""Scores, doubts and fit against answers whose meaning is known."""

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import pearsonr, t  # type: ignore[import-untyped]

from advisor.instruments.instrument import Instrument
from advisor.instruments.reading import available
from advisor.interest_words import fit_word, points_text, ranked, told
from advisor.interests import AREAS, CLOSE, FAIR, Doubt, InterestProfile, doubt_of, fit, profile_of
from advisor.settings import Settings
from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from retrieval.occupations import Riasec

INSTRUMENTS = available(Settings(data_dir=Path("unused")))
SHORT, LONG = INSTRUMENTS["activities-30"], INSTRUMENTS["activities-60"]
LIKED = {Riasec.SOCIAL: 5, Riasec.ARTISTIC: 4, Riasec.INVESTIGATIVE: 3}


def by_area(instrument: Instrument, liked: dict[Riasec, int], other: int = 1) -> dict[int, int]:
    """Return an answer for every item, the same for all of an area."""
    return {item.index: liked.get(item.area, other) for item in instrument.items}


def answered(instrument: Instrument, answers: dict[int, int | None]) -> InterestProfile:
    profile = profile_of(instrument, "en", answers)
    assert profile is not None
    return profile


def social(instrument: Instrument = SHORT) -> InterestProfile:
    return answered(instrument, {**by_area(instrument, LIKED)})


@pytest.mark.parametrize("instrument", [SHORT, LONG], ids=lambda one: one.key)
def test_clear_answers_are_scored_and_used(instrument: Instrument) -> None:
    profile = social(instrument)
    assert profile.doubt is None
    assert profile.usable == tuple(
        (LIKED.get(area, 1) - 1) * instrument.items_per_area for area in AREAS
    )
    assert profile.answered == len(instrument.items)
    assert ranked(profile)[:2] == [Riasec.SOCIAL, Riasec.ARTISTIC]
    most = 4 * instrument.items_per_area
    assert points_text(profile, Riasec.SOCIAL) == f"Social ({most} of {most} points)"
    assert "Social" in told(profile)
    assert "Artistic" in told(profile)


def test_no_answer_is_no_profile_and_a_few_are_too_few() -> None:
    assert profile_of(SHORT, "es", {}) is None
    assert profile_of(SHORT, "es", {1: None}) is None
    few = answered(SHORT, {1: 5, 2: 4})
    assert (few.doubt, few.usable, few.answered) == (Doubt.TOO_FEW, None, 2)
    assert told(few).startswith("You have answered 2 of 30 activities; scores need 4 of the 5")


def test_skipping_one_of_five_in_an_area_is_fine_and_two_are_too_many() -> None:
    answers: dict[int, int | None] = {**by_area(SHORT, LIKED)}
    first, second, *_ = [item.index for item in SHORT.items if item.area is Riasec.SOCIAL]
    answers[first] = None
    assert answered(SHORT, answers).usable == social().usable
    answers[second] = None
    assert answered(SHORT, answers).doubt is Doubt.TOO_FEW


@pytest.mark.parametrize(
    ("language", "answers", "wrong"),
    [("fr", {1: 3}, "expected a language of en, es, zh"), ("en", {1: 6}, "1 to 5"),
     ("en", {99: 3}, "99")],
)  # fmt: skip
def test_what_is_no_answer_is_refused(language: str, answers: dict[int, int], wrong: str) -> None:
    with pytest.raises(AdvisorError, match=wrong):
        profile_of(SHORT, language, {**answers})


@given(st.integers(1, 5), st.data())
@settings(max_examples=40, deadline=None)
def test_straight_lining_is_flat_whatever_the_answer(answer: int, data: st.DataObject) -> None:
    answers: dict[int, int | None] = {item.index: answer for item in LONG.items}
    few = data.draw(st.dictionaries(st.sampled_from(list(answers)), st.integers(1, 5), max_size=6))
    profile = answered(LONG, {**answers, **few})
    assert profile.doubt is Doubt.FLAT
    assert "nearly the same" in told(profile)


@given(st.dictionaries(st.sampled_from(AREAS), st.integers(1, 5), min_size=6), st.booleans())
@settings(max_examples=40, deadline=None)
def test_areas_answered_alike_within_and_unlike_between_are_believed(
    liked: dict[Riasec, int], is_long: bool
) -> None:
    instrument = LONG if is_long else SHORT
    profile = answered(instrument, {**by_area(instrument, liked)})
    assert (profile.doubt is None) == (len(set(liked.values())) > 1)


@given(st.lists(st.integers(1, 5), min_size=30, max_size=30))
@settings(max_examples=60, deadline=None)
def test_every_set_of_answers_is_scored_and_told(answers: list[int]) -> None:
    profile = answered(SHORT, {item.index: a for item, a in zip(SHORT.items, answers, strict=True)})
    assert all(points is not None and 0 <= points <= 20 for points in profile.points)
    assert (profile.usable is None) == (profile.doubt is not None)
    assert sum(points or 0 for points in profile.points) == sum(answers) - 30
    assert told(profile).count(".") == 1


@pytest.mark.parametrize("instrument", [SHORT, LONG], ids=lambda one: one.key)
def test_random_answers_are_believed_once_in_ten(instrument: Instrument) -> None:
    draw = np.random.default_rng(3)
    areas = [item.area for item in instrument.items]
    drawn = [[int(a) for a in draw.integers(1, 6, len(areas))] for _ in range(500)]
    found = Counter(doubt_of(areas, answers) for answers in drawn)
    # 10 of 100, and three standard errors of a count of 500
    assert 0.10 - 0.04 <= found[None] / 500 <= 0.10 + 0.04
    assert found[Doubt.CONTRADICTORY] > 400


def test_answers_that_contradict_each_other_are_not_used() -> None:
    turns = [1, 5, 2, 4, 3]
    seen: Counter[Riasec] = Counter()
    answers: dict[int, int | None] = {}
    for item in SHORT.items:
        answers[item.index] = turns[(seen[item.area] + AREAS.index(item.area) % 2) % 5]
        seen[item.area] += 1
    answers[1] = 5
    answers[SHORT.items[6].index] = 5
    profile = answered(SHORT, answers)
    assert profile.doubt is Doubt.CONTRADICTORY
    assert "at random" in told(profile)


def test_the_fit_is_the_correlation_with_the_occupations_interests(catalog: Catalog) -> None:
    profile = social()
    asked = catalog.interests("21-1012.00")  # school counsellors
    found = fit(profile, asked)
    assert asked is not None
    assert found is not None
    expected = pearsonr(profile.usable, [asked[area] for area in AREAS]).statistic
    assert math.isclose(found.correlation, expected)
    assert found.person[AREAS.index(Riasec.SOCIAL)] == 1.0
    assert found.occupation == tuple(asked[area] for area in AREAS)
    assert fit(profile, None) is None
    assert fit(None, asked) is None
    assert fit(answered(SHORT, {1: 5}), asked) is None
    assert fit(profile, dict.fromkeys(AREAS, 4.0)) is None


def test_the_words_for_a_fit_are_cut_where_chance_ends() -> None:
    for cut, chance in ((CLOSE, 0.05), (FAIR, 0.10)):
        value = cut * math.sqrt(4 / (1 - cut**2))
        assert t.sf(value, 4) == pytest.approx(chance, abs=0.002)
    words = [fit_word(r) for r in (1.0, 0.73, 0.72, 0.61, 0.6, 0.0, -0.6, -0.61, -1.0)]
    assert words == [
        "close", "close", "fair", "fair", "no clear", "no clear", "no clear", "poor", "poor"
    ]  # fmt: skip
