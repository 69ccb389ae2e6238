"""How far a model agrees with itself: over items, repeats, orders and wordings."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from advisor.study.means import table_of
from advisor.study.ratings import AREAS

Floats = NDArray[np.float64]
ALL = "all"
"""Stands for the runs of all models and languages together."""


def cronbach_alpha(table: Floats) -> float | None:
    """Return Cronbach's alpha of ratings, (items, runs); runs with a gap are left out.

    None with fewer than two items or whole runs, or where the runs' sums do not differ: repeats
    that are all the same say nothing about consistency over items.
    """
    whole = table[:, np.isfinite(table).all(axis=0)]
    items, runs = whole.shape
    if items < 2 or runs < 2:
        return None
    total = float(np.var(whole.sum(axis=0), ddof=1))
    if total < 1e-12:
        return None
    apart = float(np.var(whole, axis=1, ddof=1).sum())
    return float(items / (items - 1) * (1 - apart / total))


def alphas(ratings: pd.DataFrame) -> pd.DataFrame:
    """Return alpha by area: within each model and language over repeats, and over all runs.

    The former asks whether a repeat that likes one activity more likes its whole area more; the
    latter whether models and languages that do differ as the areas have it.
    """
    rows = []
    parts = [((ALL, ALL), ratings), *ratings.groupby(["model", "language"], sort=False)]
    for (model, language), part in parts:
        for area in AREAS:
            table = table_of(part[part["area"] == area])
            whole = int(np.isfinite(table).all(axis=0).sum()) if table.size else 0
            alpha = cronbach_alpha(table) if table.size else None
            rows.append(
                {"model": model, "language": language, "area": area, "runs": whole, "alpha": alpha}
            )
    return pd.DataFrame(rows)


def stability(ratings: pd.DataFrame) -> pd.DataFrame:
    """Return by model and language how runs agree that differ in one thing only.

    ``retest``: mean correlation over items of two repeats with the same order and prompt;
    ``same_rating``: share of items rated exactly alike in them; ``orders``, ``prompts``: mean
    correlation of runs that differ in order, or prompt. None where no two such runs both spread.
    ``position_slope``: how much higher the last item is rated than the first, its own mean aside.
    """
    return pd.DataFrame(list(_stability_rows(ratings)))


def _stability_rows(ratings: pd.DataFrame) -> Iterator[dict[str, object]]:
    for (model, language), part in ratings.groupby(["model", "language"], sort=False):
        runs = part.drop_duplicates("run").set_index("run")[["prompt", "order", "repeat"]]
        table = part.pivot(index="item", columns="run", values="rating")[runs.index]
        correlated = _correlations(table)
        same = {
            name: runs[name].to_numpy()[:, None] == runs[name].to_numpy()[None, :]
            for name in runs.columns
        }
        once = np.triu(np.ones((len(runs), len(runs)), dtype=bool), 1)
        retest = once & same["prompt"] & same["order"]
        slope, p = _position(part)
        yield {
            "model": model,
            "language": language,
            "runs": len(runs),
            "retest": _mean(correlated[retest]),
            "same_rating": _alike(table.to_numpy(dtype=float), retest),
            "orders": _mean(correlated[once & same["prompt"] & ~same["order"]]),
            "prompts": _mean(correlated[once & ~same["prompt"] & same["order"]]),
            "position_slope": slope,
            "position_p": p,
        }


def _correlations(table: pd.DataFrame) -> Floats:
    """Return the correlations of runs over the items both rated; NaN where one does not spread."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = table.corr(min_periods=3).to_numpy(dtype=float)
    return found


def _alike(table: Floats, pairs: NDArray[np.bool_]) -> float | None:
    shares = [
        float(np.mean(table[both, one] == table[both, other]))
        for one, other in zip(*np.nonzero(pairs), strict=True)
        if (both := np.isfinite(table[:, one]) & np.isfinite(table[:, other])).any()
    ]
    return float(np.mean(shares)) if shares else None


def _mean(values: Floats) -> float | None:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else None


def _position(part: pd.DataFrame) -> tuple[float | None, float | None]:
    """Return the slope of ratings over the place in the order, and its p; needs two orders.

    Least squares within items; each item's own mean takes a degree of freedom.
    """
    if part["order"].nunique() < 2:
        return None, None
    by_item = part.groupby("item")
    rating = (part["rating"] - by_item["rating"].transform("mean")).to_numpy(dtype=float)
    place = (part["position"] - by_item["position"].transform("mean")).to_numpy(dtype=float)
    free = len(rating) - by_item.ngroups - 1
    if not rating.any() or not place.any() or free < 1:
        return None, None
    squares = float(place @ place)
    slope = float(place @ rating) / squares
    left = rating - slope * place
    error = (float(left @ left) / free / squares) ** 0.5
    return slope, float(2 * stats.t.sf(abs(slope) / error, free)) if error else None
