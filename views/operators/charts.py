"""Small lines over time: the points and bands that the template draws as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.quality.estimates import Figure, Mean, Share
from advisor.quality.measures import Measures
from advisor.quality.wording import interval_words, value_words
from retrieval.frozen import Frozen

WIDTH, HEIGHT = 300.0, 90.0
_MARGIN = 6.0


@dataclass(frozen=True, slots=True)
class Point(Frozen):
    """One period: where it is drawn, and what is said of it."""

    x: float
    y: float
    said: str


@dataclass(frozen=True, slots=True)
class Chart(Frozen):
    """A line with gaps where too little is known.

    Attributes:
        title: what is drawn.
        label: the same and the values in words, for those who do not see it.
        top: what the upper edge stands for.
        first, last: the periods at the ends.
        points: the periods that are known.
        lines, bands: ``points`` attributes of the polylines and of the polygons of intervals.
    """

    title: str
    label: str
    top: str
    first: str
    last: str
    points: tuple[Point, ...]
    lines: tuple[str, ...]
    bands: tuple[str, ...]


def chart(title: str, name: str, rows: Sequence[Measures]) -> Chart:
    """Return the chart of a figure over the periods, oldest first; one at least."""
    figures = [row.figures[name] for row in rows]
    is_share = isinstance(figures[0], Share)
    known = [f.value for f in figures if f.value is not None]
    top = 1.0 if is_share else max([*known, 1e-9]) * 1.1
    points: list[Point | None] = []
    for place, (row, figure) in enumerate(zip(rows, figures, strict=True)):
        if figure.value is None:
            points.append(None)
            continue
        said = f"{row.group}: {value_words(figure)} ({interval_words(figure)})"
        points.append(Point(_x(place, len(rows)), _y(figure.value, top), said))
    told = [point.said for point in points if point]
    few = "no period with enough conversations"
    return Chart(
        title=title,
        label=f"{title}. " + ("; ".join(told) if told else few),
        top="100 %" if is_share else f"{top:,.1f}" if top < 20 else f"{top:,.0f}",
        first=rows[0].group,
        last=rows[-1].group,
        points=tuple(point for point in points if point),
        lines=tuple(_line(points[a:b]) for a, b in _runs(points)),
        bands=tuple(_band(figures, a, b, top) for a, b in _runs(points) if b - a > 1),
    )


def _runs(points: Sequence[Point | None]) -> list[tuple[int, int]]:
    """Return where the known points lie without a gap, as half-open ranges."""
    runs, start = [], None
    for place, point in enumerate([*points, None]):
        if point is not None and start is None:
            start = place
        if point is None and start is not None:
            runs.append((start, place))
            start = None
    return runs


def _line(points: Sequence[Point | None]) -> str:
    return " ".join(f"{p.x:.1f},{p.y:.1f}" for p in points if p)


def _band(figures: Sequence[Figure], first: int, last: int, top: float) -> str:
    """Return the outline of the intervals of a run, there along their upper ends and back."""
    upper, lower = [], []
    for place in range(first, last):
        figure = figures[place]
        value = figure.value or 0.0
        interval = figure.interval if isinstance(figure, Share | Mean) else None
        low, high = interval or (value, value)
        x = _x(place, len(figures))
        upper.append(f"{x:.1f},{_y(min(high, top), top):.1f}")
        lower.append(f"{x:.1f},{_y(max(low, 0.0), top):.1f}")
    return " ".join([*upper, *reversed(lower)])


def _x(place: int, count: int) -> float:
    step = (WIDTH - 2 * _MARGIN) / (count - 1) if count > 1 else 0.0
    return _MARGIN + place * step if count > 1 else WIDTH / 2


def _y(value: float, top: float) -> float:
    return HEIGHT - _MARGIN - value / top * (HEIGHT - 2 * _MARGIN)
