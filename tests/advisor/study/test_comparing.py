"""Competence beside interest and beside experts: what is found, and which files are refused."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from advisor.study.comparing import against_experts, interest_and_competence, read_experts
from advisor.study.ratings import AREAS
from advisor.study.report import write_report
from advisor_cli.main import main
from retrieval.errors import AdvisorError
from tests.advisor.study.respondents import Respondent, respond, study_file
from tests.openai_server import OpenAIServer

ITEMS = {place: AREAS[(place - 1) % 6] for place in range(1, 31)}


def ratings(means: dict[int, float]) -> pd.DataFrame:
    """Return two repeats of each item about its mean, which must leave room for that."""
    return pd.DataFrame(
        [
            {"model": "m", "language": "en", "run": f"{side}", "item": item, "area": ITEMS[item],
             "rating": mean + side}
            for item, mean in means.items()
            for side in (-0.5, 0.5)
        ]
    )  # fmt: skip


def written(folder: Path, text: str) -> Path:
    path = folder / "experts.csv"
    path.write_text(text, "utf-8")
    return path


def test_over_and_under_estimation_are_found_by_area(tmp_path: Path) -> None:
    expert = {item: 2.0 + item % 3 for item in ITEMS}
    shift = {"Social": 1.0, "Artistic": -1.0}
    own = ratings({item: expert[item] + shift.get(ITEMS[item], 0.0) for item in ITEMS})
    text = "item,rating\n" + "\n".join(f"{item},{rating}" for item, rating in expert.items())
    experts = read_experts(written(tmp_path, text), ITEMS)
    found: Any = against_experts(own, experts).set_index(["language", "area"])
    assert found.loc[("en", "Social"), "difference"] == pytest.approx(1)
    assert found.loc[("en", "Artistic"), "difference"] == pytest.approx(-1)
    assert found.loc[("en", "Realistic"), "difference"] == pytest.approx(0)
    assert (found.loc[("en", "Social"), "over"], found.loc[("en", "Social"), "under"]) == (1, 0)
    whole = found.loc[("en", "all")]
    assert (whole["over"], whole["under"]) == (pytest.approx(1 / 6), pytest.approx(1 / 6))
    assert 0 < whole["icc"] < 1
    assert 0 < whole["kappa"] < 1
    assert whole["spearman"] > 0.5
    pd.testing.assert_frame_equal(found.loc[["all"]].droplevel(0), found.loc[["en"]].droplevel(0))


def test_agreement_is_whole_with_oneself(tmp_path: Path) -> None:
    expert = {item: 1.0 + item % 5 for item in ITEMS}
    rows = [f"{item},{rater},{rating}" for item, rating in expert.items() for rater in ("a", "b")]
    experts = read_experts(written(tmp_path, "item,rater,rating\n" + "\n".join(rows)), ITEMS)
    assert len(experts) == 60
    found: Any = against_experts(ratings(expert), experts).set_index(["language", "area"])
    whole = found.loc[("en", "all")]
    assert [whole[name] for name in ("spearman", "icc", "kappa")] == pytest.approx([1, 1, 1])


def test_competence_is_set_against_interest() -> None:
    generator = np.random.default_rng(0)
    interest = {item: float(generator.uniform(2, 4)) for item in ITEMS}
    competence = {item: value + 0.5 * (ITEMS[item] == "Social") for item, value in interest.items()}
    found: Any = interest_and_competence(ratings(interest), ratings(competence))
    found = found.set_index(["language", "area"])
    assert found.loc[("en", "Social"), "difference"] == pytest.approx(0.5)
    assert found.loc[("en", "Realistic"), "spearman"] == pytest.approx(1)
    assert 0.9 < found.loc[("en", "all"), "spearman"] < 1


RATED = "\n".join(f"{item},3" for item in ITEMS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("item,score\n1,3", "expected the columns item,rating[,rater], got item,score"),
        (f"item,rating\n{RATED}\n31,3", "line 32: expected an item of the questionnaire, got '31'"),
        (f"item,rating\n{RATED}\nx,3", "line 32: expected an item of the questionnaire, got 'x'"),
        (f"item,rating\n{RATED}\n²,3", "line 32: expected an item of the questionnaire, got '²'"),
        (f"item,rating\n{RATED}\n5,3", "each item once a rater, got item 5 again by 'expert'"),
        ("item,rating\n1,6", "line 2: expected a rating from 1 to 5, got '6'"),
        ("item,rating\n1,", "line 2: expected a rating from 1 to 5, got ''"),
        ("item,rating\n1,nan", "line 2: expected a rating from 1 to 5, got 'nan'"),
        ("item,rating\n1,3\n3,3", "a rating of every item, none of 2, 4, 5, 6, 7, 8, 9, 10, 11, 12"
         " and 18 more"),
        ("", "expected CSV with item,rating[,rater] in"),
        ('item,rating\n1,"3', "expected CSV with item,rating[,rater] in"),
    ],
)  # fmt: skip
def test_wrong_expert_files_are_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(AdvisorError) as raised:
        read_experts(written(tmp_path, text), ITEMS)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_missing_expert_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="expected expert ratings at"):
        read_experts(tmp_path / "none.csv", ITEMS)


def test_both_questionnaires_are_reported_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = """languages = ["en"]
repeats = 2
questionnaires = [{kind = "interests", instrument = "activities-30"},
 {kind = "competence", instrument = "activities-30"}]"""
    with OpenAIServer(respond({"m": Respondent()})) as server:
        path = study_file(tmp_path, server.base_url, "m", settings=settings)
        assert main(["study", "run", "--config", str(path)]) == 0
    experts = written(tmp_path, f"item,rating\n{RATED}")
    out = tmp_path / "report"
    command = ["study", "report", "--run", str(tmp_path / "run"), "--out", str(out)]
    assert main([*command, "--experts", str(experts)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == str(out / "report.html")
    experts_table = pd.read_csv(out / "experts.csv")
    assert set(experts_table["language"]) == {"en", "all"}
    # The experts give every activity a 3: nothing to correlate with.
    assert experts_table["spearman"].isna().all()
    assert (out / "interest-competence.csv").is_file()
    assert (out / "competence-model-effects.csv").is_file()
    page = (out / "report.html").read_text("utf-8")
    assert "Self-rated against expert-rated" in page


def test_one_repeat_still_gives_a_report(tmp_path: Path) -> None:
    settings = 'languages = ["en"]\nrepeats = 1'
    with OpenAIServer(respond({"m": Respondent()})) as server:
        path = study_file(tmp_path, server.base_url, "m", settings=settings)
        assert main(["study", "run", "--config", str(path)]) == 0
    page = write_report(tmp_path / "run", tmp_path / "out").read_text("utf-8")
    assert "Not fitted: expected two repeats or more" in page
    assert "one run only" in page
