"""The export against the rules of the JSON Resume schema v1.0.0, written out here."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.career import CareerHistory, Education, EducationLevel, Job, Limit, LimitKind, When
from advisor.json_resume import to_json_resume
from tests.advisor.report.examples import HISTORY

DATE = re.compile(r"([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})")
TEXT = {"name", "organization", "position", "summary", "institution", "area", "studyType"}
DATES = {"startDate", "endDate"}
SECTIONS = {
    "work": {"name", "position", "startDate", "endDate", "summary"},
    "volunteer": {"organization", "position", "startDate", "endDate", "summary"},
    "education": {"institution", "area", "studyType", "endDate"},
    "skills": {"name"},
    "interests": {"name"},
}


def check(resume: Mapping[str, Any]) -> None:
    """Fail unless sections are lists of objects with the schema's fields and types."""
    assert json.loads(json.dumps(resume)) == resume
    assert set(resume) <= {"$schema", "meta", *SECTIONS}
    assert resume["$schema"].startswith("https://")
    for section, fields in SECTIONS.items():
        entries = resume.get(section, [])
        assert isinstance(entries, list)
        for entry in entries:
            assert set(entry) <= fields
            assert all(isinstance(entry[name], str) for name in entry)
            assert all(DATE.fullmatch(entry[name]) for name in DATES & set(entry))


def test_a_whole_history() -> None:
    resume = to_json_resume(HISTORY)
    check(resume)
    assert resume["work"] == [
        {
            "name": "Zoë's <b>Café</b> & Söhne",
            "position": "line cook",
            "startDate": "2012",
            "endDate": "2015-06",
        },
        {
            "name": "Łódź Market",
            "position": "кладовщик",
            "startDate": "2015-09",
            "endDate": "2018",
        },
        {"name": "서울 마트", "position": "cashier", "startDate": "2019"},
    ]
    assert resume["volunteer"] == [
        {"organization": "北京烤鸭店", "position": "helped out", "summary": "For 2.5 years."}
    ]
    assert resume["education"] == [
        {"studyType": "high school", "endDate": "2012"},
        {"area": "hospitality", "studyType": "associate's degree"},
    ]
    assert resume["skills"] == [{"name": "Excel"}]
    assert resume["interests"] == [{"name": "cooking for people"}, {"name": "fixing <i>bikes"}]


def test_an_unknown_end_is_not_taken_for_a_job_still_held() -> None:
    ended, held = Job("j1", "cook", start=When(2012)), Job("j2", "cook", end="present")
    first, second = to_json_resume(CareerHistory((ended, held)))["work"]
    assert first == {"position": "cook", "startDate": "2012", "summary": "End not known."}
    assert second == {"position": "cook"}


def test_nothing_known() -> None:
    assert set(to_json_resume(CareerHistory())) == {"$schema", "meta"}


def test_limits_and_quotes_stay_at_home() -> None:
    history = CareerHistory(
        (Job("j1", "cook", quote="I cooked while ill"),),
        limits=(Limit(LimitKind.PHYSICAL, "my back"),),
    )
    exported = json.dumps(to_json_resume(history))
    assert "ill" not in exported
    assert "back" not in exported


WHENS = st.builds(When, st.integers(1900, 2100), st.integers(0, 12))
MAYBE_TEXT = st.none() | st.text(max_size=30)
JOBS = st.builds(
    Job,
    st.just("j"),
    st.text(max_size=30),
    st.none(),
    MAYBE_TEXT,
    st.none() | WHENS,
    st.none() | WHENS | st.just("present"),
    paid=st.booleans(),
    duration_months=st.none() | st.integers(1, 600),
)
EDUCATION = st.builds(
    Education,
    st.just("e"),
    st.none() | st.sampled_from(EducationLevel),
    MAYBE_TEXT,
    st.none() | WHENS,
    MAYBE_TEXT,
)


@given(st.lists(JOBS, max_size=4), st.lists(EDUCATION, max_size=4))
def test_any_history_keeps_to_the_schema(jobs: list[Job], education: list[Education]) -> None:
    resume = to_json_resume(CareerHistory(tuple(jobs), tuple(education)))
    check(resume)
    assert len(resume.get("work", [])) + len(resume.get("volunteer", [])) == len(jobs)


@pytest.mark.parametrize("text", ["20-05", "2019-13-99x", "present", ""])
def test_the_check_itself_refuses_wrong_dates(text: str) -> None:
    with pytest.raises(AssertionError):
        check({"$schema": "https://x", "work": [{"startDate": text}]})
