"""Reads lines of work and armed forces out of a clause: "10 years in sales", "in the army"."""

from collections.abc import Sequence

from graph.rules.deeds import Deed
from graph.rules.verb_words import VERB_FORMS
from graph.rules.words import Token, word_set
from graph.rules.work_words import CREDENTIALS, FIELDS, FORCES

_WORKING = word_set(
    """
    worked work working works been job jobs career experience years doing did do done started
    trabaje trabajaba trabajo serve served serving i'm im am was stint year months background
    went joined enlisted quit left got shifts spent weekends nights summers
    """
)
_INTO = word_set(
    """
    years year experience of mostly mainly a lot lots various for in into the some doing at
    selling on with en un una part-time full-time time us my little bit
    """
)


DETERMINERS = ("my", "a", "the", "that", "this")
_JOB_WORDS = ("job", "gig", "position", "role", "jobs", "career")


def _job_in_field(tokens: Sequence[Token], place: int) -> Deed | None:
    """Read "my welding job": a job only if a date or an employer stands beside it."""
    for length in (3, 2, 1):
        end = place + 1 + length
        words = " ".join(token.text for token in tokens[place + 1 : end])
        if end < len(tokens) and words in FIELDS and tokens[end].text in _JOB_WORDS:
            return Deed(tokens[place].left, tokens[end].right, FIELDS[words], sure=False)
    return None


def line_of_work(text: str, tokens: Sequence[Token], place: int) -> Deed | None:
    """Read "worked in retail", "10 years in sales", "in the army", "worked at a warehouse"."""
    token = tokens[place]
    if token.text in DETERMINERS:
        return _job_in_field(tokens, place)
    if token.text not in _WORKING and token.text[0] != "\x01":
        return None
    if token.text == "been" and place + 1 < len(tokens) and tokens[place + 1].text in VERB_FORMS:
        return _been_doing(tokens, place)
    for begin in range(place + 1, min(place + 9, len(tokens))):
        between = tokens[begin - 1]
        passes = between.text in _INTO or (not between.word and between.text[0] in "\x01\x02")
        if token.text[0] == "\x01" and tokens[place + 1].text not in (
            "in",
            "of",
            "doing",
            "on",
        ):
            return None
        if begin > place + 1 and not passes:
            return None
        for length in (4, 3, 2, 1):
            words = " ".join(t.text for t in tokens[begin : begin + length])
            right = tokens[min(begin + length, len(tokens)) - 1].right
            if words in FORCES:
                return Deed(
                    token.left, right, FORCES[words], employer=text[tokens[begin].left : right]
                )
            following = tokens[begin + length].text if begin + length < len(tokens) else ""
            if following in CREDENTIALS or (words == "it" and not _means_it(tokens, begin)):
                return None
            if words in FIELDS:
                return Deed(token.left, right, FIELDS[words])
    return None


def _been_doing(tokens: Sequence[Token], place: int) -> Deed | None:
    """Read "been serving at Denny's": a line of work with its place or date right after it."""
    doing = tokens[place + 1].text
    # Whom somebody drives for says more than that they drive.
    field = FIELDS.get(doing) if doing != "driving" else None
    after = tokens[place + 2] if place + 2 < len(tokens) else None
    if field and after and (after.text in ("at", "for", "@") or after.text[0] == "\x01"):
        return Deed(tokens[place].left, tokens[place + 1].right, field)
    return None


def _means_it(tokens: Sequence[Token], place: int) -> bool:
    """Whether "it" stands for information technology: "in it", "IT"."""
    shouted = place + 1 < len(tokens) and tokens[place + 1].upper
    return (tokens[place].upper and not shouted) or tokens[place - 1].text in ("in", "of")
