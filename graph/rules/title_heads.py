"""Knows the words that job titles end in, in the singular or plural and misspelt."""

import re
from collections.abc import Iterable

from graph.rules.title_words import FUNCTION_WORDS, HEADS, OFTEN_NAMES, PEOPLE_NOT_JOBS

_MISSPELT = 7
"""Letters from which a head is known although one of them is wrong."""
_SWAPPED = 5
"""Letters from which a head is known although two neighbours are swapped ("gaurd")."""
_AGENT = re.compile(
    r"(?!salvador|ecuador|labrador|mirador)[a-z]{3,}adora?"
    r"|[a-z-]{2,}(?:seller|maker|keeper|worker|layer|setter|cutter|fitter|builder|writer|cleaner"
    r"|sitter|walker|planner"
    r"|teacher|smith|wright|tender|salesman|repairman|ologist|grapher|therapist|technician"
    r"|mechanic|polisher|operator)"
)
"""Compounds that name a worker though no list holds them ("fence builder", "fishkeeper")."""
_NEVER_A_HEAD = re.compile(r".*\d|.$|.*[^a-z&/'-]")


class TitleHeads:
    """Knows the words that titles end in, learned from a list of titles.

    Args:
        titles: titles of occupations as an occupation catalogue lists them.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self.titles: set[str] = set()
        heads: set[str] = set()
        for title in titles:
            plain = title.partition(" (")[0].lower()
            self.titles.add(plain)
            heads.add(plain.rpartition(" ")[2])
        self._words = {word for title in self.titles for word in title.split()}
        usable = {head for head in heads if not _NEVER_A_HEAD.match(head)}
        self._heads = (usable | HEADS) - PEOPLE_NOT_JOBS - FUNCTION_WORDS
        self._common = HEADS - OFTEN_NAMES
        long = [head for head in HEADS - OFTEN_NAMES if len(head) >= _MISSPELT]
        # Without its last letter a head is often another word: "office", "traine(d)".
        shorter = {short for head in long for short in _one_letter_less(head) - _stem(head)}
        shorter |= {head[:-1] for head in long if head.endswith("ss")}
        self._nearly = shorter | set(long)

    def knows(self, title: str) -> bool:
        """Whether the folded text is a listed title or ends in the head of one."""
        return title in self.titles or self.head(title.rpartition(" ")[2]) is not None

    def has_word(self, word: str) -> bool:
        """Whether a folded word stands in a listed title."""
        return word in self._words

    def knows_whole(self, title: str) -> bool:
        """Whether the folded text is a listed title."""
        return title in self.titles

    def is_common(self, title: str) -> bool:
        """Whether a title is listed as a whole or ends in a word that titles in talk end in.

        The heads learned from lists hold odd ones such as "locker", which end names as well.
        """
        plain = title.lower()
        head = plain.rpartition(" ")[2]
        singular = self.singular_of(head) or head
        return plain in self.titles or singular in HEADS or _AGENT.fullmatch(head) is not None

    def head(self, word: str) -> str | None:
        """Return the singular of a head of titles; None for any other word."""
        if singular := self.singular_of(word):
            return singular
        if word in self._heads:
            return word
        if word in PEOPLE_NOT_JOBS or word in FUNCTION_WORDS:
            return None
        return word if _AGENT.fullmatch(word) or self._misspelt(word) else None

    def is_only_nearly(self, word: str) -> bool:
        """Whether a word is a head only if a letter of it is wrong."""
        return word not in self._heads and not self.singular_of(word) and self._misspelt(word)

    def _misspelt(self, word: str) -> bool:
        """Whether a word is a long common head with one letter wrong, missing or too many."""
        if len(word) >= _SWAPPED and not self._common.isdisjoint(_two_letters_swapped(word)):
            return True
        if len(word) < _MISSPELT - 1 or not word.isalpha():
            return False
        return word in self._nearly or not self._nearly.isdisjoint(_one_letter_less(word))

    def singular_of(self, word: str) -> str | None:
        """Return the singular of a plural head; None for any other word."""
        if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
            return None
        for singular in (word[:-1], word[:-2], word[:-3] + "y", word[:-3] + "man"):
            if singular in self._heads:
                return singular
        return (
            word[:-3] + "man" if word.endswith("men") and word[:-2] + "an" in self._heads else None
        )


def _stem(head: str) -> set[str]:
    return {head[:-1]} if head.endswith("r") else set()


def _one_letter_less(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _two_letters_swapped(word: str) -> set[str]:
    return {
        word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        for place in range(len(word) - 1)
    }
