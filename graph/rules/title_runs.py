"""Cuts the words of a clause into runs that can hold a title, from owner to "of" phrase."""

from collections.abc import Sequence

from graph.rules.employer_names import KNOWN_EMPLOYERS
from graph.rules.title_words import AFTER_IT, FUNCTION_WORDS, INSIDE_TITLES, TAKES_OF
from graph.rules.words import Token

_DO = ("did", "do", "does", "made", "love", "loved", "like", "hate")


def runs_of(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the stretches of words without function words between them, as slices."""
    runs: list[tuple[int, int]] = []
    first: int | None = None
    for place, token in enumerate(tokens):
        inside = token.word and token.text not in FUNCTION_WORDS
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        next_inside = following and following.word and following.text not in FUNCTION_WORDS
        if token.text == "it" and token.upper and next_inside:
            # "IT manager", unless everything is shouted.
            inside = not (following and following.upper)
        elif token.text == "it" and following and following.text in AFTER_IT:
            inside = token.left == tokens[0].left or tokens[place - 1].text not in _DO
        elif not inside and token.text in INSIDE_TITLES and next_inside:
            inside = True
        elif token.text == "a" and place and tokens[place - 1].text == "class":
            inside = bool(next_inside)  # "class A driver"
        elif not inside and token.text in "/-" and first is not None and next_inside:
            inside = following is not None and token.right == following.left
        if inside and first is None:
            first = place
        elif not inside and first is not None:
            runs.append((first, place))
            first = None
    if first is not None:
        runs.append((first, len(tokens)))
    return runs


def owner_before(tokens: Sequence[Token], first: int, head: int) -> tuple[int, int] | None:
    """Return the slice of an employer's name before a title in lower case; None for none."""
    end = first + _known_words(tokens, first, head)
    while end < head and (tokens[end].capital or tokens[end].text in KNOWN_EMPLOYERS):
        end += 1
    if end == first or tokens[head].capital:
        return None
    begin = first
    while begin >= 2 and tokens[begin - 1].text in ("&", "and", "'s") and tokens[begin - 2].capital:
        begin -= 2
    several = end - begin > 1
    name = " ".join(token.text for token in tokens[begin:end])
    if several or name in KNOWN_EMPLOYERS:
        return begin, end
    return None


def _known_words(tokens: Sequence[Token], first: int, head: int) -> int:
    """Return how many words a known name of several words before a title has: "dollar tree"."""
    for count in range(min(4, head - first), 1, -1):
        if " ".join(token.text for token in tokens[first : first + count]) in KNOWN_EMPLOYERS:
            return count
    return 0


def end_of_phrase(tokens: Sequence[Token], head: int) -> int:
    """Return the last place of "of nursing" after a head; the head's own place if there is none."""
    if head + 1 < len(tokens) and _is_grade(tokens[head + 1]):
        return head + 1
    if head + 2 >= len(tokens):
        return head
    link = tokens[head + 1].text
    # In Spanish any title goes on with "de": "montador de tuberias".
    spanish = link == "de" and tokens[head].text[-1] in "aeor"
    if not spanish and not (link in ("of", "de") and tokens[head].text in TAKES_OF):
        return head
    end = head + 1
    for place in range(head + 2, min(head + 5, len(tokens))):
        token = tokens[place]
        joins = token.text in ("and", "&", "y", "de", "la") and place + 1 < len(tokens)
        if not token.word or (token.text in FUNCTION_WORDS and not joins):
            break
        end = place
    while end > head + 1 and tokens[end].text in FUNCTION_WORDS:
        end -= 1
    return end if end > head + 1 else head


def _is_grade(token: Token) -> bool:
    """Whether a token numbers the grade of the title before it: "Scientist II"."""
    return token.upper and token.text in ("ii", "iii", "iv")
