from collections.abc import Callable

import httpx
import pytest

from advisor.settings import Settings
from graph.advisor import Advisor
from tests.web.conftest import SITES, page
from tests.web.signing import ORIGIN, SITE, claims, sign
from tests.web.visitor import Visitor, code_of, new_id
from tests.web_server import WebServer
from web.app import WebApp

New = Callable[..., Visitor]
EVIL = "https://evil.example"


def visits(server: WebServer, body: object, **headers: str) -> httpx.Response:
    return httpx.post(f"{server.address}/api/v1/visits", json=body, headers=headers)


def test_a_sites_token_is_taken_once(server: WebServer) -> None:
    token = sign(claims())
    assert visits(server, {"token": token}, Origin=ORIGIN).status_code == 200
    assert code_of(visits(server, {"token": token}, Origin=ORIGIN)) == "token_used"


def test_a_token_of_another_page_is_refused(server: WebServer) -> None:
    assert code_of(visits(server, {"token": sign(claims())}, Origin=EVIL)) == "origin_refused"
    assert code_of(visits(server, {"site": SITE}, Origin=EVIL)) == "origin_refused"
    assert code_of(visits(server, {"site": SITE, "parent": ORIGIN}, Origin=EVIL)) == (
        "origin_refused"
    )


def test_our_own_frame_may_say_which_page_is_around_it(server: WebServer) -> None:
    own = {"Origin": server.address}
    assert visits(server, {"site": SITE, "parent": ORIGIN}, **own).status_code == 200
    assert code_of(visits(server, {"site": SITE, "parent": EVIL}, **own)) == "origin_refused"
    assert visits(server, {"token": sign(claims())}, **own).status_code == 200


def test_a_request_without_any_token_is_refused(server: WebServer) -> None:
    assert code_of(visits(server, {}, Origin=ORIGIN)) == "token_missing"
    answer = httpx.get(f"{server.address}/api/v1/conversations/abc", headers={"Origin": ORIGIN})
    assert code_of(answer) == "token_missing"
    assert answer.headers["www-authenticate"] == "Bearer"


def test_an_anonymous_visit_goes_on(visitor: New, server: WebServer) -> None:
    me = visitor(None)
    conversation = me.begin()
    fresh = me.http.post("/visits", json={}).json()["token"]
    headers = {"Authorization": f"Bearer {fresh}", "Origin": ORIGIN}
    address = f"{server.address}/api/v1/conversations/{conversation}"
    assert httpx.get(address, headers=headers).status_code == 200
    assert code_of(me.http.get("/conversations")) == "forbidden"


def test_a_stolen_visit_token_is_of_no_use_on_another_page(visitor: New) -> None:
    me = visitor()
    conversation = me.begin()
    stolen = me.http.get(f"/conversations/{conversation}", headers={"Origin": EVIL})
    assert code_of(stolen) == "origin_refused"


@pytest.mark.parametrize(
    ("method", "rest", "body"),
    [
        ("GET", "", None),
        ("DELETE", "", None),
        ("PUT", "/consent", {"consent": "use"}),
        ("POST", "/messages", {"id": "12345678", "text": "hello"}),
        (
            "PATCH",
            "/history",
            {"id": "12345678", "edits": [{"edit": "remove_job", "job_id": "j1"}]},
        ),
        ("GET", "/recommendation", None),
        ("GET", "/competence", None),
        ("GET", "/export/everything.json", None),
        ("GET", "/export/resume.json", None),
        ("GET", "/export/report.pdf", None),
        ("POST", "/feedback", {"line": 1, "helpful": True}),
        ("POST", "/leave", None),
    ],
)
def test_anothers_conversation_is_as_one_that_does_not_exist(
    visitor: New, method: str, rest: str, body: object
) -> None:
    anna, berta = visitor("anna"), visitor("berta")
    conversation = anna.begin("evaluation")
    anna.say(conversation, "I am a nurse since 2015")
    theirs = berta.http.request(method, f"/conversations/{conversation}{rest}", json=body)
    nowhere = berta.http.request(method, f"/conversations/{'0' * 32}{rest}", json=body)
    assert code_of(theirs) == code_of(nowhere) == "not_found"
    assert theirs.json()["error"]["message"] == nowhere.json()["error"]["message"]
    assert len(anna.state(conversation)["transcript"]) == 2


