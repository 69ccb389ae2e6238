"""Finds employers: the names after "at", "for", "with", "@", "en"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.rules.employer_names import FIRST_WORDS
from graph.rules.employer_words import ARTICLES, KINDS, NOT_NAMES, OPEN_NAMES, PREPOSITIONS
from graph.rules.lower_case_names import OF_BODIES, is_known, names_in_lower_case, names_nothing
from graph.rules.title_words import FUNCTION_WORDS
from graph.rules.words import Token, word_set
from graph.rules.work_words import FIELDS

_ORGANISATION = re.compile(
    r"\b(?:hospital|school|schools|district|university|college|inc|llc|ltd|corp|company|co"
    r"|clinic|center|centre|army"
    r"|navy|marines?|air force|guard|department|dept|bank|church|hotel|group|services|academy"
    r"|institute"
    r"|foundation|health|medical|county|police|foods|airlines|airport|embassy|reserves?"
    r"|restaurant|bakery|library|museum|zoo|ministry|association)\b"
)
_CALLED = ("called", "named", "llamado", "llamada")
_WENT = ("moved", "went", "switched", "transferred", "over", "back", "moving")
_INSIDE_NAMES = ("of", "and", "the", "de", "del", "y", "for")
_LONGEST = 7


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


def find_workplaces(
    text: str, tokens: Sequence[Token], titles: Sequence[tuple[int, int]], lower_case: bool
) -> list[Workplace]:
    """Return the workplaces in the tokens of a clause, in order.

    Args:
        text: the message.
        tokens: the clause's tokens.
        titles: offsets of titles, at which a name ends.
        lower_case: whether the person writes everything in lower case, so that names do too.
    """
    found: list[Workplace] = []
    title_starts = {left for left, _ in titles}
    title_ends = {right for _, right in titles}
    after_job = -1
    place = 0
    while place < len(tokens) - 1:
        token = tokens[place]
        if place and _ends_job(tokens[place - 1], title_ends):
            after_job = token.left
        place += 1
        if token.text == "w" and tokens[place].text == "/":
            token, place = replace(token, text="with"), place + 1
            if place == len(tokens):
                break
        moved = token.text == "to" and place > 1 and tokens[place - 2].text in _WENT
        if token.text not in PREPOSITIONS and not (moved and tokens[place].capital):
            continue
        end = _name_end(tokens, place, title_starts)
        opens = place + (tokens[place].text in ARTICLES | {"the"})
        if token.text in ("from", "in", "for", "with", "by") and opens < len(tokens):
            named = tokens[opens].capital and not lower_case and opens == place
            if tokens[opens].left in title_starts and not named:
                continue
        called = _called(text, tokens, place)
        if called:
            found.append(called)
            continue
        workplace = _workplace(text, token, tokens[place:end], lower_case, token.left == after_job)
        if workplace and workplace.name is None:
            workplace = _apposed(text, tokens, end, workplace, lower_case)
        if workplace:
            found.append(workplace)
            place = end
    return found


def _ends_job(token: Token, title_ends: set[int]) -> bool:
    """Whether a title, a date or a word about being hired ends here."""
    words = ("job", "started", "been", "position", "on", "hired")
    return token.right in title_ends or token.text[0] == "\x01" or token.text in words


def _called(text: str, tokens: Sequence[Token], place: int) -> Workplace | None:
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
    end = _name_end(tokens, word + 1, set())
    if end == word + 1:
        return None
    name = " ".join(text[tokens[word + 1].left : tokens[end - 1].right].split())
    kind = " ".join(token.text for token in tokens[place:word] if token.text not in ARTICLES)
    return Workplace(tokens[place - 1].left, tokens[end - 1].right, name, kind)


def _apposed(
    text: str, tokens: Sequence[Token], end: int, workplace: Workplace, lower_case: bool
) -> Workplace:
    """Read the name after a kind of workplace: "at a law firm, Baker & Stone"."""
    if end + 1 >= len(tokens) or tokens[end].text not in (",", "(", ":"):
        return workplace
    stop = end + 1
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


def _name_end(tokens: Sequence[Token], first: int, title_starts: set[int]) -> int:
    """Return the place after the last token that can belong to a name beginning at ``first``."""
    opening = first < len(tokens) and tokens[first].text in ARTICLES | {"the", "el", "la", "los"}
    end = first
    for place in range(first, min(first + _LONGEST, len(tokens))):
        token = tokens[place]
        if token.left in title_starts and place > first + opening:
            break
        name_word = token.word and (token.text not in FUNCTION_WORDS or _shown(token))
        name_word = name_word or _opens_name(tokens, first, place)
        if not (name_word or (opening and place == first) or _links(tokens, first, place)):
            break
        end = place + 1
    while end > first and tokens[end - 1].text in ("of", "and", "the", "&", ".", "for", "-", "'"):
        end -= 1
    return end


def _opens_name(tokens: Sequence[Token], first: int, place: int) -> bool:
    """Whether "first" begins a name: "at first baptist"."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    words = following is not None and following.word and following.text not in FUNCTION_WORDS
    return place == first and tokens[place].text == "first" and words


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
        return len(before.text) <= 3 and before.capital and following.capital
    if token.text == "/":
        return before.right == following.left - 1 and following.capital
    if token.text in ("&", "-"):
        return before.capital and following.word
    if token.text == "of" and before.text in OF_BODIES:
        return following.word and following.text not in FUNCTION_WORDS
    return token.text in _INSIDE_NAMES and before.capital and following.capital


