"""Interests move which groups and titles are suggested, never the chances, and that is said."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor.career import CareerHistory, Job, When
from advisor.instruments.reading import available
from advisor.interest_choice import InterestChoice
from advisor.interests import FAIR, InterestProfile, profile_of
from advisor.model.transitions import TransitionCounts
from advisor.recommend import Recommender
from advisor.settings import Settings
from retrieval.catalog import Catalog
from retrieval.occupations import Riasec

SHORT = available(Settings(data_dir=Path("unused")))["activities-30"]
RETAIL, NURSE = "41-2031.00", "29-1141.00"
HISTORY = CareerHistory(jobs=(Job("j1", "salesperson", RETAIL, start=When(2018), end="present"),))


def liking(*areas: Riasec) -> InterestProfile:
    """Return the profile of somebody who likes these areas, and no others."""
    answers = {item.index: 5 if item.area in areas else 1 for item in SHORT.items}
    profile = profile_of(SHORT, "en", {**answers})
    assert profile is not None
    return profile


def with_interests(*areas: Riasec) -> CareerHistory:
    return replace(HISTORY, interest_profile=liking(*areas))


@pytest.mark.parametrize("area", list(Riasec))
def test_a_groups_factor_lies_between_a_half_and_two(catalog: Catalog, area: Riasec) -> None:
    choice = InterestChoice(liking(area), catalog)
    factors = {group: choice.factor(group) for group in catalog.groups}
    assert all(0.5 <= factor <= 2.0 for factor in factors.values())
    assert max(factors.values()) > 1.5
    assert min(factors.values()) < 0.75
    unmoved = InterestChoice(liking(area), catalog, weight=0.0)
    assert {unmoved.factor(group) for group in catalog.groups} == {1.0}
    assert InterestChoice(None, catalog).factor(next(iter(catalog.groups))) == 1.0


def test_interests_move_the_choice_but_no_chance(
    recommender: Recommender, predictor: TransitionCounts, today: date
) -> None:
    plain = recommender.recommend(HISTORY, today)
    chances = predictor.predict(HISTORY, today).groups
    orders = set()
    for area in Riasec:
        shown = recommender.recommend(with_interests(area), today)
        assert shown.stay == plain.stay
        assert shown.liked == liking(area).usable
        assert all(s.probability == chances[s.group] for s in shown.suggestions)
        orders.add(tuple(s.code for s in shown.suggestions))
        fits = [s.interest_fit for s in shown.suggestions if s.interest_fit]
        assert len(fits) >= 3
    assert len(orders) >= 4
    assert plain.liked is None
    assert all(s.interest_fit is None for s in plain.suggestions)


def test_those_suggested_fit_better_than_without(recommender: Recommender, today: date) -> None:
    def mean_fit(codes: list[str], history: CareerHistory) -> float:
        found = [recommender.weigh(history, c, today).suggestion.interest_fit for c in codes]
        known = [one.correlation for one in found if one]
        return sum(known) / len(known)

    usual = [s.code for s in recommender.recommend(HISTORY, today).suggestions]
    for area in Riasec:
        history = with_interests(area)
        moved = [s.code for s in recommender.recommend(history, today).suggestions]
        assert mean_fit(moved, history) >= mean_fit(usual, history)


def test_how_many_moved_is_counted_and_said(recommender: Recommender, today: date) -> None:
    usual = [s.code for s in recommender.recommend(HISTORY, today).suggestions]
    counts = set()
    for area in Riasec:
        shown = recommender.recommend(with_interests(area), today)
        codes = [s.code for s in shown.suggestions]
        moved = sum(a != b for a, b in zip(codes, usual, strict=True))
        (note,) = [note for note in shown.notes if "you like doing" in note.replace("What", "what")]
        stand = {0: "What you like doing changed neither", 1: "1 suggestion stands where it does"}
        assert note.startswith(stand.get(moved, f"{moved} suggestions stand where they do"))
        assert not moved or "chances themselves do not depend" in note
        counts.add(moved)
    assert max(counts) > 2
    assert len(counts) > 1


def test_a_profile_in_doubt_changes_nothing_and_that_is_said(
    recommender: Recommender, today: date
) -> None:
    flat = profile_of(SHORT, "en", {item.index: 4 for item in SHORT.items})
    plain = recommender.recommend(HISTORY, today)
    shown = recommender.recommend(replace(HISTORY, interest_profile=flat), today)
    assert shown.suggestions == plain.suggestions
    assert set(shown.notes) - set(plain.notes) == {
        "Your answers are nearly the same in all six areas, so they do not show what you like"
        " more, and I do not use them to choose."
    }


def test_a_reason_cites_the_persons_own_answers(recommender: Recommender, today: date) -> None:
    liked = (Riasec.REALISTIC, Riasec.SOCIAL, Riasec.ENTERPRISING, Riasec.CONVENTIONAL)
    found = [recommender.recommend(with_interests(area), today) for area in liked]
    cited = 0
    for item in (item for shown in found for item in shown.suggestions):
        reasons = [r for r in item.reasons if r.kind == "interest"]
        fits = item.interest_fit is not None and item.interest_fit.correlation >= FAIR
        assert len(reasons) == fits
        for reason in reasons:
            assert "in your 30 answers" in reason.evidence
            assert "20 of 20 points" in reason.evidence
            cited += 1
    assert cited > 0


def test_a_weighed_job_shows_its_fit(recommender: Recommender, today: date) -> None:
    weighed = recommender.weigh(with_interests(Riasec.SOCIAL), NURSE, today)
    assert weighed.suggestion.interest_fit is not None
    assert weighed.suggestion.interest_fit.correlation > 0.3
    assert recommender.weigh(HISTORY, NURSE, today).suggestion.interest_fit is None


def test_an_occupation_without_rated_interests_says_so(
    recommender: Recommender, catalog: Catalog, today: date
) -> None:
    history = with_interests(Riasec.SOCIAL)
    rated = [c for c, o in catalog.occupations.items() if o.groups and catalog.interests(c)]
    unrated = [c for c, o in catalog.occupations.items() if o.groups and not catalog.interests(c)]
    said = "O*NET rates no interests of this occupation, so how it fits yours is not known."
    weighed = recommender.weigh(history, unrated[0], today).suggestion
    assert weighed.interest_fit is None
    assert said in weighed.cautions
    assert said not in recommender.weigh(HISTORY, unrated[0], today).suggestion.cautions
    assert said not in recommender.weigh(history, rated[0], today).suggestion.cautions
