"""Forged, altered, outlived and misdirected tokens against the running service."""

import base64
import hmac
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import jwt
import pytest

from tests.security.service import VISIT_SECRET, Service
from tests.web.signing import ORIGIN, SECRET, claims, p256_pair, sign
from tests.web.visitor import Visitor, code_of

New = Callable[..., Visitor]
PRIVATE, PUBLIC = p256_pair()
KID = {"kid": "k1"}


def _b64(data: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")


def unsigned(algorithm: str) -> str:
    return f"{_b64({'alg': algorithm, 'typ': 'JWT', 'kid': 'k1'})}.{_b64(claims())}."


def by_hand(algorithm: str, digest: str, secret: str) -> str:
    """Sign as no library would let us."""
    said = f"{_b64({'alg': algorithm, 'typ': 'JWT', 'kid': 'k1'})}.{_b64(claims())}"
    mark = hmac.digest(secret.encode(), said.encode(), digest)
    return f"{said}.{base64.urlsafe_b64encode(mark).decode().rstrip('=')}"


def resigned(**header: Any) -> str:
    """Sign with a key of the attacker's that the header points to."""
    return jwt.encode(claims(), PRIVATE, "ES256", headers=KID | header)


def altered(**changes: Any) -> str:
    head, _, mark = sign(claims()).split(".")
    return f"{head}.{_b64(claims(**changes))}.{mark}"


def at(**ago: float) -> int:
    return int((datetime.now(UTC) - timedelta(**ago)).timestamp())


NO_TOKENS = {
    "nothing": "",
    "no JWT": "abc",
    "dots": "..",
    "alg none": unsigned("none"),
    "alg NONE": unsigned("NONE"),
    "alg HS256 without a signature": unsigned("HS256"),
    "altered": altered(sub="admin"),
    "raised to known": altered(level="known"),
    "signed with another secret": sign(claims(), "another secret of at least 32 bytes....."),
    "signed with an empty secret": by_hand("HS256", "sha256", ""),
    "HS384 with the right secret": by_hand("HS384", "sha384", SECRET),
    "ES256 for an HS256 key": resigned(),
    "a public key as an HMAC secret": by_hand("HS256", "sha256", PUBLIC),
    "a key by address (jku)": resigned(jku="https://evil.example/keys.json"),
    "a certificate by address (x5u)": resigned(x5u="https://evil.example/cert.pem"),
    "a key of its own (jwk)": resigned(jwk={"kty": "oct", "k": "AAAA"}),
    "a certificate of its own (x5c)": resigned(x5c=["AAAA"]),
    "another kid": sign(claims(), kid="k2"),
    "a kid that is a path": sign(claims(), kid="../../../../dev/null"),
    "a kid that is SQL": sign(claims(), kid="k1' OR '1'='1"),
    "a kid of another site": sign(claims(), kid="k9"),
    "another site's kid and origin": sign(claims(iss="other"), kid="k1"),
    "an unknown site": sign(claims(iss="nobody")),
    "another audience": sign(claims(aud="another-service")),
    "no audience": sign(claims(aud=None)),
    "expired": sign(claims(iat=at(minutes=20), exp=at(minutes=11))),
    "of the future": sign(claims(iat=at(minutes=-8), exp=at(minutes=-9))),
    "lives for a day": sign(claims(exp=at(days=-1))),
    "never ends": sign(claims(exp=None)),
    "ends at infinity": sign(claims(exp=float("inf"))),
    "huge numbers": sign(claims(exp=10**30, iat=10**30)),
    "without an id": sign(claims(jti=None)),
    "an unknown level": sign(claims(level="admin")),
    "critical extensions": jwt.encode(
        claims(), SECRET, "HS256", headers=KID | {"crit": ["b64"], "b64": True}
    ),
    "not ASCII": "ä.ö.ü",
    "NUL": "a\0.b.c",
    "too long": sign(claims(x="y" * 5_000)),
}


@pytest.mark.parametrize("kind", NO_TOKENS)
def test_no_forged_token_begins_a_visit(service: Service, kind: str) -> None:
    headers = {"Origin": ORIGIN}
    body = {"token": NO_TOKENS[kind]}
    answer = httpx.post(f"{service.address}/api/v1/visits", json=body, headers=headers)
    assert code_of(answer) in ("token_invalid", "token_expired", "origin_refused", "bad_request")
    assert NO_TOKENS[kind] not in answer.text or not NO_TOKENS[kind]


@pytest.mark.parametrize("kind", [kind for kind in NO_TOKENS if NO_TOKENS[kind]])
def test_no_forged_token_opens_a_conversation(visitor: New, kind: str) -> None:
    me = visitor("anna")
    conversation = me.begin()
    forged = NO_TOKENS[kind].encode()
    if b"\0" in forged:
        forged = forged.replace(b"\0", b"%00")  # no client sends it in a header
    headers = {b"Authorization": b"Bearer " + forged}
    answer = me.http.get(f"/conversations/{conversation}", headers=headers)
    assert code_of(answer) in ("token_invalid", "token_expired", "token_missing")


def test_a_token_made_with_the_services_own_secret_but_another_audience_is_refused(
    visitor: New,
) -> None:
    me = visitor("anna")
    conversation = me.begin()
    said = jwt.decode(me.visit["token"], options={"verify_signature": False})
    for change in ({"aud": "career-advisor"}, {"iss": "careers"}, {"exp": at(minutes=5)}):
        token = jwt.encode(said | change, VISIT_SECRET, "HS256", headers={"kid": "v1"})
        headers = {"Authorization": f"Bearer {token}"}
        answer = me.http.get(f"/conversations/{conversation}", headers=headers)
        assert code_of(answer) in ("token_invalid", "token_expired")


def test_a_sites_token_is_no_visit_token_and_the_other_way_round(visitor: New) -> None:
    me = visitor("anna")
    headers = {"Authorization": f"Bearer {sign(claims(sub='anna'))}"}
    assert code_of(me.http.get("/conversations", headers=headers)) == "token_invalid"
    traded = me.http.post("/visits", json={"token": me.visit["token"]})
    assert code_of(traded) == "token_invalid"


def test_a_token_in_an_address_is_not_looked_at(service: Service, visitor: New) -> None:
    me = visitor("anna")
    conversation = me.begin()
    token = me.visit["token"]
    for query in ({"token": token}, {"access_token": token}, {"authorization": f"Bearer {token}"}):
        address = f"{service.address}/api/v1/conversations/{conversation}"
        answer = httpx.get(address, params=query, cookies=query)
        assert code_of(answer) == "token_missing"
    answer = httpx.post(f"{service.address}/api/v1/visits", params={"token": sign(claims())})
    assert code_of(answer) == "bad_request"


def test_a_token_is_taken_once_though_many_send_it_at_once(service: Service) -> None:

    token = sign(claims())

    def trade(_: int) -> int:
        address = f"{service.address}/api/v1/visits"
        return httpx.post(address, json={"token": token}, timeout=30).status_code

    with ThreadPoolExecutor(12) as pool:
        answers = sorted(pool.map(trade, range(12)))
    assert answers == [200] + [401] * 11
