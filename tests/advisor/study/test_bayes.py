"""The Bayesian fit, where bambi is installed: close to the other one on ratings that say a lot."""

from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest

from advisor.study.bayes import fit_bayes
from advisor.study.effects import fit_effects
from advisor.study.report import write_report
from retrieval.errors import AdvisorError
from tests.advisor.study.lme4.make_data import HERE

installed = find_spec("bambi") is not None


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(not installed, reason="bambi is an option that is not installed here")
def test_it_agrees_with_the_likelihood() -> None:
    ratings = pd.read_csv(HERE / "ratings.csv")
    found = fit_bayes(ratings, seed=1, draws=500, tune=500).set_index("parameter")
    wanted = fit_effects(ratings)
    variances = wanted.variances.set_index("part")["sd"]
    assert found.loc["sigma", "mean"] == pytest.approx(variances["residual"], rel=0.1)
    effects = wanted.effects.set_index(["term", "level"])["estimate"]
    for area in ("Artistic", "Investigative", "Enterprising"):
        mean = found.loc[f"S(area)[{area}]", "mean"]
        assert mean == pytest.approx(effects["area", area], abs=0.1)
    assert found.loc["S(model)[m0]", "mean"] == pytest.approx(effects["model", "m0"], abs=0.05)


@pytest.mark.skipif(installed, reason="bambi is installed here")
def test_without_bambi_one_line_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="--bayes needs bambi: pip install"):
        write_report(tmp_path, tmp_path, bayes=True)
