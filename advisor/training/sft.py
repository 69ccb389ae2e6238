"""``advisor train sft``: fine-tunes a causal language model on chosen reasons and answers."""

from datasets import Dataset
from transformers import Trainer
from trl.trainer.sft_config import SFTConfig
from trl.trainer.sft_trainer import SFTTrainer

from advisor.training.career_trainer import BEST
from advisor.training.config import TrainingConfig
from advisor.training.json_lines import read_rows
from advisor.training.reasons import REASONS
from advisor.training.recipes import Encoder, lesson
from advisor.training.tuning import Work, tune
from retrieval.errors import AdvisorError
from retrieval.progress import Progress

SFT = "sft"
PRETRAIN = "pretrain"


def sft(config: TrainingConfig, _: Progress) -> str:
    """Fine-tune by the recipe of the settings; the loss is taken of completions only.

    Raises:
        AdvisorError: the reasons or the model are missing, no row fits ``max_length``, or the
            run's folder belongs to other settings.
    """
    section = config.sft
    files = (config.run / REASONS / "sft.jsonl", config.run / REASONS / "valid.sft.jsonl")
    lessons = [[lesson(row, section.recipe) for row in read_rows(path)] for path in files]
    model = section.model or str(config.run / PRETRAIN / BEST)
    work = Work(config, section, f"{SFT}-{section.recipe}", model, files)
    args = SFTConfig(**work.arguments(len(lessons[0])), completion_only_loss=True)

    def trainer() -> Trainer:
        loaded = work.load()
        encoder = Encoder(loaded.tokenizer, section.max_length)
        train, valid = (encoder.rows(part) for part in lessons)
        if not train or not valid:
            raise AdvisorError(
                f"expected rows in {files[0]} and {files[1]} that fit into `max_length`"
                f" {section.max_length}, got {len(train)} and {len(valid)}"
            )
        return SFTTrainer(
            loaded.model,
            args,
            train_dataset=Dataset.from_list(train),
            eval_dataset=Dataset.from_list(valid),
            processing_class=loaded.tokenizer,
            peft_config=work.lora(),
            callbacks=work.callbacks(),
        )

    done = tune(work, args, trainer)
    return f"{work.folder}: valid loss {done['valid_loss']:.4f} after {done['steps']} steps"
