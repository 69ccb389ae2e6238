"""What can be done about a conversation that has run out while the log still has its copy."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from advisor.log.database import Database
from advisor.log.log import ConversationLog
from advisor.log.pseudonyms import Pseudonyms
from advisor.log.reading import turns
from graph.advisor import Advisor
from graph.retention import Limits, Retention
from graph.state import Services
from graph.store.sqlite import SqliteStore
from graph.turn_log import TurnLog
from tests.fakes import Blots
from tests.web.visitor import Visitor, code_of

NURSE = "I'm a registered nurse since 2015."
New = Callable[..., Visitor]


class LateClock:
    """A clock that can be put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock() -> LateClock:
    return LateClock()


@pytest.fixture
def advisor(
    services: Services, log_url: str, tmp_path: Path, clock: LateClock
) -> Iterator[Advisor]:
    """An advisor that logs, whose clock is ours."""
    store = SqliteStore(tmp_path / "conversations.sqlite", clock)
    pseudonyms = Pseudonyms(b"sixteen bytes or more")
    turn_log = TurnLog(
        ConversationLog(Database(log_url)), pseudonyms, Blots("Priya", "Unjudged"), clock
    )
    made = Advisor(services, store, turn_log)
    yield made
    made.close()


@pytest.fixture
def pass_time(advisor: Advisor, clock: LateClock) -> Callable[[timedelta], None]:
    """Let time pass and what is due by then be erased."""
    assert advisor.turn_log is not None
    limits = Limits(visit_minutes=120, checkpoint_days=90, log_days=365)
    retention = Retention(advisor.store, advisor.turn_log.log, limits, clock)

    def passed(time: timedelta) -> None:
        clock.ahead += time
        retention.erase()

    return passed


def logged(advisor: Advisor) -> int:
    assert advisor.turn_log is not None
    return len(list(turns(advisor.turn_log.log.database)))


def test_its_owner_alone_can_still_take_along_and_erase_what_is_left(
    visitor: New, advisor: Advisor, pass_time: Callable[[timedelta], None]
) -> None:
    anna, berta = visitor("anna"), visitor("berta")
    conversation = anna.begin("evaluation")
    anna.say(conversation, NURSE)
    pass_time(timedelta(days=91))
    where = f"/conversations/{conversation}"
    assert code_of(anna.http.get(where)) == "not_found"
    assert anna.http.get("/conversations").json() == {"conversations": [], "past": [conversation]}
    assert not advisor.open_to_all(conversation)
    assert code_of(berta.http.get(f"{where}/export/everything.json")) == "not_found"
    assert code_of(berta.http.delete(where)) == "not_found"
    kept = anna.http.get(f"{where}/export/everything.json").json()
    assert "nurse" in str(kept["log"]) and kept["conversation"]["transcript"] == []
    assert logged(advisor) == 1
    assert anna.http.delete(where).status_code == 204
    assert logged(advisor) == 0
    assert anna.http.get("/conversations").json() == {"conversations": [], "past": []}
    assert code_of(anna.http.delete(where)) == "not_found"


def test_whose_it_was_is_forgotten_with_the_log(
    visitor: New, advisor: Advisor, pass_time: Callable[[timedelta], None]
) -> None:
    anna = visitor("anna")
    conversation = anna.begin("evaluation")
    anna.say(conversation, NURSE)
    pass_time(timedelta(days=91))
    pass_time(timedelta(days=366))
    assert logged(advisor) == 0
    assert advisor.store.owners.ever(conversation) is None


def test_who_cannot_come_back_leaves_nothing_to_come_back_to(
    visitor: New, advisor: Advisor, pass_time: Callable[[timedelta], None]
) -> None:
    passing, anna = visitor(None), visitor("anna")
    gone, stays = passing.begin("evaluation"), anna.begin("evaluation")
    for one, conversation in ((passing, gone), (anna, stays)):
        one.say(conversation, NURSE)
    pass_time(timedelta(hours=13))
    assert [advisor.store.known(name) for name in (gone, stays)] == [False, True]
    assert logged(advisor) == 2


def test_the_notice_is_for_who_asks(visitor: New) -> None:
    def summary(level: str, language: str = "en") -> str:
        asked = {"visitor": level, "language": language}
        levels = visitor().http.get("/notice", params=asked).json()["levels"]
        return str(levels[1]["summary"])

    assert "come back" in summary("known") and "come back" not in summary("anonymous")
    assert "borre" in summary("anonymous", "es")
    refused = visitor().http.get("/notice", params={"visitor": "friend"})
    assert code_of(refused) == "bad_request"
