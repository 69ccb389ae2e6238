"""Finds degrees written as letters: "BSN", "M.Ed.", "DNP", "ba history 2017"."""

import re
from collections.abc import Iterator
from itertools import chain

from advisor.career import EducationLevel as Level
from graph.rules.degree_words import NOT_TRADE
from graph.rules.school_fields import Find

_PLAIN = {
    Level.DOCTORATE: "phd dphil psyd dnp thd dsc engd",
    Level.PROFESSIONAL: "pharmd dpt mbbs mbchb",
    Level.MASTER: "mba emba msw mph mfa msn mlis mpa mpp mdiv llm msc mphil mtech mcom mca mha"
    " mhrm msee msme mscs msit mfin macc mlitt mssw mmft msed",
    Level.BACHELOR: "bsn bsc bba bfa bsw btech bcom barch llb bsee bsme bscs bsce bsit bcs bca"
    " bpharm bmus bsba bsed beng bbm",
    Level.ASSOCIATE: "aas adn asn aasn hnd aos",
}
"""Letters that mean nothing but a degree, with or without dots and capitals."""
_CAPITAL = {
    Level.DOCTORATE: "EdD EDD DMin",
    Level.PROFESSIONAL: "MD JD OD DO DDS DMD DVM VMD",
    Level.MASTER: "MA MS MEd MED MEng MENG MArch MAT MIB EdS MTh MRes MSt",
    Level.BACHELOR: "BA BS BEd BED BE BTh BASc BAS",
    Level.ASSOCIATE: "AA AS AGS",
    Level.HIGH_SCHOOL: "HS",
}
"""Letters that are also words, states or something else: only in capitals, and in their place."""


def _dotted(letters: str) -> str:
    """Return a pattern of the letters with any dots between the parts of the abbreviation."""
    split = {"pharmd": "pharm d", "psyd": "psy d", "bpharm": "b pharm", "phd": "ph d"}
    ends = ("tech", "com", "arch", "eng", "phil", "mus", "fin", "acc", "lit", "div", "sc", "ed")
    plain = letters.lower()
    if plain in split:
        return r"\.? ?".join(split[plain].split())
    for end in ends:
        if plain.endswith(end) and len(plain) > len(end):
            head = r"\.?".join(letters[: -len(end)])
            return rf"{head}\.? ?{letters[-len(end) :]}"
    return r"\.?".join(letters)


def _table(named: dict[Level, str]) -> dict[str, Level]:
    return {
        name.lower(): level for level, names in reversed(named.items()) for name in names.split()
    }


_LEVELS = _table(_PLAIN) | _table(_CAPITAL)
_ANY_CASE = re.compile(
    rf"(?<![\w.&/'-])(?:{'|'.join(map(_dotted, ' '.join(_PLAIN.values()).split()))})s?\b\.?"
    r"(?![&'/]\w|-\w)"
)
_UPPER = re.compile(
    rf"(?<![\w.])({'|'.join(map(_dotted, ' '.join(_CAPITAL.values()).split()))})\b\.?(?![\w&'/-])"
)
_LOWER = re.compile(r"(?<![\w.&/'-])(m\. ?ed|b\. ?ed|ed\. ?d|m\. ?eng)\b\.?(?=[ ,;)\n]|$)")
_TITLES = ("MD", "OD", "DO", "DDS", "DMD", "DVM", "VMD")
"""Letters that stand more often behind somebody's name."""
_OWN = re.compile(
    r"\b(?:i have|i've(?: got)?|i got|i hold|i earned|i'm|im|i am|got|earned|hold) (?:an? |my )$"
)
_WORDS = ("AS", "BE", "BAS", "MAT", "MED", "BED")
"""Letters that are words where everything is written in capitals."""
_NOT_ALONE = re.compile(r" ?(?:hour|per|limit|zone|speed|over|under|faster)")
"""What follows letters that measure something: "60 mph limit"."""
_TERSE = re.compile(
    rf"(?<![\w.])(ba|bs|ma|ms|aa|associate'?s|(?:bachelor'?s?|master'?s?){NOT_TRADE})\b"
    r"(?= (?!at\b|for\b|with\b)(?:in |was |is )?(?:[a-z&-]{2,}[ ,]{1,2}){1,4}\x01)"
)
_AFTER_YEAR = re.compile(
    r"\x01[ ,:|-]{1,4}(?P<name>ba|bs|ma|ms|aa)\b(?= (?:in )?[a-z]{3})(?! a\b| an\b| the\b)"
)
_TERSE_LEVELS = (
    ("ba", Level.BACHELOR),
    ("bs", Level.BACHELOR),
    ("ma", Level.MASTER),
    ("ms", Level.MASTER),
    ("a", Level.ASSOCIATE),
)
_OPENS_NOTE = re.compile(r"(?:^|[\n,;.(*|-]|\b(?:and|an|n|my|a|have|got|then|plus|with))\s*$")
_OPENS = re.compile(
    r"(?:\b(?:my|an?|got|have|earned|hold|holding|and|with|then|did|plus|yes|yeah|yep|by)"
    r"|\x01|^|[\n;,.(*|:&+-])[\s,]*$"
)


