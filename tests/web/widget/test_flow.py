"""The whole flow in the panel, on a page of another origin."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph.advisor import Advisor
from tests.browser import CHROMIUM, NURSE
from tests.web.widget.host_site import HostSite
from tests.web.widget.panel import agree, open_panel, say, tab
from tests.web_server import WebServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
Visit = Callable[..., Page]


def told(page: Page, name: str) -> list[dict[str, object]]:
    """Return the details of the events that the page got under a name."""
    events = page.evaluate("window.told")
    return [detail for kind, detail in events if kind == name]


def api(page: Page, serving: WebServer, path: str) -> dict[str, Any]:
    """Ask the API for a part of the page's conversation, as the widget does."""
    kept = "name => JSON.parse(sessionStorage[`career-advisor:north:${name}`])"
    token, name = page.evaluate(kept, "visit")["token"], page.evaluate(kept, "conversation")
    url = f"{serving.address}/api/v1/conversations/{name}{path}"
    headers = {"Authorization": f"Bearer {token}"}
    found: dict[str, Any] = page.request.get(url, headers=headers).json()
    return found


def test_a_conversation_from_consent_to_suggestions(visit: Visit, serving: WebServer) -> None:
    page = visit()
    open_panel(page)
    expect(page.get_by_role("heading", name="what may be kept")).to_be_visible()
    details = page.get_by_text("What exactly is kept")
    details.click()
    expect(page.get_by_text("until 5 minutes after you close the page").first).to_be_visible()
    agree(page)
    say(page, NURSE)
    expect(page.locator(".line.user").last).to_contain_text("registered nurse")
    expect(page.locator(".progress summary")).to_contain_text("2 of 6 topics")
    page.get_by_role("button", name="Show suggestions now").click()
    page.get_by_role("button", name="suggestions").filter(has_text="See your").click()
    cards = page.locator(".card")
    assert 3 <= cards.count() <= 5
    first, known = cards.first, api(page, serving, "/recommendation")["recommendation"]
    one = known["suggestions"][0]
    assert cards.locator("h3").all_inner_texts() == [s["title"] for s in known["suggestions"]]
    for reason in one["reasons"]:
        expect(first).to_contain_text(reason["text"].replace(" %", "\u00a0%"))
        expect(first).to_contain_text(reason["evidence"])
    expect(first).to_contain_text("people with a history like yours who change occupation")
    expect(first).to_contain_text("You told me:")
    expect(first).to_contain_text(f"${one['pay']['median']:,} a year")
    link = first.get_by_role("link", name="O*NET page")
    assert str(link.get_attribute("href")).startswith("https://www.onetonline.org/")
    expect(page.get_by_role("heading", name="How far to trust this")).to_be_visible()
    page.get_by_text("What was measured").click()
    expect(page.locator(".trust table")).to_contain_text(one["title"])
    assert told(page, "suggested")[0]["count"] == cards.count()
    assert told(page, "message")[0] == {"from": "advisor"}
    assert "nurse" not in json.dumps(page.evaluate("window.told"))


def test_the_buttons_below_a_question_answer_it(visit: Visit) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    say(page, NURSE)
    say(page, "what about teaching?")
    options = page.locator(".options button")
    expect(options.first).to_be_visible()
    expect(options.last).to_have_text("None of these")
    chosen = options.first.inner_text()
    options.first.click()
    expect(page.get_by_role("button", name="See what I found")).to_be_visible()
    assert page.locator(".line.user").last.inner_text() == chosen
    shown = tab(page, "suggestions")
    expect(shown.get_by_role("heading", name="The job you have in mind")).to_be_visible()
    expect(shown).to_contain_text("among the")


def test_the_history_is_corrected_by_hand(visit: Visit) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    say(page, NURSE)
    history = tab(page, "history")
    entry = history.locator("details[data-key=j2]")
    entry.locator("summary").click()
    entry.get_by_label("Employer").fill("Mercy")
    entry.get_by_label("Start").fill("May 2016")
    entry.get_by_role("button", name="Save").click()
    expect(entry.locator("summary")).to_contain_text("Mercy · 2016-05 – now")
    entry.locator("summary").click()
    entry.get_by_label("Start").fill("20160")
    entry.get_by_role("button", name="Save").click()
    expect(entry.get_by_role("alert")).to_contain_text("20160")
    expect(entry.get_by_label("Start")).to_have_value("20160")
    history.get_by_text("Add education").click()
    form = history.locator("details[data-key=new-school]")
    form.get_by_label("Level").select_option("bachelor")
    form.get_by_label("Subject").fill("nursing")
    form.get_by_role("button", name="Add").click()
    expect(history.locator("details[data-key=e1]")).to_contain_text("Bachelor's degree: nursing")
    other = history.locator("details[data-key=j1]")
    other.locator("summary").click()
    other.get_by_role("button", name="Remove").click()
    expect(other).to_have_count(0)


def test_a_cv_is_read_and_a_wrong_file_is_refused(visit: Visit, cv: Path, tmp_path: Path) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    page.locator("input[type=file]").set_input_files(cv)
    expect(page.locator(".line.advisor").last).to_contain_text("Noted")
    expect(page.locator(".line.user")).to_contain_text("Uploaded cv.txt")
    broken = tmp_path / "cv.docx"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    page.locator("input[type=file]").set_input_files(broken)
    expect(page.locator(".notes").get_by_role("alert")).to_contain_text("cv.docx")
    expect(page.locator(".line.user")).to_have_count(1)


