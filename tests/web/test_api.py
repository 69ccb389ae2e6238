from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from tests.web.visitor import Visitor, code_of, events, new_id

NURSE = (
    "I'm a registered nurse at St. Mary's Hospital since 2015."
    " Before that I was a nursing assistant at Willow Creek, 2011 to 2014."
)
New = Callable[..., Visitor]


def kinds(answer: dict[str, Any]) -> list[str]:
    return [event["event"] for event in answer["events"]]


def test_a_conversation_from_the_first_word_to_suggestions(visitor: New) -> None:
    me = visitor()
    conversation = me.begin("evaluation")
    told = me.say(conversation, NURSE)
    assert "history" in kinds(told) and "text" in kinds(told)
    state = told["state"]
    assert [job["title"] for job in state["history"]["jobs"]] == [
        "nursing assistant",
        "registered nurse",
    ]
    assert state["history"]["jobs"][1]["occupation"]["title"] == "Registered Nurses"
    assert state["transcript"][0] == {"role": "user", "text": NURSE}
    assert state["progress"]["enough"] and state["greeting"]
    shown = me.say(conversation, "Show me suggestions now")
    assert "suggested" in kinds(shown)
    suggestions = shown["state"]["recommendation"]["suggestions"]
    assert 3 <= len(suggestions) <= 5
    assert all(reason["evidence"] for s in suggestions for reason in s["reasons"])
    found = me.http.get(f"/conversations/{conversation}/recommendation").json()
    assert found["recommendation"] == shown["state"]["recommendation"]
    trust = me.http.get(f"/conversations/{conversation}/competence").json()
    assert trust["complete"] and [c["code"] for c in trust["checks"]] == [
        s["code"] for s in suggestions
    ]


def test_a_turn_is_streamed_as_it_comes(visitor: New) -> None:
    me = visitor()
    conversation = me.begin()
    body = {"id": new_id(), "text": NURSE}
    accept = {"Accept": "text/event-stream"}
    address = f"/conversations/{conversation}/messages"
    with me.http.stream("POST", address, json=body, headers=accept) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["x-accel-buffering"] == "no"
        seen = list(events(response))
    kinds_seen = [kind for kind, _ in seen]
    assert kinds_seen[-1] == "done" and "text" in kinds_seen and "history" in kinds_seen
    said = "".join(data["text"] for kind, data in seen if kind == "text")
    assert seen[-1][1]["state"]["transcript"][-1]["text"].strip() == said.strip()
    assert seen[-1][1]["repeated"] is False
    assert seen[-1][1]["state"]["received"] == [body["id"]]


def test_a_message_sent_again_is_answered_once(visitor: New) -> None:
    me = visitor()
    conversation, message = me.begin(), new_id()
    first = me.say(conversation, NURSE, message)
    again = me.say(conversation, NURSE, message)
    assert again["repeated"] and again["events"] == []
    assert again["state"] == first["state"]
    assert len(me.state(conversation)["transcript"]) == 2


def test_a_client_that_hangs_up_finds_its_message_answered(visitor: New) -> None:
    me = visitor()
    conversation, message = me.begin(), new_id()
    accept = {"Accept": "text/event-stream"}
    address = f"/conversations/{conversation}/messages"
    body = {"id": message, "text": NURSE}
    with me.http.stream("POST", address, json=body, headers=accept) as response:
        next(response.iter_raw())
    again = me.say(conversation, NURSE, message)
    assert [line["role"] for line in again["state"]["transcript"]] == ["user", "advisor"]
    assert again["state"]["received"] == [message]


def test_the_history_is_edited_by_hand(visitor: New) -> None:
    me = visitor()
    conversation = me.begin()
    state = me.say(conversation, NURSE)["state"]
    assistant, nurse = (job["id"] for job in state["history"]["jobs"])
    edits = [
        {"edit": "change_job", "job_id": nurse, "changes": {"start": "May 2016", "employer": None}},
        {"edit": "remove_job", "job_id": assistant},
        {"edit": "add_job", "job": {"title": "barista", "start": "2009", "end": "2010-06"}},
        {"edit": "add_education", "education": {"level": "bachelor", "field": "Nursing"}},
        {"edit": "note", "kind": "skill", "text": "first aid"},
    ]
    address = f"/conversations/{conversation}/history"
    answered = me.http.patch(address, json={"id": new_id(), "edits": edits}).json()
    history = answered["state"]["history"]
    assert [(j["title"], j["start"], j["end"], j["employer"]) for j in history["jobs"]] == [
        ("barista", "2009", "2010-06", None),
        ("registered nurse", "2016-05", "present", None),
    ]
    assert history["education"][0]["level"] == "bachelor"
    assert history["skills"] == ["first aid"]


