"""Reads the text of an uploaded CV, or says in one line why that cannot be done."""

import re
import stat
from dataclasses import dataclass
from pathlib import Path

from advisor.documents.extracted import Extracted
from advisor.documents.file_kind import file_kind
from advisor.documents.isolation import extract_apart
from advisor.documents.plain_text import decode
from advisor.documents.tidy import shorten, tidy
from retrieval.errors import AdvisorError

LONGEST_TEXT = 20_000
"""Characters; what a conversation takes as one message."""

LARGEST_FILE = 10 * 2**20
"""Bytes."""

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of a document, ready to be sent as a message.

    Attributes:
        text: lines in reading order, at most ``LONGEST_TEXT`` characters; what stood side by side
            on a line is separated by three spaces.
        pages: None where the format does not say.
        truncated: True when the end is missing because the document is longer.
    """

    text: str
    pages: int | None
    truncated: bool

    @property
    def notice(self) -> str | None:
        """What the person must be told about the reading; None when there is nothing to tell."""
        if not self.truncated:
            return None
        return (
            f"I read the first {len(self.text):,} characters of your document; the rest is left"
            " out. If a job or school is missing, please add it by hand or in a message."
        )


def read_document(path: Path, name: str | None = None) -> DocumentText:
    """Read the text of a PDF, Word (.docx) or plain-text file.

    What the file is follows from its content, never from its name. A PDF or Word file is read in
    a process of its own with limits on time and memory, so a hostile file can cost neither.

    Args:
        path: the file, at most 10 MB and 30 pages.
        name: what the person calls the file, for messages; the path's name if not given.

    Raises:
        AdvisorError: with one line for the person: the file is too large, too long, encrypted,
            damaged, a scan without text, of another kind, empty, or built to do harm.
    """
    shown = shown_name(path.name if name is None else name)
    try:
        data = _load(path)
        kind = file_kind(data)
        extracted = Extracted.of(decode(data)) if kind == "text" else extract_apart(kind, data)
        text = tidy(extracted.text)
        if not text:
            raise AdvisorError("expected a CV, got a document without any text")
    except AdvisorError as error:
        raise AdvisorError(f"{shown}: {error}") from error
    short = shorten(text, LONGEST_TEXT)
    return DocumentText(short, extracted.pages, truncated=extracted.more or len(short) < len(text))


def _load(path: Path) -> bytes:
    """Return the bytes of a regular file; reads no more than is allowed."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise AdvisorError("expected a file, got something else; choose a file")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise AdvisorError("the file could not be opened; please upload it again") from error
    if len(data) > LARGEST_FILE:
        raise AdvisorError(
            "expected a file of at most 10 MB, got a larger one; remove pictures from it, or paste"
            " its text into the chat"
        )
    if not data:
        raise AdvisorError("expected a CV, got an empty file")
    return data


def shown_name(name: str) -> str:
    """Return a file name fit for a message: the last part, printable, not too long.

    Marks that turn the direction of what is written are not printable.
    """
    last = re.split(r"[/\\]", name)[-1]
    clean = "".join(c for c in last if c.isprintable()).strip()
    if len(clean) > _LONGEST_NAME:
        clean = f"{clean[: _LONGEST_NAME - 1]}…"
    return clean or "the file"
