"""Competence beside interest, and self-rated competence beside what experts say."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from advisor.instruments.instrument import POINTS
from advisor.study.agreement import icc_2_1, mean_difference, spearman, weighted_kappa
from advisor.study.ratings import AREAS
from retrieval.errors import AdvisorError

ALL = "all"
"""Stands for all areas, or all languages, together."""


def interest_and_competence(interests: pd.DataFrame, competence: pd.DataFrame) -> pd.DataFrame:
    """Return by model, language and area how competence differs from interest.

    Over the items' mean ratings: ``interest``, ``competence``, ``difference`` (competence less
    interest) with ``low`` and ``high`` (95 % over items), and ``spearman`` with ``p``.
    """
    sides = [_item_means(one) for one in (interests, competence)]
    rows: list[dict[str, object]] = []
    for key in [key for key in sides[0] if key in sides[1]]:
        both = pd.concat([sides[0][key], sides[1][key]["mean"].rename("competence")], axis=1)
        both = both.dropna()
        for area, part in _parts(both):
            mean, low, high = mean_difference((part["competence"] - part["mean"]).to_numpy(float))
            correlation = spearman(part["mean"].to_numpy(float), part["competence"].to_numpy(float))
            rows.append(
                {
                    "model": key[0],
                    "language": key[1],
                    "area": area,
                    "items": len(part),
                    "interest": float(part["mean"].mean()),
                    "competence": float(part["competence"].mean()),
                    "difference": mean,
                    "low": low,
                    "high": high,
                    "spearman": correlation[0] if correlation else None,
                    "p": correlation[1] if correlation else None,
                }
            )
    return pd.DataFrame(rows)


def read_experts(path: Path, items: Mapping[int, str]) -> pd.DataFrame:
    """Read expert ratings of the activities: ``item,rating``, with ``rater`` if there are several.

    Args:
        path: a CSV file with a header.
        items: the area of each item of the questionnaire.

    Returns:
        ``item``, ``rater``, ``rating`` (1 to 5).

    Raises:
        AdvisorError: one line for what is wrong: a column, an item or a rating.
    """
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except OSError as error:
        raise AdvisorError(f"expected expert ratings at {path}: {error.strerror}") from error
    except ValueError as error:  # UnicodeDecodeError and pandas' parser errors are among them.
        raise AdvisorError(
            f"expected CSV with item,rating[,rater] in {path}: {' '.join(str(error).split())}"
        ) from error
    table.columns = [str(name).strip() for name in table.columns]
    if not {"item", "rating"} <= set(table.columns):
        raise AdvisorError(
            f"{path}: expected the columns item,rating[,rater], got {','.join(table.columns)}"
        )
    if "rater" not in table.columns:
        table["rater"] = "expert"
    table = table[["item", "rater", "rating"]].map(lambda text: str(text).strip())
    for line, row in enumerate(table.to_dict("records"), 2):
        _check_row(path, line, row, items)
    table["item"], table["rating"] = table["item"].astype(int), table["rating"].astype(float)
    _check_whole(path, table, items)
    return table


def against_experts(competence: pd.DataFrame, experts: pd.DataFrame) -> pd.DataFrame:
    """Return how self-ratings agree with the experts' mean, by model and language.

    For all areas: ``spearman`` with ``p``, ``icc`` (2,1), ``kappa`` (quadratic weights, means
    rounded). For each area and all: ``difference`` (self less experts: above zero is
    over-estimation) with ``low`` and ``high`` (95 % over items), and the shares of items that are
    ``over`` and ``under`` by a whole point or more.
    """
    wanted = experts.groupby("item")["rating"].mean()
    rows = []
    for (model, language), means in _item_means(competence).items():
        both = pd.concat([means, wanted.rename("expert")], axis=1).dropna()
        for area, part in _parts(both):
            own, expert = part["mean"].to_numpy(float), part["expert"].to_numpy(float)
            mean, low, high = mean_difference(own - expert)
            row = {
                "model": model,
                "language": language,
                "area": area,
                "items": len(part),
                "difference": mean,
                "low": low,
                "high": high,
                "over": float((own - expert >= 1).mean()),
                "under": float((expert - own >= 1).mean()),
            }
            if area == ALL:
                correlation = spearman(own, expert)
                row |= {
                    "spearman": correlation[0] if correlation else None,
                    "p": correlation[1] if correlation else None,
                    "icc": icc_2_1(np.column_stack([own, expert])),
                    "kappa": weighted_kappa(own, expert),
                }
            rows.append(row)
    return pd.DataFrame(rows)


def _item_means(ratings: pd.DataFrame) -> dict[tuple[str, str], pd.DataFrame]:
    """Return by model and language, and model over all languages, the mean rating by item."""
    found = {}
    for model, part in ratings.groupby("model", sort=False):
        for language, chosen in [*part.groupby("language", sort=False), (ALL, part)]:
            found[str(model), str(language)] = chosen.groupby("item").agg(
                mean=("rating", "mean"), area=("area", "first")
            )
    return found


def _parts(items: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    if len(items):
        yield ALL, items
    for area in AREAS:
        part = items[items["area"] == area]
        if len(part):
            yield area, part


def _check_row(path: Path, line: int, row: Mapping[object, str], items: Mapping[int, str]) -> None:
    item, rating = row["item"], row["rating"]
    if not (item.isascii() and item.isdigit()) or int(item) not in items:
        raise AdvisorError(
            f"{path}, line {line}: expected an item of the questionnaire, got {item!r}"
        )
    try:
        known = POINTS[0] <= float(rating) <= POINTS[-1]
    except ValueError:
        known = False
    if not known:
        raise AdvisorError(f"{path}, line {line}: expected a rating from 1 to 5, got {rating!r}")


def _check_whole(path: Path, table: pd.DataFrame, items: Mapping[int, str]) -> None:
    twice = table[table.duplicated(["item", "rater"])]
    if len(twice):
        first = twice.iloc[0]
        raise AdvisorError(
            f"{path}: expected each item once a rater, got item {first['item']} again by"
            f" {first['rater']!r}"
        )
    missing = sorted(items.keys() - set(table["item"]))
    if missing:
        shown = ", ".join(str(item) for item in missing[:10])
        more = f" and {len(missing) - 10} more" if len(missing) > 10 else ""
        raise AdvisorError(f"{path}: expected a rating of every item, none of {shown}{more}")
