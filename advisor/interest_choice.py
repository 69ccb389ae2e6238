"""How much a person's interests weigh in the choice of groups and titles."""

import math

from advisor.interests import InterestProfile, fit
from retrieval.occupations import OccupationCatalog

BETWEEN = math.log(2)
"""Weight of the fit between groups: a group that fits perfectly counts for twice its chance, one
that fits the other way for half. Not fitted: no survey holds both interests and later jobs. Why
so much and what it costs is in ``docs/decisions/0008-interests.md``."""
_WITHIN = 0.5
"""Weight of the fit among the titles of a group, as much as the fit of skills."""


class InterestChoice:
    """One person's interests, compared with any number of occupations.

    Args:
        profile: their answers; one in doubt or missing weighs nothing.
        catalog: O*NET's interests of occupations.
        weight: of the fit between groups, see ``BETWEEN``.
    """

    def __init__(
        self,
        profile: InterestProfile | None,
        catalog: OccupationCatalog,
        weight: float = BETWEEN,
    ) -> None:
        self.used = profile is not None and profile.usable is not None
        self._profile = profile
        self._catalog = catalog
        self._weight = weight

    def factor(self, group: str) -> float:
        """Return what the chance of a group is multiplied by: exp(weight x correlation).

        The correlation is the mean over the group's occupations; without any it is 1.
        """
        if not self.used:
            return 1.0
        fits = [self._correlation(code) for code in self._catalog.groups[group].members]
        known = [one for one in fits if one is not None]
        return math.exp(self._weight * sum(known) / len(known)) if known else 1.0

    def merit(self, code: str) -> float:
        """Return what the fit adds to the merit of a title, -0.5 to 0.5."""
        return _WITHIN * (self._correlation(code) or 0.0) if self.used else 0.0

    def _correlation(self, code: str) -> float | None:
        found = fit(self._profile, self._catalog.interests(code))
        return found.correlation if found else None