def test_thumbs_exports_and_another_level(visit: Visit) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    say(page, NURSE)
    with page.expect_response("**/feedback") as voted:
        page.get_by_role("button", name="This reply helped").click()
    assert voted.value.status == 204
    assert voted.value.request.post_data_json == {"line": 1, "helpful": True}
    expect(page.get_by_role("button", name="This reply helped")).to_have_attribute(
        "aria-pressed", "true"
    )
    data = tab(page, "data")
    with page.expect_download() as saved:
        data.get_by_role("button", name="JSON Resume").click()
    assert saved.value.suggested_filename == "resume.json"
    resume = json.loads(Path(saved.value.path()).read_text("utf-8"))
    assert {job["name"] for job in resume["work"]} == {"St. Mary's Hospital", "Willow Creek"}
    with page.expect_download() as printed:
        data.get_by_role("button", name="Report (PDF)").click()
    assert Path(printed.value.path()).read_bytes().startswith(b"%PDF")
    data.get_by_text("Change this", exact=True).click()
    data.locator("[data-key=level-evaluation]").click()
    expect(data).to_contain_text("Use it and help improve it –")


def test_deleting_asks_once_and_begins_anew(visit: Visit) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    say(page, NURSE)
    data = tab(page, "data")
    data.get_by_role("button", name="Delete my data").click()
    expect(data.get_by_role("button", name="Keep it")).to_be_focused()
    data.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("Your conversation has been deleted.")).to_be_visible()
    agree(page)
    expect(page.locator(".line.user")).to_have_count(0)


def test_a_new_conversation_leaves_the_old_one(visit: Visit) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    say(page, NURSE)
    data = tab(page, "data")
    with page.expect_request("**/leave"):
        data.get_by_role("button", name="Start again").click()
    agree(page)
    expect(page.locator(".line.user")).to_have_count(0)


def test_a_known_visitor_comes_back_to_the_conversation(visit: Visit, host: HostSite) -> None:
    address = host.page('data-token-url="/token"')
    page = visit(address)
    host.visitor = "visitor-7"
    open_panel(page)
    agree(page, "evaluation")
    say(page, NURSE)
    assert page.evaluate("JSON.stringify(sessionStorage)").count("token") == 0
    other = visit(address)  # another browser, in which the same visitor is signed in
    host.visitor = "visitor-7"
    open_panel(other)
    expect(other.locator(".line.user")).to_contain_text("registered nurse")
    expect(tab(other, "data").get_by_role("heading", name="Share with a")).to_be_visible()


def test_a_known_visitor_erases_what_is_left_of_a_conversation_that_ran_out(
    visit: Visit, host: HostSite, advisor_of_module: Advisor
) -> None:
    address = host.page('data-token-url="/token"')
    page = visit(address)
    host.visitor = "visitor-8"
    open_panel(page)
    agree(page, "evaluation")
    say(page, NURSE)
    store = advisor_of_module.store
    with store.rows.reading() as run:
        ((conversation, owner),) = run(
            "SELECT id, owner FROM conversations ORDER BY touched DESC LIMIT 1"
        )
    store.delete(conversation, store.now() + timedelta(days=9))
    page = visit(address)
    host.visitor = "visitor-8"
    open_panel(page)
    agree(page)
    data = tab(page, "data")
    expect(data).to_contain_text("earlier conversations of yours (number: 1)")
    data.get_by_role("button", name="Delete these as well").click()
    expect(data.get_by_role("heading", name="Earlier conversations")).to_have_count(0)
    assert store.owners.past_of(owner) == ()


def test_a_page_may_give_tokens_itself(visit: Visit, host: HostSite) -> None:
    source = """document.addEventListener("career-advisor:ready", () =>
      careerAdvisor.setTokenSource(async () =>
        (await (await fetch("/token", { method: "POST" })).json()).token));"""
    page = visit(host.page(first=source))
    host.visitor = "visitor-8"
    with page.expect_response("**/api/v1/visits") as begun:
        open_panel(page)
    assert begun.value.json()["visitor"]["level"] == "known"


def test_nothing_secret_is_in_an_address(visit: Visit) -> None:
    page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_panel(page)
    agree(page)
    say(page, NURSE)
    token = page.evaluate("JSON.parse(sessionStorage['career-advisor:north:visit']).token")
    assert len(asked) > 3
    assert [url for url in asked if token in url or "nurse" in url] == []
    assert page.context.cookies() == []


def test_a_known_visitor_shares_with_a_counsellor_and_takes_it_back(
    visit: Visit, host: HostSite, advisor_of_module: Advisor
) -> None:
    page = visit(host.page('data-token-url="/token"'))
    host.visitor = "visitor-9"
    open_panel(page)
    agree(page, "evaluation")
    say(page, NURSE)
    data = tab(page, "data")
    data.get_by_label("Name the counsellor shall see").fill("Anna <b>N.</b>")
    data.get_by_label("They may read our whole conversation too").check()
    data.get_by_role("button", name="Create a link").click()
    shared = data.locator("li.share")
    expect(shared).to_contain_text("Anna <b>N.</b>")
    expect(shared).to_contain_text("With our conversation.")
    link = shared.get_by_label("Link for the counsellor").input_value()
    assert "/counsellor/shared/" in link
    share_id = link.rpartition("/")[2]
    assert advisor_of_module.store.shares.open_share(share_id, "lee") is not None
    page.reload()  # the panel is open as before
    data = tab(page, "data")
    expect(data.locator("li.share")).to_contain_text("Opened by lee.")
    data.get_by_role("button", name="Revoke").click()
    expect(data.locator("li.share")).to_have_count(0)
    assert advisor_of_module.store.shares.open_share(share_id, "lee") is None


def test_somebody_unknown_is_offered_no_sharing(visit: Visit) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    assert tab(page, "data").get_by_text("Share with a counsellor").count() == 0
