"""Decodes a plain-text file: UTF-8, UTF-16, else Windows Western European."""

import codecs
import unicodedata

from retrieval.errors import AdvisorError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOST_CONTROLS = 0.02
_SAVE_AS = "save it as UTF-8 text, PDF or .docx and upload that"


def decode(data: bytes) -> str:
    """Return the text.

    Raises:
        AdvisorError: the bytes are not text, or text in an encoding that cannot be told.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    try:
        return _checked(data.decode(_unmarked_utf16(data) or "utf-8"))
    except UnicodeDecodeError:
        return _western(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """Return which UTF-16 it is if every other byte of mostly Latin text is zero."""
    sample = data[:2000]
    half = len(sample) / 2
    if sample[1::2].count(0) > 0.7 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half:
        return "utf-16-be"
    return None


def _western(data: bytes) -> str:
    """Decode as cp1252, or as Latin-1 where that leaves a byte undefined."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    text = _checked(text)
    letters = [c for c in text if c.isalpha()]
    if sum(c > "\x7f" for c in letters) > len(letters) / 2:
        # Cyrillic or Chinese in an old encoding: reading it as Western would be gibberish.
        raise AdvisorError(f"expected UTF-8 text, got text in an unknown encoding; {_SAVE_AS}")
    return text


def _checked(text: str) -> str:
    controls = sum(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\v" for c in text)
    if controls + text.count("\ufffd") > _MOST_CONTROLS * len(text):
        raise AdvisorError(
            "expected a PDF, Word (.docx) or text file, got a file of another kind; save it as PDF"
            " or .docx and upload that"
        )
    return text
