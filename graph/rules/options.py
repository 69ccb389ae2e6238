"""Read the answer to "did you mean": one of the options, none of them, or another title."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from advisor.edits import ChangeJob
from graph.rules.answers import LONGEST_ANSWER, chooses_none, declines, is_bare
from graph.rules.phrase_tables import search, sections
from graph.rules.sentences import Clause
from graph.rules.spelling import repair
from graph.rules.subjects import KnowsTitle, clean_subject, ordinal
from graph.rules.words import fold
from graph.understanding import Intent, Question, Topic, TurnContext, Understanding
from retrieval.occupations import OccupationMatch

_SAME = 82
"""Similarity (0-100) from which an answer names one of the options."""
_CLEARLY = 5
"""How much closer the best option must be than the next."""
_WITHIN = 8
"""What being only a part of a title costs: "nurse" is closer to "nurse" than to "nurse aide"."""
_NO_PART_OF_A_TITLE = frozenset({"a", "an", "the", "and", "of", "all", "other"})
_SAID = re.compile(
    r"^(?:(?:no|nope|none|neither)[ ,]+)?"
    r"(?:(?:i (?:was|am|worked as)|i'm|it was|it's|more (?:like|of)) (?=an? ))?",
    re.IGNORECASE,
)
_LONGEST_TITLE = 5
"""Words of another title given instead of an option, at most."""


def read_choice(
    message: str, parts: Sequence[Clause], context: TurnContext, knows_title: KnowsTitle
) -> Understanding | None:
    """Return what a message chooses; None if no options are open or it is about something else."""
    question = context.question
    if not question or question.topic not in (Topic.JOB_TITLE, Topic.TARGET_TITLE):
        return None
    picked = choice(message, question.options)
    if picked:
        return _picked(question, picked)
    if turns_down(parts, context) and all(chooses_none(p) or declines(p) for p in parts):
        return Understanding(intent=Intent.DECLINE, declined=(question.key,))
    return _other_title(parts, question, knows_title)


def turns_down(parts: Sequence[Clause], context: TurnContext) -> bool:
    """Whether a message begins by turning down all the options of the open question."""
    question = context.question
    return bool(question and question.options and parts and chooses_none(parts[0]))


def choice(answer: str, options: Sequence[OccupationMatch]) -> OccupationMatch | None:
    """Return the option an answer picks: by number, by (part of) its title, or by "yes".

    None if it picks none of them, or could mean several.
    """
    said = repair(" ".join(fold(answer).split()).strip(" .,!?'\"()"))
    if not options or len(said) > LONGEST_ANSWER:
        return None
    if search("answers", "yes", said):
        return options[0]
    (before,), (after,) = (sections("answers")[f"{side} choice"] for side in ("before", "after"))
    said = after.sub("", said)
    bare = before.sub("", said).strip()
    for words in (said, bare):
        number = ordinal(words, len(options))
        if number is not None:
            return options[number - 1] if 1 <= number <= len(options) else None
    return _named(bare, options) or _named(said, options)


def _picked(question: Question, picked: OccupationMatch) -> Understanding | None:
    if question.topic == Topic.TARGET_TITLE:
        return Understanding(chosen=picked.code)
    if question.subject is None:
        return None
    return Understanding(edits=(ChangeJob(question.subject, {"code": picked.code}),))


def _other_title(
    parts: Sequence[Clause], question: Question, knows_title: KnowsTitle
) -> Understanding | None:
    """Read a title that is none of the options, said alone ("no, dental hygienist")."""
    told = [part for part in parts if not chooses_none(part)]
    if len(told) != 1:
        return None
    rest = _SAID.sub("", told[0].text)
    title = clean_subject(rest) if is_bare(replace(told[0], text=rest, plain=fold(rest))) else None
    if not title or len(title.split()) > _LONGEST_TITLE or not knows_title(title):
        return None
    if question.topic == Topic.TARGET_TITLE:
        return Understanding(intent=Intent.WEIGH, subject=title)
    if question.subject is None:
        return None
    return Understanding(edits=(ChangeJob(question.subject, {"title": title, "code": None}),))


def _named(said: str, options: Sequence[OccupationMatch]) -> OccupationMatch | None:
    if len(said) < 3:
        return None
    scored = sorted(((_similarity(said, o), -n) for n, o in enumerate(options)), reverse=True)
    best, place = scored[0]
    clear = len(scored) == 1 or best - scored[1][0] >= _CLEARLY
    return options[-place] if best >= _SAME and clear else None


def _similarity(said: str, option: OccupationMatch) -> float:
    """Return how alike an answer and an option are: whole, or as words within its title."""
    answer = _singular(said)
    titles = [_singular(fold(title)) for title in (option.title, option.matched_title)]
    whole = max(fuzz.ratio(answer, title) for title in titles)
    within = max(fuzz.token_set_ratio(answer, title) for title in titles) - _WITHIN
    return max(whole, within)


def _singular(words: str) -> str:
    """Return the words without plural endings, so that "nurse" fits "Nurses"."""
    plain = [re.sub(r"(?<=[a-z]{3})s$", "", word) for word in re.findall(r"[\w-]+", words)]
    return " ".join(word for word in plain if word not in _NO_PART_OF_A_TITLE)
