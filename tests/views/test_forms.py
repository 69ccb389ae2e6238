"""Timeline forms become edits; what cannot be read costs one clear line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.career import PRESENT, Education, EducationLevel, Job, When
from advisor.edits import (
    AddEducation,
    AddJob,
    ChangeEducation,
    ChangeJob,
    Edit,
    Forget,
    RemoveEducation,
    RemoveJob,
)
from retrieval.errors import AdvisorError
from tests.views.examples import HISTORY
from views.forms import LONGEST_FIELD, read_form

TODAY = date(2026, 11, 15)
JOB = {
    "kind": "job",
    "action": "save",
    "id": "j1",
    "title": "nursing assistant",
    "employer": "Willow Creek",
    "start": "2011",
    "end": "2014-05",
}
SCHOOL = {
    "kind": "education",
    "action": "save",
    "id": "e1",
    "level": "bachelor",
    "field": "nursing",
    "school": "Ohio State",
    "year": "2014",
}


def read(form: dict[str, str]) -> tuple[Edit, ...]:
    return read_form(form, HISTORY, TODAY)


def test_a_form_saved_as_it_was_changes_nothing() -> None:
    assert read(JOB) == ()
    assert read(SCHOOL) == ()


def test_only_what_was_changed_is_changed() -> None:
    assert read({**JOB, "title": " nursing  aide "}) == (
        ChangeJob("j1", {"title": "nursing aide"}),
    )
    assert read({**JOB, "employer": "", "current": "yes"}) == (
        ChangeJob("j1", {"employer": None, "end": PRESENT}),
    )
    assert read({**SCHOOL, "level": "master", "in_progress": "yes"}) == (
        ChangeEducation("e1", {"level": EducationLevel.MASTER, "in_progress": True}),
    )


def test_new_entries() -> None:
    job = {"kind": "job", "action": "save", "id": "", "title": "cook", "start": "2019-05"}
    assert read(job) == (AddJob(Job("", "cook", start=When(2019, 5))),)
    course = {"kind": "education", "action": "save", "id": "", "level": "", "field": "welding"}
    assert read(course) == (AddEducation(Education("", field="welding")),)


def test_entries_are_removed_and_notes_forgotten() -> None:
    assert read({"kind": "job", "action": "remove", "id": "j2"}) == (RemoveJob("j2"),)
    assert read({"kind": "education", "action": "remove", "id": "e1"}) == (RemoveEducation("e1"),)
    assert read({"kind": "interest", "action": "forget", "text": "teaching"}) == (
        Forget("interest", "teaching"),
    )


def test_choosing_an_occupation_makes_it_certain() -> None:
    guess = {"kind": "job", "action": "save", "id": "j2", "title": "nurse", "start": "2015"}
    guess |= {"employer": "St. Mary's", "current": "yes"}
    assert read({**guess, "code": "29-1141.00"}) == (ChangeJob("j2", {"tentative": False}),)
    assert read({**guess, "code": ""}) == (ChangeJob("j2", {"code": None, "tentative": False}),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2012", When(2012)),
        ("2012-03", When(2012, 3)),
        ("March 2012", When(2012, 3)),
        ("03/2012", When(2012, 3)),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, expected: When) -> None:
    assert read({**JOB, "start": text}) == (ChangeJob("j1", {"start": expected}),)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": "  "}, "Please give the job a title."),
        ({"start": "20011"}, 'I could not read the start "20011".'),
        ({"end": "2019-13"}, 'I could not read the end "2019-13".'),
        ({"start": "2010 to 2012"}, "I could not read the start"),
        ({"end": "2009"}, "before it starts 2011"),
        ({"id": "j9"}, "not there any more"),
        ({"title": "x" * (LONGEST_FIELD + 1)}, "Please shorten the title"),
        ({"action": "explode"}, "Expected a form of the timeline"),
    ],
)
def test_what_cannot_be_read_is_said(changes: dict[str, str], message: str) -> None:
    with pytest.raises(AdvisorError, match=message.replace(".", r"\.")):
        read({**JOB, **changes})


def test_education_needs_a_level_or_a_name() -> None:
    with pytest.raises(AdvisorError, match="choose a level"):
        read({**SCHOOL, "level": "", "field": ""})
    with pytest.raises(AdvisorError, match="not there any more"):
        read({**SCHOOL, "id": "e9"})


NAMES = ("kind", "action", "id", "title", "employer", "start", "end", "code", "level", "year")


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=130)))
def test_any_form_is_read_or_refused(form: dict[str, str]) -> None:
    for base in (JOB, SCHOOL, {}):
        try:
            read({**base, **form})
        except AdvisorError as error:
            assert "\n" not in str(error)
