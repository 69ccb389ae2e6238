"""Trains a causal language model from scratch on whole careers told as text."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast, TrainingArguments

from advisor.training.averaging import FILE as AVERAGED
from advisor.training.career_trainer import CareerTrainer, Documents
from advisor.training.config import ModelSection, TrainingConfig
from advisor.training.documents import DocumentCollator
from advisor.training.processes import check_one_a_gpu
from advisor.training.runs import RESULT, begin, last_checkpoint
from advisor.training.title_vectors import Floats, add_title_features


@dataclass(frozen=True)
class Vocabulary:
    """What the model reads and says.

    Attributes:
        tokenizer: of everything.
        titles: the tokens that stand for titles.
        features: (titles, components) that their vectors start from; None to start at random.
    """

    tokenizer: PreTrainedTokenizerFast
    titles: Sequence[int]
    features: Floats | None


def new_model(
    section: ModelSection, tokenizer: PreTrainedTokenizerFast, dropout: float
) -> LlamaForCausalLM:
    """Return a model with random weights for a tokenizer's vocabulary."""
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=section.hidden_size,
        intermediate_size=section.intermediate_size,
        num_hidden_layers=section.num_hidden_layers,
        num_attention_heads=section.num_attention_heads,
        num_key_value_heads=section.num_attention_heads,
        max_position_embeddings=section.max_position_embeddings,
        rope_parameters={"rope_type": "default", "rope_theta": section.rope_theta},
        attention_dropout=dropout / 2,
        tie_word_embeddings=False,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    return LlamaForCausalLM(config)


def add_dropout(model: LlamaForCausalLM, rate: float) -> None:
    """Drop out embeddings and what each layer adds, while training (Llama itself does not)."""

    def drop(module: nn.Module, _: Any, output: torch.Tensor) -> torch.Tensor:
        return functional.dropout(output, rate, module.training)

    model.model.embed_tokens.register_forward_hook(drop)
    for layer in model.model.layers:
        layer.self_attn.o_proj.register_forward_hook(drop)
        layer.mlp.down_proj.register_forward_hook(drop)


def pretrain(
    config: TrainingConfig,
    seed: int,
    folder: Path,
    vocabulary: Vocabulary,
    documents: Documents,
) -> float:
    """Train, or go on where a killed run stopped; return the best ``valid`` perplexity.

    Several processes, each started with its rank, train one model and share a batch of
    ``batch_size`` rows each.

    Args:
        config: the run.
        seed: of everything random.
        folder: gets checkpoints, metrics and the best model.
        vocabulary: of the model.
        documents: what to learn from and to judge by.

    Raises:
        AdvisorError: the folder belongs to a run with other settings or data.
    """
    gpu = torch.cuda.is_available()
    args = _arguments(config, seed, folder, gpu)
    check_one_a_gpu(args)
    with args.main_process_first(local=False):
        begin(config, folder.name, documents.files)
    result = folder / RESULT
    if result.exists():
        return float(json.loads(result.read_text(encoding="utf-8"))["perplexity"])
    section, tokenizer = config.pretrain, vocabulary.tokenizer
    torch.manual_seed(seed)
    model = new_model(config.model, tokenizer, section.dropout)
    if vocabulary.features is not None:
        add_title_features(model, vocabulary.titles, vocabulary.features)
    add_dropout(model, section.dropout)
    trainer = CareerTrainer(
        section,
        model,
        tokenizer,
        documents,
        args=args,
        data_collator=DocumentCollator(int(tokenizer.pad_token_id), section.other_weight),
    )
    trainer.train(resume_from_checkpoint=last_checkpoint(folder, AVERAGED))
    if trainer.is_world_process_zero():
        result.write_text(json.dumps({"perplexity": trainer.best}) + "\n", encoding="utf-8")
    trainer.accelerator.wait_for_everyone()
    return trainer.best


def _arguments(config: TrainingConfig, seed: int, folder: Path, gpu: bool) -> TrainingArguments:
    section = config.pretrain
    return TrainingArguments(
        output_dir=str(folder),
        num_train_epochs=section.epochs,
        per_device_train_batch_size=section.batch_size,
        per_device_eval_batch_size=section.batch_size,
        learning_rate=section.learning_rate,
        lr_scheduler_type="cosine",
        warmup_steps=section.warmup_steps,
        weight_decay=section.weight_decay,
        adam_beta2=0.98,
        bf16=True,
        use_cpu=not gpu,
        eval_strategy="epoch",
        save_strategy="epoch",
        save_total_limit=2,
        logging_steps=50,
        seed=seed,
        report_to="none",
        remove_unused_columns=False,
        label_names=["labels"],
        dataloader_pin_memory=gpu,
        ddp_find_unused_parameters=False,
    )
