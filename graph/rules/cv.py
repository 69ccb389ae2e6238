"""Reads a pasted CV: its jobs, education and skills, whichever way it is laid out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from advisor.career import Job, When
from graph.rules.cv_entries import Entry, entries_of, name_parts
from graph.rules.cv_lines import is_no_job
from graph.rules.cv_schooling import read_certificates, read_loose_schooling, read_schooling
from graph.rules.cv_sections import Block, Line, Section, blocks
from graph.rules.dates import DateKind, DateSpan, complete, job_dates
from graph.rules.drafts import JobMention
from graph.rules.education import EducationMention
from graph.rules.titles import TitleFinder
from graph.rules.words import fold
from graph.rules.work_words import CREDENTIALS, DEGREES

_MOST_SKILLS = 40


@dataclass(frozen=True, slots=True)
class CvReading:
    """What a CV says; jobs oldest first, then what seems to be a job but names none."""

    jobs: tuple[JobMention, ...]
    education: tuple[EducationMention, ...]
    skills: tuple[str, ...]
    interests: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


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
    interests: list[str] = []
    waiting: list[Line] = []
    for block in blocks(folded, dates):
        if block.section in (Section.JOBS, Section.VOLUNTEERING):
            paid = block.section is Section.JOBS
            found, waiting = entries_of(text, block, waiting, paid=paid)
            entries += found
        elif block.section is Section.EDUCATION:
            education += read_schooling(text, block, today)
        elif block.section is Section.CERTIFICATES:
            education += read_certificates(text, block, today)
        elif block.section is Section.SKILLS:
            skills += _skills(text, block)
        elif block.section is Section.INTERESTS:
            interests += _skills(text, block)
    if not education:
        education += read_loose_schooling(text, folded, today)
    name_parts(text, entries, titles)
    jobs = [mention for entry in entries if (mention := _mention(text, entry)) is not None]
    if len(jobs) > 1 and _start(jobs[0].job) > _start(jobs[-1].job):
        jobs.reverse()
    unique = dict.fromkeys(skills)
    return CvReading(
        tuple(jobs),
        tuple(education),
        tuple(unique)[:_MOST_SKILLS],
        tuple(interests),
        tuple(_quote(text, entry) for entry in entries if _says_no_job(entry, jobs)),
    )


def _says_no_job(entry: Entry, jobs: Sequence[JobMention]) -> bool:
    """Whether a dated heading tells where somebody was, and no job is known to be meant."""
    there = entry.employer and any(m.job.employer == entry.employer for m in jobs)
    aside = entry.pieces and is_no_job(entry.pieces[0])
    return entry.title is None and not there and not aside and bool(entry.dates)


def _quote(text: str, entry: Entry) -> str:
    return " | ".join(" ".join(text[line.left : line.right].split()) for line in entry.lines)


def _is_schooling(title: str) -> bool:
    words = fold(title).split()
    return words[0] in DEGREES or words[-1] in CREDENTIALS


def _start(job: Job) -> When:
    return job.start or When(1900)


def _mention(text: str, entry: Entry) -> JobMention | None:
    if not entry.paid and entry.employer is None and len(entry.pieces) == 1 and not entry.sure:
        # "Volunteer: Red Cross (2015-2017)" names where, not what.
        entry.title, entry.employer = "volunteer", entry.pieces[0]
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
    quote = _quote(text, entry)
    paid = entry.paid and not re.search(r"\b(?:volunteer|unpaid)\b", fold(quote))
    job = Job("", entry.title, employer=entry.employer, quote=quote, paid=paid, **facts)
    return JobMention(job, entry.lines[0].left, entry.lines[-1].right)


def _skills(text: str, block: Block) -> Iterator[str]:
    for line in block.lines:
        body = re.sub(r"^[\w &/]{3,30}:\s*", "", text[line.left : line.right])
        for part in re.split(r"[,;|•·*]|\s{3,}|\t", body):
            skill = part.strip(" .-–")
            if 1 < len(skill) <= 40 and len(skill.split()) <= 5:
                yield skill
