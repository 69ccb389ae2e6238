"""The values of a competence check, and what is worth saying about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from advisor.measured import Accuracy
from retrieval.frozen import Frozen

Kind = Literal["doing", "advising"]
KINDS: tuple[Kind, ...] = ("doing", "advising")

HIGH, LOW = 3.5, 2.5
"""Mean self-ratings from which a model calls itself competent, and up to which it does not; 3 is
the middle of the scale."""
FLOOR = 0.2
"""Share of real changes that must have been among five suggestions: below one in five, what is
suggested here is missed too often to lean on."""
MISJUDGED = 1.5
"""Chances and what came of them differ by this factor or more, beyond what chance explains: the
chances themselves cannot be taken at their word."""
UNUSUAL, UNUSUAL_FROM = 4.0, 0.25
"""A chance as many times the mean one, from this height on, comes from particulars of a history:
on average such chances hold (docs/evaluation), and one misread fact can make one."""


@dataclass(frozen=True, slots=True)
class SelfRating(Frozen):
    """A language model's ratings of itself, 1 to 5, in one language.

    Attributes:
        kind: at doing what matters in the occupation, or at advising on it.
        language: it was asked in.
        mean: of all ratings; None if it gave none.
        spread: their standard deviation; None with fewer than two.
        agreement: share of the pairs of repeats that gave an item the same number, 0 to 1; None
            where nothing was repeated.
        given, refused, broken: numbers given, numbers declined, and numbers missing or unusable.
    """

    kind: Kind
    language: str
    mean: float | None
    spread: float | None
    agreement: float | None
    given: int
    refused: int
    broken: int


@dataclass(frozen=True, slots=True)
class SelfCheck(Frozen):
    """Everything a language model said of itself about one occupation.

    Attributes:
        model: the language model.
        prompts: names and versions of the prompts ("competence_en-v1").
        activities: how many items it was asked about.
        repeats: how often in each language.
        ratings: one for each kind and language; the person's language first.
        apart: mean distance of an item's ratings between the languages, 0 to 4 points; None
            where one language has none.
        calls: answers it took, those kept from before included.
        tokens: of these calls, in and out, as far as the server said; None if it never did.
        problem: why there are fewer answers than asked for; None if there are not.
    """

    model: str
    prompts: tuple[str, ...]
    activities: int
    repeats: int
    ratings: tuple[SelfRating, ...]
    apart: float | None
    calls: int
    tokens: int | None
    problem: str | None = None

    def mean(self, kind: Kind) -> float | None:
        """Return the mean over languages, each counting alike; None if it gave no rating."""
        means = [r.mean for r in self.ratings if r.kind == kind and r.mean is not None]
        return sum(means) / len(means) if means else None


@dataclass(frozen=True, slots=True)
class CompetenceCheck(Frozen):
    """How far to trust one suggestion.

    Attributes:
        code, title: the suggested O*NET occupation.
        group_title: its Census 2010 group, which was measured.
        stated: the chance this person was given if they change occupation, 0 to 1.
        predictor: the model that gave it.
        measured: how right that model was on people it had not learnt from; None if that was not
            measured.
        said: what the language model says of itself; None while it was not asked.
    """

    code: str
    title: str
    group_title: str
    stated: float
    predictor: str
    measured: Accuracy | None
    said: SelfCheck | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What should make the person careful, one sentence each; a counsellor is named once."""
        found = [*_measured_warnings(self), *_disagreement(self)]
        return (*found, COUNSELLOR) if found else ()


COUNSELLOR = "Talk it over with a career counsellor before you decide anything."


def _measured_warnings(check: CompetenceCheck) -> Iterator[str]:
    measured = check.measured
    if measured is None:
        yield f"How right {check.predictor} is about this kind of work was not measured."
        return
    counts = measured.counts
    if counts.found < FLOOR:
        yield (
            "The predictor misses most moves into this kind of work: fewer than one in five was"
            " among its suggestions."
        )
    low, high = counts.observed_interval
    if counts.stated > high and counts.stated > MISJUDGED * counts.observed:
        yield "Its chances for this kind of work have been too high."
    if check.stated >= UNUSUAL_FROM and check.stated > UNUSUAL * counts.stated:
        yield (
            "Your chance is far above what it mostly gives for this kind of work: it rests on"
            " particulars of your history, so see that what I noted is right."
        )
    if counts.stated < low and counts.observed > MISJUDGED * counts.stated:
        yield "Its chances for this kind of work have been too low."


def _disagreement(check: CompetenceCheck) -> Iterator[str]:
    mean = check.said.mean("advising") if check.said else None
    if check.said is None or mean is None or check.measured is None:
        return
    weak = check.measured.counts.found < FLOOR
    if mean >= HIGH and weak:
        yield (
            f"{check.said.model} thinks well of its advice here, and the measurement does not:"
            " believe the measurement."
        )
    if mean <= LOW and not weak:
        yield (
            f"{check.said.model} thinks little of its own advice here, although the predictor did"
            " no worse than elsewhere: check what is said about the work itself."
        )
