"""The folder of a training run: its settings, what it was trained on, and how it went."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from advisor.training.config import TrainingConfig
from advisor.training.processes import is_first
from retrieval.errors import AdvisorError

RESULT = "result.json"
METRICS = "metrics.jsonl"
"""The curves of a run, a line a measurement."""
"""Written when a step is done: it is not done again."""
_PACKAGES = ("torch", "transformers", "tokenizers", "trl", "peft", "accelerate")


_USES = {
    "tokenizer": ("tokenizer",),
    "teach": ("teach",),
    "pretrain": ("tokenizer", "model", "pretrain"),
    "reasons": ("reasons",),
    "sft": ("reasons", "sft"),
    "dpo": ("reasons", "sft", "dpo"),
}
"""Sections of the settings that decide what comes out of a step, beside ``data``."""
_PASSING = (
    # How many members there are does not bear on any one of them.
    "members",
    # Where and how a server is asked, not what.
    *("base_url", "api_key_env", "concurrency", "timeout_s", "retries", "give_up_after"),
)
"""Settings that may change between runs of a step."""


def begin(config: TrainingConfig, step: str, inputs: Iterable[Path]) -> Path:
    """Create the folder of a step and note its settings, its inputs' hashes and the versions.

    Of several processes the first one notes; the others may call it when it has.

    Args:
        config: the run; settings that the step does not use may change between its runs.
        step: its name, with a variant behind a hyphen where it has several ("sft-joint").
        inputs: files it learns from.

    Returns:
        The folder, ``<run>/<step>``.

    Raises:
        AdvisorError: an input is missing, or the folder belongs to a run with other settings or
            data (a run is resumed only where nothing has changed), or is not that of the first
            process.
    """
    folder = config.run / step
    folder.mkdir(parents=True, exist_ok=True)
    facts = {
        "step": step,
        "config": config.model_dump(mode="json"),
        "inputs": {str(path): file_hash(path) for path in inputs},
    }
    path = folder / "run.json"
    if not is_first() and not path.exists():
        raise AdvisorError(
            f"expected {path}, which the first process wrote: put `run` where every machine of the"
            " training sees the same folder"
        )
    if path.exists():
        before = json.loads(path.read_text(encoding="utf-8"))
        uses = ("name", "run", "seed", "data", *_USES[step.partition("-")[0]])
        changed = [key for key in facts if _used(before, key, uses) != _used(facts, key, uses)]
        if changed:
            raise AdvisorError(
                f"{folder} holds a run with another {' and '.join(changed)}:"
                " give this one another `run` folder, or delete that one"
            )
        return folder
    about = {"python": platform.python_version(), **{name: _version(name) for name in _PACKAGES}}
    path.write_text(json.dumps({**facts, "versions": about}, indent=2) + "\n", encoding="utf-8")
    return folder


def _used(facts: Mapping[str, Any], key: str, uses: Iterable[str]) -> Any:
    """Return a fact of a run; of the settings, those used that change what comes out."""
    if key != "config":
        return facts.get(key)
    return {section: _lasting(facts.get(key, {}).get(section)) for section in uses}


def _lasting(settings: Any) -> Any:
    if not isinstance(settings, dict):
        return settings
    return {name: _lasting(value) for name, value in settings.items() if name not in _PASSING}


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file; raise ``AdvisorError`` if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise AdvisorError(f"expected a file at {path}: {error.strerror}") from error


def last_checkpoint(folder: Path, written_last: str) -> str | None:
    """Return the newest checkpoint that is whole; None if there is none to go on from.

    Args:
        folder: of the step.
        written_last: file of a checkpoint; one without it was cut off while it was written.
    """
    whole = [path.parent for path in folder.glob(f"checkpoint-*/{written_last}")]
    return str(max(whole, key=lambda path: int(path.name.partition("-")[2]))) if whole else None


def note(folder: Path, name: str, values: Mapping[str, Any]) -> None:
    """Add a line to a log of the run, one JSON object a line."""
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(json.dumps(values) + "\n")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except ModuleNotFoundError:
        return None
