"""The service with counsellors, over either store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.state import Services
from tests.conftest import OpenState
from tests.views.counsellors.serving import Counselling


@pytest.fixture
def served(services: Services, open_state: OpenState, data_dir: Path) -> Iterator[Counselling]:
    made = Counselling(data_dir)
    with made.running(services, open_state, data_dir):
        yield made
