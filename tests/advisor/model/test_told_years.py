from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advisor.career import PRESENT, CareerHistory, Education, EducationLevel, Job, When
from advisor.model.prediction import UnusableHistoryError
from advisor.model.rendering import prompt
from advisor.model.told_years import told_years
from advisor.model.work_years import IN_EDUCATION, NOT_WORKING

TODAY = date(2026, 11, 21)
TITLES = {"cook": "Cooks", "clerk": "Office clerks", "nurse": "Registered nurses"}


def job(number: int, code: str | None, start: str = "", end: str = "", **more: object) -> Job:
    return Job(
        id=f"j{number}",
        title=code or "juggler",
        code=code,
        start=When.parse(start) if start else None,
        end="present" if end == PRESENT else When.parse(end) if end else None,
        **more,  # type: ignore[arg-type]
    )


def titles(*jobs: Job, education: tuple[Education, ...] = ()) -> list[str]:
    history = CareerHistory(jobs=jobs, education=education)
    return [year.title for year in told_years(history, TITLES.get, TODAY)]


def test_each_year_has_the_job_of_most_of_its_months() -> None:
    found = titles(job(1, "cook", "2021-03", "2023-09"), job(2, "clerk", "2023-10", PRESENT))
    assert found == ["Cooks"] * 3 + ["Office clerks"] * 3


def test_the_last_year_has_the_job_held_now() -> None:
    assert titles(job(1, "cook", "2024", "2026-10"), job(2, "clerk", "2026-10", PRESENT)) == [
        "Cooks",
        "Cooks",
        "Office clerks",
    ]


def test_gaps_are_without_work_or_in_education() -> None:
    degree = Education("e1", EducationLevel.BACHELOR, "nursing", When(2024))
    jobs = (job(1, "cook", "2019", "2020"), job(2, "nurse", "2025", PRESENT))
    assert titles(*jobs) == ["Cooks"] * 2 + [NOT_WORKING] * 4 + ["Registered nurses"] * 2
    assert titles(*jobs, education=(degree,)) == (
        ["Cooks"] * 2 + [NOT_WORKING] * 2 + [IN_EDUCATION] * 2 + ["Registered nurses"] * 2
    )


def test_time_since_the_last_job_counts() -> None:
    assert titles(job(1, "cook", "2023-01", "2024-05")) == ["Cooks"] * 2 + [NOT_WORKING] * 2
    assert titles(job(1, "cook", "2025-01", "2026-05")) == ["Cooks"] * 2
    student = Education("e1", EducationLevel.ASSOCIATE, in_progress=True)
    found = titles(job(1, "cook", "2023-01", "2024-05"), education=(student,))
    assert found[-1] == IN_EDUCATION


def test_dates_nobody_told_are_filled_from_the_jobs_around_them() -> None:
    assert titles(job(1, "cook"), job(2, "clerk", "2025", PRESENT)) == [
        "Cooks",
        "Cooks",
        "Office clerks",
        "Office clerks",
    ]
    assert titles(job(1, "cook", duration_months=36), job(2, "clerk", "2025", PRESENT)) == (
        ["Cooks"] * 3 + ["Office clerks"] * 2
    )
    assert len(titles(job(1, "cook"))) in (2, 3)


def test_work_that_fits_no_occupation_leaves_its_years_out() -> None:
    found = titles(
        job(1, "cook", "2018", "2019"),
        job(2, None, "2020", "2022"),
        job(3, "clerk", "2023", PRESENT),
    )
    assert found == ["Cooks"] * 2 + ["Office clerks"] * 4


def test_employers_education_and_years_are_told() -> None:
    history = CareerHistory(
        jobs=(
            job(1, "cook", "2020", "2021", employer="Denny's"),
            job(2, "clerk", "2022", "2022"),
            job(3, "cook", "2023", PRESENT, employer="denny's"),
        ),
        education=(
            Education("e1", EducationLevel.HIGH_SCHOOL),
            Education("e2", EducationLevel.SOME_COLLEGE, year=When(2021)),
            Education("e3", EducationLevel.ASSOCIATE, year=When(2023)),
        ),
    )
    assert prompt(told_years(history, TITLES.get, date(2024, 2, 1))) == (
        "\nYear 1: Cooks | first employer | high school"
        "\nYear 2: As before | 2nd year | same employer"
        "\nYear 3: Office clerks | new employer"
        "\nYear 4: Cooks | 3rd year | former employer | associate's degree"
        "\nYear 5: As before | 4th year | same employer"
        "\nYear 6: "
    )


def test_a_history_without_known_work_is_unusable() -> None:
    with pytest.raises(UnusableHistoryError, match="in other words"):
        told_years(CareerHistory(), TITLES.get, TODAY)
    with pytest.raises(UnusableHistoryError):
        titles(job(1, None, "2020", PRESENT))


whens = st.one_of(
    st.none(),
    st.builds(When, st.integers(1950, 2040), st.integers(0, 12)),
)


@example(
    [
        ("cook", None, When(1953, 0), None),
        (None, When(1950, 0), None, None),
        ("cook", When(1950, 0), None, 1),
    ]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["cook", "clerk", "nurse", None]),
            whens,
            st.one_of(whens, st.just(PRESENT)),
            st.one_of(st.none(), st.integers(1, 600)),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_dates_give_a_career_or_say_why_not(
    told: list[tuple[str | None, When | None, object, int | None]],
) -> None:
    jobs = tuple(
        Job(f"j{n}", "x", code, None, start, end, duration_months=months)  # type: ignore[arg-type]
        for n, (code, start, end, months) in enumerate(told)
    )
    try:
        years = told_years(CareerHistory(jobs=jobs), TITLES.get, TODAY)
    except UnusableHistoryError:
        assert all(code is None for code, *_ in told)
        return
    assert years
    assert {year.title for year in years} <= {*TITLES.values(), NOT_WORKING, IN_EDUCATION}
    assert years[0].working


def care(number: int, start: str, end: str) -> Job:
    return replace(job(number, "nurse", start, end, paid=False), title="family caregiver")


def test_years_of_caring_for_a_relative_without_pay_are_without_work() -> None:
    cook, clerk = job(1, "cook", "2015", "2017"), job(3, "clerk", "2021", PRESENT)
    between = titles(cook, care(2, "2018", "2020"), clerk)
    assert between == ["Cooks"] * 3 + [NOT_WORKING] * 3 + ["Office clerks"] * 6
    since = titles(cook, care(2, "2018", PRESENT))
    assert since == titles(cook)
    assert since == ["Cooks"] * 3 + [NOT_WORKING] * 8
    # The job had ended when the care began.
    assert titles(job(1, "cook", "2015"), care(2, "2018", "2025-06")) == since
    assert titles(care(1, "2010", "2014"), cook) == since
    assert titles(care(1, "2020", PRESENT)) == ["Registered nurses"] * 7


def test_unpaid_work_of_no_occupation_changes_no_year() -> None:
    cook = job(1, "cook", "2015", "2017")
    volunteer = job(2, None, "2018", PRESENT, paid=False)
    assert titles(cook, volunteer) == titles(cook)
    assert titles(job(1, "cook", "2015"), volunteer) == titles(job(1, "cook", "2015"))
