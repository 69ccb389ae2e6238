"""Downloads: only for who has the conversation's id, and nothing of them stays in a cache."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from graph.advisor import Advisor
from views.downloads import add_downloads
from views.security import AddHeaders, page_headers


@pytest.fixture
def client(advisor: Advisor) -> Iterator[TestClient]:
    app = FastAPI()
    app.add_middleware(AddHeaders, headers=page_headers())
    add_downloads(app, advisor)
    with TestClient(app) as opened:
        yield opened


@pytest.fixture
def told(advisor: Advisor) -> str:
    """The id of a conversation in which a job was told."""
    session = advisor.conversation()
    for _ in session.reply("I have been an electrician at Acme Power since 2015"):
        pass
    return session.id


def test_the_history_as_json_resume(client: TestClient, told: str) -> None:
    reply = client.post("/download/resume.json", data={"conversation": told})
    assert reply.json()["work"][0]["name"] == "Acme Power"
    assert reply.headers["cache-control"] == "no-store"
    assert "attachment" in reply.headers["content-disposition"]


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_report(client: TestClient, told: str, kind: str, begins: bytes) -> None:
    assert client.post(
        f"/download/career-report.{kind}", data={"conversation": told}
    ).content.startswith(begins)


@pytest.mark.parametrize(
    ("conversation", "name"),
    [("nobody", "career-report.pdf"), ("nobody", "resume.json"), ("a.b", "resume.json")],
)
def test_an_unknown_conversation_is_not_found(
    client: TestClient, conversation: str, name: str
) -> None:
    reply = client.post(f"/download/{name}", data={"conversation": conversation})
    assert reply.status_code == 404
    assert "conversation" in reply.json()["detail"]


def test_other_formats_are_not_offered(client: TestClient, told: str) -> None:
    assert (
        client.post("/download/career-report.exe", data={"conversation": told}).status_code == 422
    )


def test_no_address_but_our_own_may_be_used(client: TestClient, told: str) -> None:
    headers = client.post("/download/resume.json", data={"conversation": told}).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "http" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("name", ["career-report.pdf", "resume.json", "everything.json"])
def test_somebodys_own_conversation_is_none_here(
    client: TestClient, advisor: Advisor, told: str, name: str
) -> None:
    unknown = client.post(f"/download/{name}", data={"conversation": "nobody"})
    assert client.post(f"/download/{name}", data={"conversation": told}).status_code == 200
    advisor.store.owners.own(told, "site:ann")
    refused = client.post(f"/download/{name}", data={"conversation": told})
    assert (refused.status_code, refused.text) == (404, unknown.text)
