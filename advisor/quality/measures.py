"""What the operators look at: figures of all conversations, or by time and by version."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, get_args

from advisor.log.database import Database
from advisor.quality.conversations import ConversationCounts, Scope, counted, latencies
from advisor.quality.estimates import Figure, Share, mean_of, spread_of
from advisor.quality.judged import CRITERIA, Helpfulness, helpfulness
from retrieval.frozen import Frozen

By = Literal["day", "week", "version", "interviewer", "prompt", "predictor", "variant"]
BYS: tuple[By, ...] = get_args(By)
NO_PROMPT = "none (built-in interviewer)"
NO_VARIANT = "none"

TITLES: Mapping[str, str] = {
    "completed": "suggestions shown",
    "turns_to_suggestions": "turns to suggestions",
    "questions_per_fact": "questions per fact",
    "repeated": "a question put again",
    "corrected": "something corrected",
    "corrections": "corrections",
    "failed": "a turn failed",
    "liked": "no thumb down",
    "first_ms": "first word, ms",
    "total_ms": "whole reply, ms",
    "unredacted": "redaction failed",
    **{f"judged_{name}": title for name, title in CRITERIA.items()},
}
"""The figures in order, with what to call them; shares are of conversations."""


@dataclass(frozen=True, slots=True)
class Measures(Frozen):
    """The figures of a group of conversations.

    Attributes:
        group: a day, the Monday of a week, or a version.
        conversations: how many there are in it.
        turns: how many they had.
        thumbs: thumbs up and down, of replies.
        figures: those of ``TITLES``.
    """

    group: str
    conversations: int
    turns: int
    thumbs: tuple[int, int]
    figures: Mapping[str, Figure]


class Quality:
    """The figures of the conversations in a scope; read from the database once."""

    def __init__(self, database: Database, scope: Scope | None = None) -> None:
        """Read.

        Raises:
            LogUnavailableError: the database cannot be read.
        """
        self._found = counted(database, scope)
        self._times: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for name, first, total in latencies(database, scope):
            self._times[name].append((first, total))
        self.judged: Helpfulness = helpfulness(database, {c.conversation for c in self._found})

    def whole(self) -> Measures:
        """Return the figures of all of them together."""
        return self._measures("all", self._found)

    def by(self, by: By) -> list[Measures]:
        """Return the figures by group, in the groups' order; none where there is nothing.

        A conversation belongs to the day and the versions that it began with; to several groups
        where several prompts or variants answered it.
        """
        groups: dict[str, list[ConversationCounts]] = defaultdict(list)
        for conversation in self._found:
            for group in groups_of(conversation, by):
                groups[group].append(conversation)
        return [self._measures(group, groups[group]) for group in sorted(groups)]

    def _measures(self, group: str, found: Sequence[ConversationCounts]) -> Measures:
        times = [time for c in found for time in self._times[c.conversation]]
        names = [c.conversation for c in found]
        figures: dict[str, Figure] = {
            **_counted_figures(found),
            "first_ms": spread_of([first for first, _ in times if not math.isnan(first)]),
            "total_ms": spread_of([total for _, total in times]),
            **{f"judged_{c}": mean_of(self.judged.means(c, names)) for c in CRITERIA},
        }
        return Measures(
            group=group,
            conversations=len(found),
            turns=sum(c.turns for c in found),
            thumbs=(sum(c.up for c in found), sum(c.down for c in found)),
            figures={name: figures[name] for name in TITLES},
        )


def groups_of(conversation: ConversationCounts, by: By) -> Iterable[str]:
    """Return the groups that a conversation belongs to."""
    day = conversation.began.date()
    match by:
        case "day":
            return (day.isoformat(),)
        case "week":
            return ((day - timedelta(days=day.weekday())).isoformat(),)
        case "version":
            return (conversation.advisor,)
        case "interviewer":
            return (conversation.interviewer,)
        case "predictor":
            return (conversation.predictor,)
        case "prompt":
            return conversation.prompts or (NO_PROMPT,)
        case "variant":
            chosen = tuple(f"{name}: {v}" for name, v in sorted(conversation.variants.items()))
            return chosen or (NO_VARIANT,)


def _counted_figures(found: Sequence[ConversationCounts]) -> dict[str, Figure]:
    rated = [c for c in found if c.up + c.down]
    kept = [c for c in found if c.kept]
    return {
        "completed": _share(c.suggested_at is not None for c in found),
        "turns_to_suggestions": mean_of([c.suggested_at for c in found if c.suggested_at]),
        # Questions that brought nothing count as if they had brought one fact: without them, the
        # conversations that went worst would be left out.
        "questions_per_fact": mean_of(
            [c.asked / max(1, c.facts) for c in found if c.asked or c.facts]
        ),
        "repeated": _share(c.repeated > 0 for c in found),
        "corrected": _share(c.corrected > 0 for c in found),
        "corrections": mean_of([c.corrected for c in found]),
        "failed": _share(c.failed > 0 for c in found),
        "liked": _share(c.down == 0 for c in rated),
        "unredacted": _share(c.unredacted > 0 for c in kept),
    }


def _share(hits: Iterable[bool]) -> Share:
    said = list(hits)
    return Share(sum(said), len(said))
