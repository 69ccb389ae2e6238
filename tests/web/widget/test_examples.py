"""The example sites, run as they are, and visited with a browser."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.settings import Settings
from graph.advisor import Advisor
from graph.state import Services
from graph.store.sqlite import SqliteStore
from tests.app_server import free_port
from tests.browser import CHROMIUM, NURSE
from tests.conftest import ROOT
from tests.web.conftest import page as stand_in
from tests.web.signing import SECRET
from tests.web.widget.conftest import ROOMY
from tests.web.widget.panel import agree, open_panel, say
from tests.web_server import WebServer
from web.app import WebApp
from web.sites import Key, Site, Sites

NODE = shutil.which("node")
EXAMPLES = ROOT / "examples"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]


@contextmanager
def running(command: list[str], port: int, advisor: str, tmp_path: Path) -> Iterator[str]:
    """Run an example's server; return the site's origin."""
    origin = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "PORT": str(port),
        "ADVISOR_ADDRESS": advisor,
        "ADVISOR_KEY": SECRET,
    }
    log = tmp_path / "site.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    until = time.monotonic() + 20
    while f"Serving on {origin}" not in log.read_text("utf-8"):
        assert process.poll() is None and time.monotonic() < until, log.read_text("utf-8")
        time.sleep(0.05)
    yield origin
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def ports() -> dict[str, int]:
    return {name: free_port() for name in ("plain", "python", "node")}


@pytest.fixture(scope="module")
def advisor_address(
    services: Services, ports: dict[str, int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The service, that knows the site of the examples."""
    folder = tmp_path_factory.mktemp("examples")
    store = SqliteStore(folder / "conversations.sqlite", lambda: datetime.now(UTC))
    origins = tuple(f"http://localhost:{port}" for port in ports.values())
    keys = {"2026-11": Key("2026-11", "HS256", SECRET)}
    site = Site("careers-north", "Careers North", origins, True, keys)
    settings = Settings.model_validate({"data_dir": folder, **ROOMY})
    web = WebApp(Advisor(services, store), settings, Sites({site.id: site}), stand_in)
    with WebServer(web.app) as server:
        yield server.address
    web.turns.close()
    store.close()


COMMANDS = {
    "python": [sys.executable, str(EXAMPLES / "python" / "server.py")],
    "node": [NODE or "", str(EXAMPLES / "node" / "server.mjs")],
}


@pytest.mark.system
@pytest.mark.parametrize(
    "name",
    [
        "python",
        pytest.param(
            "node", marks=pytest.mark.skipif(NODE is None, reason="node is not installed")
        ),
    ],
)
def test_who_is_signed_in_comes_back_to_the_conversation(
    browser: Browser, advisor_address: str, ports: dict[str, int], tmp_path: Path, name: str
) -> None:
    with running(COMMANDS[name], ports[name], advisor_address, tmp_path) as origin:
        page = signed_in(browser, origin, f"member-{name}")
        agree(page, "evaluation")
        say(page, NURSE)
        again = signed_in(browser, origin, f"member-{name}")
        expect(again.locator(".line.user")).to_contain_text("registered nurse")
        stranger = signed_in(browser, origin, "somebody-else")
        expect(stranger.locator("[data-key=level-use]")).to_be_visible()
        nobody = browser.new_context().new_page()
        nobody.goto(origin)
        with nobody.expect_response("**/api/v1/visits") as begun:
            open_panel(nobody)
        assert begun.value.json()["visitor"]["level"] == "anonymous"
        for one in (page, again, stranger, nobody):
            one.context.close()


def signed_in(browser: Browser, origin: str, member: str) -> Page:
    """Sign in on the site with a browser of one's own, and open the panel."""
    page = browser.new_context().new_page()
    page.goto(origin)
    page.get_by_label("Your member number").fill(member)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text(f"Signed in as {member}.")).to_be_visible()
    with page.expect_response("**/api/v1/visits") as begun:
        open_panel(page)
    assert begun.value.json()["visitor"]["level"] == "known"
    return page


def test_a_plain_page(
    browser: Browser, advisor_address: str, ports: dict[str, int], tmp_path: Path
) -> None:
    text = (EXAMPLES / "plain" / "index.html").read_text("utf-8")
    assert "http://127.0.0.1:7860" in text
    (tmp_path / "index.html").write_text(text.replace("http://127.0.0.1:7860", advisor_address))
    command = [sys.executable, "-m", "http.server", str(ports["plain"]), "--bind", "127.0.0.1"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
    page = browser.new_context().new_page()
    try:
        visit_when_up(page, f"http://localhost:{ports['plain']}/")
        expect(page.locator("career-advisor .launcher")).to_be_visible()
        page.get_by_role("button", name="Talk to the advisor").click()
        expect(page.locator("career-advisor .panel")).to_be_focused()
        expect(page.locator(".top")).to_have_css("background-color", "rgb(29, 78, 216)")
        agree(page)
        say(page, NURSE)
    finally:
        process.kill()
        process.wait()
        page.context.close()


def visit_when_up(page: Page, address: str) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            httpx.get(address)
            break
        except httpx.ConnectError:
            assert time.monotonic() < until
            time.sleep(0.05)
    page.goto(address)
