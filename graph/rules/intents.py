"""Recognise what a person wants from the turn: suggestions, a reason, a job weighed, pay ..."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.rules.phrase_tables import Phrase, listed, phrases
from graph.rules.sentences import Clause, clauses
from graph.rules.spelling import repair
from graph.rules.subjects import KnowsTitle, clean_subject, is_occupation, read_subject
from graph.understanding import Intent, TurnContext

_LONGEST_CLAUSE = 200
"""Characters; longer clauses tell something and ask nothing."""

_LEAD = re.compile(
    r"^(?:(?:ok(?:ay)?|kk?|well|so|and|but|hey|hi|hello|please|u+m+|u+h+|h+m+|alright|great|cool|nice|"
    r"thanks|thank you|just|now|then|also|y|pero|oh|yes|yeah|yep|no(?=,| (?:i|what|how|why|show|just|give|could|can)\b)|wait|actually|honestly|look|"
    r"listen|right|sure|fine|good|anyway|btw|by the way|in fact|i was wondering|i wonder|"
    r"i'm wondering|i'm curious|i want to know|i'd like to know|i would like to know|do you know|"
    r"can you tell me|could you tell me|would you tell me|tell me|can you say|let me know|"
    r"(?:i have |i've got )?(?:a |one |another )?(?:quick )?question|maybe|perhaps|if|whether|like|"
    r"i guess|i think|i mean|or|still|bueno|entonces|oye)[ ,:]+)+"
)
_ASKING = re.compile(
    r"^(?:what|how|why|which|who|whose|is|are|am|do|does|did|can|could|should|would|will|where|when|"
    r"any|that pay|cuanto|que|cual|hay|por que)\b"
)
_IT = re.compile(r"\bit\b")
_MOST_PIECES = 4
"""Commas at which a clause is cut to find a request beside something else."""

_PERSONAL = re.compile(
    r"\b(?:i|i'm|i've|me|my|you|your|it|that|this|one|jobs?|work\w*|careers?|pay|school|degree|skills?|"
    r"occupation\w*|profession\w*|trabajo|empleo|train\w*|qualif\w*|experience)\b"
)
"""Words of a question that may be about the person or the conversation, though it is not understood."""

_NOT_A_TARGET = re.compile(
    r"(?:\w+ing )?(?:know|see|hear|ask|tell|change|start|stop|go|do|work|find|get|make|earn|have|"
    r"help|learn|use|say|be|try|talk|show|add|correct|share|leave|quit|move|give|keep|stay|live|"
    r"something|anything|more|less|better|a change|a raise|a new|a better|a job|the job|work|"
    r"suggestions?|ideas?|nights?|weekends?)\b.*"
)
_NEGATED = re.compile(
    r"\b(?:no(?! wait)|not|never|no longer|don't|doesn't|didn't|won't|wouldn't|wasn't|isn't|no quiero|nunca)\b"
)


@dataclass(frozen=True, slots=True)
class Request:
    """A clause that asks for something.

    Attributes:
        intent: what it asks for.
        subject: see ``Understanding.subject``.
        clause: where it stands.
    """

    intent: Intent
    subject: str | None
    clause: Clause


def read_requests(
    parts: Iterable[Clause], context: TurnContext, knows_title: KnowsTitle
) -> tuple[Request, ...]:
    """Return the clauses that ask for something, in order."""
    found = (_request(clause, context, knows_title) for clause in parts)
    return tuple(request for request in found if request)


def _request(clause: Clause, context: TurnContext, knows_title: KnowsTitle) -> Request | None:
    if len(clause.plain) > _LONGEST_CLAUSE:
        return None
    whole = repair(_spelt_out(clause))
    for phrase in phrases("small_talk"):
        if phrase.pattern.search(whole):
            return Request(phrase.intent, None, clause)
    for said in (whole, *whole.split(",", _MOST_PIECES)[::-1]):
        request = _asked_by(_LEAD.sub("", said.strip()), clause, context, knows_title)
        if request or "," not in whole:
            return request
    return None


def _spelt_out(clause: Clause) -> str:
    """Return the folded clause with "IT", the field, written out: folded it would be "it"."""
    if "IT" in clause.text.split() and not clause.text.isupper():
        return _IT.sub("information technology", clause.plain)
    return clause.plain


def _asked_by(
    said: str, clause: Clause, context: TurnContext, knows_title: KnowsTitle
) -> Request | None:
    asks = clause.asks or bool(_ASKING.match(said))
    for phrase in phrases("requests"):
        if phrase.asks and not asks:
            continue
        match = phrase.pattern.search(said)
        if match and not _denied(phrase, match):
            about = match.groupdict().get("subject")
            if phrase.occupation and not _names_occupation(about, knows_title):
                continue
            subject = read_subject(about, context)
            if phrase.intent == Intent.WHY and subject and not subject.isdigit():
                subject = subject if is_occupation(subject, knows_title) else None
            return Request(phrase.intent, subject, clause)
    if asks and listed("off_career").search(said):
        return Request(Intent.OFF_TOPIC, None, clause)
    return None


def _denied(phrase: Phrase, match: re.Match[str]) -> bool:
    """Whether a wish is one not to: "I don't want to be a nurse"."""
    if phrase.intent not in (Intent.WEIGH, Intent.SUGGEST):
        return False
    wished = match.start() if "subject" not in match.re.groupindex else match.start("subject")
    return bool(_NEGATED.search(match.string, 0, wished))


def _names_occupation(words: str | None, knows_title: KnowsTitle) -> bool:
    subject = clean_subject(words or "")
    return bool(
        subject and not _NOT_A_TARGET.fullmatch(subject) and is_occupation(subject, knows_title)
    )


_WEIGHT = {
    Intent.WEIGH: 0,
    Intent.PAY: 1,
    Intent.OUTLOOK: 1,
    Intent.SKILLS: 1,
    Intent.WHY: 1,
    Intent.SUGGEST: 2,
    Intent.SUMMARY: 3,
    Intent.PROGRESS: 3,
    Intent.HELP: 4,
    Intent.OFF_TOPIC: 5,
    Intent.GREETING: 6,
    Intent.THANKS: 6,
}


def strongest(requests: Iterable[Request]) -> Request | None:
    """Return the request a turn should answer: about an occupation before general ones."""
    return min(requests, key=lambda request: _WEIGHT[request.intent], default=None)


def read_intent(
    text: str, context: TurnContext, knows_title: KnowsTitle = lambda _: False
) -> tuple[Intent, str | None]:
    """Return what a message wants and what that is about; ``TELL`` when it asks for nothing.

    Args:
        text: the message.
        context: the suggestions shown, for "the second one".
        knows_title: tells occupations from other words.
    """
    parts = clauses(text)
    if not has_words(parts):
        return Intent.EMPTY, None
    request = strongest(read_requests(parts, context, knows_title))
    if request:
        return request.intent, request.subject
    return unmatched_question(parts) or Intent.TELL, None


def has_words(parts: Iterable[Clause]) -> bool:
    """Whether a message says anything: one of dots or emoji does not."""
    return any(character.isalnum() for part in parts for character in part.plain)


def unmatched_question(parts: Iterable[Clause]) -> Intent | None:
    """Return what a question that fits no phrase is; None if nothing is asked."""
    asked = [p for p in parts if p.asks or _ASKING.match(_LEAD.sub("", p.plain))]
    if not asked:
        return None
    personal = any(_PERSONAL.search(part.plain) for part in parts)
    return Intent.UNCLEAR if personal else Intent.OFF_TOPIC
