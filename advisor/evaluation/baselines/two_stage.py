"""Trains the two-stage transformer over codes, once for the same careers and settings.

It is told what the served model is told but O*NET's facts: codes, employer changes, hours as part
or full time, education and the year number; no sex, race, age, wage or date.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from math import cos, pi
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import nn

from advisor.evaluation.baselines.two_stage_net import (
    Encoded,
    NetSize,
    TwoStageNet,
    batch,
    encode,
)
from advisor.evaluation.protocols import Progress
from advisor.evaluation.states import States
from advisor.model.outcome_rates import Floats
from advisor.panels.examples import CareerText

_VERSION = 1
"""Goes up when the net or its training changes, so that no older one is taken from the cache."""
_AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class TwoStageSettings:
    """How the net is trained; chosen on ``valid``.

    Attributes:
        net: its size.
        epochs: at most; the best epoch on ``valid`` is kept.
        patience: stop after so many epochs without a better one.
        careers: in a batch.
        rate, warm_up: learning rate at its height, reached after so many steps; it falls along a
            cosine.
        decay: weight decay.
        average: decay of the running average of the weights, which is what is used.
    """

    net: NetSize = field(default_factory=NetSize)
    epochs: int = 16
    patience: int = 3
    careers: int = 64
    rate: float = 1e-3
    warm_up: int = 200
    decay: float = 0.1
    average: float = 0.99


class TwoStage:
    """The published kind of model, on the same questions."""

    name = "two_stage"

    def __init__(
        self,
        states: States,
        cache: Path,
        seed: int,
        progress: Progress,
        settings: TwoStageSettings | None = None,
    ) -> None:
        """Keep where trained nets are to be found again, in the folder ``cache``."""
        self._states = states
        self._cache = cache
        self._seed = seed
        self._progress = progress
        self._settings = settings or TwoStageSettings()
        self._net = TwoStageNet(len(states), self._settings.net)

    def fit(self, train: Sequence[CareerText], valid: Sequence[CareerText]) -> None:
        """Train, or take the net trained on the same careers with the same settings before."""
        data, check = self._encoded(train), self._encoded(valid)
        path = self._cache / f"two_stage-{self._fingerprint(data, check)}.safetensors"
        if _loaded(self._net, path):
            return
        weights = _trained(self._net, data, check, self._settings, self._seed, self._progress)
        self._net.load_state_dict(weights)
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(weights, path)

    @torch.inference_mode()
    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states)."""
        self._net.eval()
        rows = [np.zeros((0, len(self._states)))]
        for some in _parts(self._encoded(careers)):
            rows.append(self._net.log_probabilities(batch(some)).double().numpy())
        return np.concatenate(rows)

    def _encoded(self, careers: Sequence[CareerText]) -> list[Encoded]:
        return [encode(career, self._states) for career in careers if len(career.years) > 1]

    def _fingerprint(self, *data: Sequence[Encoded]) -> str:
        settings = json.dumps([_VERSION, self._seed, asdict(self._settings), *self._states.titles])
        digest = hashlib.sha256(settings.encode())
        for careers in data:
            for career in careers:
                digest.update(len(career).to_bytes(4, "big") + career.tobytes())
        return digest.hexdigest()[:16]


def _loaded(net: nn.Module, path: Path) -> bool:
    """Put cached weights into the net; return whether there were any that fit."""
    try:
        net.load_state_dict(load_file(path))
    except (OSError, SafetensorError, RuntimeError):
        # None yet, or a file that a stopped run left half written: train.
        return False
    return True


def _trained(  # noqa: PLR0913  # a training run has this many parts
    net: TwoStageNet,
    data: Sequence[Encoded],
    check: Sequence[Encoded],
    settings: TwoStageSettings,
    seed: int,
    progress: Progress,
) -> dict[str, torch.Tensor]:
    """Return the averaged weights of the epoch that is best on ``check``."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        order = np.random.default_rng(seed)
        net = TwoStageNet(net.base.numel(), settings.net)
        averaged = torch.optim.swa_utils.AveragedModel(net, avg_fn=_Average(settings.average))
        adam = torch.optim.AdamW(
            net.parameters(), lr=settings.rate, weight_decay=settings.decay, betas=(0.9, 0.98)
        )
        steps = settings.epochs * -(-len(data) // settings.careers)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            adam, lambda step: min(1, (step + 1) / settings.warm_up) * (1 + cos(pi * step / steps)) / 2
        )
        best, best_loss, waited = net.state_dict(), np.inf, 0
        for epoch in range(settings.epochs):
            net.train()
            for careers in _batches(data, settings.careers, order):
                loss = net.loss(batch(careers))
                adam.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                adam.step()
                schedule.step()
                averaged.update_parameters(net)
            now = _loss(averaged.module, check)
            waited = 0 if now < best_loss else waited + 1
            if now < best_loss:
                best_loss = now
                best = {name: w.clone() for name, w in averaged.module.state_dict().items()}
            progress("two_stage", epoch + 1, settings.epochs)
            if waited == settings.patience:
                break
    progress("two_stage", settings.epochs, settings.epochs)
    return best


class _Average:
    """A running average that forgets the random start sooner than ``decay`` says."""

    def __init__(self, decay: float) -> None:
        self._decay = decay

    def __call__(
        self, average: torch.Tensor, now: torch.Tensor, steps: torch.Tensor | int
    ) -> torch.Tensor:
        decay = min(self._decay, (1 + float(steps)) / (10 + float(steps)))
        return average.lerp(now, 1 - decay)


def _batches(
    data: Sequence[Encoded], careers: int, order: np.random.Generator
) -> Iterator[list[Encoded]]:
    """Yield all careers in a random order, those of like length together to save padding."""
    lengths = np.array([len(career) for career in data]) + order.uniform(0, 3, len(data))
    places = np.array_split(np.argsort(lengths), -(-len(data) // careers))
    for number in order.permutation(len(places)):
        yield [data[place] for place in places[number]]


@torch.inference_mode()
def _loss(net: TwoStageNet, careers: Sequence[Encoded]) -> float:
    net.eval()
    total, years = 0.0, 0
    for some in _parts(careers):
        given = batch(some)
        total += float(net.loss(given)) * int(given.real.sum())
        years += int(given.real.sum())
    return total / max(years, 1)


def _parts(careers: Sequence[Encoded]) -> Iterator[Sequence[Encoded]]:
    for start in range(0, len(careers), _AT_ONCE):
        yield careers[start : start + _AT_ONCE]
