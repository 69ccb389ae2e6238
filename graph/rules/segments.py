"""Splits a message into clauses and says which of them tell what the person really did."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_LONGEST = 700
"""Characters of a sentence; what people write without a full stop is cut there."""

MASK_DATE, MASK_SCHOOL = "\x01", "\x02"
"""Stand in for the characters of dates and of education in a masked message."""

_ABBREVIATED = re.compile(
    r"(?:\b(?:[a-z]|inc|co|corp|ltd|llc|st|mt|ft|mr|mrs|ms|dr|jr|sr|vs|dept|mgr|asst|approx|no"
    r"|univ|gov|gen"
    r"|sgt|lt|capt|col|dir|eng|tech|assoc|exec|admin|rep|e\.g|i\.e|u\.s|a\.m|p\.m|ph\.d|etc))$"
)
_PRONOUN = r"(?:i|ive|im|i'm|i've|i'd|i'll|id)\b"
_RELATIVE_PEOPLE = (
    r"(?:wife|husband|hubby|spouse|mom|mum|mother|mama|dad|father|papa|parents?|brothers?"
    r"|sisters?|sons?"
    r"|daughters?|uncle|aunt|cousins?|friends?|boyfriend|girlfriend|partner|boss|bosses|manager"
    r"|supervisor"
    r"|co-?workers?|colleagues?|roommate|neighbou?r|grandma|grandpa|grandmother|grandfather"
    r"|grandparents"
    r"|kids?|child|children|ex|ex-wife|ex-husband|fiancee?|landlord|teachers?|professor|family"
    r"|in-laws"
    r"|mother-in-law|father-in-law|brother-in-law|sister-in-law|nephew|niece|employees?"
    r"|clients?|customers?"
    r"|esposa|esposo|marido|mujer|madre|padre|papas|padres|hermano|hermana|hijo|hija|tio|tia"
    r"|primo|prima"
    r"|amigo|amiga|novio|novia|abuelo|abuela|jefe|jefa|counselor|advisor|therapist|doctor)"
)
_CONJUNCTIONS = (
    r"(?:(?:and|but|so|or|plus|also|well|ok|okay|yes|yeah|no|oh|y|e|pero|o|honestly"
    r"|actually),? ){0,3}"
)
_BREAK = re.compile(
    r"(?:,\s*|\s+|\()(?="
    rf"{_CONJUNCTIONS}(?:"
    rf"(?:when|while|where|because|cuz|cause|bc|since|until|till|til|after|before"
    rf"|although|though"
    rf"|if|which|as"
    rf"|then|now|once|and then|so|that|cuando|mientras|porque|donde)?,? ?(?:{_PRONOUN}|(?:he"
    rf"|she|they|we)\b)"
    r"|(?:right |just |long |years )?(?:before?|b4|prior to|after|since) (?:that|then|this|which)\b"
    r"|then\b(?!,? (?:i|im|i'm|i've)\b)|afterwards?\b|previously\b|subsequently\b"
    r"|later(?: on)?\b(?! than)"
    r"|luego\b|despues\b|antes (?:de eso)?\b|ahora\b|actualmente\b|mas tarde\b"
    r"|(?:now|currently|presently|these days|nowadays|at present|right now)\b(?=[\s,:]+\w)"
    r"|(?:my|his|her|our) "
    rf"{_RELATIVE_PEOPLE} (?:is|was|works?|worked|has|had|got|used|did|does|owns?|owned|runs?"
    rf"|ran|taught|said|told|helped|became|retired)\b|mi {_RELATIVE_PEOPLE} (?:es|era|fue"
    rf"|trabaja)|(?:he|she|they|we)\b"
    r"|(?:my|the) (?:first|second|third|next|last|other|current|previous|main|day) (?:job"
    r"|position|role|gig)"
    r"|my (?:job|title|role|position)\b"
    r"|but\b|because\b|although\b|though\b|however\b|pero\b|porque\b|mientras\b|instead\b"
    r"|hoping\b|meanwhile\b"
    r"|(?:also |still )?(?:want|wants|wanted|would like|hope|hoping|looking|thinking|trying"
    r"|planning)\b (?:to|about|for|of|into)"
    r"|\band (?:also )?as an?\b"
    r"))|(?:\s-{1,2}\s|:\s)(?=[a-z])"
)


_ONLY_MARKERS = re.compile(
    rf"[\s,(]*{_CONJUNCTIONS}[\s,]*(?:(?:right |just |long )?(?:before?|b4|prior to|after"
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


def split_segments(masked: str) -> list[Segment]:
    """Split a folded message, its dates and schools masked, into clauses in order."""
    segments: list[Segment] = []
    left = 0
    for number, right in enumerate(_sentence_ends(masked)):
        cut = left
        asks = "?" in masked[right : right + 3]
        for found in _BREAK.finditer(masked, left, right):
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


def _sentence_ends(masked: str) -> list[int]:
    ends: list[int] = []
    start = 0
    for mark in re.finditer(r"[.!?;\n…*|]", masked):
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
    r"(?:right |just |long |even |years )?(?:(?:before?|b4|prior to) (?:that|then|this|which|it"
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


def _segment(masked: str, left: int, right: int, number: int, asks: bool) -> Segment:
    begin = re.compile(rf"[\s,()-]*{_CONJUNCTIONS}[\s,]*").match(masked, left, right)
    at = begin.end() if begin else left
    place = None
    for pattern, meaning in ((_BEFORE, Place.BEFORE), (_AFTER, Place.AFTER), (_SAME, Place.SAME)):
        if pattern.match(masked, at, right):
            place = meaning
            break
    return Segment(left, right, number, asks, place)


_WISH = re.compile(
    r"\b(?:want(?:s|ed|ing)?(?: to|$)|wanna|would (?:like|love|rather|be|enjoy|have)"
    r"|i'd (?:like|love|rather|be|have)"
    r"|wouldn't|hop(?:e|ed|ing) (?:to|for)|dream(?:s|ed|ing)?\b|interested in|interest in"
    r"|thinking (?:of|about)|thought about|think about"
    r"|consider(?:ed|ing)?|look(?:ing)? (?:for|into|to)|plan(?:s|ning|ned)? (?:to|on)"
    r"|going to (?:be|become|work|start)"
    r"|gonna (?:be|become|work|start)|aspir\w+|my goal|goal is|someday|some day|one day"
    r"|wish(?:ed|ing)?|always wanted"
    r"|could (?:be|become|see myself|do|work)|might (?:be|become|try|like|work)|should i|if i"
    r"|if only|curious about|apply(?:ing)?|applied"
    r"|interview(?:ed|ing)? (?:for|at|with)|training to (?:be|become)|studying to (?:be|become)"
    r"|learning to (?:be|become)|in school to (?:be|become)|school (?:for|to be|to become)"
    r"|trying to (?:be|become|get|find|break)|what about|how about|suitable for|good fit for"
    r"|ready to (?:be|become)|like to (?:be|become|work|do|try)|rather (?:be|work)|hoped"
    r"|prefer (?:to be|to work|being)|instead of|rather than|qualify for|qualified for"
    r"|recommend|suggest|as opposed to|will be|i'll be|imagine|transition (?:to|into)"
    r"|pivot (?:to|into)|move into|get into|break into|switch(?:ing)? (?:to|into)"
    r"|become an? \w+ someday"
    r"|quiero|quisiera|me gustaria|sueno|espero|busco|buscando|pienso|si yo|ojala)\b"
)
_DENIED = re.compile(
    r"(?:\b(?:never|not|neither|nor|nunca|jamas|no)\b|n't\b|\b(?:dont|didnt|wasnt|havent|isnt"
    r"|aint|wont|cant)\b)"
    r"(?:[ ,]+(?:really|actually|ever|yet|even|officially|once|have|had|a real))*\s+"
    r"(?:an?|the|been|be|become|being|work(?:ed|ing)?|get|got|gotten|have|had|having|do|did"
    r"|done|qualified|as|hired|chosen"
    r"|accepted|selected|my|in|any|trabaje|trabajado|soy|fui|era|una?|he|offered)\b"
    r"|\b(?:can't|cant|cannot|can not|won't|wont|will not|no puedo|no quiero)\b(?! (?:complain"
    r"|believe|remember))"
    r"|\b(?:without (?:being|working)|turned down|rejected for|got rejected|passed over"
    r"|failed to)\b"
)
_ENDED_ONLY = re.compile(
    r"\b(?:any ?more|no longer|any longer|ya no|nowadays|full[- ]time|for (?:them|him|her) )\b"
)
_OTHER = re.compile(
    rf"(?:(?:my|his|her|our|their|mi|su)(?: (?!job|first|last"
    rf"|title)[\w-]+){{0,2}}? {_RELATIVE_PEOPLE}|(?:a|one|the) (?:friend|guy|girl|lady|man"
    rf"|woman|boss)"
    r"|he|she|they|he's|she's|they're|hes|shes|theyre|someone|somebody|everyone|everybody"
    r"|people|most people|el|ella|ellos|who|whose)\b(?!'s)"
)
_ME = re.compile(r"\b(?:me|my|i|i'm|i've|im|ive|yo|mi)\b")
_CONTACT = re.compile(r"\b(?:asked|told|ask|tell|spoke|talked|advice from|thanks to)\b")
_HYPOTHETICAL = re.compile(
    r"[\s,(-]*(?:(?:and|but|so|or|also|well|ok|okay|y) )*(?:what|whats|what's|how|hows|how's"
    r"|should|can|could|would|will|do you|does|did you|is|are"
    r"|which|why|where's|who|any|maybe|perhaps|que|cual|cuanto|como|puedo|deberia)\b"
)


_TIME_CLAUSE = re.compile(
    rf"[\s,(-]*{_CONJUNCTIONS}(?:until|till|til|since|when|after"
    r"|before|hasta que|desde que|cuando)\b"
)


def not_so_from(masked: str, segment: Segment, inherited: bool) -> int | None:
    """Return the offset from which the clause no longer tells what the person did; None if it does.

    Args:
        masked: the folded, masked message.
        segment: the clause.
        inherited: whether the clause before it, in the same sentence, was not so either.
    """
    left, right = segment.left, segment.right
    begin = re.compile(
        rf"[\s,()-]*{_CONJUNCTIONS}[\s,]*(?:then |now |later |when |while |where |before |after )*"
    ).match(masked, left, right)
    at = begin.end() if begin else left
    other = _OTHER.match(masked, at, right)
    found = [
        m for m in (_WISH.search(masked, at, right), _denied(masked, at, right)) if m is not None
    ]
    starts = [m if isinstance(m, int) else m.start() for m in found]
    if other and not _TIME_CLAUSE.match(masked, left, right):
        me = re.compile(r"\b(?:me|i)\b").search(masked, other.end(), right)
        if me is None:
            starts.append(other.start())
    if segment.asks and _HYPOTHETICAL.match(masked, left, right):
        starts.append(left)
    own = re.compile(rf"{_PRONOUN}|my |soy |fui |trabaj").match(masked, at, right)
    if (
        inherited
        and not own
        and not re.compile(r"[\s,(]*(?:but|pero|instead)\b").match(masked, left, right)
    ):
        starts.append(left)
    return min(starts, default=None)


def _denied(masked: str, at: int, right: int) -> int | None:
    found = _DENIED.search(masked, at, right)
    if found is None or _ENDED_ONLY.search(masked, found.end(), right):
        return None
    if re.compile(r"\s*(?:only|just|gonna lie)\b").match(masked, found.end(), right):
        return None
    return found.start()
