"""The scores of what was read from a conversation, on small cases worked out by hand."""

from dataclasses import replace

import pytest

from advisor.career import (
    PRESENT,
    CareerHistory,
    Education,
    EducationLevel,
    Job,
    Limit,
    LimitKind,
    When,
)
from advisor.evaluation.expected import ExpectedEducation, ExpectedHistory, ExpectedJob
from advisor.evaluation.extraction import Score, judge, same_date

NURSE = ExpectedJob(
    title="registered nurse",
    codes=("29-1141.00",),
    employer="St. Mary's Hospital",
    start="2015-06",
    end="present",
)
READ_NURSE = Job(
    "j1", "nurse", "29-1141.00", "St Mary's hospital", When(2015, 6), PRESENT, "I'm a nurse"
)
BSN = ExpectedEducation(level=EducationLevel.BACHELOR, field="nursing", year="2014")
READ_BSN = Education("e1", EducationLevel.BACHELOR, "nursing", When(2014))


def expected(*jobs: ExpectedJob, education: tuple[ExpectedEducation, ...] = ()) -> ExpectedHistory:
    return ExpectedHistory(jobs=jobs, education=education)


def test_everything_right_scores_one_and_names_no_error() -> None:
    history = CareerHistory((READ_NURSE,), (READ_BSN,))
    result = judge(expected(NURSE, education=(BSN,)), history)
    assert result.errors == []
    assert result.scores == {
        "jobs": Score(right=1),
        "dates": Score(right=2),
        "all_dates": Score(right=2),
        "employers": Score(right=1),
        "education": Score(right=1),
        "fields": Score(right=1),
    }


def test_an_invented_job_is_spurious_and_a_missed_one_missed_with_its_dates() -> None:
    result = judge(expected(NURSE), CareerHistory((Job("j1", "plumber", "47-2152.00"),)))
    assert result.scores["jobs"] == Score(spurious=1, missed=1)
    assert result.scores["all_dates"] == Score(missed=2)
    assert "dates" not in result.scores
    assert len(result.errors) == 2


def test_a_title_in_other_words_matches_without_a_code() -> None:
    driver = NURSE.model_copy(update={"title": "truck driver", "aliases": ("trucker",)})
    for title in ("Truck drivers", "a trucker"):
        read = replace(READ_NURSE, title=title, code=None)
        assert judge(expected(driver), CareerHistory((read,))).scores["jobs"] == Score(right=1)


def test_a_wrong_date_is_spurious_and_missed_and_an_unsaid_one_spurious() -> None:
    started = NURSE.model_copy(update={"end": None})
    read = replace(READ_NURSE, start=When(2016, 6))
    result = judge(expected(started), CareerHistory((read,)))
    assert result.scores["dates"] == Score(spurious=2, missed=1)


def test_an_ungraded_date_counts_neither_way() -> None:
    job = NURSE.model_copy(update={"start": None, "ungraded": frozenset({"start"})})
    result = judge(expected(job), CareerHistory((READ_NURSE,)))
    assert result.scores["dates"] == Score(right=1)


@pytest.mark.parametrize(
    ("stated", "read", "approximate", "right"),
    [
        ("2015", When(2015, 3), False, True),
        ("2015-03", When(2015, 3), False, True),
        ("2015-03", When(2015), False, False),
        ("2015-03", When(2015, 4), False, False),
        ("2015", When(2016), False, False),
        ("2015", When(2016, 2), True, True),
        ("2015", When(2017), True, False),
        ("present", PRESENT, False, True),
        ("present", When(2026), True, False),
        ("2015", PRESENT, True, False),
        ("2015", None, True, False),
    ],
)
def test_dates_are_compared_at_the_precision_stated(
    stated: str, read: When | None, approximate: bool, right: bool
) -> None:
    assert same_date(stated, read, approximate) is right


def test_two_jobs_of_one_title_pair_up_by_their_details() -> None:
    first = NURSE.model_copy(update={"employer": "Mercy", "start": "2010", "end": "2015"})
    read_first = replace(READ_NURSE, employer="Mercy", start=When(2010), end=When(2015))
    result = judge(expected(NURSE, first), CareerHistory((read_first, READ_NURSE)))
    assert result.errors == []
    assert result.scores["dates"] == Score(right=4)


def test_as_many_jobs_as_possible_pair_up() -> None:
    manager = NURSE.model_copy(update={"title": "nurse manager", "codes": ("11-9111.00",)})
    reads = (replace(READ_NURSE, code=None), replace(READ_NURSE, title="nurse manager", code=None))
    assert judge(expected(manager, NURSE), CareerHistory(reads)).scores["jobs"] == Score(right=2)


def test_an_optional_job_is_neither_missed_nor_spurious() -> None:
    optional = NURSE.model_copy(update={"optional": True})
    assert judge(expected(optional), CareerHistory()).scores == {}
    assert judge(expected(optional), CareerHistory((READ_NURSE,))).scores == {}


@pytest.mark.parametrize(
    "read",
    [
        replace(READ_BSN, level=EducationLevel.MASTER),
        replace(READ_BSN, year=When(2015)),
        replace(READ_BSN, year=None),
        replace(READ_BSN, field="history"),
    ],
)
def test_education_needs_level_and_year_and_no_other_field(read: Education) -> None:
    result = judge(expected(education=(BSN,)), CareerHistory(education=(read,)))
    assert result.scores["education"] == Score(spurious=1, missed=1)


def test_a_degree_may_lack_its_field_but_a_course_may_not() -> None:
    read = replace(READ_BSN, field=None)
    result = judge(expected(education=(BSN,)), CareerHistory(education=(read,)))
    assert result.scores == {"education": Score(right=1), "fields": Score(missed=1)}
    course = BSN.model_copy(update={"level": None})
    read = replace(read, level=None)
    result = judge(expected(education=(course,)), CareerHistory(education=(read,)))
    assert result.scores["education"] == Score(spurious=1, missed=1)


def test_limits_are_judged_by_kind_and_interests_by_recall() -> None:
    wanted = ExpectedHistory(
        jobs=(),
        education=(),
        limits=(LimitKind.SCHEDULE, LimitKind.PHYSICAL),
        interests=("dogs", "numbers"),
    )
    limits = (
        Limit(LimitKind.SCHEDULE, "no nights"),
        Limit(LimitKind.PLACE, "stay in Ohio"),
        Limit(LimitKind.OTHER, "no ties"),
    )
    result = judge(wanted, CareerHistory(limits=limits, interests=("Dogs and cats",)))
    assert result.scores["limits"] == Score(right=1, spurious=1, missed=1)
    assert result.scores["interests"] == Score(right=1, missed=1)


def test_scores_add_up_and_say_when_there_is_nothing_to_judge() -> None:
    total = Score(right=3, spurious=1) + Score(missed=2)
    assert (total.precision, total.recall) == (0.75, 0.6)
    assert total.f1 == pytest.approx(2 / 3)
    assert Score().precision is Score().recall is Score().f1 is None
