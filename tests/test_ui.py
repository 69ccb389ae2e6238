"""The app in a real browser against the real advisor: what a person does, from start to delete."""

import json
import re
import socket
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.settings import Settings
from graph.advisor import Advisor
from retrieval.errors import AdvisorError
from tests.app_server import AppServer
from tests.browser import CHROMIUM, NURSE, say, start, turn, until, visit
from tests.openai_server import Exchange, OpenAIServer, stall, status
from tests.raters import rate_or
from ui import serve

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]


def suggestions(page: Page) -> list[str]:
    """Return the titles on the cards."""
    return page.locator(".ca-cards h3").all_inner_texts()


def last_line(page: Page) -> str:
    return page.locator("#ca-chat .message-row").last.inner_text()


def test_a_conversation_leads_to_explained_suggestions(page: Page) -> None:
    say(page, NURSE)
    expect(page.locator("#ca-timeline")).to_contain_text("Willow Creek · 2011 to 2014")
    expect(page.locator("#ca-progress-panel")).to_contain_text("of 6 topics")
    with turn(page):
        page.get_by_role("button", name="Show me suggestions now").dblclick()
    assert 3 <= len(suggestions(page)) <= 5
    assert page.locator("#ca-chat .user-row").count() == 2
    card = page.locator(".ca-card").first
    expect(card).to_contain_text("You told me:")
    card.get_by_text("Skills you bring and skills to build").click()
    expect(card.locator("table.ca-skills")).to_be_visible()
    card.get_by_text("Preparation, pay and outlook").click()
    expect(card).to_contain_text("Bureau of Labor Statistics")
    say(page, "what about becoming a dentist?")
    expect(page.get_by_role("heading", name="Dentists, General")).to_be_visible()


def test_editing_the_timeline_changes_the_suggestions(page: Page) -> None:
    say(page, "I'm a registered nurse at St. Mary's Hospital since 2015")
    with turn(page):
        page.get_by_role("button", name="Show me suggestions now").click()
    before = suggestions(page)
    page.locator(".ca-entry > summary").first.click()
    title, start_date = page.locator("#ca-j1-title"), page.locator("#ca-j1-start")
    title.fill("electrician")
    start_date.fill("20015")
    with turn(page):
        page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text('I could not read the start "20015"')
    expect(title).to_have_value("electrician")
    expect(start_date).to_have_value("20015")
    start_date.fill("May 2015")
    with turn(page):
        page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#ca-timeline")).to_contain_text("O*NET: Electricians")
    expect(page.locator("#ca-timeline")).to_contain_text("2015-05 to present")
    expect(page.locator("#ca-cards")).to_contain_text("Electricians")
    assert suggestions(page) != before


def test_entries_are_added_and_removed(page: Page) -> None:
    page.get_by_text("Add a job").click()
    page.locator("#ca-new-job-title").fill("cashier")
    page.locator("#ca-new-job-start").fill("2019")
    page.locator("#ca-new-job-current").check()
    with turn(page):
        page.locator("#ca-new-job-title").press("Enter")
    expect(page.locator("#ca-timeline")).to_contain_text("O*NET: Cashiers")
    page.get_by_text("Add education").click()
    page.get_by_label("Associate's degree").check()
    with turn(page):
        page.get_by_role("button", name="Add", exact=True).last.click()
    expect(page.locator("#ca-timeline")).to_contain_text("Associate's degree")
    page.locator(".ca-entry > summary").first.click()
    with turn(page):
        page.get_by_role("button", name="Remove cashier").click()
    expect(page.locator("#ca-timeline")).not_to_contain_text("cashier")


