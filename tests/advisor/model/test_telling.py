"""What a person is told of their own history: as they gave it, and nothing else."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.career import PRESENT, CareerHistory, Education, EducationLevel, Job, When
from advisor.model.claims import Claim, Topic
from advisor.model.telling import Facts, tell, with_article
from advisor.model.themes import Theme
from advisor.model.title_facts import TitleFacts

TITLES = {
    "Cashiers": TitleFacts("sales", 1.5),
    "Sales managers": TitleFacts("sales", 4.0),
    "Registered nurses": TitleFacts("health care", 3.5),
}
STAYS = {**dict.fromkeys(Theme, 0.02), Theme.STAY: 0.8, Theme.NEW_FIELD: 0.1}
LEAVES = {**dict.fromkeys(Theme, 0.02), Theme.PAUSE: 0.6, Theme.RETURN: 0.2}
ALL = [
    Claim(Topic.TENURE, "31 years in the present work"),
    Claim(Topic.EMPLOYER, "12 years in a row with one employer"),
    Claim(Topic.RETURN, "back in work known from before"),
    Claim(Topic.CHANGES, "4 employers in 9 working years"),
    Claim(Topic.CHANGES, "4 occupations in 9 working years"),
    Claim(Topic.FIELD, "the same field as in the work before"),
    Claim(Topic.PREPARATION, "more preparation asked for than in the work before"),
    Claim(Topic.EDUCATION, "high school as the highest level of education"),
    Claim(Topic.IDLE, "3 years without a job along the way"),
]


def told(
    *jobs: Job,
    claims: list[Claim] = ALL,
    weights: Mapping[Theme, float] = STAYS,
    working: bool = True,
    education: tuple[Education, ...] = (),
) -> str:
    history = CareerHistory(jobs=jobs, education=education)
    codes = {job.id: job.code for job in jobs}
    return tell(Facts(history, codes, TITLES, working, studying=False), claims, weights)


CASHIER = Job("j1", "cashier", "Cashiers", "Target", When(2011, 0), When(2014, 0))
NURSE = Job("j2", "RN", "Registered nurses", "St. Mary's", When(2015, 6), PRESENT)
MANAGER = Job("j3", "store manager", "Sales managers", None, When(2014, 0), PRESENT)
SAME = "Most people with a history like yours are in the same occupation a year later."


def test_dates_are_told_as_given_and_nothing_is_counted_up() -> None:
    assert told(CASHIER, NURSE) == (
        "You have worked as an RN at St. Mary's since 2015-06."
        " Before, you worked as a cashier, in another field and where less preparation is asked"
        " for."
        f" {SAME} Those who leave it most often go to work in another field."
    )
    picked = [Claim(Topic.FIELD, "a field other than in the work before")]
    assert "Before, you worked as a cashier, in the same field." in told(
        CASHIER, MANAGER, claims=picked
    )


def test_what_was_not_told_is_not_said() -> None:
    bare = Job("j1", "waitress", "Cashiers")
    assert told(bare) == (
        f"You told me of work as a waitress. {SAME}"
        " Those who leave it most often go to work in another field."
    )
    some_years = Job("j1", "stocker", "Cashiers", "Walmart", duration_months=60)
    assert told(some_years).startswith("You worked as a stocker at Walmart for 5 years.")


def test_who_has_no_job_is_told_when_it_ended_and_nothing_about_staying() -> None:
    found = told(CASHIER, weights=LEAVES, working=False)
    assert found == (
        "Your last job, as a cashier at Target, ended in 2014. People with a history like yours who"
        " go back to work most often go to work they did before."
    )


def test_who_is_likelier_to_leave_is_told_so() -> None:
    assert told(NURSE, weights=LEAVES).endswith(
        "Most people with a history like yours are not in the same occupation a year later;"
        " they most often have a time without a job first."
    )


def test_returning_needs_dates_that_show_it() -> None:
    again = Job("j4", "cashier", "Cashiers", None, When(2020, 0), PRESENT)
    returned = "You had done such work before, as a cashier."
    between = Job("j2", "RN", "Registered nurses", None, When(2015, 0), When(2019, 0))
    picked = [Claim(Topic.RETURN, "back in work known from before")]
    assert returned in told(CASHIER, between, again, claims=picked)
    undated = Job("j2", "RN", "Registered nurses")
    assert returned not in told(CASHIER, undated, again, claims=picked)


def test_education_is_that_of_the_history() -> None:
    picked = [Claim(Topic.EDUCATION, "high school as the highest level of education")]
    degree = (Education("e1", EducationLevel.ASSOCIATE),)
    found = told(NURSE, claims=picked, education=degree)
    assert "Your highest level of education is an associate's degree." in found
    assert "education" not in told(NURSE, claims=picked)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("RN", "an RN"),
        ("UX designer", "a UX designer"),
        ("uber driver", "an uber driver"),
        ("usher", "an usher"),
        ("university lecturer", "a university lecturer"),
        ("EMT", "an EMT"),
        ("actress", "an actress"),
        ("sales associates", "sales associates"),
        ("", "a "),
    ],
)
def test_articles(title: str, said: str) -> None:
    assert with_article(title) == said


whens = st.one_of(st.none(), st.builds(When, st.integers(1960, 2030), st.integers(0, 12)))
jobs = st.builds(
    Job,
    id=st.uuids().map(str),
    title=st.sampled_from(["cook", "nurse", "boss"]),
    code=st.sampled_from([*TITLES, None]),
    employer=st.sampled_from(["A", "B", None]),
    start=whens,
    end=st.one_of(whens, st.just(PRESENT)),
    duration_months=st.one_of(st.none(), st.integers(1, 400)),
)


@given(st.lists(jobs, max_size=6), st.booleans())
def test_every_year_and_employer_named_was_told(drawn: list[Job], working: bool) -> None:
    found = told(*drawn, working=working)
    years = {str(w.year) for job in drawn for w in (job.start, job.end) if isinstance(w, When)}
    assert set(re.findall(r"\b(?:19|20)\d\d\b", found)) <= years
    for name in set(re.findall(r" at ([AB])\b", found)):
        assert name in {job.employer for job in drawn}
    assert "31 years" not in found
