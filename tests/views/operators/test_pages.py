"""What the operators' pages show, take and export, over real HTTP."""

import json
from dataclasses import replace

import pytest

from advisor.log.consent import Consent
from advisor.log.reading import annotations
from advisor.log.record import Annotation, TurnText, Verdict, Versions
from tests.advisor.log.examples import NOON, TURN, counted
from tests.advisor.quality.examples import HOSTILE, fill, said
from tests.views.operators.page import Elements, Served, csrf_of

A = f"/operator/conversations/{'a' * 32}"
EVERYWHERE = (
    {"event": "asked", "topic": HOSTILE, "options": [HOSTILE]},
    {
        "event": "history",
        "history": {
            "jobs": [{"title": HOSTILE, "employer": HOSTILE, "start": HOSTILE, "code": HOSTILE}],
            "education": [{"field": HOSTILE}],
            "interests": [HOSTILE],
            "limits": [{"quote": HOSTILE}],
        },
    },
    {"event": "suggested", "model": HOSTILE, "suggestions": [{"title": HOSTILE, "chance": 0.5}]},
    {"event": "target", "title": HOSTILE, "code": HOSTILE, "chance": None},
    {"event": "failed", "message": HOSTILE},
    {"event": "edits", "edits": [{"edit": HOSTILE, HOSTILE: HOSTILE}]},
    {"event": "items", "answers": [[HOSTILE, 3]]},
    {"event": HOSTILE, HOSTILE: HOSTILE},
    {"event": "history", "history": HOSTILE},
    {"event": "suggested", "suggestions": HOSTILE},
)


def test_no_stored_text_becomes_an_element(served: Served) -> None:
    versions = Versions(HOSTILE[:32], HOSTILE, (HOSTILE,), HOSTILE, {HOSTILE: HOSTILE})
    text = TurnText(HOSTILE, HOSTILE, EVERYWHERE)
    served.log.append(replace(TURN, versions=versions, text=text, intent="<b>", act="<b>"))
    served.log.annotate(Annotation("a" * 32, 1, NOON, "<b>kim", "<b>good", HOSTILE))
    marks = {"understood": 4, "helpful": 3, "honest": 5, "kind": 5}
    served.log.note_verdict(Verdict("a" * 32, 1, NOON, HOSTILE, "p", marks))
    hostile = {"from": HOSTILE, "to": HOSTILE, "version": HOSTILE, "by": HOSTILE, "page": HOSTILE}
    with served.signed_in() as client:
        for path in ("/operator/", "/operator/versions", "/operator/conversations", A):
            for query in ({}, hostile, {"by": "prompt"}, {"by": "variant"}):
                page = client.get(path, params=query)
                assert page.status_code == 200
                found = Elements(page.text)
                assert not {"script", "img", "b"} & set(found.names)
                assert not {name for name in found.attributes if name.startswith("on")}
        shown = client.get(A).text
        failed = {"turn": "1", "label": HOSTILE, "comment": HOSTILE, "csrf": csrf_of(client.get(A))}
        refused = client.post(A, data=failed)
    assert shown.count("&lt;script&gt;") >= 20, "all of it is there to be read"
    assert refused.status_code == 422
    assert not {"script", "img", "b"} & set(Elements(refused.text).names)


def test_of_who_only_uses_the_advisor_nothing_but_counts_is_shown(served: Served) -> None:
    secret = replace(counted("a"), intent="rule_out", act="weigh_target", asked="limits")
    served.log.append(secret)
    served.log.append(said("b", "MARZIPAN", "Noted."))
    served.log.note_consent("b" * 32, Consent.USE, NOON, 1)
    with served.signed_in() as client:
        for name in "ab":
            page = client.get(f"/operator/conversations/{name * 32}")
            assert "The text is not kept: the person only uses the advisor." in page.text
            for word in ("rule_out", "weigh_target", "limits", "MARZIPAN", "Noted.", "<textarea"):
                assert word not in page.text
        assert "2 conversations with 2 turns" in client.get("/operator/").text
        rows = client.get("/operator/conversations").text
        assert rows.count("<tr>") == 3


def test_a_text_that_could_not_be_redacted_is_said_to_be_missing(served: Served) -> None:
    fill(served.log)
    with served.signed_in() as client:
        page = client.get(f"/operator/conversations/{'b' * 32}").text
    assert "The text could not be redacted, so none of it was kept." in page
    assert page.count("<textarea") == 2


def test_events_are_told_in_words(served: Served) -> None:
    events = (
        {"event": "asked", "topic": "job_dates", "options": []},
        {
            "event": "history",
            "history": {"jobs": [{"title": "welder", "start": "2015", "end": "present"}]},
        },
        {
            "event": "suggested",
            "model": "advisor-mini-1",
            "suggestions": [{"code": "51-4121.00", "title": "Welders", "chance": 0.123}],
        },
        {"event": "edits", "edits": [{"edit": "RemoveJob", "job_id": "j1", "note": None}]},
    )
    served.log.append(replace(TURN, text=TurnText("hi", "ho", events)))
    with served.signed_in() as client:
        page = client.get(A).text
    for words in (
        "Asked about job dates",
        "job: welder, 2015 to present",
        "Suggested (model advisor-mini-1)",
        "Welders (51-4121.00), 12.3\N{NO-BREAK SPACE}%",
        "edit: RemoveJob, job id: j1",
    ):
        assert words in page