def test_the_same_visitor_id_at_another_site_is_somebody_else(
    visitor: New, server: WebServer
) -> None:
    conversation = visitor("anna").begin()
    token = sign(claims(sub="anna", iss="closed", origin="https://closed.example"))
    assert code_of(visits(server, {"token": token})) == "token_invalid"
    stranger = visitor(None)
    assert code_of(stranger.http.get(f"/conversations/{conversation}")) == "not_found"


def test_only_listed_origins_may_read_answers(server: WebServer) -> None:
    address = f"{server.address}/api/v1/notice"
    allowed = httpx.get(address, headers={"Origin": ORIGIN})
    assert allowed.headers["access-control-allow-origin"] == ORIGIN
    assert "access-control-allow-credentials" not in allowed.headers
    assert "Origin" in allowed.headers["vary"]
    for origin in (EVIL, "null", "https://careers.example.evil.example", f"{ORIGIN}:8443"):
        refused = httpx.get(address, headers={"Origin": origin})
        assert "access-control-allow-origin" not in refused.headers
    asked = {"Origin": EVIL, "Access-Control-Request-Method": "POST"}
    preflight = httpx.options(f"{server.address}/api/v1/visits", headers=asked)
    assert preflight.status_code == 400
    assert "access-control-allow-origin" not in preflight.headers
    asked = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    preflight = httpx.options(f"{server.address}/api/v1/conversations/x/history", headers=asked)
    assert preflight.status_code == 200


def test_other_sites_cannot_post_to_our_page_or_read_it(server: WebServer) -> None:
    assert httpx.post(server.address, headers={"Origin": EVIL}).status_code == 403
    assert httpx.post(server.address, headers={"Origin": ORIGIN}).status_code == 403
    assert httpx.post(server.address, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert httpx.post(server.address, headers={"Origin": server.address}).status_code == 200
    read = httpx.get(server.address, headers={"Origin": EVIL})
    assert read.status_code == 200 and "access-control-allow-origin" not in read.headers


def test_pages_are_shown_in_frames_of_listed_sites_only(server: WebServer) -> None:
    page_csp = httpx.get(server.address).headers["content-security-policy"]
    assert f"frame-ancestors 'self' {ORIGIN} https://closed.example" in page_csp
    api_csp = httpx.get(f"{server.address}/api/v1/notice").headers["content-security-policy"]
    assert "default-src 'none'" in api_csp and "frame-ancestors 'none'" in api_csp


def test_who_writes_too_much_is_slowed(advisor: Advisor, settings: Settings) -> None:
    few = settings.model_copy(update={"messages_per_minute": 3})
    web = WebApp(advisor, few, SITES, page)
    with WebServer(web.app) as server:
        me, other = Visitor(server.address, "anna"), Visitor(server.address, "berta")
        conversation = me.begin()
        for _ in range(3):
            me.say(conversation, "hello")
        body = {"id": new_id(), "text": "hello"}
        refused = me.http.post(f"/conversations/{conversation}/messages", json=body)
        assert code_of(refused) == "rate_limited"
        assert 1 <= int(refused.headers["retry-after"]) <= 20
        assert refused.json()["error"]["retry_after_s"] == int(refused.headers["retry-after"])
        other.say(other.begin(), "hello")
        me.close()
        other.close()
    web.turns.close()


def test_visits_from_one_address_are_limited(advisor: Advisor, settings: Settings) -> None:
    few = settings.model_copy(update={"visits_per_minute": 2})
    web = WebApp(advisor, few, SITES, page)
    with WebServer(web.app) as server:
        codes = [visits(server, {"site": SITE}, Origin=ORIGIN).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    web.turns.close()
