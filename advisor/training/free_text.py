"""Reads reasons in free words: what they claim, whether a history bears it out, how they end."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from advisor.model.claims import Topic, claims
from advisor.model.reasoned_text import prompt_of
from advisor.model.themes import SENTENCES, Theme
from advisor.model.title_facts import TitleFacts
from advisor.model.work_years import IN_EDUCATION, NOT_WORKING, SAME, WorkYear
from advisor.phrases import LEVELS
from advisor.training.leaks import stems

_NUMBER_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS.split()) if number > 1}
"""Number words; "one" is as often a pronoun, and is not taken as a number."""
_PHRASES = ("full time", "part time")
_STATEMENTS: Mapping[str, Callable[[Sequence[WorkYear]], bool]] = {
    r"\b(?:one|same|single) employer": lambda years: any(y.employer == "same" for y in years),
    r"\b(?:new|several|different|changed|changing) employers?": lambda years: any(
        y.employer in ("new", "former") for y in years
    ),
    r"\b(?:former|earlier) employer": lambda years: any(y.employer == "former" for y in years),
    r"\b(?:several|different|various|many) (?:jobs|occupations|fields)": lambda years: (
        len({y.title for y in years if y.working}) > 1
    ),
    r"\b(?:without (?:a job|work)|out of work|unemploy|jobless|not working)": lambda years: any(
        y.title == NOT_WORKING for y in years
    ),
    r"\b(?:in education|studying|at school|in school)": lambda years: any(
        y.title == IN_EDUCATION for y in years
    ),
    r"\b(?:returned|back in)": lambda years: any(
        y.title == before.title
        for place, y in enumerate(years)
        for before in years[: max(0, place - 1)]
        if years[place - 1].title != y.title
    ),
}
"""What is often said in words, and whether a history has it."""
_CUES: Mapping[Theme, str] = {
    Theme.STAY: r"\b(stay|remain|keep|continu|carry(?:ing)? on|settled|stable|unchanged)",
    Theme.STEP_UP: r"\b(step up|advanc|promot|more demanding|more responsib|climb|senior)",
    Theme.NEIGHBOURING: r"\b(similar|neighbour|neighbor|adjacent|same field|closely related)",
    Theme.NEW_FIELD: r"\b(new field|another field|different field|change of field|new direction)",
    Theme.RETURN: r"\b(return|go(?:ing)? back|back to|once more|resum)",
    Theme.STUDY: r"\b(study|studies|studying|school|college|course|in education|retrain)",
    Theme.PAUSE: r"\b(pause|out of work|without work|without a job|jobless|not working|break from)",
}
_TOPICS: Mapping[Topic, str] = {
    Topic.TENURE: r"\b(years? in|so long|tenure|present work)",
    Topic.EMPLOYER: r"\b(one employer|same employer|loyal)",
    Topic.CHANGES: r"\b(chang|several employers|new employer|moves? between|different occupations)",
    Topic.FIELD: r"\bfield",
    Topic.PREPARATION: r"\b(preparation|demanding)",
    Topic.EDUCATION: r"\b(degree|diploma|school|college|educat|qualif)",
    Topic.HOURS: r"\b(full[- ]time|part[- ]time|hours)",
    Topic.IDLE: r"\b(without work|without a job|out of work|gap|not working)",
    Topic.RETURN: r"\b(before|back|return|earlier work)",
}
_NUMBERED = re.compile(r"^Year \d+: ", re.MULTILINE)
"""How a line begins: its number says nothing of the career."""


@dataclass(frozen=True, slots=True)
class Traced:
    """The parts of a free text that can be checked, by whether the history bears them out."""

    supported: tuple[str, ...]
    unsupported: tuple[str, ...]


def theme_in(reason: str) -> Theme | None:
    """Return the reading that a reason ends in: of its last sentence, or else of all of it.

    The evidence writer's own sentences are known by heart; other words are read by cues, and
    None is returned where two readings have as many, or none has any.
    """
    for theme, several in SENTENCES.items():
        if any(sentence in reason for sentence in several):
            return theme
    for part in (sentences(reason)[-1:], [reason]):
        text = " ".join(part).casefold()
        hits = {theme: len(re.findall(cue, text)) for theme, cue in _CUES.items()}
        most = max(hits.values())
        best = [theme for theme, n in hits.items() if n == most]
        if most and len(best) == 1:
            return best[0]
    return None


def topics_in(reason: str) -> list[Topic]:
    """Return what a reason speaks of, before its last sentence."""
    text = " ".join(sentences(reason)[:-1]).casefold()
    return [topic for topic, cue in _TOPICS.items() if re.search(cue, text)]


def sentences(reason: str) -> list[str]:
    """Return the sentences of a text."""
    return [part.strip() for part in re.split(r"[.!?]+(?:\s|$)", reason) if part.strip()]


class Tracer:
    """Checks free texts against histories.

    Every number, degree, title word and field word is looked up, and so is what is often said of
    employers, hours, breaks and returns.
    """

    def __init__(self, facts: Mapping[str, TitleFacts], common: set[str]) -> None:
        """Prepare.

        Args:
            facts: what is known of titles.
            common: stems that may be used of anyone.
        """
        self._facts = facts
        self._fields = {fact.field for fact in facts.values()}
        self._work_words = {stem for title in facts for stem in stems(title)} - common

    def trace(self, reason: str, years: Sequence[WorkYear]) -> Traced:
        """Return what of a reason can be checked, and how it came out."""
        # "As before" stands for a title, and "Year 3" for a year: both are told in full here.
        history = _NUMBERED.sub("", prompt_of(years).replace(SAME, "")).casefold()
        known = " ".join(
            [history, *(claim.text for claim in claims(years, self._facts))]
        ).casefold()
        numbers = {*_numbers(known), *_countable(years)}
        words = {stem for year in years for stem in stems(year.title)}
        fields = {self._facts[y.title].field for y in years if y.title in self._facts}
        found: dict[str, bool] = {}
        text = reason.casefold().replace("-", " ")
        for number in _numbers(text):
            found[str(number)] = number in numbers
        for stem in stems(text):
            if stem in self._work_words:
                found[stem] = stem in words
        for field in self._fields:
            if re.search(rf"\b{re.escape(field)}\b", text):
                found[field] = field in fields
        # The last of several sentences is the reading: it says what may come, not what was.
        told = " ".join(sentences(text)[:-1] or [text])
        for statement, holds in _STATEMENTS.items():
            said = re.search(statement, told)
            if said:
                found[said[0]] = holds(years)
        for phrase in (*_PHRASES, *LEVELS.values()):
            if phrase in text:
                found[phrase] = phrase in known
        return Traced(
            tuple(part for part, so in found.items() if so),
            tuple(part for part, so in found.items() if not so),
        )


def _numbers(text: str) -> list[int]:
    digits = [int(number) for number in re.findall(r"\d{1,4}", text)]
    return [*digits, *(_NUMBERS[word] for word in re.findall(r"[a-z]+", text) if word in _NUMBERS)]


def _countable(years: Sequence[WorkYear]) -> set[int]:
    """Return the counts that anybody may make of a history beside those in its text."""
    working = [year for year in years if year.working]
    return {
        len(years),
        len(working),
        len(years) - len(working),
        len({year.title for year in working}),
        sum(year.employer in ("first", "new") for year in working),
    }
