"""The count model's answers in the form of a trained model's."""

from collections.abc import Mapping, Sequence

import numpy as np

from advisor.model.career_probabilities import Floats
from advisor.model.career_situations import career_situations
from advisor.model.transitions import TransitionCounts
from advisor.model.work_years import IN_EDUCATION, NOT_WORKING, WorkYear


class CountProbabilities:
    """``CareerProbabilities`` from ``TransitionCounts``."""

    def __init__(self, counts: TransitionCounts, title_of: Mapping[str, str]) -> None:
        """Keep the counts.

        Args:
            counts: the count model.
            title_of: title of each Census 2010 group by its code.
        """
        self._counts = counts
        self._code_of = {title: code for code, title in title_of.items()}

    @property
    def model(self) -> str:
        """Name and version."""
        return self._counts.model

    @property
    def source(self) -> str:
        """Where the observations come from."""
        return self._counts.source

    def log_probabilities(
        self,
        careers: Sequence[Sequence[WorkYear]],
        titles: Sequence[str],
        calibrated: bool = True,  # noqa: ARG002  # counts are in line with what happened
    ) -> Floats:
        """Return (careers, titles) natural logarithms; all alike where no job was told."""
        rows = np.asarray([self._row(years, titles) for years in careers])
        return np.asarray(np.log(rows.reshape(-1, len(titles))))

    def _row(self, years: Sequence[WorkYear], titles: Sequence[str]) -> Floats:
        *_, now = career_situations(years, self._code_of)
        if now is None:
            return np.full(len(titles), 1 / len(titles))
        chances = self._counts.chances(now)
        groups = chances.groups.copy()
        groups[self._counts.index[now.group]] = chances.stay
        of = {IN_EDUCATION: chances.in_education, NOT_WORKING: chances.not_working}
        of |= {
            title: float(groups[self._counts.index[code]]) for title, code in self._code_of.items()
        }
        found = np.asarray([of[title] for title in titles])
        return np.asarray(found / found.sum())
