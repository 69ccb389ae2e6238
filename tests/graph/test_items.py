"""Which messages ask for the questionnaire, and which answer one of its activities."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.instruments.reading import available
from advisor.interests import InterestProfile, profile_of
from advisor.settings import Settings
from graph.items import ItemStep, Taking, choices, given_answers, read_step

INSTRUMENTS = available(Settings(data_dir=Path("unused")))
SHORT, LONG = INSTRUMENTS["activities-30"], INSTRUMENTS["activities-60"]
AT_2 = Taking("activities-30", "en", 2)


def read(message: str, taking: Taking | None = None) -> ItemStep | None:
    return read_step(message, taking, None, INSTRUMENTS)


@pytest.mark.parametrize(
    ("message", "instrument", "language"),
    [
        ("interest questionnaire", "activities-30", "en"),
        ("Take the test", "activities-30", "en"),
        ("quiz", "activities-30", "en"),
        ("Can I take the quiz?", "activities-30", "en"),
        ("ok, let's do the interest test please", "activities-30", "en"),
        ("I'd like to take the long questionnaire", "activities-60", "en"),
        ("the short quiz", "activities-30", "en"),
        ("take the test in Spanish", "activities-30", "es"),
        ("take the questionnaire with 60 items in Chinese", "activities-60", "zh"),
        ("quiero hacer el cuestionario de intereses", "activities-30", "es"),
        ("我想做兴趣测试", "activities-30", "zh"),
        ("is there a career interests test?", "activities-30", "en"),
        ("show me the interest inventory", "activities-30", "en"),
    ],
)
def test_it_can_be_asked_for_in_many_ways(message: str, instrument: str, language: str) -> None:
    step = read(message)
    assert step == ItemStep("start", None, Taking(instrument, language, 1, begun=True))


@pytest.mark.parametrize(
    "message",
    [
        "I was a test driver from 2010 to 2015",
        "I test software",
        "software test engineer",
        "I took a typing test",
        "I like quiz nights",
        "I failed the bar exam",
        "what does a survey researcher earn?",
        "test",
        "I did land survey work",
        "4",
        "skip",
        "back",
        "",
    ],
)
def test_other_messages_are_left_to_the_interviewer(message: str) -> None:
    assert read(message) is None


@pytest.mark.parametrize(
    ("message", "answer"),
    [("4", 4), (" 4. ", 4), ("4 Like a little", 4), ("like a little", 4), ("1)", 1), ("5 of 5", 5)],
)
def test_an_item_is_answered_by_its_number_or_label(message: str, answer: int) -> None:
    following = Taking("activities-30", "en", 3)
    assert read(message, AT_2) == ItemStep("answer", answer, following)


@pytest.mark.parametrize(
    "message", ["6", "0", "4 years as a cook", "45", "2 jobs: cook and waiter", "3 dislike a lot"]
)
def test_what_only_looks_like_an_answer_is_none(message: str) -> None:
    assert read(message, AT_2) is None


def test_one_can_skip_go_back_and_stop() -> None:
    assert read("Skip", AT_2) == ItemStep("skip", None, Taking("activities-30", "en", 3))
    assert read("back", AT_2) == ItemStep("back", None, Taking("activities-30", "en", 1))
    assert read("stop", AT_2) == ItemStep("stop", None, None)
    first, last = Taking("activities-30", "en", 1), Taking("activities-30", "en", 30)
    assert read("back", first) == ItemStep("back", None, first)
    assert read("skip", last) == ItemStep("skip", None, None)
    assert read("5", last) == ItemStep("answer", 5, None)


@pytest.mark.parametrize(
    "words", ["not sure", "I'm not sure", "maybe", "I don't know", "I don’t know.", "no sé", "paso"]
)
def test_who_cannot_say_skips(words: str) -> None:
    assert read(words, AT_2) == ItemStep("skip", None, Taking("activities-30", "en", 3))


def test_it_goes_on_where_answers_are_missing_and_in_the_same_language() -> None:
    profile = profile_of(LONG, "zh", {1: 3, 2: 3, 4: 3})
    step = read_step("take the test", None, profile, INSTRUMENTS)
    assert step is not None
    assert step.taking == Taking("activities-60", "zh", 3, begun=True)
    after = read_step("5", step.taking, profile, INSTRUMENTS)
    assert after is not None
    assert after.taking == Taking("activities-60", "zh", 5)
    whole = profile_of(SHORT, "en", {item.index: 2 for item in SHORT.items})
    done = read_step("quiz", None, whole, INSTRUMENTS)
    assert done == ItemStep("start", None, None)


def test_the_buttons_answer_the_item() -> None:
    words = choices(AT_2, INSTRUMENTS)
    assert [read(word, AT_2) is not None for word in words] == [True] * 8
    assert choices(None, INSTRUMENTS) == ()
    assert choices(Taking("gone", "en", 1), INSTRUMENTS) == ()


def test_answers_belong_to_their_questionnaire() -> None:
    profile: InterestProfile | None = profile_of(SHORT, "en", {1: 3})
    assert given_answers(SHORT, profile)[1] == 3
    assert given_answers(LONG, profile) == {}
    assert given_answers(LONG, None) == {}


def test_without_questionnaires_nothing_is_begun() -> None:
    assert read_step("take the test", None, None, {}) is None


@given(st.text(max_size=40))
def test_no_message_breaks_it(message: str) -> None:
    for taking in (None, AT_2, Taking("gone", "en", 1)):
        step = read(message, taking)
        assert step is None or step.kind in ("start", "answer", "skip", "back", "stop")
