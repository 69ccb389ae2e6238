"""Reasons say what is so, and give no answer away."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.career import EducationLevel
from advisor.model.claims import claims
from advisor.model.reasons import MOST_CLAIMS, ReasonWriter
from advisor.model.themes import SENTENCES, Theme, possible, theme_of
from advisor.model.title_facts import TitleFacts, field_of
from advisor.model.work_years import (
    IN_EDUCATION,
    NOT_WORKING,
    SAME,
    WorkYear,
    YearFacts,
    work_years,
)

FACTS = {
    "Cashiers": TitleFacts("sales", 1.5),
    "Sales managers": TitleFacts("sales", 4.0),
    "Retail salespersons": TitleFacts("sales", 2.0),
    "Registered nurses": TitleFacts("health care", 3.5),
}
WRITER = ReasonWriter(FACTS)
HIGH_SCHOOL, BACHELOR = EducationLevel.HIGH_SCHOOL, EducationLevel.BACHELOR


def career(
    *told: tuple[str, str | None], education: Sequence[EducationLevel] = ()
) -> Sequence[WorkYear]:
    levels = [*education, *[None] * (len(told) - len(education))]
    return work_years(
        YearFacts(title, employer, education=level)
        for (title, employer), level in zip(told, levels, strict=True)
    )


def texts(years: Sequence[WorkYear]) -> list[str]:
    return [claim.text for claim in claims(years, FACTS)]


def test_claims_of_a_steady_career() -> None:
    years = career(("Cashiers", "a"), ("Cashiers", "a"), ("Cashiers", "a"))
    assert texts(years) == [
        "3 years in the present work",
        "3 years in a row with one employer",
        "one occupation in 3 working years",
        "3 of 3 working years in sales",
    ]


def test_claims_of_a_changing_career() -> None:
    years = career(
        ("Cashiers", "a"),
        (NOT_WORKING, None),
        ("Registered nurses", "b"),
        ("Cashiers", "a"),
        ("Registered nurses", "c"),
        education=(HIGH_SCHOOL, HIGH_SCHOOL, HIGH_SCHOOL, BACHELOR, BACHELOR),
    )
    assert texts(years) == [
        "2 years in the present work",
        "back in work known from before",
        "3 employers in 4 working years",
        "a new employer this year",
        "2 occupations in 4 working years",
        "2 of 4 working years in health care",
        "a field other than in the work before",
        "more preparation asked for than in the work before",
        "bachelor's degree as the highest level of education",
        "bachelor's degree reached last year",
        "1 year without a job along the way",
    ]


def test_claims_of_somebody_without_work() -> None:
    years = career(("Cashiers", "a"), (NOT_WORKING, None), (NOT_WORKING, None))
    assert "2 years without work until now" in texts(years)
    assert "1 year in education until now" in texts(career(("Cashiers", "a"), (IN_EDUCATION, None)))


def test_nothing_is_claimed_of_employers_that_were_not_all_told() -> None:
    years = career(("Cashiers", "a"), ("Cashiers", None), ("Cashiers", "a"))
    assert not any("employer" in text for text in texts(years))


@pytest.mark.parametrize(
    ("answer", "theme"),
    [
        (SAME, Theme.STAY),
        ("Retail salespersons", Theme.STAY),
        ("Cashiers", Theme.RETURN),
        ("Sales managers", Theme.STEP_UP),
        ("Registered nurses", Theme.NEW_FIELD),
        ("Unheard-of work", Theme.NEW_FIELD),
        (IN_EDUCATION, Theme.STUDY),
        (NOT_WORKING, Theme.PAUSE),
    ],
)
def test_the_reading_of_a_next_state(answer: str, theme: Theme) -> None:
    years = career(("Cashiers", "a"), ("Retail salespersons", "b"))
    assert theme_of(years, answer, FACTS) is theme
    assert theme_of(years[:1], "Retail salespersons", FACTS) is Theme.NEIGHBOURING


def test_a_written_reason_is_sound_and_reproducible() -> None:
    years = career(("Cashiers", "a"), ("Cashiers", "b"))
    reason = WRITER.write(years, Theme.STAY, random.Random(4))
    assert reason == WRITER.write(years, Theme.STAY, random.Random(4))
    checked = WRITER.check(reason, years)
    assert checked.sound
    assert checked.theme is Theme.STAY
    assert 1 <= len(checked.claims) <= MOST_CLAIMS


@pytest.mark.parametrize(
    ("reason", "unsupported"),
    [
        ("9 years in the present work. Keeping what is known seems to count most.", 1),
        ("2 years in the present work and rich parents. Time in education seems near.", 1),
        ("2 years in the present work. She will become a nurse.", 1),
        ("2 years in the present work. Going back to work done before seems likely.", 1),
    ],
)
def test_a_claim_the_history_does_not_support_is_found(reason: str, unsupported: int) -> None:
    checked = WRITER.check(reason, career(("Cashiers", "a"), ("Cashiers", "b")))
    assert len(checked.unsupported) == unsupported
    assert not checked.sound


@pytest.mark.parametrize(
    "reason", ["", "2 years in the present work.", "Time in education seems near."]
)
def test_a_reason_needs_claims_and_a_reading(reason: str) -> None:
    assert not WRITER.check(reason, career(("Cashiers", "a"), ("Cashiers", "b"))).sound


histories = st.lists(
    st.tuples(
        st.sampled_from([*FACTS, NOT_WORKING, IN_EDUCATION, "Unheard-of work"]),
        st.sampled_from(["a", "b", None]),
    ),
    min_size=1,
    max_size=12,
).map(lambda told: career(*told))


@given(histories, st.sampled_from(list(Theme)), st.integers(0, 5))
def test_whatever_is_written_is_supported(
    years: Sequence[WorkYear], theme: Theme, seed: int
) -> None:
    reason = WRITER.write(years, theme, random.Random(seed))
    checked = WRITER.check(reason, years)
    if possible(theme, years):
        assert checked.sound
    else:
        assert checked.theme is None
        assert [part.capitalize() in SENTENCES[theme] for part in checked.unsupported] == [True]


@given(histories, st.sampled_from([*FACTS, NOT_WORKING, IN_EDUCATION, SAME]), st.integers(0, 5))
def test_a_reason_gives_no_answer_away(years: Sequence[WorkYear], answer: str, seed: int) -> None:
    """It names no title, and every answer of the same reading gets the same reasons."""
    theme = theme_of(years, answer, FACTS)
    reason = WRITER.write(years, theme, random.Random(seed))
    said = reason.casefold()
    assert not any(title.casefold() in said for title in [*FACTS, SAME, "Unheard-of work"])
    for other in FACTS:
        if theme_of(years, other, FACTS) is theme:
            assert WRITER.write(years, theme_of(years, other, FACTS), random.Random(seed)) == reason


def test_fields_follow_the_census_blocks() -> None:
    assert field_of("10") == "management"
    assert field_of("3255") == "health care"
    assert field_of("4720") == "sales"
    assert field_of("9130") == "transport"
    assert field_of("9830") == "the armed forces"


@given(st.data())
def test_all_that_hold_are_found_sound_and_nothing_else_of_them(data: st.DataObject) -> None:
    told = data.draw(
        st.lists(
            st.tuples(st.sampled_from([*FACTS, NOT_WORKING]), st.sampled_from(["a", "b", None])),
            min_size=1,
            max_size=6,
        )
    )
    years = career(*told)
    found = WRITER.sound(years)
    whole = [f"{''.join(opening)} {found.readings[0]}" for opening in found.openings]
    assert len(set(whole)) == len(whole)
    assert all(WRITER.check(reason, years).sound for reason in whole[:40])
    assert all(
        WRITER.check(f"{''.join(found.openings[0])} {reading}", years).sound
        for reading in found.readings
        if found
    )
    theme = data.draw(st.sampled_from([theme for theme in Theme if possible(theme, years)]))
    written = WRITER.write(years, theme, random.Random(0))
    assert not found or written in {
        f"{''.join(opening)} {reading}" for opening in found.openings for reading in found.readings
    }
