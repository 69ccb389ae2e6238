"""Holds a whole conversation between a simulated person and the advisor."""

import random
from dataclasses import dataclass

from advisor.career import CareerHistory
from advisor.evaluation.conversations.played import put_twice
from advisor.evaluation.expected import ExpectedHistory
from advisor.evaluation.simulated.person import Person
from advisor.evaluation.simulated.talk import Answered, Question, Talk
from advisor.evaluation.simulated.teller import Teller
from advisor.evaluation.simulated.typos import misspelt
from advisor.evaluation.simulated.written import By, Writer
from advisor.model.situation import GroupOf
from retrieval.frozen import Frozen

MOST_TURNS = 60
"""A conversation that goes on for longer is broken off."""


@dataclass(frozen=True, slots=True)
class Turn(Frozen):
    """One message and what came back; ``by`` is who worded the message."""

    message: str
    answer: Answered
    by: By = "templates"


@dataclass(frozen=True, slots=True)
class Conversation(Frozen):
    """A conversation held to its end.

    Attributes:
        person: who told.
        turns: every message with its answer.
        expected: what should have been understood.
    """

    person: Person
    turns: tuple[Turn, ...]
    expected: ExpectedHistory

    @property
    def history(self) -> CareerHistory:
        """What was understood."""
        return self.turns[-1].answer.history

    @property
    def first_suggestion(self) -> int | None:
        """The turn, from 1, that brought the first suggestions; None if none did."""
        found = (n for n, turn in enumerate(self.turns, 1) if turn.answer.suggested)
        return next(found, None)

    @property
    def repeated(self) -> tuple[str, ...]:
        """Questions put more than once, by wording or by key."""
        put = [turn.answer.question for turn in self.turns if turn.answer.question]
        return put_twice(q.text for q in put) + put_twice(q.key for q in put)

    @property
    def failures(self) -> int:
        """How many turns failed."""
        return sum(bool(turn.answer.failures) for turn in self.turns)


def converse(person: Person, talk: Talk, group_of: GroupOf, writer: Writer) -> Conversation:
    """Tell a person's history to the advisor until nothing is left to say."""
    teller = Teller(person, group_of)
    # Its own dice: what is misspelt must not hang on what is said.
    dice = random.Random(person.seed + 1)  # nosec B311  # noqa: S311  # no secret
    turns: list[Turn] = []
    answer: Answered | None = None
    suggested = False
    question: Question | None = None
    while len(turns) < MOST_TURNS:
        said = teller.say(answer, suggested=suggested)
        if said is None:
            break
        written = writer.write(said, teller.style, question.text if question else None)
        text = misspelt(written.text, teller.style.typos, dice)
        answer = talk.say(text)
        question = answer.question
        suggested = suggested or answer.suggested
        turns.append(Turn(text, answer, written.by))
    return Conversation(person, tuple(turns), teller.expected())
