import threading

import pytest

from graph.store.conversations import ConversationStore
from graph.store.postgres import PostgresStore
from graph.store.schema import MIGRATIONS
from graph.store.sqlite import SqliteStore
from retrieval.errors import AdvisorError
from tests.conftest import OpenState
from tests.graph.store.conftest import NOON, HandClock
from tests.graph.store.talk import HISTORY, config, say


def test_the_tables_go_back_and_forth_and_conversations_stay(store: ConversationStore) -> None:
    assert isinstance(store, SqliteStore | PostgresStore)
    say(store, "c1", {"history": HISTORY})
    assert store.migrate("0001") == "0001"
    with store.rows.reading() as run:
        columns = "id, touched, consent, closed_at, variants"
        ((name, *_),) = run(f"SELECT {columns} FROM conversations")
    assert name == "c1"
    assert store.migrate() == MIGRATIONS.order[-1]
    saved = store.saver.get(config("c1"))
    assert saved is not None
    assert saved["channel_values"]["history"] == HISTORY
    store.owners.own("c1", "ann")
    assert store.owners.owned_by("ann") == (("c1", NOON),)
    assert store.migrate("base") is None
    assert store.migrate() == MIGRATIONS.order[-1]
    assert store.owners.owned_by("ann") == ()
    with pytest.raises(AdvisorError, match="expected a version of base, 0001"):
        store.migrate("7777")


def test_several_processes_may_start_at_once(open_state: OpenState, clock: HandClock) -> None:
    opened = list[ConversationStore]()
    starts = [threading.Thread(target=lambda: opened.append(open_state(clock))) for _ in range(6)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert len(opened) == 6
    for place, store in enumerate(opened):
        say(store, f"c{place}", {"history": HISTORY})
    assert all(opened[0].known(f"c{place}") for place in range(6))
