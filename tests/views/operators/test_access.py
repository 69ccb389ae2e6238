"""Who gets in on the operators' page and who does not, over real HTTP."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from advisor.accounts.attempts import AN_ADDRESS, WINDOW_S
from advisor.log.reading import annotations
from tests.advisor.quality.examples import fill
from tests.views.operators.page import WORDS, Served, csrf_of, sign_in

INSIDE = (
    "/operator/",
    "/operator/versions",
    "/operator/conversations",
    f"/operator/conversations/{'a' * 32}",
    "/operator/annotated.jsonl",
)


@pytest.mark.parametrize("path", INSIDE)
def test_nothing_is_shown_to_somebody_not_signed_in(served: Served, path: str) -> None:
    fill(served.log)
    with served.client() as client:
        for cookie in (None, "forged", "x" * 43, '"; drop table turns', "\xe9".encode().hex()):
            cookies = {"operator": cookie} if cookie else {}
            answered = client.get(path, headers=_cookies(cookies))
            assert (answered.status_code, answered.headers["location"]) == (
                303,
                "/operator/sign-in",
            )
            assert answered.text == ""


def test_the_right_name_and_password_open_every_page(served: Served) -> None:
    fill(served.log)
    with served.signed_in() as client:
        for path in INSIDE:
            assert client.get(path).status_code == 200
        moved = client.get("/operator")
        assert (moved.status_code, moved.headers["location"]) == (308, "/operator/")


def test_an_unknown_name_is_answered_as_a_wrong_password(served: Served) -> None:
    with served.client() as client:
        wrong, unknown = (sign_in(client, name, "a wrong password") for name in ("kim", "mik"))
    assert wrong.status_code == unknown.status_code == 401
    assert "operator=" not in (wrong.headers["set-cookie"] + unknown.headers["set-cookie"])

    def same(page: str) -> str:
        return re.sub(r'value="[^"]*"', "", page)

    assert same(wrong.text) == same(unknown.text)
    assert "The name or the password is wrong." in wrong.text


def test_after_too_many_tries_even_the_right_password_waits(served: Served) -> None:
    with served.client() as client:
        statuses = [sign_in(client, "kim", "wrong").status_code for _ in range(AN_ADDRESS)]
        assert statuses == [401] * AN_ADDRESS
        for name in ("kim", "nobody"):
            late = sign_in(client, name)
            assert late.status_code == 429
            assert "Wait 15 minutes" in late.text
        served.clock.now += WINDOW_S
        assert sign_in(client).status_code == 303


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(served: Served) -> None:
    with served.client() as client:
        plain = sign_in(client).headers["set-cookie"]
        # A secure cookie is not sent back over HTTP: the proxy's part is played by hand.
        proxied = {"X-Forwarded-Proto": "https"}
        form = client.get("/operator/sign-in", headers=proxied)
        token = form.headers["set-cookie"].split(";")[0].removeprefix("operator_form=")
        given = {"name": "kim", "password": WORDS, "csrf": csrf_of(form)}
        headers = proxied | _cookies({"operator_form": token})
        answered = client.post("/operator/sign-in", data=given, headers=headers)
        behind = answered.headers["set-cookie"]
    for cookie in (plain, behind):
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Path=/operator" in cookie
        assert "Max-Age=28800" in cookie
    assert "Secure" not in plain
    assert "Secure" in behind


def test_a_session_ends_after_eight_hours(served: Served) -> None:
    with served.signed_in() as client:
        served.ahead = timedelta(hours=7, minutes=59)
        assert client.get("/operator/").status_code == 200
        served.ahead = timedelta(hours=8, minutes=1)
        assert client.get("/operator/").status_code == 303


def test_signing_out_ends_the_session_itself(served: Served) -> None:
    with served.signed_in() as client:
        kept = dict(client.cookies)
        token = csrf_of(client.get("/operator/"))
        out = client.post("/operator/sign-out", data={"csrf": token})
        assert out.headers["location"] == "/operator/sign-in"
        assert client.get("/operator/").status_code == 303
        assert client.get("/operator/", headers=_cookies(kept)).status_code == 303


def test_somebody_taken_off_the_file_is_out_at_once(served: Served) -> None:
    with served.signed_in() as client:
        served.file.remove("kim")
        assert client.get("/operator/").status_code == 303


@pytest.mark.parametrize("token", [None, "", "forged", "\xe9"])
def test_a_form_without_the_sessions_token_is_not_taken(served: Served, token: str | None) -> None:
    fill(served.log)
    note = {"turn": "1", "label": "good", "comment": ""} | ({"csrf": token} if token else {})
    with served.signed_in() as client:
        for path in ("/operator/sign-out", f"/operator/conversations/{'a' * 32}"):
            refused = client.post(path, data=note)
            assert refused.status_code == 403
            assert "load the page again" in refused.text
        assert client.get("/operator/").status_code == 200, "still signed in"
    assert annotations(served.log.database) == []


def test_the_token_of_another_session_is_not_taken(served: Served) -> None:
    fill(served.log)
    with served.signed_in() as one, served.signed_in() as other:
        token = csrf_of(other.get("/operator/"))
        note = {"turn": "1", "label": "good", "comment": "", "csrf": token}
        assert one.post(f"/operator/conversations/{'a' * 32}", data=note).status_code == 403


def test_a_sign_in_that_did_not_come_from_our_form_is_not_taken(served: Served) -> None:
    with served.client() as client:
        given = {"name": "kim", "password": WORDS}
        assert client.post("/operator/sign-in", data=given).status_code == 403
        client.get("/operator/sign-in")
        assert client.post("/operator/sign-in", data=given | {"csrf": ""}).status_code == 403
        assert client.get("/operator/").status_code == 303


def test_every_answer_is_kept_by_nobody_and_runs_no_script(served: Served) -> None:
    with served.signed_in() as client:
        paths = (*INSIDE, "/operator/style.css", "/operator/none", "/operator")
        answers = [client.get(path) for path in paths]
        answers.append(client.post("/operator/sign-out", data={}))
    assert {answer.status_code for answer in answers} == {200, 308, 403, 404}
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store", answer.url
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        if answer.status_code != 308:
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "script-src" not in policy


def test_a_form_larger_than_any_of_ours_is_not_read(served: Served) -> None:
    with served.signed_in() as client:
        huge = client.post("/operator/sign-in", data={"name": "x" * 70_000})
        assert huge.status_code == 413


def test_a_log_that_cannot_be_read_is_said_in_one_line(served: Served) -> None:
    with served.signed_in() as client:
        with served.log.database.writing() as connection:
            connection.execute(text("DROP TABLE thumbs"))
        away = client.get("/operator/")
        assert away.status_code == 503
        assert "The log cannot be read at the moment" in away.text
        assert "thumbs" not in away.text


def _cookies(cookies: dict[str, str]) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
