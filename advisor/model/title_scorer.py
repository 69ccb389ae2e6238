"""The probability of every allowed title after a text, from a causal language model.

The probability of a title is the product of the probabilities of its tokens, its end mark included
(LABOR-LLM, arXiv 2406.17972). The text goes through the model once; the titles' tokens follow as
one trie packed into a few sequences, in which each token sees the text and its own beginning only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import DynamicCache, PreTrainedModel

from advisor.model.device import Device, FittingBatches
from advisor.model.title_trie import Block, TitleTrie

_MOST_LOGITS = 2**27
"""Numbers that the output layer may yield at a time (512 MB as float32)."""
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class TitleScores:
    """What follows each text.

    Attributes:
        log_probabilities: (texts, titles) natural logarithms, summing to 1 over the titles.
        valid_mass: (texts,) the probability that any of the titles follows, before it was
            brought to 1; low values mean that the model would say something else.
    """

    log_probabilities: NDArray[np.float64]
    valid_mass: NDArray[np.float64]


class TitleScorer:
    """Scores all titles of a trie after texts given as tokens."""

    def __init__(
        self, model: PreTrainedModel, trie: TitleTrie, device: Device, rows: int = 16
    ) -> None:
        """Keep the model, which must be on the device, in evaluation mode.

        Args:
            model: any causal language model of transformers.
            trie: the allowed titles.
            device: where the model is.
            rows: texts at a time; fewer when they do not fit into memory.
        """
        self._model = model
        model.eval()  # type: ignore[no-untyped-call]
        self._trie = trie
        self._device = device
        self._batches = FittingBatches(device, rows)
        vocabulary: int = model.config.vocab_size
        self._blocks = list(trie.blocks(min(_BLOCK, max(1, _MOST_LOGITS // vocabulary))))

    def score(self, texts: Sequence[Sequence[int]]) -> TitleScores:
        """Return the scores of every title after each text.

        Raises:
            AdvisorError: one text does not fit into the device's memory.
            ValueError: a text is empty.
        """
        if not all(texts):
            raise ValueError("expected one token of text or more, got none")
        # Texts of like length together: little padding.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        rows = self._batches.run([texts[place] for place in order], self._score)
        raw = np.empty((len(texts), len(self._trie.leaves)))
        raw[order] = np.asarray(rows).reshape(len(texts), -1)
        mass = np.logaddexp.reduce(raw, axis=1)
        return TitleScores(raw - mass[:, None], np.exp(mass))

    @torch.inference_mode()
    def _score(self, texts: Sequence[Sequence[int]]) -> list[NDArray[np.float64]]:
        """Return (titles,) raw log probabilities for each text of a batch."""
        trie = self._trie
        longest = max(len(text) for text in texts)
        tokens = torch.zeros(len(texts), longest, dtype=torch.long)
        seen = torch.zeros(len(texts), longest, dtype=torch.long)
        for row, text in enumerate(texts):
            tokens[row, longest - len(text) :] = torch.as_tensor(text)
            seen[row, longest - len(text) :] = 1
        tokens, seen = tokens.to(self._device.name), seen.to(self._device.name)
        positions = (seen.cumsum(1) - 1).clamp(min=0)
        cache = DynamicCache(config=self._model.config) if self._blocks else None
        output = self._model(
            input_ids=tokens,
            attention_mask=seen,
            position_ids=positions,
            past_key_values=cache,
            use_cache=cache is not None,
            logits_to_keep=1,
        )
        scores = np.zeros((len(texts), len(trie.tokens)))
        scores[:, trie.first] = _log_softmax_at(output.logits[:, -1], trie.tokens[trie.first])
        for block in self._blocks:
            scores[:, block.children] = self._block_scores(block, seen, cache)
        return list(trie.add_up(scores))

    def _block_scores(
        self, block: Block, seen: torch.Tensor, cache: DynamicCache | None
    ) -> NDArray[np.float64]:
        """Return (texts, children) the log probability of each child after its parent."""
        rows, n = len(seen), len(block.nodes)
        trie, place = self._trie, self._device.name
        tokens = torch.as_tensor(trie.tokens[block.nodes], device=place).expand(rows, n)
        depths = torch.as_tensor(trie.depths[block.nodes], device=place)
        sees = torch.cat(
            [
                seen.bool()[:, None, :].expand(rows, n, -1),
                torch.as_tensor(block.sees, device=place).expand(rows, n, n),
            ],
            dim=-1,
        )
        dtype = self._model.dtype
        mask = torch.zeros(sees.shape, dtype=dtype, device=place)
        mask = mask.masked_fill(~sees, torch.finfo(dtype).min)[:, None]
        output = self._model(
            input_ids=tokens,
            attention_mask=mask,
            position_ids=seen.sum(1, keepdim=True) + depths - 1,
            past_key_values=cache,
            use_cache=True,
        )
        assert cache is not None  # nosec B101  # noqa: S101  # blocks are only there with a cache
        cache.crop(-n)
        logits = output.logits.float()
        norm = logits.logsumexp(-1)
        parents = torch.as_tensor(block.parent_places, device=place)
        children = torch.as_tensor(trie.tokens[block.children], device=place)
        found = logits[:, parents, children] - norm[:, parents]
        return np.asarray(found.double().cpu().numpy())


def _log_softmax_at(logits: torch.Tensor, tokens: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return (rows, tokens) log probabilities from (rows, vocabulary) logits."""
    scores = logits.float().log_softmax(-1)
    return np.asarray(scores[:, torch.as_tensor(tokens)].double().cpu().numpy())
