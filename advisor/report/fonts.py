"""The fonts of the PDF report, and which of them shows a character."""

import unicodedata
from collections.abc import Container
from importlib import import_module
from io import BytesIO
from itertools import groupby
from xml.sax.saxutils import escape  # nosec B406  # writes, parses nothing

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Report"
BOLD = "Report-Bold"
ITALIC = "Report-Italic"

_FILES = {REGULAR: "FiraGO_Regular", BOLD: "FiraGO_Bold", ITALIC: "FiraGO_Italic"}
_ASIAN = {"STSong-Light": "gbk", "HYSMyeongJo-Medium": "euc_kr", "HeiseiMin-W3": "shift_jis"}
"""Fonts every PDF reader brings along, with the character set each of them covers."""

_NOT_SHOWN = "▯"
_NEEDS_SHAPING = range(0x0590, 0x10A0)
"""Hebrew to Myanmar: written right to left or joined, which the PDF library cannot do."""


class ReportFonts:
    """Turns text into paragraph markup, each character in a font that has it.

    Attributes:
        missing: characters met that no font shows; a box stands in their place.
    """

    def __init__(self) -> None:
        self.missing: set[str] = set()
        self._glyphs: Container[int] = _register()

    def markup(self, text: str) -> str:
        """Return text as paragraph markup; tags in it are shown, not obeyed."""
        pieces = []
        for font, characters in groupby(unicodedata.normalize("NFC", text), self._font):
            piece = "".join(characters)
            if font is None:
                self.missing.update(piece)
                pieces.append(_NOT_SHOWN * len(piece))
            elif font == REGULAR:
                pieces.append(escape(piece))
            else:
                pieces.append(f'<font name="{font}">{escape(piece)}</font>')
        return "".join(pieces)

    def _font(self, character: str) -> str | None:
        code = ord(character)
        if code in self._glyphs and code not in _NEEDS_SHAPING:
            return REGULAR
        for name, charset in _ASIAN.items():
            try:
                character.encode(charset)
            except UnicodeEncodeError:
                continue
            return name
        return None


def _register() -> Container[int]:
    """Make the fonts known to the PDF library; return the code points that the main one has."""
    fonts = {
        name: TTFont(name, BytesIO(import_module(f"pymupdf_fonts.{module}").fontbuffer))
        for name, module in _FILES.items()
    }
    for font in fonts.values():
        registerFont(font)
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    for name in _ASIAN:
        registerFont(UnicodeCIDFont(name))
        registerFontFamily(name, normal=name, bold=name, italic=name, boldItalic=name)
    glyphs: Container[int] = fonts[REGULAR].face.charToGlyph
    return glyphs
