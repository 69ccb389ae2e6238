"""Figures as words and as JSON: what is few is said to be few, and what is unknown stays so."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from advisor.quality.agreement import Agreement
from advisor.quality.estimates import FEW, Figure, Mean, Share, Spread
from advisor.quality.judged import CRITERIA, Helpfulness
from advisor.quality.measures import TITLES, Measures

NOTHING = "–"


def number(count: int, noun: str) -> str:
    """Return how many there are of something: ``1 turn``, ``2,300 turns``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def value_words(figure: Figure) -> str:
    """Return the figure alone: ``62 %``, ``3 of 4`` where a share would say too much, ``1.4``."""
    match figure:
        case Share(hits, n):
            if n == 0:
                return NOTHING
            return f"{hits} of {n}" if figure.value is None else f"{figure.value * 100:.0f} %"
        case Mean(value, _):
            return NOTHING if value is None else f"{value:.2f}"
        case Spread(value, _, _):
            return NOTHING if value is None else f"{value:,.0f}"


def interval_words(figure: Figure) -> str:
    """Return what stands beside the figure: interval or 95 % quantile, and ``few``."""
    if figure.n == 0:
        return ""
    parts = []
    match figure:
        case Share() if figure.interval is not None:
            low, high = figure.interval
            parts.append(f"{low * 100:.0f}–{high * 100:.0f} %")
        case Mean(_, _, (low, high)):
            parts.append(f"{low:.2f} to {high:.2f}")
        case Spread(_, p95, _) if p95 is not None:
            parts.append(f"95 % within {p95:,.0f}")
        case _:
            pass
    few = ", few" if figure.n < FEW else ""
    return "; ".join([*parts, f"n = {figure.n:,}{few}"])


def agreement_words(found: Agreement | None) -> str:
    """Return how far the judges agree, in one line."""
    if found is None:
        return "one judge: no agreement can be told"
    if found.n == 0:
        return "no conversation was rated by two judges"
    parts = ["alpha cannot be told: all ratings are alike"]
    if found.alpha is not None:
        parts = [f"Krippendorff's alpha {found.alpha:.2f}"]
    if found.interval is not None:
        parts[0] += f" ({found.interval[0]:.2f} to {found.interval[1]:.2f})"
    if found.kappa is not None:
        parts.append(f"weighted kappa {found.kappa:.2f}")
    few = ", few" if found.n < FEW else ""
    return "; ".join([*parts, f"n = {found.n:,}{few}"])


def judges_words(found: Helpfulness) -> list[str]:
    """Return a line on who judged, and one on the agreement about each criterion."""
    if found.prompt is None or not found.judges:
        return []
    judged = sum(len(by_judge) for by_judge in found.ratings.values())
    head = f"{', '.join(found.judges)} by {found.prompt}: {number(judged, 'verdict')}"
    if found.invalid:
        head += f", besides {number(found.invalid, 'invalid answer')}"
    titles = {name: title.removeprefix("judged: ") for name, title in CRITERIA.items()}
    agree = [f"{titles[c]}: {agreement_words(found.agreement(c))}" for c in CRITERIA]
    return [head, *agree]


def table_text(rows: Sequence[Measures]) -> str:
    """Return the groups one below the other, a figure a line."""
    blocks = []
    for row in rows:
        up, down = row.thumbs
        lines = [
            f"{row.group}: {number(row.conversations, 'conversation')},"
            f" {number(row.turns, 'turn')}, thumbs {up:,} up and {down:,} down"
        ]
        for name, title in TITLES.items():
            figure = row.figures[name]
            beside = interval_words(figure)
            if beside:
                lines.append(f"  {title:<28}{value_words(figure):>9}  {beside}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def measures_to_json(row: Measures) -> dict[str, Any]:
    """Return the group as one object; shares of fewer than five conversations are None."""
    figures = {name: _figure_to_json(figure) for name, figure in row.figures.items()}
    up, down = row.thumbs
    return {
        "group": row.group,
        "conversations": row.conversations,
        "turns": row.turns,
        "thumbs_up": up,
        "thumbs_down": down,
        "figures": figures,
    }


def _figure_to_json(figure: Figure) -> Mapping[str, Any]:
    match figure:
        case Share(hits, n):
            return {"share": figure.value, "hits": hits, "n": n, "interval": figure.interval}
        case Mean(value, n, interval):
            return {"mean": value, "n": n, "interval": interval}
        case Spread(value, p95, n):
            return {"median": value, "p95": p95, "n": n}


def judged_to_json(found: Helpfulness) -> dict[str, Any]:
    """Return who judged, and how far the judges agree by criterion."""
    agree = {c: found.agreement(c) for c in CRITERIA} if found.judges else {}
    return {
        "prompt": found.prompt,
        "judges": list(found.judges),
        "conversations": len(found.ratings),
        "invalid": found.invalid,
        "agreement": {name: asdict(a) if a else None for name, a in agree.items()},
    }
