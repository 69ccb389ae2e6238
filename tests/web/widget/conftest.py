"""The widget's tests: the real service, and a site on another origin that embeds it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from advisor.accounts.passwords import AccountFile
from advisor.accounts.roles import COUNSELLOR
from advisor.settings import Settings
from graph.advisor import Advisor
from graph.state import Services
from graph.store.sqlite import SqliteStore
from tests.web.conftest import page as stand_in
from tests.web.widget.host_site import HostSite, running_site
from tests.web_server import WebServer
from web.app import WebApp

ROOMY = {
    "requests_per_minute": 6_000,
    "messages_per_minute": 6_000,
    "address_per_minute": 60_000,
    "visits_per_minute": 6_000,
}


@pytest.fixture(scope="module")
def host() -> Iterator[HostSite]:
    """The site that embeds the advisor."""
    with running_site() as site:
        yield site


@pytest.fixture(scope="module")
def advisor_of_module(
    services: Services, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Advisor]:
    """An advisor for a module's tests, each with conversations of its own."""
    folder = tmp_path_factory.mktemp("widget")
    store = SqliteStore(folder / "conversations.sqlite", lambda: datetime.now(UTC))
    yield Advisor(services, store)
    store.close()


@pytest.fixture(scope="module")
def serving(
    advisor_of_module: Advisor, host: HostSite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebServer]:
    """The service, which the site's pages know the address of."""
    folder = tmp_path_factory.mktemp("keys")
    counsellors = folder / "counsellors"
    AccountFile(counsellors, COUNSELLOR).add("lee", "correct horse battery")
    values = {"data_dir": folder, "counsellors": counsellors, **ROOMY}
    settings = Settings.model_validate(values)
    web = WebApp(advisor_of_module, settings, host.sites(), stand_in)
    with WebServer(web.app) as server:
        host.advisor = server.address
        yield server
    web.turns.close()


@pytest.fixture
def visit(browser: Browser, serving: WebServer, host: HostSite) -> Iterator[Callable[..., Page]]:
    """Open pages of the site; fails if one logs an error or asks a third host."""
    assert host.advisor == serving.address
    opened: list[Page] = []
    wrong: list[str] = []

    def new(address: str | None = None, **context: object) -> Page:
        page = browser.new_context(**context).new_page()  # type: ignore[arg-type]
        page.on("pageerror", lambda error: wrong.append(str(error)))
        allowed = ("http://localhost:", "http://127.0.0.1:", "blob:", "data:")
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(allowed) else wrong.append(asked.url),
        )
        host.visitor = None
        page.goto(address or host.page())
        opened.append(page)
        return page

    yield new
    for page in opened:
        page.context.close()
    assert wrong == []


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    """A CV."""
    path = tmp_path / "cv.txt"
    path.write_text("Registered nurse, St. Mary's Hospital, 2015 to present\n", "utf-8")
    return path
