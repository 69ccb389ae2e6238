"""The folder of a training run: its settings, what it was trained on, and how it went."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from advisor.training.config import TrainingConfig
from retrieval.errors import AdvisorError

SECTIONS = {
    "tokenizer": ("tokenizer",),
    "teach": ("data", "teach"),
    "pretrain": ("data", "model", "pretrain"),
}
"""Tables of the settings that each step hangs on, beside the seed; all for a step not named."""
_PACKAGES = ("torch", "transformers", "tokenizers", "trl", "peft", "accelerate")


def begin(config: TrainingConfig, step: str, inputs: Iterable[Path]) -> Path:
    """Create the folder of a step and note its settings, its inputs' hashes and the versions.

    Returns:
        The folder, ``<run>/<step>``.

    Raises:
        AdvisorError: an input is missing, or the folder belongs to a run with other settings or
            data (a run is resumed only where nothing has changed).
    """
    folder = config.run / step
    folder.mkdir(parents=True, exist_ok=True)
    facts = {
        "step": step,
        "config": _relevant(config, step),
        "inputs": {str(path): file_hash(path) for path in inputs},
    }
    path = folder / "run.json"
    if path.exists():
        before = json.loads(path.read_text(encoding="utf-8"))
        changed = [key for key in facts if before.get(key) != facts[key]]
        if changed:
            raise AdvisorError(
                f"{folder} holds a run with another {' and '.join(changed)}:"
                " give this one another `run` folder, or delete that one"
            )
        return folder
    about = {"python": platform.python_version(), **{name: _version(name) for name in _PACKAGES}}
    path.write_text(json.dumps({**facts, "versions": about}, indent=2) + "\n", encoding="utf-8")
    return folder


def _relevant(config: TrainingConfig, step: str) -> dict[str, Any]:
    """Return the settings that bear on a step: a later step's may change without harm."""
    sections = SECTIONS.get(step.partition("-")[0])
    everything = config.model_dump(mode="json", exclude={"pretrain": {"members"}})
    return {key: everything[key] for key in ("seed", *sections)} if sections else everything


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file; raise ``AdvisorError`` if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise AdvisorError(f"expected a file at {path}: {error.strerror}") from error


def note(folder: Path, name: str, values: Mapping[str, Any]) -> None:
    """Add a line to a log of the run, one JSON object a line."""
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(json.dumps(values) + "\n")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except ModuleNotFoundError:
        return None
