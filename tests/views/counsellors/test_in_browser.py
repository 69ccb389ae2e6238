"""A counsellor at work in a real browser: by mouse, by keyboard, on a phone, in the dark."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.state import Services
from graph.store.sqlite import SqliteStore
from tests.browser import CHROMIUM, on_screens, watch
from tests.test_accessibility import DESKTOP, FOCUS, PHONE, violations
from tests.views.counsellors.serving import HOSTILE, NAME, WORDS, Counselling, share, told
from tests.web.visitor import Json, Visitor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]


class Anna:
    """A client who has told a lot, and shares it."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.conversation = told(visitor)
        for words in (
            "BSN from Ohio State in 2014",
            f"I like teaching. No night shifts. {HOSTILE}",
            "what about becoming a dentist?",
        ):
            visitor.say(self.conversation, words)
        list(visitor.http.get(f"/conversations/{self.conversation}/competence").json())

    def share(self, **changes: object) -> Json:
        return share(self.visitor, self.conversation, **changes)

    def take_back(self, made: Json) -> None:
        shares = f"/conversations/{self.conversation}/shares"
        assert self.visitor.http.delete(f"{shares}/{made['id']}").status_code == 204


@pytest.fixture(scope="module")
def served(
    services: Services, index_data_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Counselling]:
    folder = tmp_path_factory.mktemp("counselling")
    (folder / "index").symlink_to(index_data_dir / "index")
    made = Counselling(folder)
    with made.running(services, lambda now: SqliteStore(folder / "c.sqlite", now), folder):
        yield made
    made.store.close()


@pytest.fixture(scope="module")
def anna(served: Counselling) -> Iterator[Anna]:
    with served.visitor("anna") as visitor:
        yield Anna(visitor)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desktop page; fails if it asks another host, or logs an error."""
    opened = browser.new_page(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    wrong = watch(opened)
    yield opened
    opened.close()
    # What is not there any more is told with its status, which the browser logs.
    assert [line for line in wrong if "404" not in line and "422" not in line] == []


def sign_in(page: Page) -> None:
    page.get_by_label("Name").fill("lee")
    page.get_by_label("Password").fill(WORDS)
    page.get_by_role("button", name="Sign in").click()


def test_from_the_mail_to_the_last_note(page: Page, anna: Anna) -> None:
    made = anna.share(name=NAME)
    page.goto(made["url"])
    sign_in(page)
    expect(page.get_by_role("heading", name="Open what was shared with you?")).to_be_visible()
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    timeline = page.get_by_role("region", name="Work and education")
    expect(timeline.get_by_role("listitem").last).to_contain_text("registered nurse")
    expect(page.get_by_role("region", name="Suggestions")).to_contain_text("Told: ")
    expect(page.get_by_role("region", name="The job the person has in mind")).to_contain_text(
        "Dentists"
    )
    expect(page.get_by_role("region", name="How far to trust this")).to_be_visible()
    assert page.get_by_text("What was said").count() == 0

    page.get_by_label("A new note").fill(f"wants to teach\nring on Monday {HOSTILE}")
    page.get_by_role("button", name="Add the note").click()
    expect(page.locator("ol.notes blockquote")).to_have_text(
        f"wants to teach\nring on Monday {HOSTILE}"
    )
    for name, kind in (("PDF", "pdf"), ("Word", "docx"), ("JSON", "json")):
        with page.expect_download() as saved:
            page.get_by_role("link", name=name).click()
        data = Path(saved.value.path()).read_bytes()
        assert saved.value.suggested_filename.endswith(kind) and len(data) > 1_000
    assert json.loads(data)["notes"][0]["text"].startswith("wants to teach")

    page.get_by_role("link", name="Clients").click()
    row = page.get_by_role("row").filter(has_text=NAME)
    expect(row.get_by_role("cell").last).to_have_text("1")
    assert "ran" not in page.title()
    anna.take_back(made)
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_role("alert")).to_contain_text("There is nothing to open here")
    page.get_by_role("link", name="To the first page").click()
    expect(page.get_by_text(NAME)).to_have_count(0)


def test_everything_can_be_done_by_keyboard(page: Page, anna: Anna, served: Counselling) -> None:
    made = anna.share()
    page.goto(f"{served.address}/counsellor")
    page.get_by_label("Name").focus()
    page.keyboard.type("lee")
    page.keyboard.press("Tab")
    page.keyboard.type(WORDS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Clients")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == ["Skip to the content", True]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(made["url"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Open it")).to_be_visible()
    reach(page, "Open it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your notes")).to_be_visible()
    reach(page, "text")
    page.keyboard.type("by keyboard")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("ol.notes")).to_contain_text("by keyboard")


def reach(page: Page, name: str) -> None:
    """Press Tab until something has the focus, which can always be seen."""
    page.wait_for_load_state()  # without its style a page shows the focus in another way
    for _ in range(40):
        page.keyboard.press("Tab")
        found, seen = page.evaluate(FOCUS)
        assert seen, f"the focus cannot be seen on {found}"
        if found == name:
            return
    raise AssertionError(f"{name} cannot be reached")


@on_screens(DESKTOP, PHONE)
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, anna: Anna, served: Counselling, size: tuple[int, int], scheme: str
) -> None:
    width, height = size
    # The policy forbids the page every script; only the checker's own is let in.
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    made = anna.share(name="x" * 80, transcript=True)
    page.goto(f"{served.address}/counsellor/")
    assert violations(page) == []
    sign_in(page)
    page.goto(made["url"])
    assert violations(page) == []
    page.get_by_role("button", name="Open it").click()
    page.get_by_label("A new note").fill("x" * 300)
    page.get_by_role("button", name="Add the note").click()
    expect(page.locator("ol.notes")).to_be_visible()
    for path in (f"clients/{made['id']}", "", "none"):
        page.goto(f"{served.address}/counsellor/{path}")
        for summary in page.locator("summary").all():
            summary.click()
        assert violations(page) == [], path
        sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert sideways <= 0, path
    anna.take_back(made)
    context.close()


def test_nothing_needs_a_script(browser: Browser, anna: Anna) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    made = anna.share(transcript=True)
    page.goto(made["url"])
    sign_in(page)
    page.get_by_role("button", name="Open it").click()
    page.get_by_text("Show the conversation").click()
    expect(page.locator("ol.said li").first).to_contain_text("The person: I'm a registered nurse")
    page.get_by_label("A new note").fill("   ")
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_role("alert")).to_have_text("Write a note first.")
    page.get_by_label("A new note").fill("without a script")
    page.get_by_role("button", name="Add the note").click()
    expect(page.locator("ol.notes")).to_contain_text("without a script")
    anna.take_back(made)
    context.close()
