"""What a simulated person talks to: says something, gets an answer."""

from dataclasses import dataclass
from typing import Protocol

from advisor.career import CareerHistory
from retrieval.frozen import Frozen
from retrieval.occupations import OccupationMatch


@dataclass(frozen=True, slots=True)
class Question(Frozen):
    """A question of the advisor.

    Attributes:
        topic: what it asks about, as the conversation names its topics ("job_dates").
        key: two questions of one key ask the same.
        text: as it was put.
        about: title, as the advisor has it, of the job it is about; None for none.
        options: the occupations to choose from.
    """

    topic: str
    key: str
    text: str
    about: str | None = None
    options: tuple[OccupationMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered(Frozen):
    """What came back for a message.

    Attributes:
        text: the reply.
        question: the question it put; None if it put none.
        history: everything understood so far.
        suggested: whether it brought suggestions.
        failures: what went wrong, as told to the person.
        seconds: until it was complete.
    """

    text: str
    question: Question | None
    history: CareerHistory
    suggested: bool
    failures: tuple[str, ...]
    seconds: float


class Talk(Protocol):
    """One conversation with the advisor."""

    def say(self, text: str) -> Answered:
        """Send a message and return what came back."""
        ...
