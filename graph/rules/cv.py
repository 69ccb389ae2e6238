"""Reads a pasted CV: its jobs, education and skills, whichever way it is laid out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from advisor.career import Education, Job, When
from graph.rules.cv_sections import Block, Line, Section, blocks
from graph.rules.dates import DateKind, DateSpan, complete, job_dates
from graph.rules.education import EducationMention, read_education
from graph.rules.jobs import JobMention
from graph.rules.titles import TitleFinder
from graph.rules.words import fold
from graph.understanding import Question, Topic

_SPLIT = re.compile(
    r"\s+[|/·*–—-]+\s+|\s*[|·•–—]\s*|\t+|\s{3,}|,\s+|\s+@\s*|\s+(?:at|with|for|en"
    r"|para) (?=[A-Z])|\s*[()]\s*|: "
)
_STATE = re.compile(
    r"[A-Z]{2}(?: \d{5}(?:-\d{4})?)?\.?|USA?|U\.S\.A?\.?|UK|[Rr]emote|[Hh]ybrid|United States"
    r"|Mexico|México|Canada"
)
_ORGANISATION = re.compile(
    r"\b(?:inc|llc|ltd|corp|company|co|hospital|university|college|school|schools|daycare"
    r"|preschool|academy|salon|shop|hotel|restaurant|clinic|bank|store|center|centre|group"
    r"|services"
    r"|solutions|systems|industries|foods?|airlines|agency|studio|labs?|institute|foundation"
    r"|city of|county|department|district|church|partners|associates|health|media|consulting"
    r"|technologies|bakery|cafe|grill|pub|inn|market|supermarket|library|museum|ministry|homes"
    r"|motors|electric|plumbing|construction|logistics|international|partnership|gmbh|plc"
    r"|firm)\b"
)
_PROSE_WORDS = 11
_MOST_SKILLS = 40


@dataclass(frozen=True, slots=True)
class CvReading:
    """What a CV says; jobs oldest first."""

    jobs: tuple[JobMention, ...]
    education: tuple[EducationMention, ...]
    skills: tuple[str, ...]


@dataclass
class _Entry:
    """The heading lines of one job."""

    lines: list[Line]
    dates: list[DateSpan]
    paid: bool
    pieces: list[str]
    title: str | None = None
    employer: str | None = None
    title_first: bool | None = None


def read_cv(text: str, dates: Sequence[DateSpan], titles: TitleFinder, today: date) -> CvReading:
    """Return the jobs, education and skills of a CV.

    Args:
        text: the message.
        dates: its date spans.
        titles: tells titles from employers.
        today: the day it was written.
    """
    folded = fold(text)
    entries: list[_Entry] = []
    education: list[EducationMention] = []
    skills: list[str] = []
    waiting: list[Line] = []
    for block in blocks(folded, dates):
        if block.section in (Section.JOBS, Section.VOLUNTEERING):
            paid = block.section is Section.JOBS
            found, waiting = _entries(text, block, waiting, paid=paid)
            entries += found
        elif block.section is Section.EDUCATION:
            education += _education(text, block, today)
        elif block.section is Section.CERTIFICATES:
            education += _certificates(text, block, today)
        elif block.section is Section.SKILLS:
            skills += _skills(text, block)
    _name(entries, titles)
    jobs = [mention for entry in entries if (mention := _mention(text, entry)) is not None]
    if len(jobs) > 1 and _start(jobs[0].job) > _start(jobs[-1].job):
        jobs.reverse()
    unique = dict.fromkeys(skills)
    return CvReading(tuple(jobs), tuple(education), tuple(unique)[:_MOST_SKILLS])


def _start(job: Job) -> When:
    return job.start or When(1900)


def _entries(
    text: str, block: Block, waiting: list[Line], *, paid: bool
) -> tuple[list[_Entry], list[Line]]:
    """Return the entries of a block, and heading lines whose dates may be in the next block."""
    lines = [line for line in block.lines if not line.bullet and not _prose(text, line)]
    dated = [place for place, line in enumerate(lines) if line.dates]
    if not dated:
        bare = [line for line in lines if len(text[line.left : line.right].split()) <= 8]
        return [], bare[-2:] if len(bare) == len(lines) else []
    groups: list[list[Line]] = []
    if dated[0] == 0:
        ends = [*dated[1:], len(lines)]
        groups = [lines[begin:end] for begin, end in zip(dated, ends, strict=True)]
    else:
        begin = 0
        for place in dated:
            groups.append(lines[begin : place + 1])
            begin = place + 1
        groups[-1] += lines[begin:]
    if waiting and len(groups[0]) == 1:
        groups[0] = [*waiting, *groups[0]]
    entries = []
    for group in groups:
        spans = [span for line in group for span in line.dates]
        pieces = [piece for line in group for piece in _pieces(text, line)]
        entries.append(_Entry(group, spans, paid, pieces))
    return entries, []


def _prose(text: str, line: Line) -> bool:
    words = text[line.left : line.right].split()
    stops = text[line.right - 1] == "." and len(words) > 3 and len(words[-1]) > 4
    return ((len(words) > _PROSE_WORDS or stops) and not line.dates) or len(
        words
    ) > 2 * _PROSE_WORDS


def _pieces(text: str, line: Line) -> Iterator[str]:
    """Yield the parts of a heading line without dates and places."""
    rest = list(text[line.left : line.right])
    for span in line.dates:
        for place in range(max(span.left, line.left), min(span.right, line.right)):
            rest[place - line.left] = "\t"
    parts = [p.strip(" \t,;:.-–—|()*") for p in _SPLIT.split("".join(rest))]
    parts = [p for p in parts if p]
    if len(parts) > 2 and re.match(r"[\w ]{3,20}: ", text[line.left : line.right]):
        parts = parts[1:]
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else ""
        if _STATE.fullmatch(part) or (_STATE.fullmatch(following) and place > 0):
            continue
        if any(c.isalpha() for c in part):
            yield part


def _name(entries: list[_Entry], titles: TitleFinder) -> None:
    """Tell each entry's title from its employer; unclear ones follow the way of the others."""
    for entry in entries:
        scored = [_title_score(piece, titles) for piece in entry.pieces]
        best = max(scored, default=0)
        if best > 0:
            place = scored.index(best)
            _settle(entry, place)
            if len(entry.pieces) > 1:
                entry.title_first = place == 0
    votes = [entry.title_first for entry in entries if entry.title_first is not None]
    title_first = votes.count(True) >= votes.count(False)
    employer: str | None = None
    for entry in entries:
        if entry.title is None and entry.pieces:
            plain = [_ORGANISATION.search(fold(piece)) is None for piece in entry.pieces]
            if len(entry.pieces) > 1:
                place = 0 if title_first else 1
                _settle(entry, place if plain[place] or not any(plain) else plain.index(True))
            elif plain[0]:
                _settle(entry, 0)
            else:
                entry.employer = entry.pieces[0]
        if entry.employer is None and entry.title and len(entry.pieces) == 1:
            entry.employer = employer
        employer = entry.employer or employer


