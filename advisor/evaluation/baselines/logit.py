"""A multinomial logit of the next state on the facts that the CAREER paper gives its own.

The facts: present and previous state, years in the present one, years worked, year number,
education and its change, years without a job (arXiv 2202.08370). Each is a category, so that the
score of a state is a sum of table rows. To the score of the present state a row of its own is
added (a conditional term): without it, no fact but the present state could say who stays.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from advisor.evaluation.baselines.facts import LEVELS, facts
from advisor.evaluation.questions import questions
from advisor.evaluation.states import States
from advisor.model.outcome_rates import Floats
from advisor.panels.examples import CareerText
from retrieval.progress import Progress

_YEARS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17)
"""First year of each class of a number of years."""


@dataclass(frozen=True, slots=True)
class LogitSettings:
    """How it is trained.

    Attributes:
        penalties: weights of the squared coefficients, tried on ``valid``.
        epochs: at most, for each penalty.
        patience: stop after so many epochs that are no better on ``valid``.
        batch: transitions a step.
        rate, cooling: the first learning rate, and what it is multiplied with after an epoch.
    """

    penalties: tuple[float, ...] = (5e-6, 1e-5, 2e-5, 4e-5)
    epochs: int = 20
    patience: int = 2
    batch: int = 512
    rate: float = 0.02
    cooling: float = 0.7


class Logit:
    """Trained by stochastic gradient steps, stopped where ``valid`` is best."""

    name = "logit"

    def __init__(
        self,
        states: States,
        seed: int,
        progress: Progress,
        settings: LogitSettings | None = None,
    ) -> None:
        self._states = states
        self._seed = seed
        self._progress = progress
        self._settings = settings or LogitSettings()
        classes, size = len(_YEARS) + 1, len(states)
        self._sizes = (size, size + 1, classes, classes, classes, len(LEVELS) + 1, 2, classes)

    def fit(self, train: Sequence[CareerText], valid: Sequence[CareerText]) -> None:
        """Learn the coefficients; choose the penalty and when to stop on ``valid``."""
        self.penalty, self._net = self._settings.penalties[0], self._untrained()
        best = np.inf
        data, check = self._tensors(train), self._tensors(valid)
        for number, penalty in enumerate(self._settings.penalties):
            net, loss = self._trained(data, check, penalty, number)
            if loss < best:
                best, self.penalty, self._net = loss, penalty, net

    @torch.inference_mode()
    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states)."""
        x, present, _ = self._tensors(careers)
        self._net.eval()
        logits = self._net(x, present).double()
        return np.asarray(functional.log_softmax(logits, -1).numpy())

    def _untrained(self) -> "_Net":
        return _Net(sum(self._sizes), len(self._states))

    def _trained(
        self, data: "_Tensors", check: "_Tensors", penalty: float, number: int
    ) -> tuple["_Net", float]:
        """Return the net of the best epoch and its loss on ``check``."""
        given = self._settings
        generator = torch.Generator().manual_seed(self._seed)
        net = self._untrained()
        steps = torch.optim.Adam(net.parameters(), lr=given.rate)
        schedule = torch.optim.lr_scheduler.ExponentialLR(steps, given.cooling)
        best, best_loss, waited = copy.deepcopy(net), np.inf, 0
        for epoch in range(given.epochs):
            order = torch.randperm(len(data[0]), generator=generator)
            for rows in torch.split(order, given.batch):
                x, present, answer = (part[rows] for part in data)
                loss = functional.cross_entropy(net(x, present), answer)
                loss = loss + penalty * net.squares()
                steps.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                steps.step()
            schedule.step()
            now = _loss(net, check)
            waited = 0 if now < best_loss else waited + 1
            if now < best_loss:
                best, best_loss = copy.deepcopy(net), now
            self._tell(number * given.epochs + epoch + 1)
            if waited == given.patience:
                break
        self._tell((number + 1) * given.epochs)
        return best, best_loss

    def _tell(self, done: int) -> None:
        self._progress(self.name, done, len(self._settings.penalties) * self._settings.epochs)

    def _tensors(self, careers: Sequence[CareerText]) -> "_Tensors":
        asked, known = questions(careers, self._states), facts(careers, self._states)
        columns = (
            asked.present,
            known.previous + 1,
            _classes(known.tenure),
            _classes(known.worked),
            _classes(known.year),
            known.education,
            known.education_changed,
            _classes(known.away),
        )
        starts = np.cumsum([0, *self._sizes[:-1]])
        x = np.stack(columns, axis=1) + starts
        return torch.from_numpy(x), torch.from_numpy(asked.present), torch.from_numpy(asked.answer)


_Tensors = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


class _Net(nn.Module):
    """Adds up the rows of the facts that hold."""

    def __init__(self, values: int, states: int) -> None:
        super().__init__()
        self.scores = nn.EmbeddingBag(values, states, mode="sum")
        self.stays = nn.EmbeddingBag(values, 1, mode="sum")
        self.base = nn.Parameter(torch.zeros(states))
        nn.init.zeros_(self.scores.weight)
        nn.init.zeros_(self.stays.weight)

    def forward(self, x: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
        """Return (transitions, states) scores."""
        scores: torch.Tensor = self.base + self.scores(x)
        return scores.scatter_add(1, present[:, None], self.stays(x))

    def squares(self) -> torch.Tensor:
        """Return the sum of all squared coefficients of facts."""
        return self.scores.weight.square().sum() + self.stays.weight.square().sum()


@torch.inference_mode()
def _loss(net: _Net, check: _Tensors) -> float:
    """Return the mean loss, without the penalty."""
    x, present, answer = check
    return float(functional.cross_entropy(net(x, present), answer))


def _classes(years: np.ndarray) -> np.ndarray:
    """Return the class of each number of years; 0 has one of its own."""
    return np.searchsorted(_YEARS, years, side="right")
