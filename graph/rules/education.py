"""Reads education from a message: degrees, schools, certificates, with field and year."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.career import Education, EducationLevel, When
from graph.rules.dates import DateKind, DateSpan, find_dates
from graph.rules.school_fields import Find, field_of, school_of
from graph.rules.schooling import UNFINISHED, find_schooling
from graph.rules.segments import MASK_DATE
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


_CLAUSE_END = re.compile(
    r"(?:(?<!\bst)(?<!\bmt)(?<!\bft)(?<!\bdr)\.|[;!?\n])(?=\s|$)|,? (?:and|but|so|then|while"
    r"|before|after|when|where|which)(?: then| also"
    r"| i)* (?:i\b|i've|i'm|worked|work\b|was\b|started|got (?:a|my first) job|became|am\b"
    r"|drove|currently work|now i|my (?:first|current|last) job)|\bthen (?:worked|i)\b"
)
_GOING_ON = re.compile(
    r"\b(?:studying|pursuing|working (?:on|toward|towards)|currently|in progress"
    r"|will (?:graduate|finish|be done|complete)|should (?:graduate|finish|be done)|expect(?:ed"
    r"|ing)?|enrolled|still in|"
    r"am in|i'm in|im in|graduating|finishing|doing (?:a|my|an)|getting my|going to (?:finish"
    r"|graduate)|majoring|sophomore|freshman|taking|attending|i go to|student at|almost done"
    r"|anticipated|estudiando|estudio|earning|(?:left|away) (?:to go|from))\b"
)
_FINISHED_LATER = re.compile(
    r"[^.;!?\n]{0,60}?[,.]? (?:and )?(?:i )?(?:finished|completed|graduated|got it|passed"
    r"|finishing)(?: it| that| up)?(?: \w+){0,2}? ?(?P<date>\x01++)"
)
_LEVELLED = re.compile(r"\b(?:college|university|bachelor|master|degree|high school|job|work\w*)\b")
_SOMEBODY = re.compile(
    r"\b(?:my|his|her|their) (?:\w+ ){0,2}?(?:wife|husband|mom|mum|mother|dad|father|parents?"
    r"|brothers?|sisters?|sons?|daughters?|kids?|friends?|boss|partner|boyfriend|girlfriend"
    r"|cousin|uncle|aunt|ex)(?: \w+)? (?:has|have|had|got|is|was|are|went|graduated|studied|did"
    r"|finished|earned|holds|never|dropped)\b(?![^.;\n]*\bi\b)[^.;\n]*$"
    r"|\b(?:he|she|they)(?:'s)? (?:has|have|got|is|was|went|graduated|studied)\b"
    r"(?![^.;\n]*\bi\b)[^.;\n]*$"
)


_WANTED = re.compile(
    r"\b(?:want|wanted|would like|'d like|thinking|hope|hoping|plan|planning|consider\w*|need"
    r"|required?|requires|if i|go back|should i|apply\w*|wish|maybe|might|don't have|dont have"
    r"|without|interested|looking|what about|quiero)\b(?! (?:it|the job|work))[^,]{0,50}$"
    r"|\b(?:no|not|ni)(?: an?| la| el)?\s*$"
)
_NOT_OWN_AFTER = re.compile(
    r"(?: degree)? (?:student(?!s)|required|requirement|teacher|professor)\b"
)


_SENTENCE_MARK = re.compile(r"(?:(?<!\bst)(?<!\bmt)(?<!\bft)(?<!\bdr)\.|[;!?\n])(?=\s|$)")


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
    folded = fold(text)
    dates = find_dates(text, today, folded) if dates is None else dates
    masked = mask(folded, ((d.left, d.right) for d in dates), MASK_DATE)
    asked = question is not None and question.topic in (Topic.EDUCATION, Topic.EDUCATION_YEAR)
    finds = find_schooling(text, masked, asked=asked)
    source = _Source(text, masked, dates, today)
    mentions = [
        _mention(source, find, _bounds(masked, finds, place)) for place, find in enumerate(finds)
    ]
    return _settled([m for m in mentions if m is not None])


def mask(folded: str, spans: Iterable[tuple[int, int]], character: str) -> str:
    """Return the text with the characters of the spans replaced, its length unchanged."""
    parts: list[str] = []
    place = 0
    for first, right in sorted(spans):
        left = max(first, place)
        if right <= left:
            continue
        parts += [folded[place:left], character * (right - left)]
        place = right
    return "".join([*parts, folded[place:]])


def _bounds(masked: str, finds: Sequence[Find], place: int) -> tuple[int, int]:
    """Return the stretch of text in which a mention's field, year and school may stand."""
    find = finds[place]
    left = finds[place - 1].right if place else 0
    for mark in _SENTENCE_MARK.finditer(masked, left, find.left):
        left = mark.end()
    right = finds[place + 1].left if place + 1 < len(finds) else len(masked)
    end = _CLAUSE_END.search(masked, find.right, right)
    return max(left, find.left - 120), min(right, end.start() if end else right, find.right + 160)


