"""Labelled conversations: what people write and the history an advisor should read from it."""

import hashlib
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError

from advisor.evaluation.expected import ExpectedHistory, Labels, Words
from retrieval.errors import AdvisorError

FOLDER = Path(__file__).resolve().parents[3] / "tests" / "conversations"
"""Where the standard set is beside a source tree."""
SPLITS = ("dev", "test")


class LabelledConversation(Labels):
    """What one person writes, message by message, and the history it tells."""

    name: Words
    about: Words
    today: date
    messages: tuple[str, ...] = Field(min_length=1)
    expected: ExpectedHistory


def load_conversation(path: Path) -> LabelledConversation:
    """Read one file.

    Raises:
        AdvisorError: the file is not a labelled conversation.
    """
    try:
        return LabelledConversation.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise AdvisorError(f"{path.name}: {where}: {first['msg']}") from error


def load_split(split: str, folder: Path = FOLDER) -> tuple[LabelledConversation, ...]:
    """Read the conversations of ``dev`` or ``test``, in the order of their file names.

    Raises:
        AdvisorError: there are none, or a file is not a labelled conversation.
    """
    return load_folder(folder / split)


def load_folder(folder: Path) -> tuple[LabelledConversation, ...]:
    """Read the conversations of a folder, as ``load_split`` does."""
    return tuple(load_conversation(path) for path in _files(folder))


def fingerprint(folder: Path) -> str:
    """Return a hex digest that changes with any conversation or label of a folder."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(hashlib.sha256(path.name.encode()).digest())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise AdvisorError(f"expected labelled conversations in {folder}, found none")
    return paths
