"""Tables of an evaluation, for a terminal and for a page."""

from collections.abc import Callable, Iterator, Mapping
from math import isfinite

from advisor.evaluation.bootstrap import Interval
from advisor.evaluation.results import Evaluation, Part

COLUMNS = {
    "perplexity": ("perplexity", 2),
    "stay_auc": ("stay AUC", 3),
    "stay_ece": ("stay ECE", 3),
    "top1_ece": ("top-1 ECE", 3),
    "moves.perplexity": ("moves: perplexity", 1),
    "moves.hit1": ("hit@1", 3),
    "moves.hit5": ("hit@5", 3),
    "moves.hit10": ("hit@10", 3),
    "moves.mrr": ("MRR", 3),
    "acc_em": ("AccEM", 3),
    "acc_rm": ("AccRM", 3),
}
"""Heading and decimals of each figure."""
_ACCURACY_HEADS = {
    "acc_em": "next state right",
    "moves.hit1": "moves: hit@1",
    "moves.hit5": "hit@5",
    "moves.hit10": "hit@10",
}


def plain_table(found: Evaluation) -> str:
    """Return the figures of every model in columns."""
    heads = ["", *(head for head, _ in COLUMNS.values())]
    rows = [
        [name, *(number(result.point[key], n) for key, (_, n) in COLUMNS.items())]
        for name, result in found.models.items()
    ]
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [heads, *rows]
    )


def overall(found: Evaluation) -> str:
    """Return Markdown: every figure of every model with its interval below."""
    heads = [f"{head}" for head, _ in COLUMNS.values()]
    return markdown(
        ["model", *heads],
        (
            [
                f"`{name}`",
                *(
                    f"{number(result.point[key], n)}<br>{between(result.intervals[key], n)}"
                    for key, (_, n) in COLUMNS.items()
                ),
            ]
            for name, result in found.models.items()
        ),
    )


def against(found: Evaluation) -> str:
    """Return Markdown: the served model minus each baseline, with intervals."""
    keys = ("perplexity", "stay_auc", "moves.perplexity", "moves.hit1", "moves.hit10", "moves.mrr")
    rows = (
        [
            f"`{name}`",
            *(
                f"{signed(result.served_minus[key][0], COLUMNS[key][1])}"
                f"<br>{between(result.served_minus[key][1], COLUMNS[key][1], signed)}"
                for key in keys
            ),
        ]
        for name, result in found.models.items()
        if result.served_minus is not None
    )
    return markdown(["served minus", *(COLUMNS[key][0] for key in keys)], rows)


def kinds(found: Evaluation) -> str:
    """Return Markdown: moves by their kind."""
    names = {
        "never_held": "into an occupation never held",
        "returned": "back to one held before",
        "into_no_job": "into a state without a job",
    }
    rows = (
        [
            title,
            f"`{name}`",
            f"{part.transitions:,}",
            f"{number(part.point['perplexity'], 1)} {between(part.perplexity, 1)}",
            *(number(part.point[key], 3) for key in ("hit1", "hit5", "hit10", "mrr")),
        ]
        for kind, title in names.items()
        for name, result in found.models.items()
        if (part := result.kinds[kind]).transitions
    )
    heads = ["moves", "model", "number", "perplexity", "hit@1", "hit@5", "hit@10", "MRR"]
    return markdown(heads, rows)


def parts(found: Evaluation, kind: str) -> str:
    """Return Markdown: the perplexity of each model by subgroup, with intervals."""
    by_model: Mapping[str, Mapping[str, Part]] = {
        name: result.subgroups[kind] for name, result in found.models.items()
    }
    first = next(iter(by_model.values()))
    rows = (
        [
            name,
            f"{part.transitions:,}",
            *(
                f"{number(of[name].point['perplexity'], 2)}<br>{between(of[name].perplexity, 2)}"
                for of in by_model.values()
            ),
        ]
        for name, part in first.items()
    )
    return markdown([kind, "transitions", *(f"`{name}`" for name in by_model)], rows)


def accuracy(found: Evaluation, kind: str) -> str:
    """Return Markdown: how often the first model foresaw what came, by subgroup."""
    result = next(iter(found.models.values()))
    heads = [kind, "people", "transitions", "moves", *_ACCURACY_HEADS.values()]
    rows = (
        [
            name,
            *(f"{n:,}" for n in (part.people or 0, part.transitions, part.moves or 0)),
            *(
                f"{number(part.point[key], 3)} {between(part.accuracy.get(key), 3)}"
                for key in _ACCURACY_HEADS
            ),
        ]
        for name, part in result.subgroups[kind].items()
    )
    return markdown(heads, rows)


def markdown(heads: list[str], rows: Iterator[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float, decimals: int) -> str:
    """Return a number; a dash where there is none."""
    return f"{value:,.{decimals}f}" if isfinite(value) else "–"


def signed(value: float, decimals: int) -> str:
    """Return a number with its sign."""
    return f"{value:+,.{decimals}f}" if isfinite(value) else "–"


def between(
    ends: Interval | None, decimals: int, shown: Callable[[float, int], str] = number
) -> str:
    """Return an interval in brackets; nothing where there is none."""
    if ends is None:
        return ""
    return f"({shown(ends[0], decimals)} to {shown(ends[1], decimals)})"
