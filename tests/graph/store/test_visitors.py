"""Tokens, rates, shares and open pages, in both databases."""

import threading
from datetime import timedelta

import pytest

from advisor.log.consent import Consent
from graph.store.conversations import ConversationStore
from tests.conftest import OpenState
from tests.graph.store.conftest import NOON, HandClock

IDLE, GRACE = timedelta(hours=2), timedelta(minutes=5)


def test_a_token_is_good_once_whoever_asks(open_state: OpenState, clock: HandClock) -> None:
    one, other = open_state(clock), open_state(clock)
    until = NOON + timedelta(minutes=10)
    assert one.tokens.use_once("site:1", until)
    assert not other.tokens.use_once("site:1", until)
    assert other.tokens.use_once("site:2", until)


def test_of_many_who_use_one_token_at_once_one_succeeds(
    open_state: OpenState, clock: HandClock
) -> None:
    stores = [open_state(clock) for _ in range(4)]
    good = list[bool]()
    users = [
        threading.Thread(target=lambda s=s: good.append(s.tokens.use_once("site:1", NOON)))
        for s in stores * 4
    ]
    for user in users:
        user.start()
    for user in users:
        user.join()
    assert sorted(good) == [False] * 15 + [True]


def test_who_is_too_fast_waits_and_goes_on(store: ConversationStore, clock: HandClock) -> None:
    spend = store.rates.spend
    assert [spend("ann", per_minute=6, burst=3) for _ in range(3)] == [0.0] * 3
    assert spend("ann", per_minute=6, burst=3) == pytest.approx(10, abs=0.01)
    assert spend("ben", per_minute=6, burst=3) == 0.0
    clock.now = NOON + timedelta(seconds=4)
    assert spend("ann", per_minute=6, burst=3) == pytest.approx(6, abs=0.01)
    clock.now = NOON + timedelta(seconds=10)
    assert spend("ann", per_minute=6, burst=3) == 0.0
    assert spend("ann", per_minute=6, burst=3) == pytest.approx(10, abs=0.01)
    clock.now = NOON + timedelta(hours=1)
    assert [spend("ann", per_minute=6, burst=3) > 0 for _ in range(4)] == [False] * 3 + [True]


def test_all_processes_share_one_rate(open_state: OpenState, clock: HandClock) -> None:
    stores = [open_state(clock) for _ in range(3)]
    waits = list[float]()
    visitors = [
        threading.Thread(target=lambda s=s: waits.append(s.rates.spend("ann", 60, 10)))
        for s in stores * 10
    ]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert sum(wait == 0.0 for wait in waits) == 10
    assert all(wait == pytest.approx(1, abs=0.01) for wait in waits if wait)


def test_a_share_belongs_to_the_counsellor_who_opens_it_first(
    open_state: OpenState, clock: HandClock
) -> None:
    ours, theirs = open_state(clock).shares, open_state(clock).shares
    share = ours.share("c1", "Ann \0", days=3)
    assert share.name == "Ann \N{REPLACEMENT CHARACTER}"
    assert theirs.shared_with("lee") == ()
    opened = theirs.open_share(share.id, "lee")
    assert opened is not None
    assert (opened.conversation_id, opened.opened_by, opened.opened_at) == ("c1", "lee", NOON)
    assert ours.open_share(share.id, "kim") is None
    clock.now = NOON + timedelta(hours=1)
    assert theirs.open_share(share.id, "lee") == opened
    assert theirs.shared_with("lee") == ours.shares_of("c1") == (opened,)
    assert theirs.shared_with("kim") == ours.shares_of("c2") == ()
    assert ours.open_share("unknown", "lee") is None


def test_one_of_two_counsellors_who_open_at_once_gets_it(
    open_state: OpenState, clock: HandClock
) -> None:
    stores = [open_state(clock) for _ in range(2)]
    share = stores[0].shares.share("c1", "Ann", days=3)
    got = list[bool]()
    openers = [
        threading.Thread(
            target=lambda s=s, n=n: got.append(s.shares.open_share(share.id, f"{n}") is not None)
        )
        for n, s in enumerate(stores * 5)
    ]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()
    assert sorted(got) == [False] * 9 + [True]


