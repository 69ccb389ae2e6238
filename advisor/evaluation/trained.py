"""The model that the product serves, put to the questions of an evaluation."""

from collections.abc import Sequence

import numpy as np

from advisor.evaluation.protocols import ServedModel
from advisor.evaluation.registry import Sources, count_model
from advisor.evaluation.states import States
from advisor.model.career_model import CareerModel
from advisor.model.outcome_rates import Floats
from advisor.panels.examples import CareerText
from retrieval.errors import AdvisorError
from retrieval.progress import Progress

_AT_ONCE = 512
"""Questions answered between two reports of progress."""


class TrainedModel:
    """The trained model over the states of a cohort; it is told the years before each answer."""

    def __init__(self, model: CareerModel, states: States, progress: Progress) -> None:
        self._model = model
        self._states = states
        self._progress = progress

    @property
    def model(self) -> str:
        """Name and version."""
        return self._model.model

    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states) natural logarithms, in the order of ``questions``."""
        asked = [
            career.years[:known] for career in careers for known in range(1, len(career.years))
        ]
        said: list[Floats] = []
        for start in range(0, len(asked), _AT_ONCE):
            self._progress(self.model, start, len(asked))
            part = asked[start : start + _AT_ONCE]
            said.append(self._model.log_probabilities(part, self._states.titles))
        self._progress(self.model, len(asked), len(asked))
        return np.concatenate(said) if said else np.zeros((0, len(self._states)))


def served_model(sources: Sources) -> ServedModel:
    """Return what the product serves: the trained model, or the counts where it is missing."""
    try:
        model = CareerModel.load(sources.settings.model_dir)
    except AdvisorError as error:
        sources.notes.append(f"served by the counts, the trained model is not there: {error}")
        return count_model(sources)
    return TrainedModel(model, sources.states, sources.progress)
