"""Reads careers out of free text: jobs, education and skills, without a language model."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from advisor.career import When
from graph.rules.cv import read_cv
from graph.rules.cv_sections import looks_like_cv
from graph.rules.dates import find_dates
from graph.rules.education import EducationMention, read_education
from graph.rules.jobs import JobMention, JobReader
from graph.rules.references import last_told
from graph.rules.segments import MASK_DATE, MASK_SCHOOL, mask
from graph.rules.third_person import as_first_person
from graph.rules.titles import TitleFinder
from graph.rules.triggers import Style
from graph.rules.words import fold
from graph.understanding import Topic, TurnContext
from retrieval.frozen import Frozen

LONGEST = 20_000
"""Characters of a message that are read; what follows is ignored."""


_SCHOOL_AND_TASTE = (Topic.EDUCATION, Topic.EDUCATION_YEAR, Topic.INTERESTS, Topic.LIMITS)
"""Topics of questions to which a noun phrase alone does not name a job the person held."""


@dataclass(frozen=True, slots=True)
class CareerReading(Frozen):
    """What a message says about the person's career.

    Attributes:
        jobs: oldest first as far as the message tells.
        education: in the order told.
        skills: skills and tools listed (in a CV).
        interests: hobbies and interests listed in one.
        changes: facts about a job told in an earlier message ("been there since 2015"), as changes
            to a ``Job``; empty for none.
        workplaces: employers named without saying what the person did there.
        ended: since when the person has had no job, where the message tells none before it.
        consumed: offsets of the parts that were read.
    """

    jobs: tuple[JobMention, ...] = ()
    education: tuple[EducationMention, ...] = ()
    skills: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    changes: dict[str, Any] = field(default_factory=dict)
    workplaces: tuple[str, ...] = ()
    ended: When | None = None
    consumed: tuple[tuple[int, int], ...] = ()


class CareerReader:
    """Reads careers; built once, safe to share between conversations.

    Args:
        titles: titles of occupations as a catalogue lists them, from which the words that titles
            end in are learned.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self.titles = TitleFinder(titles)
        self._jobs = JobReader(self.titles)

    def read_career(self, text: str, context: TurnContext) -> CareerReading:
        """Return what a message says about jobs and education; any text is fine."""
        text = text[:LONGEST]
        folded = join_columns(text, fold(text))
        dates = find_dates(text, context.today, folded)
        if looks_like_cv(folded, dates):
            cv = read_cv(text, dates, self.titles, context.today)
            if cv.jobs or cv.education:
                return CareerReading(
                    cv.jobs,
                    cv.education,
                    cv.skills,
                    cv.interests,
                    workplaces=cv.unread,
                    consumed=((0, len(text)),),
                )
        education = read_education(text, context.today, context.question, dates)
        topic = context.question.topic if context.question else None
        used = {id(span) for mention in education for span in mention.dates}
        schools = [(m.left, m.right) for m in education]
        folded = as_first_person(text, folded)
        masked = mask(folded, ((d.left, d.right) for d in dates if id(d) not in used), MASK_DATE)
        masked = mask(masked, schools, MASK_SCHOOL)
        free = [d for d in dates if id(d) not in used and masked[d.left] == MASK_DATE]
        known = last_told(context.history.jobs)
        jobs = self._jobs.read(text, masked, free, _style(text, topic), context.today, known=known)
        return CareerReading(
            jobs=jobs.mentions,
            education=tuple(education),
            changes=jobs.changes,
            workplaces=jobs.workplaces,
            ended=jobs.ended,
            consumed=tuple(sorted({*jobs.consumed, *schools})),
        )


_LEADERS = re.compile(r"(?<=\w)[._]{4,}(?=\w)")
_COLUMNS = re.compile(
    r"(?:19|20)\d\d(\t+|[ ]{3,40}|[ ]?\|[ ]?)"
    r"(?=(?:(?:\d{1,2}/|[a-z]{3,9}\.? )?(?:19|20)\d\d|present|current|now|today)\b)",
    re.IGNORECASE,
)


def join_columns(text: str, folded: str) -> str:
    """Write a dash between the years in two columns of a table, so that they read as a range.

    Dots that lead from a name to its dates become spaces.
    """
    folded = _LEADERS.sub(lambda dots: " " * len(dots[0]), folded)
    for found in _COLUMNS.finditer(text):
        left, right = found.span(1)
        folded = folded[:left] + "-".ljust(right - left) + folded[right:]
    return folded


def _style(text: str, topic: Topic | None) -> Style:
    if topic in _SCHOOL_AND_TASTE:
        return Style.SENTENCES
    asked = topic in (Topic.FIRST_JOB, Topic.OTHER_JOBS)
    return Style.BARE if asked and not text.rstrip().endswith("?") else Style.NOTES
