"""What a report says of a person's answers on activities: scores, beside each suggestion's."""

from dataclasses import dataclass

from advisor.interest_words import told
from advisor.interests import AREAS, InterestProfile
from advisor.recommendation import Recommendation

HEADING = "What you like doing"


@dataclass(frozen=True, slots=True)
class LikingTable:
    """The scores of a questionnaire.

    Attributes:
        told: what they say, or why they are not used, in a sentence.
        head, rows: a table of the areas; no rows without scores.
        note: how to read the table.
    """

    told: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


def liking_table(
    profile: InterestProfile | None, shown: Recommendation | None
) -> LikingTable | None:
    """Return the person's scores beside the interests of each suggestion; None without answers."""
    if profile is None:
        return None
    suggestions = shown.suggestions if shown else ()
    fits = [(n, s.interest_fit) for n, s in enumerate(suggestions, 1) if s.interest_fit]
    scored = any(points is not None for points in profile.points)
    rows = [
        (
            area.value,
            "no score" if points is None else f"{points:.0f} of {profile.most}",
            *(f"{found.occupation[place]:.1f}" for _, found in fits),
        )
        for place, (area, points) in enumerate(zip(AREAS, profile.points, strict=True))
    ]
    numbers = tuple(f"{n}." for n, _ in fits)
    beside = (
        " Numbered columns: O*NET's interests of the suggestions below, 1 to 7." if fits else ""
    )
    return LikingTable(
        told=told(profile),
        head=("Area", "Your points", *numbers),
        rows=tuple(rows) if scored else (),
        note=f"{profile.name}, {profile.answered} of {len(profile.answers)} answered.{beside}",
    )
