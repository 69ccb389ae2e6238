import httpx

from tests.web.test_api import New
from tests.web.visitor import code_of
from tests.web_server import WebServer


def test_without_counsellors_nothing_is_shared(visitor: New, server: WebServer) -> None:
    assert httpx.get(f"{server.address}/counsellor/sign-in").status_code == 404
    anna = visitor("anna")
    assert anna.visit["features"] == {"shares": False}
    body = {"name": "Anna", "days": 3}
    answer = anna.http.post(f"/conversations/{anna.begin()}/shares", json=body)
    assert code_of(answer) == "forbidden"
    assert "no counsellor here" in answer.json()["error"]["message"]
