"""Finds schooling told by its subject: "studied biology", "a history degree", "nursing student"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.career import EducationLevel as Level
from graph.rules.school_clauses import end_of_sentence, same_sentence, sentence_at
from graph.rules.school_fields import Find, field_at, name_before
from graph.rules.study_subjects import is_place, is_subject
from graph.rules.unfinished_words import UNFINISHED
from graph.rules.words import fold, word_set

_STUDY = re.compile(
    r"\b(?:stud(?:ied|ying|y)|(?:double[- ])?major(?:ed|ing)? in|double[- ]majored in"
    r"|(?:my )?major (?:is|was)|major:|estudie|estudio|estudiando"
    r"|student (?:of|in)|degree was in)\s+(?!for\b|to\b|hard\b|abroad\b|at\b|full|part|there"
    r"|in (?:college|school)|online|and\b|under|with\b|group)"
)
_AT_COLLEGE = re.compile(
    r"\b(?:at|to|attend(?:ed|ing)?|in|from|of) (?:a |an |the "
    r"|my )?(?:[\w.']{1,30} ){0,3}?(?:college|university|uni|grad school|state|tech|universidad"
    r"|institute)\b|\buniversity of\b|\b(?:a|my) (?:degree|bachelor)|\b(?:undergrad|freshman"
    r"|sophomore|major)\b|\bcollege\b|\bstudent at (?!the moment|present|night|.{0,20}high)"
    r"|\bclass of\b"
    r"|\bgraduat(?:ed|ing|e)\b"
)
_DEGREE = re.compile(
    r"(?P<words>(?<![\w'-])(?:[\w&/'-]{1,30} ){1,4})degree\b(?! (?:burn|weather|heat|of\b))"
)
_NOT_BEFORE_DEGREE = word_set(
    """
    some high higher large certain any every third second first advanced relevant related
    required year college university uni law medical dental pharmacy graduate grad
    masters bachelors associate associates foundation honours honors that same another
    different technical professional undergraduate undergrad terminal last four two
    doctoral school hs postgraduate
    """
)
_MAJOR = re.compile(r"(?P<words>(?<![\w'-])(?:[\w&/'-]{2,30} ){1,3})(?:double )?major\b(?! in\b)")
_LEFT = re.compile(r"\b(?:dropped|flunked|washed) out\b[^.;\n]*$|\bleft\b[^.;\n]*$")
"""Before "finance major": it is the subject of what was broken off."""
_STUDENT = re.compile(
    r"(?:(?P<am>\b(?:i'm|im|i am|am|still|currently|soy)) (?:currently |still |also |now |just )*"
    r"|(?P<opens>^|[\n.;(] ?|\byes,? |\bcurrently ))(?P<words>(?:an? )?(?:[\w'-]{2,20} ){0,3}?)"
    r"(?:student\b|estudiante de (?P<de>\w+))(?!s)"
)
_YEAR_OF = re.compile(
    r"\b(?P<year>freshman|sophomore|junior|senior|(?:first|second|third|fourth|final|last|1st|2nd"
    r"|3rd|4th)[- ]year)(?: student)?,? (?:at|of|in) (?!high|hs\b|school|middle|the (?:bank|firm))"
    r"(?:a |an |the |my )?(?P<school>[\w.'&-]{2,25}(?: [\w.'&-]{2,25}){0,2})"
)
_IN_SCHOOL = re.compile(
    r"\b(?:i'm|im|i am|am|currently|still|now) (?:currently |still |now "
    r"|back )?in (?:my \w+ year of )?"
    r"(?P<school>(?!high|middle|grade|summer|elementary|primary)[a-z]{3,14} school|college"
    r"|community college|university|uni)\b"
)
_DID = re.compile(r"\bdid (?!it\b)(?P<words>(?:[\w&-]{2,20} ){1,3})at (?=[a-z])")
_TO_BE = re.compile(
    r"\b(?:studying|training|in school|going to school|in training|taking classes) "
    r"(?:to be|to become|for)(?: an?)? (?=[a-z])"
)
_SCHOOL_FOR = re.compile(
    r"\b(?:went to|did) school (?:for|to be an?|to study|to become an?) (?=[a-z])"
)
_WAS = re.compile(r"\b(?:was|were|when|as|while|who)\b[^.;,]{0,12}$")
_LEVELS = (
    (re.compile(r"\b(?:ph\.?d|doctoral)\b"), Level.DOCTORATE, None),
    (re.compile(r"\blaw(?: school|$)"), Level.PROFESSIONAL, "law"),
    (re.compile(r"\b(?:med|medical|medicine)(?: school|$)"), Level.PROFESSIONAL, "medicine"),
    (re.compile(r"\bdental(?: school|$)"), Level.PROFESSIONAL, "dentistry"),
    (re.compile(r"\bvet(?:erinary)?(?: school|$)"), Level.PROFESSIONAL, "veterinary medicine"),
    (re.compile(r"\bpharmacy(?: school|$)"), Level.PROFESSIONAL, "pharmacy"),
    (re.compile(r"\b(?:grad|graduate|master'?s?|mba|msw)\b"), Level.MASTER, None),
    (re.compile(r"\b(?:community|junior|technical) college"), Level.ASSOCIATE, None),
    (re.compile(r"\b(?:college|university|uni|undergrad|undergraduate)\b"), Level.BACHELOR, None),
)
_NO_SUBJECT = word_set(
    """
    a an the full-time full part time part-time first second third fourth final year first-year
    second-year third-year fourth-year final-year 1st 2nd 3rd 4th college university uni grad
    graduate undergrad undergraduate community junior online night current adult mature foreign
    international exchange former good straight-a honor honors high school hs elementary middle
    returning transfer phd doctoral masters master's my one was poor great best
    """
)
_OF_SEVERAL_LEVELS = ("nursing", "culinary", "cosmetology", "welding", "hvac", "dental hygiene")
"""What is studied for a licence or an associate degree as often as for a bachelor's."""


