"""Reads education from a message: degrees, schools, certificates, with field and year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from advisor.career import Education, EducationLevel, When
from graph.rules.dates import DateSpan, find_dates
from graph.rules.own_schooling import is_own, is_stated
from graph.rules.school_clauses import CLAUSE_END, SENTENCE_MARK, without_echoes
from graph.rules.school_fields import YEAR_OF_STUDY, Find, field_of
from graph.rules.school_names import school_of
from graph.rules.schooling import find_schooling
from graph.rules.schooling_dates import dates_of, year_of
from graph.rules.segments import MASK_DATE, mask
from graph.rules.third_person import as_first_person
from graph.rules.unfinished_words import UNFINISHED
from graph.rules.words import fold
from graph.understanding import Question, Topic


@dataclass(frozen=True, slots=True)
class EducationMention:
    """Schooling told in a message.

    Attributes:
        education: the entry; its id is empty.
        left, right: offsets of the words it was read from.
        dates: the date spans that belong to it.
    """

    education: Education
    left: int
    right: int
    dates: tuple[DateSpan, ...] = ()


_GOING_ON = re.compile(
    r"\b(?:studying|pursuing|working (?:on|toward|towards)|currently|in progress"
    r"|will (?:graduate|finish|be done|complete)|should (?:graduate|finish|be done)|expect(?:ed"
    r"|ing)?|enrolled|still in|am in|i'm in|im in"
    r"|(?<!after )(?<!since )(?<!before )(?<!upon )(?<!by )(?:graduating|finishing)"
    r"|doing (?:a|my|an)|getting my|going to (?:finish|graduate)|majoring|sophomore|freshman"
    r"|taking|attending|i go to|student at|almost done|(?:just|recently) started|starting"
    r"|anticipated|estudiando|estudio|earning|candidate|(?:left|away) (?:to go|from))\b"
)
_IN_YEAR = re.compile(rf"\b{YEAR_OF_STUDY}\b(?! of (?:high|hs|middle))")
_WAS_IN = re.compile(
    r"\b(?:was|were|did|after|during|finish\w*|complet\w*|until|till|when|graduat\w*|by|since)\b"
)
"""Before a year of study: it is over."""
_LABEL = re.compile(
    r"\W*(?:(?:my|the|about|as for|for|and|highest|level of|completed|formal|mi)\W+)*"
    r"(?:education|schooling|qualifications?|educacion|estudios)(?: level)?\s*"
    r"(?:[:=-]|is\b|was\b|es\b)"
)
"""Says that what follows is schooling, as a question about it does."""
_BESIDE_TITLE = re.compile(
    r"\) (?:at|with|for|since|in) (?![^.;\n]{0,40}(?:college|university|school|state))|\) \x01"
)
"""After "(BSN)" behind a title: what follows is about the job."""
_FINISHED = re.compile(r"[ ,(]*(?:i )?(?:graduated|finished|done)?[ ,(]*(?:in )?")
_NUMBER = re.compile(r"\d")
_ONLY_WHEN = re.compile(r"\b(?:after|before|since|until|till|out of|following) (?:my |the )?$")
_BUT = re.compile(
    r",? (?:but|and) (?:i )?(?:then )?(?:(?:have|had) )?"
    r"|[.;!] ?(?:i )?(?=(?:dropped out|never (?:finished|graduated|completed)"
    r"|(?:didn't|did not|didnt) (?:finish|graduate|complete)|quit|left)"
    r"(?: (?:it|that|though|tho|lol|early|after a (?:year|semester)))*\W*(?:$|[.;!?\n]))"
)
"""Leads from a degree to the words that say it was broken off."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A message with its dates."""

    text: str
    masked: str
    dates: Sequence[DateSpan]
    today: date


def read_education(
    text: str,
    today: date,
    question: Question | None = None,
    dates: Sequence[DateSpan] | None = None,
) -> list[EducationMention]:
    """Return the schooling told in a message, in the order told.

    Args:
        text: the message.
        today: the day it was written.
        question: the open question; after one about education, "high school" alone is an answer.
        dates: the message's date spans, if already found.
    """
    folded = as_first_person(text, fold(text))
    dates = find_dates(text, today, folded) if dates is None else dates
    masked = without_echoes(mask(folded, ((d.left, d.right) for d in dates), MASK_DATE))
    asked = question is not None and question.topic in (Topic.EDUCATION, Topic.EDUCATION_YEAR)
    asked = asked or _LABEL.match(masked) is not None
    finds = find_schooling(text, masked, asked=asked)
    source = _Source(text, masked, dates, today)
    mentions = [
        _mention(source, find, _bounds(masked, finds, place)) for place, find in enumerate(finds)
    ]
    return _settled([m for m in mentions if m is not None])


