"""Who looked at a share, how many there may be, and what goes with them."""

import threading
from datetime import timedelta

import pytest

from graph.store.conversations import ConversationStore
from graph.store.shared import MOST_SHARES, Activity, TooManySharesError
from tests.conftest import OpenState
from tests.graph.store.conftest import NOON, HandClock


def test_every_look_of_the_counsellor_whose_share_it_is_is_noted(
    store: ConversationStore, clock: HandClock
) -> None:
    shares = store.shares
    share = shares.share("c1", "Ann", days=9, transcript=True)
    assert shares.read(share.id, "lee", "summary") is None
    assert shares.to_open(share.id, "kim") == share
    shares.open_share(share.id, "lee")
    assert shares.to_open(share.id, "kim") is None
    assert shares.read(share.id, "kim", "summary") is None
    clock.now = NOON + timedelta(hours=1)
    read = shares.read(share.id, "lee", "summary")
    assert read is not None and read.transcript and read.opened_at == NOON
    (looked,) = shares.readings(share.id)
    assert (looked.at, looked.counsellor, looked.what) == (clock.now, "lee", "summary")
    shares.revoke("c1", share.id)
    assert shares.read(share.id, "lee", "summary") is None
    assert shares.to_open(share.id, "lee") is None
    assert len(shares.readings(share.id)) == 1


def test_what_happened_around_shares_is_told(store: ConversationStore, clock: HandClock) -> None:
    store.owners.own("c1", "ann")
    share = store.shares.share("c1", "Ann", days=9)
    store.shares.open_share(share.id, "lee")
    store.shares.add_note(share.id, "lee", "wants to teach")
    clock.now = NOON + timedelta(hours=1)
    store.used("c1")
    assert store.shares.activity("lee") == {share.id: Activity(clock.now, 1)}
    assert store.shares.activity("kim") == {}


def test_many_who_share_at_once_make_no_more_than_may_be(open_state: OpenState) -> None:
    clock = HandClock()
    stores = [open_state(clock) for _ in range(2)]
    stores[0].owners.own("c1", "ann")
    refused = list[TooManySharesError]()

    def share(store: ConversationStore) -> None:
        for _ in range(MOST_SHARES):
            try:
                store.shares.share("c1", "Ann", 3)
            except TooManySharesError as error:
                refused.append(error)

    sharing = [threading.Thread(target=share, args=(store,)) for store in stores]
    for one in sharing:
        one.start()
    for one in sharing:
        one.join()
    assert len(stores[0].shares.shares_of("c1")) == MOST_SHARES == len(refused)
    clock.now = NOON + timedelta(days=3)
    assert stores[0].shares.share("c1", "Ann", 3)
    assert stores[0].shares.share("c2", "Ann", 3)


def test_looks_go_with_their_share(store: ConversationStore, clock: HandClock) -> None:
    for name, days in (("c1", 1), ("c2", 9), ("c3", 9)):
        share = store.shares.share(name, "Ann", days)
        store.shares.open_share(share.id, "lee")
        store.shares.read(share.id, "lee", "summary")
    clock.now = NOON + timedelta(days=2)
    store.erase_expired()
    assert looks(store) == 2
    store.delete("c2")
    assert looks(store) == 1


def looks(store: ConversationStore) -> int:
    with store.rows.reading() as run:
        return int(run("SELECT count(*) FROM readings")[0][0])


def test_taking_back_again_and_again_comes_to_an_end(store: ConversationStore) -> None:
    for _ in range(100):
        store.shares.revoke("c1", store.shares.share("c1", "Ann", 3).id)
    with pytest.raises(TooManySharesError):
        store.shares.share("c1", "Ann", 3)
