"""Lays the report out as a Word file with real headings, lists and tables."""

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from advisor.recommendation import SkillComparison
from advisor.report.content import AUTHOR, LANGUAGE, TITLE, Card, ReportContent
from advisor.report.liking import HEADING
from advisor.report.trust import HEAD
from advisor.report.trust import HEADING as TRUST

_INK = RGBColor(0x1C, 0x28, 0x30)
_QUIET = RGBColor(0x51, 0x60, 0x6B)
_ACCENT = RGBColor(0x0F, 0x76, 0x6E)
_KEPT_TOGETHER = 12
"""Tables of at most as many rows stay on one page."""
_HEADINGS = {"Title": 24, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 10.5}


def word_report(content: ReportContent) -> bytes:
    """Return the report as a Word (.docx) file."""
    document = docx.Document()
    _describe(document, content)
    _set_look(document)
    intro = "Made from what you told the career advisor, O*NET and U.S. labor statistics."
    document.add_heading(TITLE, 0)
    document.add_paragraph(f"{content.made}. {intro}")
    _add_history(document, content)
    _add_liking(document, content)
    _add_suggestions(document, content)
    if content.target:
        document.add_heading("The job you have in mind", 1)
        _add_card(document, content.target, None)
    _add_trust(document, content)
    if content.reading:
        document.add_heading("How to read the numbers", 1)
        for line in content.reading:
            document.add_paragraph(line, "List Bullet")
    document.add_heading("Sources and licence", 1)
    for line in content.sources:
        _add_quiet(document, line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(document: Document, content: ReportContent) -> None:
    """Set title, author and language, which a screen reader needs to pronounce the text."""
    about = document.core_properties
    about.title = f"{TITLE}, {content.made}"
    about.author = about.last_modified_by = AUTHOR
    about.subject = "Work history and suggested next jobs"
    about.language = LANGUAGE
    about.comments = ""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _set_look(document: Document) -> None:
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.font.color.rgb = _INK
    normal.paragraph_format.space_after = Pt(4)
    for name, size in _HEADINGS.items():
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), _ACCENT
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.font.name = "Calibri"


def _add_history(document: Document, content: ReportContent) -> None:
    document.add_heading("Your work and education", 1)
    if content.jobs:
        rows = [(j.dates or "–", j.job, j.occupation or "no match") for j in content.jobs]
        _add_table(document, ("When", "Job", "O*NET occupation"), rows, (42, 70, 63))
    for label, text in content.told:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(text)
    if not (content.jobs or content.told):
        document.add_paragraph("You have not told me anything about your work yet.")


def _add_liking(document: Document, content: ReportContent) -> None:
    liking = content.liking
    if liking is None:
        return
    document.add_heading(HEADING, 1)
    document.add_paragraph(liking.told)
    if liking.rows:
        widths = (40, 30, *(15 for _ in liking.head[2:]))
        _add_table(document, liking.head, liking.rows, widths)
    _add_quiet(document, liking.note)


def _add_trust(document: Document, content: ReportContent) -> None:
    trust = content.trust
    if trust is None:
        return
    document.add_heading(TRUST, 1)
    document.add_paragraph(trust.measured)
    _add_table(document, HEAD, trust.rows, (80, 20, 22, 32, 21))
    for line in trust.said:
        document.add_paragraph(line)
    for line in trust.cautions:
        _add_quiet(document, f"Note: {line}")


def _add_suggestions(document: Document, content: ReportContent) -> None:
    if content.stay is None:
        return
    document.add_heading("Suggested next jobs", 1)
    if content.reason:
        document.add_paragraph(content.reason)
    lead, rest, chance = content.stay
    paragraph = document.add_paragraph()
    paragraph.add_run(lead).bold = True
    paragraph.add_run(f" {rest}: {chance}.")
    for note in content.notes:
        _add_quiet(document, f"Note: {note}")
    for number, card in enumerate(content.cards, 1):
        _add_card(document, card, number)
    if not content.cards:
        document.add_paragraph("After what you ruled out, no suggestion is left.")


def _add_card(document: Document, card: Card, number: int | None) -> None:
    place = f"{number}. " if number else ""
    document.add_heading(f"{place}{card.title}: {card.percent} {card.condition}", 2)
    link = _add_quiet(document, f"O*NET-SOC {card.code}, ")
    _add_link(link, card.url)
    if card.place:
        document.add_paragraph(card.place)
    document.add_paragraph(card.chance)
    document.add_heading("Why", 3)
    for reason in card.reasons:
        paragraph = document.add_paragraph(f"{reason.text} ", "List Bullet")
        paragraph.add_run(f"You told me: {reason.evidence}").italic = True
    if card.fit:
        document.add_paragraph(card.fit)
    if card.observed:
        _add_quiet(document, card.observed)
    if card.steps:
        document.add_heading("What would bring you closer", 3)
        for step in card.steps:
            document.add_paragraph(step, "List Bullet")
    for caution in card.cautions:
        _add_quiet(document, f"Note: {caution}")
    _add_skills(document, card)
    document.add_heading("Pay, outlook and preparation", 3)
    document.add_paragraph(card.preparation)
    _add_figures(document, card)


def _add_skills(document: Document, card: Card) -> None:
    if not (card.missing or card.shared):
        return
    document.add_heading("Skills (level, 0 to 7)", 3)
    rows = [
        *(_skill_row(skill, "still to build") for skill in card.missing),
        *(_skill_row(skill, "you bring it") for skill in card.shared),
    ]
    _add_table(document, ("Skill", "Yours", "Needed", "What"), rows, (75, 25, 25, 50))


def _skill_row(skill: SkillComparison, what: str) -> tuple[str, ...]:
    held = "not rated" if skill.held is None else f"{skill.held:.1f}"
    return (skill.name, held, f"{skill.needed:.1f}", what)


def _add_figures(document: Document, card: Card) -> None:
    groups = (card.pay, card.outlook, card.education)
    education = [(f"Education required: {label}", share) for label, share in card.education.rows]
    rows = [*card.pay.rows, *card.outlook.rows, *education]
    _add_table(document, ("What", "Figure"), rows, (95, 80))
    sources = [group.source for group in groups if group.source]
    _add_quiet(document, "; ".join(sources))


def _add_table(
    document: Document, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    """Add a table whose first row is repeated on every page; widths in millimetres."""
    table = document.add_table(rows=1 + len(rows), cols=len(head))
    table.autofit = False
    _add_lines(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for place, cells in enumerate((head, *rows)):
        for cell, text, width in zip(table.rows[place].cells, cells, widths, strict=True):
            cell.text, cell.width = text, Mm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
            paragraph.paragraph_format.keep_with_next = place < len(rows) <= _KEPT_TOGETHER
            paragraph.runs[0].bold = place == 0
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _add_lines(table: Table) -> None:
    """Draw thin lines between the rows; the styles that come with the library are heavy."""
    borders = OxmlElement("w:tblBorders")
    for side in ("w:top", "w:bottom", "w:insideH"):
        line = OxmlElement(side)
        for name, value in (("val", "single"), ("sz", "4"), ("color", "D5DCE1")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblLook")


def _add_quiet(document: Document, text: str) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8.5), _QUIET
    return paragraph


def _add_link(paragraph: Paragraph, url: str) -> None:
    """Add a link; the library can read links but has no call to write one."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, True))
    run = paragraph.add_run(url)
    run.font.size, run.font.color.rgb, run.font.underline = Pt(8.5), _ACCENT, True
    link.append(run._r)
    paragraph._p.append(link)
