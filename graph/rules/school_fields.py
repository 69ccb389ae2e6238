"""Reads the subject and the school that belong to a degree."""

import re
from dataclasses import dataclass

from advisor.career import EducationLevel
from graph.rules.study_subjects import field_said, is_place, is_subject, is_trade
from graph.rules.words import fold, word_set


@dataclass(frozen=True, slots=True)
class Find:
    """A mention of schooling.

    Attributes:
        level: what its words say; None for a course, a certificate or an unclear level.
        left, right: its offsets.
        field: the subject, if the words hold it.
        going_on: whether the words say that it is not over yet.
    """

    level: EducationLevel | None
    left: int
    right: int
    field: str | None = None
    going_on: bool = False


_IN_FIELD = re.compile(
    r"[\s,]*(?:was |is |level |degrees? |student |candidate |diploma |program(?:me)? |certificate "
    r"|major(?:ing)? |course |\x01++[\s,]*|\(|hons\)? |honou?rs |with (?:honou?rs"
    r"|distinction) )*+(?:with )?"
    r"(?:a |an |my )?(?:(?:major|majoring|concentration|focus|specialization|emphasis"
    r"|degree)(?:ed)? )?(?:in|of|en|on|as an?|for|de)\s+(?!progress\b|the (?:end|process)\b"
    r"|a (?:year|few)\b)"
)
_OF_FIELD = re.compile(
    r"^(?:science|sciences|arts?|applied science|applied arts|fine arts"
    r"|philosophy)(?: - [a-z.]{2,5}(?=,))?(?:,| in| of"
    r"| -| \|)? ?(?:\(?hons\)?)? ?(?:major: )?(?:in )?"
)
_FIELD_STOP = re.compile(
    r"[.;:!?\n()\x01|*\"]|,|\s-+\s| (?:from|at|in|when|while|with|but|i|then|through|back|which"
    r"|where|who|because|after|before|since|until|last|this|my|for|so|as|on|via|by|graduated"
    r"|finished|class|degree|and (?:a|an|i|then|my|also|now|worked|high|master'?s?|minor"
    r"|bachelor'?s?|phd|later|am|got|the)|minor|it|was|is|to|next|and work|but|or|now|en la|en el"
    r"|right|too"
    r"|online|never|didn't|y|desde|hasta|de la|along|program|course|school|there|here|plus|also"
    r"|should|will|expected|concentration)\b"
)
YEAR_OF_STUDY = (
    r"(?:[1-5](?:st|nd|rd|th)|first|second|third|fourth|fifth|final|freshman|sophomore|junior"
    r"|senior)[- ]year"
)
"""How far somebody is who still studies."""
_YEAR_OF_STUDY = re.compile(rf"^(?:my |the )?{YEAR_OF_STUDY}(?: of| in)? ", re.IGNORECASE)
_FIELD_BEFORE = re.compile(r"((?:[\w&/'-]{1,30} ){1,3})$")
_NOT_FIELDS = word_set(
    """
    graduated a an the my his her with have has had got get getting earned earn did do doing
    finished finish completed hold holding i in of and from for to first second only just also
    then no any some one two half received obtained pursuing working on toward towards finally
    now currently later another that this is was back honors honours advanced college university
    undergraduate graduate full four-year 4-year same own ged or but went i've i'm ive im took
    passed starting started need required being am be by until after completing finishing taking
    studying year years without graduating graduates expected expecting anticipated class done
    useless fancy proper online new official state valid driver
    drivers driver's driving degree yes never not already though tho didn't their tengo una un mi la
    """
)
SCHOOL_WORD = re.compile(
    r"\b(?:university|college|institute|school|academy|state|tech|polytechnic|high|universidad"
    r"|instituto|colegio|uc|u)\b|^[a-z]{2,5}$"
)


_OPEN_END = re.compile(
    r"\b(?:in|of|en|de|studying|studied|study|major\w* in|estudi\w+|licenciad[oa] en"
    r"|ingenieria en|carrera de) ?$|\s$"
)
_SUBJECT_INSIDE = re.compile(
    r"\b(?:degrees? in|(?:masters?|bachelors?|associates?|doctor|licenciad[oa]) (?:of|in|en))"
    r" (\w+)$"
)
_LATER = re.compile(
    r"(?:\b(?:majoring|majored|major|degree|graduated|was|is) in|[,)] in|,? studying|,? studied"
    r"|\bmajor:|\b(?:was|is)|\x01 in|[a-z] in|\bwith(?: an?)?|,) "
)
_FROM_KIND = re.compile(r"(?:science|arts)\s*(?:degree )?(?:in|,)\s+")
_DEGREE_WORD = re.compile(r" degree(?= -| ?[|:])")
_HONOURS = re.compile(
    r"[\s,]*\(?(?:hons\b\.?|honou?rs\b|summa cum laude|magna cum laude|cum laude"
    r"|with (?:high )?(?:honou?rs|distinction))\)?"
)
_STUDIED = re.compile(
    r"\b(?:stud(?:ying|ied)|major(?:ing|ed) in|estudi(?:ando|o|e)) "
    r"(?=[a-z &]+,? (?:an? |my |for |for a )*$)"
)
_PART_END = re.compile(r"[,|.;(\n\x01]")
_MARK = re.compile(r",? (?=[a-z]{4,})|, |\s+-+\s+|\s?[|:/]\s+|\s*\((?=[a-z])")
_WORD = re.compile(r"[\w.-]+")


