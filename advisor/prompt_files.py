"""The prompts: versioned text files, loaded by name, each with the hash of its text."""

import hashlib
import re
from dataclasses import dataclass
from importlib import resources

from retrieval.errors import AdvisorError


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of a prompt.

    Attributes:
        name: for example ``"understand"``.
        version: counts up from 1; a changed text is a new version.
        text: what the language model is sent.
        sha256: hex digest of the UTF-8 text, to be logged with what it led to.
    """

    name: str
    version: int
    text: str
    sha256: str


def load_prompt(package: str, file_name: str) -> Prompt:
    """Return the prompt ``prompts/<file_name>.txt`` of a package.

    Args:
        package: whose prompt it is, for example ``"graph"``.
        file_name: for example ``"understand-v1"``.

    Raises:
        AdvisorError: there is no such prompt.
    """
    named = re.fullmatch(r"([a-z_]+)-v(\d+)", file_name)
    path = resources.files(package) / "prompts" / f"{file_name}.txt"
    if named is None or not path.is_file():
        raise AdvisorError(f"expected the name of a prompt like understand-v1, got {file_name!r}")
    text = path.read_text("utf-8").strip()
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Prompt(name=named[1], version=int(named[2]), text=text, sha256=digest)
