"""What is evaluated, and what it is given."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from advisor.model.outcome_rates import Floats
from advisor.panels.examples import CareerText
from retrieval.errors import AdvisorError


class Evaluated(Protocol):
    """Spreads probability over the states of the next year."""

    @property
    def name(self) -> str:
        """What it is called in the results."""
        ...

    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states) natural logarithms, in the order of ``questions``.

        A transition may be judged by nothing but the years of its career before the answer.
        """
        ...


@runtime_checkable
class Fitted(Protocol):
    """A model that has to learn before it is evaluated."""

    def fit(self, train: Sequence[CareerText], valid: Sequence[CareerText]) -> None:
        """Learn from ``train``, choosing constants on ``valid`` and nothing else."""
        ...


class ServedModel(Protocol):
    """The model behind the product, as its loader returns it."""

    @property
    def model(self) -> str:
        """Name and version."""
        ...

    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """As ``Evaluated.log_probabilities``."""
        ...


class UnavailableError(AdvisorError):
    """A model cannot be evaluated here; the message is the reason, as it is shown."""
