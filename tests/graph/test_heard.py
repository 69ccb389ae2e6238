"""People who want no more questions, everything deleted, or to be heard are answered so."""

import pytest

from advisor.career import EducationLevel, LimitKind
from graph.events import Asked
from graph.fixed_answers import ERASE
from graph.misunderstood import SORRY, WHAT_IS_WRONG
from graph.session import Session
from graph.wording import REASON_APART
from tests.graph.talk import COOK, say, text

DRIVER = "I drove a delivery truck from 2010 to 2015, now I'm a warehouse worker since 2016."


@pytest.mark.parametrize(
    "words",
    [
        "I don't want to tell you more",
        "stop asking",
        "please stop asking me questions",
        "no more questions",
        "I won't answer any more questions",
        "don't ask me anything else",
        "deja de preguntar",
    ],
)
def test_who_wants_no_more_questions_is_asked_none(session: Session, words: str) -> None:
    say(session, COOK)
    events = say(session, words)
    assert text(events).startswith("That's fine, I won't ask. Say \"show me suggestions\"")
    assert not [e for e in events if isinstance(e, Asked)]
    assert session.state().question is None
    assert not [e for e in say(session, "I love painting") if isinstance(e, Asked)]
    say(session, "show me suggestions")
    again = text(say(session, words))
    assert again.startswith("That's fine")
    assert "Tell me more about your work" not in again


def test_one_question_declined_is_not_all_of_them(session: Session) -> None:
    events = say(session, COOK, "I don't want to tell you that")
    assert [e for e in events if isinstance(e, Asked)]


@pytest.mark.parametrize(
    "words", ["delete everything", "erase my data", "please delete all my data", "borrar todo"]
)
def test_deleting_is_left_to_the_button_and_said_not_to_be_done(
    session: Session, words: str
) -> None:
    say(session, COOK)
    before = session.state().history
    assert text(say(session, words)) == ERASE
    assert session.state().history == before


def test_where_a_chance_comes_from_is_told_of_that_very_chance(session: Session) -> None:
    say(session, COOK, "show me suggestions")
    shown = session.state().recommendation
    assert shown is not None
    second = shown.suggestions[1]
    said = f"{100 * second.probability_if_moving:.1f}%"
    general = text(say(session, "why should I trust you"))
    reply = text(say(session, f"where do you get {said} from? that's made up"))
    assert reply != general
    assert second.title in reply
    assert f"{second.moved:,} of {second.leavers:,} people observed" in reply
    first = shown.suggestions[0]
    for words in ("why should I trust you", "that's made up"):
        reply = text(say(session, words))
    assert f"{first.moved:,} of {first.leavers:,}" in reply


def test_a_chance_not_on_the_screen_is_said_to_be_none(session: Session) -> None:
    say(session, COOK, "show me suggestions")
    reply = text(say(session, "where does 64% come from?"))
    assert reply.startswith("No suggestion on the screen stands at 64%")


def test_the_chance_of_staying_is_told_as_such(session: Session) -> None:
    say(session, COOK, "show me suggestions")
    shown = session.state().recommendation
    assert shown is not None
    reply = text(say(session, f"where does {100 * shown.stay.probability:.0f}% come from?"))
    assert f"for {shown.stay.title} is the chance of being in that work" in reply


@pytest.mark.parametrize(
    "words",
    ["no driver, you don't understand me, I don't want driver", "i no want driver"],
)
def test_work_refused_goes_with_an_apology(session: Session, words: str) -> None:
    say(session, DRIVER, "show me suggestions now")
    shown = session.state().recommendation
    assert shown is not None
    assert any("Truck Drivers" in one.title for one in shown.suggestions)
    reply = text(say(session, words))
    assert reply.startswith(SORRY)
    state = session.state()
    assert {(x.kind, x.occupation) for x in state.history.limits} == {
        (LimitKind.AVOID_OCCUPATION, "driver")
    }
    assert state.recommendation is not None
    assert not any("Driver" in one.title for one in state.recommendation.suggestions)


def test_who_is_not_understood_is_asked_what_is_wrong(session: Session) -> None:
    reply = text(say(session, COOK, "you don't understand me"))
    assert reply.startswith(f"{SORRY}\n\n{WHAT_IS_WRONG}")
    assert "I'm a program" in text(say(session, "I don't understand"))


def test_who_never_had_a_job_learns_what_counts_as_work(session: Session) -> None:
    say(session, "I never had a job")
    reply = text(say(session, "show me suggestions"))
    for way in ("Babysitting", "helping out", "volunteering", "school project", "interest test"):
        assert way in reply
    say(session, "I babysat for neighbors from 2021 to 2023")
    assert session.state().history.jobs


@pytest.mark.parametrize(
    ("words", "liked"),
    [
        ("i might go to college for graphic design", "graphic design"),
        ("I'd like to go back to school to study marine biology", "marine biology"),
        ("maybe I'll go to art school for animation", "animation"),
    ],
)
def test_a_study_wished_for_is_liked_and_no_schooling(
    session: Session, words: str, liked: str
) -> None:
    say(session, "I never had a job", words)
    assert session.state().history.interests == (liked,)
    assert session.state().history.education == ()


@pytest.mark.parametrize(
    "words", ["no school only primary", "only primary school", "just elementary", "solo primaria"]
)
def test_primary_school_alone_is_less_than_high_school(session: Session, words: str) -> None:
    say(session, "I'm a cashier since 2019", "no", words)
    levels = [entry.level for entry in session.state().history.education]
    assert levels == [EducationLevel.LESS_THAN_HIGH_SCHOOL]


def test_where_the_reason_stands_is_said_once(session: Session) -> None:
    assert REASON_APART in text(say(session, COOK, "show me suggestions"))
    assert REASON_APART not in text(say(session, "I have a bachelor's in biology"))
