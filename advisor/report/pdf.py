"""Lays the report out as a PDF."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from advisor.report import look
from advisor.report.content import AUTHOR, LANGUAGE, TITLE, ReportContent
from advisor.report.fonts import REGULAR, ReportFonts
from advisor.report.liking import HEADING
from advisor.report.pdf_card import CardDrawing
from advisor.report.trust import HEAD
from advisor.report.trust import HEADING as TRUST

_FOOT = 22.0
_FRAME_PADDING = 6.0
"""Of the library's page frame, on every side."""


_TIGHT = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
]


def pdf_report(content: ReportContent) -> bytes:
    """Return the report as a PDF file."""
    story = _Story(content)
    out = BytesIO()
    document = _Document(
        out,
        pagesize=look.PAGE,
        leftMargin=look.MARGIN - _FRAME_PADDING,
        rightMargin=look.MARGIN - _FRAME_PADDING,
        topMargin=look.TOP - _FRAME_PADDING,
        bottomMargin=look.BOTTOM - _FRAME_PADDING,
        title=f"{TITLE}, {content.made}",
        author=AUTHOR,
        subject="Work history and suggested next jobs",
        creator=AUTHOR,
        lang=LANGUAGE,
    )

    def foot(canvas: Canvas, _: object) -> None:
        canvas.setFont(REGULAR, 7.5)
        canvas.setFillColor(look.QUIET)
        canvas.drawString(look.MARGIN, _FOOT, f"{TITLE} · {content.made}")
        canvas.drawRightString(look.PAGE[0] - look.MARGIN, _FOOT, f"Page {canvas.getPageNumber()}")

    document.build(story.flowables(), onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


class _Document(SimpleDocTemplate):
    """A document whose headings become bookmarks."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # the library's name
        """Add a heading to the outline as it is placed."""
        if isinstance(flowable, Paragraph) and flowable.style is look.SECTION:
            text = flowable.getPlainText()
            self.canv.bookmarkPage(text)
            self.canv.addOutlineEntry(text, text)


class _Story:
    """The flowables of a report, in order."""

    def __init__(self, content: ReportContent) -> None:
        self._content = content
        self._fonts = ReportFonts()
        self._cards = CardDrawing(self._fonts)

    def flowables(self) -> list[Flowable]:
        """Return everything; the note on characters that cannot be shown comes last."""
        return [
            *self._head(),
            *self._history(),
            *self._liking(),
            *self._suggestions(),
            *self._target(),
            *self._trust(),
            *self._reading(),
            *self._sources(),
        ]

    def _say(self, text: str, style: ParagraphStyle = look.BODY) -> Flowable:
        return Paragraph(self._fonts.markup(text), style)

    def _head(self) -> list[Flowable]:
        intro = "Made from what you told the career advisor, O*NET and U.S. labor statistics."
        return [self._say(TITLE, look.TITLE), self._say(f"{self._content.made}. {intro}")]

    def _history(self) -> list[Flowable]:
        content = self._content
        parts: list[Flowable] = [self._say("Your work and education", look.SECTION)]
        if content.jobs:
            parts += [self._jobs(), Spacer(0, 6)]
        if content.told:
            parts.append(self._labelled(content.told))
        if len(parts) == 1:
            parts.append(self._say("You have not told me anything about your work yet."))
        return parts

    def _jobs(self) -> Flowable:
        small = look.SMALL_CELL
        rows = [[self._say(text, small) for text in ("When", "Job", "O*NET occupation")]]
        rows += [
            [
                self._say(line.dates or "–", look.CELL),
                self._say(line.job, look.CELL),
                self._say(line.occupation or "no match", look.LABEL),
            ]
            for line in self._content.jobs
        ]
        width = look.WIDTH
        table = Table(rows, colWidths=[width * 0.2, width * 0.42, width * 0.38], repeatRows=1)
        table.setStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, look.RULE),
            ]
        )
        return table

    def _labelled(self, rows: Sequence[tuple[str, str]]) -> Flowable:
        cells = [[self._say(label, look.LABEL), self._say(text, look.CELL)] for label, text in rows]
        table = Table(cells, colWidths=[look.WIDTH * 0.2, look.WIDTH * 0.8], splitInRow=1)
        table.setStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
            ]
        )
        return table

    def _liking(self) -> list[Flowable]:
        liking = self._content.liking
        if liking is None:
            return []
        parts = [self._say(HEADING, look.SECTION), self._say(liking.told)]
        if liking.rows:
            numbers = len(liking.head) - 2
            rows = [
                [self._say(text, look.SMALL_CELL if place == 0 else look.CELL) for text in row]
                for place, row in enumerate((liking.head, *liking.rows))
            ]
            table = Table(rows, colWidths=[90.0, 70.0, *[32.0] * numbers], hAlign="LEFT")
            table.setStyle([*_TIGHT, ("LINEBELOW", (0, 0), (-1, -1), 0.5, look.RULE)])
            parts.append(table)
        return [KeepTogether([*parts, Spacer(0, 3), self._say(liking.note, look.SMALL)])]

    def _suggestions(self) -> list[Flowable]:
        content = self._content
        if content.stay is None:
            return []
        parts = [self._say("Suggested next jobs", look.SECTION)]
        if content.reason:
            parts.append(self._say(content.reason))
        parts.append(self._staying(*content.stay))
        parts += [self._say(f"Note: {note}", look.CAUTION) for note in content.notes]
        if not content.cards:
            return [*parts, self._say("After what you ruled out, no suggestion is left.")]
        first, *others = (self._cards.card(card, n) for n, card in enumerate(content.cards, 1))
        return [KeepTogether([*parts, *first]), *map(KeepTogether, others)]

    def _staying(self, lead: str, rest: str, chance: str) -> Flowable:
        text = f"<b>{lead}</b> {self._fonts.markup(rest)}: <b>{chance}</b>."
        table = Table([[Paragraph(text, look.CELL)]], colWidths=[look.WIDTH])
        table.setStyle([("BACKGROUND", (0, 0), (-1, -1), look.FILL)])
        table.setStyle(
            [("TOPPADDING", (0, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 6)]
        )
        return table

    def _target(self) -> list[Flowable]:
        if self._content.target is None:
            return []
        heading = self._say("The job you have in mind", look.SECTION)
        return [KeepTogether([heading, *self._cards.card(self._content.target, None)])]

    def _trust(self) -> list[Flowable]:
        trust = self._content.trust
        if trust is None:
            return []
        rows = [
            [self._say(text, look.SMALL_CELL if place == 0 else look.CELL) for text in row]
            for place, row in enumerate((HEAD, *trust.rows))
        ]
        share = look.WIDTH / 100
        table = Table(rows, colWidths=[46 * share, *(n * share for n in (11, 12, 19, 12))])
        table.setStyle([*_TIGHT, ("LINEBELOW", (0, 0), (-1, -1), 0.5, look.RULE)])
        table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
        parts = [self._say(TRUST, look.SECTION), self._say(trust.measured), table, Spacer(0, 4)]
        said = [self._say(line) for line in trust.said]
        return [
            KeepTogether(parts),
            *said,
            *(self._say(line, look.CAUTION) for line in trust.cautions),
        ]

    def _reading(self) -> list[Flowable]:
        if not self._content.reading:
            return []
        heading = self._say("How to read the numbers", look.SECTION)
        lines = [
            Paragraph(self._fonts.markup(line), look.POINT, bulletText="•")
            for line in self._content.reading
        ]
        return [KeepTogether([heading, *lines])]

    def _sources(self) -> list[Flowable]:
        parts: list[Any] = [self._say("Sources and licence", look.SECTION)]
        parts += [self._say(line, look.SMALL) for line in self._content.sources]
        if self._fonts.missing:
            count = len(self._fonts.missing)
            letters = "1 kind of letter" if count == 1 else f"{count} kinds of letters"
            parts.append(
                self._say(
                    f"A PDF cannot show {letters} in your words; a box (▯) stands for each. The"
                    " Word version of this report has them all.",
                    look.CAUTION,
                )
            )
        return [KeepTogether(parts)]
