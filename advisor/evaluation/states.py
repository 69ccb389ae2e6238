"""Everything a year can be: the occupations of a cohort's scheme, and the states without a job."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from advisor.model.work_years import IDLE
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import titles_of
from advisor.panels.observed import Cohort


@dataclass(frozen=True)
class States:
    """The states that a model spreads its probability over, in the order of its columns.

    Attributes:
        cohort: whose scheme it is; NLSY79 was asked about jobs only and has no idle states.
        codes: occupation code of each state; empty for a state without a job.
        titles: title of each state, as ``WorkYear.title``.
        groups: Census 2010 codes that each state stands for; none for a state without a job.
    """

    cohort: Cohort
    codes: Sequence[str]
    titles: Sequence[str]
    groups: Sequence[tuple[str, ...]]

    @classmethod
    def of(cls, codes: OccupationCodes, cohort: Cohort) -> Self:
        """Return the states of a cohort: occupations in the order of their codes, then the idle."""
        titles = titles_of(codes, cohort)
        ordered = sorted(titles, key=int)
        idle = IDLE if cohort == "nlsy97" else ()
        members: dict[str, list[str]] = {}
        for group, occ1990 in codes.occ1990_of.items():
            members.setdefault(occ1990, []).append(group)
        groups = [
            (code,) if cohort == "nlsy97" else tuple(members.get(code, ())) for code in ordered
        ]
        return cls(
            cohort,
            (*ordered, *("" for _ in idle)),
            (*(titles[code] for code in ordered), *idle),
            (*groups, *(() for _ in idle)),
        )

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The column of each state by its title."""
        return {title: place for place, title in enumerate(self.titles)}

    @cached_property
    def idle(self) -> Sequence[int]:
        """The columns of the states without a job."""
        return [place for place, code in enumerate(self.codes) if not code]

    def __len__(self) -> int:
        return len(self.titles)
