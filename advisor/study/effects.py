"""The ratings' mixed model: area by model by language, items and runs at random, as one table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from advisor.study.mixed_model import MixedFit, fit_mixed
from advisor.study.ratings import AREAS
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

Floats = NDArray[np.float64]
_FACTORS = ("area", "model", "language")


@dataclass(frozen=True, slots=True)
class EffectReport(Frozen):
    """A fitted model in words of the study.

    Attributes:
        effects: a row for each level of each term: ``term``, ``level``, ``estimate``, ``se``,
            ``low``, ``high``, ``z``, ``p``. Effects are differences from the mean over the other
            factors (sum-to-zero coding), so that those of a term add up to zero.
        terms: a row a term with its Wald test: ``term``, ``chi2``, ``df``, ``p``.
        variances: a row a random part, and the residual: ``part``, ``levels``, ``variance``,
            ``sd``.
        ratings: how many it was fitted on.
        log_likelihood: restricted.
        left_out: models without a rating in some cell, which such a model cannot hold.
    """

    effects: pd.DataFrame
    terms: pd.DataFrame
    variances: pd.DataFrame
    ratings: int
    log_likelihood: float
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Term(Frozen):
    """A product of factors and the columns of the design that it takes."""

    factors: tuple[str, ...]
    columns: tuple[int, ...]


def fit_effects(ratings: pd.DataFrame, own_items: bool = False) -> EffectReport:
    """Fit the model to the ratings of one questionnaire.

    Args:
        ratings: as ``StudyData.ratings`` gives them.
        own_items: also let every model in every language have likings of its own for single items,
            beyond their area. Without this, repeats of such a liking count as evidence about the
            area, and intervals of what differs between models are too narrow.

    Raises:
        AdvisorError: the ratings cannot carry the model.
    """
    kept, left_out = _with_all_cells(ratings)
    if kept.groupby("area")["item"].nunique().min() < 2:
        raise AdvisorError("expected two items or more of each area, got one: area or item?")
    _check_told_apart(kept, own_items)
    levels = {name: list(values) for name in _FACTORS if len(values := _levels(kept, name)) > 1}
    design, terms = _design(kept, levels)
    groups: dict[str, Sequence[object]] = {"item": list(kept["item"]), "run": list(kept["run"])}
    if own_items:
        own = kept["item"].astype(str) + "|" + kept["model"] + "|" + kept["language"]
        groups["item in model and language"] = list(own)
    groups = {name: values for name, values in groups.items() if _repeats(values)}
    names = [f"{place}" for place in range(design.shape[1])]
    fit = fit_mixed(kept["rating"].to_numpy(dtype=float), design, names, groups)
    return EffectReport(
        effects=pd.DataFrame(list(_effects(fit, terms, levels))),
        terms=pd.DataFrame(list(_tests(fit, terms))),
        variances=pd.DataFrame(list(_variances(fit))),
        ratings=fit.ratings,
        log_likelihood=fit.log_likelihood,
        left_out=tuple(left_out),
    )


def _with_all_cells(ratings: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    cells = ratings.groupby("model")[["area", "language"]].apply(
        lambda part: len(part.drop_duplicates())
    )
    wanted = ratings["area"].nunique() * ratings["language"].nunique()
    left_out = [model for model in _levels(ratings, "model") if cells[model] < wanted]
    kept = ratings[~ratings["model"].isin(left_out)]
    if kept.empty:
        raise AdvisorError("no model has ratings in every area and language")
    return kept, left_out


def _check_told_apart(kept: pd.DataFrame, own_items: bool) -> None:
    """Raise ``AdvisorError`` where the likelihood cannot say how large a random part is."""
    runs = kept.groupby(["model", "language"])["run"].nunique()
    if runs.max() < 2:
        # Each run is then a model in a language, and how runs differ is lost in that effect.
        raise AdvisorError(
            "expected two repeats or more, got one: nothing tells chance from effect"
        )
    if own_items and len(runs) == 1:
        raise AdvisorError("expected two models or languages, got one: its likings are the items'")


def _levels(ratings: pd.DataFrame, name: str) -> list[str]:
    found = list(ratings[name].unique())
    return [area for area in AREAS if area in found] if name == "area" else found


def _repeats(values: Sequence[object]) -> bool:
    """Say whether a grouping is more than one level and less than one for each rating."""
    return 1 < len(set(values)) < len(values)


def _coding(levels: int) -> Floats:
    """Return sum-to-zero coding, (levels, levels - 1): the last level is minus all others."""
    return np.vstack([np.eye(levels - 1), -np.ones(levels - 1)])


def _design(
    ratings: pd.DataFrame, levels: Mapping[str, Sequence[str]]
) -> tuple[Floats, list[_Term]]:
    coded = {
        name: _coding(len(values))[ratings[name].map({value: n for n, value in enumerate(values)})]
        for name, values in levels.items()
    }
    blocks = [np.ones((len(ratings), 1))]
    terms = [_Term((), (0,))]
    for size in range(1, len(levels) + 1):
        for factors in combinations(levels, size):
            block = np.ones((len(ratings), 1))
            for name in factors:
                block = (block[:, :, None] * coded[name][:, None, :]).reshape(len(ratings), -1)
            start = terms[-1].columns[-1] + 1
            terms.append(_Term(factors, tuple(range(start, start + block.shape[1]))))
            blocks.append(block)
    return np.hstack(blocks), terms


def _effects(
    fit: MixedFit, terms: Sequence[_Term], levels: Mapping[str, Sequence[str]]
) -> Iterator[dict[str, object]]:
    estimates = np.array([one.estimate for one in fit.coefficients])
    beyond = float(stats.norm.ppf(0.975))
    for term in terms:
        chosen = list(term.columns)
        part = fit.covariance[np.ix_(chosen, chosen)]
        for places in product(*(range(len(levels[name])) for name in term.factors)):
            weights = np.ones(1)
            for name, place in zip(term.factors, places, strict=True):
                weights = np.kron(weights, _coding(len(levels[name]))[place])
            estimate = float(weights @ estimates[chosen])
            error = float(weights @ part @ weights) ** 0.5
            named = [levels[name][place] for name, place in zip(term.factors, places, strict=True)]
            yield {
                "term": _name(term),
                "level": " x ".join(named),
                "estimate": estimate,
                "se": error,
                "low": estimate - beyond * error,
                "high": estimate + beyond * error,
                "z": estimate / error,
                "p": float(2 * stats.norm.sf(abs(estimate / error))),
            }


def _tests(fit: MixedFit, terms: Sequence[_Term]) -> Iterator[dict[str, object]]:
    for term in terms[1:]:
        statistic, freedom, p = fit.wald(term.columns)
        yield {"term": _name(term), "chi2": statistic, "df": freedom, "p": p}


def _variances(fit: MixedFit) -> Iterator[dict[str, object]]:
    for part, variance in fit.variances.items():
        levels = fit.levels[part]
        yield {"part": part, "levels": levels, "variance": variance, "sd": variance**0.5}
    residual = fit.residual
    yield {"part": "residual", "levels": fit.ratings, "variance": residual, "sd": residual**0.5}


def _name(term: _Term) -> str:
    return " x ".join(term.factors) or "mean"
