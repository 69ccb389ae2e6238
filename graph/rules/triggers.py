"""Decides whether a noun phrase of a clause is a job the person held, by the words around it."""

import re
from dataclasses import dataclass
from enum import Enum

from graph.rules.job_tense import holds_now
from graph.rules.title_gaps import (
    AT_NAME,
    FRAGMENT_AFTER,
    NOTED_AFTER,
    after_place,
    begins_list,
    joins,
    stands_apart,
)
from graph.rules.title_words import YOUNG_PEOPLE
from graph.rules.titles import Phrase
from graph.rules.words import fold


class Sign(Enum):
    """What the words around a title say."""

    HELD = "held"
    """A job the person had at some time."""
    HOLDS = "holds"
    """A job the person has now."""
    LATER = "later"
    """A job that followed the one told next ("before becoming a nurse I …")."""


class Style(Enum):
    """What a noun phrase without a verb means in a message."""

    BARE = "bare"
    """Any noun phrase is a job: it answers an open question about jobs."""
    NOTES = "notes"
    """A known title is a job: "cashier, 2010-12"."""
    SENTENCES = "sentences"
    """Nothing: an answer about schooling or taste names jobs the person never had."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a message between two offsets, and how it is written.

    Attributes:
        left, right: the offsets.
        style: how it is written.
        placed: whether its words place it in time beside the one before ("then", "later").
    """

    left: int
    right: int
    style: Style
    placed: bool = False


