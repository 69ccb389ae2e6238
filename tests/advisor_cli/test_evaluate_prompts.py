"""``advisor evaluate prompts`` against a real server: models and prompts of different quality."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from advisor.evaluation.conversations.labelled import FOLDER
from advisor_cli.main import main
from tests import openai_server as scripted
from tests.advisor.evaluation.conversations.examples import labelled
from tests.openai_server import Exchange, OpenAIServer

JOB = {
    "title": "cashier",
    "employer": "Target",
    "start": "2015",
    "end": "2018",
    "dates_quote": "2015-18",
    "quote": "cashier at Target 2015-18",
}
UNDATED = JOB | {"start": None, "end": None, "dates_quote": None}
SCHOOL = {"level": "high_school", "year": "2014", "quote": "high school, 2014"}


class Models:
    """Answers for several models: ``good`` reads all, ``poor`` no dates, ``moody`` now and then.

    With the older prompt, none of them reads schooling.
    """

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def __call__(self, exchange: Exchange) -> None:
        request = exchange.request
        name = request.body["model"]
        self.asked[name] += 1
        if request.streamed:
            sentences = json.loads(request.body["messages"][1]["content"])
            lines = [f"[{place}] {said}\n" for place, said in enumerate(sentences, 1)]
            scripted.stream(*lines)(exchange)
        elif name == "broken":
            scripted.status(500)(exchange)
        elif "cashier at Target" in json.loads(request.body["messages"][1]["content"])["message"]:
            self.asked[f"{name} job"] += 1
            dated = name == "good" or (name == "moody" and self.asked["moody job"] % 3)
            scripted.answer(intent="tell", jobs=[JOB if dated else UNDATED])(exchange)
        else:
            newer = "machine (is this an AI" in request.text
            schooling = {"intent": "tell", "education": [SCHOOL]}
            scripted.answer(**(schooling if newer else {"intent": "thanks"}))(exchange)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of two conversations."""
    made = tmp_path / "set"
    made.mkdir()
    for number in (1, 2):
        text = labelled(number).model_dump_json()
        (made / f"0{number}-cashier-{number}.json").write_text(text, "utf-8")
    return made


@pytest.fixture(autouse=True)
def _settings(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))


def contest(file: Path, url: str, models: tuple[str, ...], variants: str) -> Path:
    lines = [f'{{ name = "{m}", base_url = "{url}", model = "{m}" }},' for m in models]
    text = "models = [\n" + "\n".join(lines) + f"\n]\nvariants = [\n{variants}\n]\n"
    file.write_text(text, "utf-8")
    return file


def evaluate(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert main(["evaluate", "prompts", "--json", *options]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_models_and_prompts_are_told_apart_and_their_results_kept(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history = tmp_path / "history.jsonl"
    variants = """
      { name = "v3", understand_prompt = "understand-v3" },
      { name = "v1", understand_prompt = "understand-v1" },
      { name = "rules", interviewer = "built-in" },"""
    options = ("--set", str(folder), "--history", str(history), "--repeats", "2")
    models = Models()
    with OpenAIServer(models) as server:
        file = contest(tmp_path / "c.toml", server.base_url, ("good", "poor", "moody"), variants)
        found = evaluate(capsys, *options, "--variants", str(file))
    runs = {run["name"]: run for run in found["runs"]}
    names = [f"{v} @ {m}" for v in ("v3", "v1") for m in ("good", "poor", "moody")]
    assert list(runs) == [*names, "rules"]
    dates = {name: run["scores"]["dates"]["value"] for name, run in runs.items()}
    assert (dates["v3 @ good"], dates["v3 @ poor"], dates["rules"]) == (1, 0, 1)
    assert 0 < dates["v3 @ moody"] < 1
    schooling = {name: run["scores"]["education"]["value"] for name, run in runs.items()}
    assert (schooling["v3 @ good"], schooling["v1 @ good"], schooling["rules"]) == (1, 0, 1)
    assert runs["v3 @ good"]["consistency"] == {"identical": 1, "agreement": 1}
    assert runs["v3 @ moody"]["consistency"]["identical"] < 1
    assert runs["v3 @ moody"]["consistency"]["agreement"] < 1
    calls = sum(run["cost"]["calls"] for run in runs.values())
    assert calls == models.asked.total() - sum(models.asked[f"{m} job"] for m in runs_of(models))
    assert runs["rules"]["cost"]["calls"] == 0
    assert runs["v1 @ good"]["prompts"][0].startswith("understand-v1:")
    poor = next(d for d in found["differences"] if d["name"] == "v3 @ poor")
    assert poor["from"] == "v3 @ good"
    assert poor["scores"]["dates"] == {"value": -1, "interval": [-1, -1]}
    kept = [json.loads(line) for line in history.read_text("utf-8").splitlines()]
    assert [entry["name"] for entry in kept] == list(runs)
    assert {entry["set_sha256"] for entry in kept} == {found["set"]["sha256"]}
    # Another set: nothing is played for a look at the history, and nothing is compared.
    (folder / "02-cashier-2.json").unlink()
    assert main(["evaluate", "prompts", "--show", *options]) == 1
    assert "results on different sets are not compared" in capsys.readouterr().err


def runs_of(models: Models) -> list[str]:
    return [name for name in models.asked if not name.endswith(" job")]


def test_a_model_that_fails_is_told_from_one_that_reads(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with OpenAIServer(Models()) as server:
        variants = '{ name = "as-set" }'
        file = contest(tmp_path / "c.toml", server.base_url, ("broken",), variants)
        assert main(["evaluate", "prompts", "--set", str(folder), "--variants", str(file)]) == 0
    out = capsys.readouterr().out
    assert "as-set @ broken: broken with understand-v3:" in out
    assert "! 4 messages were read by the built-in rules" in out
    assert "dates of jobs, F1: 1.000" in out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--set", str(FOLDER / "test")), "is kept for judging what was chosen"),
        (("--show",), "expected --history FILE with --show"),
        (("--show", "--history", "/nowhere/h.jsonl"), "expected results in /nowhere/h.jsonl"),
        (("--set", "/nowhere"), "expected labelled conversations in /nowhere, found none"),
        (("--variants", "/nowhere.toml"), "expected variants at /nowhere.toml"),
    ],
)
def test_what_cannot_be_played_is_one_line(
    options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "prompts", *options]) == 1
    assert said in capsys.readouterr().err


def test_a_prompt_without_a_model_is_said_before_anything_is_played(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "c.toml"
    file.write_text('variants = [{ name = "v", speak_prompt = "speak-v1" }]', "utf-8")
    assert main(["evaluate", "prompts", "--set", str(folder), "--variants", str(file)]) == 1
    assert "variant 'v': it needs a language model" in capsys.readouterr().err


def test_prompts_that_nobody_would_read_are_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "c.toml"
    both = 'interviewer = "built-in", speak_prompt = "speak-v1"'
    file.write_text(f'variants = [{{ name = "v", {both} }}]', "utf-8")
    assert main(["evaluate", "prompts", "--set", str(folder), "--variants", str(file)]) == 1
    assert "variant 'v': the built-in interviewer has no prompts" in capsys.readouterr().err
