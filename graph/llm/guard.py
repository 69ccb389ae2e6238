"""Lets a language model's wording of a sentence through only if it says the same."""

import re
from collections.abc import Iterable

_SHINGLE = 6
"""So many words in a row that also stand in a prompt are a piece of the prompt."""

_LONGEST_TITLE = 8
"""Words; longer titles are not looked for."""

_NUMBER = re.compile(
    r"[$€£]?\d+(?:[.,:/-]\d+)*(?:\s?%)?"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half|twice|double"
    r"|triple|quarter|percent)\b"
)
_ENDS = frozenset('.!?:")”')
_QUOTED = re.compile(r"\"([^\"]+)\"|“([^”]+)”")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_MARKUP = frozenset("<>[]{}|*#_`~\\^@")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|nor|neither|without|cannot|hardly)\b|n[’']t\b"
)
_CLAIMS = tuple(
    re.compile(rf"\b(?:{words})")
    for words in (
        "grow|increas|rise|rising|rose|gain|expand|more|higher|above|over|most|up\\b",
        "shrink|shrank|declin|decreas|fall|fell|less|fewer|lower|below|under|drop|los[et]|down\\b",
        "best|perfect|ideal|great fit|good fit|guarant|certain|definite|sure to|always|easy|easi",
        "should|must|recommend|advise|likely|probabl|chance",
        "well[- ]paid|pays well|lucrative|stable|secure|in demand|popular|prestig",
    )
)
"""Families of claims: a wording may make one only if the sentence does."""


class Guard:
    """Compares wordings with the sentences they stand for.

    Args:
        titles: occupation titles; a wording may neither add nor leave out one.
        secrets: texts of which no part may be said, the prompts.
    """

    def __init__(self, titles: Iterable[str] = (), secrets: Iterable[str] = ()) -> None:
        self._titles = frozenset(" ".join(_words(title)) for title in titles)
        self._secrets = frozenset(s for text in secrets for s in _runs(_words(text), _SHINGLE))

    def objection(self, wording: str, sentence: str) -> str | None:
        """Return why a wording may not be said in place of the sentence; None if it may."""
        if len(wording) > 1.5 * len(sentence) + 40:
            return "too long"
        if sentence[-1:] in _ENDS and wording[-1:] not in _ENDS:
            return "unfinished"
        if numbers(wording) != numbers(sentence):
            return "other numbers"
        if _names(wording, sentence):
            return "other names"
        if any(quoted not in wording for quoted in _quoted(sentence)):
            return "a quotation is missing"
        if wording.count("?") != sentence.count("?"):
            return "other questions"
        if set(wording) & _MARKUP - set(sentence):
            return "markup"
        if sorted(_URL.findall(wording)) != sorted(_URL.findall(sentence)):
            return "other addresses"
        return self._added(wording, sentence)

    def _added(self, wording: str, sentence: str) -> str | None:
        if _claims(wording) - _claims(sentence) or _negates(wording) != _negates(sentence):
            return "other claims"
        said, given = _words(wording), _words(sentence)
        if _runs(said, _SHINGLE) & self._secrets - _runs(given, _SHINGLE):
            return "a piece of the prompt"
        for length in range(1, _LONGEST_TITLE + 1):
            if self._titles & (_runs(said, length) ^ _runs(given, length)):
                return "another occupation"
        return None


def numbers(text: str) -> list[str]:
    """Return the numbers of a text in order, digits and number words, with their signs."""
    return [re.sub(r"[,\s]", "", number) for number in _NUMBER.findall(text.casefold())]


def _names(wording: str, sentence: str) -> set[str]:
    """Return capitalised words inside sentences that only one of the two texts holds."""
    added = _capitalised(wording) - set(_words(sentence))
    lost = _capitalised(sentence) - set(_words(wording))
    return added | lost


def _capitalised(text: str) -> set[str]:
    inside = re.findall(r"(?<![.!?:;\"“])\s[(\"“]?([A-Z][\w’'&-]*)", text)
    return {word for name in inside for word in _words(name)} - {"i", "i'm", "m", "ll", "ve", "d"}


def _quoted(text: str) -> list[str]:
    return [straight or curly for straight, curly in _QUOTED.findall(text)]


def _claims(text: str) -> set[int]:
    return {n for n, family in enumerate(_CLAIMS) if family.search(text.casefold())}


def _negates(text: str) -> bool:
    return bool(_NEGATION.search(text.casefold()))


def _words(text: str) -> list[str]:
    """Return the words, singular and plural alike."""
    found = re.findall(r"\w+", text.casefold())
    return [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in found]


def _runs(words: list[str], length: int) -> set[str]:
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}
