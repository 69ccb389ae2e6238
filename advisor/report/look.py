"""Colours, sizes and paragraph styles of the PDF report."""

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from advisor.report.fonts import BOLD, REGULAR

PAGE = letter
MARGIN = 15 * mm
TOP = 12 * mm
BOTTOM = 14 * mm
WIDTH = PAGE[0] - 2 * MARGIN

INK = HexColor("#1c2830")
QUIET = HexColor("#51606b")
ACCENT = HexColor("#0f766e")
NEEDED = HexColor("#b45309")
RULE = HexColor("#d5dce1")
FILL = HexColor("#eef4f3")

BODY = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=8.3, leading=10.6, textColor=INK, spaceAfter=2
)
SMALL = ParagraphStyle("small", BODY, fontSize=6.9, leading=8.6, textColor=QUIET)
CELL = ParagraphStyle("cell", BODY, spaceAfter=0)
SMALL_CELL = ParagraphStyle("small cell", SMALL, spaceAfter=0)
LABEL = ParagraphStyle("label", CELL, fontSize=7.5, leading=9.4, textColor=QUIET)
FIGURE = ParagraphStyle("figure", LABEL, textColor=INK, alignment=TA_RIGHT)
NUMBER = ParagraphStyle("number", SMALL_CELL, alignment=TA_RIGHT)
POINT = ParagraphStyle(
    "point", BODY, leftIndent=10, bulletIndent=0, bulletFontName=REGULAR, bulletColor=ACCENT
)
CAUTION = ParagraphStyle("caution", SMALL, fontSize=7.4, leading=9.4, textColor=NEEDED)
TITLE = ParagraphStyle("title", BODY, fontName=BOLD, fontSize=20, leading=24)
SECTION = ParagraphStyle(
    "section", BODY, fontName=BOLD, fontSize=12.5, leading=15, spaceBefore=9, spaceAfter=4,
    textColor=ACCENT,
)  # fmt: skip
CARD_TITLE = ParagraphStyle("card title", BODY, fontName=BOLD, fontSize=11, leading=13)
CHANCE = ParagraphStyle("chance", CARD_TITLE, alignment=TA_RIGHT, textColor=ACCENT)
PART = ParagraphStyle(
    "part", BODY, fontName=BOLD, fontSize=7.7, leading=9.6, spaceBefore=4, spaceAfter=1
)
