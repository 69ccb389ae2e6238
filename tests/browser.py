"""Headless Chromium on the app, and what a person does with the page."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NURSE = (
    "I'm a registered nurse at St. Mary's Hospital since 2015."
    " Before that I was a nursing assistant at Willow Creek, 2011 to 2014."
)
expect.set_options(timeout=20_000)


def on_screens(large: tuple[int, int], small: tuple[int, int]) -> pytest.MarkDecorator:
    """Run a test on a large light screen and on a small dark one; the other two take longer.

    It gets ``size``, width and height in pixels, and ``scheme``.
    """
    longer = pytest.mark.system
    return pytest.mark.parametrize(
        ("size", "scheme"),
        [
            pytest.param(large, "light", id="large-light"),
            pytest.param(small, "dark", id="small-dark"),
            pytest.param(large, "dark", id="large-dark", marks=longer),
            pytest.param(small, "light", id="small-light", marks=longer),
        ],
    )


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start the browser and stop it at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def watch(page: Page) -> list[str]:
    """Return a list that fills with requests to other hosts and errors of the page."""
    wrong: list[str] = []

    def requested(request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in ("data", "blob") and where.hostname != "127.0.0.1":
            wrong.append(request.url)

    def failed(text: str) -> None:
        # Leaving a page aborts what Gradio has open; it throws or logs that, and we abort nothing.
        if not text.startswith("AbortError: "):
            wrong.append(text)

    page.on("request", requested)
    page.on("pageerror", lambda error: failed(str(error)))
    page.on("console", lambda line: failed(line.text) if "Error" in line.text else None)
    return wrong


def visit(page: Page, address: str) -> None:
    """Open a page and answer nothing."""
    with turn(page):
        page.goto(address)
    expect(page.get_by_role("heading", name="Your history")).to_be_visible()


def start(page: Page, address: str) -> None:
    """Open a conversation; in a new one agree to the least."""
    visit(page, address)
    if page.locator("[data-first]").count():
        choose(page, "Just use the advisor")


def choose(page: Page, level: str) -> None:
    """Answer what may be kept."""
    with turn(page):
        page.get_by_role("button", name=level).click()


@contextmanager
def turn(page: Page) -> Iterator[None]:
    """Wait until what the block sends off is answered to the end, and what follows it too.

    A turn asks twice: for the answer, then for how far to trust it.
    """
    asked: list[Request] = []
    answering: set[Request] = set()

    def began(request: Request) -> None:
        if "/queue/join" in request.url:
            asked.append(request)
        if "/queue/data" in request.url:  # the stream of updates
            answering.add(request)

    def ended(request: Request) -> None:
        answering.discard(request)

    page.on("request", began)
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)  # the page hangs up once it has everything
    yield
    until(lambda: len(asked) >= 2 and not answering, lambda: page.wait_for_timeout(20))
    page.remove_listener("request", began)
    page.remove_listener("requestfinished", ended)
    page.remove_listener("requestfailed", ended)
    expect(page.locator("#ca-chat .message-row").last).not_to_have_text("…")


def say(page: Page, text: str) -> None:
    page.get_by_label("Your message", exact=True).fill(text)
    with turn(page):
        page.keyboard.press("Enter")


def until(true: Callable[[], bool], wait: Callable[[], None] = lambda: time.sleep(0.02)) -> None:
    """Wait until something outside the page is so."""
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        wait()
