"""A simulated person: what they did, in the words they have for it, up to one year."""

from dataclasses import dataclass
from datetime import date

from advisor.career import EducationLevel
from advisor.model.work_years import WorkYear
from retrieval.frozen import Frozen


@dataclass(frozen=True, slots=True)
class Held(Frozen):
    """A job: consecutive years in one Census group, whoever the employer.

    Attributes:
        group: Census 2010 code.
        code: the O*NET occupation in the group that its title was taken from.
        title: what the person calls it.
        start: first year.
        end: last year; None for a job still held.
    """

    group: str
    code: str
    title: str
    start: int
    end: int | None


@dataclass(frozen=True, slots=True)
class Studied(Frozen):
    """A level of education reached; ``year`` is None for what was reached before the first job."""

    level: EducationLevel
    year: int | None


@dataclass(frozen=True, slots=True)
class Paused(Frozen):
    """Consecutive years without a job or school between two jobs."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person(Frozen):
    """Everything a conversation with somebody starts from, and what came next.

    Attributes:
        id: their number in the panel.
        style: name of the way they tell things.
        present: the last year known; the advisor's today is its last day.
        years: the record up to then, as the model is fed it.
        jobs: oldest first.
        education: lowest first.
        pauses: oldest first.
        studying: whether they are in school in the present year.
        answer: title of the occupation they had in the next observed year, never the present one.
        seed: for everything they choose by chance.
    """

    id: int
    style: str
    present: int
    years: tuple[WorkYear, ...]
    jobs: tuple[Held, ...]
    education: tuple[Studied, ...]
    pauses: tuple[Paused, ...]
    studying: bool
    answer: str
    seed: int

    @property
    def today(self) -> date:
        """The day of the conversation: what the survey says of a year is known when it is over."""
        return date(self.present, 12, 31)
