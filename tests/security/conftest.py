"""The whole service as a process, and who attacks it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from advisor.settings import Settings
from tests.security.service import Service
from tests.web.signing import ORIGIN
from tests.web.visitor import Visitor


@pytest.fixture(scope="session")
def service(index_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The running service, with a data folder of its own."""
    folder = tmp_path_factory.mktemp("service")
    (folder / "index").symlink_to(index_data_dir / "index")
    with Service(folder) as running:
        yield running


@pytest.fixture
def stranger(service: Service) -> Iterator[httpx.Client]:
    """Somebody without a token, who names no origin."""
    with httpx.Client(base_url=service.address, timeout=30) as client:
        yield client


@pytest.fixture
def visitor(service: Service) -> Iterator[Callable[..., Visitor]]:
    """Make visitors of the service."""
    made: list[Visitor] = []

    def new(name: str | None = "visitor-1", origin: str | None = ORIGIN) -> Visitor:
        made.append(Visitor(service.address, name, origin))
        return made[-1]

    yield new
    for one in made:
        one.close()


@pytest.fixture
def settings(data_dir: Path) -> Settings:
    """Settings with room for tests that send a lot."""
    return Settings(
        data_dir=data_dir,
        requests_per_minute=6_000,
        messages_per_minute=6_000,
        address_per_minute=60_000,
        visits_per_minute=6_000,
    )
