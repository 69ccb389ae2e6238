import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from retrieval.errors import AdvisorError
from tests.web.signing import ORIGIN, SECRET, SITE, claims, ed25519_pair, p256_pair, sign
from web.errors import ApiError
from web.sites import Key, Site, Sites
from web.tokens import AUDIENCE, Tokens, VisitKeys

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
KEYS = VisitKeys.read("v1:" + "x" * 32)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def sites(*keys: Key, anonymous: bool = True) -> Sites:
    known = {key.id: key for key in keys or (Key("k1", "HS256", SECRET),)}
    other = Site("other", "Other", ("https://other.example",), True, {})
    site = Site(SITE, "Careers", (ORIGIN, "https://www.careers.example"), anonymous, known)
    return Sites({SITE: site, "other": other})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(clock: Clock) -> Tokens:
    return Tokens(sites(), KEYS, lambda name: f"p({name})", clock)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(ApiError) as caught:
        call()
    return caught.value.code


def test_a_sites_token_begins_a_visit_of_its_visitor(tokens: Tokens) -> None:
    said = tokens.of_site(sign(claims(NOW)), ORIGIN)
    assert said.visit.visitor == "p(visitor:careers:visitor-1)"
    assert (said.visit.level, said.visit.origin) == ("known", ORIGIN)
    assert said.until == NOW + timedelta(minutes=5, seconds=30)


def test_the_visitors_id_is_not_in_the_visit_token() -> None:
    made = Tokens(sites(), KEYS, lambda _: "pseudonym", lambda: NOW)
    token, _ = made.issue(made.of_site(sign(claims(NOW)), ORIGIN).visit)
    payload = base64.urlsafe_b64decode(token.split(".")[1] + "==")
    assert b"visitor-1" not in payload and b"pseudonym" in payload


@pytest.mark.parametrize("alg", ["EdDSA", "ES256"])
def test_sites_can_sign_with_a_private_key(alg: Any, clock: Clock) -> None:
    private, public = ed25519_pair() if alg == "EdDSA" else p256_pair()
    tokens = Tokens(sites(Key("k1", alg, public)), KEYS, str, clock)
    assert tokens.of_site(sign(claims(NOW), private, alg), ORIGIN).visit.site == SITE


def test_a_public_key_is_never_taken_for_a_secret(clock: Clock) -> None:
    _, public = ed25519_pair()
    tokens = Tokens(sites(Key("k1", "EdDSA", public)), KEYS, str, clock)
    # PyJWT refuses to sign with a PEM, so the token is made by hand, as an attacker would.
    header, payload = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": "HS256", "kid": "k1"}, claims(NOW))
    )
    digest = hmac.new(public.encode(), f"{header}.{payload}".encode(), hashlib.sha256).digest()
    signature = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    token = f"{header}.{payload}.{signature}"
    assert code_of(lambda: tokens.of_site(token, ORIGIN)) == "token_invalid"


def test_a_token_without_signature_is_refused(tokens: Tokens) -> None:
    none = jwt.encode(claims(NOW), "", "none", headers={"kid": "k1"})
    assert code_of(lambda: tokens.of_site(none, ORIGIN)) == "token_invalid"
    visit = {"site": SITE, "sub": "x", "level": "known", "origin": ORIGIN, "named": True}
    own = {"iss": AUDIENCE, "aud": "career-advisor-visit", "began": 0, "iat": 0, "exp": 2**40}
    forged = jwt.encode(visit | own, "", "none", headers={"kid": "v1"})
    assert code_of(lambda: tokens.visit(forged, ORIGIN)) == "token_invalid"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"exp": int(NOW.timestamp()) - 31}, "token_expired"),
        ({"exp": int(NOW.timestamp()) + 3600}, "token_invalid"),
        ({"iat": int(NOW.timestamp()) + 60, "exp": int(NOW.timestamp()) + 90}, "token_invalid"),
        ({"aud": "another-service"}, "token_invalid"),
        ({"aud": None}, "token_invalid"),
        ({"iss": "other"}, "token_invalid"),
        ({"iss": "nobody"}, "token_invalid"),
        ({"iss": None}, "token_invalid"),
        ({"exp": None}, "token_invalid"),
        ({"exp": "soon"}, "token_invalid"),
        ({"sub": None}, "token_invalid"),
        ({"sub": ""}, "token_invalid"),
        ({"sub": "x" * 200}, "token_invalid"),
        ({"jti": None}, "token_invalid"),
        ({"level": "admin"}, "token_invalid"),
        ({"origin": "https://evil.example"}, "origin_refused"),
        ({"origin": "https://www.careers.example"}, "origin_refused"),
        ({"origin": None}, "token_invalid"),
    ],
)
def test_what_is_wrong_with_a_token_is_refused(
    tokens: Tokens, changes: dict[str, Any], code: str
) -> None:
    assert code_of(lambda: tokens.of_site(sign(claims(NOW, **changes)), ORIGIN)) == code


def test_an_altered_token_is_refused(tokens: Tokens) -> None:
    head, payload, signature = sign(claims(NOW)).split(".")
    body = json.loads(base64.urlsafe_b64decode(payload + "=="))
    body["sub"] = "visitor-2"
    altered = base64.urlsafe_b64encode(json.dumps(body).encode()).rstrip(b"=").decode()
    assert code_of(lambda: tokens.of_site(f"{head}.{altered}.{signature}", ORIGIN)) == (
        "token_invalid"
    )


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "." * 50, "x" * 5_000, "ä.ö.ü"])
def test_what_is_no_token_is_refused(tokens: Tokens, text: str) -> None:
    assert code_of(lambda: tokens.of_site(text, ORIGIN)) == "token_invalid"
    assert code_of(lambda: tokens.visit(text, ORIGIN)) == "token_invalid"


