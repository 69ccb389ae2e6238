"""From the link to the notes and back, over real HTTP, in both databases."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from tests.views.counsellors.serving import (
    HOSTILE,
    NAME,
    Counselling,
    note,
    open_share,
    share,
    told,
)
from tests.views.operators.page import csrf_of
from tests.views.page import parse
from tests.web.visitor import code_of

GONE = "There is nothing to open here"


def test_from_the_link_to_the_notes_and_back(served: Counselling) -> None:
    with served.visitor() as anna, served.counsellor("lee") as lee:
        conversation = told(anna)
        made = share(anna, conversation, name=NAME)
        assert made["url"] == f"{served.address}/counsellor/shared/{made['id']}"
        assert made["opened_by"] is None and "cannot read what was said" in made["note"]
        assert open_share(lee, made["id"]).headers["location"] == (
            f"/counsellor/clients/{made['id']}"
        )
        shown = lee.get(f"/counsellor/clients/{made['id']}")
        assert "registered nurse, St. Mary" in shown.text
        assert "What was said" not in shown.text and "Before that I was" not in shown.text
        assert not {"script", "img"} & {tag for tag, _ in parse(shown.text).tags}
        assert NAME in parse(shown.text).text

        assert note(lee, made["id"], f"likes to teach {HOSTILE}").status_code == 303
        assert note(lee, made["id"], " ").status_code == 422
        assert note(lee, made["id"], "x" * 4_001).status_code == 422
        listed = lee.get("/counsellor/")
        assert NAME in parse(listed.text).text
        assert "<td>1</td>" in listed.text

        base = f"/counsellor/clients/{made['id']}"
        assert PdfReader(BytesIO(lee.get(f"{base}/report.pdf").content)).pages
        assert docx.Document(BytesIO(lee.get(f"{base}/report.docx").content)).paragraphs
        saved = lee.get(f"{base}/client.json").json()
        assert saved["notes"][0]["text"] == f"likes to teach {HOSTILE}"
        assert len(saved["summary"]["history"]["jobs"]) == 2 and "transcript" not in saved

        (mine,) = anna.http.get(f"/conversations/{conversation}/shares").json()["shares"]
        assert mine["opened_by"] == "lee"
        looked = [look["what"] for look in mine["looks"]]
        assert looked[:3] == ["summary and notes as JSON", "report.docx", "report.pdf"]
        export = f"/conversations/{conversation}/export/everything.json"
        (kept,) = anna.http.get(export).json()["conversation"]["shares"]
        assert kept["notes"][0]["counsellor"] == "lee"
        assert [reading["what"] for reading in kept["readings"]] == list(reversed(looked))

        gone = anna.http.delete(f"/conversations/{conversation}/shares/{made['id']}")
        assert gone.status_code == 204
        assert "Nobody yet" in lee.get("/counsellor/").text
        for path in ("", "/report.pdf", "/report.docx", "/client.json"):
            refused = lee.get(base + path)
            assert refused.status_code == 404 and GONE in refused.text
        assert note(lee, made["id"], "too late").status_code == 404
        assert anna.http.get(f"/conversations/{conversation}/shares").json() == {"shares": []}


def test_what_was_said_is_shown_only_where_that_is_shared(served: Counselling) -> None:
    with served.visitor() as anna, served.counsellor("lee") as lee:
        conversation = anna.begin("evaluation")
        anna.say(conversation, f"I am a nurse since 2015. {HOSTILE}")
        made = share(anna, conversation, transcript=True)
        assert "everything that was said" in made["note"]
        open_share(lee, made["id"])
        page = parse(lee.get(f"/counsellor/clients/{made['id']}").text)
        assert HOSTILE in page.text and not page.all("script")
        saved = lee.get(f"/counsellor/clients/{made['id']}/client.json").json()
        assert saved["transcript"][0]["text"] == f"I am a nurse since 2015. {HOSTILE}"


def test_whatever_cannot_be_opened_is_answered_alike(served: Counselling) -> None:
    with (
        served.visitor() as anna,
        served.counsellor("lee") as lee,
        served.counsellor("kim") as kim,
    ):
        conversation = told(anna)
        taken, back, old = (share(anna, conversation, days=n) for n in (30, 30, 1))
        open_share(lee, taken["id"])
        anna.http.delete(f"/conversations/{conversation}/shares/{back['id']}")
        served.ahead = timedelta(days=1, seconds=1)
        pages = [
            open_share(kim, name)
            for name in (taken["id"], back["id"], old["id"], "0" * 32, "..%2f..%2fhealthz", "x")
        ]
        pages += [kim.get(f"/counsellor/clients/{taken['id']}"), note(kim, taken["id"], "mine?")]
        token = csrf_of(kim.get("/counsellor/"))
        for name in (taken["id"], old["id"]):
            pages.append(kim.post(f"/counsellor/shared/{name}", data={"csrf": token}))
        pages.append(kim.get("/counsellor/shared", params={"link": "https://evil.example/"}))
        assert {page.status_code for page in pages} == {404}
        assert len({page.text for page in pages if "There is no such page" not in page.text}) == 1
        assert GONE in pages[0].text
        assert lee.get(f"/counsellor/clients/{taken['id']}").status_code == 200
        (seen,) = anna.http.get(f"/conversations/{conversation}/shares").json()["shares"]
        assert seen["opened_by"] == "lee" and {look["what"] for look in seen["looks"]} == {
            "summary"
        }


def test_following_a_link_changes_nothing_until_it_is_opened(served: Counselling) -> None:
    with served.visitor() as anna, served.counsellor("lee") as lee, served.counsellor("kim") as kim:
        made = share(anna, anna.begin("evaluation"))
        link = lee.get("/counsellor/shared", params={"link": f" {made['url']} "})
        asked = lee.get(link.headers["location"])
        assert "Open what was shared with you?" in asked.text and "Anna" not in asked.text
        assert kim.get(f"/counsellor/clients/{made['id']}").status_code == 404
        assert open_share(kim, made["id"]).status_code == 303
        stale = lee.post(f"/counsellor/shared/{made['id']}", data={"csrf": csrf_of(asked)})
        assert stale.status_code == 404
        known = kim.get(f"/counsellor/shared/{made['id']}")
        assert known.headers["location"] == f"/counsellor/clients/{made['id']}"


def test_erasing_takes_shares_and_notes_along(served: Counselling) -> None:
    with served.visitor() as anna, served.counsellor("lee") as lee:
        conversation = told(anna, "use")
        made = share(anna, conversation)
        assert "the counsellor's notes with it" in made["note"]
        open_share(lee, made["id"])
        note(lee, made["id"], "likes to teach")
        anna.http.delete(f"/conversations/{conversation}")
        assert lee.get(f"/counsellor/clients/{made['id']}").status_code == 404
        with served.store.rows.reading() as run:
            for table in ("shares", "notes", "readings"):
                assert run(f"SELECT count(*) FROM {table}") == [(0,)]


def test_only_known_visitors_share_and_only_what_is_theirs(served: Counselling) -> None:
    with (
        served.visitor("anna") as anna,
        served.visitor("berta") as berta,
        served.visitor(None) as nobody,
    ):
        assert anna.visit["features"] == {"shares": True}
        assert nobody.visit["features"] == {"shares": False}
        mine, theirs = anna.begin(), nobody.begin()
        made = share(anna, mine)
        body = {"name": "Nobody", "days": 3}
        assert code_of(nobody.http.post(f"/conversations/{theirs}/shares", json=body)) == (
            "forbidden"
        )
        base = f"/conversations/{mine}/shares"
        for stranger in (berta, nobody):
            assert code_of(stranger.http.post(base, json=body)) == "not_found"
            assert code_of(stranger.http.get(base)) == "not_found"
            assert code_of(stranger.http.delete(f"{base}/{made['id']}")) == "not_found"
        other = anna.begin()
        wrong = anna.http.delete(f"/conversations/{other}/shares/{made['id']}")
        assert code_of(wrong) == "not_found"
        assert len(anna.http.get(base).json()["shares"]) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "\u202e\u200b "},
        {"name": "x" * 81},
        {"days": 0},
        {"days": 91},
        {"days": "30"},
        {"transcript": "yes"},
        {"to": "kim"},
    ],
)
def test_a_share_that_will_not_do_is_refused(
    served: Counselling, change: dict[str, object]
) -> None:
    with served.visitor() as anna:
        body = {"name": "Anna", "days": 30} | change
        answer = anna.http.post(f"/conversations/{anna.begin()}/shares", json=body)
        assert code_of(answer) == "bad_request"


def test_a_conversation_is_shared_ten_times_at_most(served: Counselling) -> None:
    with served.visitor() as anna:
        conversation = anna.begin()
        made = [share(anna, conversation, name="A\u202enna\n") for _ in range(10)]
        assert made[0]["name"] == "A nna"
        base = f"/conversations/{conversation}/shares"
        more = anna.http.post(base, json={"name": "Anna", "days": 1})
        assert code_of(more) == "conflict" and "at most 10" in more.json()["error"]["message"]
        anna.http.delete(f"{base}/{made[0]['id']}")
        assert share(anna, conversation)["id"]
