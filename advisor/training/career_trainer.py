"""The training loop for careers: answers weighed, weights averaged, the best on ``valid`` kept."""

import copy
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader, Sampler
from transformers import (
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
    Trainer,
    TrainerCallback,
    TrainerControl,
    TrainerState,
    TrainingArguments,
)
from transformers.trainer_pt_utils import LengthGroupedSampler

from advisor.training.averaging import AveragedWeights
from advisor.training.config import PretrainSection
from advisor.training.documents import IGNORED, CareerDocuments
from advisor.training.runs import METRICS, note
from advisor.training.title_vectors import fold_title_features
from retrieval.errors import AdvisorError

BEST = "best"
_BLOWN_UP = 20.0


@dataclass(frozen=True, slots=True)
class Documents:
    """What is learnt from, and what decides which weights are kept.

    Attributes:
        train, valid: the careers.
        allowed: tokens of the titles that may follow in ``valid``.
        files: what all of it was made from.
    """

    train: CareerDocuments
    valid: CareerDocuments
    allowed: Sequence[int]
    files: Sequence[Path]


class CareerTrainer(Trainer):
    """A ``Trainer`` that evaluates and keeps averaged weights, and stops on ``valid``."""

    def __init__(
        self,
        section: PretrainSection,
        model: LlamaForCausalLM,
        tokenizer: PreTrainedTokenizerFast,
        documents: Documents,
        **given: Any,
    ) -> None:
        """Prepare; ``given`` goes to ``Trainer``."""
        super().__init__(
            model=model,
            processing_class=tokenizer,
            train_dataset=documents.train,
            eval_dataset=documents.valid,
            **given,
        )
        self.folder = Path(str(self.args.output_dir))
        self.averaged = AveragedWeights(model, section.averaging)
        self.best = math.inf
        self._llama = model
        self._tokenizer = tokenizer
        self._documents = documents
        self._soft = section.soft
        self._patience = section.patience
        self._worse = 0
        self.add_callback(_Follow(self, documents.train))

    def compute_loss(
        self,
        model: nn.Module,
        inputs: dict[str, torch.Tensor],
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | int | None = None,  # noqa: ARG002  # Trainer passes it
    ) -> Any:
        """Return the mean loss of a batch's tokens, each with its weight.

        Of an answer's loss, the share ``soft`` is the cross entropy to the teachers' answer.
        """
        output = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"])
        logits = output.logits[:, :-1].float()
        labels, weights = inputs["labels"][:, 1:], inputs["weights"][:, 1:]
        losses = functional.cross_entropy(
            logits.transpose(1, 2), labels, ignore_index=IGNORED, reduction="none"
        )
        loss = (losses * weights).sum()
        if self._soft:
            asked = weights == 1
            hard = losses[asked].sum()
            scores = logits[asked].log_softmax(-1).gather(1, inputs["soft_ids"])
            taught = -(scores * inputs["soft_chances"]).sum()
            loss = loss + self._soft * (taught - hard)
        loss = loss / weights.sum()
        return (loss, output) if return_outputs else loss

    def _get_train_sampler(self, train_dataset: Any = None) -> Sampler[int]:  # noqa: ARG002
        rows = self.args.train_batch_size * self.args.world_size
        return _SameOrder(self._documents.train, rows, self.args.seed)

    def evaluate(self, *_: Any, **__: Any) -> dict[str, float]:
        """Return the perplexity of the next state of the ``valid`` people, and keep the best."""
        with self.averaged.applied(self._llama):
            perplexity = self._perplexity()
            better = perplexity < self.best
            if better:
                self.best = perplexity
                if self.is_world_process_zero():
                    self._keep_best()
        self._worse = 0 if better else self._worse + 1
        if self._worse >= self._patience:
            self.control.should_training_stop = True
        found = {"eval_perplexity": perplexity, "step": self.state.global_step}
        if self.is_world_process_zero():
            note(self.folder, METRICS, {**found, "epoch": self.state.epoch})
        self.log({"eval_perplexity": perplexity})
        return found

    @torch.no_grad()
    def _perplexity(self) -> float:
        """Return it of all ``valid``, the same in every process: each does its share of batches."""
        self._llama.eval()  # type: ignore[no-untyped-call]
        allowed = torch.as_tensor(self._documents.allowed, device=self.args.device)
        told = torch.zeros(2, dtype=torch.float64, device=self.args.device)  # its sum, and of what
        loader = DataLoader(
            self._documents.valid, self.args.eval_batch_size, collate_fn=self.data_collator
        )
        for place, batch in enumerate(loader):
            if place % self.args.world_size != self.args.process_index:
                continue
            inputs = {key: value.to(self.args.device) for key, value in batch.items()}
            with self.autocast_smart_context_manager():
                output = self._llama(
                    input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"]
                )
            answers = inputs["weights"][:, 1:] == 1
            scores = output.logits[:, :-1][answers].float()
            labels = inputs["labels"][:, 1:][answers]
            right = scores.gather(1, labels[:, None])[:, 0]
            told[0] += (scores[:, allowed].logsumexp(-1) - right).double().sum()
            told[1] += len(labels)
        self._llama.train()
        total, count = self.accelerator.reduce(told).tolist()
        return math.exp(total / count)

    def _keep_best(self) -> None:
        model = copy.deepcopy(self._llama)
        fold_title_features(model)
        model.save_pretrained(self.folder / BEST)
        self._tokenizer.save_pretrained(self.folder / BEST)

    def resume(self, past: Sequence[float]) -> None:
        """Take up what the perplexities so far say of when to stop."""
        self.best = min(past, default=math.inf)
        self._worse = len(past) - 1 - past.index(self.best) if past else 0

    def _save_checkpoint(self, *given: Any) -> None:
        super()._save_checkpoint(*given)
        if self.is_world_process_zero():
            self.averaged.save(self.folder / f"checkpoint-{self.state.global_step}")


