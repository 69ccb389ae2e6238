"""Tells the advisor a history, message by message, and returns what it suggests."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from advisor.career import CareerHistory
from advisor.evaluation.counterfactual.outcomes import Outcome
from advisor.recommend import Recommender
from advisor.recommendation import Recommendation, TargetAssessment
from graph.advisor import Advisor
from graph.events import Failed
from graph.state import Services
from graph.store.sqlite import SqliteStore
from graph.understanding import Interviewer, ReplyPlan, TurnContext, Understanding
from retrieval.errors import AdvisorError

ASK = "show me suggestions"


class Counted:
    """An interviewer that counts what it read itself, without another standing in.

    Attributes:
        asked, read: messages so far, and how many of them it read.
    """

    def __init__(self, interviewer: Interviewer) -> None:
        self.name = interviewer.name
        self.asked = self.read = 0
        self._interviewer = interviewer

    def understand(self, message: str, context: TurnContext) -> Understanding:
        """Return what the interviewer reads."""
        understood = self._interviewer.understand(message, context)
        self.asked += 1
        self.read += understood.by == self.name and understood.notice is None
        return understood

    def speak(self, plan: ReplyPlan, message: str) -> Iterator[str]:
        """Yield what the interviewer says."""
        yield from self._interviewer.speak(plan, message)


class Remembering(Recommender):
    """A recommender that works an equal history out once: what it shows follows from it alone.

    Attributes:
        asked, worked_out: histories so far, and how many of them were not known yet.
    """

    def __init__(self, recommender: Recommender) -> None:
        self.asked = self.worked_out = 0
        self._recommender = recommender
        self._known: dict[tuple[str, date, frozenset[str]], Recommendation] = {}

    @property
    def model(self) -> str:
        """Name of the model that gives the chances."""
        return self._recommender.model

    def recommend(
        self, history: CareerHistory, today: date, passed: Collection[str] = ()
    ) -> Recommendation:
        """Return what the recommender shows."""
        # As text: two dates are equal though one of them is only about right.
        key = (repr(history), today, frozenset(passed))
        self.asked += 1
        if key not in self._known:
            self.worked_out += 1
            self._known[key] = self._recommender.recommend(history, today, passed)
        return self._known[key]

    def weigh(self, history: CareerHistory, code: str, today: date) -> TargetAssessment:
        """Return what the recommender says of an occupation."""
        return self._recommender.weigh(history, code, today)


class Teller:
    """Holds whole conversations with the product, in memory; a ``Talk``.

    Args:
        services: what the conversations work with.
        remember: work an equal history out once. It is equal only with every quote the same.
    """

    def __init__(self, services: Services, remember: bool = True) -> None:
        self._counted = Counted(services.interviewer)
        recommender = services.recommender
        if remember:
            recommender = Remembering(recommender)
        store = SqliteStore(Path(":memory:"), lambda: datetime.now(UTC))
        tried = replace(services, interviewer=self._counted, recommender=recommender, notice=None)
        self._advisor = Advisor(tried, store)

    def __call__(self, messages: Sequence[str]) -> Outcome:
        """Tell the messages, ask for suggestions, and return what came of it.

        Raises:
            AdvisorError: a turn failed, so that nothing can be said of it.
        """
        counted, session = self._counted, self._advisor.conversation()
        asked, read = counted.asked, counted.read
        for message in (*messages, ASK):
            for event in session.reply(message):
                if isinstance(event, Failed):
                    raise AdvisorError(f"the turn {message[:60]!r} failed: {event.message}")
        state = session.state()
        session.delete()
        turns, own = counted.asked - asked, counted.read - read
        return Outcome(state.history, state.recommendation, turns, own)

    def close(self) -> None:
        """Forget everything."""
        self._advisor.close()
