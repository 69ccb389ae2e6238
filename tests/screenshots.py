"""Takes the pictures in ``docs/screenshots`` from the running app: python -m tests.screenshots."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, ViewportSize, expect

from tests.app_server import AppServer
from tests.browser import open_browser, say, start, turn

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=360, height=740)
SAID = (
    "I'm a registered nurse at St. Mary's Hospital since 2015. Before that I was a nursing"
    " assistant at Willow Creek, 2011 to 2014",
    "BSN from Ohio State in 2014",
    "I like teaching the new ones how things work, and planning. No night shifts anymore.",
)


def main() -> None:
    """Hold one conversation and take its picture as a desktop, in the dark and on a phone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, open_browser() as browser:
        (Path(folder) / "index").symlink_to(ROOT / ".cache" / "index")
        with AppServer(Path(folder)) as app:
            page = browser.new_page(viewport=DESKTOP)
            start(page, app.address)
            for words in SAID[:-1]:
                say(page, words)
            page.screenshot(path=FOLDER / "conversation.png")
            say(page, SAID[-1])
            expect(page.locator(".ca-card").first).to_be_visible()
            page.screenshot(path=FOLDER / "suggestions-light.png")
            open_first_card(page)
            page.locator(".ca-card").first.screenshot(path=FOLDER / "card-light.png")
            page.locator("#ca-trust").screenshot(path=FOLDER / "trust-light.png")
            answer_activities(page)
            page.locator("#ca-interests").screenshot(path=FOLDER / "interests-light.png")
            link = page.url
            dark = browser.new_page(viewport=DESKTOP, color_scheme="dark")
            start(dark, link)
            dark.screenshot(path=FOLDER / "suggestions-dark.png")
            open_first_card(dark)
            dark.locator(".ca-card").first.screenshot(path=FOLDER / "card-dark.png")
            dark.locator(".ca-entry > summary").first.click()
            dark.locator("#ca-timeline").screenshot(path=FOLDER / "history-dark.png")
            phone = browser.new_page(viewport=PHONE, has_touch=True, device_scale_factor=2)
            start(phone, link)
            phone.screenshot(path=FOLDER / "phone-chat.png")
            phone.get_by_role("button", name="See your").click()
            phone.wait_for_timeout(800)  # the page scrolls smoothly
            phone.screenshot(path=FOLDER / "phone-suggestions.png")
            phone.locator("#ca-interests").screenshot(path=FOLDER / "phone-interests.png")
            phone.locator("#ca-trust").screenshot(path=FOLDER / "phone-trust.png")


def answer_activities(page: Page) -> None:
    """Answer the 30 activities as somebody who likes to help and to find things out."""
    panel, items = page.locator("#ca-interests"), page.locator("#ca-items")
    panel.get_by_text("Answer the activities").click()
    with turn(page):
        panel.get_by_role("button", name="Begin").click()
    for last in (10, 20, 30):
        expect(items).to_contain_text(f"to {last} of 30")
        if last == 10:
            items.screenshot(path=FOLDER / "activities-light.png")
        for place, answer in enumerate((1, 4, 3, 5, 2, 2, 2, 5, 3, 4)):
            items.locator("fieldset").nth(place).locator(f"input[value='{answer}']").check()
        with turn(page):
            items.get_by_role("button", name="Show the result" if last == 30 else "Next").click()


def open_first_card(page: Page) -> None:
    """Unfold everything about the first suggestion."""
    for summary in page.locator(".ca-card").first.locator("summary").all():
        summary.click()


if __name__ == "__main__":
    main()
