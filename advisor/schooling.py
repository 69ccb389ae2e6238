"""How much school an occupation asks for, beside what a person has."""

from dataclasses import dataclass

from advisor.career import EducationLevel
from retrieval.frozen import Frozen
from retrieval.occupations import OccupationCatalog

CLEAR_MAJORITY = 60.0
"""Percent of an occupation's workers who must say that more school is required."""

_REACHES = {
    EducationLevel.LESS_THAN_HIGH_SCHOOL: 1,
    EducationLevel.HIGH_SCHOOL: 2,
    EducationLevel.SOME_COLLEGE: 4,
    EducationLevel.ASSOCIATE: 5,
    EducationLevel.BACHELOR: 6,
    EducationLevel.MASTER: 8,
    EducationLevel.PROFESSIONAL: 10,
    EducationLevel.DOCTORATE: 12,
}
"""Highest O*NET required-education category (1 to 12) that each level meets."""

_ENTRY = {
    "No formal educational credential": EducationLevel.LESS_THAN_HIGH_SCHOOL,
    "High school diploma or equivalent": EducationLevel.HIGH_SCHOOL,
    "Some college, no degree": EducationLevel.SOME_COLLEGE,
    "Postsecondary nondegree award": EducationLevel.SOME_COLLEGE,
    "Associate's degree": EducationLevel.ASSOCIATE,
    "Bachelor's degree": EducationLevel.BACHELOR,
    "Master's degree": EducationLevel.MASTER,
    "Doctoral or professional degree": EducationLevel.PROFESSIONAL,
}
"""The level that meets each typical entry education of the Employment Projections."""


@dataclass(frozen=True, slots=True)
class Schooling(Frozen):
    """Whether a level of education is enough for an occupation.

    Attributes:
        enough_percent: workers (percent) who say this level, or less, is required; None when the
            occupation was not surveyed.
        more_needed: whether a clear majority says that more is required; by the typical entry
            education when not surveyed; None when that is not published either.
    """

    enough_percent: float | None
    more_needed: bool | None


def schooling(level: EducationLevel, catalog: OccupationCatalog, code: str) -> Schooling:
    """Compare a level with what an occupation requires; raise ``KeyError`` for an unknown code."""
    shares = catalog.education(code)
    if shares:
        reached = _REACHES[level]
        enough = sum(share.percent for share in shares if share.category <= reached)
        total = sum(share.percent for share in shares)
        return Schooling(100 * enough / total, 100 * (1 - enough / total) >= CLEAR_MAJORITY)
    outlook = catalog.outlook(code)
    entry = _ENTRY.get(outlook.entry_education or "") if outlook else None
    return Schooling(None, entry.rank > level.rank if entry else None)
