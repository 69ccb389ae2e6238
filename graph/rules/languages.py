"""Recognise the language of a message that is neither English nor Spanish, by script or words."""

import re
from collections import Counter
from functools import cache

from graph.rules.phrase_tables import lines

_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
_READ = ("en", "es")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_FEWEST, _SHARE = 2, 0.3
"""Little words of a language from which a message is taken to be in it: how many, what part."""
_SHORT = 2
"""Words of a message in which one of them is enough: "Bonjour", "xin chào"."""
_HALF = 0.5


def unread_language(message: str) -> str | None:
    """Return the ISO 639-1 code of the language of a message; None if it is, or may be, one read.

    Names of places and employers in another language do not make a message one in it.
    """
    letters = [character for character in message if character.isalpha()]
    for code, script in _SCRIPTS.items():
        written = sum(bool(script.match(character)) for character in letters)
        if code == "ja" and written:  # Chinese characters stand between them
            written += sum(bool(_SCRIPTS["zh"].match(character)) for character in letters)
        if letters and written >= _HALF * len(letters):
            return code
    return _by_words(_WORD.findall(message.lower().replace("’", "'")))


def _by_words(words: list[str]) -> str | None:
    if not words:
        return None
    hits = Counter(code for word in words for code in _little_words().get(word, ()))
    read = max(hits[code] for code in _READ)
    code = max((c for c in hits if c not in _READ), key=lambda c: hits[c], default=None)
    if code is None or hits[code] <= read:
        return None
    enough = hits[code] >= _FEWEST and hits[code] >= _SHARE * len(words)
    return code if enough or (len(words) <= _SHORT and hits[code] == len(words)) else None


@cache
def _little_words() -> dict[str, tuple[str, ...]]:
    """Return the languages that each little word is of."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines("languages"):
        code, _, words = line.partition(" = ")
        for word in words.split():
            found[word] = (*found.get(word, ()), code)
    return found