def _settle(entry: _Entry, place: int) -> None:
    entry.title = entry.pieces[place]
    others = [p for k, p in enumerate(entry.pieces) if k != place]
    after = entry.pieces[place + 1 :]
    organisations = [p for p in others if _ORGANISATION.search(fold(p))]
    if len(others) > 1 and place == 0:
        entry.employer = after[0]
    else:
        entry.employer = organisations[0] if organisations else (others[0] if others else None)


def _title_score(piece: str, titles: TitleFinder) -> int:
    """Return how much a part of a heading looks like a title: 0 (not at all) to 4."""
    plain = re.sub(r"[^\w\s/&'-]", " ", fold(piece)).split()
    if not plain or len(plain) > 8:
        return 0
    whole = " ".join(plain)
    if titles.knows_whole(whole):
        return 4
    organisation = _ORGANISATION.search(whole) is not None
    head = titles.head(plain[-1]) or titles.head(plain[-1].rstrip("0123456789"))
    if organisation and _ORGANISATION.search(plain[-1]):
        return 1 if head else 0
    if head or (
        plain[-1] in ("i", "ii", "iii", "iv", "1", "2", "3")
        and len(plain) > 1
        and titles.head(plain[-2])
    ):
        return 1 if organisation and plain[-1] in ("associates", "partners") else 3
    if any(titles.head(word) for word in plain) and re.search(r"\b(?:of|to|for|in|de)\b", whole):
        return 2
    if any(titles.head(word) for word in plain) and not organisation:
        return 1
    return 0


