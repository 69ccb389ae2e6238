"""Forged hosts, origins and forwarded addresses; pages of other sites."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from advisor.settings import Settings
from graph.advisor import Advisor
from tests.security.service import METRICS_TOKEN, Service
from tests.web.conftest import SITES, page
from tests.web.signing import ORIGIN, SITE
from tests.web.visitor import code_of
from tests.web_server import WebServer
from views.own_address import is_local
from web.app import WebApp

EVIL = "https://evil.example"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example"])
def test_a_name_that_leads_here_is_not_taken_for_ours(stranger: httpx.Client, host: str) -> None:
    """A page of the attacker's whose name was pointed at this computer (DNS rebinding)."""
    rebound = {"Host": host, "Origin": f"http://{host}"}
    assert stranger.post("/gradio_api/queue/join", json={}, headers=rebound).status_code == 403
    framed = {"site": SITE, "parent": ORIGIN}
    answer = stranger.post("/api/v1/visits", json=framed, headers=rebound)
    assert code_of(answer) == "origin_refused"


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1:7860", True),
        ("[::1]:7860", True),
        ("localhost", True),
        ("advisor", True),
        ("box.local:80", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.nip.example:80", False),
        ("[::1", False),
        ("", False),
        ("@", False),
    ],
)
def test_which_hosts_are_of_the_local_network(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_what_a_client_claims_about_our_address_is_not_repeated(stranger: httpx.Client) -> None:
    claimed = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/evil",
        "Forwarded": "host=evil.example;proto=https",
    }
    answer = stranger.get("/", headers=claimed)
    assert answer.status_code == 200 and "evil" not in answer.text


