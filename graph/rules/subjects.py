"""The occupation or suggestion that a request is about, cut out of its clause."""

import re
from collections.abc import Callable

from graph.rules.phrase_tables import listed, search, sections
from graph.rules.words import number as read_number
from graph.understanding import TurnContext

KnowsTitle = Callable[[str], bool]
"""Whether a phrase is an occupation people know ("nursing", "welder")."""

_ORDINALS = {
    "first": 1, "1st": 1, "top": 1, "primera": 1, "primero": 1,
    "second": 2, "2nd": 2, "segunda": 2, "segundo": 2,
    "third": 3, "3rd": 3, "tercera": 3, "tercero": 3,
    "fourth": 4, "4th": 4, "cuarta": 4, "cuarto": 4,
    "fifth": 5, "5th": 5, "quinta": 5, "quinto": 5,
}  # fmt: skip
_LAST = frozenset({"last", "final", "ultima", "ultimo"})
_MOST_SHOWN = 5
_MOST_WORDS = 7
_EDGE = " '\"-.,"


def ordinal(words: str, count: int) -> int | None:
    """Return which of ``count`` things shown is meant, from 1; None if the words number none."""
    found = search("subjects", "ordinal", words.strip())
    return place_of(found["x"], count) if found else None


def pointed(said: str, count: int) -> int | None:
    """Return which of ``count`` things shown is mentioned in folded words ("the second one")."""
    found = search("subjects", "within", said) if count else None
    place = place_of(found["x"], count) if found else None
    return place if place and place <= count else None


def place_of(word: str, count: int) -> int | None:
    """Return the place that "second", "2", "two" or "last" means among ``count`` things."""
    if word in _LAST:
        return count or None
    return _ORDINALS.get(word) or int(read_number(word) or 0) or None


def read_subject(words: str | None, context: TurnContext) -> str | None:
    """Return the subject of a request: "2" for an ordinal, None for "it", else the occupation."""
    if not words or search("subjects", "pronoun", words.strip()):
        return None
    count = len(context.suggestions)
    subject = clean_subject(words)
    place = ordinal(words, count) or (ordinal(subject, count) if subject else None)
    if place:
        return str(place) if place <= max(_MOST_SHOWN, count) else None
    if not subject or search("subjects", "pronoun", subject):
        return None
    return subject


def clean_subject(words: str) -> str | None:
    """Return an occupation's words without articles and trailing talk; None if nothing is left."""
    (article,), (closing,) = sections("subjects")["article"], sections("subjects")["closing"]
    words = words.strip(_EDGE)
    for rest in sections("subjects")["rest"]:
        words = rest.sub("", words)
    words = article.sub("", words + " ").strip()
    shorter = closing.sub("", words)
    while shorter != words:
        words, shorter = shorter, closing.sub("", shorter)
    words = words.strip(_EDGE)
    return words if words and len(words.split()) <= _MOST_WORDS else None


def is_occupation(subject: str, knows_title: KnowsTitle) -> bool:
    """Whether folded words name an occupation, a field ("retail") or what is done in one."""
    field = listed("fields").search(subject)
    if knows_title(subject) or (field and field.end() == len(subject)):
        return True
    stem = re.sub(r"(?:ing|e)$", "", subject)
    return len(stem) > 3 and " " not in stem and knows_title(f"{stem}er")