class _SameOrder(Sampler[int]):
    """Draws like lengths together, each epoch anew: in the same order in every process.

    However many processes share the rows of a step, a step has the same rows.
    """

    def __init__(self, train: CareerDocuments, rows: int, seed: int) -> None:
        """Keep the careers, the rows of a step of all processes, and the seed."""
        self._train = train
        self._rows = rows
        self._seed = seed

    def __len__(self) -> int:
        return len(self._train)

    def __iter__(self) -> Iterator[int]:
        drawn = torch.Generator().manual_seed(self._seed * 100_003 + self._train.epoch)
        lengths = self._train.lengths()
        yield from LengthGroupedSampler(self._rows, lengths=lengths, generator=drawn)


class _Follow(TrainerCallback):
    """Moves the average after every step, and lets each epoch draw anew what is withheld."""

    def __init__(self, trainer: CareerTrainer, train: CareerDocuments) -> None:
        self._trainer = trainer
        self._train = train

    def on_train_begin(
        self,
        args: TrainingArguments,  # noqa: ARG002  # transformers passes these by position
        state: TrainerState,
        control: TrainerControl,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> None:
        """Go on from the average of a checkpoint that training is resumed from."""
        if state.global_step:
            folder = self._trainer.folder / f"checkpoint-{state.global_step}"
            self._trainer.averaged.load(folder, state.global_step)
            past = [log["eval_perplexity"] for log in state.log_history if "eval_perplexity" in log]
            self._trainer.resume(past)

    def on_epoch_begin(
        self,
        args: TrainingArguments,  # noqa: ARG002
        state: TrainerState,
        control: TrainerControl,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> None:
        """Draw anew."""
        self._train.epoch = int(state.epoch or 0)

    def on_step_end(
        self,
        args: TrainingArguments,  # noqa: ARG002
        state: TrainerState,  # noqa: ARG002
        control: TrainerControl,  # noqa: ARG002
        **kwargs: Any,
    ) -> None:
        """Follow."""
        self._trainer.averaged.follow(kwargs["model"])

    def on_log(
        self,
        args: TrainingArguments,  # noqa: ARG002
        state: TrainerState,
        control: TrainerControl,  # noqa: ARG002
        **kwargs: Any,
    ) -> None:
        """Write the curves, and stop a run that has gone wrong."""
        logs: dict[str, float] = kwargs.get("logs") or {}
        if "loss" not in logs:
            return
        if state.is_world_process_zero:
            note(self._trainer.folder, METRICS, {**logs, "step": state.global_step})
        if not math.isfinite(logs["loss"]) or logs["loss"] > _BLOWN_UP:
            raise AdvisorError(
                f"the loss is {logs['loss']}: lower `learning_rate` under [pretrain]"
            )
