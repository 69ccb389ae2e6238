"""The built-in judges: score a reason from 1 to 5 on factuality, coherence and utility."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.model.claims import Topic
from advisor.model.reasons import CheckedReason, ReasonWriter
from advisor.model.themes import SPEAKS_FOR, Theme
from advisor.model.title_facts import TitleFacts
from advisor.training.free_text import Tracer, sentences, theme_in, topics_in
from advisor.training.leaks import LeakDetector
from advisor.training.questions import Question
from advisor.training.utility import Reading, Usefulness, Utility

LOWEST, HIGHEST = 1.0, 5.0
_NOTHING_TO_CHECK = 2.0
"""Factuality of a free text that makes no claim: not wrong, and worth little."""
_LEAST_SURPRISE = math.log(2)
"""Nats. What is expected anyway cannot be foreseen much better; relief counts against this."""
Source = Literal["evidence", "teacher"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reason that may be learnt.

    Attributes:
        source: who wrote it.
        reason: its words.
        theme: the reading it ends in; None if it is not clear.
    """

    source: Source
    reason: str
    theme: Theme | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Marks from 1 to 5."""

    factuality: float
    coherence: float
    utility: float

    @property
    def mean(self) -> float:
        """The mean of the three."""
        return (self.factuality + self.coherence + self.utility) / 3


@dataclass(frozen=True, slots=True)
class Judged:
    """A reason with its marks.

    Attributes:
        candidate: the reason.
        leaks: whether it names the answer.
        scores: the built-in judges' marks.
        served: a language model's marks; None if none was asked or its answer was broken.
    """

    candidate: Candidate
    leaks: bool
    scores: Scores
    served: Scores | None = None

    @property
    def total(self) -> float:
        """The mean of all marks; 0 for a reason that names the answer."""
        if self.leaks:
            return 0.0
        return (
            self.scores.mean if self.served is None else (self.scores.mean + self.served.mean) / 2
        )


class BuiltInJudges:
    """Score reasons by the history, the readings and the counts."""

    def __init__(
        self, facts: Mapping[str, TitleFacts], leaks: LeakDetector, utility: Utility
    ) -> None:
        """Keep what is known of titles, the detector of leaks and the measure of utility."""
        self._writer = ReasonWriter(facts)
        self._tracer = Tracer(facts, leaks.common)
        self._leaks = leaks
        self._utility = utility

    def judge(self, question: Question, candidates: Sequence[Candidate]) -> list[Judged]:
        """Return each candidate with its marks."""
        useful = self._utility.of(question, [Reading(c.reason, c.theme) for c in candidates])
        return [
            self._judged(question, candidate, usefulness)
            for candidate, usefulness in zip(candidates, useful, strict=True)
        ]

    def _judged(self, question: Question, candidate: Candidate, usefulness: Usefulness) -> Judged:
        own = candidate.source == "evidence"
        checked = self._writer.check(candidate.reason, question.years) if own else None
        scores = Scores(
            self._factuality(question, candidate, checked),
            self._coherence(candidate, checked),
            utility_score(usefulness),
        )
        return Judged(candidate, self._leaks.leaks(candidate.reason, question), scores)

    def _factuality(
        self, question: Question, candidate: Candidate, checked: CheckedReason | None
    ) -> float:
        """Return the marks for how much of what a reason says the history bears out."""
        if checked is not None:
            right, wrong = len(checked.claims), len(checked.unsupported)
        else:
            traced = self._tracer.trace(candidate.reason, question.years)
            right, wrong = len(traced.supported), len(traced.unsupported)
        if not right + wrong:
            return _NOTHING_TO_CHECK
        return HIGHEST - (HIGHEST - LOWEST) * wrong / (right + wrong)

    def _coherence(self, candidate: Candidate, checked: CheckedReason | None) -> float:
        """Return the marks for how well what is said carries the reading it ends in.

        For the evidence writer's reasons: up to 3 for claims that bear on the reading, 1 for the
        weightiest coming first. For free words: 1 each for two to four sentences and for a clear
        reading, and up to 2 for topics that bear on it.
        """
        if candidate.theme is None:
            return LOWEST
        order = SPEAKS_FOR[candidate.theme]
        if checked is not None:
            topics = [claim.topic for claim in checked.claims]
            return LOWEST + 3 * _share(topics, order) + _ordered(topics, order)
        shape = 2 <= len(sentences(candidate.reason)) <= 4
        return LOWEST + shape + 1 + 2 * _share(topics_in(candidate.reason), order)


def free_candidate(reason: str) -> Candidate:
    """Return a language model's reason as a candidate."""
    return Candidate("teacher", reason, theme_in(reason))


def utility_score(usefulness: Usefulness) -> float:
    """Return the marks for a relief: 3 for none, 5 where half of the surprise is gone."""
    share = usefulness.relief / max(usefulness.surprise, _LEAST_SURPRISE)
    return min(HIGHEST, max(LOWEST, 3 + 4 * share))


def _share(topics: Sequence[Topic], order: Sequence[Topic]) -> float:
    return sum(topic in order for topic in topics) / len(topics) if topics else 0.0


def _ordered(topics: Sequence[Topic], order: Sequence[Topic]) -> float:
    """Return 1 if the topics come in the order of their weight, else 0; 0 for none."""
    places = [order.index(topic) if topic in order else len(order) for topic in topics]
    return float(bool(places) and places == sorted(places))
