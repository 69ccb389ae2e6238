"""Careers as documents: where the answers are, what is withheld, what teachers said."""

import random

import numpy as np
import pytest
import torch
from transformers import PreTrainedTokenizerFast

from advisor.career import EducationLevel
from advisor.model.work_years import WorkYear
from advisor.panels.examples import CareerText
from advisor.training.documents import (
    IGNORED,
    CareerDocuments,
    DocumentCollator,
    SoftTokens,
    Withholding,
    document,
)
from advisor.training.tokenizer import build_tokenizer

SCHOOL = EducationLevel.HIGH_SCHOOL
YEARS = (
    WorkYear("Cashiers", 1, "first", False, SCHOOL),
    WorkYear("Cashiers", 2, "same", False, SCHOOL),
    WorkYear("Cooks", 1, "new", True, SCHOOL),
)
CAREER = CareerText("nlsy97", 1, "train", YEARS)


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    return build_tokenizer(["Cashiers", "Cooks", "As before"], ["Cashiers"], 300)


def test_answers_are_the_titles_of_all_years_but_the_first(
    tokenizer: PreTrainedTokenizerFast,
) -> None:
    told = document(YEARS, tokenizer)
    words = tokenizer.convert_ids_to_tokens(told["input_ids"])
    assert [w for w, mark in zip(words, told["answers"], strict=True) if mark] == [
        "As before",
        "Cooks",
    ]
    assert (words[0], words[-1]) == ("<begin>", "<end>")


def test_what_is_withheld_is_not_told() -> None:
    everything = Withholding(1.0, 1.0, 1.0).apply(YEARS, random.Random(1))
    assert [year.title for year in everything] == [year.title for year in YEARS]
    assert {(y.employer, y.full_time, y.education) for y in everything} == {(None, None, None)}
    assert Withholding().apply(YEARS, random.Random(1)) == YEARS


def test_a_draw_is_the_same_again_for_the_same_seed_and_epoch(
    tokenizer: PreTrainedTokenizerFast,
) -> None:
    def drawn(seed: int, epoch: int) -> list[list[int]]:
        documents = CareerDocuments([CAREER] * 20, tokenizer, Withholding(0.5, 0.5, 0.5), seed)
        documents.epoch = epoch
        return [documents[place]["input_ids"] for place in range(20)]

    assert drawn(1, 0) == drawn(1, 0)
    assert drawn(1, 0) != drawn(1, 1)
    assert drawn(1, 0) != drawn(2, 0)


def test_padding_counts_nothing_and_answers_count_most(
    tokenizer: PreTrainedTokenizerFast,
) -> None:
    short = CareerText("nlsy97", 2, "train", YEARS[:2])
    soft = SoftTokens(np.arange(6).reshape(3, 2), np.full((3, 2), 0.5, np.float32))
    documents = CareerDocuments([CAREER, short], tokenizer, soft=soft)
    batch = DocumentCollator(int(tokenizer.pad_token_id), 0.05)([documents[0], documents[1]])
    lengths = batch["attention_mask"].sum(1)
    assert lengths[0] > lengths[1]
    for row, length in enumerate(lengths):
        assert (batch["labels"][row, length:] == IGNORED).all()
        assert (batch["weights"][row, length:] == 0).all()
        assert (batch["labels"][row, :length] == batch["input_ids"][row, :length]).all()
    assert (batch["weights"] == 1).sum(1).tolist() == [2, 1]
    # Teachers' answers stand in the order of the answers, over all rows.
    assert batch["soft_ids"].tolist() == [[0, 1], [2, 3], [4, 5]]
    assert torch.allclose(batch["soft_chances"].sum(1), torch.ones(3))