def test_a_cv_is_uploaded_and_other_files_are_refused(page: Page, tmp_path: Path) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text(
        "Experience\n2015 - present  Electrician, Acme Power\n2010 - 2014  Cashier, Corner Shop\n"
        "Education\nHigh school diploma, 2010\n",
        "utf-8",
    )
    chooser = page.locator("input[type=file]")
    with turn(page):
        chooser.set_input_files(cv)
    expect(page.locator("#ca-chat")).to_contain_text("Uploaded cv.txt")
    expect(page.locator("#ca-timeline")).to_contain_text("O*NET: Electricians")
    expect(page.locator("#ca-timeline")).to_contain_text("O*NET: Cashiers")
    picture = tmp_path / "cv.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    with turn(page):
        chooser.set_input_files(picture)
    assert "cv.png: expected" in last_line(page)
    assert chooser.get_attribute("accept") == ".pdf,.docx,.txt"
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 this is none")
    with turn(page):
        chooser.set_input_files(broken)
    assert last_line(page).startswith("⚠")
    expect(page.locator("#ca-timeline")).to_contain_text("O*NET: Electricians")


def test_what_is_typed_is_text_and_nothing_else(page: Page) -> None:
    attack = "<img src=x onerror=document.title='taken'>{{7*7}}${7*7} $$x$$ *a*"
    say(page, f"I was a {attack} from 2011 to 2014")
    expect(page.locator("#ca-chat .user-row").last).to_contain_text(attack)
    page.get_by_text("Add a job").click()
    page.locator("#ca-new-job-title").fill(attack)
    page.locator("#ca-new-job-employer").fill('"><script>document.title="taken"</script>')
    with turn(page):
        page.locator("#ca-new-job-title").press("Enter")
    expect(page.locator("#ca-timeline")).to_contain_text(attack)
    assert page.title() == "Career advisor"


def test_deleting_erases_after_a_second_step(page: Page, app: AppServer) -> None:
    say(page, "I was a cook at Gwyddbwyll Castle from 2001 to 2009")
    link = page.url
    assert "#c=" in link
    page.get_by_role("button", name="Delete my data").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#ca-timeline")).to_contain_text("Gwyddbwyll")
    page.get_by_role("button", name="Delete my data").click()
    with turn(page):
        page.get_by_role("button", name="Delete for good").click()
    expect(page.locator("#ca-timeline")).not_to_contain_text("Gwyddbwyll")
    assert "#c=" not in page.url
    left = [file for file in app.data_dir.rglob("*") if file.is_file()]
    kept = [file for file in left if b"Gwyddbwyll" in file.read_bytes()]
    assert kept == []
    visit(page, link)
    assert "leads to no conversation" in last_line(page)


