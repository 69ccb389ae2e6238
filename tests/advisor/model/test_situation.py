from dataclasses import replace
from datetime import date

import pytest

from advisor.career import PRESENT, CareerHistory, Education, EducationLevel, Job, When
from advisor.model.situation import Situation, situation

TODAY = date(2026, 11, 21)
GROUPS = {"a1": "10", "a2": "10", "b1": "20"}


def read(*jobs: Job, education: tuple[Education, ...] = ()) -> Situation:
    numbered = tuple(replace(job, id=f"j{n}") for n, job in enumerate(jobs, 1))
    return situation(CareerHistory(jobs=numbered, education=education), GROUPS.get, TODAY)


def job(code: str | None, start: int | None = None, end: int | None = None) -> Job:
    return Job(
        "", "work", code, start=When(start) if start else None, end=When(end) if end else PRESENT
    )


def test_a_running_job() -> None:
    now = read(job("b1", 2010, 2014), job("a1", 2015))
    assert now == Situation("10", "employed", 12, 16, 0, None, {"20": 5})


def test_jobs_in_a_row_in_one_group_are_one_stay() -> None:
    assert read(job("a1", 2015, 2019), job("a2", 2019)).tenure == 12
    assert read(job("a1", 2005, 2010), job("b1", 2010, 2020), job("a2", 2020)).tenure == 7


def test_undated_jobs_leave_years_unknown() -> None:
    now = read(job("a1"))
    assert (now.tenure, now.experience, now.away) == (None, None, 0)


def test_a_stated_length_stands_in_for_dates() -> None:
    assert read(replace(job("a1"), duration_months=30)).tenure == 3


@pytest.mark.parametrize(
    ("end", "away"),
    [(When(2026), 0), (When(2025), 0), (When(2025, 10), 1), (When(2024), 1), (When(2018, 3), 8)],
)
def test_full_years_since_the_last_job(end: When, away: int) -> None:
    now = read(replace(job("a1", 2010), end=end))
    assert now.away == away
    assert now.state == ("not_working" if away else "employed")


def test_someone_who_studies_is_in_education_once_the_job_has_ended() -> None:
    studying = (Education("e1", EducationLevel.MASTER, in_progress=True),)
    assert read(job("a1", 2010, 2023), education=studying).state == "in_education"
    assert read(job("a1", 2010), education=studying).state == "employed"
    assert read(job("a1", 2010), education=studying).education is None


def test_uncoded_jobs_count_as_experience_only() -> None:
    now = read(job(None, 2000, 2005), job("a1", 2020))
    assert (now.experience, now.held) == (26, {})


def test_unpaid_care_of_a_relative_is_time_without_work() -> None:
    care = replace(job("b1", 2012), title="family caregiver", paid=False)
    now = read(replace(job("a1", 2005), end=None), care)
    assert (now.group, now.state, now.away, now.tenure) == ("10", "not_working", 13, 8)
    assert not now.held
    assert read(replace(care, start=When(1990)), job("a1", 2005)).experience == 21
    assert read(care).group == "20"
