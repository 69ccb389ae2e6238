"""What is told in passing gets a kind word; languages that are not read are said to be so."""

import pytest

from graph.events import Asked
from graph.fixed_answers import ENGLISH, FEELINGS, LANGUAGES
from graph.session import Session
from graph.understanding import Feeling
from tests.graph.talk import COOK, say, text

LONG = "I was a cook at Denny's from 2010 to 2015"


@pytest.mark.parametrize(
    ("words", "feeling"),
    [
        ("I hate my boss", Feeling.BOSS),
        ("my boss is terrible", Feeling.BOSS),
        ("honestly my manager is a micromanager", Feeling.BOSS),
        ("my supervisor keeps yelling at us", Feeling.BOSS),
        ("I'm burned out", Feeling.EXHAUSTED),
        ("I feel so drained", Feeling.EXHAUSTED),
        ("I hate my job", Feeling.EXHAUSTED),
        ("I was fired", Feeling.DISMISSED),
        ("they just let me go", Feeling.DISMISSED),
        ("I lost my job", Feeling.DISMISSED),
        ("my mother died last year", Feeling.LOSS),
        ("she died last year", Feeling.LOSS),
        ("my dad passed away in 2019", Feeling.LOSS),
        ("my wife has cancer", Feeling.ILLNESS),
        ("I feel useless, nobody wants someone my age", Feeling.DISCOURAGED),
        ("I feel like a failure", Feeling.DISCOURAGED),
        ("no one will hire me", Feeling.DISCOURAGED),
        ("my son is in the hospital", Feeling.ILLNESS),
    ],
)
def test_it_is_taken_up_in_a_sentence_and_the_question_stays_open(
    session: Session, words: str, feeling: Feeling
) -> None:
    say(session, LONG)
    before = session.state()
    reply = text(say(session, words))
    assert reply.startswith(FEELINGS[feeling])
    assert before.question is not None
    assert "Whenever you like, my question is still" in reply
    assert session.state().question == before.question
    assert session.state().history == before.history


@pytest.mark.parametrize("words", ["my mother died last year", "my wife has cancer"])
@pytest.mark.parametrize("asked_before", [0, 1, 2, 3])
def test_family_and_health_are_noted_nowhere_whatever_was_asked(
    session: Session, words: str, asked_before: int
) -> None:
    say(session, COOK, *["no"] * asked_before)
    before = session.state().history
    say(session, words)
    assert session.state().history == before


def test_facts_told_beside_it_are_kept(session: Session) -> None:
    reply = text(say(session, COOK, "I was laid off from Hilton in 2020"))
    assert reply.startswith(FEELINGS[Feeling.DISMISSED])
    assert str(session.state().history.jobs[1].end) == "2020"


def test_after_suggestions_it_goes_on_with_them(session: Session) -> None:
    reply = text(say(session, COOK, "show me suggestions now", "my boss is a bully"))
    assert reply.startswith(FEELINGS[Feeling.BOSS])
    assert "show me suggestions" in reply


def test_distress_comes_before_a_kind_word(session: Session) -> None:
    assert "988" in text(say(session, COOK, "my wife died and I want to kill myself"))


@pytest.mark.parametrize(
    "words",
    ["I fired people for a living", "I was a funeral director", "I managed the burn unit"],
)
def test_work_told_in_such_words_is_work(session: Session, words: str) -> None:
    reply = text(say(session, words))
    assert not any(reply.startswith(kind) for kind in FEELINGS.values())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("你好", "zh"),
        ("我做了五年护士", "zh"),
        ("Bonjour", "fr"),
        ("Je suis infirmière depuis 2015", "fr"),
        ("J'ai travaillé comme cuisinier à Paris pendant trois ans", "fr"),
        ("Ich war Koch in Berlin von 2010 bis 2015", "de"),
        ("Eu trabalhei como enfermeira em Lisboa", "pt"),
        ("أنا ممرضة منذ عام 2015", "ar"),
        ("Я работал поваром пять лет", "ru"),
        ("Tôi là y tá từ năm 2015", "vi"),
        ("Nagtrabaho ako bilang nars sa Manila", "tl"),
        ("저는 간호사입니다", "ko"),
        ("私は看護師です", "ja"),
    ],
)
def test_a_language_that_is_not_read_is_said_to_be_so_in_it(
    session: Session, words: str, code: str
) -> None:
    events = say(session, LONG, words)
    assert text(events) == f"{LANGUAGES[code]} {ENGLISH}"
    assert not [e for e in events if isinstance(e, Asked)]
    assert len(session.state().history.jobs) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Soy enfermera desde 2015",
        "trabajé de cocinero en Lima tres años",
        "I was a server at Le Pain Quotidien and then at La Madeleine from 2010 to 2015",
        "barista, Au Bon Pain",
        "I was a cook at Der Wienerschnitzel",
        "nurse",
    ],
)
def test_english_and_spanish_are_read_whatever_places_are_called(
    session: Session, words: str
) -> None:
    assert ENGLISH not in text(say(session, words))
    assert session.state().history.jobs
