"""Finds employers: the names after "at", "for", "with", "@", "en"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.rules.employer_names import FIRST_WORDS
from graph.rules.title_words import FUNCTION_WORDS
from graph.rules.words import Token

_AFTER = frozenset({"at", "@", "for", "with", "en", "para", "con", "joined", "in", "by", "from", "inside"})
_ARTICLES = frozenset(
    "a an some my his her their our another this that one various several different other two three four "
    "un una unos mi su many multiple both each any local".split()
)
_NOT_NAMES = frozenset(
    """
    night nights home first last least most times time once age ages it that there here them him her me us
    school college university uni hs high work all myself living free fun cash money years months
    weeks while awhile a-while minimum pay extra weddings events parties night-time noon midnight midday
    day days weekends weekend summer summers christmas holidays church present moment dawn
    some long ever good sure now real least best worst sea large risk kids children people customers
    patients clients computers animals elderly seniors families hand hands food tips commission hire
    sale sales example instance almost about around over only just nearly approximately roughly more
    work which what whatever various general school hospitals schools restaurants hotels warehouses
    offices companies places stores nursing construction retail english spanish math charge addition
    fact order total case town person part heart training texas california florida chicago mexico
    usa us america canada uk england india china japan germany spain france colombia
    new-york nyc la boston houston dallas miami denver seattle atlanta phoenix london
    minimum-wage full part startup startups hourly salary tips pocket self myself family
    casa noche mi tiempo anos meses dia principio
    """.split()
)
_KINDS = frozenset(
    """
    hospital school restaurant hotel warehouse factory store shop office company firm bank clinic bar
    bakery farm daycare salon pharmacy library mall gym garage plant center centre agency place
    diner cafe club church nursery university college restaurante tienda oficina fabrica escuela
    hospital hotel banco granja supermarket grocery startup airport zoo museum station gas-station
    """.split()
)
_ORGANISATION = re.compile(
    r"\b(?:hospital|school|schools|district|university|college|inc|llc|ltd|corp|company|co|clinic|center|centre|army"
    r"|navy|marines?|air force|guard|department|dept|bank|church|hotel|group|services|academy|institute"
    r"|foundation|health|medical|county|police|foods|airlines|airport|embassy|reserves?|restaurant|bakery|library|museum|zoo|ministry|association)\b"
)
_CALLED = ("called", "named", "llamado", "llamada")
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
    place = 0
    while place < len(tokens) - 1:
        token = tokens[place]
        place += 1
        if token.text not in _AFTER:
            continue
        end = _name_end(tokens, place, title_starts)
        if end < len(tokens) - 1 and tokens[end].text in ("called", "named", "llamado", "llamada"):
            end = _name_end(tokens, end + 1, title_starts)
            called = next(k for k in range(end - 1, place, -1) if tokens[k].text in _CALLED)
            name = " ".join(text[tokens[called + 1].left : tokens[end - 1].right].split()) if end > called + 1 else None
            kind = " ".join(t.text for t in tokens[place:called] if t.text not in _ARTICLES)
            found.append(Workplace(token.left, tokens[end - 1].right, name, kind))
            place = end
            continue
        workplace = _workplace(text, token, tokens[place:end], lower_case)
        if workplace:
            found.append(workplace)
            place = end
    return found


def _name_end(tokens: Sequence[Token], first: int, title_starts: set[int]) -> int:
    """Return the place after the last token that can belong to a name beginning at ``first``."""
    end = first
    for place in range(first, min(first + _LONGEST, len(tokens))):
        token = tokens[place]
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.left in title_starts and place > first:
            break
        opening = place == first and token.text in _ARTICLES | {"the", "el", "la", "los"}
        joining = (
            token.text in ("of", "and", "&", "the", "de", "y", "for", "'", "-", "in")
            and place > first
            and following is not None
            and following.word
            and (following.capital or token.text in ("&", "'", "-"))
            and tokens[place - 1].capital
            and token.text != "in"
        )
        dotted = token.text == "." and place > first and len(tokens[place - 1].text) <= 3 and following
        dotted = dotted and tokens[place - 1].capital and following.capital  # type: ignore[union-attr]
        capital_word = token.word and token.capital and token.text not in ("i", "i'm", "i've", "as")
        if token.text in FUNCTION_WORDS and not (opening or joining or capital_word):
            break
        slash = token.text == "/" and following and tokens[place - 1].right == following.left - 1
        slash = slash and following.capital  # type: ignore[union-attr]
        if not token.word and not (joining or dotted or slash):
            break
        end = place + 1
    while end > first and tokens[end - 1].text in ("of", "and", "the", "&", ".", "for", "-", "'"):
        end -= 1
    return end


def _workplace(
    text: str, preposition: Token, tokens: Sequence[Token], lower_case: bool
) -> Workplace | None:
    if not tokens:
        return None
    word = preposition.text
    article = tokens[0].text if tokens[0].text in _ARTICLES else None
    named = list(tokens)
    if named[0].text in ("the", "el", "la", "los") or article:
        named = named[1:]
    if not named or not _may_be_name(named):
        return None
    left, right = named[0].left, named[-1].right
    kind = " ".join(token.text for token in named)
    name: str | None = " ".join(text[left:right].split())
    capital = any(token.capital for token in named)
    known = named[0].text in FIRST_WORDS
    if article and not (capital and not lower_case and _capital_first(named)):
        name = None
    elif not capital and not known:
        plain = tokens[0].text in ("the", "el", "la") or named[-1].text in _KINDS
        if word != "at" and word != "@" and not (word in ("for", "en") and lower_case and len(named) <= 3):
            name = None
        elif plain or named[-1].text.endswith("s") and not lower_case and word != "@":
            name = None
    if word in ("in", "en", "from", "inside") and name and not _ORGANISATION.search(kind):
        return None
    if word in ("by", "with", "con") and name is None:
        return None
    if word == "by" and name and not capital:
        return None
    return Workplace(preposition.left, right, name, kind)


def _may_be_name(named: Sequence[Token]) -> bool:
    first = named[0]
    if first.text in _NOT_NAMES:
        return len(named) > 1 and first.capital and named[1].capital
    return not (first.text[0].isdigit() and len(named) == 1)


def _capital_first(named: Sequence[Token]) -> bool:
    return named[0].capital
