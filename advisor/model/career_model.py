"""The trained model from its folder: what comes next for careers told year by year."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self, cast

import numpy as np
from numpy.typing import NDArray
from torch import nn
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel
from transformers import PreTrainedTokenizerBase as Tokenizer
from transformers.utils import logging

from advisor.model.calibration import FILE as CALIBRATION
from advisor.model.calibration import Calibration
from advisor.model.device import Device, find_device
from advisor.model.reasoner import Reasoner, states
from advisor.model.rendering import prompt
from advisor.model.title_scorer import TitleScorer
from advisor.model.title_trie import TitleTrie
from advisor.model.work_years import SAME, WorkYear
from retrieval.errors import AdvisorError

MANIFEST = "manifest.json"
FILES = ("tokenizer.json", "tokenizer_config.json", CALIBRATION)
MEMBER_FILES = ("model.safetensors", "config.json")
_ROWS = 64
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a model's folder holds.

    Attributes:
        name: of the model, with its version.
        source: where the careers it learnt from come from.
        end_mark: what closes a title where one may begin another; "" where each is one token.
        members: folders of the models whose mean is the answer; "." where the folder holds one.
        reasoner: folder of the model that writes reasons; "" where there is none.
        sha256: checksum by file name, in the order of ``files``.
    """

    name: str
    source: str
    end_mark: str
    members: Sequence[str]
    reasoner: str
    sha256: Mapping[str, str]


def files(folders: Sequence[str]) -> Sequence[str]:
    """Return the files that a model of these weights consists of."""
    return [*FILES, *(f"{folder}/{file}" for folder in folders for file in MEMBER_FILES)]


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, about: Manifest) -> None:
    """Write the manifest of a folder whose other files are in place; sums are taken anew."""
    parts = [*about.members, *([about.reasoner] if about.reasoner else [])]
    manifest = replace(about, sha256={file: checksum(folder / file) for file in files(parts)})
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest and check every file against it.

    Raises:
        AdvisorError: the folder or a file of it is missing or damaged.
    """
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        sums = manifest.sha256
        parts = [*manifest.members, *([manifest.reasoner] if manifest.reasoner else [])]
        needed = files(parts)
        damaged = [file for file in needed if checksum(folder / file) != sums[file]]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise AdvisorError(f"expected a trained model in {folder}, got {error}") from error
    if damaged:
        raise AdvisorError(f"damaged (checksum): {', '.join(damaged)} in {folder}")
    return manifest


@dataclass(frozen=True, slots=True)
class Weights:
    """The language models of a folder, as ``CareerModel`` describes them."""

    members: Sequence[PreTrainedModel]
    reasoner: Reasoner | None = None


class CareerModel:
    """Causal language models, one or several, that tell the next state of a career.

    Of several, the mean of their probabilities is the answer (a few small models trained from
    different seeds are better than one large one, see docs/experiments.md).

    Attributes:
        model: its name and version.
        source: where what it learnt from comes from.
        members: the language models.
        reasoner: writes drafts of reasons; None if the model's folder holds none.
    """

    def __init__(
        self,
        manifest: Manifest,
        weights: Weights,
        tokenizer: Tokenizer,
        calibration: Calibration,
        device: Device,
    ) -> None:
        """Keep what ``load`` read."""
        self.model = manifest.name
        self.source = manifest.source
        self._end_mark = manifest.end_mark
        self.members = weights.members
        self._tokenizer = tokenizer
        self._calibration = calibration
        self._device = device
        self.reasoner = weights.reasoner
        self._scorers: dict[tuple[str, ...], Sequence[TitleScorer]] = {}

    @classmethod
    def load(cls, folder: Path, device: Device | None = None) -> Self:
        """Load a model from its folder.

        Raises:
            AdvisorError: the folder is missing or damaged, or the device is not there.
        """
        manifest = read_manifest(folder)
        place = device or find_device()
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        members = [read_weights(folder / member, place) for member in manifest.members]
        reasoner = (
            Reasoner(read_weights(folder / manifest.reasoner, place), tokenizer, place)
            if manifest.reasoner
            else None
        )
        weights = Weights(members, reasoner)
        return cls(manifest, weights, tokenizer, Calibration.read(folder), place)

    def log_probabilities(
        self, careers: Sequence[Sequence[WorkYear]], titles: Sequence[str], calibrated: bool = True
    ) -> Floats:
        """Return (careers, titles) natural logarithms of each title being the next state.

        Args:
            careers: each of one year or more; its last title must be among ``titles``.
            titles: all states that may come next.
            calibrated: whether to bring the probabilities in line with what happened.
        """
        place_of = {title: place for place, title in enumerate(titles)}
        present = np.asarray([place_of[years[-1].title] for years in careers])
        texts = [self._tokens(years) for years in careers]
        scorers = self._titles_scorers(tuple(titles))
        said = [states(scorer.score(texts).log_probabilities, present) for scorer in scorers]
        result = np.logaddexp.reduce(said, axis=0) - np.log(len(said))
        return self._calibration.apply(result, present) if calibrated else result

    def _tokens(self, years: Sequence[WorkYear]) -> list[int]:
        text = self._tokenizer(prompt(years), add_special_tokens=False)["input_ids"]
        begin = self._tokenizer.bos_token_id
        return [*([begin] if begin is not None else []), *cast(list[int], text)]

    def _titles_scorers(self, titles: tuple[str, ...]) -> Sequence[TitleScorer]:
        if titles not in self._scorers:
            paths = [
                self._tokenizer(title + self._end_mark, add_special_tokens=False)["input_ids"]
                for title in (*titles, SAME)
            ]
            trie = TitleTrie(cast(list[list[int]], paths))
            self._scorers[titles] = [
                TitleScorer(member, trie, self._device, _ROWS) for member in self.members
            ]
        return self._scorers[titles]


def read_weights(folder: Path, device: Device) -> PreTrainedModel:
    """Read a causal language model from a folder onto a device."""
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    read = AutoModelForCausalLM.from_pretrained(folder, local_files_only=True, dtype=device.dtype)
    return cast(PreTrainedModel, nn.Module.to(read, device.name))
