"""Whole turns through the real graph, catalogue, index, predictor and built-in interviewer."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pydantic import SecretStr

from advisor.career import PRESENT, When
from advisor.edits import ChangeJob, Edit, RemoveJob
from advisor.settings import Settings
from graph.advisor import Advisor
from graph.events import Asked, Event, Failed, HistoryChanged, Suggested, TargetWeighed
from graph.session import LONGEST_MESSAGE, Session
from graph.store.sqlite import SqliteStore
from graph.understanding import Topic
from retrieval.errors import AdvisorError
from tests.graph.talk import COOK, only, say, text

ROOT = Path(__file__).resolve().parents[2]


def test_two_jobs_in_one_message_are_linked_dated_and_noted(session: Session) -> None:
    reply = text(say(session, COOK))
    jobs = session.state().history.jobs
    assert [(j.code, j.start, j.end) for j in jobs] == [
        ("35-2014.00", When(2010), When(2015)),
        ("35-3031.00", When(2016), PRESENT),
    ]
    assert "Denny's" in reply
    assert "2010 to 2015" in reply


def test_suggestions_come_on_request_from_the_second_fact_on(session: Session) -> None:
    events = say(session, COOK, "show me suggestions now")
    shown = only(events, Suggested)
    assert isinstance(shown, Suggested)
    suggestions = shown.recommendation.suggestions
    assert 3 <= len(suggestions) <= 5
    assert len({s.code for s in suggestions}) == len(suggestions)
    total = sum(s.probability for s in suggestions) + shown.recommendation.stay.probability
    assert 0 < total <= 1
    assert all(reason.evidence for s in suggestions for reason in s.reasons)
    assert all(s.title in text(events) for s in suggestions)


def groups(events: list[Event]) -> list[str]:
    shown = only(events, Suggested)
    assert isinstance(shown, Suggested)
    return [s.group for s in shown.recommendation.suggestions]


def test_others_are_other_jobs_until_none_is_left_and_then_that_is_said(session: Session) -> None:
    first = groups(say(session, COOK, "show me suggestions now"))
    seen = set(first)
    for request in ["show me others", "none of these", "I don't like any of these"]:
        events = say(session, request)
        others = groups(events)
        assert others
        assert not seen & set(others)
        assert "brings them back" in text(events)
        seen |= set(others)
    for _ in range(200):
        events = say(session, "what else?")
        if "no other jobs" in text(events):
            break
        assert not seen & set(groups(events))
        seen |= set(groups(events))
    assert groups(events) == first
    say(session, "others")
    assert groups(say(session, "show me suggestions")) == first


def test_jobs_passed_over_stay_so_when_more_is_told(session: Session) -> None:
    first = groups(say(session, COOK, "show me suggestions now"))
    others = groups(say(session, "I don't like these"))
    told = groups(say(session, "I have a bachelor's degree in biology from 2009"))
    assert not set(first + others) & set(told) - set(others)


def test_a_person_in_distress_is_told_where_help_is_and_asked_nothing(session: Session) -> None:
    events = say(session, COOK, "I want to kill myself")
    assert "988" in text(events)
    assert not [e for e in events if isinstance(e, Asked | Suggested)]
    assert len(session.state().history.jobs) == 2


@pytest.mark.parametrize("message", ["show me suggestions now", "hello", "", "🙂", "I love music"])
def test_too_little_history_suggests_nothing_and_says_what_is_missing(
    session: Session, message: str
) -> None:
    events = say(session, message, "show me suggestions now")
    assert not [e for e in events if isinstance(e, Suggested)]
    assert "I need at least one job" in text(events)
    assert session.state().recommendation is None


def test_no_question_is_ever_put_twice(session: Session) -> None:
    for message in [COOK, *["hm"] * 4, "what do you know about me?", *["no"] * 6, "why?", "ok"]:
        say(session, message)
    asked = session.state().questions_asked
    assert len(asked) >= 3
    assert len(set(asked)) == len(asked)


def test_what_is_declined_is_settled_and_not_asked_again(session: Session) -> None:
    asked = only(say(session, "I worked as a cook"), Asked)
    assert isinstance(asked, Asked)
    assert asked.question.topic is Topic.JOB_DATES
    before = session.state().progress
    events = say(session, "I'd rather not say")
    assert session.state().progress.done == before.done + 1
    assert asked.text not in text(events)


def test_a_correction_changes_the_job_and_the_suggestions(session: Session) -> None:
    say(session, COOK, "show me suggestions now")
    first = session.state().recommendation
    events = say(session, "no, the waiter job ended in 2019")
    assert session.state().history.jobs[1].end == When(2019)
    assert session.state().recommendation != first
    assert "2016 to 2019" in text(events)


def test_a_target_of_ones_own_is_weighed_and_talked_about(session: Session) -> None:
    events = say(session, COOK, "what about becoming a registered nurse?")
    weighed = only(events, TargetWeighed)
    assert isinstance(weighed, TargetWeighed)
    assert weighed.assessment.suggestion.code == "29-1141.00"
    assert weighed.assessment.steps
    pay = weighed.assessment.suggestion.pay
    assert pay is not None
    assert pay.median is not None
    assert f"${pay.median:,}" in text(say(session, "what does it pay?"))
    assert "projected" in text(say(session, "is it growing?"))


def test_why_cites_what_the_person_said(session: Session) -> None:
    say(session, COOK, "show me suggestions now")
    assert '"waiter"' in text(say(session, "why the first one?"))


def test_an_edit_by_hand_takes_the_same_way_as_a_message(session: Session) -> None:
    say(session, COOK, "show me suggestions now")
    first = session.state().recommendation
    events = list(session.edit([ChangeJob("j2", {"title": "truck driver"})]))
    job = session.state().history.job("j2")
    assert job.code == "53-3032.00"
    assert only(events, Suggested)
    assert session.state().recommendation != first
    assert "truck driver" in text(events)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (RemoveJob("j9"), "couldn't find"),
        (ChangeJob("j1", {"end": When(2005)}), "before it starts"),
        (ChangeJob("j1", {"salary": 1}), "I left that as it was"),
    ],
)
def test_an_edit_that_does_not_fit_loses_nothing(session: Session, edit: Edit, said: str) -> None:
    say(session, COOK)
    before = session.state().history
    assert said in text(list(session.edit([edit])))
    assert session.state().history == before


def test_a_conversation_is_resumed_by_its_id(advisor: Advisor) -> None:
    session = advisor.conversation()
    say(session, COOK, "show me suggestions now")
    again = advisor.conversation(session.id)
    assert again.state() == session.state()
    assert [line.text for line in again.state().transcript if line.role == "user"] == [
        COOK,
        "show me suggestions now",
    ]


def test_conversations_do_not_mix(advisor: Advisor) -> None:
    say(advisor.conversation("a"), COOK)
    assert advisor.conversation("b").state().history.jobs == ()


def test_deleting_leaves_nothing(advisor: Advisor, tmp_path: Path) -> None:
    session = advisor.conversation()
    say(session, "I was a lion tamer at Circus Zavatta from 2010 to 2015")
    session.delete()
    assert session.state().history.jobs == ()
    assert b"Zavatta" not in b"".join(f.read_bytes() for f in tmp_path.iterdir() if f.is_file())


def test_a_message_that_is_too_long_is_refused_in_one_line(session: Session) -> None:
    (failed,) = session.reply("a" * (LONGEST_MESSAGE + 1))
    assert isinstance(failed, Failed)
    assert "20,000" in failed.message
    assert session.state().transcript == ()


def test_an_id_with_odd_characters_is_refused(advisor: Advisor) -> None:
    with pytest.raises(AdvisorError, match="letters, digits"):
        advisor.conversation("../../etc/passwd")


def test_a_lost_store_is_said_and_the_next_turn_goes_on(advisor: Advisor, session: Session) -> None:
    say(session, COOK)
    assert isinstance(advisor.store, SqliteStore)
    connection = advisor.store.saver.conn
    connection.execute("PRAGMA query_only = ON")
    (failed,) = [e for e in session.reply("I love cooking") if isinstance(e, Failed)]
    assert "could not save" in failed.message
    connection.execute("PRAGMA query_only = OFF")
    say(session, "I love cooking")
    assert session.state().history.jobs
    assert session.state().history.interests == ("cooking",)


@pytest.mark.system
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_process_killed_mid_turn_loses_nothing(
    data_dir: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    """Kill the process while it words its reply; another one finishes the turn."""
    program = ROOT / "tests" / "graph" / "killed_mid_turn.py"
    env = {**os.environ, "ADVISOR_DATA_DIR": str(data_dir), "PYTHONPATH": str(ROOT)}
    settings = Settings(data_dir=data_dir)
    if kind == "postgres":
        env["ADVISOR_STATE_URL"] = url = request.getfixturevalue("postgres_url")
        settings = Settings(data_dir=data_dir, state_url=SecretStr(url))
    killed = subprocess.run([sys.executable, program], env=env, check=False, timeout=120)
    assert killed.returncode == -signal.SIGKILL

    advisor = Advisor.open(settings)
    session = advisor.conversation("k")
    assert session.state().unfinished
    assert session.received("message-2") == "unfinished"
    events = list(session.reply("whatever, it is the same one", message_id="message-2"))
    state = session.state()
    assert "Globex" in text(events)
    assert [job.employer for job in state.history.jobs] == ["Initech", "Globex"]
    assert [line.role for line in state.transcript] == ["user", "advisor"] * 2
    assert not state.unfinished
    assert state.received == ("message-1", "message-2")
    advisor.close()


@hypothesis_settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(messages=st.lists(st.text(max_size=200), min_size=1, max_size=4))
def test_whatever_is_typed_the_conversation_goes_on(advisor: Advisor, messages: list[str]) -> None:
    session = advisor.conversation()
    say(session, COOK)
    jobs = session.state().history.jobs
    for message in messages:
        events = list(session.reply(message))
        assert not [e for e in events if isinstance(e, Failed)]
        assert [e for e in events if isinstance(e, HistoryChanged)]
        assert text(events).strip()
    assert {job.id for job in jobs} <= {job.id for job in session.state().history.jobs}


def test_the_store_holds_one_checkpoint_a_conversation(advisor: Advisor, tmp_path: Path) -> None:
    say(advisor.conversation("a"), COOK, "no", "no")
    with sqlite3.connect(tmp_path / "conversations.sqlite") as reader:
        assert reader.execute("SELECT count(*) FROM checkpoints").fetchone() == (1,)


def test_an_occupation_alone_after_suggestions_is_no_job_held(session: Session) -> None:
    say(session, COOK, "show me suggestions now")
    jobs = session.state().history.jobs
    assert "a job you have had" in text(say(session, "cloud engineer"))
    assert session.state().history.jobs == jobs


def test_a_comparison_weighs_both(session: Session) -> None:
    events = say(session, COOK, "compare nurse and plumber")
    weighed = [e.assessment.suggestion.title for e in events if isinstance(e, TargetWeighed)]
    assert len(weighed) == 2


def test_what_the_history_says_is_left_to_the_cards(session: Session) -> None:
    events = say(session, COOK, "show me suggestions now")
    shown = only(events, Suggested)
    assert isinstance(shown, Suggested)
    assert shown.recommendation.reason
    assert shown.recommendation.reason not in text(events)
    assert "What your history says is told with the suggestions." in text(events)


def test_ids_are_of_128_bits_and_fit_on_a_command_line(advisor: Advisor) -> None:
    ids = {advisor.conversation().id for _ in range(200)}
    assert len(ids) == 200
    assert all(len(bytes.fromhex(name)) == 16 for name in ids)


def test_a_message_sent_again_is_answered_once(session: Session) -> None:
    assert session.received("m1") == "new"
    first = list(session.reply(COOK, message_id="m1"))
    assert text(first)
    before = session.state()
    assert before.received == ("m1",)
    assert session.received("m1") == "answered"
    assert list(session.reply(COOK, message_id="m1")) == []
    assert list(session.reply("something else", message_id="m1")) == []
    assert session.state() == before
    edit = ChangeJob("j1", {"employer": "Ritz"})
    assert list(session.edit([edit], message_id="e1"))
    assert list(session.edit([RemoveJob("j2")], message_id="e1")) == []
    state = session.state()
    assert state.received == ("m1", "e1")
    assert [job.employer for job in state.history.jobs] == ["Ritz", "Hilton"]
    say(session, "hello", "hello")  # without ids, both are answered
    assert session.state().received == ("m1", "e1")
    assert len(session.state().transcript) == len(state.transcript) + 4


def test_the_ids_of_the_last_messages_are_remembered(session: Session) -> None:
    for number in range(70):
        list(session.reply("hello", message_id=f"m{number}"))
    assert session.state().received == tuple(f"m{number}" for number in range(6, 70))
    assert session.received("m5") == "new"


@pytest.mark.parametrize("message", ["I was a cook\0 in 2010", "I was a \ud83d cook in 2010"])
def test_what_no_database_takes_is_left_out_of_a_message(session: Session, message: str) -> None:
    say(session, message)
    assert session.state().transcript[0].text == message.replace(
        "\0", "\N{REPLACEMENT CHARACTER}"
    ).replace("\ud83d", "\N{REPLACEMENT CHARACTER}")
    assert [job.title for job in session.state().history.jobs] == ["cook"]
