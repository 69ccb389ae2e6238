"""The unpaid care of a relative is no work beside other work, and all there is if told alone."""

import pytest

from advisor.career import PRESENT, CareerHistory, Job, When
from advisor.family_care import is_family_care, work_of

CARE = Job("j2", "family caregiver", "31-1122.00", start=When(2009), end=When(2025), paid=False)
PARALEGAL = Job("j1", "paralegal", "23-2011.00", start=When(1998))


@pytest.mark.parametrize(
    ("title", "quote", "employer"),
    [
        ("family caregiver", "", None),
        ("caregiver", "caregiver for my grandma before that (unpaid)", None),
        ("home health aide", "home health aide for my father, not paid", None),
        ("stay-at-home mom", "", None),
        ("took care of my mother", "", None),
    ],
)
def test_unpaid_care_of_a_relative(title: str, quote: str, employer: str | None) -> None:
    job = Job("j1", title, quote=quote, employer=employer, paid=False)
    assert is_family_care(job)
    assert not is_family_care(Job("j1", title, quote=quote, employer=employer))


@pytest.mark.parametrize(
    ("title", "quote", "employer"),
    [
        ("caregiver", "volunteer caregiver on weekends", None),
        ("caregiver", "", "Sunrise Hospice"),
        ("bookkeeper", "I did the books for my husband's plumbing business, unpaid", None),
        ("restaurant worker", "I help out at my parents' restaurant without pay", None),
        ("helper", "helper in my father's shop, unpaid", None),
        ("typist", "volunteer typing for the church, not paid", None),
    ],
)
def test_other_unpaid_work(title: str, quote: str, employer: str | None) -> None:
    assert not is_family_care(Job("j1", title, quote=quote, employer=employer, paid=False))


def test_care_beside_other_work_is_left_out_and_ends_the_job_before_it() -> None:
    (job,) = work_of(CareerHistory(jobs=(PARALEGAL, CARE))).jobs
    assert (job.id, job.start, job.end) == ("j1", When(1998), When(2009))
    assert isinstance(job.end, When)
    assert job.end.approximate


def test_a_job_held_beside_care_goes_on() -> None:
    held = Job("j1", "paralegal", "23-2011.00", start=When(1998), end=PRESENT)
    assert work_of(CareerHistory(jobs=(held, CARE))).jobs == (held,)


def test_care_told_alone_stands_for_work() -> None:
    alone = CareerHistory(jobs=(CARE,))
    assert work_of(alone) == alone


def test_unpaid_work_of_no_occupation_counts_for_nothing() -> None:
    volunteer = Job("j3", "volunteer", start=When(2012), paid=False)
    assert work_of(CareerHistory(jobs=(CARE, volunteer))).jobs == (CARE,)
    assert work_of(CareerHistory(jobs=(volunteer,))).jobs == (volunteer,)


def test_a_length_told_says_when_the_job_before_care_ended() -> None:
    cook = Job("j1", "cook", "35-2014.00", start=When(2000), duration_months=36)
    (job,) = work_of(CareerHistory(jobs=(cook, CARE))).jobs
    assert job.end == When(2003)
