"""The panel for people who use a keyboard, a screen reader, a phone, large text or the dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import CHROMIUM, NURSE, on_screens
from tests.test_accessibility import AXE, RULES, RUN_AXE
from tests.web.widget.host_site import HostSite
from tests.web.widget.panel import agree, open_panel, say, send, tab

PHONE, SMALL, DESKTOP = (375, 740), (320, 640), (1280, 800)
FOCUSED = """() => {
  let place = document.activeElement;
  while (place?.shadowRoot?.activeElement) place = place.shadowRoot.activeElement;
  const look = getComputedStyle(place);
  const seen = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  return [place.dataset.key || place.id || place.getAttribute("aria-label") || place.className
    || place.innerText.slice(0, 30) || place.tagName, seen];
}"""
STICKING_OUT = """() => {
  const root = document.querySelector("career-advisor").shadowRoot;
  const panel = root.querySelector(".panel").getBoundingClientRect();
  return [...root.querySelectorAll(".panel *")].filter((inner) => {
    const apart = inner.closest(".hidden, .scroll, .tabs, svg") || !inner.getClientRects().length;
    return !apart && inner.getBoundingClientRect().right > panel.right + 0.5;
  }).map((inner) => inner.outerHTML.slice(0, 120));
}"""
SMALL_TARGETS = """() => {
  const root = document.querySelector("career-advisor").shadowRoot;
  return [...root.querySelectorAll("button, summary, input, select, textarea")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && !one.closest(".hidden, .check") && (box.height < 24 || box.width < 24);
  }).map((one) => one.outerHTML.slice(0, 120));
}"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
Visit = Callable[..., Page]


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN_AXE, RULES)
    wrong = [*page.evaluate(STICKING_OUT), *page.evaluate(SMALL_TARGETS)]
    return [*found, *wrong]


def unfold(page: Page) -> None:
    """Unfold everything that can be unfolded and is on the screen."""
    for summary in page.locator("career-advisor summary:visible").all():
        summary.evaluate("one => { one.parentElement.open = true; }")


@on_screens(DESKTOP, SMALL)
def test_axe_finds_nothing_in_any_state(
    visit: Visit, host: HostSite, size: tuple[int, int], scheme: str
) -> None:
    width, height = size
    language = "es" if size == SMALL else "en"  # the longest words in the least room
    page = visit(
        host.page(f'data-language="{language}" data-token-url="/token"'),
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    host.visitor = f"visitor-{scheme}-{width}"
    assert violations_of_launcher(page) == []
    open_panel(page)
    expect(page.locator("[data-key=level-use]")).to_be_visible()
    unfold(page)
    assert violations(page) == []
    agree(page)
    say(page, NURSE)
    say(page, "what about teaching?")
    expect(page.locator(".options")).to_be_visible()
    unfold(page)
    assert violations(page) == []
    page.locator(".options button").first.click()
    expect(page.locator("[data-key=see]")).to_be_visible()
    page.locator("[data-key=suggest]").click()
    expect(page.locator(".line.user").last).to_have_text("Show me suggestions now")
    expect(page.locator("[data-key=see]")).to_be_visible()
    tab(page, "suggestions")
    expect(page.locator(".trust summary")).to_be_visible()
    unfold(page)
    assert page.locator(".card table:visible").count() >= 3
    assert violations(page) == []
    tab(page, "history")
    unfold(page)
    assert violations(page) == []
    tab(page, "data")
    page.locator("[data-key=erase]").click()
    expect(page.locator("#page-data .more").first).to_be_visible()
    unfold(page)
    assert violations(page) == []
    page.context.set_offline(True)
    tab(page, "chat")
    send(page, "I like teaching")
    expect(page.locator(".notes").get_by_role("alert")).to_be_visible()
    assert violations(page) == []


def violations_of_launcher(page: Page) -> list[str]:
    expect(page.locator("career-advisor .launcher")).to_be_visible()
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN_AXE, RULES)
    return found


def test_axe_finds_nothing_in_the_frame_and_where_nothing_can_be_shown(
    visit: Visit, host: HostSite
) -> None:
    page = visit(host.page('data-mode="iframe"'))
    open_panel(page)
    frame = page.frame_locator("career-advisor iframe")
    agree(frame)
    inside = page.frames[-1]
    inside.evaluate(AXE)
    assert inside.evaluate(RUN_AXE, RULES) == []
    away = visit(host.page(site="elsewhere"))
    open_panel(away)
    expect(away.get_by_role("alert")).to_be_visible()
    assert violations(away) == []


def test_the_whole_flow_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.locator("#host").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[0] == "launcher"
    page.keyboard.press("Enter")
    expect(page.locator("career-advisor .panel")).to_be_focused()
    expect(page.locator("[data-key=level-use]")).to_be_visible()
    reach(page, "level-use")
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_be_focused()
    page.keyboard.type(NURSE)
    page.keyboard.press("Enter")
    expect(page.locator(".thumbs")).to_be_visible()
    expect(page.locator("#message")).to_be_focused()
    page.keyboard.type("what about teaching?")
    page.keyboard.press("Enter")
    expect(page.locator(".options")).to_be_visible()
    page.locator(".options button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-key=see]")).to_be_visible()
    expect(page.locator("#message")).to_be_focused()
    reach(page, "tab-chat", "Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-suggestions")).to_be_focused()
    expect(page.locator("#page-suggestions")).to_be_visible()
    page.keyboard.press("End")
    expect(page.locator("#tab-data")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("career-advisor .place")).to_be_hidden()
    expect(page.locator("career-advisor .launcher")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("#page-data")).to_be_visible()


