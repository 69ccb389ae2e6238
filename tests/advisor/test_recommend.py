from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.career import (
    CareerHistory,
    Education,
    EducationLevel,
    Job,
    Limit,
    LimitKind,
    When,
)
from advisor.model.prediction import Prediction, UnusableHistoryError
from advisor.model.transitions import TransitionCounts
from advisor.recommend import Recommender
from advisor.schooling import schooling
from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from tests.fakes import SharedWords

RETAIL, WAITER, NURSE, COOK, LAWYER = (
    "41-2031.00", "35-3031.00", "29-1141.00", "35-2014.00", "23-1011.00"
)  # fmt: skip
INFANTRY, HOME_HEALTH, CHIEF = "55-3016.00", "31-1121.00", "11-1011.00"

HISTORY = CareerHistory(
    jobs=(
        Job("j1", "waiter", WAITER, start=When(2014), end=When(2018)),
        Job("j2", "retail salesperson", RETAIL, start=When(2018), end="present"),
    ),
    education=(Education("e1", EducationLevel.HIGH_SCHOOL, year=When(2013)),),
    interests=("cooking",),
    skills=("Excel",),
)


def working_as(code: str, *, since: int = 2015) -> CareerHistory:
    return CareerHistory(jobs=(Job("j1", "my work", code, start=When(since), end="present"),))


def limited(history: CareerHistory, *limits: Limit) -> CareerHistory:
    return replace(history, limits=limits)


def told(history: CareerHistory) -> str:
    """Return every word and year a person gave, in lower case."""
    jobs = [f"{j.title} {j.start} {j.end}" for j in history.jobs]
    schools = [f"{(e.level or '').replace('_', ' ')} {e.field} {e.year}" for e in history.education]
    return " ".join([*jobs, *schools, *history.interests, *history.skills]).casefold()


@pytest.mark.parametrize("code", [RETAIL, NURSE, COOK, LAWYER, "15-1252.00", "53-3032.00"])
def test_three_to_five_groups_in_the_order_of_the_model(
    recommender: Recommender, predictor: TransitionCounts, today: date, code: str
) -> None:
    history = working_as(code)
    shown = recommender.recommend(history, today)
    prediction = predictor.predict(history, today)
    assert 3 <= len(shown.suggestions) <= 5
    assert len({s.group for s in shown.suggestions}) == len(shown.suggestions)
    assert len({s.code for s in shown.suggestions}) == len(shown.suggestions)
    chances = [s.probability for s in shown.suggestions]
    assert chances == sorted(chances, reverse=True)
    moving = sum(prediction.groups.values())
    for item in shown.suggestions:
        assert item.probability == prediction.groups[item.group]
        assert item.probability_if_moving == pytest.approx(item.probability / moving)
        assert (item.moved, item.leavers) == (
            prediction.counts.get(item.group, 0),
            prediction.leavers,
        )
    assert (shown.stay.code, shown.stay.probability) == (code, prediction.stay)
    assert (shown.model, shown.source) == (prediction.model, prediction.source)


def test_every_fact_shown_is_the_catalogues(
    recommender: Recommender, catalog: Catalog, today: date
) -> None:
    for item in recommender.recommend(HISTORY, today).suggestions:
        assert item.title == catalog.occupations[item.code].title
        assert item.group in catalog.occupations[item.code].groups
        assert item.job_zone == catalog.occupations[item.code].job_zone
        assert item.education == tuple(catalog.education(item.code))
        assert (item.pay, item.outlook) == (catalog.pay(item.code), catalog.outlook(item.code))
        assert item.url == f"https://www.onetonline.org/link/summary/{item.code}"


def test_each_reason_rests_on_a_fact_the_person_gave(recommender: Recommender, today: date) -> None:
    given = told(HISTORY)
    for item in recommender.recommend(HISTORY, today).suggestions:
        assert 2 <= len(item.reasons) <= 4
        for reason in item.reasons:
            words = [w.strip('",;()') for w in reason.evidence.casefold().split()]
            assert words
            facts = [w for w in words if w not in {"to", "from", "until"}]
            assert all(fact in given for fact in facts), reason


def test_the_move_is_told_with_its_counts(recommender: Recommender, today: date) -> None:
    for item in recommender.recommend(HISTORY, today).suggestions:
        move = next(reason for reason in item.reasons if reason.kind == "move")
        assert move.evidence == '"retail salesperson", 2018 to present'
        assert f"{item.moved:,} of the {item.leavers:,} people" in move.text


