"""An operator at work in a real browser: by mouse, by keyboard, on a phone, in the dark."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.log.reading import annotations
from advisor.log.record import TurnText, Verdict
from tests.advisor.log.examples import NOON, TURN, VERSIONS
from tests.advisor.quality.examples import HOSTILE, said
from tests.browser import CHROMIUM, on_screens, watch
from tests.test_accessibility import DESKTOP, FOCUS, PHONE, violations
from tests.views.operators.page import WORDS, Served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
MARKS = {"understood": 4, "helpful": 3, "honest": 5, "kind": 5}
LONG = "x" * 300


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Eighty conversations in eight weeks, of two versions, with whatever goes wrong."""
    served = Served(tmp_path_factory.mktemp("operators"))
    for k in range(80):
        name = f"{k:032x}"
        versions = replace(VERSIONS, advisor="0.2.0" if k > 40 else "0.1.0", prompts=("a-v1:0",))
        at = NOON + timedelta(days=k // 10 * 7 + k % 3, minutes=k)
        first = said("a", "I weld. " + LONG * (k == 79), "Since when?", asked="job_dates")
        second = said("a", HOSTILE, "Here are three.", suggested=3 * (k % 3 != 0), failed=k == 78)
        event = {"event": "suggested", "model": "m", "suggestions": [{"title": LONG, "chance": 1}]}
        second = replace(second, text=TurnText(HOSTILE, "Here are three.", (event,)))
        for turn in (first, second):
            record = replace(turn, conversation=name, versions=versions, at=at)
            served.log.append(record)
        for judge in ("one-judge", "another-judge"):
            marks = {c: max(1, m - (k + len(judge)) % 3) for c, m in MARKS.items()}
            served.log.note_verdict(Verdict(name, 2, NOON, judge, "helpfulness-v1:0", marks))
    served.log.append(replace(TURN, conversation="f" * 32, redaction="failed", text=None))
    with served.running():
        yield served


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A desktop page; fails if it asks another host, or logs an error."""
    opened = browser.new_page(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    wrong = watch(opened)
    opened.goto(served.address + "/operator")
    yield opened
    opened.close()
    assert wrong == []


def sign_in(page: Page) -> None:
    page.get_by_label("Name").fill("kim")
    page.get_by_label("Password").fill(WORDS)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()


def test_an_operator_looks_annotates_exports_and_leaves(page: Page, served: Served) -> None:
    page.get_by_label("Name").fill("kim")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("The name or the password is wrong.")
    expect(page.get_by_label("Name")).to_have_value("kim")
    sign_in(page)
    page.get_by_label("Version").select_option("0.2.0")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("39 conversations with 78 turns")).to_be_visible()

    page.get_by_role("link", name="Conversations").click()
    page.get_by_label("a turn failed").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("1 conversation, newest first.")).to_be_visible()
    page.get_by_role("region").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Turn 2")).to_be_visible()
    expect(page.locator("blockquote", has_text="onerror")).to_have_text(HOSTILE)

    turn = page.locator("#turn-2")
    turn.get_by_text("Add a note to turn 2").click()
    turn.get_by_label("misread").check()
    turn.get_by_label("Comment").fill("Marzipan: \"<script>document.title='ran'</script>\"")
    turn.get_by_role("button", name="Add the note").click()
    noted = page.locator("#turn-2 .notes")
    expect(noted).to_contain_text("misread [NAME]: \"<script>document.title='ran'</script>\" kim,")
    assert page.title() != "ran"

    with page.expect_download() as saved:
        page.get_by_role("link", name="Export annotated").click()
    rows = [json.loads(line) for line in Path(saved.value.path()).read_text("utf-8").splitlines()]
    assert [row["label"] for row in rows] == [n.label for n in annotations(served.log.database)]
    assert rows[-1]["prompt"][-1] == {"role": "user", "content": HOSTILE}

    there = page.url
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    page.goto(there)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    page.go_back()
    expect(page.locator(".turns")).to_have_count(0)


def test_everything_can_be_done_by_keyboard(page: Page, served: Served) -> None:
    page.get_by_label("Name").focus()
    page.keyboard.type("kim")
    page.keyboard.press("Tab")
    page.keyboard.type(WORDS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == ["Skip to the content", True]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "from"

    page.goto(f"{served.address}/operator/conversations/{5:032x}")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        name, seen = page.evaluate(FOCUS)
        assert seen, f"the focus cannot be seen on {name}"
        if name == "Add a note to turn 2":
            break
        reached.add(name)
    assert {"Overview", "By version", "Conversations", "Sign out"} <= reached
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("by keyboard")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#turn-2 .notes")).to_contain_text("good by keyboard kim,")


@on_screens(DESKTOP, PHONE)
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, served: Served, size: tuple[int, int], scheme: str
) -> None:
    width, height = size
    # The policy forbids the page every script; only the checker's own is let in.
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(served.address + "/operator/sign-in")
    assert violations(page) == []
    page.get_by_label("Name").fill("nobody")
    page.get_by_label("Password").fill("nothing")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    sign_in(page)
    for path in (
        "/operator/",
        "/operator/?by=day&from=yesterday",
        "/operator/versions?by=prompt",
        "/operator/conversations?unfinished=1",
        f"/operator/conversations/{79:032x}",
        f"/operator/conversations/{'f' * 32}",
        "/operator/none",
    ):
        page.goto(served.address + path)
        for summary in page.locator("summary").all():
            summary.click()
        assert violations(page) == [], path
        sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert sideways <= 0, path
    context.close()


def test_nothing_needs_a_script(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.address + "/operator/")
    sign_in(page)
    page.goto(f"{served.address}/operator/conversations/{6:032x}")
    page.get_by_text("Add a note to turn 1").click()
    page.locator("#turn-1").get_by_label("good").check()
    page.locator("#turn-1").get_by_role("button", name="Add the note").click()
    expect(page.locator("#turn-1 .notes")).to_contain_text("good kim,")
    context.close()
