"""The operators' page of the running app: off without operators; what a person said, redacted."""

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from advisor.accounts.passwords import AccountFile
from advisor.accounts.roles import OPERATOR
from advisor.settings import Settings
from graph.advisor import Advisor
from retrieval.errors import AdvisorError
from tests.app_server import AppServer
from tests.browser import CHROMIUM, choose, say, turn, watch
from tests.views.operators.page import WORDS, sign_in
from ui import mount
from views.operators.app import Operators


@pytest.mark.parametrize("path", ["", "/", "/sign-in", "/conversations", "/style.css"])
def test_without_operators_there_is_no_such_page(app: AppServer, path: str) -> None:
    found = httpx.get(f"{app.address}/operator{path}", timeout=20)
    assert found.status_code == 404
    assert "Sign in" not in found.text


def test_operators_without_a_log_are_refused(advisor: Advisor, tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="expected a log to look at"):
        mount(advisor, Operators(tmp_path / "operators", ("good",)))


def test_labels_are_those_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "good" in Settings.load().labels
    monkeypatch.setenv("ADVISOR_OPERATOR_LABELS", "fine, , off topic,fine")
    assert Settings.load().labels == ("fine", "off topic")


@pytest.mark.system
@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_what_a_person_said_is_read_redacted(browser: Browser, data_dir: Path) -> None:
    file = data_dir / "operators"
    AccountFile(file, OPERATOR).add("kim", WORDS)
    with AppServer(data_dir, ADVISOR_OPERATORS=str(file)) as server:
        page = browser.new_page()
        wrong = watch(page)
        with turn(page):
            page.goto(server.address)
        choose(page, "Use it and help improve it")
        say(page, "I'm a nurse since 2015, write to me at jo.marzipan@example.org")
        page.goto(f"{server.address}/operator/")
        page.get_by_label("Name").fill("kim")
        page.get_by_label("Password").fill(WORDS)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("1 conversation with 1 turn;")).to_be_visible()
        page.get_by_role("link", name="Conversations").click()
        page.get_by_role("region").get_by_role("link").click()
        said = page.locator("blockquote.person")
        expect(said).to_have_text("I'm a nurse since 2015, write to me at [EMAIL]")
        page.get_by_text("Add a note to turn 1").click()
        page.get_by_label("misread").check()
        page.get_by_label("Comment").fill("call 555-0142-333 or jo.marzipan@example.org")
        page.get_by_role("button", name="Add the note").click()
        expect(page.locator(".notes")).to_contain_text("[EMAIL]")
        assert "marzipan" not in page.content()
        page.close()
        with httpx.Client(base_url=server.address, timeout=20) as client:
            assert sign_in(client, "kim", "wrong").status_code == 401
    assert wrong == []
