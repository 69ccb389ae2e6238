"""What every predictor of the next occupation returns, and the Protocol they share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from advisor.career import CareerHistory
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

EVIDENCE_WRITER = "evidence writer"
"""Who writes a reason from the facts of a history alone, in sentences of our own."""


class UnusableHistoryError(AdvisorError):
    """The history says too little to predict from; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Prediction(Frozen):
    """A distribution over what the person does a year from now.

    Attributes:
        current: Census 2010 group of the job predicted from.
        stay: probability of being in the same occupation group a year from now.
        groups: probability by Census 2010 group code, the current group left out; with ``stay``
            and ``not_employed`` these sum to 1.
        not_employed: probability of studying or not working a year from now.
        counts: by group code, how many of the observed people who left ``current`` moved there.
        leavers: how many observed people left ``current`` for another group (the N of "n of N";
            one person may have left more than once, for different groups).
        unseen: groups that the observations never hold (their people were counted under other
            codes), so that a chance given to them is a guess.
        reason: what the history says, in sentences; None when the predictor gives none.
        reason_by: who wrote the reason, to be shown with it; None when there is none.
        model: name and version of the predictor.
        source: where the observations come from, to be shown with the numbers.
        notes: what the person should know about how the prediction came about, such as that
            another predictor had to answer.
    """

    current: str
    stay: float
    groups: Mapping[str, float]
    not_employed: float
    counts: Mapping[str, int]
    leavers: int
    reason: str | None
    model: str
    source: str
    unseen: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    reason_by: str | None = None


class PredictorUnavailableError(AdvisorError):
    """The predictor cannot answer now; the message says why, as it is shown."""


class Predictor(Protocol):
    """Predicts the next occupation from a history whose jobs carry O*NET codes."""

    @property
    def model(self) -> str:
        """Name and version, as in ``Prediction.model``."""
        ...

    def predict(self, history: CareerHistory, today: date, *, explain: bool = True) -> Prediction:
        """Return the distribution; raise ``UnusableHistoryError`` when there is no usable job.

        ``today`` says how long a job still held has lasted, and how long ago an ended one ended.
        Without ``explain`` a predictor whose reasons cost time gives none.
        """
        ...