@pytest.mark.parametrize(
    ("edit", "code", "said"),
    [
        ({"edit": "remove_job", "job_id": "j9"}, "not_found", "holds no such entry"),
        ({"edit": "add_job", "job": {"title": "x", "start": "once"}}, "bad_request", "once"),
        ({"edit": "add_job", "job": {"start": "2010"}}, "bad_request", "title"),
        (
            {"edit": "add_job", "job": {"title": "x", "start": "2010", "end": "2009"}},
            "bad_request",
            "",
        ),
        ({"edit": "add_job", "job": {"title": "x", "code": "99"}}, "bad_request", "O*NET-SOC code"),
        ({"edit": "hack", "job": {}}, "bad_request", "edit"),
        ({"edit": "add_job", "job": {"title": "x", "quote": "y"}}, "bad_request", "quote"),
    ],
)
def test_edits_that_cannot_be_made_change_nothing(
    visitor: New, edit: dict[str, Any], code: str, said: str
) -> None:
    me = visitor()
    conversation = me.begin()
    before = me.say(conversation, NURSE)["state"]
    fine = {"edit": "note", "kind": "interest", "text": "dogs"}
    address = f"/conversations/{conversation}/history"
    answer = me.http.patch(address, json={"id": new_id(), "edits": [fine, edit]})
    assert code_of(answer) == code and said in answer.json()["error"]["message"]
    assert me.state(conversation) == before


def test_a_cv_is_read_like_a_message(visitor: New) -> None:
    me = visitor()
    conversation, message = me.begin(), new_id()
    document = docx.Document()
    document.add_paragraph("Experience")
    document.add_paragraph("Welder, Acme Steel, 2012 - 2019")
    data = BytesIO()
    document.save(data)
    address = f"/conversations/{conversation}/documents"
    files = {"file": ("my cv.docx", data.getvalue())}
    answer = me.http.post(address, files=files, data={"id": message})
    assert answer.status_code == 200, answer.text
    state = answer.json()["state"]
    assert [job["title"].lower() for job in state["history"]["jobs"]] == ["welder"]
    assert state["transcript"][0]["text"] == "Uploaded my cv.docx"
    again = me.http.post(address, files=files, data={"id": message}).json()
    assert again["repeated"]


def test_a_document_that_is_none_is_said_so(visitor: New) -> None:
    me = visitor()
    conversation = me.begin()
    address = f"/conversations/{conversation}/documents"
    files = {"file": ("cv.pdf", b"\x00\x01\x02" * 100)}
    answer = me.http.post(address, files=files, data={"id": new_id()})
    assert code_of(answer) == "bad_request" and "cv.pdf" in answer.json()["error"]["message"]


def test_everything_can_be_taken_along(visitor: New) -> None:
    me = visitor()
    conversation = me.begin("evaluation")
    me.say(conversation, NURSE)
    me.say(conversation, "Show me suggestions now")
    base = f"/conversations/{conversation}/export"
    kept = me.http.get(f"{base}/everything.json").json()
    assert kept["conversation"]["transcript"][0]["text"] == NURSE
    assert me.http.get(f"{base}/resume.json").json()["work"][0]["position"]
    report = me.http.get(f"{base}/report.pdf")
    assert "attachment" in report.headers["content-disposition"]
    assert PdfReader(BytesIO(report.content)).pages
    assert docx.Document(BytesIO(me.http.get(f"{base}/report.docx").content)).paragraphs
    assert code_of(me.http.get(f"{base}/report.exe")) == "bad_request"


def test_a_conversation_that_is_erased_is_gone(visitor: New) -> None:
    me = visitor()
    conversation = me.begin("evaluation")
    me.say(conversation, NURSE)
    assert me.http.delete(f"/conversations/{conversation}").status_code == 204
    assert code_of(me.http.get(f"/conversations/{conversation}")) == "not_found"
    body = {"id": new_id(), "text": "hello"}
    answer = me.http.post(f"/conversations/{conversation}/messages", json=body)
    assert code_of(answer) == "not_found"
    assert me.http.get("/conversations").json() == {"conversations": [], "past": []}


def test_known_visitors_come_back_to_what_is_theirs(visitor: New) -> None:
    me = visitor("anna")
    conversation = me.begin("evaluation")
    me.say(conversation, NURSE)
    back = visitor("anna")
    listed = back.http.get("/conversations").json()["conversations"]
    assert [item["id"] for item in listed] == [conversation]
    assert back.state(conversation)["transcript"][0]["text"] == NURSE
    assert visitor("berta").http.get("/conversations").json() == {"conversations": [], "past": []}


def test_what_is_kept_is_chosen_and_changed(visitor: New) -> None:
    me = visitor()
    conversation = me.begin("evaluation")
    changed = me.http.put(f"/conversations/{conversation}/consent", json={"consent": "use"})
    assert changed.json()["consent"] == "use"
    assert code_of(me.http.post("/conversations", json={})) == "bad_request"
    levels = me.http.get("/notice").json()["levels"]
    assert [level["level"] for level in levels] == ["use", "evaluation"]


def test_leaving_and_feedback_are_taken(visitor: New) -> None:
    me = visitor()
    conversation = me.begin("evaluation")
    me.say(conversation, NURSE)
    base = f"/conversations/{conversation}"
    feedback = {"line": 1, "helpful": True}
    assert me.http.post(f"{base}/feedback", json=feedback).status_code == 204
    assert me.http.post(f"{base}/leave").status_code == 204
    wrong = me.http.post(f"{base}/feedback", json={"line": -1, "helpful": "yes"})
    assert code_of(wrong) == "bad_request"


def test_competence_is_streamed(visitor: New) -> None:
    me = visitor()
    conversation = me.begin()
    me.say(conversation, NURSE)
    me.say(conversation, "Show me suggestions now")
    address, accept = f"/conversations/{conversation}/competence", {"Accept": "text/event-stream"}
    with me.http.stream("GET", address, headers=accept) as response:
        seen = list(events(response))
    assert [kind for kind, _ in seen][-1] == "done"
    assert seen[0][1]["checks"]