_ARTICLE = (
    r"(?:(?:^|(?<=[\s,(:\x01-]))(?:an?|the|their|its|his|her|my|our|some|one of (?:the|their|our)"
    r"|this|un|una|el|la|also"
    r"|just|still|only|now|currently|again|basically|mostly|mainly|kind of|sort of|pretty much"
    r"|first|both|actually"
    r"|later|really|technically|simply|essentially|initially|primarily|either|like|in|of|to"
    r"|back|que|como|as|over"
    r"|always|presently|originally|already|(?:full|part)[- ]?time|another|very|self-employed|so"
    r"|now|retired|former|ex|self employed|single|proud|licensed)\s+)*[\"'(*-]*\s*$"
)
_WORK_WORD = (
    r"\b(?:w(?:or|ro|r|er)k\w*|jobs?|hired?|employ\w*|start\w*|promot\w*|positions?|roles?"
    r"|gigs?|temp\w*"
    r"|freelanc\w*|serv(?:ed?|ing)"
    r"|volunteer\w*|intern\w*|career|brought on|came on|began|beg[iu]n\w*|stint|years|months"
    r"|trabaj\w*|empece|contrat\w*|back|time|experience|contract\w*|moonlight\w*|gig)\b"
)
_ANY_AS = re.compile(rf"{_WORK_WORD}[^.;?!]{{0,60}}?\b(?:as|como|de)\s+{_ARTICLE}")
_AS = re.compile(rf"(?:^|[\s(,\x01])(?:as|como)\s+{_ARTICLE}")
_NOT_AS = re.compile(
    r"\b(?:such|same|known|well|much|soon|seen|treated|described|far|long"
    r"|see myself)\s+as\s+\w*\s*$"
)
_LABEL = re.compile(
    r"\b(?:job title|title|position|occupation|role|job|profession|career|gig|puesto|trabajo"
    r"|post|work|internship)s?(?: so far| ever| yet| to date)?"
    r"(?: (?:at|with|for|in|there|before that|before|back then|then|now|ever|en"
    r"|out of \w+)(?: (?!was|is)[\w'&.]+){0,4})?,?\s*"
    rf"(?:\x01++\s*)?(?:(?:is|was|were|are|has been|had been|being|es|era|fue|been)\b|:|-"
    rf"|=)\s*(?:as |to be |being |of |de |that of |called |officially )?{_ARTICLE}"
)
_BE = re.compile(
    rf"(?:\b(?P<now>i'm|im|i am|we're|soy)|\b(?P<be>used to be|was|were|am|been|being|fui|era"
    rf"|sido|siendo|estuve de|estaba de))\b"
    rf"(?: (?:also|just|still|now|currently|a|an|actually|basically|working|employed|hired|only"
    rf"|then|once|briefly|really|not only))*,?\s*{_ARTICLE}"
)
_SUBJECT = re.compile(
    r"(?:\b(?:i|i've|ive|i'd|id|im|i'm|yo|he|we)\b(?:[\s,]+[^\s,]+){0,4}|\b(?:have|had|has"
    r"|having|he|after|before|from|since|of|while|been|enjoyed|loved|liked|hated|to|by"
    r"|spent \x01++)"
    r"|\band|\b(?:jobs?|positions?|roles?|gig|career|title|work|occupation|internship)\b[^.;]{0,50})\s*$"
)
_NO_SUBJECT = re.compile(
    r"[\s,(\x01'\"-]*(?:(?:and|but|so|then|now|when|while|where|before(?: that)?"
    r"|after(?: that)?|previously|currently|also|"
    r"originally|first|formerly|initially|later|ok|yes|yeah|well|hi|hello|hey|for|in|once"
    r"|most recently|recently"
    r"|before|today|at first|luego|despues|antes|de eso|ahora|alla|ahi|aqui|primero|tambien|y"
    r"|like|mostly|lol|at the time|prior to that)[\s,]*|\x01++[\s,]*)*+"
)
_BECOME = re.compile(
    r"\b(?:became|become|becoming|promoted(?: up)?(?: again)?(?: to)?(?: be)?|promotion to"
    r"|made(?: me| it)?(?: up)?(?: to| into)?(?: be)?"
    r"|advanced to|(?:moved|switched|put|transferred|bumped|sent|promoted|upgraded|stuck) me"
    r"(?: (?:over|up|back|on|in|down|out))*(?: to| into| on| in| as)"
    r"|moved (?:up |over |on )?(?:in)?to(?: be| being| become)?"
    r"|worked (?:my way )?up to|way (?:up )?(?:to|into)|switched (?:over )?to"
    r"|transitioned (?:in)?to"
    r"|changed (?:jobs )?to|went (?:on )?(?:to|into)(?: be| become| being| work as)?|turned"
    r"|hired(?: on| in| back)?(?: as)?|stepped (?:up )?(?:in)?to"
    r"|(?:bumped|moved|went|came) up(?: to)?|rose to|(?:went|moved|promoted|transitioned"
    r"|switched|up|going|worked my way up) from|transferred (?:in)?to|trained as|retrained as"
    r"|qualified as|ended up (?:as|being)?"
    r"|now|ahora|fill(?:ed)? in as|acting as|me hicieron|ascendieron a|pase a ser|termine como"
    r"|moved on to|took over as|returned to being|retired (?:as|from being)|elected|appointed"
    r"|took on|then|led to|named)"
    rf"\s+{_ARTICLE}"
)
_FROM_TO = re.compile(rf"\bfrom (?:an? |the )?[\w -]{{3,40}} (?:up )?(?:to|into)\s+{_ARTICLE}")
_BEING = re.compile(
    rf"\b(?:before|prior to)\s+(?:becoming|being|i was|i became|i got hired as|this)\s+{_ARTICLE}"
)
_DID = re.compile(
    rf"\b(?:worked|work|working|works|did|done|doing|do|been doing|have|had|got|get|found|took"
    rf"|landed|held|accepted|picked up|left|quit|lost|freelance|started|was doing|trabaje de"
    rf"|trabaj\w+ de|trabaj\w+ como|de|temped)\s+{_ARTICLE}"
)
_JOB_AFTER = re.compile(
    r"\s*(?:-?level )?(?:job|position|role|gig|work|internship|apprenticeship|post"
    r"|shift)s?\b(?! (?:title|search|market|hunt|interview|description))"
)
_TRADE_AFTER = re.compile(r"\s*(?:by (?:trade|profession|training)|de profesion|de oficio)\b")
_TITLE_AFTER = re.compile(
    r"\s*(?:is|was) (?:what (?:my|the) (?:card|badge|contract|name ?tag|paycheck|business card)"
    r" (?:says|said|reads)|my (?:official |actual |job )*title"
    r"|what they (?:call|called) (?:me|it))\b"
)
"""Makes a title of what stands before it: "project estimator is what the card says"."""
_PRONOUN_VERB = re.compile(
    r"\b(?:i|to|we|they|you|he|she|who|can|will|would|could|don't|didn't|should)\s+$"
)
_DEFINITE = re.compile(
    r"[\s,]*(?:(?:and|but|so) )?(?:the|this|that|those|these|some|every|each)\s+"
)
_DOES = re.compile(
    r"\b(?:was|were|is|are|had|has|told|said|asked|gave|helped|keeps?|kept|wants?|needs?|makes?)\b"
)
"""With the above: a clause about somebody else, "the clerk at the store was rude"."""
_TIME_OF = re.compile(r"^[\s,]*(?:and |but )?(?:before|after|since|until|till) the\s+$")
"""Opens a clause with a time: "before the bus I was at home"; the bus is told elsewhere."""
_REACH = 120
"""How many characters before a title the words that make it a job may stand."""


def read_sign(masked: str, clause: Clause, phrase: Phrase, reach: int) -> Sign | None:
    """Return what makes the phrase a job; None if nothing does.

    Args:
        masked: the folded, masked message.
        clause: the clause it stands in.
        phrase: the noun phrase.
        reach: offset up to which the clause is already read as jobs, dates and workplaces.
    """
    before = masked[max(clause.left, phrase.begins - _REACH) : phrase.begins]
    after = masked[phrase.right : clause.right]
    if not phrase.strong and _PRONOUN_VERB.search(before):
        return None
    if _TIME_OF.search(before) and masked[phrase.left : phrase.right].isalpha():
        return None
    if _BEING.search(before):
        return Sign.LATER
    if not _is_job(masked, clause, phrase, reach, before):
        return None
    dropped = masked[phrase.begins : phrase.left]
    return Sign.HOLDS if holds_now(before + dropped, after) else Sign.HELD