def test_a_return_is_said_to_be_one(recommender: Recommender, today: date) -> None:
    items = {item.code: item for item in recommender.recommend(HISTORY, today).suggestions}
    first = items[WAITER].reasons[0]
    assert (first.kind, first.evidence) == ("experience", '"waiter", 2014 to 2018')
    assert "before" in first.text


def test_the_last_place_goes_to_what_the_person_likes(
    recommender: Recommender, today: date
) -> None:
    without = recommender.recommend(replace(HISTORY, interests=()), today).suggestions
    wanted = recommender.recommend(HISTORY, today).suggestions
    assert wanted[:4] == tuple(
        replace(item, reasons=mine.reasons)
        for item, mine in zip(without[:4], wanted[:4], strict=True)
    )
    reason = next(r for r in wanted[4].reasons if r.kind == "interest")
    assert reason.evidence == '"cooking"'
    assert "cook" in reason.text.casefold()
    assert wanted[4].probability < without[4].probability


def test_who_a_person_is_changes_nothing(recommender: Recommender, today: date) -> None:
    other = replace(
        HISTORY,
        jobs=tuple(
            replace(
                job,
                employer="St Mary's Church Shop",
                quote="I'm Aisha, 61, a widow from Oaxaca in a wheelchair",
            )
            for job in HISTORY.jobs
        ),
        education=(replace(HISTORY.education[0], school="Lincoln High", quote="as a girl"),),
    )
    assert recommender.recommend(other, today) == recommender.recommend(HISTORY, today)


def test_no_more_school_leaves_out_what_asks_for_more(
    recommender: Recommender, catalog: Catalog, today: date
) -> None:
    level = EducationLevel.HIGH_SCHOOL
    history = replace(working_as(NURSE), education=(Education("e1", level),))
    shown = recommender.recommend(
        limited(history, Limit(LimitKind.NO_MORE_SCHOOL, "no more school")), today
    )
    assert all(not schooling(level, catalog, s.code).more_needed for s in shown.suggestions)
    assert any("left out because more school" in note for note in shown.notes)


def test_no_more_school_with_unknown_education_is_said(
    recommender: Recommender, today: date
) -> None:
    limit = Limit(LimitKind.NO_MORE_SCHOOL, "no more school")
    for item in recommender.recommend(limited(working_as(COOK), limit), today).suggestions:
        assert any("your education is not known" in line for line in item.cautions)


def test_minimum_pay_leaves_out_what_pays_less(recommender: Recommender, today: date) -> None:
    limit = Limit(LimitKind.MINIMUM_PAY, "at least 60k", dollars=60_000)
    shown = recommender.recommend(limited(working_as(NURSE), limit), today)
    for item in shown.suggestions:
        unknown = item.pay is None or item.pay.median is None
        if unknown:
            assert any("minimum could not be checked" in line for line in item.cautions)
        else:
            assert item.pay is not None
            assert (item.pay.median or 0) >= 60_000
    assert "left out because the median pay is below $60,000 a year." in " ".join(shown.notes)


def test_few_are_shown_rather_than_unlikely_ones(recommender: Recommender, today: date) -> None:
    limit = Limit(LimitKind.MINIMUM_PAY, "300k", dollars=300_000)
    shown = recommender.recommend(limited(HISTORY, limit), today)
    assert len(shown.suggestions) < 3
    assert any("left" in note and "rather" in note for note in shown.notes)


def test_an_avoided_occupation_and_its_kin_are_left_out(
    recommender: Recommender, today: date
) -> None:
    limit = Limit(LimitKind.AVOID_OCCUPATION, "never again as a waiter", occupation="waiter")
    shown = recommender.recommend(limited(HISTORY, limit), today)
    assert WAITER not in {item.code for item in shown.suggestions}
    assert "4110" not in {item.group for item in shown.suggestions}
    assert any('you said "never again as a waiter"' in note for note in shown.notes)


def test_an_avoided_occupation_nobody_knows_is_said(recommender: Recommender, today: date) -> None:
    limit = Limit(LimitKind.AVOID_OCCUPATION, "no zzqx", occupation="zzqx")
    notes = recommender.recommend(limited(HISTORY, limit), today).notes
    assert 'I could not tell which occupations you mean by "no zzqx".' in notes


