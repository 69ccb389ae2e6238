"""Finds employers in notes, set off from the title by a comma, dash or bracket."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

from graph.rules.employer_names import first_known
from graph.rules.employer_spans import name_end
from graph.rules.employer_words import KINDS, NOT_NAMES, ORGANISATION, PREPOSITIONS
from graph.rules.lower_case_names import OF_BODIES, names_nothing
from graph.rules.title_words import FUNCTION_WORDS, STRIPPED
from graph.rules.words import Token, word_set
from graph.rules.work_words import FIELDS, FORCES
from graph.rules.workplaces import Workplace

_VERBS = word_set(
    """
    i i'm i've im ive was were am is been have had worked work working my soy fui era
    """
)
_HIRES = ("hired", "employed", "recruited", "promoted", "rehired")
_SEPARATORS = (",", "-", "(")
_HEADINGS = word_set("history experience")
"""Words after "work" that make it a label, not a verb."""
_OPENING = word_set(
    "great good first second third big best all one people kids children time home work night day"
    " every"
)
"""Plain words that open a name if the next word has a capital too: "Great Lakes Plumbing"."""
_CALLED = ("called", "named")
_LONGEST = 6


def find_noted(
    text: str,
    tokens: Sequence[Token],
    titles: Sequence[tuple[int, int]],
    surely: Collection[int],
    lower_case: bool,
) -> list[Workplace]:
    """Return the employers beside a title in notes: "cook, Applebee's, 2010", "Dell - tester".

    In sentences what follows a comma is anything; there only a name in brackets is believed.

    Args:
        text: the message.
        tokens: the clause's tokens.
        titles: offsets of the titles in it.
        surely: where those begin that cannot be part of a name, as "foot locker" can.
        lower_case: whether the person writes everything in lower case, so that names do too.
    """
    hirers = _hirers(text, tokens)
    if hirers:
        return hirers
    told = _is_told(tokens)
    if not told and not titles:
        return _alone(text, tokens) + _named_kinds(text, tokens)
    before = [] if told else _before_titles(text, tokens, titles)
    if before and before[0].left == tokens[0].left:
        # "Marine Corps, rifleman": the name comes first in all of the clause.
        return before
    after = _after_titles(text, tokens, titles, surely, lower_case)
    taken = {workplace.left for workplace in after}
    before = [workplace for workplace in before if workplace.left not in taken]
    return [*before, *_named_kinds(text, tokens), *after]


def _hirers(text: str, tokens: Sequence[Token]) -> list[Workplace]:
    """Return the employer of "Orkin hired me as a technician"."""
    for place, token in enumerate(tokens[:-1]):
        if token.text in _HIRES and tokens[place + 1].text == "me" and place:
            first = place
            while first > 0 and (tokens[first - 1].capital or tokens[first - 1].text == "&"):
                first -= 1
            first += any(tokens[first].text == word for word in ("then", "after", "and", "so"))
            if first < place and _may_open(tokens[first]):
                return [_workplace(text, tokens, first, place)]
    return []


def _is_told(tokens: Sequence[Token]) -> bool:
    """Whether a verb makes a sentence of the tokens, not a note."""
    return any(
        token.text in _VERBS and not (following and following.text in (*_HEADINGS, ":"))
        for token, following in zip_longest(tokens, tokens[1:])
        if token
    )


def _alone(text: str, tokens: Sequence[Token]) -> list[Workplace]:
    """Return the employer of a clause that holds nothing else: "Dell, 2019 to 2023"."""
    name = list(takewhile(lambda t: t.word or t.text in ("&", "'", "."), tokens))
    while name and not name[-1].word:
        name.pop()
    if " ".join(token.text for token in name) in FORCES:
        return []  # "USMC 2017 to 2022" tells what one was
    rest = [token for token in tokens[len(name) :] if token.word]
    dated = len(tokens) > len(name) and any(t.text[0] == "\x01" for t in tokens[len(name) :])
    known = bool(name) and first_known(name) == len(name)
    if rest or not (known or (dated and _is_name(name))):
        return []
    return [_workplace(text, tokens, 0, len(name))]


def _named_kinds(text: str, tokens: Sequence[Token]) -> list[Workplace]:
    """Return the names in "a place called Dark Matter", whatever stands before them."""
    found: list[Workplace] = []
    for place, token in enumerate(tokens[:-1]):
        if token.text not in _CALLED or place == 0 or not tokens[place + 1].capital:
            continue
        described = tokens[place - 1].text in KINDS and place > 1
        if described and tokens[place - 2].text not in PREPOSITIONS:
            stop = name_end(tokens, place + 1, set())
            named = _workplace(text, tokens, place + 1, stop)
            kind = " ".join(token.text for token in tokens[place - 2 : stop])
            found.append(replace(named, kind=kind))
    return found


def _after_titles(
    text: str,
    tokens: Sequence[Token],
    titles: Sequence[tuple[int, int]],
    surely: Collection[int],
    lower_case: bool,
) -> list[Workplace]:
    """Return the names after titles: "cook, Applebee's, 2010", "barista (Starbucks)"."""
    ends = {right for _, right in titles}
    told = _is_told(tokens)
    found: list[Workplace] = []
    for place, token in enumerate(tokens[:-1]):
        if token.right not in ends or (told and tokens[place + 1].text not in ("(", ",")):
            continue
        first = place + 1
        while first < len(tokens) and (
            tokens[first].text in _SEPARATORS or tokens[first].text[0] == "\x01"
        ):
            first += 1
        stop = first
        while (
            stop < len(tokens)
            and tokens[stop].left not in surely
            and _named(tokens, stop, first, told=told)
        ):
            stop += 1
        if lower_case and stop == first and tokens[place + 1].text in _SEPARATORS:
            stop = _plain_end(tokens, first, surely)
        if told and tokens[place + 1].text == "," and not _dated(tokens, stop):
            continue
        if first < stop and first > place + (not tokens[first].capital):
            found.append(_workplace(text, tokens, first, stop))
    return found


def _plain_end(tokens: Sequence[Token], first: int, starts: Collection[int]) -> int:
    """Return the end of a name in lower case before a date; ``first`` if there is none.

    "Assistant manager, foot locker, 2016-2019": between a title and its date stands the employer.
    """
    if first >= len(tokens) or tokens[first].left in starts:
        return first
    stop = name_end(tokens, first, starts)
    dated = _dated(tokens, stop)
    named = first < stop and not names_nothing(tokens[first:stop])
    return stop if dated and named and _may_open(tokens[first]) else first


def _dated(tokens: Sequence[Token], place: int) -> bool:
    """Whether a date stands at ``place``, or after a mark there."""
    place += place < len(tokens) and tokens[place].text in (",", "-", "(")
    return place < len(tokens) and tokens[place].text[0] == "\x01"


def _may_open(token: Token) -> bool:
    """Whether a word can begin the name of an employer."""
    plain = token.text in FUNCTION_WORDS or token.text in FIELDS or token.text in NOT_NAMES
    return token.word and not plain


def _named(tokens: Sequence[Token], place: int, first: int, *, told: bool) -> bool:
    """Whether the token at ``place`` goes on with the name that begins at ``first``."""
    token = tokens[place]
    if place < first + first_known(tokens[first : first + 4]):
        return True
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if place == first:
        body = token.text in OF_BODIES and following is not None and following.text == "of"
        opens = following is not None and following.capital and token.text in _OPENING
        return body or (token.capital and (opens or _may_open(token)))
    if token.text == "of" and tokens[place - 1].text in OF_BODIES:
        return True
    if told and token.text in (")", ","):
        return False
    return token.capital or token.text in ("&", "'")


def _before_titles(
    text: str, tokens: Sequence[Token], titles: Sequence[tuple[int, int]]
) -> list[Workplace]:
    """Return the names before titles: "Dell - tester", "Target (cashier)"."""
    found: list[Workplace] = []
    places = {token.left: place for place, token in enumerate(tokens)}
    ends = [right for _, right in titles]
    for left, right in titles:
        last = places.get(left, 0) - 1
        if last < 1 or tokens[last].text not in _SEPARATORS:
            continue
        dates = last
        while dates > 1 and tokens[dates - 1].text[0] in ("\x01", *_SEPARATORS):
            dates -= 1
        first = last = dates
        while first > 0 and tokens[first - 1].text not in (*_SEPARATORS, ")", ";", ":", "*"):
            if tokens[first - 1].text[0] in "\x01\x02":
                break
            first -= 1
        name = tokens[first:last]
        force = " ".join(token.text for token in name) in FORCES
        overlaps = not force and any(name and name[0].left < e <= name[-1].right for e in ends)
        dated = _dated(tokens, places.get(_next(tokens, right), len(tokens)))
        ahead = dates == places[left] - 1 or first == 0
        if ahead and not overlaps and _is_name(name, dated=dated) and _stands_free(tokens, right):
            found.append(_workplace(text, tokens, first, last))
    return found


def _is_name(name: Sequence[Token], *, dated: bool = False) -> bool:
    """Whether tokens before a title can only be an employer's name; ``dated``: a date follows."""
    if not 0 < len(name) <= _LONGEST:
        return False
    if first_known(name) == len(name) or " ".join(t.text for t in name) in FORCES:
        return True
    if not _may_open(name[0]) or name[0].text in STRIPPED or not name[0].capital:
        return False
    shown = [t.capital or t.text in ("of", "&", "and", "the", "'", ".") for t in name]
    body = ORGANISATION.search(" ".join(token.text for token in name)) is not None
    return all(shown) and (len(name) > 1 or body or dated)


def _next(tokens: Sequence[Token], right: int) -> int:
    """Return the offset of the token after ``right``; -1 if there is none."""
    return next((token.left for token in tokens if token.left >= right), -1)


def _stands_free(tokens: Sequence[Token], right: int) -> bool:
    """Whether nothing but a date, a mark or the end follows a title that ends at ``right``."""
    following = next((token for token in tokens if token.left >= right), None)
    return following is None or not following.word


def _workplace(text: str, tokens: Sequence[Token], first: int, stop: int) -> Workplace:
    left, right = tokens[first].left, tokens[stop - 1].right
    kind = " ".join(token.text for token in tokens[first:stop])
    return Workplace(left, right, " ".join(text[left:right].split()), kind)
