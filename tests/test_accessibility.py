"""The page for people who use a keyboard, a screen reader, a phone or the dark.

axe-core looks for everything a program can find; the other tests are what it cannot.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.app_server import AppServer
from tests.browser import CHROMIUM, NURSE, choose, on_screens, say, start, turn

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
# No rule is switched off and no element left out: what Gradio does wrong, ``views/chat.js`` mends.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """rules => axe.run({ resultTypes: ["violations"], runOnly: rules }).then(
  found => found.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`)))"""
FOCUS = """() => {
  const place = document.activeElement, look = getComputedStyle(place);
  return [
    place === document.body ? "" : place.id || place.ariaLabel || place.innerText || place.tagName,
    look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
  ];
}"""
# Elements that stick out of the card, form or panel they are in.
STICKING_OUT = """() => [...document.querySelectorAll(".ca-panel *")].filter(inner => {
  const outer = inner.parentElement.closest(".ca-card, .ca-entry, .ca-panel");
  return outer && inner.getBoundingClientRect().right > outer.getBoundingClientRect().right + 0.5;
}).map(inner => inner.outerHTML.slice(0, 120))"""
PHONE, DESKTOP = (360, 740), (1280, 900)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]


@pytest.fixture(scope="module")
def link(browser: Browser, app: AppServer) -> str:
    """The address of a conversation with suggestions and a weighed target."""
    page = browser.new_page()
    start(page, app.address)
    for words in (NURSE, "BSN from Ohio State in 2014", "I like teaching. No night shifts."):
        say(page, words)
    with turn(page):
        page.get_by_role("button", name="Show me suggestions now").click()
    say(page, "what about becoming a dentist?")
    expect(page.get_by_role("heading", name="Dentists, General")).to_be_visible()
    address = page.url
    page.close()
    return address


@contextmanager
def opened(browser: Browser, address: str, size: tuple[int, int], scheme: str) -> Iterator[Page]:
    """Open the address and unfold everything that can be unfolded."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    start(page, address)
    for summary in page.locator(".ca-card summary, #ca-timeline summary").all():
        # Entries close each other: unfold what is to be seen without the name that ties them.
        summary.evaluate("s => { s.parentElement.name = ''; s.parentElement.open = true; }")
    yield page
    page.close()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN_AXE, RULES)
    return found


@on_screens(DESKTOP, PHONE)
def test_axe_finds_nothing(
    browser: Browser, app: AppServer, link: str, size: tuple[int, int], scheme: str
) -> None:
    with opened(browser, app.address, size, scheme) as first:
        assert violations(first) == []
    with opened(browser, link, size, scheme) as page:
        assert page.locator(".ca-card table.ca-skills:visible").count() >= 3
        assert page.locator("#ca-timeline input[type=text]:visible").count() >= 10
        assert violations(page) == []
        page.get_by_role("button", name="Delete my data").click()
        assert violations(page) == []


def test_axe_finds_nothing_in_questions_and_problems(page: Page) -> None:
    say(page, "I'm a cook since 2015")
    say(page, "what about nursing?")
    expect(page.locator("#ca-chat .option").first).to_be_visible()
    assert violations(page) == []
    page.get_by_text("Add a job").click()
    page.locator("#ca-new-job-title").fill("cook")
    page.locator("#ca-new-job-start").fill("20019")
    with turn(page):
        page.locator("#ca-new-job-start").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    huge: FilePayload = {"name": "cv.txt", "mimeType": "text/plain", "buffer": b"job " * 3_300_000}
    page.locator("input[type=file]").set_input_files(huge)  # refused by Gradio, not by us
    expect(page.locator(".toast-body")).to_have_css("opacity", "1")  # it fades in
    assert violations(page) == []


@pytest.mark.system
@on_screens(DESKTOP, PHONE)
def test_axe_finds_nothing_in_the_activities_and_their_result(
    browser: Browser, link: str, size: tuple[int, int], scheme: str
) -> None:
    with opened(browser, link, size, scheme) as page:
        begin = page.locator("#ca-begin")
        begin.locator("summary").click()
        with turn(page):
            begin.get_by_role("button").first.click()
        expect(page.locator("#ca-items fieldset")).to_have_count(10)
        assert violations(page) == []
        for pages in range(3):
            for number in range(10 * pages + 1, 10 * pages + 11):
                page.locator(f"#ca-item-{number}-{1 + number % 6 % 5}").check()
            with turn(page):
                page.locator("#ca-items .ca-primary").click()
        expect(page.locator("#ca-interests svg")).to_be_visible()
        for summary in page.locator(".ca-card summary").all():
            summary.evaluate("s => { s.parentElement.open = true; }")
        expect(page.locator(".ca-card .ca-hexagon").first).to_be_visible()
        assert violations(page) == []
        assert page.evaluate(STICKING_OUT) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_nothing_sticks_out_of_its_card_on_a_phone(browser: Browser, link: str) -> None:
    with opened(browser, link, PHONE, "light") as page:
        assert page.evaluate(STICKING_OUT) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_every_stop_of_the_keyboard_can_be_seen(browser: Browser, link: str) -> None:
    with opened(browser, link, DESKTOP, "light") as page:
        page.locator("h1").click()  # from here on Tab meets everything
        stops: dict[str, bool] = {}
        for _ in range(200):
            page.keyboard.press("Tab")
            name, outlined = page.evaluate(FOCUS)
            if not name:
                break
            stops[name] = outlined
        assert [name for name, outlined in stops.items() if not outlined] == []
        reached = " ".join(stops)
        for name in ("Conversation", "Send", "ca-suggest", "ca-upload", "Delete my data"):
            assert name in reached
        assert len(stops) > 40


def test_the_page_is_english_whatever_the_browser_speaks(browser: Browser, app: AppServer) -> None:
    context = browser.new_context(locale="es-ES")
    page = context.new_page()
    start(page, app.address)
    expect(page.get_by_role("log")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title() == "Career advisor"
    context.close()


def test_a_reply_is_spoken_once_and_whole(page: Page) -> None:
    log, spoken = page.get_by_role("log", name="Conversation"), page.locator("#ca-spoken")
    expect(log).to_have_attribute("aria-live", "off")
    status = spoken.get_by_role("status")
    status.evaluate(
        "status => { window.spoken = []; new MutationObserver(() => {"
        " if (status.innerText.trim()) window.spoken.push(status.innerText);"
        " }).observe(status, { childList: true, subtree: true, characterData: true }); }"
    )
    for _ in range(2):
        say(page, "hello")
    said = page.locator("#ca-chat .bot-row").last.inner_text().split()
    heard = page.evaluate("window.spoken")
    assert len(heard) == 2
    assert heard[-1].split() == said
    group = page.get_by_role("group", name="You")
    assert group.count() == 2
    assert page.get_by_role("group", name="Career advisor").count() == 3


def focused(place: Locator) -> None:
    expect(place).to_be_focused()


def test_the_focus_stays_with_what_was_changed(page: Page) -> None:
    say(page, "I was a cook from 2010 to 2014, then a cashier since 2015. I like gardening")
    entry = page.locator("#ca-j1 > summary")
    entry.press("Enter")
    page.locator("#ca-j1-employer").fill("Acme")
    with turn(page):
        page.keyboard.press("Enter")
    expect(page.locator("#ca-timeline")).to_contain_text("Acme")
    focused(entry)
    entry.press("Enter")
    page.locator("#ca-j1-employer").press("Enter")  # nothing to save
    focused(entry)
    expect(page.locator("#ca-j1")).not_to_have_attribute("open", "")
    entry.press("Enter")
    page.locator("#ca-j1-start").fill("20010")
    with turn(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("20010")
    focused(page.locator("#ca-j1-title"))
    with turn(page):
        page.get_by_role("button", name="Remove cook").press("Enter")
    expect(page.locator("#ca-timeline")).not_to_contain_text("Acme")
    focused(page.get_by_role("region", name="Your history"))
    page.get_by_text("Add a job").press("Enter")
    page.locator("#ca-new-job-title").fill("baker")
    with turn(page):
        page.keyboard.press("Enter")
    focused(page.locator("#ca-new-job > summary"))
    with turn(page):
        page.get_by_role("button", name="Remove: gardening").press("Enter")
    focused(page.get_by_role("region", name="Your history"))
    say(page, "what about nursing?")
    with turn(page):
        page.locator("#ca-chat .option").first.press("Enter")
    focused(page.get_by_label("Your message", exact=True))
    page.get_by_role("button", name="Delete my data").press("Enter")
    with turn(page):
        page.get_by_role("button", name="Delete for good").press("Enter")
    focused(page.get_by_role("region", name="Before we start: what may be kept?"))
    choose(page, "Just use the advisor")
    focused(page.get_by_label("Your message", exact=True))
