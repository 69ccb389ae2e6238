"""Who gets in on the counsellors' page and who does not, over real HTTP."""

import time

import pytest

from tests.views.counsellors.serving import WORDS, Counselling, open_share, share, sign_in
from tests.views.operators.page import Served, csrf_of
from tests.views.operators.page import sign_in as operator_signs_in

ID = "0123456789abcdef" * 2
INSIDE = (
    "/counsellor/",
    "/counsellor/shared?link=x",
    f"/counsellor/shared/{ID}",
    f"/counsellor/clients/{ID}",
    f"/counsellor/clients/{ID}/report.pdf",
    f"/counsellor/clients/{ID}/client.json",
)


pytestmark = pytest.mark.parametrize("open_state", ["sqlite"], indirect=True)
"""One store is enough here."""


@pytest.mark.parametrize("path", INSIDE)
def test_nothing_is_shown_to_somebody_not_signed_in(served: Counselling, path: str) -> None:
    with served.counsellor(None) as client:
        for cookie in ("", "counsellor=forged", f"counsellor={'x' * 43}"):
            answered = client.get(path, headers={"Cookie": cookie} if cookie else {})
            assert answered.status_code == 303 and answered.text == ""
            then = f"?then=shared/{ID}" if path == f"/counsellor/shared/{ID}" else ""
            assert answered.headers["location"] == f"/counsellor/sign-in{then}"


def test_signing_in_leads_on_to_the_link_and_nowhere_else(served: Counselling) -> None:
    with served.counsellor(None) as client:
        for asked, reached in (
            (f"shared/{ID}", f"/counsellor/shared/{ID}"),
            ("https://evil.example/", "/counsellor/"),
            ("//evil.example", "/counsellor/"),
            ("../operator/", "/counsellor/"),
            (f"shared/{ID}\r\nSet-Cookie: a=b", "/counsellor/"),
        ):
            form = client.get("/counsellor/sign-in", params={"then": asked})
            given = {"name": "lee", "password": WORDS, "csrf": csrf_of(form), "then": asked}
            assert client.post("/counsellor/sign-in", data=given).headers["location"] == reached


def test_operators_and_counsellors_stay_on_their_own_pages(
    served: Counselling, tmp_path_factory: pytest.TempPathFactory
) -> None:
    operators = Served(tmp_path_factory.mktemp("operators"))
    operators.file.add("lee", "another long password")
    with operators.running(), operators.client() as kim, served.counsellor("lee") as lee:
        operator_signs_in(kim)
        theirs = {"Cookie": f"counsellor={kim.cookies['operator']}"}
        ours = {"Cookie": f"operator={lee.cookies['counsellor']}"}
        with served.counsellor(None) as client:
            assert client.get("/counsellor/", headers=theirs).status_code == 303
            wrong = sign_in(client, "lee", "another long password")
            assert wrong.status_code == 401
        with operators.client() as client:
            assert client.get("/operator/", headers=ours).status_code == 303
            assert operator_signs_in(client, "lee", WORDS).status_code == 401
        assert "Path=/counsellor" in sign_in(lee, "lee").headers["set-cookie"]


def test_a_session_ends_with_its_time_the_account_or_by_signing_out(served: Counselling) -> None:
    with served.counsellor("lee") as lee, served.counsellor("kim") as kim:
        kept = {"Cookie": f"counsellor={lee.cookies['counsellor']}"}
        token = csrf_of(lee.get("/counsellor/"))
        lee.post("/counsellor/sign-out", data={"csrf": token})
        assert lee.get("/counsellor/", headers=kept).status_code == 303
        served.file.remove("kim")
        assert kim.get("/counsellor/").status_code == 303
    with served.store.rows.reading() as run:
        ((hashed,),) = run("SELECT token_hash FROM counsellor_sessions WHERE name = 'kim'")
    assert len(hashed) == 64


def test_forms_that_are_not_ours_change_nothing(served: Counselling) -> None:
    with served.visitor() as anna, served.counsellor("lee") as lee:
        conversation = anna.begin("evaluation")
        made = share(anna, conversation)
        where = f"/counsellor/shared/{made['id']}"
        token = csrf_of(lee.get(where))
        for form in ({}, {"csrf": ""}, {"csrf": "forged"}, {"csrf": token[::-1]}):
            assert lee.post(where, data=form).status_code == 403
        for headers in (
            {"Origin": "https://evil.example"},
            {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
            {"Origin": "null"},
        ):
            assert lee.post(where, data={"csrf": token}, headers=headers).status_code == 403
        (seen,) = anna.http.get(f"/conversations/{conversation}/shares").json()["shares"]
        assert seen["opened_by"] is None
        hidden = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
        assert lee.post(where, data={"csrf": token}, headers=hidden).status_code == 303
        client = f"/counsellor/clients/{made['id']}"
        assert lee.post(client, data={"text": "a note", "csrf": "x"}).status_code == 403
        huge = lee.post(client, data={"text": "x" * 70_000, "csrf": token})
        assert huge.status_code == 413
        assert served.store.shares.notes(made["id"]) == ()


def test_every_answer_is_kept_by_nobody_and_runs_no_script(served: Counselling) -> None:
    with served.visitor() as anna, served.counsellor("lee") as lee:
        made = share(anna, anna.begin("evaluation"))
        open_share(lee, made["id"])
        base = f"/counsellor/clients/{made['id']}"
        paths = (*INSIDE, base, f"{base}/report.pdf", f"{base}/client.json")
        answers = [lee.get(path) for path in (*paths, "/counsellor/none", "/counsellor/style.css")]
        answers.append(lee.post("/counsellor/sign-out", data={}))
    assert {answer.status_code for answer in answers} == {200, 403, 404}
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store", answer.url
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["x-content-type-options"] == "nosniff"
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy and "script-src" not in policy


def test_pages_of_other_sites_can_read_nothing(served: Counselling) -> None:
    with served.counsellor("lee") as lee:
        read = lee.get("/counsellor/", headers={"Origin": "https://careers.example"})
        assert "access-control-allow-origin" not in read.headers


def test_tries_to_sign_in_are_slowed_down(served: Counselling) -> None:
    with served.counsellor(None) as client:
        began = time.monotonic()
        assert [sign_in(client, "lee", "wrong").status_code for _ in range(3)] == [401] * 3
    assert time.monotonic() - began > 1.5
