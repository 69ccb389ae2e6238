"""Tells what a file is from its first bytes; its name plays no part."""

from typing import Literal

from retrieval.errors import AdvisorError

Kind = Literal["pdf", "docx", "text"]

_HEAD = 1024
"""Bytes in which a PDF must announce itself (ISO 32000-1, annex H, note 13)."""

_SAVE_AS = "save it as PDF or .docx and upload that"

_FOREIGN = (
    (b"\x7fELF", "a program"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed archive"),
    (b"Rar!\x1a\x07", "a compressed archive"),
    (b"{\\rtf", "a rich-text (.rtf) document"),
    (b"%!PS", "a PostScript file"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")


def file_kind(data: bytes) -> Kind:
    """Return what the file is; every zip archive counts as Word, which its reader checks.

    Raises:
        AdvisorError: it is none of the kinds that can be read.
    """
    head = data[:_HEAD]
    foreign = _foreign(head, data)
    if foreign:
        raise AdvisorError(f"expected a PDF, Word (.docx) or text file, got {foreign}; {_SAVE_AS}")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if b"%PDF-" in head:
        return "pdf"
    return "text"


def _foreign(head: bytes, data: bytes) -> str | None:
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            return what
    if head.startswith(b"MZ") and b"\0" in head:
        return "a program"
    if head[4:8] == b"ftyp":
        return "a picture, sound or film"
    if head.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        return "a document locked with a password" if locked else "an old Office (.doc) document"
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        return "a web page or XML file"
    return None
