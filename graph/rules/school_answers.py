"""Reads short answers to "What about school?" that name no degree: "psychology at UCLA"."""

import re
from collections.abc import Iterator, Sequence

from advisor.career import EducationLevel as Level
from graph.rules.school_clauses import SENTENCE_MARK, same_sentence
from graph.rules.school_fields import Find
from graph.rules.study_subjects import is_subject, is_trade
from graph.rules.unfinished_words import UNFINISHED

_GRADE = re.compile(
    r"^\W*(?:(?:up to|until|finished|completed|only|just|to|through|some|i|got|went"
    r"|made it)\s)*(?:the )?(?:6|7|8|9|10|11|eigh|nin|ten|eleven)th(?: grade)?\b"
)
_PRIMARY = re.compile(
    r"^\W*(?:(?:no|not|nope|much|high|school|college|university|education|any|more|really),? )*"
    r"(?:only|just|up to|until|finished|completed|through|solo) (?:the |la |i (?:did|finished) )?"
    r"(?:primary|elementary|grade school|grammar school|middle school|primaria)"
    r"(?: (?:school|education))?\b\W*$"
)
_COLLEGE = re.compile(
    r"^\W*(?:(?:yes|yeah|yep),? )?(?:college|university|uni)\b"
    r"(?! (?:of\b|professor|teacher|lecturer|instructor|dropout|\w+ed\b))"
    r"(?!\W{1,3}(?:no|nope|never|none|nah|not|didn)\b)"
)
_NEVER = re.compile(r"^\W*(?:no,? )?i never (?:graduated|finished)\b\W*$")
_YES = re.compile(r"\s*(?:(?:yes|yep|yeah|yup|sure|si|i did|well|ok|so|oh|just|um),? )*")
_AGREED = re.compile(r"\s*(?:yes|yep|yeah|yup|si)\b")
"""Says that there was school: "yes, psychology"."""
_PART = re.compile(
    r"(?:\s*(?:[,;()\x01|]|\s-+\s|\b(?:i )?(?:went to|attended|graduated from|go to)\b|\bfrom\b"
    r"|\bat\b|\ben la\b|\bde la\b|@|\bin\b(?= \x01))\s*)++"
)
_SCHOOL = re.compile(
    r"\b(?:university|college|institute|state|tech|polytechnic|universidad|instituto|uc|suny"
    r"|cuny|unam|u of \w+)\b"
)
_GRADUATE = re.compile(r"\s*[\w.&' ]{2,30} (?:grad|graduate|alum|alumna|alumnus)\s*")
_LED = re.compile(r"(?:\bfrom|\bat|\bwent to|\battended|\ben la|\bde la|@) *$")


def find_answers(text: str, masked: str, finds: Sequence[Find]) -> Iterator[Find]:
    """Yield schooling told in a few words, in sentences that tell nothing else of schooling.

    Args:
        text: the message.
        masked: it folded, with its dates masked.
        finds: the mentions found so far.
    """
    for level, pattern in (
        (Level.BACHELOR, _COLLEGE),
        (Level.LESS_THAN_HIGH_SCHOOL, _GRADE),
        (Level.LESS_THAN_HIGH_SCHOOL, _PRIMARY),
        (Level.LESS_THAN_HIGH_SCHOOL, _NEVER),
    ):
        for match in pattern.finditer(masked):
            alone = not any(same_sentence(masked, f, match.start()) for f in finds)
            if alone or level is not Level.BACHELOR:
                yield Find(level, match.start(), match.end())
    begin = 0
    for mark in [*SENTENCE_MARK.finditer(masked), None]:
        end = mark.start() if mark else len(masked)
        told = any(begin <= f.left < end or 0 <= begin - f.right < 3 for f in finds)
        if not told and end - begin < 120:
            yield from _subject_and_school(text, masked, begin, end)
        begin = mark.end() if mark else end


def _subject_and_school(text: str, masked: str, begin: int, end: int) -> Iterator[Find]:
    """Yield "psychology at UCLA", "UC Davis, animal science, 2009", "economics 2012"."""
    yes = _YES.match(masked, begin, end)
    place = yes.end() if yes else begin
    subject: tuple[int, int] | None = None
    school = False
    for left, right in _parts(masked, place, end):
        words = masked[left:right]
        led = _LED.search(masked[max(begin, left - 8) : left].rstrip() + "")
        capital = text[left : left + 1].isupper()
        if (
            subject is None
            and not led
            and not _SCHOOL.search(words)
            and (is_subject(words) or is_trade(words))
        ):
            subject = (left, right)
        elif (
            _SCHOOL.search(words)
            or _GRADUATE.fullmatch(words)
            or (led and capital)
            or text[left:right].isupper()
            or (subject is not None and capital and len(words.split()) < 4)
        ):
            school = True
        elif not re.fullmatch(r"[\W_]*|.{0,12}\b(?:graduated|class of|finished|hons).{0,9}", words):
            return
    dated = "\x01" in masked[begin:end]
    agreed = yes is not None and _AGREED.match(yes[0]) is not None
    if subject is None or not (school or dated or agreed):
        return
    words = masked[slice(*subject)]
    unclear = is_trade(words) or (words.strip() == "nursing" and not school)
    level = None if unclear else Level.BACHELOR
    if UNFINISHED.search(masked, begin, end):
        level = Level.SOME_COLLEGE
    yield Find(level, *subject, text[slice(*subject)].strip())


def _parts(masked: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence between commas, dates, "at" and the like."""
    place = begin
    for cut in [*_PART.finditer(masked, begin, end), None]:
        right = cut.start() if cut else end
        if right > place:
            yield place, right
        place = cut.end() if cut else end
