"""What one contestant's run over a set came to: scores, consistency, cost, and what answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from advisor.evaluation.conversations.consistency import Consistency, consistency
from advisor.evaluation.conversations.measuring import Results, Scored


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took, all repeats together.

    Attributes:
        turns: messages played.
        seconds: that the turns took.
        calls: requests to a language model.
        by_rules: messages that the built-in interviewer read because the language model failed.
    """

    turns: int
    seconds: float
    calls: int
    by_rules: int


@dataclass(frozen=True)
class Run:
    """One contestant's run.

    Attributes:
        name: of the contestant.
        interviewer: "built-in", or the language model's name.
        prompts: name, version and hash of each, as the log of turns has them.
        predictor: name of the model that gives the chances.
        changes: what it changes of the settings.
        results: the conversations as it played them.
    """

    name: str
    interviewer: str
    prompts: Sequence[str]
    predictor: str
    changes: Mapping[str, str | int]
    results: Results

    @property
    def repeats(self) -> int:
        """How often each conversation was played."""
        return len(self.results.played[0])

    @cached_property
    def scores(self) -> Mapping[str, Scored]:
        """Every score."""
        return self.results.scores()

    @cached_property
    def consistency(self) -> Consistency | None:
        """How alike the repeats are; None without repeats."""
        return consistency(self.results.played)

    @property
    def cost(self) -> Cost:
        """What it took."""
        all_played = [one for each in self.results.played for one in each]
        turns = [turn for one in all_played for turn in one.turns]
        return Cost(
            turns=len(turns),
            seconds=round(sum(turn.seconds for turn in turns), 3),
            calls=sum(one.calls for one in all_played),
            by_rules=sum(one.by_rules for one in all_played),
        )
