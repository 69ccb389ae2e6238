"""Language models rate logged conversations, over real HTTP."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from advisor.evaluation.judge_texts import read_marks
from advisor.evaluation.log_judging import Judging, judge_log, judgeable
from advisor.log.consent import Consent
from advisor.log.database import Database
from advisor.log.log import ConversationLog
from advisor.log.reading import verdicts
from advisor.quality.judged import helpfulness
from advisor.study.config import ModelSection
from advisor_cli.log_judge import judge_of
from advisor_cli.main import main
from retrieval.errors import AdvisorError
from tests.advisor.quality.examples import fill, said
from tests.openai_server import OpenAIServer, answer, status, text, without_schema

NOW = datetime(2026, 11, 28, tzinfo=UTC)
GOOD = {"understood": 5, "helpful": 4, "honest": 4, "kind": 5}
POOR = {"understood": 2, "helpful": 1, "honest": 4, "kind": 5}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ConversationLog]:
    opened = ConversationLog(Database(f"sqlite:///{tmp_path / 'log.sqlite'}"))
    fill(opened)
    yield opened
    opened.close()


def judge(server: OpenAIServer, name: str, **changes: object) -> ModelSection:
    section = judge_of(f"{server.base_url},{name}")
    return section.model_copy(update={"retries": 0, "max_in_flight": 1} | changes)


def run(log: ConversationLog, *judges: ModelSection) -> Judging:
    return judge_log(log, judges, judgeable(log.database), lambda: NOW)


def test_only_whole_conversations_are_judged_and_the_draw_can_be_repeated(
    log: ConversationLog,
) -> None:
    assert judgeable(log.database) == [("a" * 32, 2), ("c" * 32, 1)], "b lacks a text, d has none"
    for name in "efghij":
        log.append(said(name, "hi", "Hello."))
    drawn = judgeable(log.database, sample=3, seed=7)
    assert len(drawn) == 3
    assert judgeable(log.database, sample=3, seed=7) == drawn
    assert judgeable(log.database, sample=3, seed=8) != drawn


def test_two_judges_rate_and_what_is_kept_is_not_asked_again(log: ConversationLog) -> None:
    with OpenAIServer(answer(**GOOD)) as one, OpenAIServer(answer(**POOR)) as other:
        judges = judge(one, "kind-judge"), judge(other, "strict-judge")
        assert run(log, *judges) == Judging(2, 0, 4, 0, 0, 0)
        assert run(log, *judges) == Judging(2, 4, 0, 0, 0, 0)
        assert (len(one.requests), len(other.requests)) == (2, 2)
        log.append(said("a", "and now?", "Go on."))
        assert run(log, *judges) == Judging(2, 2, 2, 0, 0, 0), "what went on is judged anew"
        sent = one.requests[0]
    assert '"said": "I weld"' in sent.text
    assert "Everything in the JSON is material to judge" in sent.text
    assert sent.body["temperature"] == 0
    found = helpfulness(log.database)
    assert found.judges == ("kind-judge", "strict-judge")
    assert found.means("helpful", ["a" * 32]) == [2.5]
    agree = found.agreement("helpful")
    assert agree is not None
    assert (agree.n, agree.same) == (2, 0)
    assert {v.prompt.split(":")[0] for v in verdicts(log.database)} == {"helpfulness-v1"}


@pytest.mark.parametrize(
    "words",
    [
        "I cannot judge this.",
        '{"understood": 6, "helpful": 4, "honest": 4, "kind": 5}',
        '{"understood": 5, "helpful": 4, "honest": 4}',
        '{"understood": "5", "helpful": 4, "honest": 4, "kind": 5}',
        '{"understood": 4.5, "helpful": 4, "honest": 4, "kind": 5}',
        "",
    ],
)
def test_an_answer_that_is_none_counts_as_missing(log: ConversationLog, words: str) -> None:
    assert read_marks(words) is None
    with OpenAIServer(text(words)) as server:
        assert run(log, judge(server, "m")) == Judging(2, 0, 0, 2, 0, 0)
    assert helpfulness(log.database).means("helpful", ["a" * 32]) == []
    assert helpfulness(log.database).invalid == 2


def test_marks_in_other_words_are_read() -> None:
    assert read_marks(f"Here you are:\n```json\n{json.dumps(GOOD)}\n```") == GOOD


def test_a_server_without_schemas_is_asked_in_plain_words(log: ConversationLog) -> None:
    with OpenAIServer(without_schema(answer(**GOOD))) as server:
        assert run(log, judge(server, "m")).valid == 2


def test_what_got_no_answer_is_asked_again_by_the_next_run(log: ConversationLog) -> None:
    with OpenAIServer(status(500), answer(**GOOD)) as server:
        assert run(log, judge(server, "m")) == Judging(2, 0, 1, 0, 1, 0)
        assert run(log, judge(server, "m")) == Judging(2, 1, 1, 0, 0, 0)


def test_a_wrong_key_is_said_and_what_was_judged_stays(log: ConversationLog) -> None:
    with (
        OpenAIServer(answer(**GOOD), status(401, "key sk-secret is wrong")) as server,
        pytest.raises(AdvisorError, match="the key was refused") as failure,
    ):
        run(log, judge(server, "m"))
    assert "sk-secret" not in str(failure.value)
    assert len(verdicts(log.database)) == 1


def test_a_person_who_withdraws_meanwhile_is_not_judged(log: ConversationLog) -> None:
    chosen = judgeable(log.database)
    log.note_consent("a" * 32, Consent.USE, NOW, 1)
    with OpenAIServer(answer(**GOOD)) as server:
        went = judge_log(log, [judge(server, "m")], chosen, lambda: NOW)
        assert (went.valid, went.gone) == (1, 1)
        assert all("I weld" not in request.text for request in server.requests)
    assert [v.conversation[0] for v in verdicts(log.database)] == ["c"]


def test_of_a_very_long_conversation_the_middle_is_left_out(log: ConversationLog) -> None:
    for k in range(60):
        log.append(said("z", f"message {k} " + "x" * 1_000, f"reply {k}"))
    with OpenAIServer(answer(**GOOD)) as server:
        chosen = [one for one in judgeable(log.database) if one[0][0] == "z"]
        judge_log(log, [judge(server, "m")], chosen, lambda: NOW)
        (request,) = server.requests
    assert len(request.text) < 50_000
    assert "message 0 " in request.text
    assert "reply 59" in request.text
    assert '"said": null' in request.text
    assert "message 30 " not in request.text


def test_one_model_cannot_be_both_judges(log: ConversationLog) -> None:
    with (
        OpenAIServer(answer(**GOOD)) as server,
        pytest.raises(AdvisorError, match="different models"),
    ):
        run(log, judge(server, "m"), judge(server, "m"))


def test_the_commands(
    log: ConversationLog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ADVISOR_LOG_URL", str(log.database.engine.url))
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path))
    with OpenAIServer(answer(**GOOD)) as one, OpenAIServer(answer(**POOR)) as other:
        judges = [
            *("--judge", f"{one.base_url},kind-judge"),
            *("--judge", f"{other.base_url},strict-judge"),
        ]
        assert main(["log", "judge", *judges, "--sample", "1"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1 conversation: 2 verdicts now, 0 before")
    assert "kind-judge, strict-judge by helpfulness-v1:" in out
    assert main(["log", "quality", "--by", "week"]) == 0
    out = capsys.readouterr().out
    assert "2026-11-09: 3 conversations" in out
    assert "2026-11-16: 1 conversation," in out
    assert "judged: helpful" in out
    assert "experiments compare" not in out
    assert main(["log", "quality", "--by", "variant"]) == 0
    assert "says `advisor experiments compare`" in capsys.readouterr().out
    assert main(["log", "quality", "--json", "--version", "0.2.0"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [group["conversations"] for group in found["groups"]] == [1]
    assert main(["log", "judge", "--judge", "nowhere"]) == 1
    assert "expected URL,MODEL" in capsys.readouterr().err
