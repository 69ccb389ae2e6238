"""Which of several processes that train together this is, as their launcher says it."""

import os

from transformers import TrainingArguments

from retrieval.errors import AdvisorError


def is_first() -> bool:
    """Return whether this is the process that writes: the first of all, or the only one."""
    return int(os.environ.get("RANK", "0")) == 0


def process_count() -> int:
    """Return how many processes train together, on all machines."""
    return int(os.environ.get("WORLD_SIZE", "1"))


def check_one_a_gpu(args: TrainingArguments) -> None:
    """Raise ``AdvisorError`` if one process would have to serve several GPUs."""
    if args.n_gpu > 1:
        raise AdvisorError(
            f"expected one process a GPU, got one for {args.n_gpu}: start with `accelerate launch"
            " -m advisor_cli train ...`, or set CUDA_VISIBLE_DEVICES"
        )
