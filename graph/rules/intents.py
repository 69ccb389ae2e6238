"""Recognise what a person wants from the turn: suggestions, a reason, a job weighed, pay ..."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graph.rules.phrase_tables import listed, search, sections
from graph.rules.sentences import Clause, clauses
from graph.rules.spelling import repair
from graph.rules.subjects import KnowsTitle, clean_subject, is_occupation, read_subject
from graph.understanding import Intent, TurnContext

_LONGEST_CLAUSE = 200
"""Characters; longer clauses tell something and ask nothing."""

_IT = re.compile(r"\bit\b")
_FEW = 3
"""Words below which a question may be about anything."""
_MOST_PIECES = 4
"""Commas at which a clause is cut to find a request beside something else."""


@dataclass(frozen=True, slots=True)
class Request:
    """A clause that asks for something.

    Attributes:
        intent: what it asks for.
        subject: see ``Understanding.subject``.
        clause: where it stands.
        compared: see ``Understanding.compared``.
    """

    intent: Intent
    subject: str | None
    clause: Clause
    compared: str | None = None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A way to ask.

    Attributes:
        intent: what it asks for.
        pattern: searched in a clause; its group ``x``, if it has one, is what it asks about.
        asks: it only counts in a clause shaped as a question.
        occupation: it only counts if ``x`` is a known occupation.
        shown: it only counts while suggestions are on the screen.
        changed: it only counts if the message before changed what is known.
    """

    intent: Intent
    pattern: re.Pattern[str]
    asks: bool
    occupation: bool
    shown: bool
    changed: bool


@cache
def _phrases(table: str) -> tuple[_Phrase, ...]:
    return tuple(
        _Phrase(
            Intent(section.split()[0]),
            pattern,
            "asks" in section,
            "occupation" in section,
            "shown" in section,
            "changed" in section,
        )
        for section, patterns in sections(table).items()
        for pattern in patterns
    )


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
    for phrase in _phrases("small_talk"):
        if phrase.pattern.search(whole):
            return Request(phrase.intent, None, clause)
    pieces = [_without_lead_in(piece) for piece in whole.split(",", _MOST_PIECES)[::-1]]
    tried = [_without_lead_in(whole), *(piece for piece in pieces if len(piece.split()) > 1)]
    asked = (_asked_by(said, clause, context, knows_title) for said in tried)
    return next((request for request in asked if request), None)


def _without_lead_in(said: str) -> str:
    (lead_in,) = sections("asking")["lead-in"]
    return lead_in.sub("", said.strip())


def turns_all_down(clause: Clause) -> bool:
    """Whether a clause says that none of the suggestions shown will do."""
    said = _without_lead_in(repair(clause.plain))
    return len(said) <= _LONGEST_CLAUSE and search("requests", "others shown", said) is not None


def says(intent: Intent, clause: Clause) -> bool:
    """Whether a clause asks for an intent that needs nothing but words, "stop asking"."""
    said = _without_lead_in(repair(clause.plain))
    return len(said) <= _LONGEST_CLAUSE and search("requests", intent, said) is not None


def is_asked(clause: Clause) -> bool:
    """Whether a clause is shaped as a question."""
    return clause.asks or _is_question(_without_lead_in(clause.plain))


def _is_question(said: str) -> bool:
    return search("asking", "question", said) is not None


def _spelt_out(clause: Clause) -> str:
    """Return the folded clause with "IT", the field, written out: folded it would be "it"."""
    if "IT" in clause.text.split() and not clause.text.isupper():
        return _IT.sub("information technology", clause.plain)
    return clause.plain


def _asked_by(
    said: str, clause: Clause, context: TurnContext, knows_title: KnowsTitle
) -> Request | None:
    asks = clause.asks or _is_question(said)
    for phrase in _phrases("requests"):
        if (phrase.asks and not asks) or not _counts(phrase, context):
            continue
        match = phrase.pattern.search(said)
        if match and not _denied(phrase, match):
            about = match.groupdict().get("x")
            if phrase.occupation and not _names_occupation(about, knows_title):
                continue
            subject = read_subject(about, context)
            if phrase.intent == Intent.WHY and subject and not subject.isdigit():
                subject = subject if is_occupation(subject, knows_title) else None
            other = read_subject(match.groupdict().get("y"), context)
            both = (subject, other)
            if other and not all(_is_option(one, context, knows_title) for one in both):
                continue
            return Request(phrase.intent, subject, clause, other)
    if asks and listed("off_career").search(said):
        return Request(Intent.OFF_TOPIC, None, clause)
    return None


def _counts(phrase: _Phrase, context: TurnContext) -> bool:
    """Whether a phrase counts at this point of the conversation."""
    shown = bool(context.suggestions) or not phrase.shown
    return shown and (context.just_changed or not phrase.changed)


def _is_option(words: str | None, context: TurnContext, knows_title: KnowsTitle) -> bool:
    """Whether words name an occupation or number one of the suggestions."""
    if words and words.isdigit():
        return int(words) <= len(context.suggestions)
    return _names_occupation(words, knows_title)


def _denied(phrase: _Phrase, match: re.Match[str]) -> bool:
    """Whether a wish is one not to: "I don't want to be a nurse"."""
    if phrase.intent not in (Intent.WEIGH, Intent.SUGGEST):
        return False
    wished = match.start("x") if "x" in match.re.groupindex else match.start()
    return bool(search("asking", "negated", match.string[:wished]))


def _names_occupation(words: str | None, knows_title: KnowsTitle) -> bool:
    subject = clean_subject(words or "")
    return bool(
        subject
        and not search("asking", "no target", subject)
        and is_occupation(subject, knows_title)
    )


_WEIGHT = {
    Intent.DISTRESS: -1,
    Intent.WEIGH: 0,
    Intent.PAY: 1,
    Intent.OUTLOOK: 1,
    Intent.SKILLS: 1,
    Intent.WHY: 1,
    Intent.OTHERS: 2,
    Intent.SUGGEST: 3,
    Intent.SUMMARY: 4,
    Intent.PROGRESS: 4,
    Intent.HELP: 5,
    Intent.UNDO: 0,
    Intent.STOP: 4,
    Intent.ERASE: 1,
    Intent.MISUNDERSTOOD: 6,
    Intent.PRIVACY: 1,
    Intent.MACHINE: 2,
    Intent.TRUST: 2,
    Intent.SOURCES: 2,
    Intent.CERTAINTY: 2,
    Intent.AGE: 1,
    Intent.AUTOMATION: 1,
    Intent.OFF_TOPIC: 6,
    Intent.GREETING: 7,
    Intent.THANKS: 7,
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
    if not any(is_asked(part) for part in parts):
        return None
    personal = any(
        search("asking", "personal", p.plain) or len(p.plain.split()) < _FEW for p in parts
    )
    return Intent.UNCLEAR if personal else Intent.OFF_TOPIC
