"""Mean ratings of each area, by model and language, with intervals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from advisor.instruments.scoring import MOST_MISSING
from advisor.study.ratings import AREAS
from retrieval.frozen import Frozen

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mean(Frozen):
    """A mean of ratings by items and runs.

    Attributes:
        mean: of all ratings.
        low, high: 95 % for other runs with the same items; None with fewer than two runs.
        low_items, high_items: 95 % for other runs with other items of the same area, which is
            wider; None with fewer than two items or runs.
    """

    mean: float
    low: float | None
    high: float | None
    low_items: float | None
    high_items: float | None


def mean_of(table: Floats) -> Mean:
    """Return the mean of a table of ratings, (items, runs), NaN where one is missing.

    The variance of the mean over items and runs is that of two crossed random factors: of the
    items' means over their number, and of the runs', less what both hold of the residual.
    """
    mean = float(np.nanmean(table))
    items, runs = _means(table, 1), _means(table, 0)
    if len(runs) < 2:
        return Mean(mean, None, None, None, None)
    of_runs = float(np.var(runs, ddof=1)) / len(runs)
    near = float(stats.t.ppf(0.975, len(runs) - 1)) * of_runs**0.5
    if len(items) < 2:
        return Mean(mean, mean - near, mean + near, None, None)
    of_items = float(np.var(items, ddof=1)) / len(items)
    left = table - np.nanmean(table, 1, keepdims=True) - np.nanmean(table, 0, keepdims=True) + mean
    free = max(1, np.isfinite(left).sum() - len(items) - len(runs) + 1)
    residual = float(np.nansum(left**2)) / free / np.isfinite(table).sum()
    both = max(of_items + of_runs - residual, of_items, of_runs)
    far = float(stats.t.ppf(0.975, len(items) - 1)) * both**0.5
    return Mean(mean, mean - near, mean + near, mean - far, mean + far)


def area_means(ratings: pd.DataFrame, sizes: Mapping[str, int]) -> pd.DataFrame:
    """Return a row for each model, language and area with its mean rating and points.

    ``points`` is the mean score of the runs in which at most a fifth of the area's items have no
    rating; None without such a run.
    """
    return pd.DataFrame(list(_rows(ratings, sizes)))


def run_scores(ratings: pd.DataFrame, sizes: Mapping[str, int]) -> pd.DataFrame:
    """Return the points of each area in each run; runs with too many items missing are left out.

    Args:
        ratings: of one questionnaire.
        sizes: how many items each area has.

    Returns:
        A row each: ``model``, ``language``, ``run``, ``area``, ``points``.
    """
    scores = (
        ratings.groupby(["model", "language", "run", "area"], sort=False)["rating"]
        .agg(["mean", "count"])
        .reset_index()
    )
    size = scores["area"].map(dict(sizes))
    scores["points"] = (scores["mean"] - 1) * size
    kept = scores[size - scores["count"] <= MOST_MISSING * size]
    return kept[["model", "language", "run", "area", "points"]]


def table_of(ratings: pd.DataFrame) -> Floats:
    """Return ratings as a table, (items, runs), NaN where one is missing."""
    return ratings.pivot(index="item", columns="run", values="rating").to_numpy(dtype=float)


def _rows(ratings: pd.DataFrame, sizes: Mapping[str, int]) -> Iterator[dict[str, object]]:
    scores = run_scores(ratings, sizes)
    for (model, language), part in ratings.groupby(["model", "language"], sort=False):
        for area in AREAS:
            chosen = part[part["area"] == area]
            if chosen.empty:
                continue
            found = mean_of(table_of(chosen))
            points = scores[
                (scores["model"] == model)
                & (scores["language"] == language)
                & (scores["area"] == area)
            ]["points"]
            yield {
                "model": model,
                "language": language,
                "area": area,
                "ratings": len(chosen),
                "runs": chosen["run"].nunique(),
                "mean": found.mean,
                "low": found.low,
                "high": found.high,
                "low_items": found.low_items,
                "high_items": found.high_items,
                "points": float(points.mean()) if len(points) else None,
            }


def _means(table: Floats, axis: int) -> Floats:
    """Return the means along an axis of rows or columns that have any rating."""
    some = np.isfinite(table).any(axis=axis)
    chosen = table[some] if axis == 1 else table[:, some]
    found: Floats = np.nanmean(chosen, axis=axis)
    return found
