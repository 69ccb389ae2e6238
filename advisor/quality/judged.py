"""Judged helpfulness: the judges' ratings by conversation, and how far the judges agree."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from advisor.log.database import Database
from advisor.log.reading import verdicts
from advisor.quality.agreement import Agreement, agreement
from retrieval.frozen import Frozen

CRITERIA: Mapping[str, str] = {
    "understood": "judged: understood",
    "helpful": "judged: helpful",
    "honest": "judged: honest about limits",
    "kind": "judged: kind",
}
"""What judges rate from 1 to 5; they are told what each means in ``helpfulness-v1.txt``."""


@dataclass(frozen=True, slots=True)
class Helpfulness(Frozen):
    """The last verdict of each judge on each conversation, under the newest prompt.

    A conversation that went on after it was judged counts as far as it was judged last: what
    judges said of a shorter one is of another text, and no disagreement.

    Attributes:
        prompt: that prompt; None if nothing was judged.
        judges: names, sorted.
        ratings: by conversation, judge and criterion; of valid answers only.
        invalid: answers that were none.
    """

    prompt: str | None = None
    judges: tuple[str, ...] = ()
    ratings: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    invalid: int = 0

    def means(self, criterion: str, conversations: Iterable[str]) -> list[float]:
        """Return the mean over judges of each of the conversations that one judged."""
        found = []
        for name in conversations:
            by_judge = self.ratings.get(name, {})
            said = [marks[criterion] for marks in by_judge.values() if criterion in marks]
            if said:
                found.append(sum(said) / len(said))
        return found

    def agreement(self, criterion: str) -> Agreement | None:
        """Return how far the judges agree on a criterion; None with fewer than two of them."""
        if len(self.judges) < 2:
            return None
        table = np.full((len(self.ratings), len(self.judges)), np.nan)
        for row, name in enumerate(sorted(self.ratings)):
            for column, judge in enumerate(self.judges):
                table[row, column] = self.ratings[name].get(judge, {}).get(criterion, np.nan)
        return agreement(table)


def helpfulness(database: Database, conversations: Collection[str] | None = None) -> Helpfulness:
    """Return what judges said of the conversations, of all without any.

    Raises:
        LogUnavailableError: the database cannot be read.
    """
    said = verdicts(database)
    if not said:
        return Helpfulness()
    prompt = said[-1].prompt
    wanted = [
        verdict
        for verdict in said
        if verdict.prompt == prompt
        and (conversations is None or verdict.conversation in conversations)
    ]
    furthest: dict[str, int] = {}
    for verdict in wanted:
        furthest[verdict.conversation] = max(furthest.get(verdict.conversation, 0), verdict.turn)
    last = {
        (verdict.conversation, verdict.judge): verdict
        for verdict in wanted
        if verdict.turn == furthest[verdict.conversation]
    }
    ratings: dict[str, dict[str, Mapping[str, int]]] = defaultdict(dict)
    for (name, judge), verdict in last.items():
        if verdict.ratings is not None:
            ratings[name][judge] = verdict.ratings
    return Helpfulness(
        prompt=prompt,
        judges=tuple(sorted({judge for _, judge in last})),
        ratings=dict(ratings),
        invalid=sum(v.ratings is None for v in last.values()),
    )
