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
from typing import cast

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
from advisor.evaluation.states import States
from advisor.model.outcome_rates import Floats
from advisor.panels.examples import CareerText
from retrieval.progress import Progress

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
        training = _Training(len(self._states), self._settings, self._seed, self._progress)
        weights = training.weights(data, check)
        self._net.load_state_dict(weights)
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(weights, path)

    @torch.inference_mode()
    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states)."""
        self._net.eval()
        rows = (
            self._net.log_probabilities(batch(some)).double().numpy()
            for some in _parts(self._encoded(careers))
        )
        return np.concatenate([np.zeros((0, len(self._states))), *rows])

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


class _Training:
    """One training run of a net."""

    def __init__(
        self, states: int, settings: TwoStageSettings, seed: int, progress: Progress
    ) -> None:
        self._states = states
        self._settings = settings
        self._seed = seed
        self._progress = progress

    def weights(self, data: Sequence[Encoded], check: Sequence[Encoded]) -> dict[str, torch.Tensor]:
        """Return the averaged weights of the epoch that is best on ``check``."""
        with torch.random.fork_rng():
            torch.manual_seed(self._seed)
            order = np.random.default_rng(self._seed)
            net = TwoStageNet(self._states, self._settings.net)
            averaged = torch.optim.swa_utils.AveragedModel(
                net, avg_fn=_Average(self._settings.average)
            )
            adam, schedule = self._optimizer(net, len(data))
            average = cast(TwoStageNet, averaged.module)
            best, best_loss, waited = _copy(net), np.inf, 0
            for epoch in range(self._settings.epochs):
                net.train()
                for careers in _batches(data, self._settings.careers, order):
                    _step(net, careers, adam)
                    schedule.step()
                    averaged.update_parameters(net)
                now = _loss(average, check)
                waited = 0 if now < best_loss else waited + 1
                if now < best_loss:
                    best, best_loss = _copy(average), now
                self._progress("two_stage", epoch + 1, self._settings.epochs)
                if waited == self._settings.patience:
                    break
        self._progress("two_stage", self._settings.epochs, self._settings.epochs)
        return best

    def _optimizer(
        self, net: TwoStageNet, careers: int
    ) -> tuple[torch.optim.AdamW, torch.optim.lr_scheduler.LambdaLR]:
        given = self._settings
        steps = given.epochs * -(-careers // given.careers)

        def share(step: int) -> float:
            return min(1, (step + 1) / given.warm_up) * (1 + cos(pi * step / steps)) / 2

        adam = torch.optim.AdamW(
            net.parameters(), lr=given.rate, weight_decay=given.decay, betas=(0.9, 0.98)
        )
        return adam, torch.optim.lr_scheduler.LambdaLR(adam, share)


def _step(net: TwoStageNet, careers: Sequence[Encoded], adam: torch.optim.AdamW) -> None:
    loss = net.loss(batch(careers))
    adam.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    adam.step()


def _copy(net: nn.Module) -> dict[str, torch.Tensor]:
    return {name: weight.clone() for name, weight in net.state_dict().items()}


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
