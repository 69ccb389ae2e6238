"""Questions about the advisor itself are answered plainly, and truly for how it was set up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.advisor import Advisor
from graph.fixed_answers import OFF_TOPIC
from graph.session import Session
from graph.state import Services
from graph.store.sqlite import SqliteStore
from tests.fakes import PlainInterviewer
from tests.graph.talk import COOK, say, text


class Named(PlainInterviewer):
    """A language model by name, that reads as the built-in interviewer does."""

    name = "some-model"


def example(reply: str) -> bool:
    return "Try it like this" in reply or OFF_TOPIC in reply


@pytest.mark.parametrize(
    "words",
    [
        "why should I trust you",
        "I don't believe you",
        "I don't believe those numbers",
        "I really can't trust these figures",
        "those percentages look made up",
        "are you just making this up?",
        "is this a scam?",
        "no te creo",
    ],
)
def test_doubt_is_answered_with_how_to_check(session: Session, words: str) -> None:
    reply = text(say(session, COOK, words))
    assert reply.startswith("You need not take my word")
    assert "places to start looking" in reply
    assert not example(reply)


def test_how_often_it_was_right_is_told_from_the_counts_of_the_model(
    session: Session, services: Services, told: Advisor
) -> None:
    measured = services.measured
    assert measured is not None
    assert measured.overall is not None
    share = f"{100 * measured.overall.counts.found:.0f} in 100"
    for words in ("why should I trust you", "can you be wrong"):
        reply = text(say(session, words))
        assert share in reply
        assert measured.overall.people in reply
        assert "wrong more often than right" in text(say(told.conversation(), words))


@pytest.mark.parametrize(
    "words",
    [
        "is this AI?",
        "are you a robot",
        "Are you a real person?",
        "am I talking to a human?",
        "who am I talking to",
        "are you using ChatGPT?",
        "eres un robot?",
    ],
)
def test_it_says_that_it_is_a_program(session: Session, words: str) -> None:
    reply = text(say(session, words))
    assert reply.startswith("Yes, I'm a program; no person")
    assert "Fixed rules read" in reply


@pytest.mark.parametrize(
    "words",
    [
        "are you storing my data?",
        "who sees this",
        "who can read what I write?",
        "is my boss going to see it? is this private?",
        "do you sell my data",
        "how long do you keep this?",
        "what happens with my information?",
        "where does my data go?",
        "why should I trust u with my data??",
    ],
)
def test_it_says_what_is_kept_where_and_how_long(session: Session, words: str) -> None:
    reply = text(say(session, COOK, words))
    assert "stored on the computer that runs this advisor" in reply
    assert "for 90 days after your last message" in reply
    assert "Nothing you write is passed on" in reply


@pytest.mark.parametrize(
    "words",
    [
        "can you be wrong",
        "how sure are you?",
        "could these numbers be wrong?",
        "what if you're wrong",
        "do you make mistakes?",
    ],
)
def test_it_says_that_it_can_be_wrong(session: Session, words: str) -> None:
    assert text(say(session, COOK, words)).startswith("I can be wrong.")


def test_the_source_named_is_that_of_the_suggestions_shown(session: Session) -> None:
    assert "National Longitudinal Surveys" in text(say(session, "where do the numbers come from"))
    say(session, COOK, "show me suggestions now")
    shown = session.state().recommendation
    assert shown is not None
    reply = text(say(session, "where do these numbers come from"))
    assert shown.model in reply
    assert shown.source.rstrip(".") in reply


def test_a_question_about_robots_and_jobs_is_another_one(session: Session) -> None:
    reply = text(say(session, COOK, "will robots take my job?"))
    assert "I'm a program" not in reply


@pytest.fixture
def told(services: Services, tmp_path: Path) -> Iterator[Advisor]:
    """An advisor that keeps nothing, asks a model server, and whose language model has a name."""
    store = SqliteStore(tmp_path / "other.sqlite", lambda: datetime.now(UTC))
    setup = replace(services, interviewer=_reads(services), notice=None, model_server=True)
    setup = replace(setup, measured=None)
    yield Advisor(setup, store)
    store.close()


def _reads(services: Services) -> Named:
    named = Named()
    named.understand = services.interviewer.understand  # type: ignore[method-assign]
    return named


def test_servers_that_get_to_see_messages_are_named(told: Advisor) -> None:
    reply = text(say(told.conversation(), "who sees this"))
    assert "some-model" in reply
    assert "server that works out the chances" in reply
    assert "gone when I am closed" in reply
    assert "passed on to" not in reply
    assert "The language model some-model" in text(say(told.conversation(), "are you a bot?"))