def test_downloads_and_start_over(page: Page) -> None:
    say(page, NURSE)
    with turn(page):
        page.get_by_role("button", name="Show me suggestions now").click()
    for name, begins in (("Report (PDF)", b"%PDF"), ("Report (Word)", b"PK")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.path().read_bytes().startswith(begins)
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON Resume").click()
    work = json.loads(download.value.path().read_text("utf-8"))["work"]
    assert {job["name"] for job in work} == {"St. Mary's Hospital", "Willow Creek"}
    page.get_by_role("link", name="Start over").click()
    expect(page.locator("#ca-timeline")).not_to_contain_text("Willow Creek")
    page.go_back()
    expect(page.locator("#ca-timeline")).to_contain_text("Willow Creek")


def test_the_keyboard_is_enough(page: Page) -> None:
    def tab_to(where: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.locator(":focus")
            name = focused.get_attribute("id") or focused.inner_text() if focused.count() else ""
            if where in name:
                return
        raise AssertionError(f"Tab never reached {where!r}")

    expect(page.get_by_label("Your message", exact=True)).to_be_focused()
    page.keyboard.type("I'm an electrician since 2012")
    with turn(page):
        page.keyboard.press("Enter")
    tab_to("ca-suggest")
    with turn(page):
        page.keyboard.press("Enter")
    tab_to("Skills you bring")
    page.keyboard.press("Enter")
    expect(page.locator("table.ca-skills").first).to_be_visible()
    tab_to("electrician")
    page.keyboard.press("Enter")
    tab_to("ca-j1-employer")
    page.keyboard.type("Acme")
    with turn(page):
        page.keyboard.press("Enter")
    expect(page.locator("#ca-timeline")).to_contain_text("Acme · 2012")
    tab_to("Delete my data")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()


def test_a_phone_shows_one_column_and_never_scrolls_sideways(
    browser: Browser, app: AppServer
) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    start(phone, app.address)
    say(phone, NURSE)
    with turn(phone):
        phone.get_by_role("button", name="Show me suggestions now").click()
    phone.get_by_role("button", name="See your").click()
    expect(phone.get_by_role("heading", name="Suggestions")).to_be_in_viewport()
    for summary in phone.locator("summary").all():
        summary.evaluate("summary => summary.parentElement.open = true")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    chat, history = phone.locator("#ca-chat"), phone.locator("#ca-timeline")
    top = "element => element.getBoundingClientRect().top"
    assert chat.evaluate(top) < history.evaluate(top)
    phone.close()


def test_dark_mode_is_dark(browser: Browser, app: AppServer) -> None:
    dark = browser.new_page(color_scheme="dark")
    start(dark, app.address)
    for place in ("body", "#ca-timeline .ca-panel"):
        color = dark.locator(place).evaluate("e => getComputedStyle(e).backgroundColor")
        assert max(int(c) for c in re.findall(r"\d+", color)[:3]) < 60
    dark.close()


@pytest.mark.system
def test_a_killed_server_loses_nothing_that_was_said(
    browser: Browser, advisor: Advisor, data_dir: Path
) -> None:
    session = advisor.conversation()
    told = list(session.reply(NURSE))
    assert told
    path = f"/#c={session.id}"
    page = browser.new_page()
    with OpenAIServer(stall) as model:
        settings = {"ADVISOR_LLM_BASE_URL": model.base_url, "ADVISOR_LLM_MODEL": "test"}
        with AppServer(data_dir, **settings) as slow:
            start(page, slow.address + path)
            page.get_by_label("Your message", exact=True).fill("I have a BSN from 2014")
            page.keyboard.press("Enter")
            until(lambda: bool(model.requests))  # the turn is in the middle of reading
            slow.kill()
    with AppServer(data_dir) as again:
        start(page, again.address + path)
        expect(page.locator("#ca-timeline")).to_contain_text("Willow Creek")
        expect(page.locator("#ca-chat")).to_contain_text("I have a BSN from 2014")
        expect(page.locator("#ca-timeline")).to_contain_text("Bachelor's degree")
        assert again.interrupt() == 0
        assert "Traceback" not in again.log
    page.close()


def test_a_port_in_use_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AdvisorError, match=f"port {port}, but .*choose another port"):
            serve(Settings(data_dir=tmp_path, port=port))


@pytest.mark.system
def test_ratings_come_beside_the_conversation(browser: Browser, data_dir: Path) -> None:
    go_on = threading.Event()

    def slowly(exchange: Exchange) -> None:
        if '"items"' in exchange.request.text:
            go_on.wait(30)
        rate_or(status(500))(exchange)

    with OpenAIServer(slowly) as model:
        settings = {"ADVISOR_LLM_BASE_URL": model.base_url, "ADVISOR_LLM_MODEL": "test"}
        with AppServer(data_dir, **settings, ADVISOR_COMPETENCE_REPEATS="1") as app:
            page = browser.new_page()
            start(page, app.address)
            say(page, NURSE)
            page.get_by_role("button", name="Show me suggestions now").click()
            panel = page.locator("#ca-trust")
            expect(panel).to_contain_text("still rating itself")
            expect(panel.locator(".ca-measured")).to_be_visible()
            send(page, "I like teaching")
            expect(page.locator("#ca-timeline")).to_contain_text("teaching")
            go_on.set()
            expect(panel).to_contain_text("test rates itself 2.0 of 5 at doing this work")
            panel.get_by_text("Its ratings in full").first.click()
            expect(panel.locator(".ca-ratings").first).to_contain_text("Spanish")
            page.close()


def send(page: Page, text: str) -> None:
    """Say something without waiting for what comes of it."""
    page.get_by_label("Your message", exact=True).fill(text)
    page.keyboard.press("Enter")


@pytest.mark.system
def test_ratings_of_new_suggestions_follow_those_that_were_under_way(
    browser: Browser, data_dir: Path
) -> None:
    go_on = threading.Event()

    def slowly(exchange: Exchange) -> None:
        if '"items"' in exchange.request.text:
            go_on.wait(30)
        rate_or(status(500))(exchange)

    with OpenAIServer(slowly) as model:
        settings = {"ADVISOR_LLM_BASE_URL": model.base_url, "ADVISOR_LLM_MODEL": "test"}
        with AppServer(data_dir, **settings, ADVISOR_COMPETENCE_REPEATS="1") as app:
            page = browser.new_page()
            start(page, app.address)
            say(page, NURSE)
            send(page, "show me suggestions now")
            panel = page.locator("#ca-trust")
            expect(panel).to_contain_text("still rating itself")
            titles = page.locator(".ca-cards .ca-card h3")
            before = titles.first.inner_text()
            send(page, "show me others")
            expect(titles.first).not_to_have_text(before)
            go_on.set()
            expect(panel).to_contain_text(titles.first.inner_text(), timeout=60_000)
            expect(panel).to_contain_text("test rates itself 2.0 of 5 at doing this work")
            expect(panel).not_to_contain_text("still rating itself", timeout=60_000)
            page.close()


def test_activities_are_answered_page_by_page_and_the_fit_is_shown(page: Page) -> None:
    say(page, NURSE)
    with turn(page):
        page.get_by_role("button", name="Show me suggestions now").click()
    page.get_by_text("Answer the activities").click()
    with turn(page):
        page.get_by_role("button", name="Begin").click()
    liked = {1: 5, 2: 4}  # realistic and investigative; the six areas take turns
    for number in range(1, 31):
        page.locator(f"#ca-item-{number}-{liked.get(number % 6, 1)}").check()
        if number == 3:  # kept without a button
            expect(page.locator("#ca-items")).to_contain_text("3 of 30")
            until(lambda: "#c=" in page.url, lambda: page.wait_for_timeout(20))
        if number % 10 == 0 and number < 30:
            with turn(page):
                page.get_by_role("button", name="Next").click()
            heading = page.get_by_role("region", name=f"Activities {number + 1} to {number + 10}")
            expect(heading).to_be_focused()
    with turn(page):
        page.get_by_role("button", name="Show the result").click()
    panel = page.get_by_role("region", name="What you like doing")
    expect(panel).to_contain_text("Realistic (20 of 20 points)")
    expect(panel).to_be_focused()
    expect(page.locator("#ca-items section")).to_have_count(0)
    expect(page.locator("#ca-chat .message-row").last).to_contain_text("you like Realistic")
    card = page.locator(".ca-cards .ca-card").first
    card.get_by_text("fit with what you like doing").click()
    expect(card.locator(".ca-hexagon svg")).to_be_visible()
    page.reload()
    expect(panel).to_contain_text("Realistic (20 of 20 points)")
    panel.get_by_text("Go on, or change").click()
    panel.get_by_role("button", name="Clear all my answers").click()
    with turn(page):
        page.get_by_role("button", name="Clear them").click()
    expect(panel).to_contain_text("Optional")
    expect(page.locator(".ca-hexagon")).to_have_count(0)


def test_activities_are_answered_in_the_chat_by_buttons(page: Page) -> None:
    say(page, "take the interest test")
    expect(page.locator("#ca-chat")).to_contain_text("1 of 30: ")
    for number in (2, 3):
        with turn(page):
            page.get_by_role("button", name="4 Like a little").click()
        expect(page.locator("#ca-chat .message-row").last).to_contain_text(f"{number} of 30: ")
    with turn(page):
        page.get_by_role("button", name="Stop").click()
    expect(page.locator("#ca-chat .message-row").last).to_contain_text("You have answered 2 of 30")
    expect(page.locator("#ca-interests")).to_contain_text("You have answered 2 of 30")
    expect(page.locator("#ca-chat .option")).to_have_count(0)


def test_answers_of_the_chat_are_not_undone_by_a_page_left_open(page: Page) -> None:
    say(page, NURSE)
    page.get_by_text("Answer the activities").click()
    with turn(page):
        page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("button", name="Next")).to_be_visible()
    say(page, "take the interest test")
    say(page, "4")
    expect(page.locator("#ca-items section")).to_have_count(0)
    expect(page.locator("#ca-interests")).to_contain_text("You have answered 1 of 30")
