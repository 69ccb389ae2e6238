"""Says which clauses tell no work of the person's own: wishes, denials, other people."""

import re

from graph.rules.clause_words import CONJUNCTIONS, PRONOUN, RELATIVE_PEOPLE
from graph.rules.segments import Segment

_WISH = re.compile(
    r"\b(?:want(?:s|ed|ing)?"
    r"(?: to|$| (?:my|an?|the) (?:\w+ ){0,2}?(?:job|career|position|role|work))|wanna"
    r"|next (?:job|career|role|position) (?:to|should|would|will|could|must|has to)"
    r"|would (?:like|love|rather|be|enjoy|have)"
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
    r"|accepted|selected|into|my|in|any|trabaje|trabajado|soy|fui|era|una?|he|offered)\b"
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
    rf"|title)[\w-]+){{0,2}}? {RELATIVE_PEOPLE}|(?:a|one|the) (?:friend|guy|girl|lady|man"
    rf"|woman|boss)"
    r"|(?:the|this|that|every|most|these|those|all)"
    r" (?:jobs?|positions?|roles?|postings?|ads?|listings?)"
    r" (?:requires?|wants?|says?|asks?|needs?|is asking|are asking|expects?)"
    r"|you(?: all|'d|'ll|'re)?"
    r"|he|she|they|he's|she's|they're|hes|shes|theyre|someone|somebody|everyone|everybody"
    r"|people|most people|el|ella|ellos|who|whose)\b(?!'s)"
)
_WHO = re.compile(
    rf"\b(?:{RELATIVE_PEOPLE}|someone|somebody|people|guy|girl|lady|man|woman)s?"
    r"(?: of mine|,)? (?:who|that)(?:'s|'ve)?"
    r" (?:is|was|were|are|has|have|had|used|works?|worked|did|does|became|taught|drove|ran)\b"
)
"""Somebody else whose work a relative clause tells: "a friend who was a nurse"."""
_ME = re.compile(r"\b(?:me|my|i|i'm|i've|im|ive|yo|mi)\b")
_CONTACT = re.compile(r"\b(?:asked|told|ask|tell|spoke|talked|advice from|thanks to)\b")
_HYPOTHETICAL = re.compile(
    r"[\s,(-]*(?:(?:and|but|so|or|also|well|ok|okay|y) )*(?:what|whats|what's|how|hows|how's"
    r"|should|can|could|would|will|do you|does|did you|is|are"
    r"|which|why|where's|who|any|maybe|perhaps|que|cual|cuanto|como|puedo|deberia)\b"
)


_TIME_CLAUSE = re.compile(
    rf"[\s,(-]*{CONJUNCTIONS}(?:until|till|til|since|when|after"
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
        rf"[\s,()-]*{CONJUNCTIONS}[\s,]*(?:then |now |later |when |while |where |before |after "
        r"|because |cuz |bc |porque )*"
    ).match(masked, left, right)
    at = begin.end() if begin else left
    other = _OTHER.match(masked, at, right)
    found = [
        m for m in (_WISH.search(masked, at, right), _denied(masked, at, right)) if m is not None
    ]
    starts = [m if isinstance(m, int) else m.start() for m in found]
    starts += [m.start() for m in _WHO.finditer(masked, at, right)][:1]
    if other and not _TIME_CLAUSE.match(masked, left, right):
        me = re.compile(r"\b(?:me|i)\b").search(masked, other.end(), right)
        if me is None:
            starts.append(other.start())
    if segment.asks and _HYPOTHETICAL.match(masked, left, right):
        starts.append(left)
    own = re.compile(rf"{PRONOUN}|my |soy |fui |trabaj").match(masked, at, right)
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
