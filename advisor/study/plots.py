"""The plots of a study's report, as PNG bytes."""

import io
from collections.abc import Sequence

import matplotlib as mpl

# Before anything is drawn: there may be no screen.
mpl.use("Agg")

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from advisor.study.ratings import AREAS
from advisor.study.replies import Outcome

_DOTS = 110
_COLOURS = ("#0b7a4b", "#c4c4c4", "#8c6bb1", "#d95f0e", "#969696", "#fdae6b", "#d7301f")
"""Of the outcomes, in their order."""


def plot_profiles(means: pd.DataFrame, scale: str) -> bytes:
    """Draw mean ratings by area: a panel a language, a line a model, 95 % over items and runs."""
    languages, models = list(means["language"].unique()), list(means["model"].unique())
    figure, axes = _canvas(len(languages))
    for axis, language in zip(axes, languages, strict=True):
        for number, model in enumerate(models):
            part = means[(means["model"] == model) & (means["language"] == language)]
            places = np.array([AREAS.index(area) for area in part["area"]], dtype=float)
            places += 0.5 * (number / max(1, len(models) - 1) - 0.5) if len(models) > 1 else 0.0
            axis.plot(places, part["mean"], "o-", color=f"C{number % 10}", label=model, alpha=0.8)
            known = part["low_items"].notna().to_numpy()
            axis.vlines(
                places[known],
                part["low_items"][known].astype(float),
                part["high_items"][known].astype(float),
                color=f"C{number % 10}",
            )
        _area_axis(axis, language)
        axis.set_ylim(0.9, 5.1)
    axes[0].set_ylabel(scale)
    _legend(figure, axes[0])
    return _png(figure)


def plot_outcomes(outcomes: pd.DataFrame) -> bytes:
    """Draw what became of the items asked: a bar a model, language and questionnaire."""
    labels = [f"{r['model']}, {r['language']}, {r['kind']}" for r in outcomes.to_dict("records")]
    figure, axis = plt.subplots(figsize=(9, 1.2 + 0.28 * len(labels)), layout="constrained")
    left = np.zeros(len(labels))
    for colour, outcome in zip(_COLOURS, Outcome, strict=True):
        shares = (outcomes[outcome.value] / outcomes["asked"]).to_numpy(dtype=float)
        axis.barh(range(len(labels)), shares, left=left, color=colour, label=outcome.value)
        left += shares
    axis.set_yticks(range(len(labels)), labels, fontsize=8)
    axis.invert_yaxis()
    axis.set_xlim(0, 1)
    axis.set_xlabel("share of the items asked")
    _legend(figure, axis)
    return _png(figure)


def plot_gap(table: pd.DataFrame) -> bytes:
    """Draw competence less interest by area, a line a model, languages together."""
    part = table[(table["language"] == "all") & (table["area"] != "all")]
    return _differences(part, "competence less interest")


def plot_experts(table: pd.DataFrame) -> bytes:
    """Draw self-ratings less experts' ratings by area, languages together."""
    part = table[(table["language"] == "all") & (table["area"] != "all")]
    return _differences(part, "self-rated less expert-rated: above 0 is over-estimation")


def plot_alphas(alphas: Sequence[tuple[str, pd.DataFrame]]) -> bytes:
    """Draw Cronbach's alpha by area, a panel a questionnaire, over all runs and within models."""
    figure, axes = _canvas(len(alphas))
    for axis, (kind, table) in zip(axes, alphas, strict=True):
        for whole in (False, True):
            part = table[((table["model"] == "all") == whole) & table["alpha"].notna()]
            places = [AREAS.index(area) for area in part["area"]]
            label = "all runs" if whole else "one model and language"
            style, colour = ("D", "black") if whole else ("o", "C0")
            axis.plot(places, part["alpha"].astype(float), style, color=colour, label=label)
        axis.axhline(0.7, color="grey", linewidth=0.8)
        axis.set_ylim(-0.6, 1.05)
        _area_axis(axis, kind)
    axes[0].set_ylabel("Cronbach's alpha (below -0.6 not shown)", fontsize=8)
    _legend(figure, axes[0])
    return _png(figure)


def _differences(part: pd.DataFrame, title: str) -> bytes:
    figure, (axis,) = _canvas(1)
    models = list(part["model"].unique())
    for number, model in enumerate(models):
        rows = part[part["model"] == model]
        places = np.array([AREAS.index(area) for area in rows["area"]], dtype=float)
        places += 0.08 * (number - (len(models) - 1) / 2)
        axis.plot(places, rows["difference"], "o", color=f"C{number % 10}", label=model)
        known = rows["low"].notna().to_numpy()
        low, high = rows["low"][known].astype(float), rows["high"][known].astype(float)
        axis.vlines(places[known], low, high, color=f"C{number % 10}")
    axis.axhline(0, color="grey", linewidth=0.8)
    _area_axis(axis, title)
    _legend(figure, axis)
    return _png(figure)


def _canvas(panels: int) -> tuple[Figure, list[Axes]]:
    figure, axes = plt.subplots(
        1, panels, figsize=(max(6.0, 3.4 * panels), 3.8), layout="constrained", squeeze=False
    )
    return figure, list(axes[0])


def _area_axis(axis: Axes, title: str) -> None:
    axis.set_xticks(range(len(AREAS)), [area[:1] for area in AREAS])
    axis.set_title(title, fontsize=10)


def _legend(figure: Figure, axis: Axes) -> None:
    handles, labels = axis.get_legend_handles_labels()
    if handles:
        figure.legend(handles, labels, loc="outside lower center", ncols=4, fontsize=8)


def _png(figure: Figure) -> bytes:
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", dpi=_DOTS)
    plt.close(figure)
    return drawn.getvalue()
