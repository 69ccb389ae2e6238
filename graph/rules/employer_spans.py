"""Says where the name of an employer ends among the words after a preposition."""

from collections.abc import Collection, Sequence

from graph.rules.employer_names import first_known
from graph.rules.employer_words import ARTICLES, KINDS
from graph.rules.lower_case_names import OF_BODIES
from graph.rules.title_words import FUNCTION_WORDS
from graph.rules.verb_words import VERB_FORMS
from graph.rules.words import Token, word_set

_INSIDE_NAMES = ("of", "and", "the", "de", "del", "y", "for")
_LONGEST = 7
TITLES_OF_PEOPLE = word_set("st dr mt ft mr mrs ms")
"""Abbreviations whose full stop belongs to a name: "st. mary's", "dr. patel's office"."""
_LAST_WORDS = {
    "living": word_set("senior assisted independent retirement"),
    "works": word_set("public water iron steel"),
    "help": word_set("home"),
}
"""Function words that end a name after one of these words: "sunrise senior living"."""


def name_end(tokens: Sequence[Token], first: int, title_starts: Collection[int]) -> int:
    """Return the place after the last token that can belong to a name beginning at ``first``."""
    opening = first < len(tokens) and tokens[first].text in ARTICLES | {"the", "el", "la", "los"}
    known = first_known(tokens[first + opening : first + opening + 4])
    end = first
    for place in range(first, min(first + _LONGEST, len(tokens))):
        token = tokens[place]
        if place < first + opening + known:
            end = place + 1
            continue
        if token.left in title_starts and place > first + opening:
            break
        if place > first + opening and _tells_deed(tokens, place):
            break
        name_word = token.word and (token.text not in FUNCTION_WORDS or _shown(token))
        name_word = name_word or _opens_name(tokens, first, place) or _closes_name(tokens, place)
        if not (name_word or (opening and place == first) or _links(tokens, first, place)):
            break
        end = place + 1
    while end > first and tokens[end - 1].text in ("of", "and", "the", "&", ".", "for", "-", "'"):
        end -= 1
    return end


def _tells_deed(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb with an object begins here: "at tyson cutting chicken"."""
    token = tokens[place]
    if token.capital or not token.text.endswith("ing") or token.text not in VERB_FORMS:
        return False
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return following is not None and following.word and following.text not in KINDS | _SERVICES


_SERVICES = word_set("services service co inc llc company companies group solutions supply")


def _opens_name(tokens: Sequence[Token], first: int, place: int) -> bool:
    """Whether "first" begins a name: "at first baptist"."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    words = following is not None and following.word and following.text not in FUNCTION_WORDS
    return place == first and tokens[place].text == "first" and words


def _closes_name(tokens: Sequence[Token], place: int) -> bool:
    """Whether a function word ends a name: "sunrise senior living"."""
    before = _LAST_WORDS.get(tokens[place].text)
    return before is not None and place > 0 and tokens[place - 1].text in before


def _shown(token: Token) -> bool:
    """Whether a function word is written like a name."""
    return token.capital and token.text not in ("i", "i'm", "i've", "as")


def _links(tokens: Sequence[Token], first: int, place: int) -> bool:
    """Whether a token inside a name holds its words together: "Bank of America", "St. Luke's"."""
    if place == first or place + 1 >= len(tokens):
        return False
    before, token, following = tokens[place - 1 : place + 2]
    if token.text == "'":
        # "at my parents' restaurant"
        return before.text.endswith("s") and following.word
    if token.text == ".":
        short = len(before.text) <= 3 and before.capital and following.capital
        return short or (before.text in TITLES_OF_PEOPLE and following.word)
    if token.text == "/":
        return before.right == following.left - 1 and following.capital
    if token.text in ("&", "-"):
        return before.capital and following.word
    if token.text == "of" and before.text in OF_BODIES:
        return following.word and following.text not in FUNCTION_WORDS
    return token.text in _INSIDE_NAMES and before.capital and following.capital
