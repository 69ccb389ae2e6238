"""The served model under the name that the results know it by."""

from collections.abc import Sequence

from advisor.evaluation.protocols import ServedModel
from advisor.model.outcome_rates import Floats
from advisor.panels.examples import CareerText

SERVED = "served"


class Served:
    """Adapts a served model to ``Evaluated``."""

    name = SERVED

    def __init__(self, model: ServedModel) -> None:
        self._model = model

    @property
    def model(self) -> str:
        """Name and version of the model behind it."""
        return self._model.model

    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states) what the model says."""
        return self._model.log_probabilities(careers)
