"""The values O*NET facts are passed around as: occupations, groups, ratings, pay, outlook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from retrieval.frozen import Frozen


class Riasec(StrEnum):
    """Holland's six interest areas, in the order O*NET prints them."""

    REALISTIC = "Realistic"
    INVESTIGATIVE = "Investigative"
    ARTISTIC = "Artistic"
    SOCIAL = "Social"
    ENTERPRISING = "Enterprising"
    CONVENTIONAL = "Conventional"


@dataclass(frozen=True, slots=True)
class Occupation(Frozen):
    """An O*NET-SOC occupation.

    Attributes:
        code: O*NET-SOC 2019 code, ``NN-NNNN.NN``.
        title: O*NET's title.
        groups: Census 2010 codes this occupation belongs to, best fit first; empty for none.
        job_zone: O*NET job zone, 1 (little preparation) to 5 (extensive); None if not rated.
        alternate_titles: titles people use for it, O*NET's alternate and reported titles.
        description: one paragraph; None unless the user imported a full release.
    """

    code: str
    title: str
    groups: tuple[str, ...]
    job_zone: int | None
    alternate_titles: tuple[str, ...] = ()
    description: str | None = None


@dataclass(frozen=True, slots=True)
class OccupationGroup(Frozen):
    """A Census 2010 occupation: the level at which careers are surveyed and predicted.

    Attributes:
        code: Census 2010 code without leading zeros, for example ``"3255"``.
        title: the Census title.
        members: O*NET-SOC codes in it, in code order.
    """

    code: str
    title: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rating(Frozen):
    """How much of a skill or knowledge area an occupation asks for (O*NET scales IM and LV).

    Attributes:
        element_id: content model id, for example ``"2.A.1.a"``.
        name: the element's name.
        importance: 1 to 5.
        level: 0 to 7.
        imprecise: O*NET recommends not to show the number by itself (few or scattered answers).
    """

    element_id: str
    name: str
    importance: float
    level: float
    imprecise: bool = False


@dataclass(frozen=True, slots=True)
class EducationShare(Frozen):
    """Share of workers (percent, 0-100) who say that this education is required for the job.

    ``imprecise`` as in ``Rating``.
    """

    category: int
    label: str
    percent: float
    imprecise: bool = False


@dataclass(frozen=True, slots=True)
class Technology(Frozen):
    """A software product or tool named for an occupation."""

    name: str
    hot: bool
    in_demand: bool


@dataclass(frozen=True, slots=True)
class Pay(Frozen):
    """Annual wages in US dollars.

    Attributes:
        p10, median, p90: None where not published.
        top_coded: names of the fields above that are "at or above" their value.
        employment: jobs in the United States; None where not published.
        soc: the SOC code the figures were published for.
        broader: True when ``soc`` is broader than the occupation's own SOC.
        source, year: to be shown with every figure.
        hourly_median: dollars an hour where no annual wage is published because the work is not
            done all year (actors, musicians); None otherwise.
    """

    p10: int | None
    median: int | None
    p90: int | None
    top_coded: tuple[str, ...]
    employment: int | None
    soc: str
    broader: bool
    source: str
    year: int
    hourly_median: float | None = None


@dataclass(frozen=True, slots=True)
class Outlook(Frozen):
    """Projected employment.

    Attributes:
        growth_percent: change over the period, percent; None where not published.
        openings_per_year: yearly openings, jobs (not thousands), published to the nearest
            hundred, so 0 means fewer than 50; None where not published.
        entry_education: typical entry education as published; None where not published.
        soc, broader: as in ``Pay``.
        period, source: to be shown with every figure, for example ``"2024-34"``.
    """

    growth_percent: float | None
    openings_per_year: int | None
    entry_education: str | None
    soc: str
    broader: bool
    period: str
    source: str


class OccupationCatalog(Protocol):
    """Read access to the facts of every occupation; unknown codes raise ``KeyError``."""

    @property
    def release(self) -> str:
        """Name of the O*NET release, for example ``"30.1"``."""
        ...

    @property
    def occupations(self) -> Mapping[str, Occupation]:
        """All occupations by O*NET-SOC code."""
        ...

    @property
    def groups(self) -> Mapping[str, OccupationGroup]:
        """All Census 2010 groups by code."""
        ...

    def skills(self, code: str) -> Sequence[Rating]:
        """Return the skill ratings; empty if not rated."""
        ...

    def knowledge(self, code: str) -> Sequence[Rating]:
        """Return the knowledge ratings; empty if not rated."""
        ...

    def interests(self, code: str) -> Mapping[Riasec, float] | None:
        """Return the six OI scores, 1 to 7; None if not rated."""
        ...

    def work_values(self, code: str) -> Mapping[str, float]:
        """Return extent (1 to 7) by work value name; empty if not rated."""
        ...

    def work_styles(self, code: str) -> Mapping[str, float]:
        """Return impact (-3 to 3) by work style name; empty if not rated."""
        ...

    def education(self, code: str) -> Sequence[EducationShare]:
        """Return required education, shares above zero, category order; empty if not surveyed."""
        ...

    def technologies(self, code: str) -> Sequence[Technology]:
        """Return the technology skills, most in demand first; empty if none are listed."""
        ...

    def related(self, code: str) -> Sequence[str]:
        """Return related occupations' codes, closest first; empty if none are listed."""
        ...

    def pay(self, code: str) -> Pay | None:
        """Return wages; None if not published at any level."""
        ...

    def outlook(self, code: str) -> Outlook | None:
        """Return projections; None if not published at any level."""
        ...

    def tasks(self, code: str) -> Sequence[str]:
        """Return task statements; empty unless the user imported a full release."""
        ...


@dataclass(frozen=True, slots=True)
class OccupationMatch(Frozen):
    """An occupation found for a text.

    Attributes:
        code, title: the occupation.
        score: 0 to 1, higher is closer; comparable between matches of one text only.
        matched_title: the O*NET title, alternate title or lexicon entry that matched.
    """

    code: str
    title: str
    score: float
    matched_title: str


@dataclass(frozen=True, slots=True)
class Resolution(Frozen):
    """What a job title means.

    Attributes:
        text: the title as the person wrote it.
        match: the one occupation it means; None when it is unclear or nothing fits.
        alternatives: the "did you mean" list, best first, at most four; empty when ``match`` is
            set or nothing fits.
        confidence: estimated probability, 0 to 1, that the best candidate is right
            (calibrated on titles left out of the index).
    """

    text: str
    match: OccupationMatch | None
    alternatives: tuple[OccupationMatch, ...]
    confidence: float


class OccupationSearch(Protocol):
    """Finds occupations for a job title as people write it."""

    def match(self, text: str, n: int = 5) -> Sequence[OccupationMatch]:
        """Return the ``n`` best different occupations, best first; empty if nothing fits."""
        ...

    def resolve(self, text: str) -> Resolution:
        """Return one occupation, a short list to choose from, or nothing."""
        ...

    def warm(self) -> None:
        """Load what the first search would otherwise wait for; may run in a thread."""
        ...
