"""What a person's jobs asked of them, beside what an occupation asks for (O*NET skill ratings)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean

from advisor.career import CareerHistory, Job
from advisor.recommendation import SkillComparison
from retrieval.frozen import Frozen
from retrieval.occupations import OccupationCatalog, Rating

IMPORTANT = 3.0
"""Importance (1 to 5) from which an occupation is said to need a skill: O*NET's "important"."""

TOLERANCE = 0.5
"""How far (in levels, 0 to 7) below the level needed still counts as having it."""

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Held(Frozen):
    """The highest level of a skill among a person's jobs, and the job it is of."""

    level: float
    job: Job


@dataclass(frozen=True, slots=True)
class SkillMatch(Frozen):
    """What is shared and what is missing, most important first.

    Attributes:
        shared, missing: at most six each.
        fit: importance-weighted share, 0 to 1, of what is needed that is held; None when the
            occupation or all of the person's jobs are not rated.
    """

    shared: tuple[SkillComparison, ...]
    missing: tuple[SkillComparison, ...]
    fit: float | None


def held_skills(history: CareerHistory, catalog: OccupationCatalog) -> Mapping[str, Held]:
    """Return by element id what the person's jobs asked for; empty when none of them is rated."""
    held: dict[str, Held] = {}
    for job in history.jobs:
        for rating in _ratings(catalog, job.code) if job.code in catalog.occupations else ():
            if rating.element_id not in held or rating.level > held[rating.element_id].level:
                held[rating.element_id] = Held(rating.level, job)
    return held


def compare(held: Mapping[str, Held], catalog: OccupationCatalog, code: str) -> SkillMatch:
    """Compare what is held with what an occupation needs; raise ``KeyError`` for an unknown code.

    Without ratings of the person's jobs, everything needed is listed as missing with no level held.
    """
    needed = sorted(needed_skills(catalog, code), key=lambda r: (-r.importance, -r.level, r.name))
    shared: list[SkillComparison] = []
    missing: list[SkillComparison] = []
    covered = 0.0
    for rating in needed:
        mine = held.get(rating.element_id)
        level = mine.level if mine else None
        row = SkillComparison(rating.name, rating.level, level, rating.importance)
        if mine and is_held(mine, rating.level):
            covered += rating.importance
            shared.append(row)
        else:
            missing.append(row)
    total = sum(rating.importance for rating in needed)
    return SkillMatch(
        tuple(shared[:_SHOWN]),
        tuple(missing[:_SHOWN]),
        covered / total if total and held else None,
    )


def is_held(held: Held, needed: float) -> bool:
    """Whether a level needed is reached, or missed by no more than ``TOLERANCE``."""
    return held.level >= needed - TOLERANCE


def needed_skills(catalog: OccupationCatalog, code: str) -> list[Rating]:
    """Return the ratings of what is important to an occupation; empty if it is not rated."""
    return [r for r in _ratings(catalog, code) if r.importance >= IMPORTANT]


def _ratings(catalog: OccupationCatalog, code: str | None) -> Iterator[Rating]:
    """Yield skill and knowledge ratings, without those that O*NET advises not to use alone."""
    for rating in (*catalog.skills(code or ""), *catalog.knowledge(code or "")):
        if not rating.imprecise:
            yield rating


def typical_importance(catalog: OccupationCatalog) -> Mapping[str, float]:
    """Return by element name its mean importance over all rated occupations."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for code in catalog.occupations:
        for rating in _ratings(catalog, code):
            found[rating.name].append(rating.importance)
    return {name: fmean(importances) for name, importances in found.items()}
