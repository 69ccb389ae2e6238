"""Reads a pasted CV: its jobs, education and skills, whichever way it is laid out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from advisor.career import Education, Job, When
from graph.rules.cv_entries import Entry, entries_of, name_parts, undated
from graph.rules.cv_sections import Block, Line, Section, blocks
from graph.rules.dates import DateKind, DateSpan, complete, job_dates
from graph.rules.drafts import JobMention
from graph.rules.education import EducationMention, read_education
from graph.rules.titles import TitleFinder
from graph.rules.words import fold
from graph.rules.work_words import CREDENTIALS, DEGREES
from graph.understanding import Question, Topic

_MOST_SKILLS = 40


@dataclass(frozen=True, slots=True)
class CvReading:
    """What a CV says; jobs oldest first."""

    jobs: tuple[JobMention, ...]
    education: tuple[EducationMention, ...]
    skills: tuple[str, ...]


def read_cv(text: str, dates: Sequence[DateSpan], titles: TitleFinder, today: date) -> CvReading:
    """Return the jobs, education and skills of a CV.

    Args:
        text: the message.
        dates: its date spans.
        titles: tells titles from employers.
        today: the day it was written.
    """
    folded = fold(text)
    entries: list[Entry] = []
    education: list[EducationMention] = []
    skills: list[str] = []
    waiting: list[Line] = []
    for block in blocks(folded, dates):
        if block.section in (Section.JOBS, Section.VOLUNTEERING):
            paid = block.section is Section.JOBS
            found, waiting = entries_of(text, block, waiting, paid=paid)
            entries += found
        elif block.section is Section.EDUCATION:
            education += _education(text, block, today)
        elif block.section is Section.CERTIFICATES:
            education += _certificates(text, block, today)
        elif block.section is Section.SKILLS:
            skills += _skills(text, block)
    name_parts(entries, titles)
    jobs = [mention for entry in entries if (mention := _mention(text, entry)) is not None]
    if len(jobs) > 1 and _start(jobs[0].job) > _start(jobs[-1].job):
        jobs.reverse()
    unique = dict.fromkeys(skills)
    return CvReading(tuple(jobs), tuple(education), tuple(unique)[:_MOST_SKILLS])


def _is_schooling(title: str) -> bool:
    words = fold(title).split()
    return words[0] in DEGREES or words[-1] in CREDENTIALS


def _start(job: Job) -> When:
    return job.start or When(1900)


def _mention(text: str, entry: Entry) -> JobMention | None:
    if not entry.title or _is_schooling(entry.title):
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
        words = text[line.left : line.right]
        degrees = read_education(words, today, Question(Topic.EDUCATION))
        levelled = [m for m in degrees if m.education.level is not None]
        if levelled:
            yield from (replace(m, left=line.left, right=line.right) for m in levelled)
            continue
        body = undated(text, line)
        listed = body.split(";") if ";" in body else re.split(r"[,|]", body)
        parts = [p.partition(",")[0].strip(" \t.-–—()") for p in listed]
        parts = [p for p in parts if any(c.isalpha() for c in p)]
        # "CPR, Red Cross, 2020" names one and who gave it; "CPR, First Aid, BLS" names three.
        for part in parts[:1] if line.dates else parts:
            entry = Education("", None, part, _year([line]), quote=words)
            yield EducationMention(entry, line.left, line.right)


def _skills(text: str, block: Block) -> Iterator[str]:
    for line in block.lines:
        body = re.sub(r"^[\w &/]{3,30}:\s*", "", text[line.left : line.right])
        for part in re.split(r"[,;|•·*]|\s{3,}|\t", body):
            skill = part.strip(" .-–")
            if 1 < len(skill) <= 40 and len(skill.split()) <= 5:
                yield skill