@pytest.mark.parametrize("origin", [EVIL, "null", ORIGIN, "http://127.0.0.1:1", "file://"])
@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/queue/join",
        "/gradio_api/upload",
        "/gradio_api/cancel",
        "/download/everything.json",
        "/operator/sign-in",
        "/operator/sign-out",
    ],
)
def test_no_page_of_another_site_can_post(stranger: httpx.Client, origin: str, path: str) -> None:
    bodies: list[dict[str, Any]] = [
        {"json": {}},
        {"data": {"conversation": "a"}},
        {"files": {"files": b"x"}},
    ]
    for body in bodies:
        answer = stranger.post(path, headers={"Origin": origin}, **body)
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/gradio_api/queue/data?session_hash=a", "/theme.css"])
def test_no_page_of_another_site_can_read(stranger: httpx.Client, path: str) -> None:
    with stranger.stream("GET", path, headers={"Origin": EVIL}) as answer:
        assert "access-control-allow-origin" not in answer.headers
    asked = {"Origin": EVIL, "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in stranger.options(path, headers=asked).headers


def test_there_are_no_web_sockets(stranger: httpx.Client) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    for path in ("/", "/gradio_api/queue/join", "/api/v1/visits"):
        assert stranger.get(path, headers=upgrade).status_code != 101


def test_visitors_get_no_cookie(stranger: httpx.Client) -> None:
    for path in ("/", "/api/v1/notice", "/api/v1/docs", "/healthz"):
        assert "set-cookie" not in stranger.get(path).headers


def test_figures_are_for_who_has_their_token(stranger: httpx.Client) -> None:
    assert stranger.get("/metrics").status_code == 403
    for given in ("", "Bearer", "Bearer x", METRICS_TOKEN, "Bearer ä"):
        headers = {b"Authorization": given.encode()}
        assert stranger.get("/metrics", headers=headers).status_code == 403
    right = {"Authorization": f"Bearer {METRICS_TOKEN}"}
    assert "advisor_requests_total" in stranger.get("/metrics", headers=right).text


@pytest.mark.system
def test_behind_https_browsers_stay_with_it_and_cookies_are_secure(
    index_data_dir: Path, tmp_path: Path
) -> None:
    (tmp_path / "index").symlink_to(index_data_dir / "index")
    public = {
        "ADVISOR_PUBLIC_URL": "https://advisor.example/",
        "ADVISOR_TRUSTED_PROXIES": "127.0.0.1",
        "ADVISOR_VISITS_PER_MINUTE": "5",
    }
    with Service(tmp_path, **public) as service:
        proxied = {"Host": "advisor.example", "X-Forwarded-Proto": "https"}
        signing_in = httpx.get(f"{service.address}/operator/sign-in", headers=proxied)
        assert signing_in.headers["strict-transport-security"] == "max-age=31536000"
        cookie = signing_in.headers["set-cookie"].lower()
        assert "secure" in cookie and "httponly" in cookie and "samesite=strict" in cookie
        unsaid = {"Host": "advisor.example"}
        plain = httpx.get(f"{service.address}/operator/sign-in", headers=unsaid)
        assert "secure" in plain.headers["set-cookie"].lower()
        # Only the last address before the proxy is believed; what the client put before is not.
        answers = [
            httpx.post(
                f"{service.address}/api/v1/visits",
                json={"site": SITE},
                headers={"Origin": ORIGIN, "X-Forwarded-For": f"10.0.0.{n}, 203.0.113.9"},
            ).status_code
            for n in range(6)
        ]
        assert answers == [200] * 5 + [429]
        far = {"X-Forwarded-For": "203.0.113.10", "Origin": ORIGIN}
        other = httpx.post(f"{service.address}/api/v1/visits", json={"site": SITE}, headers=far)
        assert other.status_code == 200


WAYS_ROUND: list[dict[str, str]] = [
    {"X-Forwarded-For": "203.0.113.1"},
    {"X-Real-IP": "203.0.113.2"},
    {"Forwarded": "for=203.0.113.3"},
    {"True-Client-IP": "203.0.113.4"},
    {"CF-Connecting-IP": "203.0.113.5"},
    {"Origin": ORIGIN.upper()},
]


def test_limits_cannot_be_got_around_by_claims(advisor: Advisor, settings: Settings) -> None:
    few = settings.model_copy(update={"visits_per_minute": 2, "address_per_minute": 3})
    web = WebApp(advisor, few, SITES, page)
    with (
        WebServer(web.app, proxied=False) as server,
        httpx.Client(base_url=server.address) as client,
    ):
        for _ in range(2):
            begun = client.post("/api/v1/visits", json={"site": SITE}, headers={"Origin": ORIGIN})
        token = begun.json()["token"]
        for claim in WAYS_ROUND:
            headers = {"Origin": ORIGIN} | claim
            answer = client.post("/api/v1/visits", json={"site": SITE}, headers=headers)
            assert code_of(answer) == "rate_limited", claim
        # Tokens that are none are counted by address too.
        codes = [
            code_of(client.get("/api/v1/conversations", headers={"Authorization": f"Bearer {n}"}))
            for n in range(5)
        ]
        assert codes == ["token_invalid"] * 3 + ["rate_limited"] * 2
        headers = {"Authorization": f"Bearer {token}", "Origin": ORIGIN}
        assert code_of(client.get("/api/v1/conversations", headers=headers)) == "forbidden"
        pages = [client.post("/gradio_api/queue/join", json={}).status_code for _ in range(4)]
        assert pages[3] == 429
    web.turns.close()


def test_one_household_counts_as_one(advisor: Advisor, settings: Settings) -> None:
    few = settings.model_copy(update={"visits_per_minute": 1})
    web = WebApp(advisor, few, SITES, page)
    neighbours = ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    assert [_visit_from(web, address) for address in neighbours] == [200, 429, 200]
    web.turns.close()


def _visit_from(web: WebApp, address: str) -> int:
    async def ask() -> int:
        transport = httpx.ASGITransport(web.app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            headers = {"Origin": ORIGIN}
            answer = await client.post("/api/v1/visits", json={"site": SITE}, headers=headers)
            return answer.status_code

    return asyncio.run(ask())
