"""What tests share: the real catalogue, title index (built once, kept) and advisor."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Page
from xdist.scheduler import LoadFileScheduling

os.environ["LANGGRAPH_STRICT_MSGPACK"] = "true"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from advisor.settings import Settings
from graph.advisor import Advisor
from graph.services import open_services
from graph.state import Services
from graph.store.conversations import ConversationStore
from graph.store.postgres import PostgresStore
from graph.store.rows import Clock
from graph.store.sqlite import SqliteStore
from retrieval.catalog import Catalog
from retrieval.search import HybridSearch, open_search
from tests.app_server import AppServer
from tests.browser import open_browser, start, watch
from tests.postgres import Postgres, programs

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 15)
OpenState = Callable[[Clock], ConversationStore]


class ByServer(LoadFileScheduling):  # type: ignore[misc]  # pytest-xdist has no types
    """Keeps the tests of a file in one process, and all files that share a running server."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return next((server for server, files in _SERVERS.items() if file.startswith(files)), file)


_SERVERS = {
    "app": (
        "tests/test_ui.py",
        "tests/test_accessibility.py",
        "tests/test_consent.py",
        "tests/test_operators.py",
    ),
    "service": ("tests/security/",),
}
"""The fixtures that take longest to start, and where most of their tests are."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByServer:
    return ByServer(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first, so that no process is left with it at the end."""
    long = tuple(file for files in _SERVERS.values() for file in files)
    items.sort(key=lambda item: not item.nodeid.startswith(long))


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped O*NET facts."""
    return Catalog.load(Settings().onet_dir)


@pytest.fixture(scope="session")
def index_data_dir(catalog: Catalog) -> Path:
    """A data folder with the real title index; git ignores it, and a second run starts at once."""
    open_search(catalog, ROOT / ".cache")
    return ROOT / ".cache"


@pytest.fixture(scope="session")
def search(catalog: Catalog, index_data_dir: Path) -> HybridSearch:
    """The real title search."""
    return open_search(catalog, index_data_dir)


@pytest.fixture(scope="session")
def services(index_data_dir: Path) -> Services:
    """The real services with the built-in interviewer, on 15 November 2026."""
    opened = open_services(Settings(data_dir=index_data_dir), lambda: TODAY, None)
    gc.freeze()  # a million objects that stay need not be looked at by every collection
    return opened


@pytest.fixture
def data_dir(index_data_dir: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own, with the shared index linked in."""
    (tmp_path / "index").symlink_to(index_data_dir / "index")
    return tmp_path


@pytest.fixture
def advisor(services: Services, tmp_path: Path) -> Iterator[Advisor]:
    """An advisor that keeps its conversations in the test's own folder."""
    store = SqliteStore(tmp_path / "conversations.sqlite", lambda: datetime.now(UTC))
    yield Advisor(services, store)
    store.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real Postgres server."""
    if programs() is None:
        pytest.skip("Postgres is not installed")
    # Not below pytest's own folder, which the server's user may not enter.
    with TemporaryDirectory(prefix="pg-") as folder, Postgres(Path(folder)) as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Postgres) -> str:
    """The address of a Postgres database without tables."""
    postgres.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return postgres.url


@pytest.fixture(params=["sqlite", "postgres"])
def log_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty log, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'log.sqlite'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=["sqlite", "postgres"])
def open_state(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenState]:
    """Opens a store of conversations of either kind, again and again the same, with a clock."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    opened = list[ConversationStore]()

    def open_one(now: Clock) -> ConversationStore:
        path = tmp_path / "state" / "conversations.sqlite"
        store = SqliteStore(path, now) if url is None else PostgresStore(url, now)
        opened.append(store)
        return store

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def app(index_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """The running app, with a data folder of its own."""
    folder = tmp_path_factory.mktemp("app")
    (folder / "index").symlink_to(index_data_dir / "index")
    with AppServer(folder) as server:
        yield server


@pytest.fixture
def page(browser: Browser, app: AppServer) -> Iterator[Page]:
    """A desktop page on a new conversation; fails if it asks another host or logs an error."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    wrong = watch(opened)
    start(opened, app.address)
    yield opened
    opened.close()
    assert wrong == []
