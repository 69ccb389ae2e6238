"""Rounds of erasing, of several processes on one database."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.retention import Limits, Retention
from graph.store.conversations import ConversationStore
from graph.store.sqlite import SqliteStore
from tests.conftest import OpenState

NOON = datetime(2026, 11, 15, 12, tzinfo=UTC)
LIMITS = Limits(visit_minutes=120, checkpoint_days=90, log_days=365)


class HandClock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def left_over(store: ConversationStore) -> list[str]:
    tables = {"used_tokens": "jti", "open_pages": "page", "conversations": "id", "shares": "name"}
    with store.rows.reading() as run:
        return [row[0] for t, c in tables.items() for row in run(f"SELECT {c} FROM {t} ORDER BY 1")]


def test_a_round_erases_what_is_due_and_keeps_open_pages_alive(open_state: OpenState) -> None:
    clock = HandClock()
    one, other = open_state(clock), open_state(clock)
    rounds = [Retention(store, None, LIMITS, clock) for store in (one, other)]
    one.used("old")
    one.tokens.use_once("expired", NOON + timedelta(minutes=1))
    one.shares.share("c1", "Ann", days=1)
    other.pages.show("of a dead process", "c1")
    one.pages.show("open", "c1")
    clock.now = NOON + timedelta(minutes=4)
    rounds[0].go_round()
    assert left_over(one) == ["open", "old", "Ann"]
    clock.now = NOON + timedelta(minutes=6)
    other.pages.left("c1")
    rounds[0].go_round()
    assert left_over(one) == ["open", "old", "Ann"]
    clock.now = NOON + timedelta(days=91)
    rounds[0].go_round()
    assert left_over(one) == ["open"]


class Counting(SqliteStore):
    """A store that counts how often its files were rewritten."""

    times = 0

    def overwrite_erased(self) -> None:
        self.times += 1
        super().overwrite_erased()


def test_of_all_processes_one_rewrites_the_files_a_day(tmp_path: Path) -> None:
    clock = HandClock()
    stores = [Counting(tmp_path / "conversations.sqlite", clock) for _ in range(3)]
    rounds = [Retention(store, None, LIMITS, clock) for store in stores]
    for hours in (0, 1, 2, 30, 31):
        clock.now = NOON + timedelta(hours=hours)
        for each in rounds:
            each.go_round()
    assert sum(store.times for store in stores) == 2
    rounds[0].erase()  # asked for
    assert sum(store.times for store in stores) == 3
    for store in stores:
        store.close()
