"""Checks the zip archive of a Word file before anything in it is unpacked."""

import re
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from retrieval.errors import AdvisorError

_MAIN_PART = "word/document.xml"
_MOST_PARTS = 2_000
_MOST_UNPACKED = 60 * 2**20
_LARGE_PART = 2**20
_HIGHEST_RATIO = 150
"""Deflate reaches about 1,000 on zeros; the XML of a real document stays far below 100."""

_LOCKED = 0x1
_OTHER = {
    "xl/workbook.xml": "an Excel file",
    "ppt/presentation.xml": "a PowerPoint file",
    "Index/Document.iwa": "a Pages document",
    "META-INF/container.xml": "an e-book",
    "META-INF/MANIFEST.MF": "a Java program",
}


def check_archive(data: bytes) -> None:
    """Make sure that the archive is a Word file and is safe to open.

    Raises:
        AdvisorError: it is another kind of file, locked, or built to do harm.
    """
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        _check_kind(archive)
        if any(part.flag_bits & _LOCKED for part in parts):
            raise AdvisorError(
                "the file is locked with a password; save a copy without one and upload that"
            )
        if any(_leaves_folder(part.filename) for part in parts):
            raise AdvisorError(
                "the file has parts with unsafe names, which Word never writes; save it again"
            )
        if len(parts) > _MOST_PARTS or _expands_too_much(parts):
            raise AdvisorError(
                "the file unpacks to far more than a CV should hold; save it again as PDF or .docx"
            )
        _check_no_entities(archive, parts)


def _check_kind(archive: ZipFile) -> None:
    names = set(archive.namelist())
    if _MAIN_PART in names:
        return
    found = next((what for name, what in _OTHER.items() if name in names), "a zip archive")
    if "mimetype" in names and "content.xml" in names:
        found = "an OpenDocument (.odt) file"
    raise AdvisorError(
        f"expected a PDF, Word (.docx) or text file, got {found}; save it as PDF or .docx and"
        " upload that"
    )


def _leaves_folder(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name


def _expands_too_much(parts: list[ZipInfo]) -> bool:
    """Judge by the stated sizes; unpacking stops at them, so a lie only damages the file."""
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        return True
    return any(
        part.file_size > _LARGE_PART and part.file_size > _HIGHEST_RATIO * part.compress_size
        for part in parts
    )


def _check_no_entities(archive: ZipFile, parts: list[ZipInfo]) -> None:
    """Refuse document type definitions: Word writes none, and entities can grow without end."""
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            # Without the zero bytes UTF-16 reads like ASCII.
            text = archive.read(part).replace(b"\0", b"")
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise AdvisorError(
                    "the file defines XML entities, which Word never does; save it again as .docx"
                )


def stated_pages(data: bytes) -> int | None:
    """Return the number of pages that the program which wrote the file counted, if it says."""
    with ZipFile(BytesIO(data)) as archive:
        if "docProps/app.xml" not in archive.namelist():
            return None
        found = re.search(rb"<Pages>(\d{1,6})</Pages>", archive.read("docProps/app.xml"))
    return int(found[1]) if found else None
