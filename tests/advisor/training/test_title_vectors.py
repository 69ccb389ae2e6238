"""What title vectors start from, and that folding it in changes nothing that a model says."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import LlamaConfig, LlamaForCausalLM

from advisor.panels.codes import OccupationCodes
from advisor.training.title_vectors import (
    add_title_features,
    fold_title_features,
    title_features,
)
from retrieval.catalog import Catalog
from tests.advisor.conftest import DATA


def letters(texts: object) -> NDArray[np.float32]:
    """Return counts of letters, which stand for sentence vectors here."""
    rows = [[str(text).lower().count(chr(97 + n)) for n in range(26)] for text in texts]  # type: ignore[attr-defined]
    return np.asarray(rows, np.float32)


def test_like_work_has_like_features(catalog: Catalog) -> None:
    codes = OccupationCodes.load(DATA / "careers", catalog)
    titles = [*codes.groups.values(), "Not working", "As before"]
    features = title_features(titles, codes, catalog, letters)
    assert features.shape[0] == len(titles)
    assert np.isfinite(features).all()
    assert (features[-2:] == 0).all()
    row = {title: features[place, :48] for place, title in enumerate(titles)}

    def distance(one: str, other: str) -> float:
        return float(np.linalg.norm(row[one] - row[other]))

    near = distance("Registered nurses", "Licensed practical and licensed vocational nurses")
    assert near < distance("Registered nurses", "Carpenters") / 1.5


def test_folding_changes_nothing() -> None:
    torch.manual_seed(1)
    shape: dict[str, Any] = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 1}
    model = LlamaForCausalLM(LlamaConfig(vocab_size=20, num_attention_heads=2, **shape))
    ids = torch.tensor([[1, 5, 6, 7]])
    plain = model(input_ids=ids).logits
    add_title_features(model, [5, 6], np.random.default_rng(1).normal(size=(2, 3)))
    told = model(input_ids=ids).logits
    assert not torch.allclose(told, plain)
    fold_title_features(model)
    assert torch.allclose(model(input_ids=ids).logits, told, atol=1e-6)
    assert {name for name, _ in model.named_parameters() if "projection" in name} == set()
