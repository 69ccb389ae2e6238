import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO

import httpx
import pytest
from pydantic import SecretStr

from advisor.settings import Settings
from graph.advisor import Advisor
from tests.web.conftest import SITES, page
from tests.web.visitor import Visitor
from tests.web_server import WebServer
from web.app import WebApp
from web.request_log import log_as_json

New = Callable[..., Visitor]


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """What the service writes to its log."""
    names = ["", "web", "uvicorn", "uvicorn.error", "uvicorn.access"]
    loggers = [logging.getLogger(name) for name in names]
    before = [(x, x.level, x.handlers[:], x.propagate) for x in loggers]
    stream = StringIO()
    log_as_json(stream)
    yield stream
    for logger, level, handlers, propagate in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers
        logger.propagate = propagate


def test_a_process_lives_before_it_is_ready(web: WebApp, server: WebServer) -> None:
    assert httpx.get(f"{server.address}/healthz").json() == {"status": "ok"}
    early = httpx.get(f"{server.address}/readyz")
    assert early.status_code == 503 and early.json()["checks"]["models"] == "loading"
    web.readiness.warmed()
    ready = httpx.get(f"{server.address}/readyz")
    assert ready.status_code == 200 and ready.json()["ready"] is True
    web.readiness.leave()
    leaving = httpx.get(f"{server.address}/readyz")
    assert leaving.status_code == 503 and leaving.json()["checks"]["process"] == "ending"
    assert httpx.get(f"{server.address}/healthz").status_code == 200


def test_figures_tell_what_was_done_and_nobody(visitor: New, server: WebServer) -> None:
    me = visitor("anna")
    conversation = me.begin()
    me.say(conversation, "I am a nurse since 2015, and a cook from 2010 to 2015")
    me.say(conversation, "Show me suggestions now")
    httpx.request("BREW", f"{server.address}/nowhere")
    figures = httpx.get(f"{server.address}/metrics").text
    assert 'advisor_turns_total{outcome="answered"} 2.0' in figures
    assert 'advisor_shown_total{what="suggestions"} 1.0' in figures
    route = "/api/v1/conversations/{conversation_id}/messages"
    assert f'advisor_requests_total{{method="POST",route="{route}",status="200"}} 2.0' in figures
    assert conversation not in figures and "BREW" not in figures and "nowhere" not in figures


def test_figures_are_for_this_computer_or_who_has_the_token(
    advisor: Advisor, settings: Settings, server: WebServer
) -> None:
    through_a_proxy = {"X-Forwarded-For": "192.0.2.1"}
    refused = httpx.get(f"{server.address}/metrics", headers=through_a_proxy)
    assert refused.status_code == 403 and "advisor_requests" not in refused.text
    token = SecretStr("a token of the operator")
    locked = settings.model_copy(update={"metrics_token": token})
    web = WebApp(advisor, locked, SITES, page)
    with WebServer(web.app) as running:
        address = f"{running.address}/metrics"
        assert httpx.get(address).status_code == 403
        wrong = {"Authorization": "Bearer another"}
        assert httpx.get(address, headers=wrong).status_code == 403
        right = {"Authorization": "Bearer a token of the operator"}
        assert "advisor_requests" in httpx.get(address, headers=right).text
    web.turns.close()


def test_the_log_has_a_line_a_request_and_nothing_personal(lines: StringIO, visitor: New) -> None:
    me = visitor("anna.smith@example.org")
    conversation = me.begin("evaluation")
    answer = me.http.post(
        f"/conversations/{conversation}/messages?secret=in-the-query",
        json={"id": "message-1", "text": "I'm Anna Smith and I am a welder"},
        headers={"X-Request-ID": "from-the-proxy-1", "User-Agent": "Anna's phone"},
    )
    assert answer.headers["x-request-id"] == "from-the-proxy-1"
    me.http.get(f"/conversations/{conversation}/export/report.exe")
    me.http.post("/visits", json={"token": "a.secret.token"})
    written = lines.getvalue()
    records = [json.loads(line) for line in written.splitlines()]
    said = next(r for r in records if r.get("request_id") == "from-the-proxy-1")
    assert said["route"] == "/api/v1/conversations/{conversation_id}/messages"
    assert (said["method"], said["status"], said["logger"]) == ("POST", 200, "web.requests")
    assert said["ms"] > 0 and said["at"].endswith("+00:00")
    token = me.visit["token"]
    for secret in (
        "Anna",
        "welder",
        conversation,
        "127.0.0.1",
        token,
        "a.secret",
        "query",
        "phone",
    ):
        assert secret not in written


def test_an_exception_is_told_by_kind_and_place(lines: StringIO) -> None:
    try:
        int("the words of Anna Smith")
    except ValueError:
        logging.getLogger("web").exception("a request failed")
    record = json.loads(lines.getvalue())
    assert record["exception"] == "ValueError" and "test_health.py" in record["where"]
    assert "Anna" not in lines.getvalue()


def test_an_id_that_is_none_is_not_taken_over(server: WebServer) -> None:
    for given in ("x", "a b c d e f g h", "<script>alert(1)</script>", "x" * 65):
        answer = httpx.get(f"{server.address}/healthz", headers={"X-Request-ID": given})
        assert answer.headers["x-request-id"] != given
