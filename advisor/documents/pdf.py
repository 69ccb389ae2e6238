"""Reads the text of a PDF page by page, lines as they are seen."""

import re
from io import BytesIO

from pypdf import Configuration, PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError

from advisor.documents.columns import reading_order
from advisor.documents.extracted import ENOUGH_TEXT, Extracted, check_pages
from advisor.documents.tidy import GAP
from retrieval.errors import AdvisorError

_END = b"%%EOF"
_END_WITHIN = 4096
_FEWEST_LETTERS = 30
"""Scanning programs stamp their name on every page; a CV has more letters than that."""
_KEPT_BY_LAYOUT = 0.9
_LARGEST_STREAM = 16_000_000
"""Bytes unpacked; the text of a dense page takes 100 kB."""
_MOST_PIECES = 400_000
"""Operators and operands of a page; a dense one has some 10,000."""
_WIDE_GAP = re.compile(" {3,}")


def read_pdf(data: bytes) -> Extracted:
    """Return the text of a PDF.

    Raises:
        AdvisorError: it is cut off, encrypted, too long, too large inside, or without text.
    """
    if _END not in data[-_END_WITHIN:]:
        raise AdvisorError("the PDF is cut off: its end is missing; upload the whole file again")
    try:
        return _read(data)
    except LimitReachedError as error:
        raise AdvisorError(
            "the PDF holds far more data than a CV should; save it again as a plain PDF"
        ) from error


def _read(data: bytes) -> Extracted:
    with apply_configuration(_limits()):
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not _opens_without_password(reader):
            raise AdvisorError(
                "the PDF is locked with a password; save a copy without one and upload that"
            )
        check_pages(len(reader.pages))
        return _text_of(reader)


def _limits() -> Configuration:
    return Configuration(
        zlib_maximum_output_length=_LARGEST_STREAM,
        lzw_maximum_output_length=_LARGEST_STREAM,
        run_length_maximum_output_length=_LARGEST_STREAM,
        array_based_stream_maximum_output_length=_LARGEST_STREAM,
        stream_decoding_work_maximum_length=3 * _LARGEST_STREAM,
        stream_parsing_work_maximum_count=_MOST_PIECES,
        page_tree_maximum_entries=1_000,
        xform_maximum_invocations_per_extraction=500,
    )


def _opens_without_password(reader: PdfReader) -> bool:
    """Return whether the empty password opens it, as it does where only changes are locked."""
    try:
        return bool(reader.decrypt(""))
    except DependencyError:
        return False


def _text_of(reader: PdfReader) -> Extracted:
    pages = len(reader.pages)
    texts: list[str] = []
    size = 0
    for page in reader.pages:
        if size > ENOUGH_TEXT:
            break
        texts.append(_page_text(page))
        size += len(texts[-1])
    _check_not_scanned(reader, texts)
    return Extracted.of("\n\n".join(texts), pages, more=len(texts) < pages)


def _page_text(page: PageObject) -> str:
    """Return a page's lines as laid out, which keeps a title and its dates together.

    Layout mode leaves out text inside reused drawings and rotated text; where that is much, the
    order of the file is the better one.
    """
    plain = _read_bullets(page.extract_text())
    laid_out = _read_bullets(_laid_out(page)) if plain.strip() else ""
    if _letters(laid_out) < _KEPT_BY_LAYOUT * _letters(plain):
        return plain
    return _WIDE_GAP.sub(GAP, "\n".join(reading_order(laid_out.split("\n"))))


def _laid_out(page: PageObject) -> str:
    """Return the page in layout mode; empty where that fails, since it is still experimental."""
    try:
        return page.extract_text(extraction_mode="layout")
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return ""


def _read_bullets(text: str) -> str:
    """Return the text with bullets: WinAnsiEncoding has one at every unused code."""
    return text.replace("\x7f", "•")


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)


def _check_not_scanned(reader: PdfReader, texts: list[str]) -> None:
    lines = {line.strip() for text in texts for line in text.splitlines()}
    letters = sum(map(_letters, lines))
    if letters >= _FEWEST_LETTERS:
        return
    if any(_has_picture(page) for page in reader.pages):
        raise AdvisorError(
            "expected text, got only pictures of pages (a scan); upload the file it was printed"
            " from, or tell me your jobs in the chat"
        )
    if not letters:
        raise AdvisorError("expected a CV, got a PDF without any text")


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    return bool(drawn is not None and drawn.get_object())