def find_letters(text: str, masked: str, *, asked: bool) -> Iterator[Find]:
    """Yield degrees written as letters.

    Args:
        text: the message.
        masked: it folded, with its dates masked.
        asked: whether it answers a question about schooling.
    """
    for match in chain(_ANY_CASE.finditer(masked), _LOWER.finditer(masked)):
        measured = masked[max(0, match.start() - 5) : match.start()].rstrip()[-1:].isdigit()
        if not measured and not _NOT_ALONE.match(masked, match.end()):
            yield _find(match)
    for match in _UPPER.finditer(text):
        if _degree_letters(text, masked, match, asked=asked):
            yield _find(match)
    yield from _terse(masked)


def letters_of(words: str) -> str:
    """Return the letters of an abbreviated degree without dots, spaces and a plural s."""
    plain = re.sub(r"[^a-z]", "", words.lower())
    return plain if plain in _LEVELS else plain.removesuffix("s")


def _find(match: re.Match[str]) -> Find:
    return Find(_LEVELS[letters_of(match[0])], match.start(), match.end())


def _terse(masked: str) -> Iterator[Find]:
    """Yield "ba history 2017", "2006 bs biology": degree, subject and date alone."""
    for match in _TERSE.finditer(masked):
        if _OPENS_NOTE.search(masked[max(0, match.start() - 12) : match.start()]):
            yield Find(_terse_level(match[1]), match.start(1), match.end(1))
    for match in _AFTER_YEAR.finditer(masked):
        yield Find(_terse_level(match["name"]), match.start("name"), match.end("name"))


def _terse_level(words: str) -> Level:
    return next(level for start, level in _TERSE_LEVELS if words.startswith(start))


def _degree_letters(text: str, masked: str, match: re.Match[str], *, asked: bool) -> bool:
    """Whether capital letters such as BA, MS or MD stand for a degree here."""
    before = masked[max(0, match.start() - 24) : match.start()]
    after = masked[match.end() : match.end() + 24]
    letters = match[1].replace(".", "")
    dotted = "." in match[1]
    if letters == "HS":
        return bool(re.match(r" ?\x01| diploma| grad| class", after))
    if letters in _TITLES and not re.match(r",? (?:from|\x01|degree)", after):
        if _OWN.search(before):
            return True
        at_school = re.match(r", [\w ]{0,20}(?:university|college|school)", after)
        return not before.strip() and (asked or at_school is not None)
    # "Boston, MA" is a place, "Ann Reed, MD" somebody's title.
    listed = re.search(r"(?P<before>\S) ?, ?$", before)
    if listed and letters in ("MA", "MS", *_TITLES) and listed["before"] != "\x01":
        return asked and re.match(r" in\b", after) is not None
    follows = re.match(r"[\s,(]*(?:in\b|from\b|\x01|degree|of\b|program|[-–:]|\(?hons)", after)
    around = text[max(0, match.start() - 20) : match.end() + 20]
    if letters in _WORDS and not dotted and not any(c.islower() for c in around):
        return follows is not None
    words_follow = re.match(r" [a-z]{4,}", after)
    alone = not after.strip() or after[:1] in ",.;)"
    return bool(follows or (_OPENS.search(before) and (asked or words_follow or alone)))
