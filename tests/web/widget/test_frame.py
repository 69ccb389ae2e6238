"""The panel in a frame of ours: where the page's policy forbids to call the API, or asks for it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser import ARGUMENTS, CHROMIUM, NURSE
from tests.web.widget.host_site import HostSite, running_site
from tests.web.widget.panel import agree, open_panel, say, tab
from tests.web_server import WebServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
Visit = Callable[..., Page]


def frame_of(page: Page) -> FrameLocator:
    return page.frame_locator("career-advisor iframe")


def policy(serving: WebServer, more: str = "") -> str:
    return (
        "default-src 'self'; connect-src 'self'; style-src 'self';"
        f" script-src 'unsafe-inline' {serving.address}; {more}"
    )


def test_a_policy_that_forbids_the_api_leads_to_the_frame(
    visit: Visit, host: HostSite, serving: WebServer
) -> None:
    page = visit(host.page(csp=policy(serving, f"frame-src {serving.address}")))
    open_panel(page)
    frame = frame_of(page)
    agree(frame)
    say(frame, NURSE)
    frame.get_by_role("button", name="Show suggestions now").click()
    expect(frame.get_by_role("button", name="See your")).to_be_visible()
    told = page.evaluate("window.told.map(([name]) => name)")
    assert {"ready", "open", "message", "suggested"} <= set(told)
    assert "error" not in told
    assert "nurse" not in json.dumps(page.evaluate("window.told"))


def test_a_policy_that_forbids_the_frame_too_is_said(
    visit: Visit, host: HostSite, serving: WebServer
) -> None:
    page = visit(host.page(csp=policy(serving)))
    open_panel(page)
    expect(page.get_by_role("alert")).to_contain_text("does not let the advisor load")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("career-advisor .launcher")).to_be_focused()


def test_a_known_visitor_in_the_frame(visit: Visit, host: HostSite) -> None:
    page = visit(host.page('data-mode="iframe" data-token-url="/token" data-language="es"'))
    host.visitor = "visitor-3"
    open_panel(page)
    frame = frame_of(page)
    expect(frame.get_by_role("heading", name="¿qué se puede guardar?")).to_be_visible()
    agree(frame)
    heading = tab(frame, "data").get_by_role("heading", name="Compartir con un orientador")
    expect(heading).to_be_visible()
    source = page.locator("career-advisor iframe").get_attribute("src") or ""
    assert set(source.partition("?")[2].replace("=", "&").split("&")[::2]) == {
        "origin",
        "site",
        "language",
    }
    with page.expect_download() as saved:
        frame.get_by_role("button", name="JSON Resume").click()
    assert saved.value.suggested_filename == "resume.json"


def test_escape_in_the_frame_closes_it_and_the_panel_can_be_widened(
    visit: Visit, host: HostSite
) -> None:
    page = visit(host.page('data-mode="iframe"'))
    open_panel(page)
    frame = frame_of(page)
    expect(frame.locator(".panel")).to_be_focused()
    place = page.locator("career-advisor .place")
    narrow = place.bounding_box()
    frame.get_by_role("button", name="Larger window").click()
    expect(page.locator("career-advisor.wide")).to_have_count(1)
    wide = place.bounding_box()
    assert narrow is not None
    assert wide is not None
    assert wide["width"] > narrow["width"]
    resized = page.evaluate("window.told.filter(([name]) => name === 'resize').at(-1)[1].width")
    assert resized == pytest.approx(wide["width"], abs=2)
    page.keyboard.press("Escape")
    expect(place).to_be_hidden()
    expect(page.locator("career-advisor .launcher")).to_be_focused()


def test_the_theme_of_the_page_reaches_the_frame(visit: Visit, host: HostSite) -> None:
    colours = """document.documentElement.style.setProperty("--career-advisor-accent", "#7c2d12");
      document.documentElement.style.setProperty("--career-advisor-radius", "url(x)");"""
    page = visit(host.page('data-mode="iframe"', first=colours))
    open_panel(page)
    top = frame_of(page).locator(".top")
    expect(top).to_have_css("background-color", "rgb(124, 45, 18)")


def test_a_site_that_is_not_listed_may_not_frame_it(serving: WebServer, visit: Visit) -> None:
    with running_site() as stranger:
        stranger.advisor = serving.address
        page = visit(stranger.page('data-mode="iframe"'))
        open_panel(page)
        expect(page.get_by_role("alert")).to_contain_text("cannot be reached", timeout=20_000)
        expect(page.get_by_role("button", name="Try again")).to_be_visible()
        page.close()


def test_messages_of_others_are_not_believed(visit: Visit, host: HostSite) -> None:
    page = visit(host.page('data-mode="iframe"'))
    open_panel(page)
    frame = frame_of(page)
    expect(frame.locator("[data-key=level-use]")).to_be_visible()
    # The page itself is not our frame: nothing that it posts closes the panel or names an event.
    page.evaluate(
        """() => {
          for (const type of ["close", "resize", "event"])
            postMessage({ career_advisor: 1, type, name: "suggested", wide: true }, "*");
        }"""
    )
    # Another window inside the page is not the page around our frame.
    page.evaluate(
        """() => {
          const other = document.createElement("iframe");
          document.body.append(other);
          const target = document.querySelector("career-advisor").shadowRoot
            .querySelector("iframe").contentWindow;
          other.contentWindow.target = target;
          other.contentWindow.eval(
            'target.postMessage({career_advisor: 1, type: "language", language: "zh"}, "*")');
        }"""
    )
    page.wait_for_timeout(300)
    expect(page.locator("career-advisor .place")).to_be_visible()
    assert page.locator("career-advisor.wide").count() == 0
    assert "suggested" not in page.evaluate("window.told.map(([name]) => name)")
    expect(frame.get_by_role("heading", name="what may be kept")).to_be_visible()


def test_the_page_alone_shows_nothing(visit: Visit, serving: WebServer) -> None:
    page = visit(f"{serving.address}/embed?origin=https://stranger.example&site=north")
    expect(page.get_by_role("alert")).to_contain_text("a part of other sites")


@pytest.fixture
def without_cookies(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page of a browser that blocks third-party cookies and what it treats like them."""
    settings = tmp_path / "Default" / "Preferences"
    settings.parent.mkdir()
    blocked = {"profile": {"block_third_party_cookies": True, "cookie_controls_mode": 1}}
    settings.write_text(json.dumps(blocked), "utf-8")
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=ARGUMENTS
    )
    yield context.pages[0]
    context.close()


@pytest.mark.parametrize("mode", ["iframe", "shadow"])
def test_it_works_with_third_party_cookies_blocked(
    without_cookies: Page, host: HostSite, serving: WebServer, mode: str
) -> None:
    page = without_cookies
    assert host.advisor == serving.address
    page.goto(host.page(f'data-mode="{mode}"'))
    open_panel(page)
    place = frame_of(page) if mode == "iframe" else page
    agree(place)
    if mode == "iframe":  # the block is real: the frame cannot keep a cookie
        inside = page.frames[-1]
        inside.evaluate("document.cookie = 'probe=1; SameSite=None; Secure'")
        assert inside.evaluate("document.cookie") == ""
    say(place, NURSE)
    expect(place.locator(".line.advisor").last).to_contain_text("Noted")
