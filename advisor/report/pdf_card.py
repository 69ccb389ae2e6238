"""Draws one occupation of the PDF report: why, skills, pay, outlook, preparation."""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from advisor.recommendation import SkillComparison
from advisor.report import look
from advisor.report.content import Card, Figures
from advisor.report.fonts import ITALIC, REGULAR, ReportFonts

_HIGHEST_LEVEL = 7.0
_GAP = 13.0
_SKILLS = 148.0
_FACTS = 146.0
_WHY = look.WIDTH - _SKILLS - _FACTS - 2 * _GAP
_LEVELS = 30.0
_CHANCE = 130.0
_BETWEEN_CARDS = 8.0

_KEY = (
    f'<font name="{REGULAR}" color="{look.ACCENT.hexval()}">yours</font>'
    f' <font name="{REGULAR}" color="{look.NEEDED.hexval()}">needed</font>'
)
"""The colours of the bar and of the mark on it."""

_PLAIN = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
)


class CardDrawing:
    """Turns cards into flowables."""

    def __init__(self, fonts: ReportFonts) -> None:
        self._markup = fonts.markup

    def card(self, card: Card, number: int | None) -> list[Flowable]:
        """Return the parts of a card, to be kept together.

        Args:
            card: what it says.
            number: its place in the list; None for the person's own target.
        """
        columns = [self._why(card), "", self._skills(card), "", self._facts(card)]
        widths = [_WHY, _GAP, _SKILLS, _GAP, _FACTS]
        body = Table([columns], colWidths=widths, style=_PLAIN, splitInRow=1)
        return [self._heading(card, number), Spacer(0, 3), body, *self._steps(card)]

    def _heading(self, card: Card, number: int | None) -> Flowable:
        place = f"{number}. " if number else ""
        title = Paragraph(place + self._markup(card.title), look.CARD_TITLE)
        chance = self._paragraph(card.percent, look.CHANCE)
        link = Paragraph(
            f'O*NET-SOC {card.code} · <link href="{card.url}" color="{look.ACCENT.hexval()}">'
            f"{self._markup(card.url.removeprefix('https://'))}</link>",
            look.SMALL_CELL,
        )
        condition = self._paragraph(card.condition, look.NUMBER)
        rows: list[list[Flowable]] = [[title, chance], [link, condition]]
        table = Table(rows, colWidths=[look.WIDTH - _CHANCE, _CHANCE], style=_PLAIN)
        table.setStyle(
            [("LINEABOVE", (0, 0), (-1, 0), 1.2, look.ACCENT), ("TOPPADDING", (0, 0), (-1, 0), 5)]
        )
        table.spaceBefore = _BETWEEN_CARDS
        return table

    def _why(self, card: Card) -> list[Flowable]:
        say = self._paragraph
        parts: list[Flowable] = [say(card.place)] if card.place else []
        parts += [say(card.chance), self._part("Why")]
        for reason in card.reasons:
            told = f'<font name="{ITALIC}" color="{look.QUIET.hexval()}">You told me:'
            text = f"{self._markup(reason.text)} {told} {self._markup(reason.evidence)}</font>"
            parts.append(Paragraph(text, look.POINT, bulletText="•"))
        if card.fit:
            parts.append(say(card.fit))
        if card.observed:
            parts.append(say(card.observed, look.SMALL))
        return [*parts, *(say(f"Note: {caution}", look.CAUTION) for caution in card.cautions)]

    def _steps(self, card: Card) -> list[Flowable]:
        if not card.steps:
            return []
        steps = [Paragraph(self._markup(step), look.POINT, bulletText="•") for step in card.steps]
        return [self._part("What would bring you closer"), *steps]

    def _skills(self, card: Card) -> list[Flowable]:
        return [
            *self._skill_list("Skills still to build", card.missing),
            *self._skill_list("Skills you bring", card.shared),
        ]

    def _skill_list(self, title: str, skills: Sequence[SkillComparison]) -> list[Flowable]:
        """Return a list of names, levels and bars; nothing if there are no skills."""
        if not skills:
            return []
        head = Paragraph(f"{title} {_KEY}", look.PART)
        rows: list[list[Flowable]] = [[head, Spacer(0, 0)]]
        for skill in skills:
            held = "–" if skill.held is None else f"{skill.held:.1f}"
            levels = self._paragraph(f"{held} / {skill.needed:.1f}", look.NUMBER)
            rows.append([self._paragraph(skill.name, look.LABEL), levels])
            rows.append([_Bar(skill.needed, skill.held), Spacer(0, 0)])
        table = Table(rows, colWidths=[_SKILLS - _LEVELS, _LEVELS], style=_PLAIN)
        table.setStyle([("SPAN", (0, 0), (1, 0)), ("VALIGN", (0, 0), (-1, -1), "BOTTOM")])
        return [table, Spacer(0, 4)]

    def _facts(self, card: Card) -> list[Flowable]:
        parts = [
            *self._figures("Pay in the United States", card.pay),
            *self._figures("Outlook", card.outlook),
            self._part("Preparation"),
            self._paragraph(card.preparation, look.LABEL),
        ]
        if card.education.rows:
            shares = ", ".join(f"{label} {share}" for label, share in card.education.rows)
            parts.append(self._paragraph(f"{card.education.source}: {shares}", look.SMALL))
        return parts

    def _figures(self, title: str, figures: Figures) -> list[Flowable]:
        rows = [
            [self._paragraph(label, look.LABEL), self._paragraph(figure, look.FIGURE)]
            for label, figure in figures.rows
        ]
        table = Table(rows, colWidths=[_FACTS * 0.46, _FACTS * 0.54], style=_PLAIN)
        source = [self._paragraph(figures.source, look.SMALL)] if figures.source else []
        return [self._part(title), table, *source]

    def _part(self, title: str) -> Flowable:
        return Paragraph(title, look.PART)

    def _paragraph(self, text: str, style: ParagraphStyle = look.BODY) -> Flowable:
        return Paragraph(self._markup(text), style)


class _Bar(Flowable):
    """A level held, and a mark at the level needed."""

    def __init__(self, needed: float, held: float | None) -> None:
        super().__init__()
        self.width, self.height = _SKILLS, 5.0
        self._needed, self._held = needed, held

    def draw(self) -> None:
        """Draw the track, the bar and the mark."""
        canvas = self.canv
        canvas.setFillColor(look.RULE)
        canvas.rect(0, 1, self.width, 2, stroke=0, fill=1)
        if self._held is not None:
            canvas.setFillColor(look.ACCENT)
            canvas.rect(0, 1, self._at(self._held), 2, stroke=0, fill=1)
        canvas.setFillColor(look.NEEDED)
        canvas.rect(self._at(self._needed) - 1, 0, 2, 4, stroke=0, fill=1)

    def _at(self, level: float) -> float:
        return self.width * min(level / _HIGHEST_LEVEL, 1.0)
