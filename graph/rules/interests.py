"""Read what a person likes, and the skills and tools they name."""

import re
from collections.abc import Iterable

from advisor.edits import Note
from graph.rules.phrase_tables import search, sections
from graph.rules.sentences import Clause
from graph.rules.words import fold

_SEPARATOR = re.compile(
    r"\s*,\s*(?:and |or |y )?|\s+(?:and|y|&|/|plus|as well as)\s+|\s*[/;]\s*", re.IGNORECASE
)
_CONTRAST = re.compile(
    r"(?:no,? )?not (?:an? |the |more )?[^,]{2,40}?,(?: but| more like| rather| instead)* "
    r"(?P<x>(?!no|be\b)(?:[a-z]+ ){0,2}?[a-z]{2,}ing\b[^,]{0,40})"
)
_MOST_ITEMS, _MOST_WORDS = 12, 9
_LONGEST = 120
_EDGE = " .,;:!?\"'()-"


def read_interests(clause: Clause) -> tuple[Note, ...]:
    """Return what the person says they like, as hints in their own words."""
    for pattern in sections("interests")["likes"]:
        found = pattern.search(clause.plain)
        if not found:
            continue
        if _denied(found):
            break
        items = [item for item in _items(_written(clause, found)) if _is_interest(item)]
        if items:
            return tuple(Note("interest", item) for item in items)
    return ()


def read_contrast(clause: Clause) -> tuple[Note, ...]:
    """Return what "not nursing, teaching kids" says is wanted instead."""
    found = _CONTRAST.fullmatch(clause.plain)
    return (Note("interest", _written(clause, found)),) if found else ()


def read_skills(clause: Clause) -> tuple[Note, ...]:
    """Return the skills, tools and licences a clause names."""
    found = search("interests", "skills", clause.plain)
    if not found or _denied(found):
        return ()
    return tuple(Note("skill", item) for item in _items(_written(clause, found)))


def read_interest_answer(clause: Clause) -> tuple[Note, ...]:
    """Return the interests in a bare answer to "what do you enjoy": "computers and cars"."""
    return tuple(Note("interest", item) for item in _items(clause.text) if _is_interest(item))


def list_items(text: str) -> list[str]:
    """Return the items of a bare list as written, without hedges and afterthoughts."""
    return [item for item in _items(text) if _is_interest(item)]


def _denied(found: re.Match[str]) -> bool:
    """Whether the words before what a phrase names deny it: "I don't like"."""
    return search("interests", "denied", found.string[: found.start("x")]) is not None


def _written(clause: Clause, found: re.Match[str]) -> str:
    """Return what a phrase names as the person wrote it."""
    written = " ".join(clause.text.split())
    same_places = len(written) == len(clause.plain)
    return written[slice(*found.span("x"))] if same_places else found["x"]


def _items(text: str) -> Iterable[str]:
    """Cut a list into its items; one with long items stays whole."""
    items = [_trimmed(item) for item in _SEPARATOR.split(_without_tail(text))]
    items = [item for item in items if item]
    if len(items) > _MOST_ITEMS or any(len(item.split()) > _MOST_WORDS for item in items):
        return [" ".join(text.split())[:_LONGEST]]
    return items


def _trimmed(item: str) -> str:
    item = _without_tail(item.strip(_EDGE))
    (opening,) = sections("interests")["opening"]
    found = opening.match(fold(item))
    return item[found.end() :] if found else item


def _without_tail(text: str) -> str:
    (tail,) = sections("interests")["tail"]
    found = tail.search(fold(text))
    return text[: found.start()] if found else text


def _is_interest(item: str) -> bool:
    if item == "IT":
        return True
    unwanted = search("interests", "not an interest", fold(item))
    return unwanted is None and any(character.isalpha() for character in item)
