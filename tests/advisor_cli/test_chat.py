"""``advisor chat --messages``: what automation sends and gets."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from advisor_cli.main import main

NURSE = "I've been a registered nurse at Mercy Hospital since 2015, before that a waiter 2010-2014"


@pytest.fixture(autouse=True)
def own_data(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))


def play(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, *options: str
) -> list[dict[str, Any]]:
    file = tmp_path / "messages.txt"
    file.write_text(text, "utf-8")
    assert main(["chat", "--messages", str(file), "--json", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_last_object_holds_the_outcome(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cv = json.dumps("I have a bachelor's in nursing, 2014\nI love teaching people")
    objects = play(capsys, tmp_path, f"{NURSE}\n{cv}\n\nwhat about teaching?\n")
    assert [o["event"] for o in objects[:-1]].count("history") == 4, "one for each message"
    outcome = objects[-1]
    assert list(outcome) == ["history", "recommendation", "target", "questions_asked", "competence"]
    fields = ("title", "code", "employer", "start", "end")
    assert [{name: job[name] for name in fields} for job in outcome["history"]["jobs"]] == [
        {
            "title": "waiter",
            "code": "35-3031.00",
            "employer": None,
            "start": "2010",
            "end": "2014",
        },
        {
            "title": "registered nurse",
            "code": "29-1141.00",
            "employer": "Mercy Hospital",
            "start": "2015",
            "end": "present",
        },
    ]
    (school,) = outcome["history"]["education"]
    assert (school["level"], school["field"], school["year"]) == ("bachelor", "nursing", "2014")
    suggestions = outcome["recommendation"]["suggestions"]
    assert 3 <= len(suggestions) <= 5
    for suggestion in suggestions:
        assert {"code", "title", "probability", "reasons"} <= suggestion.keys()
        assert all(reason["text"] and reason["evidence"] for reason in suggestion["reasons"])
    assert 0 < outcome["recommendation"]["stay"]["probability"] < 1
    assert outcome["target"]["code"].startswith("25-")
    assert len(set(outcome["questions_asked"])) == len(outcome["questions_asked"]) > 0


def test_a_conversation_goes_on_by_its_id(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first = play(capsys, tmp_path, NURSE)
    again = play(capsys, tmp_path, "I love teaching people", "--conversation", first[0]["id"])
    assert [job["title"] for job in again[-1]["history"]["jobs"]] == ["waiter", "registered nurse"]


def test_without_facts_nothing_is_suggested(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    outcome = play(capsys, tmp_path, "hello\n\nshow me suggestions now")[-1]
    assert outcome["recommendation"] is None
    assert outcome["target"] is None


def test_plain_output_is_a_conversation(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(NURSE))
    assert main(["chat", "--messages", "-"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"> {NURSE}\n")
    assert "Mercy Hospital (2015 to present)" in out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'"an unfinished string', "line 1: it starts with a quotation mark"),
        (b"\xff\xfe\xfa", "expected a UTF-8 text file"),
        (None, "expected a UTF-8 text file"),
    ],
)
def test_bad_messages_get_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "messages.txt"
    if content is not None:
        file.write_bytes(content)
    assert main(["chat", "--messages", str(file), "--json"]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_bad_id_gets_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "messages.txt"
    file.write_text("hello", "utf-8")
    assert main(["chat", "--messages", str(file), "--conversation", "../x"]) == 1
    assert "conversation id" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", [["chat", "--today", "soon"], ["chat", "--port", "x"], ["sing"], []]
)
def test_bad_usage_is_2(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(wrong)
    assert stopped.value.code == 2


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    out = capsys.readouterr().out
    for command in ("chat", "predict", "occupations", "onet", "careers", "prepare"):
        assert command in out


def test_a_wrong_setting_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_PORT", "http")
    assert main(["prepare"]) == 1
    assert "ADVISOR_PORT" in capsys.readouterr().err


def test_what_the_history_says_is_printed_once_and_in_the_json(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = f"{NURSE}\nshow me suggestions\nshow me suggestions\n"
    objects = play(capsys, tmp_path, text)
    (first, _) = (o for o in objects if o.get("event") == "suggested")
    reason = first["recommendation"]["reason"]
    assert reason
    said = "".join(o["text"] for o in objects if o.get("event") == "text")
    assert reason not in said
    assert main(["chat", "--messages", str(tmp_path / "messages.txt")]) == 0
    printed = capsys.readouterr().out
    assert printed.count(f"What your history says: {reason}") == 1
    assert printed.index(reason) < printed.index("told with the suggestions")


def test_the_questionnaire_can_be_taken(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answers = ["5" if place % 6 == 3 else "1" for place in range(30)]
    objects = play(capsys, tmp_path, "\n".join([NURSE, "take the test", *answers]))
    profile = objects[-1]["history"]["interests_profile"]
    assert profile["scores"]["Social"] == 20
    assert objects[-1]["recommendation"]["liked"] == [0.0, 0.0, 0.0, 20.0, 0.0, 0.0]
    said = "".join(o["text"] for o in objects[:-1] if o["event"] == "text")
    assert "30 of 30: " in said
    assert "you like Social (20 of 20 points)" in said