def find_named_degrees(text: str, masked: str) -> Iterator[Find]:
    """Yield "a history degree" and "accounting major": a bachelor's unless the words say more."""
    for match in _DEGREE.finditer(masked):
        words = match["words"].split()
        if words[-1] in _NOT_BEFORE_DEGREE or not words[-1][0].isalpha():
            continue
        name = name_before(text, match.start("words"), match.end("words"))
        if (
            name
            and len(name) > 1
            and not name.endswith("'s")
            and words[-1] not in ("a", "the", "my", "no")
        ):
            left = match.end("words") - 1 - len(name)
            yield Find(Level.BACHELOR, left, match.end(), name)
    for match in _MAJOR.finditer(masked):
        name = name_before(text, match.start("words"), match.end("words"))
        begun = masked[max(0, match.start() - 60) : match.start()]
        if name and is_subject(fold(name)) and not _LEFT.search(begun):
            yield Find(Level.BACHELOR, match.end("words") - 1 - len(name), match.end(), name)


def find_students(text: str, masked: str) -> Iterator[Find]:
    """Yield "I'm a nursing student", "sophomore at Penn State", "in law school": going on."""
    for match in _STUDENT.finditer(masked):
        words = (match["de"] or match["words"]).strip()
        sentence = masked[match.start() : end_of_sentence(masked, match.end())]
        name = " ".join(w for w in words.split() if w not in _NO_SUBJECT)
        level, field = _level_of(words)
        known = level or is_subject(name) or _AT_COLLEGE.search(sentence)
        if not known or re.search(r"\b(?:high school|hs|elementary|middle)\b", sentence[:60]):
            continue
        field = _subject_told(text, masked, match.end()) or field or name or None
        if not (level or _AT_COLLEGE.search(sentence)) and name in _OF_SEVERAL_LEVELS:
            yield Find(None, match.start(), match.end(), field, going_on=True)
            continue
        yield Find(level or Level.BACHELOR, match.start(), match.end(), field, going_on=True)
    for match in _YEAR_OF.finditer(masked):
        if not _WAS.search(masked[max(0, match.start() - 20) : match.start()]):
            yield _going_on(text, masked, match)
    for match in _IN_SCHOOL.finditer(masked):
        if not _WAS.search(masked[max(0, match.start() - 20) : match.start()]):
            yield _at_school(text, masked, match)


def find_studied(text: str, masked: str, finds: Sequence[Find], *, asked: bool) -> Iterator[Find]:
    """Yield "studying biology": a bachelor's if a college is named, else without a level."""
    for match in _TO_BE.finditer(masked):
        field = field_at(text, masked, match.end(), starts=True)
        if field and not _WAS.search(masked[max(0, match.start() - 20) : match.start()]):
            yield Find(None, match.start(), match.end(), field, going_on=True)
    for match in _SCHOOL_FOR.finditer(masked):
        field = field_at(text, masked, match.end(), starts=True)
        if field:
            unfinished = UNFINISHED.search(sentence_at(masked, *match.span()))
            level = Level.SOME_COLLEGE if unfinished else None
            yield Find(level, match.start(), match.end(), field)
    for match in _DID.finditer(masked):
        if is_subject(match["words"]):
            name = text[match.start("words") : match.end("words") - 1]
            yield Find(Level.BACHELOR, match.start(), match.end("words") - 1, name)
    for match in _STUDY.finditer(masked):
        if not any(same_sentence(masked, f, match.start()) for f in finds):
            sentence = sentence_at(masked, *match.span())
            college = asked or "major" in match[0] or _AT_COLLEGE.search(sentence)
            yield Find(Level.BACHELOR if college else None, match.start(), match.end())


def _going_on(text: str, masked: str, match: re.Match[str]) -> Find:
    level, field = _level_of(match["school"])
    told = _subject_told(text, masked, match.start())
    return Find(level or Level.BACHELOR, match.start(), match.end(), told or field, going_on=True)


def _at_school(text: str, masked: str, match: re.Match[str]) -> Find:
    """Return "in nursing school", whose name says the subject where it says no level."""
    find = _going_on(text, masked, match)
    words = match["school"]
    if _level_of(words)[0] or not words.endswith(" school"):
        return find
    return replace(find, level=None, field=words.removesuffix(" school"))


def _level_of(words: str) -> tuple[Level | None, str | None]:
    for pattern, level, field in _LEVELS:
        if pattern.search(words):
            return level, field
    return None, None


_TOLD = re.compile(
    r"\b(?:studying|study|major(?:ing)?(?: in|:)|student (?:of|in)|my major is|doing)\s+"
)


def _subject_told(text: str, masked: str, place: int) -> str | None:
    """Return what the rest of the sentence names as the subject."""
    end = end_of_sentence(masked, place)
    told = _TOLD.search(masked, max(0, place - 8), end)
    if told:
        return field_at(text, masked, told.end(), starts=True)
    major = _MAJOR.search(masked, place, end)
    if major:
        return name_before(text, major.start("words"), major.end("words"))
    into = re.compile(r" (?:in|of) ").match(masked, place)
    field = field_at(text, masked, into.end(), starts=True) if into else None
    return field if field and not is_place(fold(field)) and is_subject(fold(field)) else None
