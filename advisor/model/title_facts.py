"""What kind of work a title stands for: its field, and how much preparation it asks for."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from retrieval.occupations import OccupationCatalog

_FIELDS = (
    (0, "management"),
    (500, "business services"),
    (1000, "computing"),
    (1300, "engineering"),
    (1600, "science"),
    (2000, "social services"),
    (2100, "law"),
    (2200, "teaching"),
    (2600, "arts or media"),
    (3000, "health care"),
    (3700, "protective services"),
    (4000, "food service"),
    (4200, "cleaning or grounds keeping"),
    (4300, "personal care"),
    (4700, "sales"),
    (5000, "office work"),
    (6000, "farming or fishing"),
    (6200, "construction"),
    (7000, "repair"),
    (7700, "production"),
    (9000, "transport"),
    (9800, "the armed forces"),
)
"""Fields by the first Census 2010 code of each; the blocks follow SOC's major groups."""


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What is known of a title's work.

    Attributes:
        field: broad field, in words.
        job_zone: mean O*NET job zone of its occupations, 1 (little preparation) to 5; None if
            none of them is rated.
    """

    field: str
    job_zone: float | None


def field_of(group: str) -> str:
    """Return the field of a Census 2010 code."""
    return _FIELDS[bisect_right([first for first, _ in _FIELDS], int(group)) - 1][1]


def title_facts(
    groups_of: Mapping[str, Sequence[str]], catalog: OccupationCatalog
) -> Mapping[str, TitleFacts]:
    """Return the facts of each title.

    Args:
        groups_of: Census 2010 codes that a title stands for; titles without any get no facts.
        catalog: O*NET's facts.
    """
    result = {}
    for title, groups in groups_of.items():
        if not groups:
            continue
        zones = [
            zone
            for group in groups
            for code in catalog.groups[group].members
            if (zone := catalog.occupations[code].job_zone) is not None
        ]
        # Where a title stands for groups of several fields, that of most of them is told.
        fields = [field_of(group) for group in groups]
        field = max(dict.fromkeys(fields), key=fields.count)
        result[title] = TitleFacts(field, mean(zones) if zones else None)
    return result
