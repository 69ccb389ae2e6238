"""Puts the widget's small files together into one script when the service starts."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from retrieval.frozen import Frozen

LANGUAGES = ("en", "es", "zh")
_FOLDER = Path(__file__).parent
_COMMENT = ("//", "/*", "* ", "*/")
"""How a line begins that is all comment."""
_SHARED = (
    "words",
    "elements",
    "store",
    "api",
    "errors",
    "visit",
    "outbox",
    "conversation",
    "consent",
    "chat",
    "trust",
    "cards",
    "history",
    "data",
    "panel",
    "inside",
)
"""In the order in which they stand: each uses what stands before it when it is loaded."""
_HOST = (*_SHARED, "shell", "frame", "host")
_FRAME = (*_SHARED, "embed")


@dataclass(frozen=True, slots=True)
class Script(Frozen):
    """A script as it is served.

    Attributes:
        body: UTF-8 JavaScript.
        etag: changes with every byte of it.
    """

    body: bytes
    etag: str


def host_script() -> Script:
    """Return what a site's page loads."""
    return _script(_HOST)


def frame_script() -> Script:
    """Return what our own page in a frame loads."""
    return _script(_FRAME)


def messages(language: str) -> dict[str, str | dict[str, str]]:
    """Return the words of the widget in a language; several forms where a number decides."""
    path = _FOLDER / "messages" / f"{language}.json"
    read: dict[str, str | dict[str, str]] = json.loads(path.read_text("utf-8"))
    return read


def _script(files: tuple[str, ...]) -> Script:
    """Return the files in one function of their own, so that no name reaches the page."""
    words = {language: messages(language) for language in LANGUAGES}
    parts = [
        f"const MESSAGES = {_literal(words)};",
        f"const STYLE = {_literal(_bare('panel.css'))};",
        *(_bare(f"{name}.js") for name in files),
    ]
    data = "\n".join(("(() => {", '"use strict";', *parts, "})();", "")).encode()
    return Script(data, f'"{hashlib.sha256(data).hexdigest()[:32]}"')


def _bare(name: str) -> str:
    """Return a file without indentation and without lines that are all comment."""
    lines = (line.strip() for line in (_FOLDER / name).read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(_COMMENT))


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
