"""The packed trie against scoring each title on its own, on small models with random weights."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from transformers import (
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedModel,
    Qwen3Config,
    Qwen3ForCausalLM,
)

from advisor.model.device import Device, FittingBatches, find_device
from advisor.model.title_scorer import TitleScorer
from advisor.model.title_trie import TitleTrie
from retrieval.errors import AdvisorError

CPU = Device("cpu", torch.float32)
SHAPE: dict[str, Any] = {
    "vocab_size": 120,
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 256,
}
END = 1


def sharp(model: PreTrainedModel) -> PreTrainedModel:
    """Return the model with larger weights, so that what it says depends on what it reads."""
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim > 1:
                parameter.mul_(4)
    return model


@pytest.fixture(scope="module", params=["llama", "qwen3"])
def model(request: pytest.FixtureRequest) -> PreTrainedModel:
    torch.manual_seed(3)
    if request.param == "llama":
        return sharp(LlamaForCausalLM(LlamaConfig(**SHAPE)))
    return sharp(Qwen3ForCausalLM(Qwen3Config(**SHAPE)))


@pytest.fixture(scope="module")
def paths() -> list[list[int]]:
    """Titles of one to four tokens with many shared beginnings, each with an end mark."""
    rng = np.random.default_rng(5)
    drawn = {tuple(rng.integers(10, 16, rng.integers(1, 5)).tolist()) for _ in range(90)}
    return [[*path, END] for path in sorted(drawn)]


def one_by_one(
    model: PreTrainedModel, text: Sequence[int], paths: Sequence[Sequence[int]]
) -> NDArray[np.float64]:
    scores = []
    for path in paths:
        with torch.inference_mode():
            logits = model(input_ids=torch.tensor([[*text, *path]])).logits[0]
        steps = logits.double().log_softmax(-1)[len(text) - 1 : -1]
        scores.append(float(steps.gather(1, torch.tensor(path)[:, None]).sum()))
    return np.asarray(scores)


@pytest.mark.parametrize("block", [8, 4096])
def test_the_trie_gives_what_scoring_each_title_gives(
    model: PreTrainedModel, paths: list[list[int]], block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.model.title_scorer._BLOCK", block)
    texts = [[5, 9, 33, 40, 2], [7], list(range(20, 60))]
    scores = TitleScorer(model, TitleTrie(paths), CPU, rows=2).score(texts)
    for row, text in enumerate(texts):
        expected = one_by_one(model, text, paths)
        raw = scores.log_probabilities[row] + np.log(scores.valid_mass[row])
        np.testing.assert_allclose(raw, expected, atol=1e-4)
    np.testing.assert_allclose(np.exp(scores.log_probabilities).sum(1), 1)


def test_one_token_titles_need_one_pass(model: PreTrainedModel) -> None:
    trie = TitleTrie([[token] for token in range(50, 90)])
    assert list(trie.blocks(64)) == []
    scores = TitleScorer(model, trie, CPU).score([[3, 4, 5]])
    with torch.inference_mode():
        logits = model(input_ids=torch.tensor([[3, 4, 5]])).logits[0, -1]
    expected = logits[50:90].double().log_softmax(-1).numpy()
    np.testing.assert_allclose(scores.log_probabilities[0], expected, atol=1e-5)


def test_a_text_of_nothing_is_refused(model: PreTrainedModel, paths: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="one token of text"):
        TitleScorer(model, TitleTrie(paths), CPU).score([[1], []])


def test_titles_must_not_begin_one_another() -> None:
    with pytest.raises(ValueError, match="end mark"):
        TitleTrie([[1, 2], [1]])
    with pytest.raises(ValueError, match="end mark"):
        TitleTrie([[1, 2], [1, 2]])
    with pytest.raises(ValueError, match="one token a title"):
        TitleTrie([[]])


def test_blocks_hold_every_inner_node_once(paths: list[list[int]]) -> None:
    trie = TitleTrie(paths)
    blocks = list(trie.blocks(8))
    assert len(blocks) > 1
    nodes = [node for block in blocks for node in block.nodes]
    assert sorted(nodes) == sorted(set(trie.parents[trie.parents >= 0]))
    children = [child for block in blocks for child in block.children]
    assert sorted([*children, *trie.first]) == list(range(len(trie.tokens)))


def test_batches_shrink_when_memory_runs_out_and_say_so_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    batches = FittingBatches(CPU, 8)

    def work(items: Sequence[int]) -> list[int]:
        if len(items) > 3:
            raise torch.OutOfMemoryError("no room")
        return [item * 2 for item in items]

    assert batches.run(range(10), work) == [item * 2 for item in range(10)]
    assert [record.getMessage() for record in caplog.records] == [
        "out of memory on cpu: 4 histories at a time",
        "out of memory on cpu: 2 histories at a time",
    ]
    assert batches.run(range(10), work) == [item * 2 for item in range(10)]
    assert len(caplog.records) == 2


def test_one_item_that_does_not_fit_is_said() -> None:
    def work(_: Sequence[int]) -> list[int]:
        raise torch.OutOfMemoryError("no room")

    with pytest.raises(AdvisorError, match="does not fit"):
        FittingBatches(CPU, 2).run([1, 2], work)


def test_a_device_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_device("cpu") == CPU
    monkeypatch.setenv("ADVISOR_DEVICE", "toaster")
    with pytest.raises(AdvisorError, match=r"ADVISOR_DEVICE.*'toaster'"):
        find_device()
