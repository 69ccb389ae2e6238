"""What the advisor shows: suggestions with their reasons, staying, a weighed target."""

from dataclasses import dataclass
from typing import Literal

from advisor.interests import InterestFit
from retrieval.frozen import Frozen
from retrieval.occupations import EducationShare, Outlook, Pay


@dataclass(frozen=True, slots=True)
class Reason(Frozen):
    """Why an occupation is suggested.

    Attributes:
        kind: what it rests on.
        text: the reason, one sentence.
        evidence: the person's own words or fact it rests on; never empty.
    """

    kind: Literal["move", "skills", "interest", "words", "education", "experience"]
    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class SkillComparison(Frozen):
    """A skill or knowledge area the occupation needs, beside what the person's jobs ask for.

    Attributes:
        name: O*NET element name.
        needed: level the occupation asks for, 0 to 7.
        held: highest level among the person's jobs, 0 to 7; None if it is rated for none of them.
        importance: to the occupation, 1 to 5.
    """

    name: str
    needed: float
    held: float | None
    importance: float


@dataclass(frozen=True, slots=True)
class Suggestion(Frozen):
    """One next occupation, with everything shown about it.

    Attributes:
        code, title: O*NET-SOC occupation.
        group, group_title: Census 2010 group the probability is of.
        probability: chance of working in this group a year from now, 0 to 1.
        probability_if_moving: the same among those who change occupation.
        moved, leavers: "n of N" observed people who left the person's group moved here.
        reasons: at least one, each with evidence.
        shared, missing: skills, most important first.
        job_zone: 1 to 5; None if not rated.
        education: required education shares.
        pay, outlook: None when not published.
        url: the occupation's O*NET page.
        cautions: limits that could not be checked against data, and other honest warnings.
        interest_fit: how it fits the person's answers to a questionnaire; None without usable
            answers, or where O*NET rates no interests of it.
    """

    code: str
    title: str
    group: str
    group_title: str
    probability: float
    probability_if_moving: float
    moved: int
    leavers: int
    reasons: tuple[Reason, ...]
    shared: tuple[SkillComparison, ...]
    missing: tuple[SkillComparison, ...]
    job_zone: int | None
    education: tuple[EducationShare, ...]
    pay: Pay | None
    outlook: Outlook | None
    url: str
    cautions: tuple[str, ...] = ()
    interest_fit: InterestFit | None = None


@dataclass(frozen=True, slots=True)
class Staying(Frozen):
    """Staying in the present occupation, or going back to the last, as a line of its own.

    Attributes:
        code, title: the present or last O*NET occupation.
        probability: chance of being in its Census group a year from now, 0 to 1.
        held: whether the job is still held, as far as the person told.
    """

    code: str
    title: str
    probability: float
    held: bool = True


@dataclass(frozen=True, slots=True)
class Recommendation(Frozen):
    """What the advisor shows.

    Attributes:
        reason: what the history says; None when the predictor gives none.
        suggestions: 3 to 5, most probable first (fewer only when limits leave fewer); with
            interests, by chance and fit together.
        stay: staying where one is.
        model: name of the predictor.
        source: where the observed moves come from.
        notes: what was left out and why ("2 occupations left out: they need more school").
        reason_by: who wrote the reason ("advisor-mini-1"); None when there is none.
        liked: the six interest scores that moved the choice; None when none did.
    """

    reason: str | None
    suggestions: tuple[Suggestion, ...]
    stay: Staying
    model: str
    source: str
    notes: tuple[str, ...] = ()
    reason_by: str | None = None
    liked: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class TargetAssessment(Frozen):
    """A job the person named, weighed by the same model.

    Attributes:
        suggestion: the same facts as for a suggestion (probability may be tiny).
        rank: place among all groups one could move to, 1 is most probable; None when the target
            lies in the present group.
        of: how many groups were ranked.
        steps: what would close the gap, plain sentences resting on the numbers shown.
    """

    suggestion: Suggestion
    rank: int | None
    of: int
    steps: tuple[str, ...]
