"""Reads the text of a Word file: paragraphs, tables, boxes, headers and footers in order."""

from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from advisor.documents.archive import check_archive, stated_pages
from advisor.documents.extracted import ENOUGH_TEXT, Extracted, check_pages
from advisor.documents.tidy import GAP

_TALL_CELL = 4
"""Lines; two cells taller than this are columns of a page, not cells of a row."""

_PARAGRAPH = qn("w:p")
_TABLE = qn("w:tbl")
_CONTROL = qn("w:sdt")
_BOX = qn("w:txbxContent")
_NUMBERING = f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}"
_TRANSPARENT = frozenset(map(qn, ("w:ins", "w:moveTo", "w:customXml")))
_SKIPPED = frozenset(
    # A fallback repeats what its sibling shows.
    [
        *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    ]
)
_BREAKS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\xad",
}


def read_word(data: bytes) -> Extracted:
    """Return the text of a Word (.docx) file.

    Raises:
        AdvisorError: it is not one, or locked, too long, or unsafe to open.
    """
    check_archive(data)
    document = docx.Document(BytesIO(data))
    pages = max(stated_pages(data) or 1, _page_breaks(document) + 1)
    check_pages(pages)
    lines: list[str] = []
    size = 0
    for line in _Reader(document).lines():
        if size > ENOUGH_TEXT:
            break
        lines.append(line)
        size += len(line) + 1
    return Extracted.of("\n".join(lines), pages)


def _page_breaks(document: Document) -> int:
    body = document.element.body
    rendered = list(body.iter(qn("w:lastRenderedPageBreak")))
    asked_for = [x for x in body.iter(qn("w:br")) if x.get(qn("w:type")) == "page"]
    return max(len(rendered), len(asked_for))


class _Reader:
    """Walks the elements of a document; python-docx's own text leaves out boxes and controls."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._bulleted = {
            style.style_id
            for style in document.styles
            if style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
            and not (style.name or "").startswith("Heading")
        }

    def lines(self) -> Iterator[str]:
        """Yield the document's lines: headers, body, footers."""
        yield from self._margins("header", "first_page_header")
        yield from self._blocks(self._document.element.body)
        yield from self._margins("footer", "first_page_footer")

    def _margins(self, *names: str) -> Iterator[str]:
        """Yield headers or footers, each once, however many sections repeat it."""
        seen: set[tuple[str, ...]] = set()
        for section in self._document.sections:
            first_differs = section.different_first_page_header_footer
            for name in names:
                margin = getattr(section, name)
                if margin.is_linked_to_previous or (name.startswith("first") and not first_differs):
                    continue
                text = tuple(self._blocks(margin._element))
                if text not in seen:
                    seen.add(text)
                    yield from text

    def _blocks(self, parent: Any) -> Iterator[str]:
        """Yield the lines of a body, cell, box, header or footer."""
        for block in _children(parent, _PARAGRAPH, _TABLE):
            if block.tag == _PARAGRAPH:
                yield from self._paragraph(block)
            else:
                for row in _children(block, qn("w:tr")):
                    yield from self._row(row)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        """Yield a paragraph's lines, then those of the text boxes anchored in it."""
        boxes: list[Any] = []
        text = "".join(_inline(paragraph, boxes))
        if text.strip() and self._is_bulleted(paragraph):
            text = f"• {text.lstrip()}"
        yield from text.split("\n")
        for box in boxes:
            yield from self._blocks(box)

    def _is_bulleted(self, paragraph: Any) -> bool:
        numbered = paragraph.find(_NUMBERING)
        if numbered is not None:
            return bool(numbered.get(qn("w:val")) != "0")
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return style is not None and style.get(qn("w:val")) in self._bulleted

    def _row(self, row: Any) -> Iterator[str]:
        """Yield a table row: line by line across its cells, unless they are columns of a page."""
        cells = [
            [line for line in self._blocks(cell) if line.strip()]
            for cell in _children(row, qn("w:tc"))
        ]
        if sum(len(cell) > _TALL_CELL for cell in cells) > 1:
            for cell in cells:
                yield from (*cell, "")
            return
        for line in zip_longest(*cells, fillvalue=""):
            yield GAP.join(part for part in line if part)


def _children(parent: Any, *tags: str) -> Iterator[Any]:
    """Yield the children with these tags, looking into content controls and tracked inserts."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag == _CONTROL:
            if not _is_placeholder(child):
                yield from _children(child.find(qn("w:sdtContent")), *tags)
        elif child.tag in _TRANSPARENT:
            yield from _children(child, *tags)


def _inline(element: Any, boxes: list[Any]) -> Iterator[str]:
    """Yield the pieces of text below an element; text boxes met are added to ``boxes``."""
    for child in element:
        tag = child.tag
        if tag == qn("w:t"):
            yield child.text or ""
        elif tag in _BREAKS:
            yield _BREAKS[tag]
        elif tag == _BOX:
            boxes.append(child)
        elif tag not in _SKIPPED and not _is_placeholder(child) and not _is_hidden(child):
            yield from _inline(child, boxes)


def _is_placeholder(element: Any) -> bool:
    """Return whether it is a control that still shows "click to enter text"."""
    return (
        element.tag == _CONTROL
        and element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
    )


def _is_hidden(element: Any) -> bool:
    """Return whether it is a run that Word does not show."""
    return element.tag == qn("w:r") and element.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None
