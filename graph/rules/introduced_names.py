"""Reads the names that a kind of place introduces: "a place called Marco's"."""

from collections.abc import Sequence

from graph.rules.employer_names import first_known
from graph.rules.employer_spans import name_end
from graph.rules.employer_words import ARTICLES, KINDS
from graph.rules.lower_case_names import names_nothing
from graph.rules.title_words import FUNCTION_WORDS
from graph.rules.words import Token
from graph.rules.workplaces import Workplace

_CALLED = ("called", "named", "llamado", "llamada", "llama", "llamaba")


def called(text: str, tokens: Sequence[Token], place: int) -> Workplace | None:
    """Read "at a place called Marco's"; None if no name is introduced so."""
    word = next(
        (
            k
            for k in range(place, min(place + 5, len(tokens)))
            if not tokens[k].word or tokens[k].text in _CALLED
        ),
        None,
    )
    if word is None or tokens[word].text not in _CALLED or word + 1 >= len(tokens):
        return None
    end = name_end(tokens, word + 1, set())
    if end == word + 1:
        return None
    name = " ".join(text[tokens[word + 1].left : tokens[end - 1].right].split())
    kind = " ".join(token.text for token in tokens[place:word] if token.text not in ARTICLES)
    return Workplace(tokens[place - 1].left, tokens[end - 1].right, name, kind)


def of_a_kind(text: str, tokens: Sequence[Token], place: int, lower_case: bool) -> Workplace | None:
    """Read the name after the kind of workplace: "for company Sisk"; None if there is none."""
    kind = place + (tokens[place].text in ARTICLES | {"the"})
    if lower_case or kind + 1 >= len(tokens) or tokens[kind].capital:
        return None
    if tokens[kind].text not in KINDS | {"empresa", "compania"} or not tokens[kind + 1].capital:
        return None
    if tokens[kind + 1].text in FUNCTION_WORDS:
        return None
    end = name_end(tokens, kind + 1, set())
    if end == kind + 1:
        return None
    name = " ".join(text[tokens[kind + 1].left : tokens[end - 1].right].split())
    left = tokens[place - 1].left
    return Workplace(left, tokens[end - 1].right, name, tokens[kind].text)


def apposed(
    text: str, tokens: Sequence[Token], end: int, workplace: Workplace, lower_case: bool
) -> Workplace:
    """Read the name after a kind of workplace: "at a law firm, Baker & Stone"."""
    while end < len(tokens) and tokens[end].text in ("now", "then", "here"):
        end += 1
    if end + 1 >= len(tokens) or tokens[end].text not in (",", "(", ":", "-"):
        return workplace
    stop = end + 1
    stop += first_known(tokens[stop : stop + 4])
    while stop < len(tokens) and (tokens[stop].capital or tokens[stop].text in ("&", "of", "'")):
        stop += 1
    if lower_case and tokens[end].text == ",":
        stop = _apposed_end(tokens, end + 1)
    if stop == end + 1 or tokens[end + 1].text in ("i", "i'm", "i've"):
        return workplace
    name = " ".join(text[tokens[end + 1].left : tokens[stop - 1].right].split())
    return Workplace(workplace.left, tokens[stop - 1].right, name, workplace.kind)


def _apposed_end(tokens: Sequence[Token], first: int) -> int:
    """Return the end of a name in lower case between commas; ``first`` if there is none."""
    stop = first
    while stop < len(tokens) and tokens[stop].word and tokens[stop].text not in FUNCTION_WORDS:
        stop += 1
    closed = stop < len(tokens) and tokens[stop].text in (",", ".", ")")
    named = closed and first < stop <= first + 3 and not names_nothing(tokens[first:stop])
    return stop if named else first
