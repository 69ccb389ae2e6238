"""The whole service with two counsellors, and what visitors and they do with it over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from advisor.accounts.passwords import AccountFile
from advisor.accounts.roles import COUNSELLOR
from advisor.settings import Settings
from graph.advisor import Advisor
from graph.state import Services
from graph.store.conversations import ConversationStore
from tests.browser import NURSE
from tests.conftest import OpenState
from tests.views.operators.page import csrf_of
from tests.web.conftest import page
from tests.web.signing import ORIGIN, SECRET, SITE
from tests.web.visitor import Json, Visitor
from tests.web_server import WebServer
from web.app import WebApp
from web.sites import Key, Site, Sites

WORDS = "correct horse battery"
NAME = "Anna </bdi><img src=x onerror=alert(1)>"
HOSTILE = "</bdi><script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"
KEYS = {"k1": Key("k1", "HS256", SECRET)}
SITES = Sites({SITE: Site(SITE, "Careers", (ORIGIN,), True, KEYS)})


class Counselling:
    """The service, its visitors and its counsellors Lee and Kim.

    Attributes:
        file: of counsellors.
        store: of conversations.
        ahead: how far the calendar of conversations is ahead.
        address: of the service.
    """

    def __init__(self, folder: Path) -> None:
        self.file = AccountFile(folder / "counsellors", COUNSELLOR)
        for name in ("lee", "kim"):
            self.file.add(name, WORDS)
        self.ahead = timedelta()
        self.address = ""

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    @contextmanager
    def running(self, services: Services, open_state: OpenState, folder: Path) -> Iterator[None]:
        self.store: ConversationStore = open_state(self.now)
        settings = Settings(
            data_dir=folder,
            counsellors=self.file.path,
            requests_per_minute=6_000,
            visits_per_minute=6_000,
        )
        web = WebApp(Advisor(services, self.store), settings, SITES, page)
        with WebServer(web.app) as server:
            self.address = server.address
            yield
        web.turns.close()

    @contextmanager
    def visitor(self, name: str | None = "anna") -> Iterator[Visitor]:
        visitor = Visitor(self.address, name)
        try:
            yield visitor
        finally:
            visitor.close()

    @contextmanager
    def counsellor(self, name: str | None = "lee") -> Iterator[httpx.Client]:
        """Return a client that follows nothing by itself; signed in unless the name is None."""
        headers = {"Origin": self.address}
        with httpx.Client(base_url=self.address, timeout=30, headers=headers) as client:
            if name is not None:
                assert sign_in(client, name).headers["location"] == "/counsellor/"
            yield client


def sign_in(client: httpx.Client, name: str, password: str = WORDS) -> httpx.Response:
    token = csrf_of(client.get("/counsellor/sign-in"))
    form = {"name": name, "password": password, "csrf": token}
    return client.post("/counsellor/sign-in", data=form)


def told(visitor: Visitor, consent: str = "evaluation") -> str:
    """Hold a conversation until there are suggestions; return its id."""
    conversation = visitor.begin(consent)
    visitor.say(conversation, NURSE)
    visitor.say(conversation, "Show me suggestions now")
    return conversation


def share(visitor: Visitor, conversation: str, **changes: object) -> Json:
    body = {"name": "Anna", "days": 30} | changes
    made = visitor.http.post(f"/conversations/{conversation}/shares", json=body)
    assert made.status_code == 201, made.text
    found: Json = made.json()
    return found


def open_share(client: httpx.Client, share_id: str) -> httpx.Response:
    """Follow a link and press the button; return the answer to the first of both not done."""
    asked = client.get(f"/counsellor/shared/{share_id}")
    if asked.status_code != 200:
        return asked
    return client.post(f"/counsellor/shared/{share_id}", data={"csrf": csrf_of(asked)})


def note(client: httpx.Client, share_id: str, text: str) -> httpx.Response:
    token = csrf_of(client.get("/counsellor/"))
    return client.post(f"/counsellor/clients/{share_id}", data={"csrf": token, "text": text})
