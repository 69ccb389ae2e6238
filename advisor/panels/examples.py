"""Turns observed careers into examples: the history up to a year, and the next state."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from advisor.career import EducationLevel
from advisor.model.work_years import (
    IN_EDUCATION,
    NOT_WORKING,
    WorkYear,
    YearFacts,
    work_years,
)
from advisor.panels.codes import OccupationCodes
from advisor.panels.observed import Cohort, ObservedCareer, ObservedYear
from retrieval.errors import AdvisorError

_IDLE_TITLES = {"in_education": IN_EDUCATION, "not_working": NOT_WORKING}


@dataclass(frozen=True, slots=True)
class CareerText:
    """A career ready to be rendered.

    Attributes:
        cohort, person, split: as observed.
        years: in order; each but the first is the answer to the history before it.
    """

    cohort: Cohort
    person: int
    split: str
    years: tuple[WorkYear, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One question with its answer.

    Attributes:
        cohort, person: who it is.
        history: all years up to now.
        answer: title of the next observed year.
    """

    cohort: Cohort
    person: int
    history: tuple[WorkYear, ...]
    answer: str

    @property
    def stays(self) -> bool:
        """Whether the next state is the present one."""
        return self.answer == self.history[-1].title


def titles_of(codes: OccupationCodes, cohort: Cohort) -> Mapping[str, str]:
    """Return the title to tell by occupation code of a cohort.

    An OCC1990 code that stands for one Census 2010 group alone is told by the group's title, so
    that the cohorts share what they have in common.
    """
    if cohort == "nlsy97":
        return codes.groups
    single = codes.single_group_of
    return {
        code: codes.groups[single[code]] if code in single else title
        for code, title in codes.occ1990.items()
    }


def career_text(career: ObservedCareer, titles: Mapping[str, str]) -> CareerText:
    """Return a career under the titles of its cohort."""
    years = work_years(_facts(year, titles) for year in career.years)
    return CareerText(career.cohort, career.person, career.split, years)


def _facts(year: ObservedYear, titles: Mapping[str, str]) -> YearFacts:
    if year.occupation is None:
        return YearFacts.idle(_IDLE_TITLES[year.state], year.education)
    return YearFacts(titles[year.occupation], year.employer, year.full_time, year.education)


def examples(career: CareerText) -> Iterator[Example]:
    """Yield every history of one year or more with what came next."""
    for place in range(1, len(career.years)):
        yield Example(career.cohort, career.person, career.years[:place], career.years[place].title)


def write_careers(path: Path, careers: Iterable[CareerText]) -> int:
    """Write careers, one JSON object a line; return how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for career in careers:
            file.write(json.dumps(_plain(career), ensure_ascii=False) + "\n")
            count += 1
    return count


def _plain(career: CareerText) -> dict[str, Any]:
    years = [
        {key: value for key, value in asdict(year).items() if value is not None}
        for year in career.years
    ]
    return {**asdict(career), "years": years}


def read_careers_file(path: Path) -> Iterator[CareerText]:
    """Yield the careers of a file; raise ``AdvisorError`` naming the line that is not one."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield _career(json.loads(line))
                except (ValueError, KeyError, TypeError) as error:
                    raise AdvisorError(
                        f"expected a career as `advisor careers build` writes it in line {number}"
                        f" of {path}, got {error}"
                    ) from error
    except OSError as error:
        raise AdvisorError(
            f"expected careers at {path}: {error.strerror}; `advisor careers build` writes them"
        ) from error


def _career(data: dict[str, Any]) -> CareerText:
    years = []
    for year in data["years"]:
        level = year.pop("education", None)
        years.append(WorkYear(**year, education=EducationLevel(level) if level else None))
    return CareerText(data["cohort"], data["person"], data["split"], tuple(years))
