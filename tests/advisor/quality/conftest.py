"""An empty log of either kind."""

from collections.abc import Iterator

import pytest

from advisor.log.database import Database
from advisor.log.log import ConversationLog


@pytest.fixture
def log(log_url: str) -> Iterator[ConversationLog]:
    opened = ConversationLog(Database(log_url))
    yield opened
    opened.close()
