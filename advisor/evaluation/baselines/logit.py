"""A multinomial logit of the next state on the facts that the CAREER paper gives its own.

The facts: present and previous state, years in the present one, years worked, year number,
education and its change, years without a job (arXiv 2202.08370). Each is a category, so that the
score of a state is a sum of table rows. To the score of the present state a row of its own is
added (a conditional term): without it, no fact but the present state could say who stays.
"""

import copy
from collections.abc import Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from advisor.evaluation.baselines.facts import LEVELS, facts
from advisor.evaluation.protocols import Progress
from advisor.evaluation.questions import questions
from advisor.evaluation.states import States
from advisor.model.outcome_rates import Floats
from advisor.panels.examples import CareerText

PENALTIES = (5e-6, 1e-5, 2e-5, 4e-5)
"""Weights of the squared coefficients per transition, tried on ``valid``."""
_YEARS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17)
"""First year of each class of a number of years."""
_EPOCHS, _BATCH, _RATE, _PATIENCE = 20, 512, 0.02, 2


class Logit:
    """Trained by stochastic gradient steps, stopped where ``valid`` is best."""

    name = "logit"

    def __init__(self, states: States, seed: int, progress: Progress) -> None:
        self._states = states
        self._seed = seed
        self._progress = progress
        classes, size = len(_YEARS) + 1, len(states)
        self._sizes = (size, size + 1, classes, classes, classes, len(LEVELS) + 1, 2, classes)

    def fit(self, train: Sequence[CareerText], valid: Sequence[CareerText]) -> None:
        """Learn the coefficients; choose the penalty and when to stop on ``valid``."""
        self.penalty, self._net = PENALTIES[0], self._untrained()
        best = np.inf
        data, check = self._tensors(train), self._tensors(valid)
        for number, penalty in enumerate(PENALTIES):
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
        generator = torch.Generator().manual_seed(self._seed)
        net = self._untrained()
        steps = torch.optim.Adam(net.parameters(), lr=_RATE)
        schedule = torch.optim.lr_scheduler.ExponentialLR(steps, 0.7)
        best, best_loss, waited = copy.deepcopy(net), np.inf, 0
        for epoch in range(_EPOCHS):
            order = torch.randperm(len(data[0]), generator=generator)
            for rows in torch.split(order, _BATCH):
                x, present, answer = (part[rows] for part in data)
                loss = functional.cross_entropy(net(x, present), answer)
                loss = loss + penalty * net.squares()
                steps.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                steps.step()
            schedule.step()
            with torch.inference_mode():
                now = float(functional.cross_entropy(net(check[0], check[1]), check[2]))
            waited = 0 if now < best_loss else waited + 1
            if now < best_loss:
                best, best_loss = copy.deepcopy(net), now
            self._progress(self.name, number * _EPOCHS + epoch + 1, len(PENALTIES) * _EPOCHS)
            if waited == _PATIENCE:
                break
        self._progress(self.name, (number + 1) * _EPOCHS, len(PENALTIES) * _EPOCHS)
        return best, best_loss

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


def _classes(years: np.ndarray) -> np.ndarray:
    """Return the class of each number of years; 0 has one of its own."""
    return np.searchsorted(_YEARS, years, side="right")
