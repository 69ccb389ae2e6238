"""What comes of a conversation that was played to its end; whoever plays it hands this over."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from advisor.career import CareerHistory


@dataclass(frozen=True, slots=True)
class Turn:
    """One message and what came back.

    Attributes:
        seconds: until the reply was complete.
        suggested: whether it brought suggestions.
        failures: what went wrong, as told to the person.
    """

    seconds: float
    suggested: bool = False
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """A conversation played to its end.

    Attributes:
        history: what was read from it.
        turns: one a message.
        questions: every question put, as worded.
        keys: the keys of the questions put.
        suggestions: O*NET codes on the screen at the end, in order.
        calls: requests to a language model.
        by_rules: messages that the built-in interviewer read because the language model failed.
    """

    history: CareerHistory
    turns: tuple[Turn, ...]
    questions: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    calls: int = 0
    by_rules: int = 0

    @property
    def repeated(self) -> tuple[str, ...]:
        """Questions put more than once, by wording or by key."""
        return put_twice(self.questions) + put_twice(self.keys)


def put_twice(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts that occur more than once, capitals and spaces aside."""
    counts = Counter(" ".join(text.casefold().split()) for text in texts)
    return tuple(text for text, times in counts.items() if times > 1)
