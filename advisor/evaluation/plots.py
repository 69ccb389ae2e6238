"""The plots of an evaluation; the only module that draws with matplotlib."""

from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl

# Before anything is drawn: there may be no screen.
mpl.use("Agg")

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from advisor.evaluation.figures import BINS
from advisor.evaluation.results import Evaluation, ModelResult
from advisor.evaluation.served import SERVED

LEAST = 500
"""Transitions that a subgroup needs to be drawn."""
_FEWEST = 30
"""Transitions that a bin of a calibration needs to be drawn."""
_DOTS = 120


def write_plots(found: Evaluation, folder: Path) -> Mapping[str, Path]:
    """Draw every plot that there are figures for; return the files by what they show."""
    figures = {
        "perplexity": _perplexity(found),
        "calibration": _calibration(found),
        "hits": _hits(found),
        "kinds": _kinds(found),
        **{f"subgroups_{kind}": _subgroups(found, kind) for kind in _divisions(found)},
    }
    paths = {}
    for name, figure in figures.items():
        paths[name] = folder / f"{name}.png"
        figure.savefig(paths[name], dpi=_DOTS)
        plt.close(figure)
    return paths


def _divisions(found: Evaluation) -> list[str]:
    first = next(iter(found.models.values()))
    return [
        kind
        for kind, parts in first.subgroups.items()
        if any(part.transitions >= LEAST for part in parts.values())
    ]


def _canvas(panels: int = 1, height: float = 4.5) -> tuple[Figure, list[Axes]]:
    figure, axes = plt.subplots(1, panels, figsize=(9, height), layout="constrained", squeeze=False)
    return figure, list(axes[0])


def _colours(found: Evaluation) -> dict[str, str]:
    """Return a colour a model; the served one is black."""
    others = [name for name in found.models if name != SERVED]
    return {SERVED: "black", **{name: f"C{place}" for place, name in enumerate(others)}}


def _perplexity(found: Evaluation) -> Figure:
    figure, axes = _canvas(2)
    for axis, key, title in zip(
        axes,
        ("perplexity", "moves.perplexity"),
        ("Perplexity of the next state", "Perplexity given a move"),
        strict=True,
    ):
        for row, (name, result) in enumerate(found.models.items()):
            ends, value = result.intervals[key], result.point[key]
            axis.plot(value, row, "o", color=_colours(found)[name])
            if ends is not None:
                axis.plot(ends, (row, row), "-", color=_colours(found)[name])
        axis.set_yticks(range(len(found.models)), list(found.models))
        axis.invert_yaxis()
        axis.set_title(title)
        axis.set_xlabel("lower is better; lines: 95 % of bootstrap draws of people", fontsize=8)
    return figure


def _calibration(found: Evaluation) -> Figure:
    figure, axes = _canvas(2)
    titles = ("Staying in the present state", "Top suggestion, given a move")
    for number, (axis, title) in enumerate(zip(axes, titles, strict=True)):
        axis.plot((0, 1), (0, 1), ":", color="grey")
        for name, result in found.models.items():
            bins = result.top1_bins if number else result.stay_bins
            drawn = [b for b in bins if b[2] >= _FEWEST]
            chance, share = [b[0] for b in drawn], [b[1] for b in drawn]
            width = 2.2 if name == SERVED else 1.0
            axis.plot(chance, share, "o-", color=_colours(found)[name], lw=width, ms=3, label=name)
        axis.set_title(title)
        axis.set_xlabel(f"chance given; {BINS} bins, those of {_FEWEST} or more")
        axis.set_ylabel("share that happened")
    axes[0].legend(fontsize=8)
    return figure


def _hits(found: Evaluation) -> Figure:
    figure, (axis,) = _canvas()
    for name, result in found.models.items():
        width = 2.2 if name == SERVED else 1.0
        depth = range(1, len(result.hits) + 1)
        axis.plot(depth, result.hits, color=_colours(found)[name], lw=width, label=name)
    axis.set_title("Moves whose destination is among the first k suggestions")
    axis.set_xticks((1, 5, 10, 15, 20))
    axis.set_xlabel("k")
    axis.set_ylabel("hit@k")
    axis.legend(fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
    return figure


def _kinds(found: Evaluation) -> Figure:
    figure, (axis,) = _canvas()
    names = {"never_held": "never held", "returned": "held before"}
    _bars(
        axis,
        found,
        {
            title: {name: r.kinds[kind].point["hit10"] for name, r in found.models.items()}
            for kind, title in names.items()
        },
    )
    axis.set_title("hit@10 by whether the person had held the destination before")
    axis.set_ylabel("hit@10")
    return figure


def _subgroups(found: Evaluation, kind: str) -> Figure:
    figure, (axis,) = _canvas()
    first: ModelResult = next(iter(found.models.values()))
    parts = {
        f"{name.replace('_', ' ')}\n{part.transitions:,}": {
            model: result.subgroups[kind][name].point["perplexity"]
            for model, result in found.models.items()
        }
        for name, part in first.subgroups[kind].items()
        if part.transitions >= LEAST
    }
    _bars(axis, found, parts)
    axis.set_title(f"Perplexity by {kind} (parts of {LEAST} transitions or more)")
    axis.set_ylabel("perplexity, lower is better")
    axis.tick_params(axis="x", labelsize=8)
    return figure


def _bars(axis: Axes, found: Evaluation, heights: Mapping[str, Mapping[str, float]]) -> None:
    """Draw a group of bars for each part, a bar for each model."""
    width = 0.8 / len(found.models)
    for number, name in enumerate(found.models):
        places = [place + (number + 0.5) * width - 0.4 for place in range(len(heights))]
        values = [part[name] for part in heights.values()]
        axis.bar(places, values, width, color=_colours(found)[name], label=name)
    axis.set_xticks(range(len(heights)), list(heights))
    axis.legend(fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
