"""The questionnaire inside a conversation: item by item, from the page, over restarts, undone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from advisor.edits import AnswerItems
from advisor.interests import Doubt
from graph.advisor import Advisor
from graph.events import Event, Failed, Suggested, TargetWeighed, TextDelta
from graph.session import Session
from graph.state import Services
from graph.store.sqlite import SqliteStore
from retrieval.occupations import Riasec

COOK = "I was a cook at Denny's from 2010 to 2015, now I'm a waiter at Hilton since 2016"
KEY = "activities-30"


@pytest.fixture
def session(advisor: Advisor) -> Session:
    return advisor.conversation()


def say(session: Session, *messages: str) -> list[Event]:
    """Send the messages; return the events of the last."""
    events: list[Event] = []
    for message in messages:
        events = list(session.reply(message))
        assert not [e for e in events if isinstance(e, Failed)]
    return events


def text(events: list[Event]) -> str:
    return "".join(e.text for e in events if isinstance(e, TextDelta))


def liking(services: Services, *areas: Riasec, key: str = KEY) -> dict[int, int | None]:
    return {i.index: 5 if i.area in areas else 1 for i in services.instruments[key].items}


def fill(session: Session, answers: dict[int, int | None], done: bool = True) -> list[Event]:
    events = list(session.answer_items(KEY, "en", answers, done))
    assert not [e for e in events if isinstance(e, Failed)]
    return events


def test_activities_are_put_one_by_one_and_scored_at_the_end(
    session: Session, services: Services
) -> None:
    items = services.instruments[KEY].items
    first = text(say(session, COOK, "take the test"))
    assert '"What you like doing"' in first
    assert "1 = Dislike a lot" in first
    assert first.endswith(f"1 of 30: {items[0].texts['en']}")
    assert session.state().choices[0] == "1 Dislike a lot"
    for item in items[:-1]:
        reply = text(say(session, "5 Like a lot" if item.area is Riasec.SOCIAL else "1"))
        following = items[item.index]
        assert reply == f"{following.index} of 30: {following.texts['en']}"
    last = text(say(session, "2"))
    assert "By your answers you like Social (20 of 20 points)" in last
    assert "Back to where we were" in last
    state = session.state()
    assert state.choices == ()
    profile = state.history.interest_profile
    assert profile is not None
    assert (profile.doubt, profile.answered, profile.language) == (None, 30, "en")
    assert "what you enjoy" not in state.progress.left


def test_skip_back_and_stop_work_and_something_else_pauses(session: Session) -> None:
    assert "2 of 30" in text(say(session, COOK, "quiz", "skip"))
    assert "1 of 30" in text(say(session, "back"))
    assert "2 of 30" in text(say(session, "4"))
    assert "(you answered 4)" in text(say(session, "back"))
    say(session, "I have a high school diploma")
    assert session.state().choices == ()
    assert len(session.state().history.education) == 1
    assert "2 of 30" in text(say(session, "go on with the questionnaire"))
    stopped = text(say(session, "stop"))
    assert "You have answered 1 of 30 activities" in stopped
    profile = session.state().history.interest_profile
    assert profile is not None
    assert profile.doubt is Doubt.TOO_FEW
    assert "what you enjoy" in session.state().progress.left


def test_what_cannot_be_read_does_not_end_it(session: Session) -> None:
    say(session, COOK, "quiz", "4")
    history = session.state().history
    for words in ("hmmm", "hate it", "...", "what does this have to do with jobs?"):
        reply = text(say(session, words))
        assert "couldn't read that as an answer" in reply
        assert "2 of 30" in reply
        assert "1 = Dislike a lot" not in reply
        assert session.state().history == history
    assert "3 of 30" in text(say(session, "2"))


def test_it_is_put_in_the_language_asked_for(session: Session, services: Services) -> None:
    reply = text(say(session, "take the questionnaire in Spanish"))
    assert services.instruments[KEY].items[0].texts["es"] in reply
    assert "1 = Me disgusta mucho" in reply
    say(session, "Me gusta mucho")
    profile = session.state().history.interest_profile
    assert profile is not None
    assert (profile.language, profile.answers[0]) == ("es", 5)


def test_answers_from_the_page_remake_suggestions_when_done(
    session: Session, services: Services
) -> None:
    before = say(session, COOK, "show me suggestions now")
    first = session.state().recommendation
    assert first is not None
    assert [e for e in before if isinstance(e, Suggested)]
    answers = liking(services, Riasec.ARTISTIC, Riasec.INVESTIGATIVE)
    lines = len(session.state().transcript)
    quiet = fill(session, answers, done=False)
    assert not [e for e in quiet if isinstance(e, Suggested)]
    assert text(quiet) == ""
    assert len(session.state().transcript) == lines
    assert session.state().recommendation == first
    events = fill(session, answers)
    assert text(events).startswith("By your answers you like")
    changed = session.state().recommendation
    assert changed is not None
    assert changed != first
    assert changed.liked == (0.0, 20.0, 20.0, 0.0, 0.0, 0.0)
    again = fill(session, answers)
    assert not [e for e in again if isinstance(e, Suggested)]
    list(session.edit([AnswerItems(None)]))
    assert session.state().history.interest_profile is None
    assert session.state().recommendation == first


def test_answers_given_one_by_one_and_all_at_once_are_all_kept(
    session: Session, services: Services
) -> None:
    answers = liking(services, Riasec.SOCIAL)
    say(session, COOK)

    def give(index: int) -> None:
        list(session.answer_items(KEY, "en", {index: answers[index]}, done=False))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(give, answers))
    profile = session.state().history.interest_profile
    assert profile is not None
    assert profile.answers == tuple(answers.values())
    fill(session, {1: None})
    changed = session.state().history.interest_profile
    assert changed is not None
    assert changed.answers == (None, *list(answers.values())[1:])


def test_flat_answers_are_said_once_and_change_nothing(
    session: Session, services: Services
) -> None:
    say(session, COOK, "show me suggestions now")
    first = session.state().recommendation
    flat: dict[int, int | None] = {i.index: 3 for i in services.instruments[KEY].items}
    assert text(fill(session, flat)).count("nearly the same in all six areas") == 1
    assert session.state().recommendation == first
    assert "nearly the same" in text(say(session, "show me suggestions"))


def test_answers_survive_a_restart_and_are_erased_with_the_conversation(
    services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "kept.sqlite"
    store = SqliteStore(path, lambda: datetime.now(UTC))
    session = Advisor(services, store).conversation("c1")
    say(session, COOK, "take the test", "3")
    fill(session, liking(services, Riasec.REALISTIC))
    kept = session.state().history
    store.close()
    store = SqliteStore(path, lambda: datetime.now(UTC))
    session = Advisor(services, store).conversation("c1")
    assert session.state().history == kept
    assert kept.interest_profile is not None
    assert kept.interest_profile.usable is not None
    session.delete()
    assert session.state().history.interest_profile is None
    store.close()
    assert b"interest_profile" not in path.read_bytes()


@pytest.mark.parametrize(
    ("key", "language", "answers", "wrong"),
    [
        ("activities-31", "en", {1: 3}, "expected a questionnaire of activities-30, activities-60"),
        (KEY, "fr", {1: 3}, "expected a language of en, es, zh"),
        (KEY, "en", {1: 9}, "expected an answer from 1 to 5"),
        (KEY, "en", {77: 1}, "expected answers to items"),
    ],
)
def test_wrong_answers_are_refused_in_one_line_and_nothing_is_lost(
    session: Session, key: str, language: str, answers: dict[int, int | None], wrong: str
) -> None:
    say(session, COOK)
    before = session.state().history
    (failed,) = list(session.answer_items(key, language, answers))
    assert isinstance(failed, Failed)
    assert wrong in failed.message
    assert "\n" not in failed.message
    assert session.state().history == before


def test_activities_answer_no_other_question(session: Session, services: Services) -> None:
    say(session, COOK, "nothing else")
    question = session.state().question
    assert question is not None
    fill(session, liking(services, Riasec.SOCIAL))
    assert question.key.startswith("education")
    assert "your education" in session.state().progress.left
    assert session.state().question == question


def test_undo_takes_back_what_was_told_and_leaves_the_answers(
    session: Session, services: Services
) -> None:
    say(session, COOK, "I was also a baker in 2009")
    answers = liking(services, Riasec.SOCIAL)
    for index in list(answers)[:25]:
        list(session.answer_items(KEY, "en", {index: answers[index]}, done=False))
    assert len(session.state().history.jobs) == 3
    reply = text(say(session, "undo"))
    assert "baker" in reply
    history = session.state().history
    assert len(history.jobs) == 2
    assert history.interest_profile is not None
    assert history.interest_profile.answered == 25


def test_the_job_in_mind_shows_its_fit_too(session: Session, services: Services) -> None:
    say(session, COOK, "what about becoming a dentist?")
    weighed = session.state().assessment
    assert weighed is not None
    assert weighed.suggestion.interest_fit is None
    events = fill(session, liking(services, Riasec.INVESTIGATIVE))
    assert [e for e in events if isinstance(e, TargetWeighed)]
    anew = session.state().assessment
    assert anew is not None
    assert anew.suggestion.code == weighed.suggestion.code
    assert anew.suggestion.interest_fit is not None
    assert anew.suggestion.probability == weighed.suggestion.probability


def test_what_is_known_includes_the_answers_and_help_names_the_test(
    session: Session, services: Services
) -> None:
    say(session, COOK)
    fill(session, liking(services, Riasec.SOCIAL))
    assert "you like Social (20 of 20 points)" in text(say(session, "what do you know about me?"))
    assert "take the interest test" in text(say(session, "help"))
