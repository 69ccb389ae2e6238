"""Splits a pasted CV into its sections and the sections into blocks of lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from graph.rules.dates import DateKind, DateSpan


class Section(Enum):
    """What a part of a CV holds."""

    JOBS = "jobs"
    VOLUNTEERING = "volunteering"
    EDUCATION = "education"
    CERTIFICATES = "certificates"
    SKILLS = "skills"
    INTERESTS = "interests"
    OTHER = "other"


_HEADINGS = (
    (Section.VOLUNTEERING, r"(?:volunteer\w*|community|unpaid|voluntari\w*)(?: (?:work"
                           r"|experience|service|involvement|activities))?(?: experience)?"),
    (Section.JOBS, r"(?:(?:relevant|professional|work|working|employment|career|job|other"
                   r"|additional|previous|prior|recent|industry|paid|retail|clinical|teaching"
                   r"|research|military|selected|related) ?)*"
        r"(?:experiences?|history|employment|background|service|jobs|work|internships?"
        r"|positions(?: held)?|record|internship experience)(?: (?:summary|history"
        r"|& internships))?|work|career"
        r"|military service|(?:academic )?appointments"
        r"|my (?:employment|jobs|work|career|experience).*|experiencia(?: (?:laboral|profesional"
        r"|de trabajo))?|empleos?|historial laboral|trayectoria(?: profesional)?"
        r"|what i'?ve done|jobs held"
        r"|(?:current|present|previous|past|former|earlier|prior|recent) (?:positions?|roles?"
        r"|jobs?|employers?)"
        r"|(?:kitchen|restaurant|civilian|nursing|classroom|sales|office|warehouse|trade"
        r"|leadership|construction|hospitality|legal|driving|field|healthcare|industry"
        r"|administrative|management|technical|engineering) (?:experience|positions|employment)"),
    (Section.CERTIFICATES, r"(?:professional )?(?:certs?|certifications?|certificates?|licen[cs]es?"
                           r"|licensure|training|courses?|professional development|credentials"
                           r"|certificaciones|cursos|trainings)(?:,? ?(?:and|&|/"
                           r"|y)? ?(?:certifications?|certificates?|licen[cs]es?|training"
                           r"|courses|education|credentials))*"),
    (Section.EDUCATION, r"(?:formal |my )?(?:studies"
                        r"|degree(?: +(?:school|institution|year|field|college|university))+"
                        r"|education(?:al)?|academics?|schooling|qualifications"
                        r"|educacion|formacion|estudios|degrees|school)(?: (?:background"
                        r"|history|qualifications|academica))?(?:,? ?(?:and|&|/|y) ?(?:training"
                        r"|certifications?|qualifications|credentials|licen[cs]es?|formacion"
                        r"|courses))*"),
    (Section.SKILLS, r"(?:(?:technical|key|core|professional|computer|other|soft|hard"
                     r"|additional|relevant|special|top|it|software|job)[ &]*)*(?:skills?"
                     r"|competenc(?:ies|e)|tools|technologies|strengths|expertise|proficiencies"
                     r"|abilities|habilidades|aptitudes|competencias|conocimientos"
                     r"|areas of expertise|tech stack)(?: (?:and|&|/|y) (?:\w+ ?){1,3}"
                     r"|(?: summary| set|s))?|skillset"),
    (Section.INTERESTS, r"(?:(?:personal |my |other )?(?:interests?|hobbies|intereses|aficiones"
                        r"|pasatiempos|passions)(?:,? ?(?:and|&|/|y)? ?)?)+"),
    (Section.OTHER, r"(?:(?:professional|career|executive|personal|about)[ ]?)?(?:summary"
                    r"|objective|profile|statement|about|about me|me|information|info|details"
                    r"|overview|goals?|resumen|perfil|objetivo)|contact(?: (?:info(?:rmation)?"
                    r"|details|me))?|references?(?: .*)?|awards?(?: .{0,25})?"
                    r"|honors(?: .{0,25})?|achievements|accomplishments|publications|projects?"
                    r"|personal projects|languages?|idiomas|referencias"
                    r"|curriculum vitae|resume|cv|activities|extracurricular.{0,20}"
                    r"|memberships?|affiliations|professional (?:memberships|affiliations)"
                    r"|links|portfolio|additional information|datos personales|contacto"),
)  # fmt: skip
_PATTERNS = tuple((section, re.compile(rf"\W*(?:{pattern})\W*")) for section, pattern in _HEADINGS)
_BULLET = re.compile(r"\s*(?:[*>»+]|-(?!\d)|o (?=[a-z])|\d{1,2}[.)] (?=[a-z]))\s*")
_CREDENTIALS = re.compile(r"professional|licensed|certified|registrations?")
"""Labels of a line that lists certificates, though alone they head no section."""
_TABLE_RULE = re.compile(r"[\s|:+=_-]{3,}")
_TABLE_HEAD = re.compile(
    r"\s*\|?(?:\s*(?:job|title|job title|position|role|where|employer|company|organi[sz]ation"
    r"|from|to"
    r"|start|end|start date|end date|dates?|years?|when|location|city|duties|notes?)\s*[|\t,;]+)+"
    r"(?:\s*(?:start|end|to|from|dates?|years?|when|location|city|duties|notes?)\s*\|?)?\s*"
)
"""What stands in a table beside its rows."""
_CONTACT = re.compile(
    r"@|https?:|www\.|linkedin|\(\d{3}\)|\+\d[\d ()-]{6,}|\b\d{3}[-. ]\d{3,4}[-. ]\d{3,4}\b"
    r"|phone|e-?mail"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a CV.

    Attributes:
        left, right: offsets in the message, without surrounding spaces.
        bullet: whether it is an item of a list.
        dates: the date spans in it.
    """

    left: int
    right: int
    bullet: bool
    dates: tuple[DateSpan, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines of one section, without a blank line between them."""

    section: Section
    lines: tuple[Line, ...]


def looks_like_cv(folded: str, dates: Sequence[DateSpan]) -> bool:
    """Whether a message is a CV: many lines, with headings or dates down the page."""
    lines = [line for line in folded.split("\n") if line.strip()]
    if len(lines) < 5:
        return _is_list_of_jobs(lines, dates)
    headings = {section_of(line) for line in lines if len(line) < 60} - {None, Section.OTHER}
    ranges = sum(1 for d in dates if d.kind is DateKind.RANGE)
    prose = sum(1 for line in lines if len(line.split()) > 18)
    return bool(headings and (ranges or len(headings) > 1)) or (
        ranges >= 3 and prose * 2 < len(lines)
    )


def _is_list_of_jobs(lines: Sequence[str], dates: Sequence[DateSpan]) -> bool:
    """Whether each of a few short lines is cut into parts and dated: "Aide / Acme / 2015-2019"."""
    ranges = sum(1 for d in dates if d.kind is DateKind.RANGE)
    cut = sum(1 for line in lines if re.search(r" [/|] .* [/|] ", line) and len(line.split()) < 15)
    return len(lines) > 1 and cut == len(lines) == ranges


def section_of(line: str) -> Section | None:
    """Return the section a folded line is the heading of; None if it is no heading."""
    plain = " ".join(line.split()).rstrip(":").strip()
    if not plain or len(plain) > 60 or plain.count(" ") > 6:
        return None
    for section, pattern in _PATTERNS:
        if pattern.fullmatch(plain):
            return section
    one, slash, other = plain.partition("/")
    # "Experiencia / Work experience" says it twice.
    return section_of(one) if slash and section_of(one) is section_of(other) else None


def blocks(folded: str, dates: Sequence[DateSpan]) -> Iterator[Block]:
    """Yield the blocks of a folded CV in order; a bullet list stays with the lines above it."""
    section: Section | None = None
    current: list[Line] = []
    seen = [section_of(line) for line in folded.split("\n")]
    has_jobs = Section.JOBS in seen
    place = 0
    for text in folded.split("\n"):
        left, place = place, place + len(text) + 1
        heading, rest = _heading(text, section)
        # "School: Howard University" goes on with what stands above.
        goes_on = heading is section and bool(rest)
        if not goes_on and (heading is not None or not text.strip()):
            if current:
                yield Block(section or Section.OTHER, tuple(current))
                current = []
            section = heading or section
            if not rest:
                continue
        if _CONTACT.search(text) and section is None:
            continue
        if _TABLE_RULE.fullmatch(text) or _TABLE_HEAD.fullmatch(text):
            continue
        line = _line(text, left, rest, dates)
        if section is None and not has_jobs and line.dates:
            section = Section.JOBS
        if not line.bullet and current and current[-1].bullet and section is Section.JOBS:
            yield Block(section or Section.OTHER, tuple(current))
            current = []
        if line.left < line.right:
            current.append(line)
    if current:
        yield Block(section or Section.OTHER, tuple(current))


def _heading(text: str, current: Section | None) -> tuple[Section | None, str]:
    """Return the section a line opens and what follows the heading on the line."""
    section = section_of(text)
    if section is not None:
        return section, ""
    label, colon, rest = text.partition(":")
    if colon and len(label) < 40 and rest.strip():
        section = section_of(label) or (
            Section.CERTIFICATES if _CREDENTIALS.fullmatch(label.strip()) else None
        )
        if current is Section.SKILLS and section is Section.OTHER:
            return None, ""
        if section is not None and section is not Section.JOBS:
            return section, rest
    return None, ""


def _line(text: str, left: int, rest: str, dates: Sequence[DateSpan]) -> Line:
    begin = left + (len(text) - len(rest) if rest else 0)
    end = left + len(text)
    bullet = _BULLET.match(text) if not rest else None
    if bullet:
        begin = left + bullet.end()
    body = text[begin - left :]
    begin += len(body) - len(body.lstrip())
    end -= len(body) - len(body.rstrip()) if body.strip() else 0
    inside = tuple(
        d
        for d in dates
        # "Plainfield IN / 10/2021-present": the state is no word of the date below it.
        if left < d.right <= left + len(text) + 1
    )
    return Line(begin, max(begin, end), bullet is not None, inside)
