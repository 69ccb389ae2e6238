"""Answers from a second predictor where the first cannot, and says so."""

from dataclasses import replace
from datetime import date

from advisor.career import CareerHistory
from advisor.model.prediction import Prediction, Predictor, PredictorUnavailableError


class SparePredictor:
    """A ``Predictor`` that asks the first of two, and the spare one if that cannot answer."""

    def __init__(self, first: Predictor, spare: Predictor) -> None:
        self._first = first
        self._spare = spare

    @property
    def model(self) -> str:
        """Name and version of the first."""
        return self._first.model

    def predict(self, history: CareerHistory, today: date, *, explain: bool = True) -> Prediction:
        """Return the first one's distribution, or the spare one's with a note that says why.

        Raises:
            UnusableHistoryError: no job fits an O*NET occupation.
        """
        try:
            return self._first.predict(history, today, explain=explain)
        except PredictorUnavailableError as error:
            answer = self._spare.predict(history, today, explain=explain)
            return with_note(answer, self._first.model, str(error))


class Unavailable:
    """Stands for a predictor that could not be opened."""

    def __init__(self, model: str, why: str) -> None:
        """Keep the name it would have, and why it is not there."""
        self.model = model
        self._why = why

    def predict(
        self,
        history: CareerHistory,  # noqa: ARG002
        today: date,  # noqa: ARG002
        *,
        explain: bool = True,  # noqa: ARG002
    ) -> Prediction:
        """Raise ``PredictorUnavailableError``."""
        raise PredictorUnavailableError(self._why)


def with_note(prediction: Prediction, missing: str, why: str) -> Prediction:
    """Return a prediction with the note that it stands in for another one's."""
    note = f"{prediction.model} answered, because {missing} could not: {why}"
    return replace(prediction, notes=(note, *prediction.notes))
