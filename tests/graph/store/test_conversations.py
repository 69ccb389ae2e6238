import logging
from base64 import b64decode
from dataclasses import dataclass
from datetime import timedelta

import pytest

from advisor.career import PRESENT, CareerHistory, Job, When
from advisor.log.consent import Consent
from graph.state import ConversationState, Line
from graph.store.conversations import ConversationStore
from graph.store.rows import storable
from graph.store.serializer import stored_types
from retrieval.errors import AdvisorError
from tests.conftest import OpenState
from tests.graph.store.conftest import NOON, HandClock
from tests.graph.store.talk import HISTORY, Loose, config, say

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


@dataclass(frozen=True)
class Foreign:
    payload: str


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
        saved = store.saver.get(config("c1"))
    assert saved is not None
    assert not isinstance(saved["channel_values"]["foreign"], Foreign)


def test_every_value_of_the_state_is_allowed() -> None:
    names = {t.__name__ for t in stored_types(ConversationState)}
    assert {"CareerHistory", "When", "LimitKind", "Understanding", "ChangeJob", "Pay"} <= names
    assert not names & {"Services", "Settings", "Path"}


@pytest.mark.parametrize("text", ["a\0b", "half \ud800 a character", "\\u0000 typed"])
def test_texts_that_a_database_refuses_cost_no_turn(store: ConversationStore, text: str) -> None:
    kept = say(store, "c1", {"message": text, "history": HISTORY})
    assert kept["history"] == HISTORY
    assert storable(kept["message"]).replace("?", "\N{REPLACEMENT CHARACTER}") == storable(text)


def test_only_the_latest_checkpoint_stays(store: ConversationStore) -> None:
    for number in range(3):
        say(store, "c1", {"transcript": (Line("user", f"message {number}"),)})
    assert len(list(store.saver.list(config("c1")))) == 1
    with store.rows.reading() as run:
        sizes = [run(f"SELECT count(*) FROM {table}")[0][0] for table in store.checkpoint_tables]
    say(store, "c2", {"transcript": (Line("user", "once"),)})
    with store.rows.reading() as run:
        once = [
            run(f"SELECT count(*) FROM {table} WHERE thread_id = :id", id="c2")[0][0]
            for table in store.checkpoint_tables
        ]
    assert sizes == once


def test_erasing_leaves_no_row_of_a_conversation_and_those_of_others(
    store: ConversationStore,
) -> None:
    for name in ("c1", "c2"):
        say(store, name, {"history": HISTORY})
        store.choose(name, Consent.EVALUATION)
        store.owners.own(name, "visitor")
        store.pages.show(f"page of {name}", name)
        share = store.shares.share(name, "Ann", 3)
        assert store.shares.open_share(share.id, "counsellor")
        assert store.shares.add_note(share.id, "counsellor", "wants to teach")
        store.owners.own(f"past of {name}", name)
        store.delete(f"past of {name}", NOON + timedelta(days=1))
    before = counted(store)
    for conversation in ("c1", "past of c1"):
        store.delete(conversation)
    after = counted(store)
    assert {table: 2 * n for table, n in after.items()} == before
    for conversation in ("c2", "past of c2"):
        store.delete(conversation)
    assert set(counted(store).values()) == {0}


def counted(store: ConversationStore) -> dict[str, int]:
    ours = ("conversations", "past_owners", "shares", "notes", "open_pages")
    tables = (*store.checkpoint_tables, *ours)
    with store.rows.reading() as run:
        return {table: int(run(f"SELECT count(*) FROM {table}")[0][0]) for table in tables}


def test_conversations_untouched_for_long_are_found(
    store: ConversationStore, clock: HandClock
) -> None:
    say(store, "old", {"history": HISTORY})
    clock.now = NOON + timedelta(days=60)
    say(store, "new", {"history": HISTORY})
    clock.now = NOON + timedelta(days=100)
    assert store.untouched(days=90) == ["old"]


def test_a_conversation_is_one_persons_for_good(store: ConversationStore, clock: HandClock) -> None:
    say(store, "nobodys", {"history": HISTORY})
    assert store.owners.of("nobodys") is None
    assert store.owners.of("unknown") is None
    store.owners.own("first", "site:ann")
    store.owners.own("first", "site:ann")
    clock.now = NOON + timedelta(hours=1)
    store.owners.own("second", "site:ann")
    with pytest.raises(AdvisorError, match="somebody else's"):
        store.owners.own("first", "site:ben")
    assert store.owners.of("first") == "site:ann"
    assert store.owners.owned_by("site:ann") == (("second", clock.now), ("first", NOON))
    assert store.owners.owned_by("site:ben") == ()
    store.choose("first", Consent.USE)
    store.used("first")
    assert store.owners.of("first") == "site:ann"


def test_whose_a_conversation_was_is_known_as_long_as_asked(
    store: ConversationStore, clock: HandClock
) -> None:
    store.owners.own("logged", "site:ann")
    store.owners.own("erased", "site:ann")
    say(store, "nobodys", {"history": HISTORY})
    store.delete("logged", clock.now + timedelta(days=365))
    store.delete("nobodys", clock.now + timedelta(days=365))
    store.delete("erased")
    assert store.owners.of("logged") is None
    assert store.owners.ever("logged") == "site:ann"
    assert (store.owners.ever("erased"), store.owners.ever("nobodys")) == (None, None)
    assert store.owners.past_of("site:ann") == ("logged",)
    assert store.owners.past_of("site:ben") == ()
    clock.now = NOON + timedelta(days=364)
    store.owners.erase_expired()
    assert store.owners.ever("logged") == "site:ann"
    store.delete("logged")
    assert store.owners.ever("logged") is None
    store.owners.own("later", "site:ann")
    store.delete("later", clock.now + timedelta(days=1))
    clock.now = NOON + timedelta(days=366)
    store.owners.erase_expired()
    assert store.owners.ever("later") is None


def test_a_conversation_may_have_an_end_however_it_is_used(
    store: ConversationStore, clock: HandClock
) -> None:
    store.owners.own("passing", "site:~1", NOON + timedelta(hours=12))
    store.owners.own("lasting", "site:ann")
    clock.now = NOON + timedelta(hours=11)
    assert store.owners.over() == []
    store.choose("passing", Consent.EVALUATION)
    clock.now = NOON + timedelta(hours=13)
    store.used("passing")
    assert store.owners.over() == ["passing"]


def test_what_is_noted_of_a_conversation_is_there_for_other_processes(
    open_state: OpenState, clock: HandClock
) -> None:
    one, other = open_state(clock), open_state(clock)
    one.choose("c1", Consent.USE)
    one.begin("c1", {"prompt": "b"})
    assert other.consent("c1") is Consent.USE
    assert other.variants("c1") == {"prompt": "b"}
    assert one.used("c1") + 1 == other.used("c1")
    one.ping()
