"""Reads the subject and the school that belong to a degree."""

import re
from dataclasses import dataclass

from advisor.career import EducationLevel
from graph.rules.degree_words import FIELD_BY_DEGREE
from graph.rules.segments import MASK_DATE
from graph.rules.words import fold, word_set


@dataclass(frozen=True, slots=True)
class Find:
    """A mention of schooling: its level, its offsets, and its subject if the words hold it."""

    level: EducationLevel | None
    left: int
    right: int
    field: str | None = None


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
    r"| -)? ?(?:\(?hons\)?)? ?(?:in )?"
)
_FIELD_STOP = re.compile(
    r"[.;:!?\n()\x01|*\"]|,|\s-+\s| (?:from|at|in|when|while|with|but|i|then|through|back|which"
    r"|where|who|because|after|before|since|until|last|this|my|for|so|as|on|via|by|graduated"
    r"|finished|class|degree|and (?:a|an|i|then|my|also|now|worked|high|master'?s?|minor"
    r"|bachelor'?s?|phd|later|am|got|the)|minor|it|was|is|to|but|or|now|en la|en el|right|too"
    r"|online|never|didn't|y|desde|hasta|de la|along|program|course|school|there|here|plus|also"
    r"|should|will|expected|concentration)\b"
)
_FIELD_BEFORE = re.compile(r"((?:[\w&/'-]{1,30} ){1,3})$")
_NOT_FIELDS = word_set(
    """
    graduated a an the my his her with have has had got get getting earned earn did do doing
    finished finish completed hold holding i in of and from for to first second only just also
    then no any some one two half received obtained pursuing working on toward towards finally
    now currently later another that this is was back honors honours advanced college university
    undergraduate graduate full four-year 4-year same own ged or but went i've i'm ive im took
    passed starting started need required being am be by until after completing finishing taking
    studying year years without useless fancy proper online new official state valid driver
    drivers driver's driving degree yes never didn't their tengo una un mi la
    """
)
_SCHOOL = re.compile(
    r"(?:\bfrom|\bat|\bout of|@|\bgraduated|,|\bthrough|\bde la|\ben la|\ben el|\battend(?:ed"
    r"|ing)|-|\))\s+(?:the )?"
    r"((?:[A-ZÁÉÍÓÚ][\w.&'’-]*|UC|MIT)(?: ?(?:of|at|the|in|de|&|and|-"
    r"|–)? ?(?:[A-ZÁÉÍÓÚ][\w.&'’-]*)){0,6})"
)
_SCHOOL_WORD = re.compile(
    r"\b(?:university|college|institute|school|academy|state|tech|polytechnic|high|universidad"
    r"|instituto|colegio|uc|u)\b|^[a-z]{2,5}$"
)


def field_of(text: str, masked: str, find: Find, bounds: tuple[int, int]) -> str | None:
    """Return the subject after or before the name of a degree."""
    words = masked[find.left : find.right]
    if find.level in (EducationLevel.HIGH_SCHOOL, EducationLevel.LESS_THAN_HIGH_SCHOOL):
        return None
    if re.search(
        r"\b(?:in|of|en|studying|studied|study|major\w* in|estudi\w+|licenciad[oa] en"
        r"|ingenieria en|carrera de) ?$|\s$",
        words,
    ):
        found = field_at(text, masked, find.right, starts=True)
        if found:
            return found
    last = re.search(
        r"\b(?:degree (?:in|from)|(?:masters?|bachelors?|associates?|doctor"
        r"|licenciad[oa]) (?:of|in|en)) (\w+)$",
        words,
    )
    start = find.left + last.start(1) if last and "from" not in last[0] else find.right
    found = field_at(text, masked, start, starts=bool(last and "from" not in last[0]))
    if found:
        return found
    name = FIELD_BY_DEGREE.get(words.replace(".", "").replace(" ", "").strip())
    if name:
        return name
    before = _FIELD_BEFORE.search(masked, max(bounds[0], find.left - 40), find.left)
    if (before and re.match(r"\s*degree", masked[find.right :])) or (
        before and words.endswith("degree")
    ):
        return name_before(text, before.start(1), before.end(1))
    return None


def field_at(text: str, masked: str, start: int, *, starts: bool, depth: int = 2) -> str | None:
    """Read the subject at ``start``; ``starts`` if it begins there without "in"."""
    if not starts:
        into = _IN_FIELD.match(masked, start)
        comma = re.compile(r",? (?=[A-Za-z]{4,})|, ").match(masked, start)
        if into:
            start = into.end()
        elif comma and text[comma.end() : comma.end() + 1].isalpha():
            start = comma.end()
            word = re.compile(r"[\w.-]+").match(masked, start)
            if (
                not word
                or word[0] in _NOT_FIELDS
                or _SCHOOL_WORD.search(masked[start : start + 40].partition(",")[0])
            ):
                return None
        else:
            return None
    stop = _FIELD_STOP.search(masked, start, start + 80)
    end = stop.start() if stop else min(len(masked), start + 60)
    of = _OF_FIELD.match(masked[start : start + 80].lstrip()) if depth else None
    if of and re.search(r"(?:in|,|of|-) ?$", of[0]):
        further = field_at(text, masked, start + of.end(), starts=True, depth=depth - 1)
        if further:
            return further
    elif of and (
        into := re.compile(r"(?:science|arts)\s*(?:degree )?(?:in|,)\s+").match(masked, start)
    ):
        return field_at(text, masked, into.end(), starts=True, depth=depth - 1)
    name = " ".join(text[start:end].split()).strip(" ,.-:")
    plain = fold(name)
    if (
        not name
        or not any(c.isalpha() for c in name)
        or plain.split()[0] in _NOT_FIELDS - {"graduate", "driving", "first", "advanced"}
    ):
        return None
    return name if len(name.split()) <= 7 else " ".join(name.split()[:7])


def name_before(text: str, left: int, right: int) -> str | None:
    """Return the words of ``text[left:right]`` that name a subject, counted from the end."""
    words = text[left:right].split()
    kept: list[str] = []
    for word in reversed(words):
        if fold(word).strip(",.") in _NOT_FIELDS or word[-1] in ".;:!?":
            break
        kept.append(word)
    return " ".join(reversed(kept)).strip(" ,.-*") or None


def school_of(
    text: str, masked: str, find: Find, bounds: tuple[int, int]
) -> tuple[str | None, int]:
    """Return the school's name and where it ends; None and 0 if none is named."""
    for match in _SCHOOL.finditer(text, find.left, bounds[1]):
        name = " ".join(match[1].split()).strip(" ,.-")
        strong = re.match(
            r"from|at|out of|@|attend|graduated", masked[match.start() : match.start() + 9].strip()
        )
        if MASK_DATE in masked[match.start(1) : match.end(1)]:
            continue
        if _SCHOOL_WORD.search(fold(name)) or strong:
            return name, match.end(1)
    return None, 0
