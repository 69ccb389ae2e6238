"""Careers as the models over years read them: a title and a few classes of facts for each year."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch

from advisor.career import EducationLevel
from advisor.model.work_years import WorkYear

_RUN_FROM = (1, 2, 3, 4, 5, 6, 8, 10, 13)
_CAREER_FROM = (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 17, 20, 23)
_CHANGES = (None, "first", "same", "new", "former")
_MOST_TITLES, _MOST_IDLE = 9, 8
SIZES = (
    len(_CAREER_FROM) + 1,
    len(_RUN_FROM) + 1,
    len(_RUN_FROM) + 1,
    len(_RUN_FROM) + 1,
    len(_CHANGES),
    3,
    len(EducationLevel) + 1,
    2,
    _MOST_TITLES + 1,
    _MOST_IDLE + 1,
    2,
)
"""How many classes each fact has: years of the career, in the title in a row, in the title in all,
with the employer, change of employer, hours, education, change of it, titles so far, years without
work, cohort."""
_RECENT_FROM = (0, 3, 6)
"""First year since a title was held of each class."""
HELD_KINDS = 1 + 2 * len(_RECENT_FROM)
"""Never held; held once, or more often, in each class of recency."""


@dataclass(frozen=True, slots=True)
class YearBatch:
    """Careers side by side, padded behind.

    Attributes:
        titles: (careers, years) title of each year.
        facts: (careers, years, facts) class of each fact.
        real: (careers, years) True where there is a year.
    """

    titles: torch.Tensor
    facts: torch.Tensor
    real: torch.Tensor

    def to(self, device: str) -> "YearBatch":
        """Return the batch on a device."""
        return YearBatch(self.titles.to(device), self.facts.to(device), self.real.to(device))


def year_batch(
    careers: Sequence[Sequence[WorkYear]], places: Mapping[str, int], cohorts: Sequence[int]
) -> YearBatch:
    """Return the batch; ``places`` numbers titles, ``cohorts`` says 0 or 1 for each career."""
    longest = max(len(years) for years in careers)
    titles = torch.zeros(len(careers), longest, dtype=torch.long)
    facts = torch.zeros(len(careers), longest, len(SIZES), dtype=torch.long)
    real = torch.zeros(len(careers), longest, dtype=torch.bool)
    for row, (years, cohort) in enumerate(zip(careers, cohorts, strict=True)):
        n = len(years)
        titles[row, :n] = torch.tensor([places[year.title] for year in years])
        facts[row, :n] = torch.tensor(year_facts(years, cohort))
        real[row, :n] = True
    return YearBatch(titles, facts, real)


def year_facts(years: Sequence[WorkYear], cohort: int) -> list[list[int]]:
    """Return the class of each fact in each year, in the order of ``SIZES``."""
    levels = list(EducationLevel)
    rows = []
    titles: set[str] = set()
    run = stay = idle = 0
    for place, year in enumerate(years):
        before = years[place - 1] if place else None
        run = run + 1 if before and before.title == year.title else 1
        if year.working:
            titles.add(year.title)
            idle = 0
            stay = stay + 1 if year.employer == "same" else 1
        else:
            idle += 1
        level = levels.index(year.education) + 1 if year.education else 0
        changed = before is not None and before.education not in (None, year.education)
        rows.append(
            [
                bisect_right(_CAREER_FROM, place + 1),
                bisect_right(_RUN_FROM, run),
                bisect_right(_RUN_FROM, year.times or 0),
                bisect_right(_RUN_FROM, stay) if year.employer else 0,
                _CHANGES.index(year.employer),
                0 if year.full_time is None else 1 + year.full_time,
                level,
                int(changed),
                min(len(titles), _MOST_TITLES),
                min(idle, _MOST_IDLE),
                cohort,
            ]
        )
    return rows


def held_kinds(titles: Sequence[int], year: int) -> dict[int, int]:
    """Return the kind of each title held up to a year (counted from 0), that year included."""
    kinds = {}
    for title in set(titles[: year + 1]):
        times = [place for place in range(year + 1) if titles[place] == title]
        recency = bisect_right(_RECENT_FROM, year - times[-1]) - 1
        kinds[title] = 1 + recency + (len(_RECENT_FROM) if len(times) > 1 else 0)
    return kinds
