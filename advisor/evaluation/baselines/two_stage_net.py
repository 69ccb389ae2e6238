"""The two-stage transformer over codes: does the state change, and if so, to which one?

The architecture is CAREER's (arXiv 2202.08370): a causal transformer reads a vector a year, the
sum of the vectors of its code and its facts; one head says whether the state changes, another,
tied to the code vectors, where to if it does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from advisor.evaluation.baselines.facts import LEVELS
from advisor.evaluation.states import States
from advisor.model.work_years import EmployerChange, WorkYear
from advisor.panels.examples import CareerText

_EMPLOYERS = {change: place for place, change in enumerate(get_args(EmployerChange), 1)}
_HOURS = {None: 0, False: 1, True: 2}
_MOST_YEARS = 64
_SIZES = (len(_EMPLOYERS) + 1, len(_HOURS), len(LEVELS) + 1, _MOST_YEARS)


@dataclass(frozen=True, slots=True)
class NetSize:
    """How large the net is; about 2 million parameters as set here."""

    width: int = 192
    layers: int = 4
    heads: int = 4
    dropout: float = 0.25


@dataclass(frozen=True, slots=True)
class Batch:
    """Careers side by side, padded at the end.

    Attributes:
        state: (careers, years) the known states.
        facts: (careers, years, facts) employer change, hours, education, year number.
        answer: (careers, years) the state of the year after.
        real: (careers, years) False where a career has ended.
    """

    state: torch.Tensor
    facts: torch.Tensor
    answer: torch.Tensor
    real: torch.Tensor


Encoded = np.ndarray
"""(years, 1 + facts) a career as numbers."""


def encode(career: CareerText, states: States) -> Encoded:
    """Return a career as numbers."""
    rows = [_numbers(year, place, states) for place, year in enumerate(career.years)]
    return np.array(rows, dtype=np.int64)


def _numbers(year: WorkYear, place: int, states: States) -> tuple[int, ...]:
    return (
        states.index[year.title],
        _EMPLOYERS[year.employer] if year.employer else 0,
        _HOURS[year.full_time],
        LEVELS[year.education] if year.education else 0,
        min(place, _MOST_YEARS - 1),
    )


def batch(careers: Sequence[Encoded]) -> Batch:
    """Return careers of two years or more as one batch."""
    longest = max(len(career) for career in careers) - 1
    known = np.zeros((len(careers), longest, 1 + len(_SIZES)), dtype=np.int64)
    answer = np.zeros((len(careers), longest), dtype=np.int64)
    real = np.zeros((len(careers), longest), dtype=bool)
    for row, career in enumerate(careers):
        years = len(career) - 1
        known[row, :years] = career[:-1]
        answer[row, :years] = career[1:, 0]
        real[row, :years] = True
    table = torch.from_numpy(known)
    return Batch(table[..., 0], table[..., 1:], torch.from_numpy(answer), torch.from_numpy(real))


class TwoStageNet(nn.Module):
    """Gives the score of staying, and the scores of all destinations."""

    def __init__(self, states: int, size: NetSize) -> None:
        super().__init__()
        self.state = nn.Embedding(states, size.width)
        self.facts = nn.ModuleList(nn.Embedding(n, size.width) for n in _SIZES)
        for table in (self.state, *self.facts):
            nn.init.normal_(table.weight, std=0.02)
        self.dropout = nn.Dropout(size.dropout)
        self.layers = nn.ModuleList(_Layer(size) for _ in range(size.layers))
        self.norm = nn.LayerNorm(size.width)
        self.stays = nn.Linear(size.width, 1)
        self.stays_in = nn.Embedding(states, 1)
        nn.init.zeros_(self.stays_in.weight)
        self.destination = nn.Linear(size.width, size.width)
        self.base = nn.Parameter(torch.zeros(states))

    def forward(self, given: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Return for the real years only (years,) scores of staying and (years, width) vectors."""
        x = self.state(given.state)
        for place, table in enumerate(self.facts):
            x = x + table(given.facts[..., place])
        x = self.dropout(x)
        for layer in self.layers:
            x = layer(x)
        x = self.norm(x[given.real])
        stay = self.stays(x) + self.stays_in(given.state[given.real])
        return stay[:, 0], x

    def destinations(self, vectors: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
        """Return (years, states) log probabilities given that the state changes."""
        scores: torch.Tensor = self.destination(vectors) @ self.state.weight.T + self.base
        scores = scores.scatter(1, present[:, None], -torch.inf)
        return functional.log_softmax(scores, -1)

    def loss(self, given: Batch) -> torch.Tensor:
        """Return minus the mean log probability of the answers."""
        stay, vectors = self(given)
        present, answer = given.state[given.real], given.answer[given.real]
        moved = present != answer
        changed = functional.binary_cross_entropy_with_logits(
            stay, (~moved).float(), reduction="sum"
        )
        # Destinations are only worked out where there is one: a fifth of the cost.
        where = self.destinations(vectors[moved], present[moved])
        reached = where.gather(1, answer[moved][:, None]).sum()
        return (changed - reached) / len(present)

    def log_probabilities(self, given: Batch) -> torch.Tensor:
        """Return (real years, states)."""
        stay, vectors = self(given)
        present = given.state[given.real][:, None]
        move = functional.logsigmoid(-stay)[:, None]
        result = self.destinations(vectors, present[:, 0]) + move
        return result.scatter(1, present, functional.logsigmoid(stay)[:, None])


class _Layer(nn.Module):
    """Causal attention and a feed-forward part, each behind a norm."""

    def __init__(self, size: NetSize) -> None:
        super().__init__()
        self.heads = size.heads
        self.drop = size.dropout
        self.first, self.second = nn.LayerNorm(size.width), nn.LayerNorm(size.width)
        self.read = nn.Linear(size.width, 3 * size.width)
        self.write = nn.Linear(size.width, size.width)
        self.up, self.down = (
            nn.Linear(size.width, 4 * size.width),
            nn.Linear(4 * size.width, size.width),
        )
        self.dropout = nn.Dropout(size.dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        rows, years, width = x.shape
        parts = self.read(self.first(x)).view(rows, years, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        drop = self.drop if self.training else 0.0
        seen = functional.scaled_dot_product_attention(
            query, key, value, is_causal=True, dropout_p=drop
        )
        x = x + self.dropout(self.write(seen.transpose(1, 2).reshape(rows, years, width)))
        hidden = functional.gelu(self.up(self.second(x)))
        result: torch.Tensor = x + self.dropout(self.down(hidden))
        return result
