"""Simulated people hold whole conversations with the real advisor, and what came of it is told."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from advisor.evaluation.extraction import Score
from advisor.evaluation.simulated.judging import judged
from advisor.evaluation.simulated.written import Templates
from advisor.model.transitions import TransitionCounts
from advisor.settings import Settings
from advisor_cli.main import main
from advisor_cli.simulating import Line
from graph.advisor import Advisor
from graph.state import Services
from graph.store.sqlite import SqliteStore
from tests.advisor.evaluation.conftest import write_panel
from tests.advisor.evaluation.simulated.conftest import person

SURVEYS = Path(__file__).resolve().parents[3] / "shared" / "careers"
STYLES = ("one_at_a_time", "all_at_once", "typos", "vague_dates", "reluctant", "interruptions")


def test_people_who_tell_things_in_six_ways_are_understood(
    services: Services, tmp_path: Path
) -> None:
    today = [date.min]
    store = SqliteStore(tmp_path / "conversations.sqlite", lambda: datetime.now(UTC))
    advisor = Advisor(replace(services, today=lambda: today[0]), store)
    group_of = TransitionCounts.load(Settings().careers_dir, services.catalog).group_of
    line = Line(advisor, today, group_of, Templates())
    held = [line.hold(person(style)) for style in STYLES]
    store.close()
    scores = [judged(one, group_of).scores for one in held]
    for name, least in (("jobs", 0.95), ("groups", 0.9), ("all_dates", 0.9), ("education", 0.85)):
        total = sum((one.get(name, Score()) for one in scores), Score())
        assert total.f1 is not None, name
        assert total.f1 >= least, f"{name}: {total}"
    for one in held:
        assert one.failures == 0
        assert one.repeated == ()
        assert one.first_suggestion is not None


@pytest.fixture
def _settings(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))


def simulated(*options: str) -> int:
    return main(["evaluate", "simulated", "--workers", "1", *options])


@pytest.mark.usefixtures("_settings")
def test_the_command_prints_the_figures_of_a_panel(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "panel"
    write_panel(folder)
    assert simulated("--split", "valid", "--panels", str(folder), "--people", "2", "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["split"], printed["seed"]) == ("valid", 0)
    everyone = printed["everyone"]
    assert everyone["conversations"] == 2
    assert everyone["scores"]["jobs"]["f1"] > 0.8
    assert set(everyone["hits"]) == {"record", "told", "heard"}
    assert set(printed["by_style"]) == {"one_at_a_time", "all_at_once"}


def test_an_unknown_way_of_telling_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert simulated("--split", "valid", "--style", "shouting") == 1
    assert "expected --style to be one of one_at_a_time, all_at_once" in capsys.readouterr().err


def test_a_language_model_that_is_not_set_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ADVISOR_LLM_BASE_URL", raising=False)
    assert simulated("--split", "valid", "--llm") == 1
    assert "ADVISOR_LLM_BASE_URL" in capsys.readouterr().err


@pytest.mark.system
@pytest.mark.skipif(not SURVEYS.is_dir(), reason="needs the survey panels beside the source tree")
@pytest.mark.usefixtures("_settings")
def test_people_made_of_a_survey_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--split", "valid", "--people", "3", "--style", "all_at_once")
    assert simulated(*options) == 0
    assert "| all | 3 |" in capsys.readouterr().out
