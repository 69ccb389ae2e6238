"""A career history: jobs and education as a person told them."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from advisor.interests import InterestProfile
from retrieval.frozen import Frozen

PRESENT: Literal["present"] = "present"
"""Value of ``Job.end`` for a job still held."""


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A year, or a month of a year, as far as the person said.

    Attributes:
        year: calendar year.
        month: 1 to 12; 0 when only the year is known (so that values sort).
        approximate: True when worked out ("about three years ago") instead of stated.
    """

    year: int
    month: int = 0
    approximate: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 2100 or not 0 <= self.month <= 12:
            raise ValueError(
                f"expected a year 1900-2100 and a month 0-12, got {self.year}, {self.month}"
            )

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read ``YYYY`` or ``YYYY-MM``; raise ``ValueError`` for anything else."""
        found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", text.strip())
        if not found or found[2] == "00":
            raise ValueError(f"expected a date like 2019 or 2019-05, got {text!r}")
        return cls(int(found[1]), int(found[2] or 0))


class EducationLevel(StrEnum):
    """Highest completed level, lowest first."""

    LESS_THAN_HIGH_SCHOOL = "less_than_high_school"
    HIGH_SCHOOL = "high_school"
    SOME_COLLEGE = "some_college"
    ASSOCIATE = "associate"
    BACHELOR = "bachelor"
    MASTER = "master"
    PROFESSIONAL = "professional"
    DOCTORATE = "doctorate"

    @property
    def rank(self) -> int:
        """Position from 0 (less than high school) to 7 (doctorate)."""
        return list(EducationLevel).index(self)


JobField = Literal["title", "code", "employer", "start", "end"]
EducationField = Literal["level", "field", "year"]


@dataclass(frozen=True, slots=True)
class Job:
    """One job.

    Attributes:
        id: stable within a conversation, ``"j1"``, ``"j2"`` …
        title: what the person calls it, without employer and dates.
        code: O*NET-SOC code once the title is linked; None before, or if nothing fits.
        employer: None when unknown.
        start, end: None when unknown; ``end`` may be ``"present"``.
        quote: the person's own words this job was read from.
        tentative: True while ``code`` is the best guess among several.
        paid: False for unpaid, volunteer or family work.
        duration_months: length as stated ("for three years") when the dates are not known.
        declined: fields the person would rather not give; never asked again.
    """

    id: str
    title: str
    code: str | None = None
    employer: str | None = None
    start: When | None = None
    end: When | Literal["present"] | None = None
    quote: str = ""
    tentative: bool = False
    paid: bool = True
    duration_months: int | None = None
    declined: frozenset[JobField] = frozenset()

    @property
    def current(self) -> bool:
        """Whether the person still holds it, as far as said."""
        return self.end == PRESENT


@dataclass(frozen=True, slots=True)
class Education:
    """One degree, school or course.

    Attributes:
        id: stable within a conversation, ``"e1"`` …
        level: None when unclear (a course or certificate has no level).
        field: subject or name of the certificate; None when unknown.
        year: completion (or expected); None when unknown.
        school: None when unknown.
        quote: the person's own words it was read from.
        in_progress: True while still studying.
        declined: fields the person would rather not give.
    """

    id: str
    level: EducationLevel | None = None
    field: str | None = None
    year: When | None = None
    school: str | None = None
    quote: str = ""
    in_progress: bool = False
    declined: frozenset[EducationField] = frozenset()


class LimitKind(StrEnum):
    """What a limit is about; decides what the advisor can do with it."""

    NO_MORE_SCHOOL = "no_more_school"
    MINIMUM_PAY = "minimum_pay"
    AVOID_OCCUPATION = "avoid_occupation"
    SCHEDULE = "schedule"
    PHYSICAL = "physical"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Limit:
    """Something the person will not or cannot do.

    Attributes:
        kind: what it is about.
        quote: their words.
        occupation: for ``AVOID_OCCUPATION``, the title they named.
        dollars: for ``MINIMUM_PAY``, annual US dollars.
    """

    kind: LimitKind
    quote: str
    occupation: str | None = None
    dollars: int | None = None


@dataclass(frozen=True, slots=True)
class CareerHistory(Frozen):
    """Everything known about a person's working life.

    Attributes:
        jobs: oldest first; undated jobs keep the order in which they were told.
        education: oldest first, undated last.
        interests: things the person says they like, in their words (hints, not scores).
        skills: skills and tools the person names.
        limits: what they rule out.
        interest_profile: their answers to a questionnaire; None when none was answered.
    """

    jobs: tuple[Job, ...] = ()
    education: tuple[Education, ...] = ()
    interests: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    interest_profile: InterestProfile | None = None

    def job(self, job_id: str) -> Job:
        """Return the job with this id; raise ``KeyError`` if there is none."""
        for job in self.jobs:
            if job.id == job_id:
                return job
        raise KeyError(job_id)

    @property
    def latest_job(self) -> Job | None:
        """The job held now, or else the one that ended (or started) last; None without jobs.

        Where nothing is said of when, it is the last in the order of telling, which "before that"
        turns round; of several held now without a start, the first, as the main one is told first.
        """
        held = [job for job in self.jobs if job.current]
        return max(held or reversed(self.jobs), key=_recency, default=None)

    @property
    def highest_education(self) -> EducationLevel | None:
        """The highest completed level; None if none is known."""
        done = [e.level for e in self.education if e.level and not e.in_progress]
        return max(done, key=lambda level: level.rank, default=None)


def _recency(job: Job) -> tuple[bool, When, When]:
    unknown = When(1900)
    end = job.end if isinstance(job.end, When) else unknown
    start = job.start or unknown
    return (job.current, max(end, start), start)
