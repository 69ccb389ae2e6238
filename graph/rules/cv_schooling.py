"""Reads the schooling and the certificates of a CV."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from advisor.career import Education, When
from graph.rules.cv_pieces import undated
from graph.rules.cv_sections import Block, Line
from graph.rules.dates import DateSpan
from graph.rules.education import EducationMention, read_education, unfinished
from graph.rules.own_schooling import is_stated
from graph.rules.unfinished_words import UNFINISHED
from graph.rules.words import fold
from graph.understanding import Question, Topic

_ASIDE = re.compile(
    r"\W*(?:relevant |selected |key )?(?:coursework|courses|modules|gpa|grade|honou?rs?|awards?"
    r"|dean'?s list|thesis|dissertation|minor|activities|clubs?|member|societ\w+|scholarships?"
    r"|achievements?|president|captain|location|address)\b"
)
"""How lines begin that tell more about a degree but name no other."""
_MORE = re.compile(
    r"\W*(?:major|concentration|field(?: of study)?|speciali[sz]ation|subject|program) ?:"
)
"""How a line begins that names the subject of the degree above."""
_STATUS = re.compile(
    r"\W*(?:active|current|valid|in progress|issued|renewed|ongoing|expir\w+|exp|certified"
    r"|compact|multistate|present|no expiration|credential id.*|license (?:no|number|#).*"
    r"|#?\d+)?(?:\W+(?:expir\w+|exp|valid|no expiration))?\W*"
)
_UNTIL = re.compile(
    r"\(\s*(?:exp|expir\w+|valid|through|thru|until|renew\w*)\b\W*\w?$", re.IGNORECASE
)
_LISTED = re.compile(r"[;|•]|\s{3,}")
_CELL = re.compile(r"\t+")
_COMMA = re.compile(r",")
_TOLD = re.compile(
    r"\b(?:school|college|university|diploma|degree|ged|bachelor|master|graduated)\b"
)
_SENTENCE = re.compile(r"[^.!?\n]+")


def read_schooling(text: str, block: Block, today: date) -> Iterator[EducationMention]:
    """Read the schooling of a block: one entry a degree, its school and year on any line."""
    for group in _groups(text, block, today):
        mentions = _read(text, group, today)
        levelled = any(m.education.level for m in mentions)
        for mention in mentions:
            entry = mention.education
            if levelled and entry.level is None and _is_school(entry.field):
                continue
            if not is_stated(entry.level):
                entry = replace(entry, year=entry.year or _year(group))
            yield EducationMention(entry, group[0].left, group[-1].right)


def read_certificates(text: str, block: Block, today: date) -> Iterator[EducationMention]:
    """Read one certificate a line, or from a line that lists several."""
    for line, following in zip_longest(block.lines, block.lines[1:]):
        words = text[line.left : line.right]
        if following and not line.dates and _STATUS.fullmatch(undated(text, following).lower()):
            # "Issued Oct 2019" below the name tells its year.
            dates_of_line = following.dates
        else:
            dates_of_line = line.dates
        degrees = read_education(words, today, Question(Topic.EDUCATION))
        levelled = [m for m in degrees if m.education.level is not None]
        if levelled:
            yield from (replace(m, left=line.left, right=line.right) for m in levelled)
            continue
        for left, right in _items(text, line):
            dates = [d for d in dates_of_line if left <= d.left < right and not _ends(text, d)]
            name = _name(text, left, right, dates)
            if name and not _STATUS.fullmatch(fold(name)):
                year = _first_year(dates or [d for d in dates_of_line if not _ends(text, d)])
                if UNFINISHED.search(fold(words[left - line.left : right - line.left])):
                    name = unfinished(name)
                entry = Education("", None, name, year, quote=words)
                yield EducationMention(entry, line.left, line.right)


def read_loose_schooling(text: str, folded: str, today: date) -> Iterator[EducationMention]:
    """Read degrees told in sentences of a CV that has no section for them."""
    for sentence in _SENTENCE.finditer(folded):
        if _TOLD.search(sentence[0]):
            words = text[sentence.start() : sentence.end()]
            for mention in read_education(words, today):
                if mention.education.level is not None:
                    yield replace(mention, left=sentence.start(), right=sentence.end())


def _groups(text: str, block: Block, today: date) -> list[list[Line]]:
    """Return the lines of a block, cut before each line that tells another degree."""
    groups: list[list[Line]] = []
    told = False
    for line in block.lines:
        if groups and _ASIDE.match(fold(text[line.left : line.right])):
            continue
        more = groups and _MORE.match(fold(text[line.left : line.right]))
        names = not more and any(
            m.education.level or not _is_school(m.education.field)
            for m in _read(text, [line], today)
        )
        if not groups or (names and told):
            groups.append([])
            told = False
        told = told or names
        groups[-1].append(line)
    return groups


def _items(text: str, line: Line) -> list[tuple[int, int]]:
    """Return where the certificates of a line stand.

    "CPR, Red Cross, 2020" names one and who gave it; "CPR, First Aid, BLS" names three, and so do
    "CPR (2019), BLS (2020)".
    """
    parts = _cut(text, line.left, line.right, _LISTED)
    dated = len(line.dates)
    items: list[tuple[int, int]] = []
    for left, right in parts:
        several = sum(1 for d in line.dates if left <= d.left < right) > 1
        if several or (not dated and len(parts) == 1):
            items += _cut(text, left, right, _COMMA)
        else:
            items.append((left, right))
    # What follows a name after a wide gap is who gave it or when.
    return items if not dated or dated > 1 else items[:1]


def _cut(text: str, left: int, right: int, mark: re.Pattern[str]) -> list[tuple[int, int]]:
    parts, place = [], left
    for cut in [*mark.finditer(text, left, right), None]:
        end = cut.start() if cut else right
        if any(c.isalpha() for c in text[place:end]):
            parts.append((place, end))
        place = cut.end() if cut else right
    return parts


def _name(text: str, left: int, right: int, dates: Sequence[DateSpan]) -> str:
    """Return the first words of an item that are no date."""
    words = list(text[left:right])
    for span in dates:
        for place in range(max(span.left, left), min(span.right, right)):
            words[place - left] = "\t"
    said = "".join(words)
    said = re.sub(r"\(?\s*\b(?:exp|expir\w+|valid|renew\w*)\b.*", "", said, flags=re.IGNORECASE)
    parts = [p.strip(" \t.-–—():") for p in said.split(",")]
    named = [p for p in parts if any(c.isalpha() for c in p)]
    # "Delgado Community College, Culinary Arts Certificate": the school is not the name.
    return next((p for p in named if not _is_school(p)), named[0] if named else "")


def _ends(text: str, span: DateSpan) -> bool:
    """Whether a date says until when a certificate holds."""
    return _UNTIL.search(text[max(0, span.left - 16) : span.left + 1]) is not None


def _is_school(name: str | None) -> bool:
    return name is not None and fold(name).endswith(("college", "school", "academy", "institute"))


def _read(text: str, lines: Sequence[Line], today: date) -> list[EducationMention]:
    joined = ", ".join(_CELL.sub(", ", text[line.left : line.right]) for line in lines)
    return read_education(joined, today, Question(Topic.EDUCATION))


def _year(lines: Sequence[Line]) -> When | None:
    return _first_year([span for line in lines for span in line.dates])


def _first_year(spans: Sequence[DateSpan]) -> When | None:
    for span in spans:
        return (
            span.end if isinstance(span.end, When) else (span.start if span.end is None else None)
        )
    return None
