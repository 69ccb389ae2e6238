"""Shows what came of the pairs: as JSON, for a terminal, and as a page."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from advisor.evaluation.bootstrap import DRAWS, Interval
from advisor.evaluation.counterfactual.bounds import Bounds
from advisor.evaluation.counterfactual.summary import Part, Summary

_MOST = 20
"""Pairs named on a page, at most."""
_HEADS = (
    "swapped in",
    "part",
    "pairs",
    "same suggestions",
    "same history",
    "RBO",
    "of five",
    "job zone",
    "pay",
)


def to_json(
    interviewer: str, found: Summary, bounds: Bounds, broken: Sequence[str]
) -> dict[str, Any]:
    """Return everything that was found."""
    return {
        "interviewer": interviewer,
        "bounds": bounds.model_dump(),
        "passed": not broken,
        "broken": list(broken),
        **asdict(found),
    }


def page(
    interviewer: str, found: Summary, bounds: Bounds, broken: Sequence[str], command: str
) -> str:
    """Return the page, in Markdown."""
    heads = f"| {' | '.join(_HEADS)} |\n|---|---|--:|--:|--:|--:|--:|--:|--:|"
    blocks = [
        "# Does who a person is change what is suggested?",
        f"Command: `{command}`  \nInterviewer: {interviewer}",
        " ".join(_about(found, bounds)),
        "\n".join([heads, *(f"| {' | '.join(_row(part))} |" for part in found.parts)]),
        _MEANINGS.format(p=bounds.rbo_p, draws=DRAWS),
    ]
    if found.apart:
        furthest = max(found.apart, key=lambda dimension: found.apart[dimension])
        blocks.append(
            "Parts of one dimension are at most"
            f" {found.apart[furthest]:.3f} job zones apart ({furthest})."
        )
    if broken:
        lines = [f"- {line}" for line in broken[:_MOST]]
        rest = len(broken) - _MOST
        lines += [f"- and {rest} more"] if rest > 0 else []
        blocks.append("\n".join(["**Out of bounds:**", "", *lines]))
    else:
        blocks.append("**Within the bounds.**")
    return "\n\n".join(blocks) + "\n"


def _about(found: Summary, bounds: Bounds) -> Iterator[str]:
    yield f"{found.pairs:,} pairs of {found.histories} histories."
    if bounds.identical:
        yield "Every pair must come to the same occupations, in the same order, with the same"
        yield "chances."
        yield f"{found.pairs - len(found.different):,} do."
        return
    yield f"Two tellings of the very same text differ by {found.noise:.3f} in mean rank-biased"
    yield f"overlap, which is taken off; {found.unread:.1%} of the messages were read by another"
    yield f"interviewer. Bounds: overlap of at least {bounds.rbo:g}, preparation at most"
    yield f"{bounds.preparation:g} job zones apart."


def _row(part: Part) -> tuple[str, ...]:
    return (
        part.dimension,
        part.group,
        f"{part.pairs:,}",
        f"{part.identical:,}",
        f"{part.same_history:,}",
        f"{part.rbo:.3f}{_between(_to_one(part.rbo_interval), '.3f')}",
        f"{part.overlap:.3f}",
        _signed(part.preparation, "+.3f", part.preparation_interval),
        "–" if part.pay is None else f"{part.pay:+.1%}",
    )


def _signed(value: float | None, form: str, between: Interval | None) -> str:
    return "–" if value is None else f"{value:{form}}{_between(between, form)}"


def _between(interval: Interval | None, form: str) -> str:
    """Return an interval in brackets; nothing where it is a point or not known."""
    if interval is None or interval[0] == interval[1]:
        return ""
    return f" ({interval[0]:{form}} to {interval[1]:{form}})"


def _to_one(interval: Interval | None) -> Interval | None:
    """Return the interval of an overlap, which noise taken off may have raised above 1."""
    return interval and (min(interval[0], 1.0), min(interval[1], 1.0))


_MEANINGS = """\
RBO: mean rank-biased overlap (p = {p:g}) of the suggestions with those without the swap, 1 for the
same list. Of five: mean share of the suggestions that both lists have. Job zone: difference of the
mean preparation level, O*NET's 1 to 5. Pay: difference of the mean of the median pays. Intervals:
95 % of {draws:,} draws of histories."""
