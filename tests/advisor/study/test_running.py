"""Running a study against a real server: what is asked, kept, retried, gone on with, given up."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from advisor.instruments.reading import available
from advisor.settings import Settings
from advisor.study.answers import ANSWERS, checked_rows
from advisor.study.config import StudyConfig
from advisor.study.cost import counted, expected
from advisor.study.plan import Plan, make_plan
from advisor.study.ratings import read_study
from advisor.study.running import Finished, run_study
from advisor_cli.main import main
from retrieval.errors import AdvisorError
from tests.advisor.study.respondents import Respondent, complete, respond, study_file
from tests.openai_server import (
    Exchange,
    OpenAIServer,
    Reply,
    body,
    cut_off,
    drip,
    hang_up,
    huge,
    stall,
    status,
    text,
    without_schema,
)

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
SMALL = """languages = ["en"]
repeats = 1
questionnaires = [{kind = "interests", instrument = "activities-30"}]"""
RATED = text('{"answer": 4}')


def plan_of(path: Path) -> Plan:
    return make_plan(StudyConfig.read(path), available(Settings(instruments_dir=None)))


def run(path: Path) -> Finished:
    return run_study(plan_of(path), lambda: NOW, lambda *_: None)


def outcomes(folder: Path) -> Counter[str]:
    return Counter(out for row in checked_rows(folder / "run") for out in row["outcomes"])


def study(folder: Path, reply: Reply, settings: str = SMALL, each: str = "retries = 0") -> Finished:
    with OpenAIServer(reply) as server:
        return run(study_file(folder, server.base_url, "m", settings=settings, each=each))


def test_every_combination_is_asked_once(tmp_path: Path) -> None:
    settings = 'languages = ["zh"]\nprompts = ["plain-v1", "survey-v1"]\nrepeats = 2\n'
    settings += 'questionnaires = [{kind = "interests", instrument = "activities-30"},'
    settings += ' {kind = "competence", instrument = "activities-30"}]'
    with OpenAIServer(respond({"a": Respondent(), "b": Respondent()})) as server:
        path = study_file(tmp_path, server.base_url, "a", "b", settings=settings)
        finished = run(path)
        prompts = Counter((one.body["model"], one.text) for one in server.requests)
    assert finished == Finished(asked=480)
    assert len(prompts) == 240
    assert set(prompts.values()) == {2}
    rows = checked_rows(tmp_path / "run")
    assert len({row["call"] for row in rows}) == len(rows) == 480
    assert {(row["at"], row["form"], row["content"][:10]) for row in rows} == {
        ("2026-11-28T12:00:00+00:00", "schema", '{"answer":')
    }
    assert [cost.tokens_in for cost in counted(rows, {})] == [24_000, 24_000]


def test_the_prompt_holds_activity_scale_and_form(tmp_path: Path) -> None:
    plan = plan_of(study_file(tmp_path, "http://x/v1", "m", settings='languages = ["es"]'))
    interests, competence = (
        plan.text(next(call for call in plan.calls("m") if call.kind == kind))
        for kind in ("interests", "competence")
    )
    assert "\nCultivar verduras en el campo\n" in interests
    assert "1 = Me disgusta mucho\n" in interests
    assert "5 = Muy bien\n" in competence
    assert interests.endswith("nada más.")
    assert "$" not in interests + competence


def test_blocks_of_items_are_asked_together(tmp_path: Path) -> None:
    ratings = {str(place): 1 + place % 5 for place in range(1, 11)}
    settings = f"{SMALL}\nitems_per_call = 10\nshuffles = 1"
    study(tmp_path, text(json.dumps(ratings)), settings, "max_in_flight = 1")
    rows = checked_rows(tmp_path / "run")
    assert len(rows) == 6
    assert rows[0]["items"] == list(range(1, 11))
    shuffled = [item for row in rows if row["order"] == 1 for item in row["items"]]
    assert sorted(shuffled) == list(range(1, 31)) != shuffled
    assert {tuple(row["ratings"]) for row in rows} == {tuple(ratings.values())}


def test_a_server_without_schemas_is_asked_for_plain_text(tmp_path: Path) -> None:
    study(tmp_path, without_schema(text("4")), each="max_in_flight = 1")
    rows = checked_rows(tmp_path / "run")
    assert Counter(row["form"] for row in rows) == {"plain": 30}
    assert [row["sent"] for row in rows] == [2] + [1] * 29
    assert outcomes(tmp_path) == {"rated": 30}


def test_completions_are_asked_for_models_without_a_chat_format(tmp_path: Path) -> None:
    def reply(exchange: Exchange) -> None:
        assert exchange.request.path == "/v1/completions"
        assert exchange.request.body["prompt"].startswith("How much")
        data = json.dumps({"choices": [{"text": "3", "finish_reason": "stop"}]}).encode()
        exchange.whole(200, data, {"Content-Type": "application/json"})

    study(tmp_path, reply, each='api = "completions"')
    assert outcomes(tmp_path) == {"rated": 30}
    (cost,) = counted(checked_rows(tmp_path / "run"), {})
    assert (cost.tokens_in, cost.uncounted) == (0, 30)


def test_what_is_no_rating_is_counted_and_kept(tmp_path: Path) -> None:
    said = ["4", "As an AI, I have no likes.", "It depends.", "7", ""]
    times: Counter[str] = Counter()

    def reply(exchange: Exchange) -> None:
        times["asked"] += 1
        complete(exchange, said[times["asked"] % 5])

    study(tmp_path, reply, each="max_in_flight = 1")
    assert outcomes(tmp_path) == {
        "rated": 6, "refused": 6, "prose": 6, "out of range": 6, "empty": 6
    }  # fmt: skip
    rows = checked_rows(tmp_path / "run")
    assert {row["content"] for row in rows} == set(said)
    assert {rating for row in rows for rating in row["ratings"]} == {4, None}


def test_a_refusal_of_the_servers_own_kind_is_one(tmp_path: Path) -> None:
    def reply(exchange: Exchange) -> None:
        complete(exchange, None, message={"role": "assistant", "refusal": "4"})

    study(tmp_path, reply)
    assert outcomes(tmp_path)["rated"] == 0
    assert outcomes(tmp_path)["refused"] >= 20


def test_a_busy_server_is_asked_again(tmp_path: Path) -> None:
    with OpenAIServer(status(429, headers={"Retry-After": "0"}), status(503), RATED) as server:
        path = study_file(tmp_path, server.base_url, "m", settings=SMALL, each="max_in_flight = 1")
        run(path)
        assert len(server.requests) == 32
    rows = checked_rows(tmp_path / "run")
    assert rows[0]["sent"] == 3
    assert outcomes(tmp_path) == {"rated": 30}


def test_failures_are_asked_again_when_the_study_goes_on(tmp_path: Path) -> None:
    replies = [status(500)] * 3 + [RATED]
    with OpenAIServer(*replies) as server:
        each = "retries = 0\nmax_in_flight = 1"
        path = study_file(tmp_path, server.base_url, "m", settings=SMALL, each=each)
        assert run(path) == Finished(asked=27, failed=3)
        assert outcomes(tmp_path) == {"failed": 3, "rated": 27}
        assert run(path) == Finished(asked=3, before=27)
        assert run(path) == Finished(before=30)
        assert len(server.requests) == 33
    assert outcomes(tmp_path) == {"failed": 3, "rated": 30}


@pytest.mark.parametrize(
    ("reply", "asked", "said"),
    [
        (text("What a lovely activity that is!"), 20, "20 replies and no rating among them, the"
         " last one 'What a lovely activity that is!'"),
        (status(401), 1, "HTTP 401: the key was refused, check api_key_env"),
        (status(404), 1, "HTTP 404: no such address or model, check base_url"),
        (status(500), 5, "5 requests in a row got no reply (HTTP 500)"),
        (status(400), 6, "5 requests in a row got no reply (HTTP 400)"),
    ],
)  # fmt: skip
def test_a_hopeless_model_is_left(tmp_path: Path, reply: Reply, asked: int, said: str) -> None:
    with OpenAIServer(reply) as server:
        each = "retries = 0\nmax_in_flight = 1"
        path = study_file(tmp_path, server.base_url, "m", settings=SMALL, each=each)
        (why,) = run(path).left
        assert len(server.requests) == asked
    assert why.startswith(f"model 'm' at {server.base_url}: ")
    assert said in why
    assert "\n" not in why


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (drip, "no reply in 0.2 s"),
        (stall, "no reply in 0.2 s"),
        (hang_up, "the connection failed"),
        (cut_off, "the connection failed"),
        (body(b"{}"), "a reply that is no completion"),
        (body(b"<html>"), "a reply that is no completion"),
        (body(b'{"choices": [{"message": {"content": [4]}}]}'), "a reply without text"),
        (body(b'{"choices": [{"message": null}]}'), "a reply that is no completion"),
        (body(b"[" * 100_000), "a reply that is no completion"),
    ],
)
def test_a_server_may_do_anything(tmp_path: Path, reply: Reply, said: str) -> None:
    each = "retries = 0\nmax_in_flight = 1\ntimeout_s = 0.2"
    finished = study(tmp_path, reply, each=each)
    assert finished.left[0].endswith(
        f"5 requests in a row got no reply ({said}); run the study again when it answers, what was"
        " done is kept"
    )
    assert outcomes(tmp_path) == {"failed": 5}


def test_a_body_without_an_end_is_no_reply(tmp_path: Path) -> None:
    each = "retries = 0\nmax_in_flight = 1"
    (why,) = study(tmp_path, huge, each=each).left
    assert "a reply larger than 4000000 bytes" in why


def test_a_model_that_is_left_does_not_hold_up_the_others(tmp_path: Path) -> None:
    good = respond({"good": Respondent()})

    def reply(exchange: Exchange) -> None:
        (good if exchange.request.body["model"] == "good" else status(403))(exchange)

    with OpenAIServer(reply) as server:
        finished = run(study_file(tmp_path, server.base_url, "good", "bad", settings=SMALL))
    assert finished.asked == 30
    assert len(finished.left) == 1
    assert outcomes(tmp_path) == {"rated": 30}


def test_nobody_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with OpenAIServer(RATED) as server:
        path = study_file(tmp_path, server.base_url, "m", settings=SMALL)
    assert main(["study", "run", "--config", str(path)]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == f"advisor: model 'm' at {server.base_url}: nothing answers there, check base_url"


def test_a_folder_that_goes_away_is_one_line(tmp_path: Path) -> None:
    times: Counter[str] = Counter()

    def reply(exchange: Exchange) -> None:
        times["asked"] += 1
        if times["asked"] == 4:
            shutil.rmtree(tmp_path / "run")
        complete(exchange, "4")

    finished = study(tmp_path, reply, each="max_in_flight = 1")
    (why,) = finished.left
    assert "its replies cannot be kept: [Errno 2] No such file or directory" in why
    assert times["asked"] == 4


def test_requests_at_a_time_are_limited(tmp_path: Path) -> None:
    now = Counter[str]()
    most: list[int] = []

    def reply(exchange: Exchange) -> None:
        now["open"] += 1
        most.append(now["open"])
        exchange.wait(0.01)
        now["open"] -= 1
        complete(exchange, "4")

    with OpenAIServer(reply) as server:
        each = "max_in_flight = 3"
        run(study_file(tmp_path, server.base_url, "a", "b", settings=SMALL, each=each))
    # Counting in threads is rough, but both models together share one server's three.
    assert 1 < max(most) <= 4


def test_a_killed_study_goes_on_with_no_item_asked_twice(tmp_path: Path) -> None:
    def slow(exchange: Exchange) -> None:
        exchange.wait(0.02)
        complete(exchange, '{"answer": 2}')

    with OpenAIServer(slow) as server:
        settings = SMALL.replace("repeats = 1", "repeats = 5")
        path = study_file(tmp_path, server.base_url, "m", settings=settings)
        command = [sys.executable, "-m", "advisor_cli", "study", "run", "--config", str(path)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        answers = tmp_path / "run" / ANSWERS
        end = time.monotonic() + 60
        while time.monotonic() < end and not (answers.exists() and answers.stat().st_size > 9000):
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        with answers.open("ab") as file:
            file.write(b'{"call": "[\\"m')
        kept = answers.read_bytes().count(b"\n")
        assert 10 < kept < 140
        finished = run(path)
        asked = len(server.requests)
    assert (finished.before, finished.asked) == (kept, 150 - kept)
    rows = checked_rows(tmp_path / "run")
    assert len({row["call"] for row in rows}) == len(rows) == 150
    # Only what was under way when it was killed, and whose reply nobody has, was sent again.
    assert 150 <= asked <= 150 + 4


def test_other_settings_do_not_mix_with_what_was_asked(tmp_path: Path) -> None:
    with OpenAIServer(RATED) as server:
        run(study_file(tmp_path, server.base_url, "m", settings=SMALL))
        each = "temperature = 0.2"
        warmer = study_file(tmp_path, server.base_url, "m", settings=SMALL, each=each)
        with pytest.raises(AdvisorError, match=r"another setting of models\.m: name another"):
            run(warmer)
        more = study_file(tmp_path, server.base_url, "m", "n", settings=SMALL)
        assert run(more) == Finished(asked=30, before=30)


def test_a_smaller_study_in_the_same_folder_forgets_nothing(tmp_path: Path) -> None:
    """What was asked before, and no longer is, is still in the report."""
    both = SMALL.replace("}]", '}, {kind = "competence", instrument = "activities-30"}]')
    each = 'family = "v"\nprice_in = 1.0\nprice_out = 1.0'
    with OpenAIServer(RATED) as server:
        run(study_file(tmp_path, server.base_url, "m1", "m2", settings=both, each=each))
        one = study_file(tmp_path, server.base_url, "m2", settings=SMALL)
        assert run(one) == Finished(before=30)
    data = read_study(tmp_path / "run")
    assert len(data.asked) == 120
    assert data.kinds == ["interests", "competence"]
    # What the settings now say of a model goes; of a model they do not name, what they said.
    assert data.settings["families"] == {"m1": "v"}
    assert data.settings["prices"] == {"m1": [1.0, 1.0]}


def test_a_dry_run_says_what_it_would_cost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    each = "price_in = 2.0\nprice_out = 8.0"
    path = study_file(tmp_path, "http://127.0.0.1:9/v1", "m", settings="repeats = 20", each=each)
    assert main(["study", "run", "--config", str(path), "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("m: 7,200 requests, about ")
    assert not (tmp_path / "run").exists()
    (cost,) = expected(plan_of(path))
    assert cost.price == pytest.approx((cost.tokens_in * 2 + cost.tokens_out * 8) / 1e6)
    assert 50 < cost.tokens_in / cost.calls < 120


def change(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (change('["en"]', '["fr"]'), "expected a language of activities-30 (en, es, zh), got 'fr'"),
        (change("activities-30", "mine"), "expected an instrument that there is (activities-30,"),
        (change("repeats = 1", 'prompts = ["loud-v1"]'), "expected a prompt interests-loud-en-v1"),
        (change("repeats = 1", 'prompts = ["loud"]'), "name of a prompt like plain-v1, got 'loud'"),
        (change("repeats = 1", "repeats = 0"), "repeats: Input should be greater than"),
        (change("repeats = 1", "repeat = 1"), "repeat: Extra inputs are not permitted"),
        (change("repeats = 1", "repeats ="), "expected TOML in"),
        (change('"en"', '"en", "en"'), "languages: expected each once, got 'en' again"),
        (change('model = "m"', 'model = "m"\napi_key_env = "NO_SUCH_KEY"'),
         "key of model 'm' in the environment variable NO_SUCH_KEY"),
    ],
)  # fmt: skip
def test_wrong_settings_are_one_line(
    tmp_path: Path, edit: Callable[[str], str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = study_file(tmp_path, "http://127.0.0.1:9/v1", "m", settings=SMALL)
    path.write_text(edit(path.read_text("utf-8")), "utf-8")
    assert main(["study", "run", "--config", str(path)]) == 1
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("advisor")]
    assert said in line


def test_a_foreign_answer_file_is_refused(tmp_path: Path) -> None:
    path = study_file(tmp_path, "http://127.0.0.1:9/v1", "m", settings=SMALL)
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / ANSWERS).write_text('{"line": 1}\n')
    with pytest.raises(AdvisorError, match="line 1: expected a reply with block"):
        run(path)
