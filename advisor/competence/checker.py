"""Checks the suggestions on the screen, beside the conversation."""

import logging
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from advisor.competence.answers import read_ratings, schema
from advisor.competence.asking import Answered, Asking, NoAnswerError, Rater, askings
from advisor.competence.cache import AnswerCache
from advisor.competence.check import CompetenceCheck, SelfCheck
from advisor.competence.summary import Read, self_check
from advisor.measured import Measured
from advisor.recommendation import Recommendation, Suggestion
from retrieval.occupations import OccupationCatalog

logger = logging.getLogger(__name__)
_AT_ONCE = 4
"""Requests under way at a time: the conversation's own must not have to queue behind them."""
_NOT_ASKED = "was not asked again after it had failed"


@dataclass
class SelfRater:
    """Has a language model rate itself, and remembers the answers.

    Attributes:
        rater: the language model.
        cache: of its answers.
        catalog: says what matters in an occupation.
        repeats: how often it is asked in each language.
    """

    rater: Rater
    cache: AnswerCache
    catalog: OccupationCatalog
    repeats: int
    _locks: dict[str, threading.Lock] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def check(self, code: str, ask: bool = True) -> SelfCheck | None:
        """Return what the model says of itself; None if there is nothing to ask about.

        Two conversations that ask about one occupation at a time cost one set of calls.

        Args:
            code: the occupation.
            ask: False to use kept answers only.
        """
        wanted = askings(code, self.catalog, self.repeats)
        if not wanted:
            return None
        with self._turn(code) if ask else nullcontext():
            kept = {asking: self._kept(self.rater.name, asking.key) for asking in wanted}
            answers = {asking: answered for asking, answered in kept.items() if answered}
            missing = [asking for asking in wanted if asking not in answers]
            problem = self._ask(code, missing, answers) if ask else _NOT_ASKED
        read = [
            Read(
                asking,
                read_ratings(answers[asking].text, len(asking.order)),
                answers[asking].tokens,
            )
            for asking in wanted
            if asking in answers
        ]
        return replace(
            self_check(self.rater.name, wanted, read),
            problem=f"The language model {problem}." if missing and problem else None,
        )

    def kept(self, code: str) -> SelfCheck | None:
        """Return what the model said of itself before; None if that is not kept whole."""
        said = self.check(code, ask=False)
        return said if said and said.problem is None else None

    def _turn(self, code: str) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(code, threading.Lock())

    def _ask(
        self, code: str, missing: Sequence[Asking], answers: dict[Asking, Answered]
    ) -> str | None:
        """Add answers from the language model; return why some are missing, None if none is."""
        with ThreadPoolExecutor(_AT_ONCE, "competence") as pool:
            pending = {pool.submit(self._answer, code, asking): asking for asking in missing}
            problem: str | None = None
            for done in as_completed(pending):
                try:
                    answers[pending[done]] = done.result()
                except NoAnswerError as error:
                    problem = problem or str(error)
                    # One failure is enough to leave the server alone; what is under way is awaited.
                    for waiting in pending:
                        waiting.cancel()
                except CancelledError:
                    continue
        return problem

    def _answer(self, code: str, asking: Asking) -> Answered:
        name, key = self.rater.name, asking.key
        answered = self.rater.ask(asking.prompt.text, asking.user, schema(len(asking.order)))
        about = (code, asking.language, f"{asking.prompt.name}-v{asking.prompt.version}")
        try:
            self.cache.keep(name, key, about, answered)
        except sqlite3.Error as error:
            logger.warning("competence answers are not kept: %s", error)
        return answered

    def _kept(self, name: str, key: str) -> Answered | None:
        try:
            return self.cache.find(name, key)
        except sqlite3.Error as error:
            logger.warning("kept competence answers cannot be read: %s", error)
            return None


class CompetenceChecker:
    """Says how far to trust each suggestion of a recommendation."""

    def __init__(self, measured: Measured | None, rater: SelfRater | None) -> None:
        """Keep what it works with.

        Args:
            measured: how right the served model was; None if that was not measured.
            rater: asks the language model about itself; None to show what was measured only.
        """
        self._measured = measured
        self._rater = rater

    def known(self, shown: Recommendation) -> tuple[CompetenceCheck, ...]:
        """Return what can be said at once, in the order of the suggestions."""
        return tuple(self._known(suggestion, shown.model) for suggestion in shown.suggestions)

    def kept(self, shown: Recommendation | None) -> tuple[CompetenceCheck, ...]:
        """Return what is known at once, self-ratings included that were kept from before."""
        if shown is None:
            return ()
        known = self.known(shown)
        if self._rater is None:
            return known
        return tuple(replace(check, said=self._rater.kept(check.code)) for check in known)

    def checks(self, shown: Recommendation) -> Iterator[tuple[tuple[CompetenceCheck, ...], bool]]:
        """Yield all checks, first as they are known, then again with each self-rating.

        With them comes whether nothing more will follow.
        """
        checks = list(self.known(shown))
        yield tuple(checks), self._rater is None or not checks
        if self._rater is None:
            return
        answers = True
        for place, check in enumerate(checks):
            said = self._rater.check(check.code, ask=answers)
            # A server that just failed is not kept waiting for, suggestion by suggestion.
            answers = answers and (said is None or said.problem is None)
            checks[place] = replace(check, said=said)
            yield tuple(checks), place == len(checks) - 1

    def _known(self, suggestion: Suggestion, model: str) -> CompetenceCheck:
        measured = self._measured if self._measured and self._measured.model == model else None
        return CompetenceCheck(
            code=suggestion.code,
            title=suggestion.title,
            group_title=suggestion.group_title,
            stated=suggestion.probability_if_moving,
            predictor=model,
            measured=measured.of(suggestion.group, suggestion.group_title) if measured else None,
        )
