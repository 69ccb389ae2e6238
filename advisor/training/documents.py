"""Whole careers as training documents: every year's title is an answer to the years before it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.data import Dataset
from transformers import PreTrainedTokenizerBase

from advisor.model.rendering import answers, lines, opening
from advisor.model.work_years import WorkYear
from advisor.panels.examples import CareerText

IGNORED = -100
"""Label of a token that no loss is taken of."""


@dataclass(frozen=True, slots=True)
class Withholding:
    """Chances that a career is told without a kind of fact, as people leave things out.

    Attributes:
        hours, employers, education: chance from 0 to 1, for a whole career.
    """

    hours: float = 0.0
    employers: float = 0.0
    education: float = 0.0

    def apply(self, years: Sequence[WorkYear], rng: random.Random) -> tuple[WorkYear, ...]:
        """Return the years with what the draw withholds taken out."""
        hidden: dict[str, None] = {}
        if rng.random() < self.hours:
            hidden["full_time"] = None
        if rng.random() < self.employers:
            hidden["employer"] = None
        if rng.random() < self.education:
            hidden["education"] = None
        return tuple(replace(year, **hidden) if hidden else year for year in years)  # type: ignore[arg-type]


@dataclass(frozen=True)
class SoftTokens:
    """Teachers' answers to every question of a list of careers, as tokens.

    Attributes:
        ids: (questions, kept) tokens of titles.
        chances: (questions, kept) their probabilities.
    """

    ids: NDArray[np.int64]
    chances: NDArray[np.float32]


class CareerDocuments(Dataset[dict[str, Any]]):
    """Tokens of each career, with where its answers are.

    Items: ``input_ids`` (tokens,) and ``answers`` (tokens,) 1 where the token is the title of a
    year that another year comes before, else 0; with teachers' answers also ``soft_ids`` and
    ``soft_chances`` (answers, kept). What is withheld is drawn anew each ``epoch``, and is the
    same again for the same seed, epoch and place.
    """

    def __init__(
        self,
        careers: Sequence[CareerText],
        tokenizer: PreTrainedTokenizerBase,
        withholding: Withholding | None = None,
        seed: int = 0,
        soft: SoftTokens | None = None,
    ) -> None:
        self._careers = careers
        self._soft = soft
        questions = [len(career.years) - 1 for career in careers]
        self._first_question = np.cumsum([0, *questions])
        self._tokenizer = tokenizer
        self._withholding = withholding
        self._seed = seed
        self.epoch = 0

    def __len__(self) -> int:
        return len(self._careers)

    def __getitem__(self, place: int) -> dict[str, Any]:
        years: Sequence[WorkYear] = self._careers[place].years
        if self._withholding is not None:
            rng = random.Random(f"{self._seed} {self.epoch} {place}")  # nosec B311  # noqa: S311  # no secret
            years = self._withholding.apply(years, rng)
        item: dict[str, Any] = dict(document(years, self._tokenizer))
        if self._soft is not None:
            asked = slice(self._first_question[place], self._first_question[place + 1])
            item["soft_ids"] = self._soft.ids[asked]
            item["soft_chances"] = self._soft.chances[asked]
        return item

    def lengths(self) -> list[int]:
        """Return the number of years of each career, to put like lengths together."""
        return [len(career.years) for career in self._careers]


def document(years: Sequence[WorkYear], tokenizer: PreTrainedTokenizerBase) -> dict[str, list[int]]:
    """Return a career's tokens and where its answers are.

    Each line is encoded in three parts, so that an answer's place is known whatever the tokenizer.
    """
    ids = [tokenizer.bos_token_id]
    marks = [0]
    told = zip(answers(years), lines(years), strict=True)
    for number, (title, line) in enumerate(told, 1):
        begin = opening(number)
        rest = line[len(begin) + len(title) :]
        for text, answer in ((begin, 0), (title, int(number > 1)), (rest, 0)):
            part = tokenizer(text, add_special_tokens=False).input_ids if text else []
            ids += part
            marks += [answer] * len(part)
    return {"input_ids": [*ids, tokenizer.eos_token_id], "answers": [*marks, 0]}


@dataclass(frozen=True, slots=True)
class DocumentCollator:
    """Pads documents to a batch; tokens that are no answers count ``other_weight``."""

    pad_id: int
    other_weight: float

    def __call__(self, items: Sequence[Mapping[str, Any]]) -> dict[str, torch.Tensor]:
        """Return tensors ``input_ids``, ``attention_mask``, ``labels``, ``weights`` (rows, tokens).

        A label stands where its token is, as transformers has it. ``soft_ids`` and
        ``soft_chances`` (answers of all rows in order, kept) are there if the items have them.
        """
        longest = max(len(item["input_ids"]) for item in items)
        shape = (len(items), longest)
        ids = torch.full(shape, self.pad_id)
        labels = torch.full(shape, IGNORED)
        weights = torch.zeros(shape)
        for row, item in enumerate(items):
            n = len(item["input_ids"])
            ids[row, :n] = labels[row, :n] = torch.as_tensor(item["input_ids"])
            marks = torch.as_tensor(item["answers"], dtype=torch.float32)
            weights[row, :n] = marks + (1 - marks) * self.other_weight
        batch = {
            "input_ids": ids,
            "attention_mask": (labels != IGNORED).long(),
            "labels": labels,
            "weights": weights,
        }
        for key in ("soft_ids", "soft_chances"):
            if key in items[0]:
                batch[key] = torch.as_tensor(np.concatenate([item[key] for item in items]))
        return batch
