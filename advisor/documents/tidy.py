"""Cleans extracted text: characters nobody sees, ligatures, hyphenation, spread-out headings."""

import re
import unicodedata

GAP = "   "
"""What stands between things side by side on a line: a title and its dates, two cells."""

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_NEW_LINES = dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n")
_UNSEEN = dict.fromkeys(
    [0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_CONTROLS = dict.fromkeys([*range(9), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)])
_BULLETS = dict.fromkeys([0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC, 0xF076, 0x25CF, 0x25AA, 0x2023], "•")
_TABLE = {**_CONTROLS, **_LIGATURES, **_SPACES, **_NEW_LINES, **_UNSEEN, **_BULLETS}

_PRIVATE_OR_BROKEN = re.compile("[\ue000-\uf8ff\ud800-\udfff\ufffe\uffff]")
_WHITE = re.compile("[\t ]+")
_SOFT_HYPHEN = re.compile("\xad *\n? *")
_HYPHENATED = re.compile(r"\b([^\W\d_]{2,})-\n[ ]*([a-zß-öø-ÿ]{2,})")
_SPREAD = re.compile(r"^[^\W\d_](?: [^\W\d_]){3,}(?: {2,}[^\W\d_](?: [^\W\d_])*)*$", re.MULTILINE)
_COMPOUND = re.compile(
    "all|back|co|cross|ex|five|four|front|full|half|hands|hard|high|in|long|low|multi|non|off|on"
    "|part|post|pre|self|seven|short|six|third|three|two|well",
    re.IGNORECASE,
)
"""First halves of words that keep their hyphen when a line happens to break there."""


def tidy(text: str) -> str:
    """Return the text with clean characters and lines, empty if nothing can be read."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _PRIVATE_OR_BROKEN.sub("", text.translate(_TABLE))
    text = _WHITE.sub(_gap, text)
    text = _SOFT_HYPHEN.sub("", text)
    lines = [line.strip() for line in text.split("\n")]
    text = _SPREAD.sub(_close_up, "\n".join(lines))
    text = _HYPHENATED.sub(_rejoin, text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _gap(found: re.Match[str]) -> str:
    white = found[0]
    return GAP if "\t" in white or len(white) > 2 else white


def _close_up(found: re.Match[str]) -> str:
    """Turn ``E X P E R I E N C E`` into a word."""
    return " ".join(word.replace(" ", "") for word in re.split(" {2,}", found[0]))


def _rejoin(found: re.Match[str]) -> str:
    hyphen = "-" if _COMPOUND.fullmatch(found[1]) else ""
    return f"{found[1]}{hyphen}{found[2]}"


def shorten(text: str, longest: int) -> str:
    """Return the text, or its beginning up to the end of a line within ``longest`` characters."""
    if len(text) <= longest:
        return text
    cut = text.rfind("\n", longest // 2, longest + 1)
    return text[: cut if cut > 0 else longest].rstrip()
