"""Every model that can be evaluated, by name, and what they are made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from advisor.evaluation.baselines.logit import Logit
from advisor.evaluation.baselines.markov import Markov1, Markov2
from advisor.evaluation.baselines.prompted import Prompted
from advisor.evaluation.baselines.retrieval import Retrieval
from advisor.evaluation.baselines.stay import Stay
from advisor.evaluation.baselines.transition_counts import CountModel
from advisor.evaluation.baselines.two_stage import TwoStage
from advisor.evaluation.protocols import Evaluated, ServedModel
from advisor.evaluation.served import SERVED, Served
from advisor.evaluation.states import States
from advisor.model.transitions import TransitionCounts
from advisor.panels.codes import OccupationCodes
from advisor.panels.observed import Cohort
from advisor.settings import Settings
from retrieval.catalog import Catalog
from retrieval.progress import Progress

CACHE = "evaluation"
"""Folder in the user's data folder for what takes minutes to train."""


@dataclass(frozen=True)
class Sources:
    """What models are made from.

    Attributes:
        settings: the operator's settings.
        cohort: whose careers are evaluated.
        seed: for everything drawn by chance.
        sampled: whether only a sample of the people is evaluated.
        progress: told how far slow steps are.
        notes: gets what was done otherwise than asked.
    """

    settings: Settings
    cohort: Cohort
    seed: int
    sampled: bool
    progress: Progress
    notes: list[str] = field(default_factory=list)

    @cached_property
    def catalog(self) -> Catalog:
        """The shipped facts: what an evaluation says must not hang on what a user imported."""
        return Catalog.load(self.settings.onet_dir)

    @cached_property
    def codes(self) -> OccupationCodes:
        """The occupation codes of both cohorts."""
        return OccupationCodes.load(self.settings.careers_dir, self.catalog)

    @cached_property
    def states(self) -> States:
        """The states of the cohort."""
        return States.of(self.codes, self.cohort)


ServedLoader = Callable[[Sources], ServedModel]
"""Returns the model that the product uses; raises ``UnavailableError`` with the reason if none."""


def count_model(sources: Sources) -> CountModel:
    """Return the count model, which is served where no trained model is."""
    counts = TransitionCounts.load(sources.settings.careers_dir, sources.catalog)
    return CountModel(counts, sources.states)


BASELINES: Mapping[str, Callable[[Sources], Evaluated]] = {
    "stay": lambda s: Stay(s.states),
    "markov1": lambda s: Markov1(s.states),
    "markov2": lambda s: Markov2(s.states),
    "logit": lambda s: Logit(s.states, s.seed, s.progress),
    "two_stage": lambda s: TwoStage(s.states, s.settings.data_dir / CACHE, s.seed, s.progress),
    "retrieval": lambda s: Retrieval(s.states, s.catalog),
    "transition_counts": count_model,
    "prompted": lambda s: Prompted.configured(
        s.settings, s.states, s.seed, s.progress, sampled=s.sampled
    ),
}
"""How each baseline is made; raises ``UnavailableError`` where it cannot be."""
NAMES = (SERVED, *BASELINES)


def made(name: str, sources: Sources, served: ServedLoader) -> Evaluated:
    """Return the model of a name, not fitted yet; raise ``UnavailableError`` with the reason."""
    return Served(served(sources)) if name == SERVED else BASELINES[name](sources)
