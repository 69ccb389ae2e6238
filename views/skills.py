"""The skills plot of a card: a table whose bars show the level held and the level needed."""

from collections.abc import Sequence

from markupsafe import Markup

from advisor.recommendation import SkillComparison
from views.templates import render

_HIGHEST_LEVEL = 7.0
"""Of O*NET's LV scale."""


def skills_html(shared: Sequence[SkillComparison], missing: Sequence[SkillComparison]) -> Markup:
    """Return the plot; empty if there is nothing to compare.

    It is a table, so that a screen reader reads what the bars show.

    Args:
        shared: skills the person's jobs ask for too.
        missing: skills the occupation asks more of.
    """
    if not (shared or missing):
        return Markup()
    groups = [
        ("Still to build", [_row(skill) for skill in missing]),
        ("You bring", [_row(skill) for skill in shared]),
    ]
    return Markup(render("skills", groups=groups))  # nosec B704  # noqa: S704  # the template escapes


def _row(skill: SkillComparison) -> dict[str, object]:
    return {
        "name": skill.name,
        "needed": f"{skill.needed:.1f}",
        "held": "not rated" if skill.held is None else f"{skill.held:.1f}",
        "needed_share": _share(skill.needed),
        "held_share": None if skill.held is None else _share(skill.held),
    }


def _share(level: float) -> float:
    """Return the level as percent of the bar's length."""
    return round(100 * min(max(level / _HIGHEST_LEVEL, 0.0), 1.0), 1)
