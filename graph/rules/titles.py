"""Finds the noun phrases of a message that can be job titles."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.rules.employer_names import KNOWN_EMPLOYERS
from graph.rules.title_words import (
    AFTER_IT,
    FUNCTION_WORDS,
    GUYS,
    GUYS_AFTER,
    HEADS,
    INSIDE_TITLES,
    KEPT_IN_FRONT,
    LEADS,
    OFTEN_NAMES,
    PEOPLE_NOT_JOBS,
    STRIPPED,
    TAKES_OF,
    WEAK_HEADS,
)
from graph.rules.words import Token

_MISSPELT = 7
"""Letters from which a head is known although one of them is wrong."""
_LONGEST = 6
"""Words of a title before its head, at most."""
_AGENT = re.compile(
    r"[a-z-]{2,}(?:seller|maker|keeper|worker|layer|setter|cutter|fitter|builder|writer|cleaner"
    r"|sitter|walker|planner"
    r"|teacher|smith|wright|tender|salesman|repairman|ologist|grapher|therapist|technician"
    r"|mechanic|polisher|operator)"
)
"""Compounds that name a worker though no list holds them ("fence builder", "fishkeeper")."""
_DO = ("did", "do", "does", "made", "love", "loved", "like", "hate")
_NEVER_A_HEAD = re.compile(r".*\d|.$|.*[^a-z&/'-]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that can be a title.

    Attributes:
        left, right: offsets in the message.
        title: the words as written, with single spaces.
        known: whether it ends in a word that titles end in, or is a known title.
        strong: known, and hardly anything but a title.
        plural: whether the head is a plural.
        owner: offsets of an employer's name right before the title ("Walmart cashier"); None if
            there is none.
    """

    left: int
    right: int
    title: str
    known: bool
    strong: bool
    plural: bool = False
    owner: tuple[int, int] | None = None
    opening: int = -1

    @property
    def begins(self) -> int:
        """Offset of the first word about the job, "part-time" and the like included."""
        return self.left if self.opening < 0 else self.opening


class TitleFinder:
    """Finds titles by the words that titles end in, learned from a list of titles.

    Args:
        titles: titles of occupations as an occupation catalogue lists them.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles: set[str] = set()
        heads: set[str] = set()
        for title in titles:
            plain = title.partition(" (")[0].lower()
            self._titles.add(plain)
            heads.add(plain.rpartition(" ")[2])
        usable = {head for head in heads if not _NEVER_A_HEAD.match(head)}
        self._heads = (usable | HEADS) - PEOPLE_NOT_JOBS - FUNCTION_WORDS
        long = [head for head in HEADS - OFTEN_NAMES if len(head) >= _MISSPELT]
        # Without its last letter a head is often another word: "office", "traine(d)".
        shorter = {short for head in long for short in _one_letter_less(head) - _stem(head)}
        shorter |= {head[:-1] for head in long if head.endswith("ss")}
        self._nearly = shorter | set(long)

    def knows(self, title: str) -> bool:
        """Whether the folded text is a listed title or ends in the head of one."""
        return title in self._titles or self.head(title.rpartition(" ")[2]) is not None

    def knows_whole(self, title: str) -> bool:
        """Whether the folded text is a listed title."""
        return title in self._titles

    def head(self, word: str) -> str | None:
        """Return the singular of a head of titles; None for any other word."""
        if singular := self._plural_of(word):
            return singular
        if word in self._heads:
            return word
        if word in PEOPLE_NOT_JOBS or word in FUNCTION_WORDS:
            return None
        return word if _AGENT.fullmatch(word) or self._misspelt(word) else None

    def _only_nearly(self, word: str) -> bool:
        return word not in self._heads and not self._plural_of(word) and self._misspelt(word)

    def _misspelt(self, word: str) -> bool:
        """Whether a word is a long common head with one letter wrong, missing or too many."""
        if len(word) < _MISSPELT - 1 or not word.isalpha():
            return False
        return word in self._nearly or not self._nearly.isdisjoint(_one_letter_less(word))

    def _plural_of(self, word: str) -> str | None:
        if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
            return None
        for singular in (word[:-1], word[:-2], word[:-3] + "y", word[:-3] + "man"):
            if singular in self._heads:
                return singular
        return (
            word[:-3] + "man" if word.endswith("men") and word[:-2] + "an" in self._heads else None
        )

    def phrases(self, text: str, tokens: Sequence[Token]) -> list[Phrase]:
        """Return the phrases among the tokens of one clause, left to right, none overlapping."""
        found: list[Phrase] = []
        for run in _runs(tokens):
            phrase = self._phrase(text, tokens, *run)
            if phrase and not (found and phrase.left < found[-1].right):
                found.append(phrase)
        return found

    def _phrase(self, text: str, tokens: Sequence[Token], first: int, stop: int) -> Phrase | None:
        """Return the title in the run ``tokens[first:stop]``; its words alone if it has no head."""
        last = self._last(tokens, first, stop)
        known = last is not None
        end = stop - 1 if last is None else last
        first = max(first, end - _LONGEST)
        owner = _owner(tokens, first, end) if known else None
        if owner:
            first = owner[1]
        opening = tokens[first].left
        first = self._strip(tokens, first, end)
        head = tokens[end].text
        singular = self._plural_of(head) if known else None
        weak = (head in WEAK_HEADS and first == end) or self._only_nearly(head)
        if known:
            end = _of_phrase(tokens, end)
        left, right = tokens[first].left, tokens[end].right
        if known and tokens[end].text.endswith("'s"):
            return None
        title = " ".join(text[left:right].split())
        title = re.sub(r"^ex-|(?<=\bintern)ship$", "", title, flags=re.IGNORECASE)
        if not any(character.isalpha() for character in title):
            return None
        names = (tokens[owner[0]].left, tokens[owner[1] - 1].right) if owner else None
        return Phrase(
            left, right, title, known, known and not weak, singular is not None, names, opening
        )

    def _last(self, tokens: Sequence[Token], first: int, stop: int) -> int | None:
        """Return the place of the last head in a run, or of the end of a whole listed title."""
        for place in range(stop - 1, first - 1, -1):
            word = tokens[place].text
            if word in LEADS:
                before = tokens[place - 1].text if place > first else ""
                if before and before not in STRIPPED:
                    return place
            elif word in GUYS:
                if place > first and tokens[place - 1].text in GUYS_AFTER:
                    return place
            elif self.head(word) is not None:
                return place
            for begin in range(max(first, place - 3), place):
                if " ".join(t.text for t in tokens[begin : place + 1]) in self._titles:
                    return place
        return None

    def _strip(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """Drop words about the job ("part-time", "boring") from the front of a title."""
        while first < last and tokens[first].text in STRIPPED | INSIDE_TITLES:
            whole = " ".join(t.text for t in tokens[first : last + 1])
            word = tokens[first].text
            if whole in self._titles or (word not in STRIPPED) or word in KEPT_IN_FRONT:
                break
            first += 1
        return first


def _stem(head: str) -> set[str]:
    return {head[:-1]} if head.endswith("r") else set()


def _one_letter_less(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _runs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
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


def _owner(tokens: Sequence[Token], first: int, head: int) -> tuple[int, int] | None:
    """Return the slice of an employer's name before a title in lower case; None for none."""
    end = first
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


def _of_phrase(tokens: Sequence[Token], head: int) -> int:
    """Return the last place of "of nursing" after a head; the head's own place if there is none."""
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
