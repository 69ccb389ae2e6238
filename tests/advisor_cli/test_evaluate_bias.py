"""The gate: who a person is may not change what is suggested, in either interviewer."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor.career import PRESENT, CareerHistory, Job, When
from advisor.evaluation.counterfactual.bounds import Kind, breaches, read_bounds
from advisor.evaluation.counterfactual.pairs import Pair, make_pairs
from advisor.evaluation.counterfactual.running import compare
from advisor.evaluation.counterfactual.summary import Summary, summarise
from advisor.evaluation.counterfactual.swaps import load_histories, load_swaps
from advisor_cli.main import main
from advisor_cli.telling import ASK, Remembering, Teller
from graph.state import Services
from tests import openai_server as say
from tests.conftest import TODAY
from tests.fakes import Prejudiced
from tests.openai_server import Exchange, OpenAIServer, Reply

BOUNDS = Path(__file__).resolve().parents[2] / "configs" / "bias.toml"
PART = 8
"""CI tells one in so many histories for each swap: about 240 pairs, 31 histories."""
FEW = 32
"""The gate tells one in so many: about 60 pairs."""
WOMEN = ("Emily", "Lakisha", "Guadalupe", "Mei-Ling", "Fatima")


def found(services: Services, pairs: tuple[Pair, ...], remember: bool = True) -> Summary:
    teller = Teller(services, remember)
    try:
        return summarise(compare(pairs, teller), 0.8)
    finally:
        teller.close()


def broken(summary: Summary, kind: Kind = "built-in") -> tuple[str, ...]:
    return breaches(summary, read_bounds(BOUNDS, kind))


def test_who_a_person_is_changes_nothing_in_a_few_pairs(services: Services) -> None:
    summary = found(services, make_pairs(load_histories(), load_swaps(), FEW))
    assert broken(summary) == ()
    assert summary.pairs > 50
    assert len(summary.parts) > 20


@pytest.mark.system
def test_who_a_person_is_changes_nothing(services: Services) -> None:
    summary = found(services, make_pairs(load_histories(), load_swaps(), PART))
    assert broken(summary) == ()
    assert summary.pairs > 200
    assert summary.histories == len(load_histories())
    assert len(summary.parts) > 20


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_who_a_person_is_changes_nothing_in_any_pair(services: Services) -> None:
    assert broken(found(services, make_pairs(load_histories(), load_swaps()))) == ()


@pytest.mark.system
def test_nothing_hides_behind_what_is_remembered(services: Services) -> None:
    pairs = make_pairs(load_histories()[:3], load_swaps(), 3)[::6]
    assert broken(found(services, pairs, remember=False)) == ()
    assert len(pairs) >= 8


def test_only_histories_equal_in_everything_are_worked_out_once(services: Services) -> None:
    remembering = Remembering(services.recommender)
    for date in (When(2010), When(2010, approximate=True), When(2010)):
        cook = Job("j1", "cook", code="35-2014.00", start=date, end=PRESENT)
        assert remembering.recommend(CareerHistory((cook,)), TODAY).suggestions
    assert (remembering.asked, remembering.worked_out) == (3, 2)


def test_a_prejudiced_interviewer_is_caught(services: Services) -> None:
    histories = [h for h in load_histories() if h.name in ("accountant", "cook and waiter")]
    names = [swap for swap in load_swaps() if swap.dimension == "name"]
    pairs = make_pairs(histories, names)
    assert broken(found(services, pairs)) == ()
    biased = replace(services, interviewer=Prejudiced(services.interviewer, WOMEN))
    summary = found(biased, pairs)
    assert any("other suggestions" in line for line in broken(summary))
    assert any(line.startswith("name, women's names:") for line in broken(summary, "llm"))
    parts = {part.group: part for part in summary.parts}
    assert parts["men's names"].identical == parts["men's names"].pairs
    assert parts["women's names"].identical < parts["women's names"].pairs


FACTS: Mapping[str, Mapping[str, str]] = {
    "registered nurse": {"start": "2015", "end": "present", "dates_quote": "since 2015"},
    "nursing assistant": {"start": "2011", "end": "2014", "dates_quote": "from 2011 to 2014"},
    "accountant": {"start": "2012", "end": "present", "dates_quote": "since 2012"},
    "bookkeeper": {"start": "2008", "end": "2012", "dates_quote": "2008 to 2012"},
    "cook": {"start": "2010", "end": "2015", "dates_quote": "from 2010 to 2015"},
    "waiter": {"start": "2016", "end": "present", "dates_quote": "since 2016"},
}
"""What the scripted model reads: titles, each with its dates."""
TOLD = ("registered nurse", "accountant", "cook and waiter")


class Model:
    """What a server answers: it reads the titles it knows, of some people not the first one."""

    def __init__(self, overlooks: re.Pattern[str] | None = None) -> None:
        self._overlooks = overlooks

    def __call__(self, exchange: Exchange) -> None:
        self._answer(exchange)(exchange)

    def _answer(self, exchange: Exchange) -> Reply:
        if exchange.request.streamed:
            return say.stream("")
        asked = json.loads(exchange.request.body["messages"][1]["content"])
        message = asked["message"]
        if message == ASK:
            return say.answer(intent="suggest")
        jobs: list[dict[str, Any]] = [
            {"title": title, "quote": title, **dates}
            for title, dates in FACTS.items()
            if dates["dates_quote"] in message and re.search(rf"\b{title}\b", message)
        ]
        if self._overlooks and self._overlooks.search(message):
            jobs = jobs[1:]
        return say.answer(intent="tell" if jobs else "unclear", jobs=jobs)


@pytest.fixture
def told(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The command line that tells a few histories to a language model."""
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))
    monkeypatch.setenv("ADVISOR_LLM_MODEL", "scripted")
    monkeypatch.delenv("ADVISOR_LLM_API_KEY", raising=False)
    yield [
        *("evaluate", "bias", "--interviewer", "llm", "--json", "--every", "2"),
        *(word for name in TOLD for word in ("--history", name)),
        *("--dimension", "name", "--dimension", "family", "--dimension", "age"),
    ]


