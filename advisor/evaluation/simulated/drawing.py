"""Makes simulated people of observed careers: which year they talk in, and what they know by then.

A person is drawn at one of their moves into an occupation: a year whose next observed year has a
job in another Census group. That is the question of the evaluation's moves, less those into a
state without a job. Nothing after the year of the conversation is told but the answer.
"""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from advisor.career import EducationLevel
from advisor.evaluation.people import People
from advisor.evaluation.simulated.naming import Named, Names
from advisor.evaluation.simulated.person import Held, Paused, Person, Studied
from advisor.evaluation.simulated.styles import STYLES, Style
from advisor.panels.examples import CareerText
from advisor.panels.observed import ObservedCareer, ObservedYear
from retrieval.errors import AdvisorError

_NO_DIPLOMA = EducationLevel.LESS_THAN_HIGH_SCHOOL


@dataclass(frozen=True)
class Drawn:
    """The people drawn, and how many careers hold nobody who could be.

    Attributes:
        people: in the order of the panel.
        unable: people who never moved into an occupation, or whose work has no O*NET title.
    """

    people: Sequence[Person]
    unable: int


def draw_people(
    asked: People, names: Names, count: int, seed: int, styles: Sequence[Style] = STYLES
) -> Drawn:
    """Return so many people, the styles in turn; the same for the same seed.

    Args:
        asked: the people of a split, of a cohort in Census 2010 codes.
        names: what they call their work.
        count: at most so many; fewer if the split has not as many.
        seed: decides who, at which move, in which words.
        styles: dealt out in turn.

    Raises:
        AdvisorError: nobody in the split can be asked.
    """
    order = list(range(len(asked.careers)))
    random.Random(seed).shuffle(order)  # nosec B311  # noqa: S311  # no secret
    found: list[Person] = []
    unable = 0
    for place in order:
        if len(found) == count:
            break
        style = styles[len(found) % len(styles)]
        own = f"{seed}:{asked.observed[place].person}:{style.name}"
        person = _person(asked.observed[place], asked.careers[place], names, style, own)
        if person is None:
            unable += 1
        else:
            found.append(person)
    if not found:
        raise AdvisorError(
            "expected people who moved into another occupation, got nobody: choose another split"
        )
    return Drawn(sorted(found, key=lambda person: person.id), unable)


def _person(
    observed: ObservedCareer, career: CareerText, names: Names, style: Style, own: str
) -> Person | None:
    rng = random.Random(own)  # nosec B311  # noqa: S311  # no secret
    moves = [
        place
        for place, (now, after) in enumerate(pairwise(observed.years))
        if after.occupation and after.occupation != now.occupation
    ]
    if not moves:
        return None
    place = rng.choice(moves)
    known = observed.years[: place + 1]
    jobs = _jobs(known, names, style, rng)
    if jobs is None:
        return None
    return Person(
        id=observed.person,
        style=style.name,
        present=known[-1].year,
        years=career.years[: place + 1],
        jobs=jobs,
        education=_education(known),
        pauses=tuple(_pauses(known)),
        studying=known[-1].state == "in_education",
        answer=career.years[place + 1].title,
        seed=rng.randrange(2**32),
    )


def _jobs(
    known: Sequence[ObservedYear], names: Names, style: Style, rng: random.Random
) -> tuple[Held, ...] | None:
    """Return runs of one group, each group under one title; None if one has no title."""
    titles: dict[str, Named] = {}
    jobs = []
    for group, run in groupby(known, key=lambda year: year.occupation):
        if group is None:
            continue
        years = [year.year for year in run]
        if group not in titles:
            named = names.draw(group, style.words, rng)
            if named is None:
                return None
            titles[group] = named
        end = None if years[-1] == known[-1].year else years[-1]
        named = titles[group]
        jobs.append(Held(group, named.code, named.title, years[0], end))
    return tuple(jobs)


def _education(known: Sequence[ObservedYear]) -> tuple[Studied, ...]:
    """Return every level reached, and college left without a degree."""
    entries: list[Studied] = []
    for year in known:
        level = year.education
        if level is None or (entries and level.rank <= entries[-1].level.rank):
            continue
        entries.append(Studied(level, None if year is known[0] else year.year))
    reached = [entry for entry in entries if entry.level is not _NO_DIPLOMA]
    if [entry.level for entry in reached] == [EducationLevel.HIGH_SCHOOL]:
        left = _left_college(known, {entry.year for entry in reached})
        reached += [Studied(EducationLevel.SOME_COLLEGE, left)] if left else []
    return tuple(reached or entries)


def _left_college(known: Sequence[ObservedYear], graduations: Collection[int | None]) -> int | None:
    """Return the last year of the last time in college, if it ended without a degree."""
    left = None
    for state, run in groupby(known, key=lambda year: year.state):
        last = [*run][-1]
        graduated = last.year in graduations or last.year + 1 in graduations
        college = state == "in_education" and last.education is EducationLevel.HIGH_SCHOOL
        if college and not graduated and last is not known[-1]:
            left = last.year
    return left


def _pauses(known: Sequence[ObservedYear]) -> Iterator[Paused]:
    for state, run in groupby(known, key=lambda year: year.state):
        years = [year.year for year in run]
        if state == "not_working" and years[-1] != known[-1].year:
            yield Paused(years[0], years[-1])
