"""Takes out of a message what costs much to read and says nothing: runs without an end.

Patterns that look at a text from every place of it need time with the square of its runs: of one
character, of spaces, of letters without a space, of a few words said over and over. People write
none that are long; whoever wants to keep a service busy does.
"""

import re

_SPACES = re.compile(r"[^\S\n]{12,}")
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n){3,}")
_LONG_WORD = re.compile(r"(\w{80})(?=\w)")
_LONG_RUN = re.compile(r"(\S{240})(?=\S)")
_AGAIN = re.compile(r"(.{1,16}?)\1{24,}", re.DOTALL)
"""A few characters over and over: more than 24 times."""
_KEPT = 24


def tame(text: str) -> str:
    """Return the text without long runs; every word of a person's stays.

    Spaces beyond twelve in a row, empty lines beyond three, and what is said more than 24 times in
    a row are left out; a space is put into words of more than 80 letters.
    """
    text = _AGAIN.sub(lambda found: found[1] * _KEPT, text)
    text = _EMPTY_LINES.sub("\n\n\n\n", _SPACES.sub(" " * 12, text))
    return _LONG_RUN.sub(r"\1 ", _LONG_WORD.sub(r"\1 ", text))