def _workplace(
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
    known = is_known(named) and not capital
    spanish = word == "en" and after_job and len(named) > 1 and named[0].capital
    if spanish and not _TOWN.match(place.kind):
        return Workplace(place.left, right, name, place.kind)
    if word in _VAGUE and not (capital or said or (known and word in ("with", "con"))):
        return None
    if word in _INSIDE and not (_ORGANISATION.search(place.kind) or (said and lower_case)):
        return place if determined or named[-1].text in KINDS else None
    if determined:
        own = capital and not lower_case and named[0].capital
        name_said = named[0].text if known else (name if own else None)
    else:
        name_said = name if capital or known or said else None
    return Workplace(place.left, right, name_said, place.kind)


_TOWN = re.compile(
    r"(?:nueva?|new|los|las|la|el|san|santa|santo|estados|costa|puerto|ciudad|buenos|north|south)\b"
)
_VAGUE = ("by", "with", "con", "through", "via")
"""Prepositions after which only a name in capitals is an employer."""
_INSIDE = ("in", "en", "from", "inside")
"""Prepositions after which mostly a place stands, not an employer."""


def find_after_commas(
    text: str, tokens: Sequence[Token], titles: Sequence[tuple[int, int]]
) -> list[Workplace]:
    """Return the employers that follow a title after a comma or bare: "cook, Applebee's, 2010".

    Only in notes without a verb: in sentences what follows a comma is anything.
    """
    if any(token.text in _VERBS for token in tokens):
        return []
    ends = {right for _, right in titles}
    starts = {left for left, _ in titles}
    found: list[Workplace] = []
    for place, token in enumerate(tokens[:-1]):
        if token.right not in ends:
            continue
        first = place + 1
        while first < len(tokens) and (
            tokens[first].text in (",", "-", "(") or tokens[first].text[0] == "\x01"
        ):
            first += 1
        stop = first
        while (
            stop < len(tokens)
            and tokens[stop].left not in starts
            and _named(tokens[stop], first == stop)
        ):
            stop += 1
        if first < stop and first > place + (not tokens[first].capital):
            left, right = tokens[first].left, tokens[stop - 1].right
            found.append(Workplace(left, right, text[left:right], ""))
    return found


def _named(token: Token, first: bool) -> bool:
    if first:
        known = token.text in FIRST_WORDS and token.text not in FUNCTION_WORDS
        plain = token.text in FUNCTION_WORDS or token.text in FIELDS or token.text in NOT_NAMES
        return known or (token.capital and token.word and not plain)
    return token.capital or token.text in ("&", "'")


_VERBS = word_set(
    """
    i i'm i've im ive was were am is been have had worked work working my soy fui era
    """
)


def _may_be_name(named: Sequence[Token]) -> bool:
    first = named[0]
    if first.text in NOT_NAMES:
        both = len(named) > 1 and first.capital and named[1].capital
        opens = first.text in OPEN_NAMES and len(named) > 1
        body = len(named) > 2 and _ORGANISATION.fullmatch(named[-1].text)
        return both or (opens and bool(body or not names_nothing(named[1:2])))
    return not (first.text[0].isdigit() and not any(token.capital for token in named))
