"""Splits a message into clauses, each with its place in time beside the one before."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from graph.rules.clause_words import CONJUNCTIONS, PRONOUN, RELATIVE_PEOPLE

_LONGEST = 700
"""Characters of a sentence; what people write without a full stop is cut there."""

MASK_DATE, MASK_SCHOOL = "\x01", "\x02"
"""Stand in for the characters of dates and of education in a masked message."""

_ABBREVIATED = re.compile(
    r"(?:\b(?:[a-z]|inc|co|corp|ltd|llc|st|mt|ft|mr|mrs|ms|dr|jr|sr|vs|dept|mgr|asst|approx|no"
    r"|univ|gov|gen"
    r"|sgt|lt|capt|col|dir|eng|tech|assoc|exec|admin|rep|e\.g|i\.e|u\.s|a\.m|p\.m|ph\.d|etc))$"
)
_BREAK = re.compile(
    r"(?:,\s*|\s+|\()(?="
    rf"{CONJUNCTIONS}(?:"
    rf"(?:when|while|where|because|cuz|cause|bc|since|until|till|til|after|before"
    rf"|although|though"
    rf"|if|which|as"
    rf"|then|now|once|and then|so|that|cuando|mientras|porque|donde)?,? ?(?:{PRONOUN}|(?:he"
    rf"|she|they|we)\b)"
    r"|(?:right |just |long |years )?(?:before?|b4|prior to|after|since) (?:all )?(?:of )?"
    r"(?:that|then|this|which|those)\b"
    r"|then\b(?!,? (?:i|im|i'm|i've)\b)|afterwards?\b|previously\b|subsequently\b"
    r"|later(?: on)?\b(?! than)"
    r"|luego\b|despues\b|antes (?:de eso)?\b|ahora\b|actualmente\b|mas tarde\b"
    r"|(?:now|currently|presently|these days|nowadays|at present|right now)\b(?=[\s,:]+\w)"
    r"|(?:(?:until|till?) )?(?:my|his|her|our) "
    rf"{RELATIVE_PEOPLE} (?:is|was|works?|worked|has|had|got|used|did|does|owns?|owned|runs?"
    rf"|ran|taught|said|told|helped|became|retired|died|passed)\b|mi {RELATIVE_PEOPLE} (?:es|era"
    rf"|fue|trabaja)|(?:he|she|they|we)\b"
    r"|(?:my|the) (?:first|second|third|next|last|other|current|previous|main|day) (?:job"
    r"|position|role|gig)"
    r"|my (?:job|title|role|position)\b"
    rf"|(?:and|but|so|then|y|pero) (?:then )?\x01++,? {PRONOUN}"
    r"|\x01++,? i (?:(?:then|was|got|finally|have) )*(?:became|started|joined|took|moved|went"
    r"|switched|began|worked|landed|hired|promoted|ran|opened)\b"
    r"|but\b|because\b|although\b|though\b|however\b|pero\b|porque\b|mientras\b|instead\b"
    r"|hoping\b|meanwhile\b"
    r"|(?:also |still )?(?:want|wants|wanted|would like|hope|hoping|looking|thinking|trying"
    r"|planning)\b (?:to|about|for|of|into)"
    r"|\band (?:also )?as an?\b"
    r"))|(?:\s-{1,2}\s|:\s)(?=[a-z])"
)


_ONLY_MARKERS = re.compile(
    rf"[\s,(]*{CONJUNCTIONS}[\s,]*(?:(?:right |just |long )?(?:before?|b4|prior to|after"
    rf"|since) (?:that|then|this|which)"
    r"|then|afterwards?|previously|subsequently|later(?: on)?|now|currently|presently"
    r"|these days|nowadays"
    r"|at present|right now|luego|despues|antes(?: de eso)?|ahora|actualmente|mas tarde|instead"
    r"|meanwhile|also"
    r"|since|until|till|til|when|while|where|because|as|after|before?|b4|which|that|once|if|cuando"
    r"|mientras|donde|desde que|hasta que"
    r"|should|can|could|would|do|did|will|if|am|what|how|why|may|might|shall|where|what if"
    r"|how do|how can|what should)?[\s,:]*"
)


_TELLS = re.compile(
    r"\b(?:i|i've|i'm|ive|im|worked|have|had|was|went|did|been|moved|held|positions|jobs|roles)\b"
)


class Place(Enum):
    """Where a clause stands in time beside the one before it."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Segment:
    """A clause.

    Attributes:
        left, right: offsets in the message.
        sentence: number of the sentence it belongs to, from 0.
        asks: whether its sentence ends with a question mark.
        place: what its first words say about the order in time; None if nothing.
    """

    left: int
    right: int
    sentence: int
    asks: bool
    place: Place | None


def mask(folded: str, spans: Iterable[tuple[int, int]], character: str) -> str:
    """Return the text with the characters of the spans replaced, its length unchanged."""
    parts: list[str] = []
    place = 0
    for first, right in sorted(spans):
        left = max(first, place)
        if right <= left:
            continue
        parts += [folded[place:left], character * (right - left)]
        place = right
    return "".join([*parts, folded[place:]])


