"""The timeline: every entry a labelled form, guesses marked, nothing typed lost or run."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from advisor.career import CareerHistory, Education, Job
from tests.views.examples import HISTORY, TITLES
from tests.views.page import parse
from views.timeline import Problem, timeline_html


def test_the_latest_job_comes_first_with_dates_and_occupation() -> None:
    text = " ".join(parse(timeline_html(HISTORY, TITLES)).text.split())
    assert text.index("St. Mary's · 2015 to present") < text.index("Willow Creek · 2011 to 2014-05")
    assert "O*NET: Registered Nurses our guess" in text
    assert text.count("our guess") == 1
    assert "Bachelor's degree in nursing from Ohio State (2014)" in text


def test_an_empty_history_offers_to_add() -> None:
    page = parse(timeline_html(CareerHistory(), TITLES))
    assert "Add a job" in page.text
    assert "Add education" in page.text
    assert len(page.all("form")) == 2


def test_every_field_has_a_label_of_its_own() -> None:
    page = parse(timeline_html(HISTORY, TITLES))
    fields = [a["id"] for a in page.all("input") if a["type"] != "hidden"]
    labels = [a["for"] for a in page.all("label")]
    assert len(set(fields)) == len(fields)
    assert sorted(labels) == sorted(fields)
    assert page.all("select") == []


def test_a_job_still_held_has_no_end_and_its_box_checked() -> None:
    page = parse(timeline_html(HISTORY, TITLES))
    (box,) = page.all("input", id="ca-j2-current")
    assert "checked" in box
    assert page.all("input", id="ca-j2-end", value="")


def test_every_job_offers_other_occupations_and_a_guess_is_not_chosen_yet() -> None:
    page = parse(timeline_html(HISTORY, TITLES))
    offered = page.all("input", type="radio", name="code")
    assert [a["value"] for a in offered] == ["29-1141.00", "29-1171.00", "", "31-1131.00", ""]
    assert [a["value"] for a in offered if "checked" in a] == ["31-1131.00"]


def test_a_job_without_occupation_says_so() -> None:
    unlinked = CareerHistory(jobs=(Job("j1", "wrangler"),))
    assert "no O*NET occupation found" in parse(timeline_html(unlinked, TITLES)).text


def test_a_form_with_a_problem_is_open_and_holds_what_was_typed() -> None:
    form = {"kind": "job", "id": "j1", "title": "nursing aide", "start": "20011", "end": ""}
    page = parse(timeline_html(HISTORY, TITLES, Problem("I could not read the start.", form)))
    assert page.all("input", id="ca-j1-start", value="20011")
    assert page.all("input", id="ca-j1-title", value="nursing aide")
    assert page.all("input", id="ca-j2-title", value="nurse")
    assert len([a for a in page.all("details") if "open" in a]) == 1
    assert len(page.all("p", role="alert")) == 1
    assert page.text.count("I could not read the start.") == 1


def test_a_problem_with_an_entry_that_is_gone_is_still_said() -> None:
    form = {"kind": "job", "id": "j9", "action": "remove"}
    page = parse(timeline_html(HISTORY, TITLES, Problem("It is gone.", form)))
    assert "It is gone." in page.text


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_text_can_change_the_page(title: str, other: str) -> None:
    def shape(title: str, other: str) -> object:
        history = CareerHistory(
            jobs=(Job("j1", title, employer=other),),
            education=(Education("e1", field=title, school=other),),
            interests=(other,),
            skills=(title,),
        )
        form = {"kind": "job", "id": "j1", "title": title, "employer": other, "start": other}
        return parse(timeline_html(history, TITLES, Problem(other, form))).shape

    assert shape(title, other) == shape("x", "x")


def test_unpaid_work_is_marked() -> None:
    unpaid = CareerHistory(jobs=(replace(HISTORY.jobs[0], paid=False),))
    assert "nursing assistant (unpaid)" in parse(timeline_html(unpaid, TITLES)).text


def test_what_was_said_comes_back_letter_by_letter() -> None:
    said = "pay 5 % over \u00a0 median"
    (hidden,) = parse(timeline_html(CareerHistory(interests=(said,)), TITLES)).all(
        "input", name="text"
    )
    assert hidden["value"] == said
