"""The running average of the weights: what it weighs, and that it gives back what it borrowed."""

from pathlib import Path

import pytest
import torch
from torch import nn

from advisor.training.averaging import AveragedWeights


def set_to(model: nn.Linear, value: float) -> None:
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.fill_(value)


def followed(values: list[float], decay: float) -> tuple[nn.Linear, AveragedWeights]:
    model = nn.Linear(2, 1)
    set_to(model, values[0])
    averaged = AveragedWeights(model, decay)
    for value in values[1:]:
        set_to(model, value)
        averaged.follow(model)
    return model, averaged


def held(model: nn.Linear, averaged: AveragedWeights) -> float:
    with averaged.applied(model):
        return model.weight[0, 0].item()


def test_it_is_between_the_weights_it_saw_and_forgets_the_start() -> None:
    model, averaged = followed([100.0, *[1.0, 3.0] * 100], 0.95)
    assert held(model, averaged) == pytest.approx(2.0, abs=0.15)


def test_the_model_gets_its_own_weights_back_also_after_an_error() -> None:
    model, averaged = followed([0.0, 4.0], 0.5)
    with pytest.raises(RuntimeError, match="stop"), averaged.applied(model):
        raise RuntimeError("stop")
    assert model.weight[0, 0].item() == 4.0


def test_it_goes_on_from_a_checkpoint(tmp_path: Path) -> None:
    model, averaged = followed([0.0, 1.0, 2.0, 3.0], 0.9)
    averaged.save(tmp_path)
    other = AveragedWeights(model, 0.9)
    other.load(tmp_path, 3)
    for each in (averaged, other):
        each.follow(model)
    assert held(model, other) == held(model, averaged)