def _is_job(masked: str, clause: Clause, phrase: Phrase, reach: int, before: str) -> bool:
    """Whether the words around a phrase make it a job; ``before``: those before it."""
    after = masked[phrase.right : clause.right]
    if _ANY_AS.search(before) and not _NOT_AS.search(before) and not _is_person(phrase):
        return True
    if _LABEL.search(before) and (phrase.known or not after.strip(" .,\x01")):
        return True
    if phrase.known and _known_sign(before, after, phrase):
        return True
    bare = clause.style is Style.BARE
    if clause.style is Style.SENTENCES or (phrase.plural and not bare):
        return False
    gap = masked[max(clause.left, reach) : phrase.begins]
    somebody = _DEFINITE.fullmatch(before) and _DOES.search(after)
    if somebody or not FRAGMENT_AFTER.match(after) or AT_NAME.search(gap):
        return False
    dropped = masked[phrase.begins : phrase.left]
    former = re.search(r"\b(?:former|retired|ex|previous)\b", dropped) is not None
    noted = NOTED_AFTER.match(after) is not None
    placed = clause.placed and not after.strip(" ,.")
    strong = phrase.strong or (phrase.known and (bare or former or noted or placed))
    if strong and (joins(gap) or begins_list(gap, after) or stands_apart(gap, after)):
        return True
    if strong and reach > clause.left and after_place(gap):
        return True
    return bare and joins(gap) and len(phrase.title.split()) <= 5 and not _is_noise(phrase.title)


def _is_person(phrase: Phrase) -> bool:
    """Whether a phrase only says what somebody was at the time: "worked there as a kid"."""
    return not phrase.known and fold(phrase.title) in YOUNG_PEOPLE


def _known_sign(before: str, after: str, phrase: Phrase) -> bool:
    if _AS.search(before) and not _NOT_AS.search(before):
        return True
    be = _BE.search(before)
    if be and (be["now"] or be["be"] in _I_WAS or _may_be_me(before[: be.start()])):
        return not phrase.plural
    if _BECOME.search(before) or (_FROM_TO.search(before) and not phrase.plural):
        return True
    if re.search(r"\b(?:former|retired|ex)[\s-]+$", before) and not phrase.plural:
        return True
    if _TRADE_AFTER.match(after) or _TITLE_AFTER.match(after):
        return True
    if _JOB_AFTER.match(after):
        return bool(
            _DID.search(before)
            or _BE.search(before)
            or re.search(
                r"\b(?:as|my|first|next|last|is|from|\x01)\s+(?:an?\s+)?[\w-]*\s*$", before
            )
            or not before.strip(" ,(")
        )
    did = _DID.search(before)
    return bool(
        did and re.match(r"(?:work\w*|did|doing|trabaj\w*|temped)\b", did[0]) and not phrase.plural
    )


_NOISE = re.compile(
    r"(?:\W*(?:o+h*|k+|a+h+|u+[mh]+|h+m+|e+r+|lol|lmao|haha\w*|wow|yay|ugh|meh|cool|nice|great|good"
    r"|fine|perfect|awesome|thanks?|ty|please|plz|pls|sorry|wait|hold|sec|hi|hey|hello|hiya|yo|sup"
    r"|bye|idk|idc|dunno|nah|nope|naw|whatever|ok(?:ay)?|bro|bruh|man|dude|sir|maam|ma'am|madam"
    r"|buddy|friend|true|right|same|test\w*|asdf\w*"
    r"|stuff|things?|nothing|neck|back|knees?|hips?|shoulders?|wrists?|ankles?|legs?|feet|hands?"
    r"|body|hurts?|hurting|pain\w*|summers?|winters?|seasons?|years?|months?"
    r"|weeks?|\d{1,2}|two|three|few|couple|based"
    r"|located|residing|living)\b)+\W*|.*\b(?:died|passed away|is dead)\b.*"
)
"""Words that answer no question about jobs, though they stand where a title could."""


def _is_noise(title: str) -> bool:
    """Whether words without any head of a title say nothing about work: "k", "oh", "my neck"."""
    plain = fold(title)
    latin = sum("a" <= character <= "z" for character in plain)
    return latin < _SHORTEST or _NOISE.fullmatch(plain) is not None


_SHORTEST = 2
"""Letters of a title that nobody else has listed, at least."""

_I_WAS = ("fui", "estuve de", "estaba de")
"""Spanish verbs that can only speak of the person who writes."""


def _may_be_me(before: str) -> bool:
    return bool(_SUBJECT.search(before) or _NO_SUBJECT.fullmatch(before))
