"""What tests of stores share."""

from datetime import UTC, datetime

import pytest

from graph.store.conversations import ConversationStore
from tests.conftest import OpenState

NOON = datetime(2026, 11, 15, 12, tzinfo=UTC)


class HandClock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(open_state: OpenState, clock: HandClock) -> ConversationStore:
    """A store of either kind."""
    return open_state(clock)
