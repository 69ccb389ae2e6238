"""The model in ``data/model`` is whole, small and sane."""

import time
from datetime import date

import numpy as np
import pytest
import torch

from advisor.career import PRESENT, CareerHistory, Job, When
from advisor.model.career_model import CareerModel, TextMember
from advisor.model.device import Device
from advisor.model.manifest import read_manifest
from advisor.model.opening import open_predictor
from advisor.settings import Settings
from retrieval.catalog import Catalog
from tests.advisor.conftest import DATA

FOLDER = DATA / "model"


def test_it_is_small() -> None:
    files = read_manifest(FOLDER).files()
    assert sum((FOLDER / file).stat().st_size for file in files) <= 30e6


def test_it_loads_fast_and_has_the_size_it_says() -> None:
    began = time.perf_counter()
    model = CareerModel.load(FOLDER, Device("cpu", torch.float32))
    assert time.perf_counter() - began < 3
    texts = [member.model for member in model.members if isinstance(member, TextMember)]
    assert texts
    weights = [p for text in texts for p in text.parameters()]
    assert 5e6 < sum(p.numel() for p in weights) < 15e6
    assert all(bool(torch.isfinite(p).all()) for p in weights)


@pytest.mark.parametrize(
    ("code", "next_group"),
    [("29-1141.00", "350"), ("35-3031.00", "4720"), ("15-1252.00", "1010")],
)
def test_what_comes_next_is_what_comes_to_mind(
    catalog: Catalog, today: date, code: str, next_group: str
) -> None:
    """Nurses go into health management, waiters to tills, developers to programming."""
    job = Job("j1", "x", code, "Somewhere", When(2019, 0), PRESENT)
    found = open_predictor(Settings(model_dir=FOLDER), catalog).predict(
        CareerHistory(jobs=(job,)), today
    )
    assert found.model == "advisor-mini-1"
    assert found.notes == ()
    assert 0.5 < found.stay < 0.99
    ranked = sorted(found.groups, key=lambda group: -found.groups[group])
    assert next_group in ranked[:10]
    assert np.isclose(found.stay + sum(found.groups.values()) + found.not_employed, 1)
