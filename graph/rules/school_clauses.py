"""Cuts what is told about schooling into sentences, clauses and stretches without a full stop."""

import re

from graph.rules.school_fields import Find

SENTENCE_MARK = re.compile(
    r"(?:(?<!\bst)(?<!\bmt)(?<!\bft)(?<!\bdr)(?<!\b[a-z])(?<!\bsc)(?<!\.ed)(?<!\bph)(?<!\.eng)\."
    r"|[;!?\n])(?=\s|$)"
)
"""The end of a sentence: "St. Olaf" and "B. A." go on."""
CLAUSE_END = re.compile(
    SENTENCE_MARK.pattern + r"|,? (?:and|but|so|then|while"
    r"|before|after|when|where|which)(?: then| also"
    r"| i)* (?:i\b|i've|i'm|worked|work\b|was\b|started|got (?:a|my first) job|became|am\b"
    r"|drove|currently work|now i|my (?:first|current|last) job)|\bthen (?:worked|i)\b"
    r"|, (?:been|worked|working)\b|(?<= here), "
)
_ECHO = re.compile(
    r"(?:(?<=^)|(?<=[.!?;\n] ))(?:(?:any|my|and|for|as for|education|so) )?"
    r"(?:high school|hs|secondary school|college|university|uni|school|schooling|degrees?"
    r"|education|diploma|courses?|ged)(?P<mark>\?)(?= (?!what|how|do|does|is|are|would"
    r"|should)[\w\x01])"
)
NEAR = 240
"""Characters within which the parts of one statement stand."""


def without_echoes(masked: str) -> str:
    """Return the text with a comma for the question mark of "High school? 2002, in Topeka"."""
    marks = [match.start("mark") for match in _ECHO.finditer(masked)]
    for mark in marks:
        masked = f"{masked[:mark]},{masked[mark + 1 :]}"
    return masked


def sentence_bounds(masked: str, left: int, right: int) -> tuple[int, int]:
    """Return where the sentence around a stretch of text begins and ends."""
    low = max(0, left - NEAR)
    begin = max((m.end() for m in SENTENCE_MARK.finditer(masked, low, left)), default=low)
    return begin, end_of_sentence(masked, right)


def sentence_at(masked: str, left: int, right: int) -> str:
    """Return the sentence around a stretch of text, cut where it is very long."""
    begin, end = sentence_bounds(masked, left, right)
    return masked[begin:end]


def end_of_sentence(masked: str, place: int) -> int:
    """Return where the sentence ends that ``place`` stands in."""
    end = SENTENCE_MARK.search(masked, place, place + NEAR)
    return end.start() if end else min(len(masked), place + NEAR)


def same_sentence(masked: str, find: Find, place: int) -> bool:
    """Whether a mention and another place are near each other in one sentence."""
    low, high = min(find.left, place), max(find.right, place)
    return high - low < NEAR // 2 and not SENTENCE_MARK.search(masked, low, high)
