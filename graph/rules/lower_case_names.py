"""Tells the name of an employer from a description of it in words without capitals."""

from collections.abc import Sequence
from functools import cache

from graph.rules.employer_names import first_known
from graph.rules.employer_words import ORGANISATION
from graph.rules.phrase_tables import lines
from graph.rules.title_words import FUNCTION_WORDS, STRIPPED
from graph.rules.words import Token, word_set
from graph.rules.work_words import FIELDS
from graph.rules.workplace_titles import PLACES

OF_BODIES = word_set(
    """
    city state county town village university college bank department dept ministry port church
    house board bureau ymca school commonwealth republic
    """
)
"""What an "of" phrase names when nobody writes capitals: "the city of tulsa"."""
_ALWAYS = word_set("at for en @")
"""Prepositions after which a name needs no capital, whatever stands before them."""
_LONGEST_AFTER_FOR = 4


@cache
def _describing() -> frozenset[str]:
    places = {word for kind in PLACES for word in kind.split()}
    return frozenset(lines("place_words")) | places | STRIPPED | FUNCTION_WORDS


def names_nothing(words: Sequence[Token]) -> bool:
    """Whether every one of the words only describes a workplace."""
    return all(w.text in _describing() or not w.text[0].isalpha() for w in words)


def is_public_body(named: Sequence[Token]) -> bool:
    """Whether the words name one by its place: "city of tulsa"."""
    words = [token.text for token in named]
    return len(words) > 2 and words[0] in OF_BODIES and words[1] == "of"


def names_in_lower_case(
    preposition: str, tokens: Sequence[Token], named: Sequence[Token], *, after_job: bool
) -> bool:
    """Whether words without capitals name an employer: "at joes diner", "for hendricks".

    Args:
        preposition: the word before them.
        tokens: the words with their article.
        named: the words without it.
        after_job: whether a title or date stands right before the preposition.
    """
    if is_public_body(named) or first_known(named) > 1:
        return True
    words = [token.text for token in named]
    kind = " ".join(words)
    article = len(named) < len(tokens)
    alone = len(words) == 1
    if kind in FIELDS or (alone and (kind.endswith("ing") or kind.isdigit())):
        return False
    if words[0] == "first" and len(words) > 2:
        return True
    if names_nothing(named):
        return False
    if article and words[0].endswith("est"):
        return False
    if preposition in ("for", "en") and len(words) > _LONGEST_AFTER_FOR:
        return False
    if preposition in ("with", "con"):
        body = not alone and ORGANISATION.search(kind) is not None
        return body or (after_job and not (alone and words[0].endswith("s")))
    if preposition in ("in", "from"):
        return len(words) > 2 and words[-1] in ("schools", "district", "department", "hospital")
    return preposition in _ALWAYS
