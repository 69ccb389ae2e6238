"""A small two-stage transformer over years, which answers beside the language models.

As in CAREER (arXiv 2202.08370) the chance of going on as before is one output and where a mover
goes another; beyond it, the vectors of titles also hold a projection of what O*NET knows of them
(folded into them once trained), and titles held before get a score of their own by how long ago
and how often. It reads the same facts as the text model: nothing of sex, race, age or wage.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from advisor.model.year_inputs import HELD_KINDS, SIZES, YearBatch

Floats = NDArray[np.float64]
_MASKED = -1e9


@dataclass(frozen=True, slots=True)
class YearShape:
    """Width, layers, heads and dropout of the transformer."""

    width: int = 192
    layers: int = 3
    heads: int = 4
    dropout: float = 0.3


class _Layer(nn.Module):
    """Causal attention and a gated feed-forward, each behind a norm and added."""

    def __init__(self, shape: YearShape) -> None:
        super().__init__()
        width = shape.width
        self._heads = shape.heads
        self._attention_dropout = shape.dropout / 3
        self.norm_attention = nn.RMSNorm(width)
        self.norm_feed = nn.RMSNorm(width)
        self.query_key_value = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.gate_up = nn.Linear(width, 8 * width, bias=False)
        self.down = nn.Linear(4 * width, width, bias=False)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        rows, steps, width = hidden.shape
        parts = self.query_key_value(self.norm_attention(hidden))
        query, key, value = parts.view(rows, steps, 3, self._heads, -1).permute(2, 0, 3, 1, 4)
        rate = self._attention_dropout if self.training else 0.0
        seen = functional.scaled_dot_product_attention(
            query, key, value, is_causal=True, dropout_p=rate
        )
        hidden = hidden + self.dropout(self.out(seen.transpose(1, 2).reshape(rows, steps, width)))
        gate, up = self.gate_up(self.norm_feed(hidden)).chunk(2, dim=-1)
        fed: torch.Tensor = self.dropout(self.down(functional.silu(gate) * up))
        return hidden + fed


class YearModel(nn.Module):
    """Scores going on as before, and every title a mover may go to."""

    def __init__(self, shape: YearShape, features: Floats, longest: int) -> None:
        """Build with random weights.

        Args:
            shape: of the transformer.
            features: (titles, components) of every title.
            longest: most years of a career.
        """
        super().__init__()
        self.shape, self.longest = shape, longest
        width, titles = shape.width, len(features)
        self._scale = 2 / math.sqrt(width)
        # Every run builds them anew: they need no place beside the weights.
        self.register_buffer(
            "features", torch.as_tensor(features, dtype=torch.float32), persistent=False
        )
        self.title_in = nn.Parameter(torch.randn(titles, width) * 0.02)
        self.title_out = nn.Parameter(torch.randn(titles, width) * 0.02)
        known = features.shape[1]
        self.project_in = nn.Linear(known, width, bias=False) if known else None
        self.project_out = nn.Linear(known, width, bias=False) if known else None
        self.facts = nn.ModuleList(nn.Embedding(size, width) for size in SIZES)
        self.position = nn.Embedding(longest, width)
        for table in (*self.facts, self.position):
            assert isinstance(table, nn.Embedding)  # nosec B101  # noqa: S101  # for the type checker
            nn.init.normal_(table.weight, std=0.02)
        self.layers = nn.ModuleList(_Layer(shape) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(width)
        self.dropout = nn.Dropout(shape.dropout)
        self.stay = nn.Sequential(
            nn.Linear(width, width), nn.SiLU(), nn.Dropout(shape.dropout), nn.Linear(width, 1)
        )
        self.stay_bias = nn.Parameter(torch.zeros(titles))
        self.move = nn.Linear(width, width)
        self.move_bias = nn.Parameter(torch.zeros(titles))
        self.held = nn.Linear(width, HELD_KINDS)
        nn.init.zeros_(self.held.weight)
        nn.init.zeros_(self.held.bias)

    def forward(self, batch: YearBatch) -> tuple[torch.Tensor, torch.Tensor]:
        """Return (careers, years) log odds of going on, (careers, years, width) hidden states."""
        hidden = self._table(self.title_in, self.project_in)[batch.titles]
        for column, table in enumerate(self.facts):
            hidden = hidden + table(batch.facts[..., column])
        steps = torch.arange(hidden.shape[1], device=hidden.device)
        hidden = self.dropout(hidden + self.position(steps))
        for layer in self.layers:
            hidden = layer(hidden)
        hidden = self.norm(hidden)
        return self.stay(hidden)[..., 0] + self.stay_bias[batch.titles], hidden

    def moves(
        self,
        hidden: torch.Tensor,
        present: torch.Tensor,
        held: torch.Tensor,
        allowed: torch.Tensor,
    ) -> torch.Tensor:
        """Return (rows, titles) log probabilities of where a mover goes.

        Args:
            hidden: (rows, width) states of the years moved from.
            present: (rows,) their titles, which nobody moves to.
            held: (rows, titles) the kind of each title held before, 0 for never.
            allowed: (titles,) True for titles of the cohort.
        """
        out = self._table(self.title_out, self.project_out)
        scores = self.move(hidden) @ out.T * self._scale + self.move_bias
        scores = scores + self.held(hidden).gather(1, held)
        scores = scores.masked_fill(~allowed, _MASKED)
        masked: torch.Tensor = scores.scatter(1, present[:, None], _MASKED)
        return masked.log_softmax(-1)

    def next_states(
        self,
        odds: torch.Tensor,
        hidden: torch.Tensor,
        present: torch.Tensor,
        held: torch.Tensor,
        allowed: torch.Tensor,
    ) -> torch.Tensor:
        """Return (rows, titles) log probabilities, staying at the place of the present title.

        Args:
            odds: (rows,) log odds of staying.
            hidden: (rows, width) states of the years moved from.
            present: (rows,) their titles.
            held: (rows, titles) the kind of each title held before, 0 for never.
            allowed: (titles,) True for titles of the cohort.
        """
        moved = self.moves(hidden, present, held, allowed) + functional.logsigmoid(-odds)[:, None]
        return moved.scatter(1, present[:, None], functional.logsigmoid(odds)[:, None])

    def _table(self, own: torch.Tensor, project: nn.Linear | None) -> torch.Tensor:
        """Return (titles, width) the vectors of titles, what is known of them included."""
        if project is None:
            return own
        known: torch.Tensor = project(self.get_buffer("features"))
        return own + known

    def folded(self) -> Self:
        """Return a model that gives the same with what is known of titles inside their vectors."""
        plain = type(self)(self.shape, np.zeros((len(self.title_in), 0)), self.longest)
        weights = {
            name: value for name, value in self.state_dict().items() if "project" not in name
        }
        with torch.no_grad():
            weights["title_in"] = self._table(self.title_in, self.project_in)
            weights["title_out"] = self._table(self.title_out, self.project_out)
        plain.load_state_dict(weights)
        return plain.eval()


def average(predictions: Sequence[torch.Tensor]) -> torch.Tensor:
    """Return the logarithm of the mean of several (rows, titles) log probabilities."""
    stacked = torch.stack(list(predictions))
    return stacked.logsumexp(0) - math.log(len(predictions))