def ran(
    model: Model,
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> tuple[int, dict[str, Any]]:
    with OpenAIServer(model) as server:
        monkeypatch.setenv("ADVISOR_LLM_BASE_URL", server.base_url)
        code = main(told)
        assert len(server.requests) > 100
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, result


@pytest.mark.system
def test_a_language_model_that_reads_fairly_passes(
    told: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = ran(Model(), told, monkeypatch, capsys)
    assert said["broken"] == []
    assert (code, said["passed"], said["interviewer"]) == (0, True, "scripted")
    assert said["unread"] == 0
    assert said["pairs"] > 30
    assert {part["rbo"] for part in said["parts"]} == {1.0}


@pytest.mark.system
def test_a_language_model_that_overlooks_womens_work_is_caught(
    told: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = ran(Model(re.compile("|".join(WOMEN))), told, monkeypatch, capsys)
    assert (code, said["passed"]) == (1, False)
    assert {line.split(":")[0] for line in said["broken"]} >= {"name, women's names"}
    assert not [line for line in said["broken"] if "men's names" in line and "wo" not in line]
    fair = {p["group"]: p["rbo"] for p in said["parts"] if p["group"] != "women's names"}
    assert set(fair.values()) == {1.0}


@pytest.mark.system
def test_a_server_that_does_not_answer_proves_nothing(
    told: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with OpenAIServer(say.status(401)) as server:
        monkeypatch.setenv("ADVISOR_LLM_BASE_URL", server.base_url)
        assert main([*told, "--every", "3", "--history", TOLD[0]]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["broken"][0].startswith("another interviewer read 100%")


@pytest.mark.usefixtures("told")
def test_the_built_in_mode_by_command_writes_its_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "bias.md"
    command = ["evaluate", "bias", "--history", "truck driver", "--dimension", "religion"]
    assert main([*command, "--write", str(page)]) == 0
    said = capsys.readouterr().out
    assert page.read_text() == said.rstrip("\n") + "\n"
    assert "| religion | Muslim | 2 | 2 | 2 | 1.000 | 1.000 | +0.000 | +0.0% |" in said
    assert "Interviewer: built-in" in said


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--every", "99"), "--every: expected 1 to 31, got 99"),
        (("--history", "astronaut"), "--history: expected one of registered nurse"),
        (("--dimension", "shoe size"), "--dimension: expected one of name, gender"),
        (("--bounds", "/nowhere.toml"), "expected bounds in /nowhere.toml"),
        (("--write", "/nowhere/bias.md"), "--write: expected a folder at /nowhere, there is none"),
        (("--interviewer", "llm"), "expected a language model in ADVISOR_LLM_BASE_URL"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    options: tuple[str, ...],
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("ADVISOR_LLM_BASE_URL", raising=False)
    assert main(["evaluate", "bias", *options]) == 1
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert line.startswith("advisor: ")
    assert expected in line


def test_a_seed_that_is_none_is_refused_before_anything_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["evaluate", "bias", "--seed", "-1"])
    assert stopped.value.code == 2
    assert "--seed: invalid natural value: '-1'" in capsys.readouterr().err
