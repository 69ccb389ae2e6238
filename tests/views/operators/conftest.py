"""The operators' page over an empty log."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.views.operators.page import Served


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with Served(tmp_path).running() as running:
        yield running
