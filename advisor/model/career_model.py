"""The trained model from its folder: what comes next for careers told year by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self, cast

import numpy as np
from torch import nn
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel
from transformers.utils import logging

from advisor.model.calibration import Calibration
from advisor.model.career_probabilities import CareerTokens, Floats, next_states, places
from advisor.model.device import Device, find_device
from advisor.model.manifest import Manifest, read_manifest
from advisor.model.reasoner import Reasoner
from advisor.model.title_scorer import TitleScorer, TitleScores
from advisor.model.title_trie import TitleTrie
from advisor.model.work_years import WorkYear
from advisor.model.year_member import YearMember

_ROWS = 64


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model's folder says about how the model reads and how far to trust it.

    Attributes:
        source: where what it learnt from comes from.
        tokens: how careers become its tokens.
        calibration: brings its probabilities in line with what happened.
    """

    source: str
    tokens: CareerTokens
    calibration: Calibration

    @classmethod
    def load(cls, folder: Path, manifest: Manifest | None = None) -> Self:
        """Read it from a folder, which need not hold the weights.

        Raises:
            AdvisorError: the folder is missing or damaged.
        """
        manifest = manifest or read_manifest(folder, weights=False)
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)  # nosec B615  # a local folder
        tokens = CareerTokens(tokenizer, manifest.end_mark)
        return cls(manifest.source, tokens, Calibration.read(folder))


class Member(Protocol):
    """One of the models whose mean is the answer."""

    def next_states(self, careers: Sequence[Sequence[WorkYear]], titles: Sequence[str]) -> Floats:
        """Return (careers, titles) natural logarithms, each row summing to 1."""
        ...


class TextMember:
    """A causal language model: it reads a career as text and scores every title behind it."""

    def __init__(self, model: PreTrainedModel, tokens: CareerTokens, device: Device) -> None:
        """Keep the model, which must be on the device."""
        self.model = model
        self._tokens = tokens
        self._device = device
        self._scorers: dict[tuple[str, ...], TitleScorer] = {}

    def next_states(self, careers: Sequence[Sequence[WorkYear]], titles: Sequence[str]) -> Floats:
        """Return (careers, titles) natural logarithms, each row summing to 1."""
        told = self._scores(careers, titles).log_probabilities
        return next_states(told, places(careers, titles))

    def valid_mass(self, careers: Sequence[Sequence[WorkYear]], titles: Sequence[str]) -> Floats:
        """Return (careers,) the probability that the model says any of the titles."""
        return self._scores(careers, titles).valid_mass

    def _scores(self, careers: Sequence[Sequence[WorkYear]], titles: Sequence[str]) -> TitleScores:
        texts = [self._tokens.career(years) for years in careers]
        return self._scorer(tuple(titles)).score(texts)

    def _scorer(self, titles: tuple[str, ...]) -> TitleScorer:
        if titles not in self._scorers:
            trie = TitleTrie(self._tokens.paths(titles))
            self._scorers[titles] = TitleScorer(self.model, trie, self._device, _ROWS)
        return self._scorers[titles]


class CareerModel:
    """One or several models that tell the next state of a career; their mean is the answer.

    Models that read text and models that read years err differently, so their mean is better than
    any of them (docs/experiments.md).

    Attributes:
        model: its name and version.
        source: where what it learnt from comes from.
        members: the models.
        reasoner: drafts reasons; None if the folder holds none.
    """

    def __init__(
        self,
        name: str,
        members: Sequence[Member],
        reading: Reading,
        reasoner: Reasoner | None = None,
    ) -> None:
        """Keep what ``load`` read."""
        self.model = name
        self.source = reading.source
        self.members = members
        self.reasoner = reasoner
        self._calibration = reading.calibration

    @classmethod
    def load(cls, folder: Path, device: Device | None = None) -> Self:
        """Load a model from its folder.

        Raises:
            AdvisorError: the folder is missing or damaged, or the device is not there.
        """
        manifest = read_manifest(folder)
        place = device or find_device()
        reading = Reading.load(folder, manifest)
        texts = [
            TextMember(read_weights(folder / part, place), reading.tokens, place)
            for part in manifest.texts
        ]
        years = [YearMember.load(folder / part, place) for part in manifest.years]
        tokenizer = reading.tokens.tokenizer
        reasoner = (
            Reasoner(
                manifest.name, read_weights(folder / manifest.reasoner, place), tokenizer, place
            )
            if manifest.reasoner
            else None
        )
        return cls(manifest.name, [*texts, *years], reading, reasoner)

    def log_probabilities(
        self, careers: Sequence[Sequence[WorkYear]], titles: Sequence[str], calibrated: bool = True
    ) -> Floats:
        """Return (careers, titles) natural logarithms of each title being the next state.

        Args:
            careers: each of one year or more; its last title must be among ``titles``.
            titles: all states that may come next.
            calibrated: whether to bring the probabilities in line with what happened.
        """
        said = [member.next_states(careers, titles) for member in self.members]
        result = np.logaddexp.reduce(said, axis=0) - np.log(len(said))
        if not calibrated:
            return np.asarray(result)
        return self._calibration.apply(result, places(careers, titles))


def read_weights(folder: Path, device: Device) -> PreTrainedModel:
    """Read a causal language model from a folder onto a device."""
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    read = AutoModelForCausalLM.from_pretrained(folder, local_files_only=True, dtype=device.dtype)  # nosec B615  # a local folder
    return cast(PreTrainedModel, nn.Module.to(read, device.name))
