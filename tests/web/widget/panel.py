"""What a visitor does with the panel."""

from playwright.sync_api import FrameLocator, Locator, Page, expect

Place = Page | FrameLocator
"""Where the panel is: on the page itself, or in our frame on it."""


def open_panel(page: Page) -> None:
    """Press the launcher."""
    page.locator("career-advisor .launcher").click()


def agree(place: Place, level: str = "use") -> Locator:
    """Choose what may be kept; return the box for messages."""
    place.locator(f"[data-key=level-{level}]").click()
    box = place.locator("#message")
    expect(box).to_be_visible()
    return box


def say(place: Place, text: str) -> None:
    """Send a message and wait until it is answered."""
    replies = place.locator(".line.advisor").count()
    send(place, text)
    expect(place.locator(".line.advisor")).to_have_count(replies + 1)
    expect(place.locator(".thumbs")).to_be_visible()


def send(place: Place, text: str) -> None:
    """Send a message and wait for nothing."""
    box = place.locator("#message")
    box.fill(text)
    box.press("Enter")
    expect(box).to_have_value("")


def tab(place: Place, name: str) -> Locator:
    """Open a tab; return its page."""
    place.locator(f"#tab-{name}").click()
    return place.locator(f"#page-{name}")
