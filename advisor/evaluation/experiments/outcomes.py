"""What came of each conversation of an experiment: one value a metric, from the log of turns."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil
from statistics import median
from typing import Literal

from advisor.experiments.config import Metric
from advisor.log.record import Thumb, TurnRecord
from retrieval.frozen import Frozen

WINDOW = timedelta(hours=24)
"""What a conversation does within this time of its beginning counts, and it counts once the time is
over. The end does not depend on what happens in it: otherwise the quick would be in before the
slow."""

_SPOKEN = ("message", "document")


@dataclass(frozen=True, slots=True)
class Outcome(Frozen):
    """A conversation that takes part in an experiment.

    Attributes:
        conversation: its pseudonym.
        variant: the one it began with, whatever answered it later.
        began: its first turn.
        values: by metric; None where it has none.
        answered: what answered its turns: interviewer, prompts and predictor, in words.
    """

    conversation: str
    variant: str
    began: datetime
    values: Mapping[Metric, float | None]
    answered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure(Frozen):
    """How a metric is understood.

    Attributes:
        says: what it is, in words.
        better: which way is good.
        of: the value of a conversation, from its turns and the thumbs it gave by turn.
        binary: whether it is 0 or 1.
    """

    says: str
    better: Literal["more", "less"]
    of: "Callable[[Sequence[TurnRecord], Mapping[int, bool]], float | None]"
    binary: bool = False


def outcomes(
    turns: Iterable[TurnRecord], thumbs: Iterable[Thumb], experiment: str
) -> Iterator[Outcome]:
    """Yield the conversations that take part, in the order they began.

    Args:
        turns: the log, conversation by conversation, as ``advisor.log.reading.turns`` yields it.
        thumbs: given in any conversation, oldest first: the last on a turn counts.
        experiment: name of the experiment.
    """
    given: dict[str, list[Thumb]] = {}
    for thumb in thumbs:
        given.setdefault(thumb.conversation, []).append(thumb)
    for conversation, records in groupby(turns, key=lambda record: record.conversation):
        found = _outcome(list(records), given.get(conversation, ()), experiment)
        if found is not None:
            yield found


def _outcome(
    records: Sequence[TurnRecord], thumbs: Sequence[Thumb], experiment: str
) -> Outcome | None:
    variants = (record.versions.variants.get(experiment) for record in records)
    variant = next((name for name in variants if name is not None), None)
    if variant is None:
        return None
    began = records[0].at
    over = began + WINDOW
    within = [record for record in records if record.at < over]
    # A thumb given or changed later would let a finished analysis move.
    counted = {thumb.turn: thumb.helpful for thumb in thumbs if thumb.at < over}
    return Outcome(
        conversation=records[0].conversation,
        variant=variant,
        began=began,
        values={name: measure.of(within, counted) for name, measure in MEASURES.items()},
        answered=tuple(dict.fromkeys(_answered(record) for record in within)),
    )


def _answered(record: TurnRecord) -> str:
    versions = record.versions
    return ", ".join((versions.interviewer, *versions.prompts, versions.predictor))


def _completion(turns: Sequence[TurnRecord], _: Mapping[int, bool]) -> float:
    return float(any(turn.suggested for turn in turns))


def _turns_to_suggestion(turns: Sequence[TurnRecord], _: Mapping[int, bool]) -> float | None:
    for place, turn in enumerate(turns):
        if turn.suggested:
            return float(sum(one.kind in _SPOKEN for one in turns[: place + 1]))
    return None


def _latency(share: float) -> Callable[[Sequence[TurnRecord], Mapping[int, bool]], float | None]:
    def of(turns: Sequence[TurnRecord], _: Mapping[int, bool]) -> float | None:
        taken = sorted(turn.timing.total_ms for turn in turns)
        return median(taken) if share == 0.5 else taken[ceil(share * len(taken)) - 1]

    return of


def _helpful(_: Sequence[TurnRecord], thumbs: Mapping[int, bool]) -> float | None:
    return sum(thumbs.values()) / len(thumbs) if thumbs else None


def _facts_per_question(turns: Sequence[TurnRecord], _: Mapping[int, bool]) -> float:
    known = turns[-1].known
    asked = sum(turn.asked is not None for turn in turns)
    return (known.jobs + known.dated + known.education) / max(1, asked)


def _counted(name: str) -> Callable[[Sequence[TurnRecord], Mapping[int, bool]], float]:
    return lambda turns, _: float(sum(getattr(turn, name) for turn in turns))


MEASURES: Mapping[Metric, Measure] = {
    "completion": Measure("reached suggestions", "more", _completion, binary=True),
    "turns_to_suggestion": Measure(
        "messages until the first suggestions, of those who reached them",
        "less",
        _turns_to_suggestion,
    ),
    "repeated_questions": Measure("questions put again", "less", _counted("repeated")),
    "corrections": Measure("turns that changed what was told", "less", _counted("corrected")),
    "failed_turns": Measure("turns that failed", "less", _counted("failed")),
    "latency_p50": Measure("median milliseconds of a turn", "less", _latency(0.5)),
    "latency_p95": Measure("95th percentile of a turn's milliseconds", "less", _latency(0.95)),
    "helpful": Measure("share of thumbs that were up, of those who gave any", "more", _helpful),
    "facts_per_question": Measure(
        "jobs, dated jobs and education known per question put", "more", _facts_per_question
    ),
}
"""Every metric that can decide an experiment."""
