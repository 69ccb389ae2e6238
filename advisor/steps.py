"""What lies between a person and a job they have in mind, in sentences that rest on numbers."""

from collections.abc import Iterator
from datetime import date

from advisor.career import PRESENT, CareerHistory, Job
from advisor.model.prediction import Predictor
from advisor.person import Person
from advisor.phrases import LEVELS, listed
from advisor.recommendation import Suggestion
from advisor.schooling import schooling
from retrieval.occupations import OccupationCatalog

_NAMED_SKILLS = 3
_WAYS_TRIED = 12
_FEWEST_PEOPLE = 5
_WORTH_IT = 2.0
"""How many times likelier the target must be from a step on the way than from here."""


def steps_to(
    target: Suggestion,
    person: Person,
    predictor: Predictor,
    catalog: OccupationCatalog,
    today: date,
) -> tuple[str, ...]:
    """Return the steps towards the target; empty when nothing stands between."""
    return (
        *_skills(target),
        *_school(target, person, catalog),
        *_way(target, person, predictor, catalog, today),
    )


def _skills(target: Suggestion) -> Iterator[str]:
    gaps = [row for row in target.missing if row.held is not None][:_NAMED_SKILLS]
    if gaps:
        rows = [f"{row.name} (level {row.needed:.1f} of 7, {row.held:.1f} so far)" for row in gaps]
        yield f"Build up {listed(rows)}; the second number is what your jobs asked for."


def _school(target: Suggestion, person: Person, catalog: OccupationCatalog) -> Iterator[str]:
    entry = target.outlook.entry_education if target.outlook else None
    level = person.history.highest_education
    if level is not None:
        found = schooling(level, catalog, target.code)
        if found.more_needed and found.enough_percent is not None:
            yield (
                f"Plan for more school: {100 - found.enough_percent:.0f} % of the people in this"
                f" job say that more than you have ({LEVELS[level]}) is required (O*NET)."
            )
    if entry and target.outlook:
        yield f"Typical education at entry: {entry} ({target.outlook.source})."


def _way(
    target: Suggestion,
    person: Person,
    predictor: Predictor,
    catalog: OccupationCatalog,
    today: date,
) -> Iterator[str]:
    """Yield the best observed step on the way, if one makes the target clearly more likely."""
    prediction = person.prediction
    likely = sorted(prediction.groups, key=lambda group: (-prediction.groups[group], group))
    best: tuple[float, str] | None = None
    for group in likely[:_WAYS_TRIED]:
        members = catalog.groups[group].members
        seen = prediction.counts.get(group, 0)
        if group == target.group or seen < _FEWEST_PEOPLE or not members:
            continue
        code = next((c for c in members if catalog.occupations[c].groups[0] == group), members[0])
        job = Job(id="j1", title=catalog.groups[group].title, code=code, end=PRESENT)
        onward = predictor.predict(CareerHistory(jobs=(job,)), today, explain=False)
        reached = onward.counts.get(target.group, 0)
        chance = onward.groups.get(target.group, 0.0) / sum(onward.groups.values())
        if (
            onward.current != group
            or reached < _FEWEST_PEOPLE
            or chance < _WORTH_IT * target.probability_if_moving
        ):
            continue
        through = person.moves_to(group) * chance
        if best is None or through > best[0]:
            here, there = catalog.groups[prediction.current].title, target.group_title
            best = (
                through,
                f'A step on the way could be "{catalog.groups[group].title}": {seen} of the'
                f' {prediction.leavers:,} people who left "{here}" moved there, and {reached} of'
                f' the {onward.leavers:,} who left it moved on to "{there}".',
            )
    if best and target.group != prediction.current:
        yield best[1]
