import logging
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypedDict

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.graph import END, START, StateGraph

from advisor.career import PRESENT, CareerHistory, Job, Limit, LimitKind, When
from graph.checkpoints import ConversationStore, stored_types
from graph.state import ConversationState, Line
from retrieval.errors import AdvisorError

HISTORY = CareerHistory(
    jobs=(Job("j1", "nurse", start=When(2015, 6), end=PRESENT, declined=frozenset({"employer"})),),
    limits=(Limit(LimitKind.PLACE, "no travel"),),
)
BEFORE_INTERESTS = (
    "gqdoaXN0b3J5yAEpApOuYWR2aXNvci5jYXJlZXKtQ2FyZWVySGlzdG9yeYWkam9ic5HH0gKTrmFkdmlzb3IuY2Fy"
    "ZWVyo0pvYouiaWSiajGldGl0bGWlbnVyc2WkY29kZaoyOS0xMTQxLjAwqGVtcGxveWVywKVzdGFydMcyApOuYWR2"
    "aXNvci5jYXJlZXKkV2hlboOkeWVhcs0H36Vtb250aACrYXBwcm94aW1hdGXCo2VuZKdwcmVzZW50pXF1b3RloKl0"
    "ZW50YXRpdmXCpHBhaWTDr2R1cmF0aW9uX21vbnRoc8CoZGVjbGluZWTHFQCTqGJ1aWx0aW5zqWZyb3plbnNldJCp"
    "ZWR1Y2F0aW9ukKlpbnRlcmVzdHORqHRlYWNoaW5npnNraWxsc5CmbGltaXRzkK5yZWNvbW1lbmRhdGlvbsfMApO2"
    "YWR2aXNvci5yZWNvbW1lbmRhdGlvbq5SZWNvbW1lbmRhdGlvboemcmVhc29uwKtzdWdnZXN0aW9uc5Ckc3Rhecdk"
    "ApO2YWR2aXNvci5yZWNvbW1lbmRhdGlvbqdTdGF5aW5nhKRjb2RlqjI5LTExNDEuMDCldGl0bGWxUmVnaXN0ZXJl"
    "ZCBOdXJzZXOrcHJvYmFiaWxpdHnLP+zMzMzMzM2kaGVsZMOlbW9kZWyhbaZzb3VyY2Whc6Vub3Rlc5CpcmVhc29u"
    "X2J5wA=="
)
"""A history and a recommendation as they were stored before there were interest profiles."""
NOON = datetime(2026, 11, 15, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Foreign:
    payload: str


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class Loose(TypedDict, total=False):
    history: CareerHistory
    transcript: tuple[Line, ...]
    foreign: Foreign


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "conversations.sqlite"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[ConversationStore]:
    opened = ConversationStore(path, clock)
    yield opened
    opened.close()


def say(store: ConversationStore, conversation: str, state: Loose) -> Loose:
    """Run one turn of a one-node graph and return what is read back from disk."""
    flow = StateGraph(Loose)
    flow.add_node("keep", lambda _: state)
    flow.add_edge(START, "keep")
    flow.add_edge("keep", END)
    graph = flow.compile(checkpointer=store.saver)
    config: RunnableConfig = {"configurable": {"thread_id": conversation}}
    graph.invoke({}, config)
    values: Loose = graph.get_state(config).values  # type: ignore[assignment]
    return values


def test_what_is_read_equals_what_was_written(store: ConversationStore) -> None:
    state: Loose = {"history": HISTORY, "transcript": (Line("user", "I am a nurse"),)}
    assert say(store, "c1", state)["history"] == HISTORY


def test_what_was_stored_before_a_field_was_there_can_be_read(store: ConversationStore) -> None:
    data = b64decode(BEFORE_INTERESTS)
    state: ConversationState = store.saver.serde.loads_typed(("msgpack", data))
    job = Job("j1", "nurse", code="29-1141.00", start=When(2015), end=PRESENT)
    assert state["history"] == CareerHistory(jobs=(job,), interests=("teaching",))
    assert state["history"].interest_profile is None
    shown = state["recommendation"]
    assert shown is not None
    assert (shown.stay.title, shown.liked) == ("Registered Nurses", None)


def test_types_outside_the_state_are_not_brought_back(
    store: ConversationStore, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        say(store, "c1", {"foreign": Foreign("x")})
        saved = store.saver.get({"configurable": {"thread_id": "c1"}})
    assert saved is not None
    assert not isinstance(saved["channel_values"]["foreign"], Foreign)


def test_every_value_of_the_state_is_allowed() -> None:
    names = {t.__name__ for t in stored_types(ConversationState)}
    assert {"CareerHistory", "When", "LimitKind", "Understanding", "ChangeJob", "Pay"} <= names
    assert not names & {"Services", "Settings", "Path"}


def test_only_the_latest_checkpoint_stays(store: ConversationStore) -> None:
    for _ in range(3):
        say(store, "c1", {"history": HISTORY})
        store.tidy("c1")
    assert len(list(store.saver.list({"configurable": {"thread_id": "c1"}}))) == 1


def test_an_erased_conversation_leaves_no_bytes(store: ConversationStore, path: Path) -> None:
    words = "worked undercover at Globex"
    for conversation in ("c1", "c2"):
        say(store, conversation, {"transcript": (Line("user", f"{words} {conversation}"),)})
        store.tidy(conversation)
    store.delete("c1")
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert f"{words} c1".encode() not in kept
    assert f"{words} c2".encode() in kept
    assert (store.known("c1"), store.known("c2")) == (False, True)


def test_conversations_untouched_for_long_are_found(store: ConversationStore, clock: Clock) -> None:
    say(store, "old", {"history": HISTORY})
    store.tidy("old")
    clock.now = NOON + timedelta(days=60)
    say(store, "new", {"history": HISTORY})
    store.tidy("new")
    clock.now = NOON + timedelta(days=100)
    assert store.untouched(days=90) == ["old"]


def test_nobody_else_on_the_computer_can_read_it(store: ConversationStore, path: Path) -> None:
    say(store, "c1", {"history": HISTORY})
    modes = {file.name: file.stat().st_mode & 0o077 for file in path.parent.iterdir()}
    assert modes["conversations.sqlite-wal"] == 0
    assert set(modes.values()) == {0}


def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "conversations.sqlite"
    path.write_text("not a database, but long enough to be read as a header" * 20)
    with pytest.raises(AdvisorError, match="ADVISOR_DATA_DIR"):
        ConversationStore(path, clock)
    assert path.read_text().startswith("not a database")
