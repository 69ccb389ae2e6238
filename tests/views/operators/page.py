"""The operators' page on a real server, and an operator's HTTP client."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import httpx
from fastapi import FastAPI

from advisor.accounts.passwords import AccountFile
from advisor.accounts.roles import OPERATOR
from advisor.log.database import Database
from advisor.log.log import ConversationLog
from advisor.log.pseudonyms import Pseudonyms
from graph.turn_log import TurnLog
from tests.fakes import Blots, Clock
from tests.web_server import WebServer
from views.operators.app import Operators, add_operators_page
from views.security import AddHeaders, page_headers

WORDS = "correct horse battery"
LABELS = ("good", "misread", "wrong fact")


class Served:
    """The page over a log that a test fills.

    Attributes:
        log: the log.
        file: who may sign in; Kim may.
        clock: of tries to sign in.
        ahead: how far the page's calendar is ahead.
    """

    def __init__(self, folder: Path) -> None:
        self.log = ConversationLog(Database(f"sqlite:///{folder / 'log.sqlite'}"))
        self.file = AccountFile(folder / "operators", OPERATOR)
        self.file.add("kim", WORDS)
        self.clock = Clock()
        self.ahead = timedelta()
        self.address = ""

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    @contextmanager
    def running(self) -> Iterator["Served"]:
        app = FastAPI(openapi_url=None)
        app.add_middleware(AddHeaders, headers=page_headers())
        turn_log = TurnLog(
            self.log, Pseudonyms(b"0" * 16), Blots("Marzipan", "unjudgeable"), self.now
        )
        operators = Operators(self.file.path, LABELS, self.now, self.clock, slowest_s=0)
        add_operators_page(app, turn_log, operators)
        with WebServer(app) as server:
            self.address = server.address
            yield self
        self.log.close()

    def client(self) -> httpx.Client:
        """Return a client that follows nothing by itself, as a browser with its own cookies."""
        return httpx.Client(base_url=self.address, timeout=20)

    @contextmanager
    def signed_in(self) -> Iterator[httpx.Client]:
        with self.client() as client:
            assert sign_in(client).headers["location"] == "/operator/"
            yield client


def sign_in(client: httpx.Client, name: str = "kim", password: str = WORDS) -> httpx.Response:
    token = csrf_of(client.get("/operator/sign-in"))
    form = {"name": name, "password": password, "csrf": token}
    return client.post("/operator/sign-in", data=form)


def csrf_of(response: httpx.Response) -> str:
    """Return the token of the first form on a page."""
    assert response.status_code in (200, 401, 422), response.text
    found = re.search(r'name="csrf" value="([^"]+)"', response.text)
    assert found is not None
    return found[1]


class Elements(HTMLParser):
    """The elements of a page: their names, and every attribute."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes |= {name for name, _ in attrs}
