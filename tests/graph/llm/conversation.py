"""What the tests of the language-model interviewer share: a turn against a scripted server."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import SecretStr

from advisor.career import CareerHistory
from advisor.settings import Settings
from graph.llm.interviewer import open_interviewer
from graph.understanding import (
    CALLS_PER_TURN,
    Interviewer,
    Question,
    ReplyPlan,
    TurnContext,
    Understanding,
)
from tests.fakes import Clock, PlainInterviewer
from tests.openai_server import OpenAIServer

KEY = "sk-secret-0123456789"
SHORT: dict[str, Any] = {"llm_timeout_s": 0.8}
"""Settings for servers that use up any time they get."""

TODAY = date(2026, 11, 20)
PLAN = ReplyPlan(
    sentences=(
        "Noted: cashier at Target (2015 to 2018).",
        "What about school, degrees or courses?",
    ),
    kind="ask",
)
IN_OTHER_WORDS = (
    "[1] Got it, you were a cashier at Target from 2015 to 2018.\n",
    "[2] And what about school, degrees or courses?",
)


def settings(base_url: str | None, **changes: Any) -> Settings:
    """Return settings for a test server."""
    values: dict[str, Any] = {
        "llm_base_url": base_url,
        "llm_model": "test-model",
        "llm_api_key": SecretStr(KEY),
        "llm_timeout_s": 20.0,
        "llm_retries": 1,
    }
    return Settings(**(values | changes))


def context(
    history: CareerHistory | None = None,
    question: Question | None = None,
    suggestions: tuple[str, ...] = (),
) -> TurnContext:
    """Return what an interviewer may look at."""
    return TurnContext(history or CareerHistory(), question, suggestions, TODAY)


@dataclass
class Turn:
    """One turn and what it led to."""

    understanding: Understanding
    reply: str
    requests: int


@dataclass
class Talk:
    """Holds turns with one interviewer and counts what they cost."""

    server: OpenAIServer
    changes: dict[str, Any] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)
    fallback: PlainInterviewer = field(default_factory=PlainInterviewer)

    def __post_init__(self) -> None:
        self.interviewer: Interviewer = open_interviewer(
            settings(self.server.base_url, **self.changes),
            self.fallback,
            clock=self.clock,
            titles=("Nurse", "Clerk", "Cashiers", "Truck Driver"),
        )

    def turn(self, message: str, about: TurnContext | None = None, plan: ReplyPlan = PLAN) -> Turn:
        """Run a whole turn as the graph does; check that it keeps to the calls it may make."""
        before = len(self.server.requests)
        heard = self.interviewer.understand(message, about or context())
        plan = ReplyPlan(plan.sentences, plan.kind, heard.calls_spent)
        reply = "".join(self.interviewer.speak(plan, message))
        requests = len(self.server.requests) - before
        retries = self.changes.get("llm_retries", 1)
        assert requests <= max(CALLS_PER_TURN, 1 + retries)
        return Turn(heard, reply, requests)
