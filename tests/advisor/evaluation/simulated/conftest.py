"""A hand-made career, and the real groups and names."""

import pytest

from advisor.career import EducationLevel
from advisor.evaluation.people import People
from advisor.evaluation.simulated.naming import Names
from advisor.evaluation.simulated.person import Held, Person, Studied
from advisor.model.situation import GroupOf
from advisor.model.transitions import TransitionCounts
from advisor.model.work_years import WorkYear
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import career_text, titles_of
from advisor.panels.observed import ObservedCareer, ObservedYear
from advisor.settings import Settings
from retrieval.catalog import Catalog

NONE, SCHOOL, BACHELOR = (
    EducationLevel.LESS_THAN_HIGH_SCHOOL,
    EducationLevel.HIGH_SCHOOL,
    EducationLevel.BACHELOR,
)


def worked(year: int, group: str, level: EducationLevel) -> ObservedYear:
    """A year in a group."""
    return ObservedYear(year, "employed", group, level)


CAREER = ObservedCareer(
    "nlsy97",
    7,
    "valid",
    (
        worked(2001, "4720", NONE),
        worked(2002, "4720", NONE),
        ObservedYear(2003, "not_working", None, SCHOOL),
        worked(2004, "4110", SCHOOL),
        worked(2005, "4110", SCHOOL),
        ObservedYear(2006, "in_education", None, SCHOOL),
        worked(2007, "4110", BACHELOR),
        worked(2008, "4110", BACHELOR),
        worked(2009, "2310", BACHELOR),
    ),
)
"""Cashier, out of work, waiter, at college, waiter, then (what is to be predicted) a teacher."""


def person(style: str, *, present: int = 2008, seed: int = 1) -> Person:
    """Return somebody with three jobs of names that everybody reads, telling in a style."""
    return Person(
        id=7,
        style=style,
        present=present,
        years=(WorkYear("Cashiers", 1),),
        jobs=(
            Held("4720", "41-2011.00", "cashier", 1999, 2001),
            Held("4020", "35-2014.00", "line cook", 2002, 2003),
            Held("4760", "41-2031.00", "sales associate", 2004, None),
        ),
        education=(Studied(SCHOOL, 1999), Studied(BACHELOR, 2006)),
        pauses=(),
        studying=False,
        answer="Elementary and middle school teachers",
        seed=seed,
    )


@pytest.fixture(scope="session")
def group_of(catalog: Catalog) -> GroupOf:
    """The Census group of an O*NET code."""
    return TransitionCounts.load(Settings().careers_dir, catalog).group_of


@pytest.fixture(scope="session")
def names(catalog: Catalog, group_of: GroupOf) -> Names:
    """What people call their work."""
    return Names(catalog, group_of)


@pytest.fixture(scope="session")
def asked(codes: OccupationCodes) -> People:
    """The hand-made career and one that never moves."""
    still = ObservedCareer(
        "nlsy97", 8, "valid", (worked(2001, "4720", NONE), worked(2002, "4720", NONE))
    )
    observed = [CAREER, still]
    titles = titles_of(codes, "nlsy97")
    return People(observed, [career_text(career, titles) for career in observed], ())
