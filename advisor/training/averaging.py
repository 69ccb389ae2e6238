"""Running averages of a model's weights: what is evaluated and kept instead of the last step."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn

FILE = "averaged.safetensors"


class AveragedWeights:
    """An exponential moving average that follows a model step by step.

    Early steps count less than ``decay`` says, so that the average forgets the random start.
    """

    def __init__(self, model: nn.Module, decay: float) -> None:
        """Begin at the model's present weights."""
        self._decay = decay
        self._steps = 0
        self._average = {name: p.detach().clone() for name, p in model.named_parameters()}

    @torch.no_grad()
    def follow(self, model: nn.Module) -> None:
        """Move towards the model's weights, once a step."""
        self._steps += 1
        decay = min(self._decay, (1 + self._steps) / (10 + self._steps))
        for name, parameter in model.named_parameters():
            self._average[name].lerp_(parameter.detach(), 1 - decay)

    @contextmanager
    def applied(self, model: nn.Module) -> Iterator[None]:
        """Put the average into the model for a while."""
        own = {name: p.detach().clone() for name, p in model.named_parameters()}
        try:
            self._put(model, self._average)
            yield
        finally:
            self._put(model, own)

    @staticmethod
    @torch.no_grad()
    def _put(model: nn.Module, weights: dict[str, torch.Tensor]) -> None:
        for name, parameter in model.named_parameters():
            parameter.copy_(weights[name])

    def save(self, folder: Path) -> None:
        """Write the average into a checkpoint's folder."""
        save_file(self._average, folder / FILE, metadata={"steps": str(self._steps)})

    def load(self, folder: Path, steps: int) -> None:
        """Go on from a checkpoint's average after so many steps."""
        self._average = load_file(folder / FILE)
        self._steps = steps
