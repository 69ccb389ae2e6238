"""Tells what a noun phrase stands for: schooling, an employer, a line of work."""

import re
from dataclasses import replace

from graph.rules.employer_names import known_at_start
from graph.rules.titles import Phrase
from graph.rules.words import fold
from graph.rules.work_words import CREDENTIALS, DEGREES, FIELDS, FORCE_BRANCHES, FORCES
from graph.rules.workplace_titles import workplace_title


def is_no_job(masked: str, phrase: Phrase) -> bool:
    """Whether the phrase is a degree or licence, or "rn" for "right now"."""
    words = fold(phrase.title).split()
    if words[0] in DEGREES or words[-1] in CREDENTIALS or _SCHOOL.fullmatch(" ".join(words)):
        return True
    soon = re.match(r"\s*,?\s*(?:i'm|im|i|my|we)\b", masked[phrase.right : phrase.right + 8])
    return words == ["rn"] and soon is not None


_SCHOOL = re.compile(
    r"(?:my |the |some |just |only )*(?:high ?school|hs|secondary school|middle school|college"
    r"|university|grad(?:uate)? school|education|schooling|ged|diploma|degree)"
    r"(?: (?:diploma|degree|education|level|only|student))?"
)
"""Schooling, which is no job even where a phrase alone is one."""


def is_employer(phrase: Phrase) -> bool:
    """Whether the phrase is nothing but the name of a well-known employer."""
    words = fold(phrase.title).split()
    return known_at_start(words) == len(words) and fold(phrase.title) not in FIELDS


def is_field(masked: str, phrase: Phrase) -> bool:
    """Whether the title of a phrase stands for a line of work named by it."""
    return " ".join(masked[phrase.left : phrase.right].split()) != fold(phrase.title)


def is_place(masked: str, phrase: Phrase) -> bool:
    """Whether the title of a phrase stands for a workplace named by it: "in the print shop"."""
    written = " ".join(masked[phrase.left : phrase.right].split())
    return written not in FIELDS and workplace_title(written) == phrase.title


def line_of_work(phrase: Phrase, *, strong: bool) -> Phrase:
    """Give the name of a line of work or workplace ("retail", "Army") the title it stands for."""
    if phrase.known:
        return phrase
    plain = fold(phrase.title)
    title = FIELDS.get(plain) or FORCES.get(plain) or workplace_title(plain)
    return replace(phrase, title=title, known=True, strong=strong) if title else phrase


def in_force(text: str, phrase: Phrase) -> Phrase:
    """Set the force before the name of its branch apart as the employer: "Army infantry"."""
    words = fold(phrase.title).split()
    if len(words) < _FORCE_AND_BRANCH or words[-1] not in FORCE_BRANCHES:
        return phrase
    for count in range(len(words) - 1, 0, -1):
        branch = FIELDS.get(" ".join(words[count:]))
        written = text[phrase.left : phrase.right]
        if branch and " ".join(words[:count]) in FORCES:
            name = re.match(rf"(?:\S+\s+){{{count}}}", written)
            left = phrase.left + (name.end() if name else 0)
            owner = (phrase.left, phrase.left + len(written[: left - phrase.left].rstrip()))
            return replace(phrase, left=left, title=branch, known=True, strong=True, owner=owner)
    return phrase


_FORCE_AND_BRANCH = 2
"""Words of such a phrase, at least."""