def test_a_note_is_redacted_signed_and_exported(served: Served) -> None:
    fill(served.log)
    with served.signed_in() as client:
        token = csrf_of(client.get(A))
        note = {"turn": "2", "label": "good", "comment": " Marzipan was right ", "csrf": token}
        taken = client.post(A, data=note)
        assert (taken.status_code, taken.headers["location"]) == (303, f"{A}#turn-2")
        client.post(A, data=note | {"label": "misread", "comment": ""})
        page = client.get(A).text
        exported = client.get("/operator/annotated.jsonl")
    found = [(n.turn, n.operator, n.label, n.comment) for n in annotations(served.log.database)]
    assert found == [(2, "kim", "good", "[NAME] was right"), (2, "kim", "misread", "")]
    assert "[NAME] was right" in page
    assert "Marzipan" not in page
    rows = [json.loads(line) for line in exported.text.splitlines()]
    assert [(row["response"], row["label"]) for row in rows] == [
        ("I suggest these.", "good"),
        ("I suggest these.", "misread"),
    ]
    assert exported.headers["content-disposition"].endswith('.jsonl"')


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"comment": "an unjudgeable word"}, "could not be taken out of the comment"),
        ({"label": "no such label"}, "Choose a label."),
        ({"comment": "x" * 4_001}, "longer than 4,000 characters"),
        ({"turn": "9"}, "not kept any more"),
        ({"turn": "-1"}, "not kept any more"),
        ({"turn": "²"}, "not kept any more"),
    ],
)
def test_a_note_that_is_not_taken_says_why(
    served: Served, changes: dict[str, str], why: str
) -> None:
    fill(served.log)
    with served.signed_in() as client:
        form = {"turn": "1", "label": "good", "comment": "fine", "csrf": csrf_of(client.get(A))}
        refused = client.post(A, data=form | changes)
    assert refused.status_code == 422
    assert why in refused.text
    assert annotations(served.log.database) == []
    if "turn" not in changes:
        assert (form | changes)["comment"] in refused.text, "what was typed is not lost"


def test_a_note_on_a_conversation_erased_meanwhile_finds_none(served: Served) -> None:
    fill(served.log)
    with served.signed_in() as client:
        form = {"turn": "1", "label": "good", "comment": "", "csrf": csrf_of(client.get(A))}
        served.log.erase("a" * 32)
        assert client.post(A, data=form).status_code == 404
    assert annotations(served.log.database) == []


@pytest.mark.parametrize("name", ["b" * 31, "x" * 32, "..", "%2e%2e", "a" * 33, "<b>"])
def test_a_conversation_that_is_not_there(served: Served, name: str) -> None:
    with served.signed_in() as client:
        missing = client.get(f"/operator/conversations/{name}")
    assert missing.status_code in (404, 308)
    assert "<b>" not in missing.text


def test_filters_and_pages(served: Served) -> None:
    fill(served.log)
    with served.signed_in() as client:

        def total(**query: str) -> str:
            page = client.get("/operator/conversations", params=query).text
            return page.split(", newest first")[0].split(">")[-1].split()[0]

        assert total() == "4"
        assert total(failed="1") == "1"
        assert total(disliked="1", corrected="1") == "1"
        assert total(version="0.2.0") == "1"
        assert total(**{"from": "2026-11-16"}) == "1"
        assert total(**{"to": "2026-11-15"}) == "3"
        assert total(page="9999999999") == "4"
        wrong = client.get("/operator/", params={"from": "yesterday"}).text
        assert "Not a day: yesterday. Write it as 2026-11-28." in wrong
        assert "1 conversation with 1 turn" in client.get("/operator/?version=0.2.0").text


def test_lines_over_time_leave_out_what_is_few(served: Served) -> None:
    for k in range(12):
        week, first = divmod(k, 5)
        record = said("a", "hi", "ho", suggested=3 * (first < 2))
        at = NOON.replace(day=1 + 7 * week)
        served.log.append(replace(record, conversation=f"{k:032x}", at=at))
    with served.signed_in() as client:
        page = client.get("/operator/").text
    shown = page.split("Suggestions shown, by week")[2].split("</svg>")[0]
    assert shown.count("<circle") == 2, "the third week has two conversations"
    assert "2026-10-26: 40\N{NO-BREAK SPACE}% (12–77\N{NO-BREAK SPACE}%; n = 5, few)" in shown


def test_an_empty_log_has_pages_too(served: Served) -> None:
    with served.signed_in() as client:
        for path in ("/operator/", "/operator/versions", "/operator/conversations"):
            page = client.get(path)
            assert page.status_code == 200
            assert "No conversations." in page.text
        assert client.get("/operator/annotated.jsonl").text == ""
