"""The list of what a trained model's folder holds, and the check that nothing of it is damaged."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from advisor.model.calibration import FILE as CALIBRATION
from retrieval.errors import AdvisorError

MANIFEST = "manifest.json"
FILES = ("tokenizer.json", "tokenizer_config.json", CALIBRATION)
TEXT_FILES = ("model.safetensors", "config.json")
YEAR_FILES = ("model.safetensors", "years.json")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a model's folder holds.

    Attributes:
        name: of the model, with its version.
        source: where the careers it learnt from come from.
        end_mark: what closes a title where one may begin another; "" where each is one token.
        texts: folders of the language models that answer; "." where the folder itself holds one.
        years: folders of the models over years that answer with them.
        reasoner: folder of the language model that drafts reasons; "" where there is none.
        sha256: checksum by file name.
    """

    name: str
    source: str
    end_mark: str = ""
    texts: Sequence[str] = (".",)
    years: Sequence[str] = ()
    reasoner: str = ""
    sha256: Mapping[str, str] = field(default_factory=dict)

    def files(self, weights: bool = True) -> list[str]:
        """Return the files the folder consists of; without ``weights`` those that any model has."""
        if not weights:
            return list(FILES)
        texts = [*self.texts, *([self.reasoner] if self.reasoner else [])]
        return [
            *FILES,
            *(f"{folder}/{file}" for folder in texts for file in TEXT_FILES),
            *(f"{folder}/{file}" for folder in self.years for file in YEAR_FILES),
        ]


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, about: Manifest) -> None:
    """Write the manifest of a folder whose other files are in place; checksums are taken anew."""
    manifest = replace(about, sha256={file: checksum(folder / file) for file in about.files()})
    text = json.dumps(asdict(manifest), indent=2) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def read_manifest(folder: Path, weights: bool = True) -> Manifest:
    """Read the manifest and check every file against it.

    Args:
        folder: of the model.
        weights: whether the weights are to be there.

    Raises:
        AdvisorError: the folder or a file of it is missing or damaged.
    """
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        sums = manifest.sha256
        damaged = [f for f in manifest.files(weights) if checksum(folder / f) != sums[f]]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise AdvisorError(f"expected a trained model in {folder}, got {error}") from error
    if damaged:
        raise AdvisorError(f"damaged (checksum): {', '.join(damaged)} in {folder}")
    return manifest
