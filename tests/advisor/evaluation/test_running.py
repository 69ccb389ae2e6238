"""Whole runs: the command line on a small panel, and the real one where it is."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from advisor.evaluation.baselines.prompted import ANSWERS
from advisor.evaluation.people import people
from advisor.evaluation.protocols import UnavailableError
from advisor.evaluation.registry import Sources, count_model
from advisor.evaluation.running import Request, evaluate
from advisor.evaluation.subgroups import subgroups
from advisor.model.outcome_rates import Floats
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import CareerText
from advisor.panels.reading import PanelFiles, read_careers
from advisor.settings import Settings
from advisor_cli.main import main
from retrieval.errors import AdvisorError
from tests.openai_server import OpenAIServer, text

SHARED = Path(__file__).resolve().parents[4] / "shared" / "careers"
QUICK = "served,stay,markov1,markov2,retrieval,transition_counts,prompted"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ADVISOR_MODEL_DIR", str(tmp_path / "no model"))
    monkeypatch.delenv("ADVISOR_LLM_BASE_URL", raising=False)
    return Settings.load()


def command(panel: PanelFiles, *more: str) -> int:
    """Run ``advisor evaluate model`` on the ``test`` people of a panel."""
    cohort = ("--cohort", "nlsy97", "--split", "test", "--panels", str(panel.persons.parent))
    return main(["evaluate", "model", *cohort, *more])


def test_the_json_holds_every_figure(
    panel: PanelFiles, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    report = tmp_path / "report"
    assert command(panel, "--models", QUICK, "--json", "--report", str(report)) == 0
    found = json.loads(capsys.readouterr().out)
    assert {key: found[key] for key in ("cohort", "split", "transitions", "moves", "people")} == {
        "cohort": "nlsy97",
        "split": "test",
        "transitions": 25,
        "moves": 25,
        "people": 5,
    }
    assert found["served_model"] == "transition-counts-nlsy97-1"
    assert any("the trained model is not there" in note for note in found["notes"])
    assert list(found["models"]) == QUICK.split(",")[:-1]
    assert "ADVISOR_LLM_BASE_URL" in found["left_out"]["prompted"]
    model = found["models"]["markov1"]
    keys = {"perplexity", "stay_auc", "stay_ece", "top1_ece", "moves", "acc_em", "acc_rm"}
    assert keys <= set(model)
    assert {"perplexity", "hit1", "hit5", "hit10", "mrr"} <= set(model["moves"])
    assert model["stay_auc"] is None, "nobody stays"
    assert model["moves"]["hit1"] == 1
    low, high = model["intervals"]["perplexity"]
    assert low <= model["perplexity"] <= high
    served = found["models"]["served"]
    difference = model["served_minus"]["perplexity"]["difference"]
    assert difference == pytest.approx(served["perplexity"] - model["perplexity"])
    assert "served_minus" not in served
    assert model["moves_by_kind"]["returned"]["transitions"] == 20
    men = model["subgroups"]["sex"]["male"]
    assert (men["transitions"], men["people"], men["moves_made"]) == (15, 3, 15)
    assert men["accuracy_intervals"] == {
        "acc_em": [1, 1],
        "moves": {"hit1": [1, 1], "hit5": [1, 1], "hit10": [1, 1]},
    }
    same = found["models"]["transition_counts"]["served_minus"]["perplexity"]
    assert same == {"difference": 0, "interval": [0, 0]}
    page = (report / "README.md").read_text()
    assert "| `markov1` |" in page
    for kind in ("sex", "race", "education", "age"):
        assert f"| {kind} | people | transitions | moves | next state right |" in page
    for drawn in ("perplexity", "calibration", "hits", "kinds"):
        assert f"({drawn}.png)" in page
        assert (report / f"{drawn}.png").stat().st_size > 1000


def test_the_table_is_printed(panel: PanelFiles, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(panel, "--models", "markov1,stay") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("nlsy97 test: 25 transitions of 5 people, 25 of them moves")
    assert "hit@10" in printed
    assert "\nstay" in printed
    assert "served" not in printed


def test_a_sample_is_the_same_for_the_same_seed(
    panel: PanelFiles, codes: OccupationCodes, capsys: pytest.CaptureFixture[str]
) -> None:
    everyone = people(panel, "nlsy97", "test", codes)
    samples = {
        seed: [career.person for career in everyone.sampled(3, seed).careers] for seed in range(9)
    }
    assert samples[4] == [career.person for career in everyone.sampled(3, 4).observed]
    assert len({tuple(sample) for sample in samples.values()}) > 1
    assert len(everyone.sampled(99, 0).careers) == 5
    assert command(panel, "--models", "stay", "--sample", "2", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["people"], found["sample"], found["transitions"]) == (2, 2, 10)


def test_other_people_are_evaluated_and_nothing_need_be_learnt(
    panel: PanelFiles, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    persons, years = tmp_path / "others.csv", tmp_path / "years.csv"
    persons.write_text("person_id,split\n1,held\n2,held\n")
    years.write_text(
        "person_id,year,state,occ2010\n1,1990,employed,4720\n1,1991,not_working,\n"
        "2,1990,employed,4720\n2,1992,employed,4720\n2,1993,employed,1\n"
    )
    files = ("--persons", str(persons), "--person-years", str(years))
    assert command(panel, *files, "--models", "served,markov1", "--json") == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (found["split"], found["transitions"], found["moves"]) == ("test", 2, 1)
    assert "others.csv has nobody of test: its held people are used" in said.err
    assert "years.csv: 1 rows (first in line 6): unknown occupation code: left out" in said.err
    assert list(found["models"]["served"]["subgroups"]) == ["education"]
    empty = ("--panels", str(tmp_path))
    assert command(panel, *files, *empty, "--models", "served,markov1", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["models"]) == ["served"]
    assert "nothing to learn from" in found["left_out"]["markov1"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--models", "oracle"), "expected models among served, stay,"),
        (("--persons", "x.csv"), "--persons and --person-years together"),
        (("--panels", "/nowhere"), "expected a CSV file at /nowhere/persons.csv.gz"),
        (("--cohort", "nlsy79"), "expected people of the cohort nlsy79"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    panel: PanelFiles, more: Sequence[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(panel, *more) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert lines[-1].startswith("advisor: ")
    assert said in lines[-1]


@pytest.mark.parametrize("value", ["0", "-3", "many"])
def test_a_sample_is_a_number_of_people(panel: PanelFiles, value: str) -> None:
    with pytest.raises(SystemExit):
        command(panel, "--sample", value)


def test_nobody_of_the_split_is_said(panel: PanelFiles, codes: OccupationCodes) -> None:
    text = gzip.decompress(panel.persons.read_bytes()).decode()
    panel.persons.write_bytes(gzip.compress(text.replace(",test", ",held").encode()))
    with pytest.raises(AdvisorError, match="got held and train and valid"):
        people(panel, "nlsy97", "test", codes)


def test_people_of_one_year_cannot_be_evaluated(tmp_path: Path, codes: OccupationCodes) -> None:
    files = PanelFiles(tmp_path / "persons.csv", tmp_path / "years.csv")
    files.persons.write_text("person_id\n1\n")
    files.person_years.write_text("person_id,year,state,occ2010\n1,1990,employed,4720\n")
    with pytest.raises(AdvisorError, match="two observed years"):
        people(files, "nlsy97", "test", codes)


def test_subgroups_are_those_of_the_present_year(panel: PanelFiles, codes: OccupationCodes) -> None:
    observed, _ = read_careers(panel, "nlsy97", codes, ["test"])
    parts = subgroups(panel.persons, observed)
    assert {kind: {n: int(m.sum()) for n, m in of.items()} for kind, of in parts.items()} == {
        "sex": {"female": 10, "male": 15},
        "race": {"White": 25},
        "education": {"high_school": 25},
        "age": {"20-24": 25},
    }


class Certain:
    """A served model that is sure of the wrong thing, or of too much."""

    model = "certain-1"

    def __init__(self, states: int, share: float) -> None:
        self._states = states
        self._share = share

    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        asked = sum(len(career.years) - 1 for career in careers)
        return np.full((asked, self._states), np.log(self._share / self._states))


def test_any_served_model_can_be_put_in(panel: PanelFiles, settings: Settings) -> None:
    sources = Sources(settings, "nlsy97", 0, sampled=False, progress=lambda *_: None)
    request = Request("test", panel.persons.parent, models=("markov1", "served"))
    found = evaluate(request, sources, lambda s: Certain(len(s.states), 1))
    assert list(found.models) == ["served", "markov1"]
    assert found.served_model == "certain-1"
    assert found.models["served"].point["perplexity"] == pytest.approx(541)
    with pytest.raises(AdvisorError, match="served does not give a distribution"):
        evaluate(request, sources, lambda s: Certain(len(s.states), 1.5))

    def missing(_: Sources) -> Certain:
        raise UnavailableError("no weights")

    found = evaluate(request, sources, missing)
    assert (found.served_model, found.left_out) == (None, {"served": "no weights"})
    assert found.models["markov1"].served_minus is None


@pytest.mark.skipif(not SHARED.is_dir(), reason="the survey panel is not here")
def test_known_figures_of_the_real_panel(settings: Settings) -> None:
    sources = Sources(settings, "nlsy97", 0, sampled=False, progress=lambda *_: None)
    request = Request("valid", SHARED, models=("served", "markov1"))
    found = evaluate(request, sources, count_model)
    assert (found.people, found.transitions, found.moves) == (850, 16768, 6079)
    markov1 = found.models["markov1"].point
    assert markov1["perplexity"] == pytest.approx(11.14, abs=0.02)
    assert found.models["served"].point["perplexity"] == pytest.approx(8.66, abs=0.01)
    assert found.models["markov1"].subgroups["sex"]["female"].transitions == 8286


def test_a_prompted_model_is_asked_about_a_sample(
    panel: PanelFiles, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with OpenAIServer(text("Retail salespersons")) as server:
        monkeypatch.setenv("ADVISOR_LLM_BASE_URL", server.base_url)
        monkeypatch.setenv("ADVISOR_LLM_MODEL", "tiny")
        assert command(panel, "--models", "prompted", "--sample", "1", "--json") == 0
        asked = len(server.requests)
        assert command(panel, "--models", "prompted", "--json") == 0
        assert len(server.requests) == asked, "not about everyone"
    sampled, everyone = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert asked == 5 * ANSWERS
    # It always answers with the same title: right every other year.
    assert sampled["models"]["prompted"]["acc_em"] in (2 / 5, 3 / 5)
    assert "--sample" in everyone["left_out"]["prompted"]
