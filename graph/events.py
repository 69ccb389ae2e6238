"""The events a turn sends to the user interface, one dataclass each."""

from dataclasses import dataclass

from advisor.career import CareerHistory
from advisor.competence.check import CompetenceCheck
from advisor.recommendation import Recommendation, TargetAssessment
from graph.understanding import Question
from retrieval.frozen import Frozen


@dataclass(frozen=True, slots=True)
class Progress(Frozen):
    """How much is known, out of what the advisor would like to know.

    Attributes:
        done, total: topics.
        left: what is left, in words a person reads ("your education").
        enough: whether suggestions can be shown now.
    """

    done: int
    total: int
    left: tuple[str, ...]
    enough: bool


@dataclass(frozen=True, slots=True)
class TextDelta(Frozen):
    """A piece of the reply's text."""

    text: str


@dataclass(frozen=True, slots=True)
class Asked(Frozen):
    """The reply asks this question; ``text`` is how it was put."""

    question: Question
    text: str


@dataclass(frozen=True, slots=True)
class HistoryChanged(Frozen):
    """The history or the progress is not what it was before the turn."""

    history: CareerHistory
    progress: Progress


@dataclass(frozen=True, slots=True)
class Suggested(Frozen):
    """Suggestions to show."""

    recommendation: Recommendation


@dataclass(frozen=True, slots=True)
class TargetWeighed(Frozen):
    """The person's own target, weighed."""

    assessment: TargetAssessment


@dataclass(frozen=True, slots=True)
class CompetenceChecked(Frozen):
    """How far to trust each of the suggestions on the screen, in their order.

    Attributes:
        checks: one a suggestion; self-ratings are missing until they are there.
        complete: whether nothing more will come.
    """

    checks: tuple[CompetenceCheck, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Failed(Frozen):
    """Something did not work: ``message`` says what, and what the person can do."""

    message: str


@dataclass(frozen=True, slots=True)
class Noticed(Frozen):
    """Something the person should know that took nothing away from the turn."""

    message: str


Event = (
    TextDelta
    | Asked
    | HistoryChanged
    | Suggested
    | TargetWeighed
    | CompetenceChecked
    | Failed
    | Noticed
)