@pytest.mark.parametrize(
    "kind", [LimitKind.SCHEDULE, LimitKind.PHYSICAL, LimitKind.PLACE, LimitKind.OTHER]
)
def test_what_cannot_be_checked_is_said(
    recommender: Recommender, today: date, kind: LimitKind
) -> None:
    shown = recommender.recommend(limited(HISTORY, Limit(kind, "not that")), today)
    for item in shown.suggestions:
        assert any(
            line.startswith('You said "not that": the data says nothing') for line in item.cautions
        )


def test_the_military_is_for_its_own(recommender: Recommender, today: date) -> None:
    shown = recommender.recommend(working_as(INFANTRY), today)
    assert len(shown.suggestions) >= 3
    assert any("The survey holds nobody" in note for note in shown.notes)
    for item in shown.suggestions:
        assert any("no skill ratings for your jobs" in line for line in item.cautions)
        assert item.shared == ()


def test_only_groups_that_something_speaks_for(
    recommender: Recommender, catalog: Catalog, today: date
) -> None:
    history = replace(working_as(LAWYER), education=(Education("e1", EducationLevel.PROFESSIONAL),))
    near = {group for code in catalog.related(LAWYER) for group in catalog.occupations[code].groups}
    for item in recommender.recommend(history, today).suggestions:
        assert item.moved or item.group in near


def test_a_guessed_occupation_and_a_long_break_are_said(
    recommender: Recommender, today: date
) -> None:
    job = Job("j1", "shop work", RETAIL, start=When(2010), end=When(2016), tentative=True)
    notes = " ".join(recommender.recommend(CareerHistory(jobs=(job,)), today).notes)
    assert 'I took "shop work" to mean Retail Salespersons' in notes
    assert "Your last job ended in 2016" in notes


def test_without_a_usable_job_it_says_what_is_missing(
    recommender: Recommender, today: date
) -> None:
    with pytest.raises(UnusableHistoryError):
        recommender.recommend(CareerHistory(), today)
    with pytest.raises(UnusableHistoryError):
        recommender.weigh(CareerHistory(), NURSE, today)


def test_a_target_is_weighed_by_the_same_model(
    recommender: Recommender, predictor: TransitionCounts, today: date
) -> None:
    target = recommender.weigh(HISTORY, NURSE, today)
    prediction = predictor.predict(HISTORY, today)
    chance = prediction.groups["3255"]
    assert target.suggestion.probability == chance
    assert target.rank == 1 + sum(p > chance for p in prediction.groups.values())
    assert target.of == len(prediction.groups)
    steps = " ".join(target.steps)
    assert "Plan for more school" in steps
    assert "Bachelor's degree" in steps
    assert "Build up" in steps


def test_the_step_on_the_way_is_counted(
    recommender: Recommender, predictor: TransitionCounts, today: date
) -> None:
    way = next(s for s in recommender.weigh(HISTORY, NURSE, today).steps if "on the way" in s)
    first = predictor.predict(HISTORY, today)
    then = predictor.predict(working_as(HOME_HEALTH), today)
    assert "Nursing, psychiatric, and home health aides" in way
    assert f"{first.counts[then.current]} of the {first.leavers:,}" in way
    assert f"{then.counts['3255']} of the {then.leavers:,}" in way


def test_a_move_never_seen_is_said_to_be(recommender: Recommender, today: date) -> None:
    target = recommender.weigh(working_as(LAWYER), WAITER, today).suggestion
    move = next(reason for reason in target.reasons if reason.kind == "move")
    assert target.moved == 0
    assert move.text.startswith(f"None of the {target.leavers} people")


def test_a_group_the_survey_never_uses_is_said_to_be(recommender: Recommender, today: date) -> None:
    target = recommender.weigh(working_as(NURSE), "29-1171.00", today).suggestion
    assert any("The survey never uses the group" in line for line in target.cautions)


def test_the_present_group_has_no_rank(
    recommender: Recommender, predictor: TransitionCounts, today: date
) -> None:
    target = recommender.weigh(HISTORY, RETAIL, today)
    assert target.rank is None
    assert target.suggestion.probability == predictor.predict(HISTORY, today).stay
    assert target.suggestion.probability_if_moving == 0