def split_segments(masked: str) -> list[Segment]:
    """Split a folded message, its dates and schools masked, into clauses in order."""
    segments: list[Segment] = []
    left = 0
    for number, right in enumerate(_sentence_ends(masked)):
        cut = left
        asks = "?" in masked[right : right + 3]
        for found in _BREAK.finditer(masked, left, right):
            if _ENDS_WITH_PLACE.match(masked, found.start(), right):
                # "..., cook before that": the words belong to what stands before them.
                begin = _fragment_before(masked, cut, found.start())
                if begin is not None:
                    if masked[cut:begin].strip(" ,("):
                        segments.append(_segment(masked, cut, begin, number, asks))
                        cut = begin
                    continue
            before = masked[cut : found.start()]
            if found[0].strip() in ("-", "--", ":") and not _TELLS.search(before):
                continue
            if before.strip(" ,(") and not _ONLY_MARKERS.fullmatch(before):
                segments.append(_segment(masked, cut, found.start(), number, asks))
                cut = found.start()
        if masked[cut:right].strip():
            segments.append(_segment(masked, cut, right, number, asks))
        left = right + 1
    return segments


_ENDS_WITH_PLACE = re.compile(
    r"(?:,? )?(?:right |just |shortly )?(?P<place>before|b4|prior to|after) (?:all (?:of )?)?"
    rf"(?:that|this)(?=\s*(?:$|\)|,? (?:at|for|in|from|with|w|on"
    rf"|i|can't|don't|but)\b|,? ?{MASK_DATE}+\s*$))"
)
"""Places the words before it in time: "cook before that", "nurse before that at Mercy"."""
_FRAGMENT = re.compile(
    r"(?:[\s,(]|\b(?:and|i|was|am|also|worked|as|an?|the|did|had|been)\b)*"
    rf"(?:[^\s,.;{MASK_DATE}]+ ?){{1,4}}"
)
"""A job named in a few words, without a date."""


def _fragment_before(masked: str, cut: int, end: int) -> int | None:
    """Return where the few words begin that "before that" places in time; None if there are none.

    Args:
        masked: the folded, masked message.
        cut: where the clause begins.
        end: where "before that" begins.
    """
    marks = [
        m.start() for m in re.compile(r",|\band (?:an? )?(?!\w+ and\b)").finditer(masked, cut, end)
    ]
    begin = marks[-1] if marks else cut
    return begin if _FRAGMENT.fullmatch(masked, begin, end) else None


_END = re.compile(r"[.!?;\n…*|]|(?:(?<=\s)|^)\d(?=\) )")
"""Where a sentence ends; the numbers of a list ("2) cook") end one as well."""


def _sentence_ends(masked: str) -> list[int]:
    ends: list[int] = []
    start = 0
    for mark in _END.finditer(masked):
        place = mark.start()
        if mark[0] == ".":
            following = masked[place + 1 : place + 2]
            if following and not following.isspace():
                continue
            if (
                _ABBREVIATED.search(masked, max(start, place - 8), place)
                and masked[place + 1 :].strip()
            ):
                continue
        ends.append(place)
        start = place + 1
    return list(_no_longer(masked, [*ends, len(masked)]))


def _no_longer(masked: str, ends: list[int]) -> Iterator[int]:
    """Cut sentences longer than ``_LONGEST`` characters, at a space if there is one."""
    start = 0
    for end in ends:
        while end - start > _LONGEST:
            space = masked.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            start = space if space > 0 else start + _LONGEST
            yield start
        yield end
        start = end + 1


_BEFORE = re.compile(
    r"(?:right |just |long |even |years )?(?:(?:before?|b4|prior to) (?:all )?(?:of )?"
    r"(?:that|then|this|those|which|it"
    r"|\x01)|previously"
    r"|earlier|formerly|beforehand|prior|antes(?: de eso| de esto)?)\b|my (?:previous"
    r"|prior) (?:job|position|role)"
)
_AFTER = re.compile(
    r"(?:then|after(?:wards?| that| this| which)|later|next|since then|subsequently|followed by"
    r"|eventually"
    r"|luego|despues|mas tarde|finally|from there|now|currently|ahora|actualmente)\b"
    r"|my (?:next|second|third) (?:job|position|role)"
)
_SAME = re.compile(
    r"(?:at the same time|on the side|meanwhile|simultaneously|during that time|i also|also"
    r"|al mismo tiempo"
    r"|tambien|in addition|besides that|while doing that)\b"
)


_TRAILING = re.compile(rf"\w{_ENDS_WITH_PLACE.pattern}")


def _segment(masked: str, left: int, right: int, number: int, asks: bool) -> Segment:
    begin = re.compile(rf"[\s,()-]*{CONJUNCTIONS}[\s,]*").match(masked, left, right)
    at = begin.end() if begin else left
    place = None
    for pattern, meaning in ((_BEFORE, Place.BEFORE), (_AFTER, Place.AFTER), (_SAME, Place.SAME)):
        if pattern.match(masked, at, right):
            place = meaning
            break
    trailing = None if place else _TRAILING.search(masked, left, right)
    if trailing:
        place = Place.AFTER if trailing["place"] == "after" else Place.BEFORE
    return Segment(left, right, number, asks, place)
