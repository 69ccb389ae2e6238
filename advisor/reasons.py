"""The reasons for a suggestion, each resting on a fact the person gave."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from advisor.career import Job
from advisor.interest_words import points_text
from advisor.interests import AREAS, FAIR, fit
from advisor.own_words import Said
from advisor.person import Person
from advisor.phrases import dates_text, education_text, listed
from advisor.recommendation import Reason
from advisor.schooling import schooling
from advisor.skills import is_held, needed_skills
from retrieval.occupations import OccupationCatalog

MOST = 4
"""Reasons of a suggestion, where nobody says otherwise."""
_NAMED_SKILLS = 3
_ENOUGH_PERCENT = 50.0
_FROM_WORDS = 2
"""At most this many reasons from the person's own words, so that others find a place."""


def reasons_for(  # noqa: PLR0913
    person: Person,
    group: str,
    code: str,
    catalog: OccupationCatalog,
    typical: Mapping[str, float],
    *,
    most: int = MOST,
) -> tuple[Reason, ...]:
    """Return one to ``most`` reasons for an occupation of a group; the move is always among them.

    ``typical`` is the mean importance of each skill: those that matter more here than elsewhere
    are named first.
    """
    move = _moved(person, group, catalog)
    found = [
        *_done_before(person, group, code),
        move,
        *[_from_words(said) for said in person.words.said(code)[:_FROM_WORDS]],
        *_liked(person, code, catalog),
        *_skills(person, code, catalog, typical),
        *_education(person, code, catalog),
        *_related(person, code, catalog),
    ]
    kept = found[:most]
    return tuple(kept if move in kept else [*kept[:-1], move])


def _done_before(person: Person, group: str, code: str) -> Sequence[Reason]:
    for job, occupation in reversed(person.worked):
        if job is person.job:
            continue
        if occupation.code == code:
            text = "You did this before: it would be a return."
            return [Reason("experience", text, _told(job))]
        if group in occupation.groups:
            text = f"You did this kind of work before, as {occupation.title}."
            return [Reason("experience", text, _told(job))]
    return []


def _moved(person: Person, group: str, catalog: OccupationCatalog) -> Reason:
    prediction = person.prediction
    here, there = (catalog.groups[code].title for code in (prediction.current, group))
    moved, leavers = prediction.counts.get(group, 0), prediction.leavers
    evidence = _told(person.job)
    if group == prediction.current:
        return Reason("move", f'It is in the group of your own work, "{here}".', evidence)
    if not moved:
        seen = f'Nobody in the survey left "{here}" for "{there}"'
        if leavers:
            seen = (
                f'None of the {leavers:,} people in the survey who left "{here}" went to "{there}"'
            )
        text = (
            f"{seen}: the chance rests on people in similar occupations, and on people who change"
            " occupation in general."
        )
    else:
        people = "1 person" if leavers == 1 else f"{leavers:,} people"
        text = (
            f'{moved:,} of the {people} in the survey who left "{here}" for other work moved to'
            f' "{there}".'
        )
    return Reason("move", text, evidence)


def _from_words(said: Said) -> Reason:
    told = f'You like "{said.text}"' if said.kind == "interest" else f'You named "{said.text}"'
    if said.where == "title":
        text = f'{told}, and "{said.name}" is one of the titles of this job.'
    elif said.where == "area":
        text = f"{told}, and {said.name} is important in this job."
    else:
        text = f"{told}, and {said.name} is among the software used in this job."
    return Reason("interest" if said.kind == "interest" else "words", text, f'"{said.text}"')


def _liked(person: Person, code: str, catalog: OccupationCatalog) -> Sequence[Reason]:
    """Return the areas that weigh in the fit with the person's answers, if it is a fair one."""
    profile, asked = person.history.interest_profile, catalog.interests(code)
    found = fit(profile, asked)
    if profile is None or asked is None or found is None or found.correlation < FAIR:
        return []
    mean, usual = (sum(x) / len(x) for x in (found.person, found.occupation))
    both = zip(AREAS, found.person, found.occupation, strict=True)
    weight = {area: (mine - mean) * (its - usual) for area, mine, its in both if mine > mean}
    best = sorted(weight, key=lambda area: -weight[area])[:2]
    areas = [area for area in best if weight[area] > 0]
    if not areas:
        return []
    names = listed([area.value for area in areas])
    interests = "interests stand" if len(areas) > 1 else "interest stands"
    text = f"{names} {interests} out in this job, by O*NET, and in your answers."
    answers = ", ".join(points_text(profile, area) for area in areas)
    return [Reason("interest", text, f"in your {profile.answered} answers, {answers}")]


def _skills(
    person: Person, code: str, catalog: OccupationCatalog, typical: Mapping[str, float]
) -> Sequence[Reason]:
    shared = [
        rating
        for rating in needed_skills(catalog, code)
        if rating.element_id in person.held
        and is_held(person.held[rating.element_id], rating.level)
    ]
    if not shared:
        return []
    shared.sort(key=lambda r: (typical[r.name] - r.importance, r.name))
    chosen = shared[:_NAMED_SKILLS]
    jobs = dict.fromkeys(_told(person.held[rating.element_id].job) for rating in chosen)
    names = listed([rating.name for rating in chosen])
    text = f"It asks for {names}, about as much as your own work did."
    return [Reason("skills", text, "; ".join(jobs))]


def _education(person: Person, code: str, catalog: OccupationCatalog) -> Sequence[Reason]:
    level = person.history.highest_education
    if level is None:
        return []
    enough = schooling(level, catalog, code).enough_percent
    if enough is None or enough < _ENOUGH_PERCENT:
        return []
    entry = next(e for e in person.history.education if e.level is level and not e.in_progress)
    text = f"{enough:.0f} % of the people in this job say that your education, or less, is enough."
    return [Reason("education", text, education_text(replace(entry, school=None)))]


def _related(person: Person, code: str, catalog: OccupationCatalog) -> Sequence[Reason]:
    for job, occupation in reversed(person.worked):
        if code in catalog.related(occupation.code):
            text = f'O*NET lists it among the occupations closest to "{occupation.title}".'
            return [Reason("experience", text, _told(job))]
    return []


def _told(job: Job) -> str:
    """Return what the person calls a job, with its dates as far as they are known."""
    dates = dates_text(job)
    return f'"{job.title}", {dates}' if dates else f'"{job.title}"'
