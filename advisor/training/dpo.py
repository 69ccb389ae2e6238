"""``advisor train dpo``: fine-tunes the SFT model on pairs of better and worse reasons."""

from collections.abc import Iterable, Mapping
from typing import Any

from datasets import Dataset
from transformers import Trainer
from trl.trainer.dpo_config import DPOConfig
from trl.trainer.dpo_trainer import DPOTrainer

from advisor.training.career_trainer import BEST
from advisor.training.config import TrainingConfig
from advisor.training.json_lines import read_rows
from advisor.training.loading import load_model
from advisor.training.reasons import REASONS
from advisor.training.recipes import Encoder, lesson
from advisor.training.sections import Recipe
from advisor.training.sft import SFT
from advisor.training.tuning import Work, tune
from retrieval.errors import AdvisorError
from retrieval.progress import Progress

DPO = "dpo"


def dpo(config: TrainingConfig, _: Progress) -> str:
    """Prefer better reasons to worse ones, starting from the SFT model of the same recipe.

    Raises:
        AdvisorError: the pairs or the SFT model are missing, the recipe writes no reasons, no
            pair fits ``max_length``, or the run's folder belongs to other settings.
    """
    section, recipe = config.dpo, config.sft.recipe
    if recipe not in ("joint", "reasoner"):
        raise AdvisorError(
            f"expected the recipe joint or reasoner for DPO, got {recipe}: it writes no reasons"
        )
    model = config.run / f"{SFT}-{recipe}" / BEST
    if not (model / "config.json").exists():
        raise AdvisorError(
            f"expected a model in {model}: run `advisor train sft` with this --config"
        )
    files = (config.run / REASONS / "dpo.jsonl", config.run / REASONS / "valid.dpo.jsonl")
    pairs = [list(read_rows(path)) for path in files]
    work = Work(config, section, f"{DPO}-{recipe}", str(model), files)
    args = DPOConfig(**work.arguments(len(pairs[0])), beta=section.beta, loss_type=["sigmoid"])

    def trainer() -> Trainer:
        loaded = work.load()
        encoder = Encoder(loaded.tokenizer, section.max_length)
        train, valid = (fitting(part, recipe, encoder) for part in pairs)
        if not train or not valid:
            raise AdvisorError(
                f"expected pairs in {files[0]} and {files[1]} that fit into `max_length`"
                f" {section.max_length}, got {len(train)} and {len(valid)}: lower `margin` or ask"
                " more questions"
            )
        reference = None if section.lora else load_model(work.model, loaded.model.dtype).model
        return _PairTrainer(
            loaded.model,
            reference,
            args,
            train_dataset=Dataset.from_list(train),
            eval_dataset=Dataset.from_list(valid),
            processing_class=loaded.tokenizer,
            peft_config=work.lora(),
            callbacks=work.callbacks(),
        )

    done = tune(work, args, trainer)
    return f"{work.folder}: valid loss {done['valid_loss']:.4f} after {done['steps']} steps"


def fitting(
    rows: Iterable[Mapping[str, Any]], recipe: Recipe, encoder: Encoder
) -> list[dict[str, list[int]]]:
    """Return the tokens of the pairs that fit the encoder's length, as the recipe has them."""
    result = []
    for row in rows:
        better, worse = (
            lesson({"prompt": row.get("prompt"), "completion": row.get(side)}, recipe)
            for side in ("chosen", "rejected")
        )
        fitted = encoder.fitted(
            max(better, worse, key=lambda one: len(encoder.after(one.completion)))
        )
        if fitted is not None:
            result.append(
                {
                    "prompt_ids": encoder.before(fitted.prompt),
                    "chosen_ids": encoder.after(better.completion),
                    "rejected_ids": encoder.after(worse.completion),
                }
            )
    return result


class _PairTrainer(DPOTrainer):
    """A ``DPOTrainer`` for pairs that are tokens already; its own way knows whole texts only."""

    def _prepare_dataset(self, dataset: Any, *_: Any, **__: Any) -> Any:
        return dataset
