"""A career year by year: the one form that surveys and conversations are both brought to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

from advisor.career import EducationLevel

IN_EDUCATION = "In education"
NOT_WORKING = "Not working"
IDLE = (IN_EDUCATION, NOT_WORKING)
"""The titles of the two states without a job."""
SAME = "As before"
"""What a year that goes on as the one before is told as, instead of the title once more."""
EmployerChange = Literal["first", "same", "new", "former"]
"""The first employer told, the last one again, one not worked for before, or one from before."""


@dataclass(frozen=True, slots=True)
class WorkYear:
    """What is known of one year. Holds no name, sex, race, age, family or wage.

    Attributes:
        title: of the occupation, or one of ``IDLE``.
        times: how many years of the career so far had this title, this one included (1 or more);
            None if not known.
        employer: None without a job or if not known.
        full_time: None without a job or if not known.
        education: highest level completed by then; None if not known.
    """

    title: str
    times: int | None = None
    employer: EmployerChange | None = None
    full_time: bool | None = None
    education: EducationLevel | None = None

    @property
    def working(self) -> bool:
        """Whether there was a job."""
        return self.title not in IDLE


@dataclass(frozen=True, slots=True)
class YearFacts:
    """What a source says of one year, before it is seen as part of a career."""

    title: str
    employer: str | None = None
    full_time: bool | None = None
    education: EducationLevel | None = None

    @classmethod
    def idle(cls, title: str, education: EducationLevel | None) -> Self:
        """Return a year without a job."""
        return cls(title, education=education)


def work_years(years: Iterable[YearFacts]) -> tuple[WorkYear, ...]:
    """Return the years in the light of those before them: how often, and which employer again.

    The first is to be the year of the first job; years nobody knows about are left out, and those
    known are counted on from one to the next.
    """
    times: dict[str, int] = {}
    employers: set[str] = set()
    last: str | None = None
    result = []
    for facts in years:
        times[facts.title] = times.get(facts.title, 0) + 1
        change: EmployerChange | None = None
        if facts.employer is not None:
            change = _change(facts.employer, last, employers)
            last = facts.employer
            employers.add(facts.employer)
        result.append(
            WorkYear(
                title=facts.title,
                times=times[facts.title],
                employer=change,
                full_time=facts.full_time,
                education=facts.education,
            )
        )
    return tuple(result)


def _change(employer: str, last: str | None, known: set[str]) -> EmployerChange:
    if last is None:
        return "first"
    if employer == last:
        return "same"
    return "former" if employer in known else "new"
