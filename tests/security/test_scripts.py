"""Script in every field: none of it runs, wherever what was said is shown."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZipFile

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser import choose, say, turn, visit
from tests.security.service import METRICS_TOKEN, OPERATOR, PASSWORD, Service
from tests.web.visitor import Visitor, new_id

New = Callable[..., Visitor]
PAYLOADS = (
    "<script>window.fired=1</script>",
    "<img src=x onerror=window.fired=1>",
    "<svg/onload=window.fired=1>",
    "\"><iframe srcdoc='<script>parent.fired=1</script>'>",
    '<a href="javascript:window.fired=1">x</a>',
    "'-window.fired=1-'",
    "{{constructor.constructor('window.fired=1')()}}",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.fired=1>",
    "![x](javascript:window.fired=1)",
)
FIRED = "window.fired === undefined && document.querySelectorAll('iframe').length === 0"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    # A dialog would be a script of ours as little as an alert of an attacker's.
    opened.on("dialog", lambda dialog: pytest.fail(dialog.message))
    yield opened
    opened.close()


def test_nothing_that_is_said_runs_in_the_page_or_before_an_operator(
    page: Page, service: Service
) -> None:
    visit(page, service.address)
    choose(page, "Use it and help improve it")
    say(page, f"I was a {PAYLOADS[1]} at {PAYLOADS[0]} since 2015. " + " ".join(PAYLOADS))
    say(page, "I was a nurse at <img src=x onerror=window.fired=1> from 2010 to 2012")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Upload a CV").click()
    cv = "Experience\nCashier, <script>window.fired=1</script>, 2001 to 2004\n" + "\n".join(
        PAYLOADS
    )
    with turn(page):
        chooser.value.set_files(
            {"name": f"{PAYLOADS[2]}.txt", "mimeType": "text/plain", "buffer": cv.encode()}
        )
    say(page, "Show me suggestions now")
    assert page.evaluate(FIRED)
    assert "<script>window.fired" not in page.locator("#ca-chat").inner_html()
    page.goto(f"{service.address}/operator/")
    page.get_by_label("Name").fill(OPERATOR)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Conversations").click()
    page.get_by_role("region").get_by_role("link").first.click()
    expect(page.locator("blockquote.person").first).to_be_visible()
    assert page.evaluate(FIRED)


def test_a_link_with_script_in_it_shows_the_page_and_runs_nothing(
    page: Page, service: Service
) -> None:
    for evil in ("?c=%3Cscript%3Ewindow.fired=1%3C/script%3E", "?__theme=%22%3E%3Cscript%3E"):
        visit(page, f"{service.address}/{evil}#c=<img src=x onerror=window.fired=1>")
        assert page.evaluate(FIRED)


def test_even_script_that_got_into_the_page_would_not_run(page: Page, service: Service) -> None:
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text))
    visit(page, service.address)
    page.evaluate(
        "(html) => { document.querySelector('#ca-progress-panel').innerHTML = html;"
        " const s = document.createElement('script'); s.textContent = 'window.fired = 1';"
        " document.body.append(s); const far = document.createElement('script');"
        " far.src = 'data:text/javascript,window.fired=1'; document.body.append(far) }",
        "<img src=data:x onerror=window.fired=1>",
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.fired === undefined")
    assert any("Content Security Policy" in line for line in refused)
    tried = page.evaluate(
        "fetch('http://127.0.0.1:1/').then(() => 'sent', (error) => String(error))"
    )
    assert "TypeError" in tried


@pytest.mark.parametrize("payload", PAYLOADS)
def test_fields_come_back_as_data(visitor: New, payload: str) -> None:
    me = visitor("anna")
    conversation = me.begin("evaluation")
    edits = [
        {"edit": "add_job", "job": {"title": payload[:100], "employer": payload[:100]}},
        {"edit": "add_education", "education": {"field": payload[:100], "school": payload[:100]}},
        {"edit": "note", "kind": "skill", "text": payload[:100]},
    ]
    address = f"/conversations/{conversation}"
    done = me.http.patch(f"{address}/history", json={"id": new_id(), "edits": edits})
    assert done.status_code == 200, done.text
    for name in ("everything.json", "resume.json", "report.pdf", "report.docx"):
        answer = me.http.get(f"{address}/export/{name}")
        assert answer.status_code == 200
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-disposition"].startswith("attachment")
        assert "html" not in answer.headers["content-type"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        if name == "report.docx":
            with ZipFile(BytesIO(answer.content)) as archive:
                text = archive.read("word/document.xml").decode()
            assert "<script" not in text and "<img" not in text and "<svg" not in text
            assert "javascript:" not in archive_links(answer.content)
        if name == "report.pdf":
            pages = PdfReader(BytesIO(answer.content))
            assert not re.search(rb"/JavaScript|/JS\b|/Launch|/OpenAction", answer.content)
            assert pages.pages


def archive_links(data: bytes) -> str:
    """Return where the links of a Word file lead."""
    with ZipFile(BytesIO(data)) as archive:
        return "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels")
        )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_refusal_repeats_script_as_a_page(stranger: httpx.Client, payload: str) -> None:
    asked = (
        stranger.get(f"/{payload}"),
        stranger.get(f"/api/v1/{payload}"),
        stranger.get("/api/v1/notice", params={"language": payload}),
        stranger.post("/api/v1/visits", json={"site": payload, "token": payload}),
        stranger.post("/api/v1/visits", json={payload: payload}),
        stranger.post("/download/resume.json", data={"conversation": payload[:60]}),
        stranger.post(f"/download/career-report.{payload}", data={"conversation": "x"}),
        stranger.post("/gradio_api/queue/join", json={"data": [payload], "session_hash": payload}),
        stranger.get(f"/operator/{payload}"),
        stranger.get("/operator/sign-in", params={"problem": payload}),
        stranger.get(f"/gradio_api/heartbeat/{payload}"),
    )
    for answer in asked:
        if "html" in answer.headers.get("content-type", ""):
            assert payload not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "content-security-policy" in answer.headers
    token = {"Authorization": f"Bearer {METRICS_TOKEN}"}
    assert "fired" not in stranger.get("/metrics", headers=token).text


def test_the_documents_page_runs_no_script(page: Page, service: Service) -> None:
    answer = page.goto(f"{service.address}/api/v1/docs?x=<script>window.fired=1</script>")
    assert answer is not None and "default-src 'none'" in answer.headers["content-security-policy"]
    assert page.evaluate(FIRED) and not page.locator("script").count()
