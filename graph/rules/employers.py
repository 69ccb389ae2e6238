"""Finds employers: the names after "at", "for", "with", "@", "en"."""

from collections.abc import Sequence
from dataclasses import replace

from graph.rules.employer_names import first_known
from graph.rules.employer_spans import TITLES_OF_PEOPLE, name_end
from graph.rules.employer_words import (
    ARTICLES,
    NOT_NAMES,
    ORGANISATION,
    PREPOSITIONS,
)
from graph.rules.introduced_names import apposed, called, of_a_kind
from graph.rules.title_words import FUNCTION_WORDS, OFTEN_NAMES
from graph.rules.words import Token
from graph.rules.work_words import FIELDS
from graph.rules.workplaces import Workplace, workplace_of

_EMPLOYED = ("hired", "employed", "recruited", "contracted", "on")
_WENT = ("moved", "went", "switched", "transferred", "over", "back", "moving")


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
        introduced = called(text, tokens, place) or of_a_kind(text, tokens, place, lower_case)
        if introduced:
            found.append(introduced)
            continue
        workplace = workplace_of(
            text, token, tokens[place:end], lower_case, token.left == after_job
        )
        job_next = lower_case and _job_follows(tokens, end + 1, title_starts)
        if workplace and workplace.name is None and not job_next:
            workplace = apposed(text, tokens, end, workplace, lower_case)
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


def _job_follows(tokens: Sequence[Token], first: int, title_starts: set[int]) -> bool:
    """Whether a title or a line of work begins here: "at a group home, direct care, 2011"."""
    if first >= len(tokens):
        return False
    stop = first
    while stop < len(tokens) and tokens[stop].word and tokens[stop].text not in FUNCTION_WORDS:
        stop += 1
    words = " ".join(token.text for token in tokens[first:stop])
    return tokens[first].left in title_starts or words in FIELDS
