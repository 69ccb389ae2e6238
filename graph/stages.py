"""Times what the interviewer does in a turn, for traces."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from graph.understanding import Interviewer, ReplyPlan, TurnContext, Understanding
from retrieval.frozen import Frozen


@dataclass(frozen=True, slots=True)
class Stage(Frozen):
    """A part of a turn.

    Attributes:
        name: "understand" or "speak".
        began_ns, ended_ns: nanoseconds since 1970.
        model: language model that did it; None for rules.
    """

    name: str
    began_ns: int
    ended_ns: int
    model: str | None


class TimedInterviewer:
    """An interviewer that notes when it reads and speaks.

    Args:
        other: the interviewer.
        stages: gets what was done.
    """

    def __init__(self, other: Interviewer, stages: list[Stage]) -> None:
        self._other = other
        self._stages = stages

    @property
    def name(self) -> str:
        """The other interviewer's name."""
        return self._other.name

    def understand(self, message: str, context: TurnContext) -> Understanding:
        """Return what the message says; see ``Interviewer``."""
        began = time.time_ns()
        understanding = self._other.understand(message, context)
        self._note("understand", began, understanding.by)
        return understanding

    def speak(self, plan: ReplyPlan, message: str) -> Iterator[str]:
        """Yield the reply in pieces; see ``Interviewer``."""
        began = time.time_ns()
        yield from self._other.speak(plan, message)
        self._note("speak", began, self._other.name)

    def _note(self, name: str, began: int, by: str) -> None:
        model = None if by == "built-in" else by
        self._stages.append(Stage(name, began, time.time_ns(), model))
