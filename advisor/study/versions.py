"""Differences between versions of one model, area by area, corrected for how many are looked at."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from advisor.study.means import run_scores
from advisor.study.ratings import AREAS
from advisor.study.responders import holm

Floats = NDArray[np.float64]


def version_differences(
    ratings: pd.DataFrame, sizes: Mapping[str, int], families: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Return a row for each pair of versions, language and area.

    ``difference``: points of the later model less those of the earlier one, in the order of the
    settings, with ``low`` and ``high`` (95 %) and ``p`` over runs (Welch's t): has anything changed
    with these items? ``items_p`` over the items' mean ratings (paired t): would it show with other
    items of the area? ``holm`` and ``items_holm`` are corrected over all rows by Holm's method.
    p is missing where the runs of both versions are all alike.
    """
    columns = ["family", "earlier", "later", "language", "area", "difference"]
    columns += ["low", "high", "p", "items_p", "holm", "items_holm"]
    table = pd.DataFrame(list(_rows(ratings, sizes, families)), columns=columns)
    table["holm"] = holm(table["p"])
    table["items_holm"] = holm(table["items_p"])
    return table


def _rows(
    ratings: pd.DataFrame, sizes: Mapping[str, int], families: Mapping[str, Sequence[str]]
) -> Iterator[dict[str, object]]:
    scores = run_scores(ratings, sizes)
    means = ratings.groupby(["model", "language", "area", "item"])["rating"].mean()
    for family, models in families.items():
        for earlier, later in combinations(models, 2):
            for language in ratings["language"].unique():
                for area in AREAS:
                    here = (scores["language"] == language) & (scores["area"] == area)
                    before, after = (
                        scores[here & (scores["model"] == model)]["points"].to_numpy(dtype=float)
                        for model in (earlier, later)
                    )
                    if len(before) and len(after):
                        yield {
                            "family": family,
                            "earlier": earlier,
                            "later": later,
                            "language": language,
                            "area": area,
                            **_compared(before, after),
                            "items_p": _items_p(
                                means[earlier, language, area], means[later, language, area]
                            ),
                        }


def _compared(before: Floats, after: Floats) -> dict[str, float | None]:
    difference = float(after.mean() - before.mean())
    enough = min(len(before), len(after)) > 1 and before.std() + after.std() > 1e-9
    if not enough:
        return {"difference": difference, "low": None, "high": None, "p": None}
    parts = [float(np.var(side, ddof=1)) / len(side) for side in (before, after)]
    error = sum(parts) ** 0.5
    # Welch and Satterthwaite's degrees of freedom.
    apart = sum(
        part**2 / (len(side) - 1) for part, side in zip(parts, (before, after), strict=True)
    )
    freedom = sum(parts) ** 2 / apart
    reach = float(stats.t.ppf(0.975, freedom)) * error
    return {
        "difference": difference,
        "low": difference - reach,
        "high": difference + reach,
        "p": float(2 * stats.t.sf(abs(difference) / error, freedom)),
    }


def _items_p(before: "pd.Series[float]", after: "pd.Series[float]") -> float | None:
    differences = (after - before).dropna().to_numpy(dtype=float)
    if len(differences) < 2 or differences.std() < 1e-9:
        return None
    error = float(np.std(differences, ddof=1)) / len(differences) ** 0.5
    return float(2 * stats.t.sf(abs(differences.mean()) / error, len(differences) - 1))
