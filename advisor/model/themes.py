"""Where a career may be heading: the seven readings of a history that a reason can end in."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from advisor.model.claims import Topic
from advisor.model.title_facts import TitleFacts
from advisor.model.work_years import IN_EDUCATION, NOT_WORKING, SAME, WorkYear

_STEP_UP = 0.75
"""Difference in job zones from which a move within a field is a step up."""


class Theme(StrEnum):
    """A reading of a career."""

    STAY = "stay"
    STEP_UP = "step up"
    NEIGHBOURING = "neighbouring work"
    NEW_FIELD = "new field"
    RETURN = "return"
    STUDY = "study"
    PAUSE = "pause"


SENTENCES: Mapping[Theme, tuple[str, ...]] = {
    Theme.STAY: (
        "Keeping what is known seems to count most",
        "Little points to a change in the coming year",
    ),
    Theme.STEP_UP: (
        "The next move seems to be a step up in the same field",
        "More demanding work in the same field seems within reach",
    ),
    Theme.NEIGHBOURING: (
        "Other work in the same field seems closest",
        "A move to similar work seems likelier than a leap",
    ),
    Theme.NEW_FIELD: (
        "The signs point to a change of field",
        "Work in another field seems to be looked for",
    ),
    Theme.RETURN: (
        "Going back to work done before seems likely",
        "What was done before seems to draw them back",
    ),
    Theme.STUDY: (
        "Learning seems to come first in the coming year",
        "Time in education seems near",
    ),
    Theme.PAUSE: (
        "A time without a job seems near",
        "The ties to work seem loose",
    ),
}
"""The last sentence of a reason, by theme."""

SPEAKS_FOR: Mapping[Theme, tuple[Topic, ...]] = {
    Theme.STAY: (Topic.TENURE, Topic.EMPLOYER, Topic.FIELD, Topic.HOURS),
    Theme.STEP_UP: (Topic.EDUCATION, Topic.PREPARATION, Topic.FIELD, Topic.TENURE),
    Theme.NEIGHBOURING: (Topic.FIELD, Topic.CHANGES, Topic.TENURE, Topic.EDUCATION),
    Theme.NEW_FIELD: (Topic.CHANGES, Topic.FIELD, Topic.EDUCATION, Topic.TENURE),
    Theme.RETURN: (Topic.RETURN, Topic.CHANGES, Topic.IDLE, Topic.TENURE),
    Theme.STUDY: (Topic.EDUCATION, Topic.HOURS, Topic.CHANGES, Topic.TENURE),
    Theme.PAUSE: (Topic.IDLE, Topic.HOURS, Topic.CHANGES, Topic.EDUCATION),
}
"""Topics whose claims bear on a theme, the weightiest first."""


def theme_of(years: Sequence[WorkYear], answer: str, facts: Mapping[str, TitleFacts]) -> Theme:
    """Return the reading that a next state amounts to.

    Args:
        years: the career so far.
        answer: title of the next state, or ``SAME``.
        facts: what is known of titles.
    """
    now = years[-1].title
    if answer in (SAME, now):
        return Theme.STAY
    if answer == IN_EDUCATION:
        return Theme.STUDY
    if answer == NOT_WORKING:
        return Theme.PAUSE
    if answer in {year.title for year in years}:
        return Theme.RETURN
    last = next((year.title for year in reversed(years) if year.working), now)
    there, here = facts.get(answer), facts.get(last)
    if there is None or here is None or there.field != here.field:
        return Theme.NEW_FIELD
    if there.job_zone is not None and here.job_zone is not None:
        return Theme.STEP_UP if there.job_zone - here.job_zone >= _STEP_UP else Theme.NEIGHBOURING
    return Theme.NEIGHBOURING


def possible(theme: Theme, years: Sequence[WorkYear]) -> bool:
    """Return whether a history allows a reading at all: nobody returns to what was never done."""
    match theme:
        case Theme.RETURN:
            return len({year.title for year in years if year.working}) > years[-1].working
        case Theme.STUDY:
            return years[-1].title != IN_EDUCATION
        case Theme.PAUSE:
            return years[-1].title != NOT_WORKING
        case _:
            return True
