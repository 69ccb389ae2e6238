"""The service of the web tests: the real advisor behind real HTTP."""

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

from advisor.settings import Settings
from graph.advisor import Advisor
from tests.web.signing import ORIGIN, SECRET, SITE
from tests.web.visitor import Visitor
from tests.web_server import WebServer
from web.app import WebApp
from web.sites import Key, Site, Sites

SITES = Sites(
    {
        SITE: Site(SITE, "Careers", (ORIGIN,), True, {"k1": Key("k1", "HS256", SECRET)}),
        "closed": Site("closed", "Closed", ("https://closed.example",), False, {}),
    }
)


def page(app: FastAPI) -> FastAPI:
    """Stand where the page for browsers is."""

    @app.api_route("/", methods=["GET", "POST"])
    def root() -> PlainTextResponse:
        return PlainTextResponse("the page", headers={"Access-Control-Allow-Origin": "*"})

    return app


@pytest.fixture
def settings(data_dir: object) -> Settings:
    """Settings with room for tests that send a lot."""
    return Settings(
        data_dir=data_dir,  # type: ignore[arg-type]
        requests_per_minute=6_000,
        messages_per_minute=6_000,
        address_per_minute=60_000,
        visits_per_minute=6_000,
    )


@pytest.fixture
def web(advisor: Advisor, settings: Settings) -> Iterator[WebApp]:
    """The service."""
    made = WebApp(advisor, settings, SITES, page)
    yield made
    made.turns.close()


@pytest.fixture
def server(web: WebApp) -> Iterator[WebServer]:
    """The service over HTTP."""
    with WebServer(web.app) as running:
        yield running


@pytest.fixture
def visitor(server: WebServer) -> Iterator[Callable[..., Visitor]]:
    """Make visitors of the service."""
    made: list[Visitor] = []

    def new(name: str | None = "visitor-1", origin: str | None = ORIGIN) -> Visitor:
        made.append(Visitor(server.address, name, origin))
        return made[-1]

    yield new
    for one in made:
        one.close()
