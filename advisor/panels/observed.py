"""The values an observed career is passed around as."""

from dataclasses import dataclass
from typing import Literal, get_args

from advisor.career import EducationLevel
from advisor.model.situation import WorkState
from retrieval.frozen import Frozen

Cohort = Literal["nlsy97", "nlsy79"]
COHORTS: tuple[Cohort, ...] = get_args(Cohort)
SPLITS = ("train", "valid", "test")


@dataclass(frozen=True, slots=True)
class ObservedYear:
    """What a person mainly did in one year, as far as a conversation could know it.

    Attributes:
        year: calendar year.
        state: "employed" or one of the two states without a job.
        occupation: code in the cohort's scheme (Census 2010 for NLSY97, OCC1990 for NLSY79);
            None unless employed.
        education: highest completed level; None if unknown.
        employer: the same text for the same employer of this person; None if unknown.
        full_time: None if unknown.
    """

    year: int
    state: WorkState
    occupation: str | None
    education: EducationLevel | None = None
    employer: str | None = None
    full_time: bool | None = None


@dataclass(frozen=True, slots=True)
class ObservedCareer(Frozen):
    """The observed years of one person, in order; years may be skipped.

    ``split`` is the part of the panel the person belongs to, ``SPLITS`` or a name of one's own.
    Holds no sex, race, age, family or wage: nothing that must not decide a suggestion.
    """

    cohort: Cohort
    person: int
    split: str
    years: tuple[ObservedYear, ...]
