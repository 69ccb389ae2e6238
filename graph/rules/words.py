"""Text made comparable: folding that keeps every offset, tokens with offsets, number words."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_STRAIGHT = {"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"'}
_STRAIGHT |= dict.fromkeys("–—―−‐‑‒", "-") | dict.fromkeys("\u00a0\u2009\u202f\u200b\ufeff\t", " ")
_STRAIGHT |= dict.fromkeys("•●▪◦‣∙·○■□➢➤►✓", "*")


_GAP = 80
_WIDE_GAP = re.compile(rf"[ ]{{{_GAP + 1},}}|\n{{{_GAP + 1},}}")


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _STRAIGHT:
        return _STRAIGHT[character]
    if unicodedata.category(character) in ("Cc", "Cs", "Zs", "Zl", "Zp"):
        return "\n" if character == "\n" else " "
    return unicodedata.normalize("NFD", character.lower())[0]


def fold(text: str) -> str:
    """Return the text in lower case without accents, with plain quotes, dashes and bullets.

    The result has the length of the input, so offsets found in one hold in the other. A gap wider
    than a page is filled with dots, so that patterns need not run over it again and again.
    """
    folded = "".join(map(_fold_character, text))
    return _WIDE_GAP.sub(lambda gap: gap[0][:_GAP] + "." * (len(gap[0]) - _GAP), folded)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or punctuation mark.

    Attributes:
        text: folded text.
        left, right: offsets in the message.
        capital: whether the message writes it with a capital first letter.
        upper: whether all of it is in capitals.
    """

    text: str
    left: int
    right: int
    capital: bool
    upper: bool = False

    @property
    def word(self) -> bool:
        """Whether it is a word or number rather than punctuation."""
        return self.text[0].isalnum()


_TOKEN = re.compile(r"[\x01\x02]+|(?:[a-z]\.){2,}|[^\W_]+(?:['&-][^\W_]+)*(?:\+\+|#)?|\n|[^\w\s]|_")


def tokenize(text: str, folded: str | None = None, offset: int = 0) -> list[Token]:
    """Return the tokens of a text in order; line breaks are tokens, other spaces are not.

    Args:
        text: a message or a part of it.
        folded: the same folded (and perhaps masked), if at hand.
        offset: where the part begins in the message; the tokens' offsets count from its start.
    """
    folded = fold(text) if folded is None else folded
    return [
        Token(
            m[0],
            m.start() + offset,
            m.end() + offset,
            text[m.start()].isupper() and m[0][0] not in "\x01\x02",
            text[m.start() : m.end()].isupper(),
        )
        for m in _TOKEN.finditer(folded)
    ]


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list written as text."""
    return frozenset(text.split())


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_SPANISH = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciseis diecisiete dieciocho diecinueve veinte"
)
NUMBERS: dict[str, float] = {
    **{word: number for number, word in enumerate(_SMALL.split())},
    **{word: number for number, word in enumerate(_SPANISH.split())},
    "a": 1, "an": 1, "un": 1, "una": 1, "thirty": 30, "forty": 40, "treinta": 30,
    "couple": 2, "few": 3, "par": 2, "pocos": 3, "unos": 3, "half": 0.5, "medio": 0.5,
    "twenty-five": 25, "thirty-five": 35,
}  # fmt: skip
"""Number words, English and Spanish, folded; "couple" and "few" are the usual 2 and 3."""


def number(text: str) -> float | None:
    """Read a folded number in digits or words; None if it is not one."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", text):
        return float(text)
    return NUMBERS.get(text)
