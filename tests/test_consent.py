"""In a real browser: what may be kept is asked first, kept to, changed, and erased."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app_server import AppServer
from tests.browser import CHROMIUM, choose, say, turn, until, visit, watch
from tests.test_accessibility import violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
HELP = "Use it and help improve it"
USE = "Just use the advisor"


@pytest.fixture
def asked(browser: Browser, app: AppServer) -> Iterator[Page]:
    """A page on which nothing was chosen yet."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    wrong = watch(page)
    visit(page, app.address)
    yield page
    page.close()
    assert wrong == []


def rows(app: AppServer, file: str, query: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(app.data_dir / file)) as database:
        return database.execute(query, values).fetchall()


def conversation_of(page: Page) -> str:
    return page.url.split("#c=")[1]


def test_nothing_can_be_said_before_it_is_chosen_what_may_be_kept(asked: Page) -> None:
    for hidden in (asked.get_by_label("Your message", exact=True), asked.locator("#ca-suggest")):
        expect(hidden).to_be_hidden()
    question = asked.get_by_role("region", name="Before we start: what may be kept?")
    expect(question).to_be_visible()
    assert violations(asked) == []
    question.get_by_text("What exactly is kept").click()
    expect(question).to_contain_text("until 5 minutes after you close the page")
    expect(question).to_contain_text("phone numbers")
    asked.get_by_role("button", name=USE).press("Enter")
    message = asked.get_by_label("Your message", exact=True)
    expect(message).to_be_focused()
    expect(asked.locator("#ca-consent")).to_contain_text("Nothing you write is kept")


def test_who_helps_is_kept_redacted_until_they_take_it_back(asked: Page, app: AppServer) -> None:
    choose(asked, HELP)
    say(asked, "My name is Oluwaseun Adeyemi, I was a potter at Kilnworks from 2010 to 2014")
    (kept,) = rows(app, "log.sqlite", "SELECT message FROM texts WHERE message LIKE '%Kilnworks%'")
    assert "Adeyemi" not in kept[0]
    assert "potter" in kept[0]
    asked.locator(".ca-consent-made summary").click()
    with turn(asked):
        asked.get_by_role("button", name=USE).click()
    expect(asked.locator("#ca-consent")).to_contain_text("Nothing you write is kept")
    assert rows(app, "log.sqlite", "SELECT 1 FROM texts WHERE message LIKE '%Kilnworks%'") == []
    expect(asked.locator("#ca-timeline")).to_contain_text("Kilnworks")  # the visit goes on


def test_a_thumb_is_noted(asked: Page, app: AppServer) -> None:
    choose(asked, USE)
    before = rows(app, "log.sqlite", "SELECT count(*) FROM thumbs")[0][0] if log_is(app) else 0
    say(asked, "I was a cook from 2010 to 2014")
    asked.get_by_role("button", name="This reply did not help").click()

    def noted() -> list[tuple[Any, ...]]:
        return rows(app, "log.sqlite", "SELECT turn, helpful FROM thumbs ORDER BY id")[before:]

    until(lambda: bool(noted()), lambda: asked.wait_for_timeout(20))
    assert noted() == [(1, 0)]


def log_is(app: AppServer) -> bool:
    path = app.data_dir / "log.sqlite"
    return path.exists() and bool(
        rows(app, "log.sqlite", "SELECT 1 FROM sqlite_master WHERE name = 'thumbs'")
    )


def test_everything_kept_is_taken_along_and_then_erased_to_the_last_byte(
    asked: Page, app: AppServer
) -> None:
    choose(asked, HELP)
    say(asked, "I was a beekeeper at Xylographica Farm from 2001 to 2009")
    with asked.expect_download() as download:
        asked.get_by_role("button", name="Everything kept (JSON)").click()
    kept = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert "Xylographica" in kept["conversation"]["transcript"][0]["text"]
    assert "Xylographica" in kept["log"]["turns"][0]["message"]
    pseudonym = kept["log"]["pseudonym"].encode()
    assert files_with(app, pseudonym)
    asked.get_by_role("button", name="Delete my data").click()
    with turn(asked):
        asked.get_by_role("button", name="Delete for good").click()
    expect(asked.get_by_role("region", name="Before we start: what may be kept?")).to_be_visible()
    assert files_with(app, b"Xylographica") == []
    assert files_with(app, pseudonym) == []


def files_with(app: AppServer, wanted: bytes) -> list[str]:
    files = [path for path in app.data_dir.rglob("*") if path.is_file()]
    return [path.name for path in files if wanted in path.read_bytes()]


def test_the_end_of_a_visit_is_noticed_and_a_page_loaded_anew_is_none(
    browser: Browser, app: AppServer
) -> None:
    page = browser.new_page()
    visit(page, app.address)
    choose(page, USE)
    say(page, "I was a cook from 2010 to 2014")
    name = conversation_of(page)

    def closed_at() -> str | None:
        query = "SELECT closed_at FROM conversations WHERE id = ?"
        ((found,),) = rows(app, "conversations.sqlite", query, name)
        return str(found) if found else None

    assert closed_at() is None
    link = page.url
    page.close()
    until(lambda: closed_at() is not None)
    again = browser.new_page()
    visit(again, link)
    expect(again.locator("#ca-timeline")).to_contain_text("cook")
    until(lambda: closed_at() is None, lambda: again.wait_for_timeout(20))
    again.close()


def test_programs_can_read_what_is_kept(asked: Page, app: AppServer) -> None:
    notice = asked.request.get(f"{app.address}/privacy.json").json()
    assert [level["title"] for level in notice["levels"]] == [USE, HELP]


def test_on_a_phone_the_choice_fits(browser: Browser, app: AppServer) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, has_touch=True)
    visit(page, app.address)
    expect(page.get_by_role("button", name=HELP)).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
