"""Corrections that leave open what they are about, in whole conversations."""

import pytest

from advisor.career import PRESENT, When
from graph.events import Asked, Suggested
from graph.session import Session
from graph.understanding import Topic
from tests.graph.talk import COOK, only, say, text

LAWNS = (
    "I cut lawns for neighbors from 2008 to 2010, then I was a cook at Denny's from 2010 to 2015"
)
Dates = list[tuple[object, object]]


def dates(session: Session) -> Dates:
    return [(job.start, job.end) for job in session.state().history.jobs]


AS_TOLD: Dates = [(When(2010), When(2015)), (When(2016), PRESENT)]


@pytest.mark.parametrize(
    "words", ["no, that was 2019", "actually it was 2019", "that's wrong, it was in 2019"]
)
def test_a_date_of_any_job_is_asked_about_and_nothing_is_guessed(
    session: Session, words: str
) -> None:
    say(session, COOK, "show me suggestions now")
    events = say(session, words)
    asked = only(events, Asked)
    assert isinstance(asked, Asked)
    assert asked.question.topic is Topic.WHICH_DATE
    assert "start or end in 2019" in asked.text
    assert "Denny's" in asked.text
    assert "Hilton" in asked.text
    assert dates(session) == AS_TOLD


@pytest.mark.parametrize(
    ("correction", "answers", "expected"),
    [
        ("no, that was 2019", ["the waiter job, it ended then"], (1, "end", When(2019))),
        ("no, that was 2019", ["the start of the Hilton one"], (1, "start", When(2019))),
        ("no, that was 2019", ["the waiter job", "the end"], (1, "end", When(2019))),
        ("no, that was 2019", ["the second one", "I started then"], (1, "start", When(2019))),
        ("no, that was 2018", ["Denny's"], (0, "end", When(2018))),
        ("sorry, it ended in 2014", ["the cook job"], (0, "end", When(2014))),
        ("actually I left in 2014", ["the first one"], (0, "end", When(2014))),
        ("no, it started in 2012", ["Denny's"], (0, "start", When(2012))),
    ],
)
def test_the_answer_says_which_job_and_which_end(
    session: Session, correction: str, answers: list[str], expected: tuple[int, str, When]
) -> None:
    say(session, COOK, "show me suggestions now", correction)
    events = say(session, *answers)
    place, name, when = expected
    jobs = session.state().history.jobs
    assert getattr(jobs[place], name) == when
    assert dates(session)[1 - place] == AS_TOLD[1 - place]
    assert only(events, Suggested)


def test_the_same_doubt_is_cleared_up_again(session: Session) -> None:
    say(session, COOK, "show me suggestions now", "no, that was 2019", "the waiter job", "the end")
    say(session, "undo")
    assert "start or end in 2019" in text(say(session, "no, that was 2019"))
    say(session, "the start of the waiter job")
    assert session.state().history.jobs[1].start == When(2019)


def test_something_else_may_be_said_in_place_of_an_answer(session: Session) -> None:
    say(session, COOK, "show me suggestions now", "no, that was 2019")
    assert "Registered Nurses" in text(say(session, "what does a registered nurse earn?"))
    assert dates(session) == AS_TOLD


@pytest.mark.parametrize(
    "words", ["sorry, I meant 2016", "oops, make that 2016", "no, 2016", "I meant 2016"]
)
def test_what_was_said_last_is_what_is_meant(session: Session, words: str) -> None:
    say(session, COOK, "I also volunteered at the library until 2014")
    say(session, words)
    assert [j.end for j in session.state().history.jobs if j.end == When(2016)]
    assert [(j.start, j.end) for j in session.state().history.jobs if j.employer] == AS_TOLD


@pytest.mark.parametrize("words", ["sorry, I meant 2018", "make that 2018", "should be 2018"])
def test_what_was_corrected_last_is_corrected_again(session: Session, words: str) -> None:
    say(session, COOK, "show me suggestions now", "the cook job started in 2009")
    say(session, "the waiter job started in 2017", words)
    assert dates(session) == [(When(2009), When(2015)), (When(2018), PRESENT)]


def test_a_question_in_between_does_not_change_what_was_said_last(session: Session) -> None:
    say(session, COOK, "the waiter job ended in 2018", "what does a nurse earn?")
    say(session, "sorry, I meant 2019")
    assert dates(session)[1] == (When(2016), When(2019))


def test_the_year_of_a_degree_told_last_is_corrected(session: Session) -> None:
    say(session, COOK, "I have a bachelor's degree in biology from 2009", "sorry, I meant 2008")
    assert session.state().history.education[0].year == When(2008)
    assert dates(session) == AS_TOLD


@pytest.mark.parametrize(
    "words", ["no, I mean the lawn thing", "sorry, the lawns", "no, I meant the neighbors job"]
)
def test_a_removal_is_moved_to_the_job_meant(session: Session, words: str) -> None:
    say(session, LAWNS, "remove the cook job", words)
    assert [job.title for job in session.state().history.jobs] == ["cook"]


@pytest.mark.parametrize("words", ["no, I mean the lawn thing", "I was talking about the lawn job"])
def test_a_corrected_date_is_moved_to_the_job_meant(session: Session, words: str) -> None:
    say(session, LAWNS, "the cook job ended in 2012", words)
    assert dates(session) == [(When(2008), When(2012)), (When(2010), When(2015))]


def test_a_job_is_named_by_part_of_its_words_in_an_answer(session: Session) -> None:
    say(session, LAWNS, "show me suggestions now", "I left in 2009", "the lawn thing")
    assert dates(session) == [(When(2008), When(2009)), (When(2010), When(2015))]


def test_a_job_pointed_at_for_no_reason_is_asked_about_and_not_renamed(session: Session) -> None:
    say(session, LAWNS, "show me suggestions now", "what does a nurse earn?")
    before = session.state().history
    reply = text(say(session, "no, I mean the lawn thing"))
    assert reply.startswith("You mean landscaper (2008 to 2010). What about it?")
    assert session.state().history == before
