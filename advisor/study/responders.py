"""Tests each model against respondents that do not read: one that is flat, one that is random."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]
from statsmodels.stats.multitest import multipletests

from advisor.instruments.instrument import POINTS
from advisor.study.means import table_of

Floats = NDArray[np.float64]
DRAWS = 999
"""Permutations of each test; the smallest p is one in a thousand."""
ALPHA = 0.05


def responder_tests(ratings: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return a row for each model and language.

    ``flat_runs``: share of runs with one and the same rating throughout, of those with two ratings
    or more. ``commonest``: share of
    the commonest rating. ``items_p``: that items are rated no more unlike than by a respondent that
    does not look at them, flat or random in any way (ratings permuted over items within each run).
    ``areas_p``: that areas do not matter (areas permuted over items). ``uniform_p``: that ratings
    are drawn evenly from 1 to 5 (chi-squared). Each kind of test is corrected over its rows by
    Holm's method (``..._holm``). ``verdict`` says it in words.
    """
    table = pd.DataFrame(list(_rows(ratings, np.random.default_rng(seed))))
    for name in ("items_p", "areas_p", "uniform_p"):
        table[name.replace("_p", "_holm")] = holm(table[name])
    table.insert(2, "verdict", [_verdict(row) for row in table.to_dict("records")])
    return table


def holm(values: "pd.Series[float]") -> list[float | None]:
    """Return p values corrected by Holm's method; missing ones stay missing and count for none."""
    p = values.to_numpy(dtype=float)
    known = np.isfinite(p)
    corrected = np.full(len(p), np.nan)
    if known.any():
        corrected[known] = multipletests(p[known], method="holm")[1]
    return [float(value) if np.isfinite(value) else None for value in corrected]


def items_p(table: Floats, generator: np.random.Generator) -> float | None:
    """Return the p of ratings, (items, runs), that are given without looking at the items.

    Within each run every order of its ratings is then as likely; gaps stay where they are. None
    with fewer than two runs.
    """
    if table.shape[1] < 2:
        return None
    observed = _spread(table)
    reached = 0
    shuffled = table.copy()
    gaps = np.isnan(table).any()
    for _ in range(DRAWS):
        if gaps:
            for run in range(table.shape[1]):
                known = np.isfinite(table[:, run])
                shuffled[known, run] = generator.permutation(table[known, run])
        else:
            shuffled = generator.permuted(table, axis=0)
        reached += _spread(shuffled) >= observed - 1e-12
    return (reached + 1) / (DRAWS + 1)


def areas_p(
    means: Floats, areas: "NDArray[np.integer[Any]]", generator: np.random.Generator
) -> float:
    """Return the p of items' means, (items,), that do not differ by area, (items,) of codes."""
    indicator = np.eye(int(areas.max()) + 1)[areas]
    sizes = indicator.sum(axis=0)
    drawn = np.array([generator.permutation(means) for _ in range(DRAWS)] + [means])
    between = ((drawn @ indicator) ** 2 / sizes).sum(axis=1)
    return float((between[:-1] >= between[-1] - 1e-9).sum() + 1) / (DRAWS + 1)


def _spread(table: Floats) -> float:
    return float(np.var(np.nanmean(table, axis=1)))


def _rows(ratings: pd.DataFrame, generator: np.random.Generator) -> Iterator[dict[str, object]]:
    for (model, language), part in ratings.groupby(["model", "language"], sort=False):
        counts = part["rating"].value_counts().reindex(list(POINTS), fill_value=0)
        means = part.groupby("item").agg(mean=("rating", "mean"), area=("area", "first"))
        codes = means["area"].astype("category").cat.codes.to_numpy(dtype=int)
        values = means["mean"].to_numpy(dtype=float)
        yield {
            "model": model,
            "language": language,
            "ratings": len(part),
            "flat_runs": _flat_runs(part),
            "commonest": float(counts.max() / counts.sum()),
            "items_p": items_p(table_of(part), generator),
            "areas_p": areas_p(values, codes, generator),
            "uniform_p": float(stats.chisquare(counts.to_numpy(dtype=float)).pvalue),
        }


def _flat_runs(ratings: pd.DataFrame) -> float | None:
    """Return the share of flat runs; a run with a single rating tells nothing of it."""
    runs = ratings.groupby("run")["rating"].agg(["count", "nunique"])
    several = runs[runs["count"] > 1]
    return float((several["nunique"] == 1).mean()) if len(several) else None


def _verdict(row: Mapping[Any, Any]) -> str:
    if row["flat_runs"] == 1:
        return "flat: the same rating for everything in a run"
    items, areas = (_below(row[name]) for name in ("items_holm", "areas_holm"))
    if items is None:
        return "one run only: chance and choice cannot be told apart"
    if not items:
        even = "" if _below(row["uniform_holm"]) else ", evenly from 1 to 5"
        return f"no different from a respondent that does not read the items{even}"
    return "prefers some areas" if areas else "tells items apart, but not areas"


def _below(p: object) -> bool | None:
    return bool(p < ALPHA) if isinstance(p, float) and np.isfinite(p) else None
