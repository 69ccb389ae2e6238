"""Finds colleges attended, with the level that the rest of the sentence tells."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from advisor.career import EducationLevel as Level
from graph.rules.school_clauses import same_sentence, sentence_at
from graph.rules.school_fields import Find, field_at
from graph.rules.study_subjects import is_subject
from graph.rules.unfinished_words import (
    AMOUNT_AT,
    AMOUNT_OF_COLLEGE,
    BROKEN_OFF,
    COLLEGE_NAME,
    UNFINISHED,
)

_BROKEN_OFF = tuple((level, re.compile(pattern)) for level, pattern in BROKEN_OFF)
_KIND = (
    r"(?:coll?e[dg]*ge|university|uni|universidad|state|tech|poly|polytechnic"
    r"|institute of technology)"
)
_WENT = re.compile(
    r"\b(?:went to|attended|studied at|started|tried|enrolled (?:at|in)|went) (?:a |an |the |my "
    rf"|some )?(?:[\w.'&-]{{1,30}} ){{0,3}}?{_KIND}\b(?: of \w+)?"
)
_WENT_ANYWHERE = re.compile(
    r"\b(?:went to|attended|studied at|enrolled (?:at|in)|transferred to|was at|left) (?!high|hs\b"
    r"|school|work|prison|jail|church|the (?:army|navy|same|job)|[\w.']+ high\b|there|my|a job"
    r"|because|after|when|before|that|it\b)"
    r"(?:the )?[\w.'&-]{2,25}(?: (?:state|tech|college|u\b|[a-z]{2,12}))?"
    r"|\bthen (?:to |on to )?(?!work|i\b|the\b|high|a\b)[\w.'&-]{2,25} for (?=\x01)"
)
_BEGUN = re.compile(
    r"\b(?:started|began|begun|tried|did|went for|enrolled in|studied|was studying"
    r"|majored in) (?:a "
    r"|an |my )?(?=[a-z]{2})"
)
_FOR_A_WHILE = re.compile(
    r"[^.;]{0,30} for (?:about |like |just |almost |only )?(?=\x01|(?:an?|one|two|three|\d|half a"
    r"|a couple(?: of)?|a few) (?:semester|year|term|quarter))|[^.;]{0,12}\x01"
)
_DATED = re.compile(r"(?:19|20)\d\d")
"""A year, which is no length of time."""
_ONLY_DROPPED_OUT = re.compile(
    r"\W*(?:(?:well|yeah|no|so|but|honestly|i|just|kinda|actually)\W+)*(?P<name>dropped out)"
    r"(?:\W+(?:sorry|lol|unfortunately|though))*\W*"
)
_TERM = re.compile(r"\b(?:semesters?|quarters?|credits)\b")
_SCHOOLING = re.compile(
    r"\b(?:college|university|uni|degree|semesters?|dropped out|graduat\w+|credits?|campus|classes"
    r"|major\w*|bachelor|associate)\b"
)
_GRADUATED = re.compile(r"\b(?:graduated|got my degree|finished|degree in|got (?:a|my) degree)\b")
_SUBJECT_AFTER = re.compile(r",? (?:for|in|studying|and studied|to study|major\w*(?: in)?) ")
_GO_TO = re.compile(
    r"\b(?:i go|i'm going|im going|i am going|going|currently go|attending|i attend"
    r"|enrolled at) (?:to )?"
    r"(?:a |an |the |my |night )?(?P<name>(?:[\w.'&-]{1,30} ){0,3}?"
    rf"(?:{_KIND}))\b(?: of \w+)?"
)


def find_broken_off(masked: str) -> Iterator[Find]:
    """Yield schooling whose words say that it was broken off or never begun."""
    for level, pattern in _BROKEN_OFF:
        for match in pattern.finditer(masked):
            yield Find(level, match.start(), match.end())


def find_dropped_out(masked: str) -> Iterator[Find]:
    """Yield "I dropped out" where it is all that an answer about schooling says."""
    match = _ONLY_DROPPED_OUT.fullmatch(masked)
    if match:
        yield Find(Level.SOME_COLLEGE, match.start("name"), match.end("name"))


def find_short_stays(text: str, masked: str, *, asked: bool) -> Iterator[Find]:
    """Yield "two years of college", "two years at Miami Dade, didn't finish"."""
    for match in AMOUNT_OF_COLLEGE.finditer(masked):
        if not _DATED.search(text, *match.span()):
            yield Find(Level.SOME_COLLEGE, match.start(), match.end())
    for match in AMOUNT_AT.finditer(masked):
        sentence = sentence_at(masked, *match.span())
        if _DATED.search(text, *match.span()):
            continue
        sure = _TERM.search(match[0]) is not None
        field = field_at(text, masked, match.start("field"), starts=True)
        known = field is not None and is_subject(field.lower())
        schooled = asked or known or _SCHOOLING.search(sentence)
        if sure or (UNFINISHED.search(sentence) and schooled):
            yield Find(Level.SOME_COLLEGE, match.start(), match.end(), field if known else None)
    for match in chain(_WENT_ANYWHERE.finditer(masked), COLLEGE_NAME.finditer(masked)):
        sentence = sentence_at(masked, *match.span())
        if UNFINISHED.search(sentence) and (asked or _SCHOOLING.search(sentence)):
            yield Find(Level.SOME_COLLEGE, match.start(), match.end())


def find_attended(text: str, masked: str, finds: Sequence[Find], *, asked: bool) -> Iterator[Find]:
    """Yield "went to college" with the level that the rest of its sentence tells, if it does."""
    for match in _WENT.finditer(masked):
        if not any(same_sentence(masked, f, match.start()) for f in finds):
            yield from _told(text, masked, match, asked=asked)
    for match in _GO_TO.finditer(masked):
        if not any(same_sentence(masked, f, match.start()) for f in finds):
            short = re.search(r"\b(?:community|junior)\b", match["name"]) is not None
            level = Level.ASSOCIATE if short else Level.BACHELOR
            yield Find(
                level,
                match.start(),
                match.end(),
                _subject_after(text, masked, match.end()),
                going_on=True,
            )


def find_begun(text: str, masked: str, finds: Sequence[Find]) -> Iterator[Find]:
    """Yield "started hotel management, never graduated", told in answer to a question."""
    for match in _BEGUN.finditer(masked):
        if any(same_sentence(masked, f, match.start()) for f in finds):
            continue
        if UNFINISHED.search(sentence_at(masked, *match.span())):
            field = field_at(text, masked, match.end(), starts=True)
            if field and not re.search(r"\b(?:job|work\w*|school|as)\b", field.lower()):
                yield Find(Level.SOME_COLLEGE, match.start(), match.end(), field)


def _told(text: str, masked: str, match: re.Match[str], *, asked: bool) -> Iterator[Find]:
    sentence = sentence_at(masked, *match.span())
    subject = _subject_after(text, masked, match.end())
    short = "community" in match[0] or "junior" in match[0]
    level = Level.ASSOCIATE if short else Level.BACHELOR
    stayed = _FOR_A_WHILE.match(masked[match.end() : match.end() + 60])
    if UNFINISHED.search(sentence) or (stayed and "graduat" not in sentence):
        yield Find(Level.SOME_COLLEGE, match.start(), match.end(), subject)
    elif _GRADUATED.search(sentence) or (subject and asked):
        yield Find(level, match.start(), match.end(), subject)


def _subject_after(text: str, masked: str, place: int) -> str | None:
    link = _SUBJECT_AFTER.match(masked, place)
    field = field_at(text, masked, link.end(), starts=True) if link else None
    return field if field and is_subject(field.lower()) else None
