"""What SFT and DPO share: their arguments, going on after a kill, and keeping the best model."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from datasets import disable_progress_bars
from peft import LoraConfig, PeftModel
from transformers import EarlyStoppingCallback, Trainer, TrainerCallback, TrainingArguments

from advisor.training.career_trainer import BEST
from advisor.training.config import TrainingConfig
from advisor.training.following import Follow, peak_memory
from advisor.training.loading import Loaded, load_model, model_files
from advisor.training.processes import check_one_a_gpu, process_count
from advisor.training.runs import RESULT, begin, last_checkpoint
from advisor.training.sections import TuningSection
from retrieval.errors import AdvisorError

_LOGS = 50
"""Lines of the loss curve that a run writes."""


@dataclass(frozen=True)
class Work:
    """One fine-tuning.

    Attributes:
        config: the run.
        section: its settings of this step.
        step: name, which is also that of the folder ("sft-joint").
        model: folder or hub name to begin from.
        inputs: the files it learns from, ``train`` and ``valid``.
    """

    config: TrainingConfig
    section: TuningSection
    step: str
    model: str
    inputs: tuple[Path, Path]

    @property
    def folder(self) -> Path:
        """Where everything goes."""
        return self.config.run / self.step

    def arguments(self, rows: int) -> dict[str, Any]:
        """Return the arguments that every trainer gets.

        Args:
            rows: to learn from.

        Raises:
            AdvisorError: DeepSpeed is asked for and not there.
        """
        section = self.section
        gpu = torch.cuda.is_available()
        per_step = section.batch_size * section.gradient_accumulation * process_count()
        steps = max(1, -(-rows // per_step))
        when = "epoch" if section.evaluations == 1 else "steps"
        return {
            "output_dir": str(self.folder),
            "num_train_epochs": section.epochs,
            "per_device_train_batch_size": section.batch_size,
            "per_device_eval_batch_size": section.batch_size,
            "gradient_accumulation_steps": section.gradient_accumulation,
            "learning_rate": section.learning_rate,
            "lr_scheduler_type": "cosine",
            # Below 1 it is a share of all steps.
            "warmup_steps": section.warmup_ratio,
            "weight_decay": section.weight_decay,
            "max_length": section.max_length,
            "bf16": self.bf16,
            "use_cpu": not gpu,
            # TRL sets the deprecated name by default, which would win.
            "gradient_checkpointing": None,
            "activation_checkpointing": section.gradient_checkpointing,
            "eval_strategy": when,
            "save_strategy": when,
            "eval_steps": max(1, steps // section.evaluations),
            "save_steps": max(1, steps // section.evaluations),
            "save_total_limit": 2,
            "load_best_model_at_end": True,
            "metric_for_best_model": "eval_loss",
            "greater_is_better": False,
            "restore_callback_states_from_checkpoint": True,
            "logging_steps": max(1, steps * section.epochs // _LOGS),
            "include_num_input_tokens_seen": "non_padding",
            "seed": self.config.seed,
            "data_seed": self.config.seed,
            "report_to": "none",
            "dataloader_pin_memory": gpu,
            "ddp_find_unused_parameters": False,
            "deepspeed": self._deepspeed(),
        }

    @property
    def bf16(self) -> bool:
        """Whether to compute in bfloat16."""
        if self.section.bf16 is not None:
            return self.section.bf16
        return torch.cuda.is_available() and torch.cuda.is_bf16_supported()

    @property
    def dtype(self) -> torch.dtype:
        """Of the weights: half precision under adapters, or where DeepSpeed keeps whole copies."""
        half = self.bf16 and (self.section.lora or self.section.deepspeed)
        return torch.bfloat16 if half else torch.float32

    def load(self) -> Loaded:
        """Return the model to begin from; raise ``AdvisorError`` if it cannot take the length."""
        loaded = load_model(self.model, self.dtype)
        length = self.section.max_length
        most = getattr(loaded.model.config, "max_position_embeddings", length)
        if length > most:
            raise AdvisorError(
                f"expected `max_length` to be at most {most}, the model's own, got {length}"
            )
        return loaded

    def lora(self) -> LoraConfig | None:
        """Return the adapters to train; None to train every weight."""
        lora = self.section.lora
        if lora is None:
            return None
        modules = lora.target_modules
        return LoraConfig(
            r=lora.r,
            lora_alpha=lora.alpha,
            lora_dropout=lora.dropout,
            target_modules=list(modules) if modules else "all-linear",
            task_type="CAUSAL_LM",
        )

    def callbacks(self) -> list[TrainerCallback]:
        """Return what follows the training, and what stops it in time."""
        return [Follow(self.folder), EarlyStoppingCallback(self.section.patience)]

    def _deepspeed(self) -> str | None:
        path = self.section.deepspeed
        if path is None:
            return None
        if not path.exists():
            raise AdvisorError(f"expected DeepSpeed's settings at {path}")
        if find_spec("deepspeed") is None:
            raise AdvisorError(
                "expected the package deepspeed for `deepspeed`: pip install deepspeed, or leave"
                " the setting out"
            )
        return str(path)


def tune(
    work: Work, args: TrainingArguments, make_trainer: Callable[[], Trainer]
) -> Mapping[str, Any]:
    """Train, or go on where a killed run stopped; return what came out, as ``result.json`` has it.

    The best model by ``valid`` loss is kept with its tokenizer in ``best``, adapters merged. A run
    that is done is not done again.

    Args:
        work: what to do.
        args: the trainer's arguments.
        make_trainer: called where there is something to train.

    Raises:
        AdvisorError: the run has other settings than the one in the folder, or does not fit into
            memory.
    """
    disable_progress_bars()
    check_one_a_gpu(args)
    with args.main_process_first(local=False):
        folder = begin(work.config, work.step, [*work.inputs, *model_files(work.model)])
    result = folder / RESULT
    if result.exists():
        done: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        return done
    trainer = make_trainer()
    last = last_checkpoint(folder, "trainer_state.json")
    try:
        output = trainer.train(resume_from_checkpoint=last)
    except torch.OutOfMemoryError as error:
        raise AdvisorError(
            "out of memory: halve `batch_size` and double `gradient_accumulation`, or set"
            " `gradient_checkpointing`"
        ) from error
    _keep(work, trainer)
    found = {
        "valid_loss": trainer.state.best_metric,
        "train_loss": output.training_loss,
        "steps": trainer.state.global_step,
        "epochs": trainer.state.epoch,
        "tokens": int(trainer.state.num_input_tokens_seen),
        **peak_memory(),
    }
    if trainer.is_world_process_zero():
        result.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return found


def _keep(work: Work, trainer: Trainer) -> None:
    """Write the model, which is the best one by now; adapters are merged into the weights."""
    best = work.folder / BEST
    if work.section.lora is None:
        trainer.save_model(str(best))
        return
    adapter = work.folder / "adapter"
    trainer.save_model(str(adapter))
    if trainer.is_world_process_zero():
        # Merged into weights loaded anew: those in training may be spread over several GPUs.
        base = load_model(work.model)
        merged = PeftModel.from_pretrained(base.model, str(adapter)).merge_and_unload()
        merged.to(work.dtype).save_pretrained(best)
        base.tokenizer.save_pretrained(best)
    trainer.accelerator.wait_for_everyone()
