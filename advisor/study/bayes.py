"""The ratings' mixed model once more, Bayesian, with bambi; an option, for bambi is a large one."""

from collections.abc import Sequence
from importlib.util import find_spec

import pandas as pd

from retrieval.errors import AdvisorError

_DRAWS, _TUNE, _CHAINS = 1000, 1000, 2


def check_bambi() -> None:
    """Raise ``AdvisorError`` if bambi is not installed."""
    if find_spec("bambi") is None:
        raise AdvisorError("--bayes needs bambi: pip install 'career-advisor[bayes]'")


def fit_bayes(
    ratings: pd.DataFrame, seed: int, draws: int = _DRAWS, tune: int = _TUNE
) -> pd.DataFrame:
    """Return posterior means and intervals of the model of ``effects.fit_effects``.

    The same terms with sum-to-zero coding, bambi's weakly informative priors; items and runs at
    random. ``r_hat`` far from 1, or ``ess`` under some hundreds: do not believe the row.

    Returns:
        ``parameter``, ``mean``, ``sd``, ``low``, ``high`` (94 %), ``ess``, ``r_hat``.
    """
    import arviz  # noqa: PLC0415  # only where it is asked for
    import bambi  # noqa: PLC0415

    model = bambi.Model(f"rating ~ {_formula(ratings)} + (1|item) + (1|run)", _texts(ratings))
    trace = model.fit(
        draws=draws, tune=tune, chains=_CHAINS, cores=1, random_seed=seed, progressbar=False
    )
    table = arviz.summary(trace, var_names=["~1|item", "~1|run"], filter_vars=None)
    shown = table.rename(
        columns={"hdi_3%": "low", "hdi_97%": "high", "ess_bulk": "ess"}
    ).reset_index(names="parameter")
    chosen: pd.DataFrame = shown[["parameter", "mean", "sd", "low", "high", "ess", "r_hat"]]
    return chosen


def _formula(ratings: pd.DataFrame) -> str:
    factors: Sequence[str] = [
        f"S({name})" for name in ("area", "model", "language") if ratings[name].nunique() > 1
    ]
    return " * ".join(factors)


def _texts(ratings: pd.DataFrame) -> pd.DataFrame:
    chosen = ratings[["rating", "area", "model", "language", "item", "run"]].copy()
    chosen["item"] = "item " + chosen["item"].astype(str)
    return chosen
