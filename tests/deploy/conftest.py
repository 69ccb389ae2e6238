"""What is needed to start the whole service; without it these tests are skipped."""

import pytest

from tests.nginx import PROGRAM
from tests.postgres import programs


@pytest.fixture(scope="session", autouse=True)
def _installed() -> None:
    if PROGRAM is None:
        pytest.skip("nginx is not installed")
    if programs() is None:
        pytest.skip("Postgres is not installed")
