"""The trained model from its folder: what comes next for careers told year by year."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self, cast

import numpy as np
from numpy.typing import NDArray
from torch import nn
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel
from transformers import PreTrainedTokenizerBase as Tokenizer

from advisor.model.calibration import FILE as CALIBRATION
from advisor.model.calibration import Calibration
from advisor.model.device import Device, find_device
from advisor.model.rendering import prompt
from advisor.model.title_scorer import TitleScorer
from advisor.model.title_trie import TitleTrie
from advisor.model.work_years import SAME, WorkYear
from retrieval.errors import AdvisorError

MANIFEST = "manifest.json"
FILES = ("model.safetensors", "config.json", "tokenizer.json", CALIBRATION)
_ROWS = 64
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a model's folder holds.

    Attributes:
        name: of the model, with its version.
        source: where the careers it learnt from come from.
        end_mark: what closes a title where one may begin another; "" where each is one token.
        sha256: checksum by file name.
    """

    name: str
    source: str
    end_mark: str
    sha256: Mapping[str, str]


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, name: str, source: str, end_mark: str) -> None:
    """Write the manifest of a folder whose other files are in place."""
    manifest = {
        "name": name,
        "source": source,
        "end_mark": end_mark,
        "sha256": {file: checksum(folder / file) for file in FILES},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest and check every file against it.

    Raises:
        AdvisorError: the folder or a file of it is missing or damaged.
    """
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        damaged = [file for file in FILES if checksum(folder / file) != manifest.sha256[file]]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise AdvisorError(f"expected a trained model in {folder}, got {error}") from error
    if damaged:
        raise AdvisorError(f"damaged (checksum): {', '.join(damaged)} in {folder}")
    return manifest


class CareerModel:
    """A causal language model that tells the next state of a career.

    Attributes:
        model: its name and version.
        source: where what it learnt from comes from.
    """

    def __init__(
        self,
        manifest: Manifest,
        model: PreTrainedModel,
        tokenizer: Tokenizer,
        calibration: Calibration,
        device: Device,
    ) -> None:
        """Keep what ``load`` read."""
        self.model = manifest.name
        self.source = manifest.source
        self._end_mark = manifest.end_mark
        self._weights = model
        self._tokenizer = tokenizer
        self._calibration = calibration
        self._device = device
        self._scorers: dict[tuple[str, ...], TitleScorer] = {}

    @classmethod
    def load(cls, folder: Path, device: Device | None = None) -> Self:
        """Load a model from its folder.

        Raises:
            AdvisorError: the folder is missing or damaged, or the device is not there.
        """
        manifest = read_manifest(folder)
        place = device or find_device()
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        read = AutoModelForCausalLM.from_pretrained(
            folder, local_files_only=True, dtype=place.dtype
        )
        weights = cast(PreTrainedModel, nn.Module.to(read, place.name))
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
        scores = self._scorer(tuple(titles)).score([self._tokens(years) for years in careers])
        raw = scores.log_probabilities
        # Staying is told as SAME, the last column; the present title itself never follows.
        rows = np.arange(len(careers))
        result = raw[:, :-1].copy()
        result[rows, present] = raw[:, -1]
        result -= np.logaddexp.reduce(result, axis=1, keepdims=True)
        return self._calibration.apply(result, present) if calibrated else result

    def _tokens(self, years: Sequence[WorkYear]) -> list[int]:
        text = self._tokenizer(prompt(years), add_special_tokens=False)["input_ids"]
        begin = self._tokenizer.bos_token_id
        return [*([begin] if begin is not None else []), *cast(list[int], text)]

    def _scorer(self, titles: tuple[str, ...]) -> TitleScorer:
        if titles not in self._scorers:
            paths = [
                self._tokenizer(title + self._end_mark, add_special_tokens=False)["input_ids"]
                for title in (*titles, SAME)
            ]
            trie = TitleTrie(cast(list[list[int]], paths))
            self._scorers[titles] = TitleScorer(self._weights, trie, self._device, _ROWS)
        return self._scorers[titles]
