"""Other people's conversations and files by way of the page, its events and its downloads."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect
from starlette.responses import PlainTextResponse

from tests.browser import visit
from tests.security.gradio_client import PageClient
from tests.security.service import OPERATOR, PASSWORD, Service
from tests.web.visitor import Visitor
from tests.web_server import WebServer
from views.gradio_door import GradioDoor

New = Callable[..., Visitor]
SECRET_WORD = "Quillwort"  # noqa: S105  # an employer that nobody else has


@pytest.fixture
def page_client(service: Service) -> Iterator[PageClient]:
    opened = PageClient(service.address)
    yield opened
    opened.close()


@pytest.fixture
def annas(visitor: New) -> str:
    """A conversation of Anna's, by the API."""
    anna = visitor("anna")
    conversation = anna.begin("evaluation")
    anna.say(conversation, f"I have been a nurse at {SECRET_WORD} since 2015")
    return conversation


EVENTS: dict[str, tuple[tuple[object, ...], object]] = {
    "opened": ((), None),
    "sent": (("hello",), None),
    "chosen": ((), {"value": "yes", "index": [0, 0]}),
    "asked_for_suggestions": ((), None),
    "edited": ((), {"form": "note", "kind": "skill", "text": "x"}),
    "agreed": ((), {"choice": "use"}),
    "answered": ((), {"form": "items"}),
    "checked": ((), None),
    "deleted": ((), {}),
}


@pytest.mark.parametrize("name", EVENTS)
def test_no_event_of_the_page_reaches_somebodys_conversation(
    page_client: PageClient, visitor: New, annas: str, name: str
) -> None:
    data, event = EVENTS[name]
    assert SECRET_WORD not in page_client.call(name, *data, annas, event=event)
    state = visitor("anna").state(annas)
    assert len(state["transcript"]) == 2 and state["consent"] == "evaluation"


def test_the_page_itself_is_still_of_use(page_client: PageClient) -> None:
    shown = page_client.call("opened", "")
    assert "Tell me about the work you have done" in shown


def test_the_link_of_somebodys_conversation_opens_a_new_one(
    browser: Browser, service: Service, annas: str
) -> None:
    page = browser.new_page()
    visit(page, f"{service.address}/#c={annas}")
    expect(page.locator("#ca-chat")).to_contain_text("This link leads to no conversation")
    assert SECRET_WORD not in page.content()
    page.close()


