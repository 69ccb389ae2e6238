"""Reads the words after a preposition as a workplace: named, or only its kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.rules.employer_names import first_known
from graph.rules.employer_words import ARTICLES, KINDS, NOT_NAMES, OPEN_NAMES, ORGANISATION
from graph.rules.lower_case_names import is_public_body, names_in_lower_case, names_nothing
from graph.rules.study_subjects import is_place
from graph.rules.words import Token
from graph.rules.work_words import FORCES
from graph.rules.workplace_titles import workplace_title


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a job was.

    Attributes:
        left, right: offsets with the preposition.
        name: the employer's name as written; None when only the kind of place was said.
        kind: folded words of the place, named or not.
    """

    left: int
    right: int
    name: str | None
    kind: str


def workplace_of(
    text: str, preposition: Token, tokens: Sequence[Token], lower_case: bool, after_job: bool
) -> Workplace | None:
    """Return the workplace that the words after a preposition name; None if it is none."""
    if not tokens:
        return None
    determined = tokens[0].text in ARTICLES
    named = tokens[determined or tokens[0].text in ("the", "el", "la", "los") :]
    if not named or not _may_be_name(named):
        return None
    left, right = named[0].left, named[-1].right
    place = Workplace(preposition.left, right, None, " ".join(token.text for token in named))
    name = " ".join(text[left:right].split())
    capital = any(token.capital for token in named)
    word = preposition.text
    plain = word in ("at", "@") and not determined and len(named) == len(tokens)
    said = (lower_case or (plain and not named[-1].text.endswith("s"))) and names_in_lower_case(
        word, tokens, named, after_job=after_job
    )
    body = len(named) > 1 and not determined and word in ("for", "with", "at", "@")
    if body and not capital and not names_nothing(named):
        # "the city of alameda", "falck ambulance": such words name one without capitals.
        ends = ORGANISATION.fullmatch(named[-1].text) and len(named) == len(tokens)
        said = said or is_public_body(named) or bool(ends and after_job)
    known = first_known(named) > 0 and not capital
    if place.kind in _OWN_NAMES:
        return replace(place, name=name)
    spanish = word == "en" and named[0].capital and (after_job or _goes_on_as(text, right))
    spanish = spanish and not _TOWN_ARTICLE.search(text[:left])
    if spanish and not _TOWN.match(place.kind) and not is_place(place.kind):
        return Workplace(place.left, right, name, place.kind)
    if word == "on":
        return place if workplace_title(place.kind) and named is not tokens else None
    if word in _VAGUE and not (capital or said or (known and word in ("with", "con"))):
        return None
    count = first_known(named)
    if count and word in ("in", "inside", "from", "en"):
        return replace(place, name=" ".join(name.split()[:count]))
    if word in _INSIDE and not (ORGANISATION.search(place.kind) or (said and lower_case)):
        return place if determined or named[-1].text in KINDS else None
    if determined:
        own = capital and not lower_case and named[0].capital
        name_said = " ".join(name.split()[:count]) if known else (name if own else None)
    else:
        name_said = name if capital or known or said else None
    return Workplace(place.left, right, name_said, place.kind)


def _goes_on_as(text: str, right: int) -> bool:
    """Whether "como" and a title follow: "trabajé en Firestone como mecánico"."""
    return re.match(r" (?:como|de) [a-záéíóúñ]", text[right:]) is not None


_OWN_NAMES = FORCES.keys() - {"military", "service", "reserves", "armed forces"}
"""Armed forces, which are named with "the" and in lower case."""

_TOWN = re.compile(
    r"(?:nueva?|new|los|las|la|el|san|santa|santo|estados|costa|puerto|ciudad|buenos|north|south)\b"
)

_TOWN_ARTICLE = re.compile(r"\b(?:Los|Las|La|El) $")
"""An article in capitals before a name: "Los Ángeles", unlike "el Hospital Central"."""

_VAGUE = ("by", "with", "con", "through", "thru", "via")
"""Prepositions after which only a name in capitals is an employer."""

_INSIDE = ("in", "en", "from", "inside")
"""Prepositions after which mostly a place stands, not an employer."""


def _may_be_name(named: Sequence[Token]) -> bool:
    first = named[0]
    if (
        is_public_body(named)
        or first_known(named) > 1
        or (first.text[0].isdigit() and first_known(named))
    ):
        return True
    if first.text in NOT_NAMES:
        both = len(named) > 1 and first.capital and named[1].capital
        opens = first.text in OPEN_NAMES and len(named) > 1
        body = len(named) > 2 and ORGANISATION.fullmatch(named[-1].text)
        return both or (opens and bool(body or not names_nothing(named[1:2])))
    return not (first.text[0].isdigit() and not any(token.capital for token in named))
