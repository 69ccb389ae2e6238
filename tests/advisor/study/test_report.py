"""The whole way: simulated respondents over HTTP, a study of them, and what its report finds."""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from advisor.study.means import Floats
from advisor_cli.main import main
from retrieval.occupations import Riasec
from tests.advisor.study.respondents import Respondent, Uniform, respond, study_file
from tests.openai_server import OpenAIServer, text

SOCIAL = {Riasec.SOCIAL: 0.9, Riasec.CONVENTIONAL: -0.6}
SETTINGS = """languages = ["en", "zh"]
repeats = 5
prompts = ["plain-v1", "survey-v1"]
questionnaires = [{kind = "interests", instrument = "activities-30"}]"""
ONE_AT_A_TIME = "max_in_flight = 1\ngive_up_after = 0"
"""So that the same replies go to the same repeats in every run of a test; refusals come first."""


def refuses(rating: int, time: int) -> str:
    return "I'm sorry, I have no preferences." if time % 2 else f"{rating}"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The report on four models with planted effects; ``v2`` is a version of ``v1``."""
    folder = tmp_path_factory.mktemp("study")
    respondents = {
        "v1": Respondent(SOCIAL, {"zh": 0.4}, mean=2.8),
        "v2": Respondent(SOCIAL | {Riasec.ARTISTIC: 0.8}, {"zh": 0.4}, mean=2.8),
        "random": Uniform(),
        "shy": Respondent(SOCIAL, {"zh": 0.4}, mean=2.8, says=refuses),
    }
    with OpenAIServer(respond(respondents)) as server:
        path = study_file(
            folder, server.base_url, *respondents, settings=SETTINGS, each=ONE_AT_A_TIME
        )
        written = path.read_text("utf-8")
        for name in ("v1", "v2"):
            written = written.replace(f'name = "{name}"', f'name = "{name}"\nfamily = "v"')
        path.write_text(written, "utf-8")
        assert main(["study", "run", "--config", str(path)]) == 0
    assert main(["study", "report", "--run", str(folder / "run")]) == 0
    yield folder / "run" / "report"


def table(report: Path, name: str) -> Any:
    return pd.read_csv(report / f"{name}.csv")


def test_means_hold_what_was_planted(report: Path) -> None:
    means = table(report, "interests-means").set_index(["model", "language", "area"])
    held = 0
    for (_, language, area), row in means.loc[["v1", "v2"]].iterrows():
        artistic = 0.8 if row.name[0] == "v2" and area == "Artistic" else 0.0
        wanted = 2.8 + SOCIAL.get(Riasec(area), 0.0) + artistic + 0.4 * (language == "zh")
        held += row["low_items"] <= wanted <= row["high_items"]
    # Of 24 intervals of 95 %, fewer than 20 in 1 of 4,000 cases.
    assert held >= 20


def planted() -> Floats:
    """Return the expected ratings, (area, model, language), models in the order of the study."""
    cells = np.full((6, 4, 2), 2.8)
    for place, area in enumerate(Riasec):
        cells[place] += SOCIAL.get(area, 0.0)
    cells[2, 1] += 0.8
    cells[:, :, 1] += 0.4
    cells[:, 2] = 3.0
    return cells


def test_the_mixed_model_finds_what_was_planted(report: Path) -> None:
    effects = table(report, "interests-model-effects").set_index(["term", "level"])
    cells = planted()
    mean, areas = cells.mean(), cells.mean(axis=(1, 2))
    models, by_model = cells.mean(axis=(0, 2)), cells.mean(axis=2)
    wanted = {("language", "zh"): cells[:, :, 1].mean() - mean}
    for place, area in enumerate(Riasec):
        wanted["area", area.value] = areas[place] - mean
        for number, model in enumerate(("v1", "v2", "random", "shy")):
            both = by_model[place, number] - areas[place] - models[number] + mean
            wanted["area x model", f"{area.value} x {model}"] = both
    rows = {key: effects.loc[key] for key in wanted}
    held = sum(row["low"] <= wanted[key] <= row["high"] for key, row in rows.items())
    # Of 31 intervals of 95 %, fewer than 27 in 1 of 100 cases.
    assert len(rows) == 31
    assert held >= 27
    for key in [("area", "Social"), ("area", "Conventional"), ("area x model", "Artistic x v2")]:
        assert rows[key]["low"] <= wanted[key] <= rows[key]["high"], key
        assert rows[key]["p"] < 0.001
    terms = table(report, "interests-model-terms").set_index("term")
    assert (terms.loc[["area", "model", "language", "area x model"], "p"] < 0.01).all()
    assert terms.loc["area x model x language", "p"] > 0.01


def test_a_random_respondent_is_found_out_and_no_other(report: Path) -> None:
    verdicts = table(report, "interests-responders").set_index("model")["verdict"]
    assert verdicts["random"].str.startswith("no different").all()
    for model in ("v1", "v2", "shy"):
        assert (verdicts[model] == "prefers some areas").all()


def test_refusals_are_counted_and_never_scored(report: Path) -> None:
    outcomes = table(report, "outcomes").set_index(["model", "language"])
    assert (outcomes["asked"] == 300).all()
    # Of five repeats the first, third and fifth of each are refused.
    assert (outcomes.loc["shy", "refused"] == 180).all()
    assert (outcomes.loc["shy", "rated"] == 120).all()
    assert (outcomes.drop("shy", level="model")["rated"] == 300).all()
    means = table(report, "interests-means").set_index(["model", "language", "area"])
    assert means.loc[("shy", "en", "Social"), "mean"] > 3.2
    assert means.loc[("shy", "en", "Social"), "ratings"] == 20


def test_versions_differ_where_they_do(report: Path) -> None:
    found = table(report, "interests-versions").set_index(["language", "area"])
    # 0.8 a rating, five items.
    wanted = {"Artistic": 4.0}
    held = sum(row["low"] <= wanted.get(key[1], 0) <= row["high"] for key, row in found.iterrows())
    # Of 12 intervals of 95 %, fewer than 10 in 1 of 50 cases.
    assert held >= 10
    artistic = found.index.get_level_values("area") == "Artistic"
    assert (found[artistic]["holm"] < 0.01).all()
    assert (found[~artistic]["holm"] > 0.05).all()


def test_the_page_needs_nothing_beside_it(report: Path) -> None:
    page = (report / "report.html").read_text("utf-8")
    assert not re.search(r"(src|href)=\"(?!data:|#)", page)
    images = re.findall(r"data:image/png;base64,([^\"]+)", page)
    assert len(images) == 3
    assert all(base64.b64decode(image).startswith(b"\x89PNG") for image in images)
    for name in ("outcomes", "cost", "interests-means", "interests-model-effects"):
        assert f"({name}.csv)" in page
        assert (report / f"{name}.csv").is_file()


def test_costs_are_told(report: Path) -> None:
    cost = table(report, "cost").set_index("model")
    assert (cost["calls"] == 600).all()
    assert (cost["tokens_in"] == 60_000).all()


def test_who_answered_is_told(report: Path) -> None:
    found = table(report, "answered-by").set_index("model")
    assert found["said_by"].to_dict() == {name: name for name in ("v1", "v2", "random", "shy")}
    assert (found["replies"] == 600).all()
    assert (found["form"] == "schema").all()
    assert (found["first"] <= found["last"]).all()


def test_a_model_that_answers_by_place_is_found_out(tmp_path: Path) -> None:
    """Asked for all items at once it likes whatever comes late: the order decides, not the item."""
    late = {str(place): 2 if place <= 15 else 4 for place in range(1, 31)}
    settings = """languages = ["en"]
repeats = 2
shuffles = 2
items_per_call = 30
questionnaires = [{kind = "interests", instrument = "activities-30"}]"""
    with OpenAIServer(text(json.dumps(late))) as server:
        path = study_file(tmp_path, server.base_url, "m", settings=settings)
        assert main(["study", "run", "--config", str(path)]) == 0
        assert len(server.requests) == 6
    assert main(["study", "report", "--run", str(tmp_path / "run")]) == 0
    (row,) = table(tmp_path / "run" / "report", "interests-stability").to_dict("records")
    assert (row["retest"], row["same_rating"]) == (1, 1)
    assert abs(row["orders"]) < 0.5
    assert row["position_slope"] > 2
    assert row["position_p"] < 0.001


def test_nothing_to_report_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", "report", "--run", str(tmp_path)]) == 1
    assert "expected the folder of a study at" in capsys.readouterr().err
