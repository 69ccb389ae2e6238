"""Tells by the verb beside a lone date whether something began or ended then."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from advisor.career import When


class DateKind(StrEnum):
    """What a span of text says about time."""

    RANGE = "range"
    """From a start to an end, either of which may be open."""
    START = "start"
    """Something began then."""
    END = "end"
    """Something ended then."""
    POINT = "point"
    """A date with nothing said about beginning or ending; in ``start``."""
    DURATION = "duration"
    """A length of time only."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A stretch of a message that says when.

    Attributes:
        left, right: offsets of the dates, with the words that belong to them ("since", "from").
        kind: what it says.
        start, end: as far as said; ``end`` may be ``"present"``.
        duration_months: length as stated; None if not stated as a length.
        approximate: whether the person marked it as inexact, or it was worked out.
    """

    left: int
    right: int
    kind: DateKind
    start: When | None = None
    end: When | Literal["present"] | None = None
    duration_months: int | None = None
    approximate: bool = False


_BEGAN = re.compile(
    r"\b(?:first (?:\w+ )?job was(?=\s*$)|started|starting|start|began|beginning|begin"
    r"|join(?:ed|ing)|hired"
    r"|became|promoted|opened|way up to|made me|stepped up to|moved up to"
    r"|launched|founded|took over|switched|transitioned|transferred|got (?:the|a|my|this|that"
    r"|in|on)"
    r"|(?:moved|switched|put|transferred|sent) me (?:up |over |on |in )*(?:to|into|on|in)"
    r"|moved (?:up|into|to|on to)|enlisted|enrolled|empece|empezando|comence"
    r"|entre"
    r"|inicie|me contrataron|came on|on board|signed on|landed|accepted|took (?:a|an|the|my"
    r"|this|over|on)|bought)\b"
)
_ENDED = re.compile(
    r"\b(?:left|leaving|quit|quitting|ended|ending|finished|stopped|stayed (?:there )?(?:until"
    r"|till)"
    r"|laid off|let go|fired|retired|resigned|closed|sold it|shut (?:it )?down|went under|got out"
    r"|discharged|moved on|last day|deje|termine|renuncie|sali|me despidieron|gave (?:it"
    r"|that) up)\b"
)
_VERB_AFTER = re.compile(
    r"(?:[\s,:-]*(?:i|we|they|yo)(?:'ve)? | and (?=started|began|became|joined)|,? (?=became"
    r"|started|joined|began|promoted|moved to))(?:then |also "
    r"|was |got |finally |officially |just |me |had )*"
    r"(?:(?P<began>started|began|became|joined|hired|promoted|made me|moved (?:up|over|into|to)"
    r"|switched|transitioned|transferred|accepted|signed on|came on|stepped (?:up|into)|founded"
    r"|launched|went (?:to|over to)|took (?:over|on|a|an|the|my|this)"
    r"|opened|got (?:a|my|the|on at|on with|in at|hired)|landed|bought|enlisted|empece|comence)"
    r"|left|quit|retired|resigned|laid off|let go|fired|stopped|deje|renuncie)\b"
)
_REACH = 60
"""How many characters before a date a verb like "started" may stand."""


def by_verb(folded: str, span: DateSpan, floor: int) -> DateSpan:
    """Use the nearest verb before the date in its clause, if it tells of a beginning or an end."""
    window = folded[max(floor, span.left - _REACH) : span.left]
    window = re.split(r"[.;!?\n(]|, (?!i )|\b(?:and|but|then) i\b", window)[-1]
    began = [m.end() for m in _BEGAN.finditer(window)]
    ended = [m.end() for m in _ENDED.finditer(window)]
    if began and (not ended or began[-1] > ended[-1]):
        return replace(span, kind=DateKind.START)
    if ended:
        return replace(span, kind=DateKind.END, start=None, end=span.start)
    following = _VERB_AFTER.match(folded, span.right)
    if following and following["began"]:
        return replace(span, kind=DateKind.START)
    if following:
        return replace(span, kind=DateKind.END, start=None, end=span.start)
    return span
