"""Finds employers: the names after "at", "for", "with", "@", "en"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.rules.employer_names import first_known
from graph.rules.employer_spans import TITLES_OF_PEOPLE, name_end
from graph.rules.employer_words import (
    ARTICLES,
    KINDS,
    NOT_NAMES,
    OPEN_NAMES,
    ORGANISATION,
    PREPOSITIONS,
)
from graph.rules.lower_case_names import is_public_body, names_in_lower_case, names_nothing
from graph.rules.study_subjects import is_place
from graph.rules.title_words import FUNCTION_WORDS, OFTEN_NAMES
from graph.rules.words import Token
from graph.rules.work_words import FIELDS, FORCES
from graph.rules.workplace_titles import workplace_title

_CALLED = ("called", "named", "llamado", "llamada", "llama", "llamaba")
_EMPLOYED = ("hired", "employed", "recruited", "contracted", "on")
_WENT = ("moved", "went", "switched", "transferred", "over", "back", "moving")


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
        if place and _ends_job(tokens[place - 1], title_ends):
            after_job = tokens[place].left
        place += 1
        token = _preposition(tokens, place - 1, title_ends)
        place += tokens[place - 1].text == "w" and tokens[place].text == "/"
        if token is None or place == len(tokens):
            continue
        if (
            place + 2 < len(tokens)
            and tokens[place + 1].text == "same"
            and tokens[place + 2].capital
        ):
            place += 2  # "at the same Hampton Inn"
        end = name_end(tokens, place, title_starts)
        shown = tokens[place].capital and not lower_case
        if not shown and _opens_title(token, tokens[place:end], tokens[place:], title_starts):
            continue
        called = _called(text, tokens, place) or _of_a_kind(text, tokens, place, lower_case)
        if called:
            found.append(called)
            continue
        workplace = _workplace(text, token, tokens[place:end], lower_case, token.left == after_job)
        job_next = lower_case and _job_follows(tokens, end + 1, title_starts)
        if workplace and workplace.name is None and not job_next:
            workplace = _apposed(text, tokens, end, workplace, lower_case)
        if workplace:
            found.append(workplace)
            place = end
    return found


def _preposition(tokens: Sequence[Token], place: int, title_ends: set[int]) -> Token | None:
    """Return the token at ``place`` as the preposition it stands for; None if it is none."""
    token, following = tokens[place], tokens[place + 1]
    if token.text == "w" and following.text == "/":
        return replace(token, text="with")
    before = tokens[place - 1] if place else None
    if before is not None:
        if _inside_name(tokens, place, title_ends):
            return None
        if token.text == "to" and before.text in _WENT:
            known = first_known(tokens[place + 1 : place + 5]) > 0
            goes = following.capital or (known and following.text not in NOT_NAMES)
            return replace(token, text="at") if goes else None
        if token.text == "by" and before.text in _EMPLOYED:
            return replace(token, text="for")
        if token.text == "of" and before.right in title_ends:
            article = following.text in ARTICLES | {"the"} and place + 2 < len(tokens)
            shown = tokens[place + 2] if article else following
            named = shown.capital and shown.text not in ("year", "month", "week")
            return replace(token, text="at") if named else None
    if token.text == "4" and following is not None and following.capital and place:
        return replace(token, text="for")  # "telemarketing 4 DialAmerica"
    return token if token.text in PREPOSITIONS else None


def _inside_name(tokens: Sequence[Token], place: int, title_ends: set[int]) -> bool:
    """Whether a preposition with a capital stands in a name: ", Angels At Home LLC"."""
    first = place
    while first > 0 and tokens[first - 1].word and tokens[first - 1].right not in title_ends:
        first -= 1
    name = tokens[first : place + 2]
    return 0 < first < place and tokens[first - 1].text == "," and all(t.capital for t in name)


def _opens_title(
    preposition: Token, name: Sequence[Token], rest: Sequence[Token], title_starts: set[int]
) -> bool:
    """Whether a title, not an employer, follows a preposition: "for a carpenter".

    Args:
        preposition: the word before.
        name: the words that could be a name.
        rest: all words after the preposition.
        title_starts: offsets at which titles begin.
    """
    opens = int(rest[0].text in ARTICLES | {"the"})
    if preposition.text not in ("from", "in", "for", "with", "by") or opens >= len(rest):
        return False
    return rest[opens].left in title_starts and not _names(name[opens:])


def _names(words: Sequence[Token]) -> bool:
    """Whether words that look like a title name an employer: "with turner construction"."""
    if not words:
        return False
    body = len(words) > 1 and ORGANISATION.fullmatch(words[-1].text) is not None
    return body or first_known(words) > 0 or words[0].text in OFTEN_NAMES | TITLES_OF_PEOPLE


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
    end = name_end(tokens, word + 1, set())
    if end == word + 1:
        return None
    name = " ".join(text[tokens[word + 1].left : tokens[end - 1].right].split())
    kind = " ".join(token.text for token in tokens[place:word] if token.text not in ARTICLES)
    return Workplace(tokens[place - 1].left, tokens[end - 1].right, name, kind)


def _of_a_kind(
    text: str, tokens: Sequence[Token], place: int, lower_case: bool
) -> Workplace | None:
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


def _apposed(
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


def _job_follows(tokens: Sequence[Token], first: int, title_starts: set[int]) -> bool:
    """Whether a title or a line of work begins here: "at a group home, direct care, 2011"."""
    if first >= len(tokens):
        return False
    stop = first
    while stop < len(tokens) and tokens[stop].word and tokens[stop].text not in FUNCTION_WORDS:
        stop += 1
    words = " ".join(token.text for token in tokens[first:stop])
    return tokens[first].left in title_starts or words in FIELDS


def _apposed_end(tokens: Sequence[Token], first: int) -> int:
    """Return the end of a name in lower case between commas; ``first`` if there is none."""
    stop = first
    while stop < len(tokens) and tokens[stop].word and tokens[stop].text not in FUNCTION_WORDS:
        stop += 1
    closed = stop < len(tokens) and tokens[stop].text in (",", ".", ")")
    named = closed and first < stop <= first + 3 and not names_nothing(tokens[first:stop])
    return stop if named else first


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
    body = len(named) > 1 and not determined and word in ("for", "with", "at", "@")
    if body and not capital and not names_nothing(named):
        # "the city of alameda", "falck ambulance": such words name one without capitals.
        ends = ORGANISATION.fullmatch(named[-1].text) and len(named) == len(tokens)
        said = said or is_public_body(named) or bool(ends and after_job)
    known = first_known(named) > 0 and not capital
    if place.kind in _OWN_NAMES:
        return replace(place, name=name)
    spanish = word == "en" and named[0].capital and (after_job or _goes_on_as(text, right))
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
