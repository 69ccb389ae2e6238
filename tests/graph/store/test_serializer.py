"""Versions of the program side by side: each reads what the other wrote."""

from dataclasses import make_dataclass
from typing import Any

import ormsgpack
import pytest
from langgraph.checkpoint.serde.jsonplus import EXT_CONSTRUCTOR_KW_ARGS

from advisor.career import CareerHistory, Job, When
from graph.advisor import Advisor
from graph.session import Session
from graph.state import Services
from graph.store.conversations import ConversationStore
from graph.store.serializer import serializer
from tests.conftest import OpenState
from tests.graph.store.conftest import HandClock
from tests.graph.store.talk import HISTORY, config
from tests.graph.talk import COOK, say, text


def written(module: str, name: str, /, **fields: Any) -> ormsgpack.Ext:
    """Return a value as a program wrote it whose type has these fields."""
    packed = ormsgpack.packb((module, name, fields))
    return ormsgpack.Ext(EXT_CONSTRUCTOR_KW_ARGS, packed)


def read(value: object) -> Any:
    return serializer().loads_typed(("msgpack", ormsgpack.packb(value)))


def test_a_field_of_a_newer_program_is_left_out() -> None:
    start = written("advisor.career", "When", year=2015, season="spring")
    job = written("advisor.career", "Job", id="j1", title="nurse", start=start, mood="fine")
    history = written("advisor.career", "CareerHistory", jobs=[job], hobbies=["chess"])
    expected = CareerHistory(jobs=(Job("j1", "nurse", start=When(2015)),))
    assert read({"history": history, "hobbies": 3}) == {"history": expected, "hobbies": 3}


def test_a_type_of_a_newer_program_is_not_made() -> None:
    unknown = written("advisor.career", "Hobby", name="chess")
    assert read(unknown) == {"name": "chess"}


def test_a_type_of_no_state_is_not_made() -> None:
    assert read(written("subprocess", "Popen", args=["true"])) == {"args": ["true"]}


def test_a_field_that_must_be_there_and_is_not_leaves_the_raw_value(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert read(written("advisor.career", "Job", id="j1")) == {"id": "j1"}
    assert "Could not reconstruct" in caplog.text


@pytest.fixture
def told(open_state: OpenState, clock: HandClock, services: Services) -> Session:
    session = Advisor(services, open_state(clock)).conversation("c1")
    say(session, COOK)
    return session


def rewritten(store: ConversationStore, change: dict[str, Any], lost: str | None = None) -> None:
    """Put a checkpoint in place of the last, as another version would have."""
    saved = store.saver.get_tuple(config("c1"))
    assert saved is not None
    checkpoint = saved.checkpoint
    checkpoint["id"] = checkpoint["id"][:-12] + "f" * 12  # the last of all that begin like it
    versions = dict(checkpoint["channel_versions"])
    for name, value in change.items():
        checkpoint["channel_values"][name] = value
        versions[name] = store.saver.get_next_version(max(map(str, versions.values())), None)
    if lost is not None:
        del versions[lost], checkpoint["channel_values"][lost]
    checkpoint["channel_versions"] = versions
    store.saver.put(saved.config, checkpoint, saved.metadata, {n: versions[n] for n in change})


def test_a_conversation_that_a_newer_program_wrote_goes_on(told: Session) -> None:
    store = told._advisor.store
    newer = make_dataclass("CareerHistory", [("jobs", tuple), ("hobbies", tuple)], frozen=True)
    newer.__module__ = "advisor.career"
    jobs = told.state().history.jobs
    rewritten(store, {"history": newer(jobs, ("chess",)), "mood": newer(jobs, ()), "tone": "warm"})
    state = told.state()
    assert state.history.jobs == jobs
    assert not state.unfinished
    reply = text(say(told, "show me suggestions now"))
    assert reply
    again = told.state()
    assert again.recommendation is not None
    assert len(again.transcript) == 4


def test_a_conversation_that_an_older_program_wrote_goes_on(told: Session) -> None:
    older = make_dataclass("CareerHistory", [("jobs", tuple)], frozen=True)
    older.__module__ = "advisor.career"
    rewritten(told._advisor.store, {"history": older(HISTORY.jobs)}, lost="received")
    assert told.state().history == CareerHistory(jobs=HISTORY.jobs)
    assert told.state().received == ()
    assert text(say(told, "show me suggestions now"))
    assert len(told.state().transcript) == 4