def test_two_keys_at_once_are_how_keys_are_changed(clock: Clock) -> None:
    old, new = Key("k1", "HS256", SECRET), Key("k2", "HS256", SECRET[::-1])
    both = Tokens(sites(old, new), KEYS, str, clock)
    for key in (old, new):
        both.of_site(sign(claims(NOW), key.secret, kid=key.id), ORIGIN)
    only_new = Tokens(sites(new), KEYS, str, clock)
    assert code_of(lambda: only_new.of_site(sign(claims(NOW)), ORIGIN)) == "token_invalid"
    swapped = sign(claims(NOW), old.secret, kid=new.id)
    assert code_of(lambda: both.of_site(swapped, ORIGIN)) == "token_invalid"


def test_a_visit_token_leads_back_to_the_visit(tokens: Tokens, clock: Clock) -> None:
    visit = tokens.of_site(sign(claims(NOW)), ORIGIN).visit
    token, expires = tokens.issue(visit)
    assert expires == NOW + timedelta(minutes=15)
    assert tokens.visit(token, ORIGIN) == visit
    assert tokens.visit(token, None) == visit
    assert code_of(lambda: tokens.visit(token, "https://other.example")) == "origin_refused"
    clock.now = NOW + timedelta(minutes=16)
    assert code_of(lambda: tokens.visit(token, ORIGIN)) == "token_expired"


def test_the_two_kinds_of_token_do_not_pass_for_each_other(tokens: Tokens) -> None:
    site_token = sign(claims(NOW))
    assert code_of(lambda: tokens.visit(site_token, ORIGIN)) == "token_invalid"
    visit_token, _ = tokens.issue(tokens.of_site(site_token, ORIGIN).visit)
    assert code_of(lambda: tokens.of_site(visit_token, ORIGIN)) == "token_invalid"


def test_visit_keys_are_changed_without_ending_visits(tokens: Tokens, clock: Clock) -> None:
    token, _ = tokens.issue(tokens.anonymous(SITE, ORIGIN))
    changed = VisitKeys.read(f"v2:{'y' * 32}, v1:{'x' * 32}")
    later = Tokens(sites(), changed, str, clock)
    assert later.visit(token, ORIGIN).site == SITE
    fresh, _ = later.issue(later.anonymous(SITE, ORIGIN))
    assert jwt.get_unverified_header(fresh)["kid"] == "v2"
    without = Tokens(sites(), VisitKeys.read("v2:" + "y" * 32), str, clock)
    assert code_of(lambda: without.visit(token, ORIGIN)) == "token_invalid"


def test_a_site_that_is_taken_off_the_file_is_out_at_once(tokens: Tokens, clock: Clock) -> None:
    token, _ = tokens.issue(tokens.anonymous(SITE, ORIGIN))
    gone = Tokens(Sites({}), KEYS, str, clock)
    assert code_of(lambda: gone.visit(token, ORIGIN)) == "origin_refused"


def test_anonymous_visits_are_new_each_and_only_where_the_site_takes_them(clock: Clock) -> None:
    open_to_all = Tokens(sites(), KEYS, str, clock)
    one, two = (open_to_all.anonymous(SITE, ORIGIN) for _ in range(2))
    assert one.visitor != two.visitor and one.level == "anonymous"
    closed = Tokens(sites(anonymous=False), KEYS, str, clock)
    assert code_of(lambda: closed.anonymous(SITE, ORIGIN)) == "token_missing"
    assert code_of(lambda: open_to_all.anonymous(SITE, None)) == "origin_refused"
    assert code_of(lambda: open_to_all.anonymous(SITE, "https://evil.example")) == "origin_refused"
    assert code_of(lambda: open_to_all.anonymous("nobody", ORIGIN)) == "origin_refused"


def test_an_anonymous_visit_goes_on_for_half_a_day(tokens: Tokens, clock: Clock) -> None:
    visit = tokens.anonymous(SITE, ORIGIN)
    clock.now = NOW + timedelta(hours=11)
    assert tokens.renewed(visit).visitor == visit.visitor
    clock.now = NOW + timedelta(hours=13)
    assert code_of(lambda: tokens.renewed(visit)) == "token_expired"


def test_a_named_visit_is_not_renewed_without_its_site(tokens: Tokens) -> None:
    named = tokens.of_site(sign(claims(NOW)), ORIGIN).visit
    assert code_of(lambda: tokens.renewed(named)) == "token_missing"


@pytest.mark.parametrize("text", ["", "v1", "v1:short", ":" + "x" * 32, f"v1:{'x' * 32},v2:no"])
def test_visit_keys_that_are_none_are_refused_without_being_told(text: str) -> None:
    with pytest.raises(AdvisorError, match="ADVISOR_VISIT_KEYS") as caught:
        VisitKeys.read(text)
    assert "x" * 32 not in str(caught.value)


def test_secrets_do_not_show() -> None:
    assert SECRET not in repr(Key("k1", "HS256", SECRET))
    assert "x" * 32 not in repr(KEYS)
