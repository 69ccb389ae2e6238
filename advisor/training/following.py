"""Follows a fine-tuning: writes its curves, speed and memory, and stops one that has gone wrong."""

import math
import resource
import sys
import time
from pathlib import Path
from typing import Any

import torch
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from advisor.training.runs import METRICS, note
from retrieval.errors import AdvisorError


def peak_memory() -> dict[str, int | str]:
    """Return the most memory taken so far, in bytes: of the GPU, or of the process without one."""
    if torch.cuda.is_available():
        return {"peak_bytes": int(torch.cuda.max_memory_allocated()), "memory_of": "gpu"}
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return {"peak_bytes": most, "memory_of": "process"}


class Follow(TrainerCallback):
    """Writes ``metrics.jsonl``; in a run of several processes, the first one does."""

    def __init__(self, folder: Path) -> None:
        """Keep the run's folder."""
        self._folder = folder
        self._tokens = 0
        self._since = time.monotonic()

    def on_train_begin(
        self,
        args: TrainingArguments,  # noqa: ARG002  # transformers passes these by position
        state: TrainerState,
        control: TrainerControl,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> None:
        """Begin to measure."""
        self._tokens = int(state.num_input_tokens_seen)
        self._since = time.monotonic()

    def on_log(
        self,
        args: TrainingArguments,  # noqa: ARG002
        state: TrainerState,
        control: TrainerControl,  # noqa: ARG002
        **kwargs: Any,
    ) -> None:
        """Write what is logged; stop if the loss is no number.

        Raises:
            AdvisorError: the loss is not finite.
        """
        logs: dict[str, Any] = kwargs.get("logs") or {}
        loss = logs.get("loss", logs.get("eval_loss", 0.0))
        if not math.isfinite(float(loss)):
            raise AdvisorError(
                f"the loss is {loss} at step {state.global_step}: lower `learning_rate`, delete"
                f" {self._folder} and start again"
            )
        now, seen = time.monotonic(), int(state.num_input_tokens_seen)
        speed = {}
        if "loss" in logs and seen > self._tokens and now > self._since:
            speed = {"tokens_per_second": round((seen - self._tokens) / (now - self._since), 1)}
        self._tokens, self._since = seen, now
        if state.is_world_process_zero:
            note(
                self._folder, METRICS, {**logs, "step": state.global_step, **speed, **peak_memory()}
            )