def _mention(text: str, entry: _Entry) -> JobMention | None:
    if not entry.title:
        return None
    facts: dict[str, Any] = {}
    for span in entry.dates:
        facts |= job_dates(span, facts)
        if span.kind is DateKind.POINT and "end" not in facts and len(entry.dates) == 1:
            facts["end"] = span.start
    facts = complete(facts)
    start, end = facts.get("start"), facts.get("end")
    if start and isinstance(end, When) and (end.year, end.month or 12) < (start.year, start.month):
        facts.pop("end")
    quote = " | ".join(" ".join(text[line.left : line.right].split()) for line in entry.lines)
    paid = entry.paid and not re.search(r"\b(?:volunteer|unpaid)\b", fold(quote))
    job = Job("", entry.title, employer=entry.employer, quote=quote, paid=paid, **facts)
    return JobMention(job, entry.lines[0].left, entry.lines[-1].right)


def _education(text: str, block: Block, today: date) -> Iterator[EducationMention]:
    """Read the schooling of a block: one entry a degree, its school and year on any line."""
    groups: list[list[Line]] = []
    levels = 0
    for line in block.lines:
        level = any(m.education.level for m in _schooling(text, [line], today))
        if not groups or (level and levels):
            groups.append([])
            levels = 0
        levels += level
        groups[-1].append(line)
    for group in groups:
        mentions = _schooling(text, group, today)
        levelled = any(m.education.level for m in mentions)
        for mention in mentions:
            if levelled and mention.education.level is None and _is_school(mention.education.field):
                continue
            entry = mention.education
            entry = replace(entry, year=entry.year or _year(group))
            yield EducationMention(entry, group[0].left, group[-1].right)


def _is_school(name: str | None) -> bool:
    return name is not None and fold(name).endswith(("college", "school", "academy", "institute"))


def _schooling(text: str, lines: Sequence[Line], today: date) -> list[EducationMention]:
    joined = ", ".join(text[line.left : line.right] for line in lines)
    return read_education(joined, today, Question(Topic.EDUCATION))


def _year(lines: Sequence[Line]) -> When | None:
    spans = [span for line in lines for span in line.dates]
    for span in spans:
        return (
            span.end if isinstance(span.end, When) else (span.start if span.end is None else None)
        )
    return None


def _certificates(text: str, block: Block, today: date) -> Iterator[EducationMention]:
    """Read one certificate a line, or from a line that lists several."""
    for line in block.lines:
        degrees = read_education(text[line.left : line.right], today, Question(Topic.EDUCATION))
        levelled = [m for m in degrees if m.education.level is not None]
        if levelled:
            yield from (replace(m, left=line.left, right=line.right) for m in levelled)
            continue
        pieces = list(_pieces(text, line))
        if not pieces:
            continue
        several = len(pieces) > 2 and len(line.dates) < 2
        for piece in pieces if several else pieces[:1]:
            entry = Education("", None, piece, _year([line]), quote=text[line.left : line.right])
            yield EducationMention(entry, line.left, line.right)


def _skills(text: str, block: Block) -> Iterator[str]:
    for line in block.lines:
        body = re.sub(r"^[\w &/]{3,30}:\s*", "", text[line.left : line.right])
        for part in re.split(r"[,;|•·*]|\s{3,}|\t", body):
            skill = part.strip(" .-–")
            if 1 < len(skill) <= 40 and len(skill.split()) <= 5:
                yield skill
