"""Loads a causal language model to go on training or to measure with, and its tokenizer."""

from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)
from transformers.utils import SAFE_WEIGHTS_INDEX_NAME, SAFE_WEIGHTS_NAME

from retrieval.errors import AdvisorError


@dataclass(frozen=True)
class Loaded:
    """A model with the tokenizer that belongs to it."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase


def model_files(name: str) -> list[Path]:
    """Return the files that tell a model in a local folder from others; none for a hub name."""
    files = [
        Path(name) / file for file in ("config.json", SAFE_WEIGHTS_NAME, SAFE_WEIGHTS_INDEX_NAME)
    ]
    return [file for file in files if file.exists()]


def load_model(name: str, dtype: torch.dtype = torch.float32) -> Loaded:
    """Return a model from a local folder or the hub.

    Args:
        name: folder, or a name on the hub.
        dtype: of the weights.

    Raises:
        AdvisorError: there is none, or it is no causal language model with a tokenizer.
    """
    try:
        tokenizer = AutoTokenizer.from_pretrained(name)  # nosec B615  # operator's choice
        model = AutoModelForCausalLM.from_pretrained(name, dtype=dtype)  # nosec B615  # operator's choice
    except (OSError, ValueError, KeyError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise AdvisorError(
            f"expected a causal language model and its tokenizer at {name!r}, got: {first}"
            " (a hub name is only looked up with HF_HUB_OFFLINE=0)"
        ) from error
    if tokenizer.eos_token_id is None:
        raise AdvisorError(f"expected the tokenizer of {name!r} to have an end-of-text token")
    return Loaded(model, tokenizer)