def _bounds(masked: str, finds: Sequence[Find], place: int) -> tuple[int, int]:
    """Return the stretch of text in which a mention's field, year and school may stand."""
    find = finds[place]
    left = finds[place - 1].right if place else 0
    for mark in SENTENCE_MARK.finditer(masked, left, find.left):
        left = mark.end()
    right = finds[place + 1].left if place + 1 < len(finds) else len(masked)
    if _BESIDE_TITLE.match(masked, find.right) and masked[find.left - 1 : find.left] == "(":
        return find.left, find.right
    end = CLAUSE_END.search(masked, find.right, right)
    return max(left, find.left - 120), min(right, end.start() if end else right, find.right + 160)


def _mention(source: _Source, find: Find, bounds: tuple[int, int]) -> EducationMention | None:
    """Return what is said about one mention of schooling; None if it is not the person's own."""
    text, masked = source.text, source.masked
    if not is_own(masked, find, bounds):
        return None
    level = _level(masked, find, bounds)
    used = dates_of(masked, find, bounds, source.dates)
    if _ONLY_WHEN.search(masked[max(0, find.left - 20) : find.left]):
        # "My first job after undergrad was at a bank, 2011-2013": the date is the job's.
        used = [
            d for d in used if _FINISHED.fullmatch(masked[find.right : max(d.left, find.right)])
        ]
    goes_on = _goes_on(masked, find, bounds, level)
    year = year_of(masked, find, level, used, source.today)
    if year and goes_on and used and not _NUMBER.search(text, used[0].left, used[0].right):
        year = _next(year, source.today)
    subject = find.field or field_of(text, masked, find, bounds)
    if level is None and subject and UNFINISHED.search(masked, *bounds):
        # A course has no lower level to be counted as.
        subject = unfinished(subject)
    school, school_right = school_of(text, masked, find, bounds)
    end = max([find.right, school_right, *(d.right for d in used)])
    if subject:
        at = text.find(subject.partition(" (")[0], find.right, bounds[1])
        # A subject that the degree's letters imply ("PsyD") stands nowhere in the text.
        end = max(end, at + len(subject) if at >= 0 else 0)
    begin = min([find.left, *(d.left for d in used)])
    entry = Education(
        id="",
        level=level,
        field=subject,
        year=year,
        school=school,
        quote=" ".join(text[begin:end].split()),
        in_progress=goes_on or _later(year, source.today),
    )
    return EducationMention(entry, find.left, end, tuple(used))


def unfinished(course: str) -> str:
    """Return the name of a course that was not finished, so that it shows."""
    said = UNFINISHED.search(fold(course))
    name = course[: said.start()].rstrip(" (,-") if said else course
    return f"{name or course} (not finished)"


def _level(masked: str, find: Find, bounds: tuple[int, int]) -> EducationLevel | None:
    """Return the level of a mention; some college if it was not finished."""
    level = find.level
    if level and level.rank > EducationLevel.SOME_COLLEGE.rank and not find.going_on:
        but = _BUT.match(masked, bounds[1])
        if UNFINISHED.search(masked, *bounds) or (but and UNFINISHED.match(masked, but.end())):
            return EducationLevel.SOME_COLLEGE
    return level


def _goes_on(
    masked: str, find: Find, bounds: tuple[int, int], level: EducationLevel | None
) -> bool:
    if is_stated(level):
        return False
    if find.going_on or _GOING_ON.search(masked, *bounds):
        return True
    at = _IN_YEAR.search(masked, *bounds)
    return at is not None and not _WAS_IN.search(masked, max(bounds[0], at.start() - 30), at.end())


def _later(year: When | None, today: date) -> bool:
    return year is not None and (year.year, year.month) > (today.year, today.month)


def _next(year: When, today: date) -> When:
    """Return when a month named without its year comes next: "I graduate in June"."""
    past = year.month and (year.year, year.month) < (today.year, today.month)
    return When(year.year + 1, year.month) if past else year


def _settled(mentions: list[EducationMention]) -> list[EducationMention]:
    """Drop what another mention of the message makes untrue or says better."""
    ranks = [m.education.level.rank for m in mentions if m.education.level]
    kept: list[EducationMention] = []
    for mention in mentions:
        level = mention.education.level
        if level is EducationLevel.LESS_THAN_HIGH_SCHOOL and max(ranks) > 0:
            continue
        twins = [k for k in kept if _twins(k.education, mention.education)]
        if twins:
            kept[kept.index(twins[0])] = _merged(twins[0], mention)
        else:
            kept.append(mention)
    return kept


def _twins(a: Education, b: Education) -> bool:
    """Whether two entries tell the same schooling."""
    if a.level != b.level:
        return False
    if a.level is None:
        return (
            a.field is not None
            and b.field is not None
            and (fold(a.field) in fold(b.field) or fold(b.field) in fold(a.field))
        )
    fields = a.field is None or b.field is None or fold(a.field) == fold(b.field)
    return fields and (a.year is None or b.year is None or a.year.year == b.year.year)


def _merged(a: EducationMention, b: EducationMention) -> EducationMention:
    entry = replace(
        a.education,
        field=a.education.field or b.education.field,
        year=a.education.year or b.education.year,
        school=a.education.school or b.education.school,
        in_progress=a.education.in_progress or b.education.in_progress,
    )
    return EducationMention(entry, a.left, a.right, a.dates + b.dates)
