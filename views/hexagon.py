"""The hexagon of Holland's six areas: a person's interests, and beside them an occupation's."""

import math
from collections.abc import Sequence

from markupsafe import Markup

from advisor.interests import AREAS
from views.templates import render

_RADIUS = 88.0
_LABEL = 16.0
"""How far the names stand from the corners."""
_LOWEST, _HIGHEST = 1.0, 7.0
"""Of O*NET's OI scale."""


def hexagon_html(person: Sequence[float | None], occupation: Sequence[float] = ()) -> Markup:
    """Return the plot and, as a table for everybody, the numbers it draws.

    Args:
        person: the share of the most points in each area, 0 to 1; None without a score.
        occupation: O*NET's interests of the occupation, 1 to 7; empty to show the person alone.
    """
    rated = [(value - _LOWEST) / (_HIGHEST - _LOWEST) for value in occupation]
    drawn = render(
        "hexagon",
        rings=[_corners([share] * len(AREAS)) for share in (0.25, 0.5, 0.75, 1.0)],
        spokes=[_corner(place, 1.0) for place in range(len(AREAS))],
        labels=[_label(place, area.value) for place, area in enumerate(AREAS)],
        person=_corners([share or 0.0 for share in person]),
        occupation=_corners(rated) if rated else None,
        rows=[
            (
                area.value,
                "no score" if person[place] is None else f"{100 * (person[place] or 0.0):.0f}",
                f"{100 * rated[place]:.0f}" if rated else None,
            )
            for place, area in enumerate(AREAS)
        ],
    )
    return Markup(drawn)  # nosec B704  # noqa: S704  # the template escapes


def _corner(place: int, share: float) -> tuple[float, float]:
    """Return a point on the spoke of an area; the first points up, the others follow clockwise."""
    angle = math.radians(60 * place - 90)
    return round(_RADIUS * share * math.cos(angle), 1), round(_RADIUS * share * math.sin(angle), 1)


def _corners(shares: Sequence[float]) -> str:
    points = (_corner(place, share) for place, share in enumerate(shares))
    return " ".join(f"{x},{y}" for x, y in points)


def _label(place: int, name: str) -> dict[str, object]:
    x, y = _corner(place, 1 + _LABEL / _RADIUS)
    anchor = "middle" if abs(x) < 1 else ("start" if x > 0 else "end")
    return {"x": round(x * 0.95, 1), "y": round(y + 4, 1), "anchor": anchor, "name": name}
