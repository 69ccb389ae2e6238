"""Measures how much believing a reason helps to foresee what really came next."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Protocol, Self

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from advisor.model.device import FittingBatches, find_device
from advisor.model.reasoned_text import answer_of, encoded, prompt_of, thought_of
from advisor.model.themes import Theme, theme_of
from advisor.model.title_facts import TitleFacts
from advisor.panels.examples import CareerText
from advisor.training.loading import load_model
from advisor.training.questions import Question, fold_of

Floats = NDArray[np.float64]
_SMOOTHING = 20.0
"""Moves that everyone's habits count for, beside those seen out of one title."""


@dataclass(frozen=True, slots=True)
class Usefulness:
    """What believing a reason does.

    Attributes:
        surprise: -log probability of the true next state without any reason, in nats.
        relief: by how much the reason raises that log probability; negative if it misleads.
    """

    surprise: float
    relief: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A reason as a measure of utility sees it: its words, and the theme it ends in, if any."""

    reason: str
    theme: Theme | None


class Utility(Protocol):
    """Measures reasons."""

    def of(self, question: Question, readings: Sequence[Reading]) -> list[Usefulness]:
        """Return what believing each of a question's reasons does."""
        ...


class TransitionUtility:
    """First-order transitions counted on people of the other half, reweighted by the theme.

    Of the next states, those of the theme that a reason ends in get the chance ``trust`` in
    proportion to what they had, relative to an even chance of all themes.
    """

    def __init__(
        self, careers: Iterable[CareerText], facts: Mapping[str, TitleFacts], trust: float
    ) -> None:
        """Count the moves of each half of the people.

        Args:
            careers: the ``train`` people.
            facts: what is known of titles.
            trust: chance that a reading is right.
        """
        self._facts = facts
        self._trust = trust
        seen: tuple[Counter[tuple[str, str]], ...] = (Counter(), Counter())
        titles: dict[str, None] = {}
        for career in careers:
            told = [year.title for year in career.years]
            titles.update(dict.fromkeys(told))
            seen[fold_of(career.cohort, career.person)].update(pairwise(told))
        self._titles = list(titles)
        self._place = {title: place for place, title in enumerate(self._titles)}
        self._chances = tuple(self._conditional(counts) for counts in seen)

    def _conditional(self, counts: Counter[tuple[str, str]]) -> Floats:
        """Return (now, next) the probability of each next title, shrunk towards everyone's."""
        n = len(self._titles)
        table = np.zeros((n, n))
        for (now, then), count in counts.items():
            table[self._place[now], self._place[then]] = count
        everyone = (table.sum(0) + 0.5) / (table.sum() + 0.5 * n)
        return np.asarray(
            (table + _SMOOTHING * everyone) / (table.sum(1, keepdims=True) + _SMOOTHING)
        )

    def of(self, question: Question, readings: Sequence[Reading]) -> list[Usefulness]:
        """Return what believing each reason does; a reason without a theme does nothing."""
        now = question.years[-1].title
        other = self._chances[1 - fold_of(question.cohort, question.person)]
        if now not in self._place or question.title not in self._place:
            return [Usefulness(float(np.log(len(self._titles))), 0.0) for _ in readings]
        chances = other[self._place[now]]
        themes = [theme_of(question.years, title, self._facts) for title in self._titles]
        true = self._place[question.title]
        result = []
        for reading in readings:
            weights = np.full(len(themes), (1 - self._trust) / (len(Theme) - 1))
            if reading.theme is not None:
                weights[[theme is reading.theme for theme in themes]] = self._trust
            believed = chances * weights
            relief = float(np.log(believed[true] / believed.sum()) - np.log(chances[true]))
            result.append(Usefulness(float(-np.log(chances[true])), relief))
        return result


class ModelUtility:
    """A causal language model: the answer's probability behind a reason against without one."""

    def __init__(self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> None:
        """Keep a model that is on the device it is to run on."""
        self._model = model.eval()  # type: ignore[no-untyped-call]
        self._tokenizer = tokenizer
        self._device = find_device()
        self._batches = FittingBatches(self._device, 8)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Load from a folder; raise ``AdvisorError`` if it holds no model."""
        loaded = load_model(str(folder))
        model = loaded.model.to(find_device().name)  # type: ignore[arg-type]  # torch's stub
        return cls(model, loaded.tokenizer)

    def of(self, question: Question, readings: Sequence[Reading]) -> list[Usefulness]:
        """Return what putting each reason before the answer does to the answer's probability."""
        prompt, answer = prompt_of(question.years), answer_of(question.told)
        before = [prompt, *(prompt + thought_of(reading.reason) for reading in readings)]
        tail = encoded(self._tokenizer, answer)
        plain, *believed = self._batches.run(
            [encoded(self._tokenizer, text, begin=True) for text in before],
            lambda part: self._log(part, tail),
        )
        return [Usefulness(-plain, score - plain) for score in believed]

    @torch.inference_mode()
    def _log(self, texts: Sequence[Sequence[int]], tail: Sequence[int]) -> list[float]:
        """Return the log probability of the same tail after each text, in nats."""
        rows = [[*text, *tail] for text in texts]
        longest = max(len(row) for row in rows)
        # Padded at the right: no token sees what comes after it.
        ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
        logits = self._model(input_ids=ids.to(self._device.name), use_cache=False).logits
        result = []
        for row, text in enumerate(texts):
            scores = logits[row, len(text) - 1 : len(text) + len(tail) - 1].float().log_softmax(-1)
            wanted = torch.tensor(tail, device=scores.device)[:, None]
            result.append(float(scores.gather(1, wanted).double().sum()))
        return result
