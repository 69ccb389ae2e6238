"""The mixed model against lme4 (fitted once, its output kept) and statsmodels."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from advisor.study.effects import fit_effects
from advisor.study.mixed_model import Floats, fit_mixed
from retrieval.errors import AdvisorError
from tests.advisor.study.lme4.make_data import HERE, made


def near(value: Any) -> Any:
    """Return the value to three digits."""
    return pytest.approx(value, rel=5e-4, abs=5e-5)


@pytest.fixture(scope="module")
def ratings() -> pd.DataFrame:
    return pd.read_csv(HERE / "ratings.csv")


def lme4(path: Path) -> dict[str, dict[str, tuple[float, float]]]:
    found: dict[str, dict[str, tuple[float, float]]] = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            error = row["error"].strip()
            values = (float(row["value"]), float("nan" if error == "NA" else error))
            found.setdefault(row["what"], {})[row["name"]] = values
    return found


def test_the_kept_ratings_are_those_of_the_script(ratings: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(ratings, made().reset_index(drop=True), check_dtype=False)


@pytest.mark.parametrize("own_items", [False, True])
def test_it_agrees_with_lme4(ratings: pd.DataFrame, own_items: bool) -> None:
    theirs = lme4(HERE / f"fit-{'own-items' if own_items else 'model'}.csv")
    fit = fit_effects(ratings, own_items)
    assert fit.log_likelihood == pytest.approx(theirs["log likelihood"]["REML"][0], abs=1e-4)
    ours = dict(zip(fit.variances["part"], fit.variances["variance"], strict=True))
    names = {"item": "item", "run": "run", "residual": "Residual"}
    names |= {"item in model and language": "own"} if own_items else {}
    assert len(ours) == len(theirs["variance"])
    for name, their_name in names.items():
        assert ours[name] == near(theirs["variance"][their_name][0])
    effects: Any = fit.effects.set_index(["term", "level"])
    # lme4 gives the coefficients of every level but the last.
    levels = {
        "area": ["Realistic", "Investigative", "Artistic", "Social", "Enterprising"],
        "model": ["m0"],
        "language": ["en"],
    }
    for name, (value, error) in theirs["fixed"].items():
        parts = [] if name == "(Intercept)" else name.split(":")
        term = " x ".join(part[:-1] for part in parts) or "mean"
        level = " x ".join(levels[part[:-1]][int(part[-1]) - 1] for part in parts)
        assert effects.loc[(term, level), "estimate"] == near(value)
        assert effects.loc[(term, level), "se"] == near(error)


def test_effects_of_a_term_add_up_to_zero(ratings: pd.DataFrame) -> None:
    effects = fit_effects(ratings).effects
    sums = effects[effects["term"] != "mean"].groupby("term")["estimate"].sum()
    assert np.allclose(sums, 0, atol=1e-9)
    assert len(effects) == 1 + 6 + 2 + 2 + 12 + 12 + 4 + 24


def test_it_agrees_with_statsmodels(ratings: pd.DataFrame) -> None:
    theirs = smf.mixedlm(
        "rating ~ C(area)",
        ratings.assign(all=1),
        groups="all",
        vc_formula={"item": "0 + C(item)", "run": "0 + C(run)"},
    ).fit(reml=True, method="lbfgs")
    design = np.asarray(theirs.model.exog)
    groups = {"item": list(ratings["item"]), "run": list(ratings["run"])}
    fit = fit_mixed(ratings["rating"].to_numpy(), design, list("abcdef"), groups)
    assert [one.estimate for one in fit.coefficients] == near(list(theirs.fe_params))
    assert [one.error for one in fit.coefficients] == near(list(theirs.bse_fe))
    # statsmodels stops a little earlier: variances to two digits, and never a better likelihood.
    assert fit.log_likelihood >= theirs.llf - 1e-6
    assert fit.log_likelihood == pytest.approx(theirs.llf, abs=1e-3)
    assert list(fit.variances.values()) == pytest.approx(list(theirs.vcomp), rel=5e-3)


def test_a_part_that_is_not_there_gets_no_variance() -> None:
    generator = np.random.default_rng(3)
    item, run = np.repeat(np.arange(20), 10), np.tile(np.arange(10), 20)
    ratings = generator.normal(0, 1, 20)[item] + generator.normal(0, 1, 200)
    # Runs that differ less than chance would have them.
    for one in range(10):
        ratings[run == one] -= ratings[run == one].mean()
    fit = fit_mixed(ratings, np.ones((200, 1)), ["mean"], {"item": list(item), "run": list(run)})
    assert fit.variances["run"] == 0.0
    assert fit.variances["item"] > 0.3


def test_a_term_is_tested_as_a_whole() -> None:
    generator = np.random.default_rng(4)
    groups = {"run": [place // 10 for place in range(100)]}
    design = np.column_stack([np.ones(100), generator.normal(size=(100, 2))])
    ratings = design @ [3.0, 0.5, 0.0] + generator.normal(size=100)
    fit = fit_mixed(ratings, design, ["mean", "a", "b"], groups)
    statistic, freedom, p = fit.wald([1])
    assert freedom == 1
    assert statistic == pytest.approx(fit.coefficients[1].z ** 2)
    assert p == pytest.approx(fit.coefficients[1].p)
    assert fit.wald([1, 2])[0] >= statistic


@pytest.mark.parametrize(
    ("ratings", "design", "said"),
    [
        (np.ones(3), np.eye(3), "more ratings than 3 fixed effects, got 3"),
        (np.arange(9.0), np.ones((9, 2)), "cannot be told apart"),
        (np.full(9, 3.0), np.ones((9, 1)), "without any spread"),
    ],
)
def test_what_carries_no_model_is_said(ratings: Floats, design: Floats, said: str) -> None:
    names = [str(place) for place in range(design.shape[1])]
    groups = {"run": [place % 3 for place in range(len(ratings))]}
    with pytest.raises(AdvisorError, match=said):
        fit_mixed(ratings, design, names, groups)


def test_one_item_an_area_is_too_few(ratings: pd.DataFrame) -> None:
    with pytest.raises(AdvisorError, match="two items or more of each area"):
        fit_effects(ratings[ratings["item"] <= 6])


def test_a_run_a_model_is_too_few(ratings: pd.DataFrame) -> None:
    """Otherwise how one run differs from another would pass for a difference of models."""
    firsts = ratings.groupby(["model", "language"])["run"].first()
    once = ratings[ratings["run"].isin(firsts)]
    assert once["run"].nunique() == 4
    for own_items in (False, True):
        with pytest.raises(AdvisorError, match="two repeats or more, got one"):
            fit_effects(once, own_items)


def test_likings_of_a_single_respondent_are_those_of_the_items(ratings: pd.DataFrame) -> None:
    alone = ratings[(ratings["model"] == "m0") & (ratings["language"] == "en")]
    assert set(fit_effects(alone).variances["part"]) == {"item", "run", "residual"}
    with pytest.raises(AdvisorError, match="two models or languages, got one"):
        fit_effects(alone, own_items=True)


def test_a_model_without_every_cell_is_left_out_and_named(ratings: pd.DataFrame) -> None:
    gone = (ratings["model"] == "m1") & (ratings["area"] == "Social")
    fit = fit_effects(ratings[~gone])
    assert fit.left_out == ("m1",)
    assert set(fit.terms["term"]) == {"area", "language", "area x language"}
    with pytest.raises(AdvisorError, match="no model has ratings in every area"):
        fit_effects(ratings[(ratings["language"] == "zh") | (ratings["area"] != "Social")])