def _mention(source: _Source, find: Find, bounds: tuple[int, int]) -> EducationMention | None:
    """Return what is said about one mention of schooling; None if it is not the person's own."""
    text, masked = source.text, source.masked
    clause = masked[bounds[0] : bounds[1]]
    level = find.level
    if level is EducationLevel.HIGH_SCHOOL and _NOT_OWN_AFTER.match(masked, find.right):
        return None
    stated = level in (EducationLevel.LESS_THAN_HIGH_SCHOOL, EducationLevel.SOME_COLLEGE)
    if _SOMEBODY.search(masked, max(0, find.left - 100), find.left):
        return None
    if not stated and _WANTED.search(masked[bounds[0] : find.left]):
        return None
    if level and level.rank > EducationLevel.SOME_COLLEGE.rank and _left_unfinished(masked, bounds):
        level = EducationLevel.SOME_COLLEGE
    used = _dates_of(masked, find, bounds, source.dates)
    year = _year(used)
    subject = find.field or field_of(text, masked, find, bounds)
    school, school_right = school_of(text, masked, find, bounds)
    end = max([find.right, school_right, *(d.right for d in used)])
    if subject:
        at = text.find(subject, find.right, bounds[1])
        end = max(end, at + len(subject))
    begin = min([find.left, *(d.left for d in used)])
    entry = Education(
        id="",
        level=level,
        field=subject,
        year=year,
        school=school,
        quote=" ".join(text[begin:end].split()),
        in_progress=level is not EducationLevel.SOME_COLLEGE
        and not stated
        and (_later(year, source.today) or _GOING_ON.search(clause) is not None),
    )
    return EducationMention(entry, find.left, end, tuple(used))


def _left_unfinished(masked: str, bounds: tuple[int, int]) -> bool:
    """Whether the clause, or a "but ..." that follows it, says that it was not finished."""
    if UNFINISHED.search(masked, *bounds):
        return True
    but = _BUT.match(masked, bounds[1])
    return but is not None and UNFINISHED.match(masked, but.end()) is not None


_BUT = re.compile(r",? (?:but|and) (?:i )?(?:then )?(?:(?:have|had) )?")


def _later(year: When | None, today: date) -> bool:
    return year is not None and (year.year, year.month or 12) > (today.year, today.month)


def _dates_of(
    masked: str, find: Find, bounds: tuple[int, int], dates: Sequence[DateSpan]
) -> list[DateSpan]:
    """Return the date after the mention within its clause, else the one just before it."""
    left, right = bounds
    after = [
        d
        for d in dates
        if find.right <= d.left + 1 and d.right <= right + 1 and d.kind is not DateKind.DURATION
    ]
    inside = [d for d in dates if find.left <= d.left < find.right]
    if inside or after:
        return (inside or after)[:1]
    late = _FINISHED_LATER.match(masked, find.right)
    if late and not _LEVELLED.search(masked, find.right, late.end()):
        return [d for d in dates if late.start("date") <= d.left + 1 and d.left < late.end("date")][
            :1
        ]
    before = [
        d
        for d in dates
        if left <= d.left and d.right <= find.left and d.kind is not DateKind.DURATION
    ]
    if before and re.fullmatch(
        r"[\s,:-]*(?:(?:i |graduated|got|with|earned|finished|completed|received|my|an?|from"
        r"|high|school|the|was|when|in|,|did|have|has|into the recession|saque|obtuve|termine"
        r"|el|la|mi|un|tengo) ?)*",
        masked[before[-1].right : find.left].lstrip(),
    ):
        return before[-1:]
    return []


def _year(dates: Sequence[DateSpan]) -> When | None:
    for span in dates:
        end = span.end if isinstance(span.end, When) else None
        return end or span.start
    return None


def _settled(mentions: list[EducationMention]) -> list[EducationMention]:
    """Drop what another mention of the message makes untrue or says better."""
    levels = {m.education.level for m in mentions}
    ranks = [level.rank for level in levels if level]
    kept: list[EducationMention] = []
    for mention in mentions:
        level = mention.education.level
        if level is EducationLevel.LESS_THAN_HIGH_SCHOOL and max(ranks) > 0:
            continue
        twin = next(
            (
                k
                for k in kept
                if k.education.level == level and _same(k.education, mention.education)
            ),
            None,
        )
        if twin is None:
            kept.append(mention)
        else:
            kept[kept.index(twin)] = _merged(twin, mention)
    return kept


def _same(a: Education, b: Education) -> bool:
    if a.level is None:
        return (
            a.field is not None
            and b.field is not None
            and (fold(a.field) in fold(b.field) or fold(b.field) in fold(a.field))
        )
    fields = a.field is None or b.field is None or fold(a.field) == fold(b.field)
    return fields and (a.year is None or b.year is None or a.year.year == b.year.year)


def _merged(a: EducationMention, b: EducationMention) -> EducationMention:
    entry = Education(
        id="",
        level=a.education.level,
        field=a.education.field or b.education.field,
        year=a.education.year or b.education.year,
        school=a.education.school or b.education.school,
        quote=a.education.quote,
        in_progress=a.education.in_progress or b.education.in_progress,
    )
    return EducationMention(entry, a.left, a.right, a.dates + b.dates)
