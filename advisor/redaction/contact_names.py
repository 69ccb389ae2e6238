"""Finds the names that a text's e-mail addresses and handles tell."""

import re
from collections.abc import Iterator, Sequence

from advisor.redaction.name_tables import fold
from advisor.redaction.name_words import Word

_TOKEN = re.compile(r"[^\W\d_]{3,}")
_LOCAL = re.compile(
    r"(?P<local>[\w.+-]{3,64})\s?(?:@|\(at\)|\[at\]|\bat\b(?=[\w .-]{2,40}(?:\bdot\b"
    r"|\.\w)))|(?:\.com|\.io|\.org|/in|/u|@)/?@?(?P<handle>[\w.-]{4,40})",
    re.I,
)
_SHORTEST_GLUED = 4
_ORDINARY = 2_000


def told_by_contacts(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the words that stand in an e-mail address or a handle of the same text."""
    locals_ = [fold(found["local"] or found["handle"] or "") for found in _LOCAL.finditer(text)]
    if not locals_:
        return
    tokens = {token for local in locals_ for token in _TOKEN.findall(local)}
    for word in words:
        if text[word.start - 1 : word.start] in {"@", ".", "_", "/"} or text[
            word.end : word.end + 1
        ] in {"@", "_", "/"}:
            continue
        if word.stop or not (word.listed or word.rare or (word.capital and not word.common)):
            continue
        if not word.written[0].isupper() and word.common >= _ORDINARY:
            continue
        glued = len(word.key) >= _SHORTEST_GLUED and any(word.key in t for t in tokens)
        if word.key in tokens or (glued and (word.rare or word.listed)):
            yield word.start, word.end