def test_a_share_taken_back_or_expired_opens_no_more(
    store: ConversationStore, clock: HandClock
) -> None:
    shares = store.shares
    back, old, fresh = (shares.share("c1", "Ann", days) for days in (9, 1, 9))
    for share in (back, old):
        assert shares.open_share(share.id, "lee")
    assert not shares.revoke("c2", back.id)
    assert shares.revoke("c1", back.id)
    assert shares.open_share(back.id, "lee") is None
    assert shares.add_note(back.id, "lee", "late") is None
    clock.now = NOON + timedelta(days=1)
    assert shares.open_share(old.id, "lee") is None
    assert shares.shared_with("lee") == ()
    assert shares.open_share(fresh.id, "lee")
    (again, *_) = [share for share in shares.shares_of("c1") if share.id == back.id]
    assert again.revoked_at == NOON


def test_notes_are_of_the_counsellor_whose_share_it_is(store: ConversationStore) -> None:
    share = store.shares.share("c1", "Ann", days=9)
    assert store.shares.add_note(share.id, "lee", "too early") is None
    store.shares.open_share(share.id, "lee")
    assert store.shares.add_note(share.id, "kim", "not mine") is None
    first = store.shares.add_note(share.id, "lee", "wants to teach")
    second = store.shares.add_note(share.id, "lee", "sent the brochure")
    assert store.shares.notes(share.id) == (first, second)
    assert first is not None
    assert (first.at, first.counsellor, first.text) == (NOON, "lee", "wants to teach")


def test_what_is_kept_until_a_date_goes_then(store: ConversationStore, clock: HandClock) -> None:
    store.tokens.use_once("old", NOON + timedelta(minutes=10))
    store.tokens.use_once("new", NOON + timedelta(days=5))
    store.rates.spend("old", 60, 1)
    old, new = store.shares.share("c1", "Ann", 1), store.shares.share("c1", "Ann", 9)
    store.shares.open_share(old.id, "lee")
    store.shares.add_note(old.id, "lee", "wants to teach")
    clock.now = NOON + timedelta(days=2)
    store.erase_expired()
    assert store.shares.shares_of("c1") == (new,)
    assert store.shares.notes(old.id) == ()
    with store.rows.reading() as run:
        assert run("SELECT jti FROM used_tokens") == [("new",)]
        assert run("SELECT key FROM rate_cells") == []


@pytest.fixture
def visited(store: ConversationStore) -> ConversationStore:
    store.choose("c1", Consent.USE)
    store.used("c1")
    return store


def test_a_visit_ends_when_the_last_page_of_all_processes_is_closed(
    visited: ConversationStore, open_state: OpenState, clock: HandClock
) -> None:
    other = open_state(clock)
    visited.pages.show("p1", "c1")
    other.pages.show("p2", "c1")
    visited.pages.close("p1")
    clock.now = NOON + timedelta(minutes=2)
    for store in (visited, other):
        store.pages.beat()
    visited.pages.left("c1")
    clock.now = NOON + timedelta(minutes=4)
    other.pages.beat()
    clock.now = NOON + timedelta(minutes=6)
    assert visited.visits_over(IDLE, GRACE) == []
    other.pages.close("p2")
    assert visited.visits_over(IDLE, GRACE) == []
    clock.now = NOON + timedelta(minutes=12)
    assert visited.visits_over(IDLE, GRACE) == ["c1"]
    visited.pages.show("p3", "c1")
    assert visited.visits_over(IDLE, GRACE) == []


def test_pages_of_a_dead_process_hold_up_the_end_of_no_visit(
    visited: ConversationStore, open_state: OpenState, clock: HandClock
) -> None:
    dead = open_state(clock)
    dead.pages.show("p2", "c1")
    visited.pages.show("p1", "c1")
    clock.now = NOON + timedelta(minutes=4)
    visited.pages.beat()
    visited.pages.close("p1")
    clock.now = NOON + timedelta(minutes=10)
    assert visited.visits_over(IDLE, GRACE) == ["c1"]
    with visited.rows.reading() as run:
        assert run("SELECT page FROM open_pages") == []


def test_a_page_that_shows_another_conversation_is_open_on_that_one_only(
    visited: ConversationStore, clock: HandClock
) -> None:
    visited.pages.show("p1", "c2")
    visited.pages.show("p1", "c1")
    visited.pages.left("c1")
    visited.pages.close("p1")
    visited.pages.close("p1")
    visited.pages.close("unknown")
    visited.pages.close(None)
    visited.pages.show(None, "c1")
    clock.now = NOON + timedelta(minutes=6)
    assert visited.visits_over(IDLE, GRACE) == ["c1"]
