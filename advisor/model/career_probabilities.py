"""What a model tells about careers, wherever it runs; its text and answers in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray
from transformers import PreTrainedTokenizerBase as Tokenizer

from advisor.model.rendering import prompt
from advisor.model.work_years import SAME, WorkYear

Floats = NDArray[np.float64]


class CareerProbabilities(Protocol):
    """Tells how likely every title is to come next."""

    @property
    def model(self) -> str:
        """Name and version."""
        ...

    @property
    def source(self) -> str:
        """Where what it learnt from comes from, to be shown with its numbers."""
        ...

    def log_probabilities(
        self, careers: Sequence[Sequence[WorkYear]], titles: Sequence[str], calibrated: bool = True
    ) -> Floats:
        """Return (careers, titles) natural logarithms of each title being the next state.

        Args:
            careers: each of one year or more; its last title must be among ``titles``.
            titles: all states that may come next.
            calibrated: whether to bring the probabilities in line with what happened.

        Raises:
            PredictorUnavailableError: it cannot answer now.
        """
        ...


@dataclass(frozen=True, slots=True)
class CareerTokens:
    """How careers and titles become a model's tokens.

    Attributes:
        tokenizer: of the model.
        end_mark: what closes a title; "" where each is one token.
    """

    tokenizer: Tokenizer
    end_mark: str

    @property
    def begin(self) -> str:
        """The mark that every text begins with; "" where there is none."""
        return str(self.tokenizer.bos_token or "")

    def career(self, years: Sequence[WorkYear]) -> list[int]:
        """Return the tokens whose continuation is the title of the next state."""
        text = self.tokenizer(prompt(years), add_special_tokens=False)["input_ids"]
        begin = self.tokenizer.bos_token_id
        return [*([begin] if begin is not None else []), *cast(list[int], text)]

    def paths(self, titles: Sequence[str]) -> list[list[int]]:
        """Return the tokens of each title and, last, of ``SAME``, end marks included."""
        return [
            cast(
                list[int],
                self.tokenizer(title + self.end_mark, add_special_tokens=False)["input_ids"],
            )
            for title in (*titles, SAME)
        ]


def places(careers: Sequence[Sequence[WorkYear]], titles: Sequence[str]) -> NDArray[np.int64]:
    """Return (careers,) the column of each career's present title."""
    place_of = {title: place for place, title in enumerate(titles)}
    return np.asarray([place_of[years[-1].title] for years in careers], dtype=np.int64)


def next_states(told: Floats, present: NDArray[np.int64]) -> Floats:
    """Return (rows, titles) natural logarithms, each row summing to 1.

    Staying is told as ``SAME``; the present title itself never follows.

    Args:
        told: (rows, titles + 1) natural logarithms of what the model says, ``SAME`` last.
        present: (rows,) the column of each row's present title.
    """
    result = told[:, :-1].copy()
    result[np.arange(len(told)), present] = told[:, -1]
    result -= np.logaddexp.reduce(result, axis=1, keepdims=True)
    return np.asarray(result)
