"""Two occupations compared, in whole conversations through the real graph."""

import pytest

from graph.events import TargetWeighed
from graph.session import Session
from graph.state import Services
from tests.graph.talk import COOK, say, text


def weighed(session: Session, *messages: str) -> tuple[set[str], str]:
    """Return the titles that the last message had weighed, and the reply."""
    events = say(session, *messages)
    found = [e.assessment.suggestion for e in events if isinstance(e, TargetWeighed)]
    return {suggestion.title for suggestion in found}, text(events)


@pytest.mark.parametrize(
    "words",
    [
        "which of the two is better, registered nurse or plumber",
        "which is better: a registered nurse or a plumber?",
        "registered nurse or plumber, which one is better for me?",
        "is being a registered nurse better than being a plumber?",
        "compare plumber and registered nurse",
        "registered nurse vs plumber",
        "should I rather become a plumber or a registered nurse?",
        "what's the difference between a plumber and a registered nurse?",
        "plumber or registered nurse, which would you choose?",
    ],
)
def test_two_occupations_are_put_side_by_side(
    session: Session, services: Services, words: str
) -> None:
    titles, reply = weighed(session, COOK, words)
    assert titles == {"Registered Nurses", "Plumbers, Pipefitters, and Steamfitters"}
    for code in ("29-1141.00", "47-2152.00"):
        pay, outlook = services.catalog.pay(code), services.catalog.outlook(code)
        assert pay is not None
        assert pay.median is not None
        assert f"${pay.median:,}" in reply
        assert outlook is not None
        assert outlook.growth_percent is not None
        assert f"{abs(outlook.growth_percent):.1f} %" in reply
    assert reply.count(" of 538)") == 2
    assert reply.count("O*NET job zone") == 2
    assert "the figures don't decide that" in reply


def test_suggestions_are_compared_by_their_numbers(session: Session) -> None:
    say(session, COOK, "show me suggestions now")
    shown = session.state().recommendation
    assert shown is not None
    titles, reply = weighed(session, "which is better, the first one or the third one?")
    assert titles == {shown.suggestions[0].title, shown.suggestions[2].title}
    assert "Growth." in reply


def test_what_is_asked_next_is_about_the_first(session: Session, services: Services) -> None:
    say(session, COOK, "compare plumber and registered nurse")
    pay = services.catalog.pay("47-2152.00")
    assert pay is not None
    assert f"${pay.median:,}" in text(say(session, "what does it pay?"))


def test_without_a_job_the_published_figures_are_compared(session: Session) -> None:
    titles, reply = weighed(session, "which is better, plumber or registered nurse?")
    assert not titles
    assert "I can't say how likely each is" in reply
    assert "Preparation." in reply


def test_a_thing_is_not_compared_with_itself(session: Session) -> None:
    _, reply = weighed(session, COOK, "compare registered nurse and RN")
    assert reply.startswith("Both are Registered Nurses to me")


def test_a_limit_of_ones_own_is_said_beside_the_figures(session: Session) -> None:
    say(session, COOK, "I don't want to be a plumber")
    _, reply = weighed(session, "compare plumber and registered nurse")
    assert "By your own limits" in reply


@pytest.mark.parametrize(
    "words", ["I was a plumber or pipefitter", "nights or weekends", "full time or part time"]
)
def test_or_alone_compares_nothing(session: Session, words: str) -> None:
    _, reply = weighed(session, COOK, words)
    assert "by the figures I have" not in reply