def field_of(text: str, masked: str, find: Find, bounds: tuple[int, int]) -> str | None:
    """Return the subject after or before the name of a degree."""
    if find.level in (EducationLevel.HIGH_SCHOOL, EducationLevel.LESS_THAN_HIGH_SCHOOL):
        return None
    words = masked[find.left : find.right]
    said = field_said(words)
    if _OPEN_END.search(words):
        found = field_at(text, masked, find.right, starts=True)
        if found:
            return found
    last = _SUBJECT_INSIDE.search(words)
    start = find.left + last.start(1) if last else find.right
    found = field_at(text, masked, start, starts=last is not None)
    # After letters that name their subject, a name alone is rather the school: "LLM Georgetown".
    doubtful = said is not None or find.level is EducationLevel.SOME_COLLEGE
    if found and not (
        doubtful and not is_subject(fold(found)) and not _IN_FIELD.match(masked, start)
    ):
        return found
    return (
        said
        or _field_before(text, masked, find, bounds)
        or _field_studied(text, masked, find, bounds)
        or _field_later(text, masked, find, bounds)
    )


def _field_before(text: str, masked: str, find: Find, bounds: tuple[int, int]) -> str | None:
    """Return the subject of "psychology degree"."""
    before = _FIELD_BEFORE.search(masked, max(bounds[0], find.left - 40), find.left)
    if not before:
        return None
    named = name_before(text, before.start(1), before.end(1))
    degree = re.match(r"\s*degree", masked[find.right :]) or masked[: find.right].endswith("degree")
    return named if degree or (named and is_subject(fold(named))) else None


def _field_studied(text: str, masked: str, find: Find, bounds: tuple[int, int]) -> str | None:
    """Return the subject of "studying criminal justice, bachelors"."""
    studied = _STUDIED.search(masked, max(bounds[0], find.left - 60), find.left)
    return field_at(text, masked, studied.end(), starts=True) if studied else None


def _field_later(text: str, masked: str, find: Find, bounds: tuple[int, int]) -> str | None:
    """Return the subject named after the school or the year: "a BA from Ohio State, in English"."""
    for later in _LATER.finditer(masked, find.right, bounds[1]):
        named = field_at(text, masked, later.end(), starts=True)
        if named and (is_subject(fold(named)) or is_trade(fold(named))):
            return named
    return None


def field_at(text: str, masked: str, start: int, *, starts: bool, depth: int = 2) -> str | None:
    """Read the subject at ``start``; ``starts`` if it begins there without "in"."""
    if not starts:
        led = _after_lead(masked, start)
        if led is None:
            return None
        start = led
    start += masked.startswith(" ", start)
    stop = _FIELD_STOP.search(masked, start, start + 80)
    end = stop.start() if stop else min(len(masked), start + 60)
    of = _OF_FIELD.match(masked[start : start + 80].lstrip()) if depth else None
    if of and re.search(r"(?:in|,|of|-|\)|\||:) ?$", of[0]):
        further = field_at(text, masked, start + of.end(), starts=True, depth=depth - 1)
        if further:
            return further
    elif of and (into := _FROM_KIND.match(masked, start)):
        return field_at(text, masked, into.end(), starts=True, depth=depth - 1)
    name = " ".join(text[start:end].split()).strip(" ,.-:")
    name = _YEAR_OF_STUDY.sub("", re.sub(r" major$", "", name))
    plain = fold(name)
    if (
        not name
        or not any(c.isalpha() for c in name)
        or plain.split()[0] in _NOT_FIELDS - {"graduate", "driving", "first", "advanced"}
        or is_place(plain)
    ):
        return None
    return " ".join(name.split()[:7])


def _after_lead(masked: str, start: int) -> int | None:
    """Return where the subject begins after "in", a comma or a dash; None if there is none."""
    for skipped in (_DEGREE_WORD.match(masked, start), _HONOURS.match(masked, start)):
        start = skipped.end() if skipped else start
    into = _IN_FIELD.match(masked, start)
    if into:
        return into.end()
    mark = _MARK.match(masked, start)
    if not mark or not masked[mark.end() : mark.end() + 1].isalpha():
        return None
    word = _WORD.match(masked, mark.end())
    part = _PART_END.split(masked[mark.end() : mark.end() + 40], maxsplit=1)[0]
    known = is_subject(part) or is_trade(part)
    if not word or word[0] in _NOT_FIELDS or (SCHOOL_WORD.search(part.strip()) and not known):
        return None
    return mark.end()


def name_before(text: str, left: int, right: int) -> str | None:
    """Return the words of ``text[left:right]`` that name a subject, counted from the end."""
    words = text[left:right].split()
    kept: list[str] = []
    for word in reversed(words):
        if fold(word).strip(",.") in _NOT_FIELDS or word[-1] in ".;:!?":
            break
        kept.append(word)
    return " ".join(reversed(kept)).strip(" ,.-*") or None