@pytest.mark.parametrize(
    "file", ["everything.json", "resume.json", "career-report.pdf", "career-report.docx"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_of_somebodys_conversation_can_be_downloaded_by_its_id(
    stranger: httpx.Client, annas: str, file: str, method: str
) -> None:
    asked = {"conversation": annas}
    form = {"data": asked} if method == "POST" else {"params": asked}
    answer = stranger.request(method, f"/download/{file}", **form)  # type: ignore[arg-type]
    assert answer.status_code == 404 and SECRET_WORD.encode() not in answer.content


@pytest.mark.parametrize(
    "path",
    [
        "/config",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=../../etc/passwd",
        "/gradio_api/file=https://example.com/",
        "/gradio_api/file=http://169.254.169.254/latest/meta-data/",
        "/gradio_api/file/etc/passwd",
        "/gradio_api/proxy=https://example.com/",
        "/gradio_api/deep_link?session_hash=abc",
        "/gradio_api/queue/status",
        "/gradio_api/token",
        "/gradio_api/runs",
        "/gradio_api/stream/abc/1/2/playlist.m3u8",
        "/gradio_api/vibe-code",
        "/gradio_api/custom_component/x/client/a/b",
        "/gradio_api/upload_progress?upload_id=1",
        "/static/%2e%2e/routes.py",
        "/static/..%2f..%2froutes.py",
        "/assets/%2e%2e%2f%2e%2e%2froutes.py",
        "/static/....//....//routes.py",
        "//etc/passwd",
        "/monitoring",
        "/login_check",
        "/docs",
        "/openapi.json",
    ],
)
def test_what_the_page_does_not_ask_for_is_not_there(stranger: httpx.Client, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code in (403, 404)
    assert "root:" not in answer.text and "import " not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/run/sent",
        "/gradio_api/api/sent",
        "/gradio_api/call/sent",
        "/gradio_api/call/v2/sent",
        "/gradio_api/component_server",
        "/gradio_api/process_recording",
        "/gradio_api/vibe-edit",
        "/gradio_api/stream/abc",
        "/login",
        "/gradio_api/queue/join/",
    ],
)
def test_programs_cannot_call_what_is_the_pages_own(stranger: httpx.Client, path: str) -> None:
    assert stranger.post(path, json={"data": ["hello", ""]}).status_code == 404


@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/environ", "../../../etc/passwd"])
def test_no_file_of_the_computer_is_read_as_a_cv(
    service: Service, page_client: PageClient, path: str
) -> None:
    for asked in (path, str(service.folder / "conversations.sqlite")):
        file = {"path": asked, "orig_name": "cv.txt", "meta": {"_type": "gradio.FileData"}}
        said = page_client.call("uploaded", file, "")
        assert "root:" not in said and "SECRET" not in said and "SQLite" not in said
    assert (service.folder / "conversations.sqlite").exists()


def test_an_upload_cannot_be_read_back_by_anybody(
    page_client: PageClient, stranger: httpx.Client
) -> None:
    (path,) = page_client.upload("../../cv\r\nX-Evil: 1.html", b"<script>alert(1)</script>").json()
    assert Path(path).parent.parent.name.startswith("career-advisor-")
    assert "\r" not in path and "\n" not in path and ".." not in path
    for way in (f"/gradio_api/file={path}", f"/file={path}", path):
        assert stranger.get(way).status_code == 404


def test_uploads_are_limited_in_all(page_client: PageClient) -> None:
    files = [("files", (f"{n}.txt", b"x" * 6_000_000)) for n in range(3)]
    assert page_client.http.post("/gradio_api/upload", files=files).status_code == 413


def test_a_full_folder_of_uploads_takes_no_more(tmp_path: Path) -> None:
    with WebServer(GradioDoor(PlainTextResponse("taken"), tmp_path)) as server:
        address = f"{server.address}/gradio_api/upload"
        assert httpx.post(address).text == "taken"
        with (tmp_path / "large").open("wb") as file:
            file.truncate(600 * 2**20)
        assert httpx.post(address).status_code == 503


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"data": 1}', b'{"fn_index": 99999}'])
def test_a_malformed_event_is_refused(stranger: httpx.Client, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    answer = stranger.post("/gradio_api/queue/join", content=body, headers=headers)
    assert 400 <= answer.status_code < 600 and "Traceback" not in answer.text


@pytest.mark.parametrize("data", [[], [1, 2], [None, {"a": 1}], ["x", ["y"]], ["x", "../x"]])
@pytest.mark.parametrize("name", ["sent", "opened", "edited", "uploaded"])
def test_an_event_with_other_values_than_the_pages_shows_nothing(
    page_client: PageClient, name: str, data: list[object]
) -> None:
    said = page_client.call(name, *data, event={"a": [1, {"b": None}]})
    assert "Traceback" not in said and "/site-packages/" not in said


def test_the_operators_page_shows_a_stranger_the_form_only(stranger: httpx.Client) -> None:
    stranger.cookies.set("operator", "x")
    for path in ("", "/", "/versions", "/conversations", "/conversations/abc", "/annotated.jsonl"):
        answer = stranger.get(f"/operator{path}", follow_redirects=True)
        assert answer.url.path == "/operator/sign-in", path
    for way in ("/operator/../operator/conversations", "/operator//conversations", "/OPERATOR/"):
        assert "conversation" not in stranger.get(way).text.lower() or way.startswith("/operator/.")


def test_an_operators_session_opens_no_conversation(service: Service, annas: str) -> None:
    with httpx.Client(base_url=service.address, follow_redirects=True, timeout=30) as client:
        form = client.get("/operator/sign-in").text
        csrf = form.split('name="csrf" value="')[1].split('"')[0]
        sent = {"csrf": csrf, "name": OPERATOR, "password": PASSWORD}
        assert client.post("/operator/sign-in", data=sent).url.path == "/operator/"
        assert client.get(f"/api/v1/conversations/{annas}").status_code == 401
        shown = client.get("/operator/conversations").text
        assert annas not in shown and "anna" not in json.dumps(shown).replace("annas", "")