def reach(page: Page, name: str, key: str = "Tab") -> None:
    """Press a key until something has the focus; everything on the way can be seen to have it."""
    for _ in range(30):
        page.keyboard.press(key)
        found, seen = page.evaluate(FOCUSED)
        assert seen, found
        if found == name:
            return
    raise AssertionError(f"{name} cannot be reached")


def test_the_focus_is_never_taken_from_the_page(visit: Visit, host: HostSite) -> None:
    page = visit(host.page("data-open"))
    page.locator("#host").focus()
    agreeing = page.locator("[data-key=level-use]")
    expect(agreeing).to_be_visible()
    expect(page.locator("#host")).to_be_focused()
    page.evaluate("careerAdvisor.close(); careerAdvisor.open()")
    expect(page.locator("#host")).to_be_focused()
    agree(page)
    send(page, NURSE)
    page.locator("#host").focus()  # while the reply is coming in
    expect(page.locator(".thumbs")).to_be_visible()
    expect(page.locator("#host")).to_be_focused()
    page.evaluate("careerAdvisor.open({ focus: true })")
    expect(page.locator("#message")).to_be_focused()


def test_a_reply_is_spoken_once_and_whole(visit: Visit) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    expect(page.get_by_role("log", name="Conversation")).to_have_attribute("aria-live", "off")
    page.locator(".panel > [role=status]").evaluate(
        "status => { window.spoken = []; new MutationObserver(() => {"
        " if (status.innerText.trim()) window.spoken.push(status.innerText);"
        " }).observe(status, { childList: true }); }"
    )
    say(page, NURSE)
    say(page, "hello")
    heard = page.evaluate("window.spoken")
    assert len(heard) == 2
    last = page.locator(".line.advisor .bubble").last.inner_text()
    assert heard[-1].split() == last.split()


def test_at_twice_the_size_everything_can_be_reached(visit: Visit) -> None:
    page = visit(viewport={"width": 640, "height": 400}, device_scale_factor=2)  # 1280 at 200 %
    open_panel(page)
    agree(page)
    say(page, NURSE)
    assert page.evaluate(STICKING_OUT) == []
    box = page.locator("#message").bounding_box()
    log = page.locator(".log").bounding_box()
    assert box is not None
    assert log is not None
    assert box["y"] + box["height"] <= 400
    assert log["height"] >= 90


@pytest.mark.parametrize("size", [PHONE, SMALL], ids=["375", "320"])
def test_on_a_phone_the_panel_fills_the_screen(visit: Visit, size: tuple[int, int]) -> None:
    width, height = size
    page = visit(
        viewport={"width": width, "height": height},
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    )
    page.locator("career-advisor .launcher").tap()
    expect(page.locator("[data-key=level-use]")).to_be_visible()
    box = page.locator("career-advisor .panel").bounding_box()
    assert box == {"x": 0, "y": 0, "width": width, "height": height}
    page.locator("[data-key=level-use]").tap()
    expect(page.locator("#message")).to_be_visible()
    say(page, NURSE)
    expect(page.locator("#message")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Close").tap()
    expect(page.locator("career-advisor .launcher")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "title", "english_only"),
    [("en", "Just use the advisor", 0), ("es", "Solo usar el asesor", 1), ("zh", "只使用顾问", 1)],
)
def test_three_languages(
    visit: Visit, host: HostSite, language: str, title: str, english_only: int
) -> None:
    page = visit(host.page(f'data-language="{language}"'))
    open_panel(page)
    expect(page.locator("[data-key=level-use]")).to_contain_text(title)
    assert page.locator(".caution").count() == english_only
    panel = page.locator("career-advisor .panel")
    assert str(panel.get_attribute("lang")).startswith(language)
    agree(page)
    say(page, "I'm a cook since 2015")
    expect(page.locator(".line.advisor .bubble").last).to_have_attribute("lang", "en")


def test_the_language_follows_the_page_and_can_be_changed(visit: Visit, host: HostSite) -> None:
    page = visit(host.page(language="es-MX"))
    open_panel(page)
    expect(page.locator(".top h1")).to_have_text("Asesor profesional")
    agree(page)
    page.locator("#message").fill("half a sentence")
    page.evaluate("careerAdvisor.setLanguage('zh')")
    expect(page.locator(".top h1")).to_have_text("职业顾问")
    expect(page.locator("#message")).to_have_value("half a sentence")


def test_motion_is_left_out_where_it_is_not_wanted(visit: Visit) -> None:
    page = visit(reduced_motion="reduce")
    open_panel(page)
    expect(page.locator("career-advisor .panel")).to_have_css("animation-name", "none")
    moving = visit(reduced_motion="no-preference")
    open_panel(moving)
    expect(moving.locator("career-advisor .panel")).to_have_css("animation-name", "appear")