def test_a_target_against_the_own_limits_is_said_to_be(
    recommender: Recommender, today: date
) -> None:
    limit = Limit(LimitKind.MINIMUM_PAY, "200k", dollars=200_000)
    target = recommender.weigh(limited(HISTORY, limit), COOK, today).suggestion
    assert target.cautions[0].startswith("By your own limits it would be left out")


@pytest.mark.parametrize("code", ["99-9999.00", "", "nurse"])
def test_an_unknown_target_is_one_clear_line(
    recommender: Recommender, today: date, code: str
) -> None:
    with pytest.raises(AdvisorError, match="expected the code of an occupation"):
        recommender.weigh(HISTORY, code, today)


_CODES = [None, RETAIL, NURSE, COOK, INFANTRY, "11-9199.00", "15-2051.00", "99-9999.00"]
_YEARS = st.none() | st.builds(When, st.integers(1960, 2030))


@settings(max_examples=80, deadline=None)
@given(
    jobs=st.lists(
        st.builds(
            Job,
            id=st.just(""),
            title=st.text(max_size=30),
            code=st.sampled_from(_CODES),
            start=_YEARS,
            end=_YEARS | st.just("present"),
            paid=st.booleans(),
            duration_months=st.none() | st.integers(1, 700),
        ),
        max_size=6,
    ),
    education=st.lists(
        st.builds(Education, st.just("e"), st.none() | st.sampled_from(EducationLevel)), max_size=2
    ),
    words=st.lists(st.text(max_size=20) | st.sampled_from(["cooking", "Excel"]), max_size=3),
    limits=st.lists(
        st.builds(
            Limit,
            st.sampled_from(LimitKind),
            st.text(max_size=20),
            st.none() | st.text(max_size=20),
            st.none() | st.integers(0, 10**7),
        ),
        max_size=3,
    ),
)
def test_any_history_is_answered(  # noqa: PLR0917
    recommender: Recommender,
    today: date,
    jobs: list[Job],
    education: list[Education],
    words: list[str],
    limits: list[Limit],
) -> None:
    numbered = tuple(replace(job, id=f"j{n}") for n, job in enumerate(jobs, 1))
    texts = tuple(words)
    history = CareerHistory(numbered, tuple(education), texts, texts, tuple(limits))
    try:
        shown = recommender.recommend(history, today)
        target = recommender.weigh(history, NURSE, today)
    except UnusableHistoryError:
        assert not any(job.code in set(_CODES[1:-1]) for job in jobs)
        return
    assert all(item.reasons for item in (*shown.suggestions, target.suggestion))
    assert all(reason.evidence for item in shown.suggestions for reason in item.reasons)
    assert 0 < shown.stay.probability < 1


class Even:
    """A predictor that finds every move equally likely."""

    model = "even"

    def __init__(self, groups: Sequence[str], current: str) -> None:
        self._groups = {group: 0.5 / len(groups) for group in groups if group != current}
        self._current = current

    def predict(
        self,
        history: CareerHistory,  # noqa: ARG002
        today: date,  # noqa: ARG002
        *,
        explain: bool = True,  # noqa: ARG002
    ) -> Prediction:
        return Prediction(
            self._current, 0.5, self._groups, 0.0, {"4720": 1}, 1, "A reason.", "even", "nowhere"
        )


def test_any_predictor_can_be_used(
    catalog: Catalog, shared_words: SharedWords, today: date
) -> None:
    even = Even(tuple(catalog.groups)[:200], "4760")
    shown = Recommender(catalog, shared_words, even).recommend(HISTORY, today)
    assert (shown.model, shown.reason, shown.source) == ("even", "A reason.", "nowhere")
    assert len(shown.suggestions) >= 3
    assert {item.probability for item in shown.suggestions} == {0.5 / 200}


def test_unpaid_care_of_a_relative_changes_nothing_suggested(
    recommender: Recommender, today: date
) -> None:
    waiter = Job("j1", "waiter", WAITER, start=When(1998), end=When(2009))
    care = Job("j2", "family caregiver", "31-1122.00", start=When(2009), end=When(2025), paid=False)
    worked = recommender.recommend(CareerHistory(jobs=(waiter,)), today)
    cared = recommender.recommend(CareerHistory(jobs=(waiter, care)), today)
    assert cared == worked
    assert cared.stay.code == WAITER
    assert not cared.stay.held
    assert "caregiver" not in str(cared.suggestions)
    alone = recommender.recommend(CareerHistory(jobs=(care,)), today)
    assert alone.stay.code == care.code
