"""The figures of simulated conversations: all of them, and each way of telling apart."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import inf
from statistics import median
from typing import Any

import numpy as np

from advisor.evaluation.bootstrap import Interval, drawn_people, interval
from advisor.evaluation.extraction import Judgement, Score
from advisor.evaluation.figures import HITS
from advisor.evaluation.simulated.conversation import Conversation
from advisor.evaluation.simulated.judging import KINDS
from advisor.evaluation.simulated.predicting import Ranks
from advisor.model.outcome_rates import Floats

SOURCES = ("record", "told", "heard")
"""What is predicted from, as in ``Ranks``."""
DEPTH = 10
"""Of the hits whose loss is reported."""


@dataclass(frozen=True)
class Measured:
    """What came of some conversations.

    Attributes:
        conversations, turns, failures: how many there were; failures are failed turns.
        repeated: conversations in which a question was put twice.
        first_suggestion: median turn of the first suggestions, where conversations without any
            count as later than all others; None if they came to half of them at most.
        unsuggested: conversations without any.
        scores: counts of what was understood, by ``KINDS``.
        hits: by source, the share of answers among the first 1, 5 and 10.
        loss: share of the record's hits at ten that is lost from the record to what was heard.
        loss_of_telling: the part lost from the record to a history understood perfectly.
        loss_interval: 95 % of draws of the people, each with both of their predictions.
        lost_in_talk_interval: the same of ``loss`` minus ``loss_of_telling``.
        by_model, stand_ins: messages worded by a language model, and by the templates in its place.
    """

    conversations: int
    turns: int
    failures: int
    repeated: int
    first_suggestion: float | None
    unsuggested: int
    scores: Mapping[str, Score]
    hits: Mapping[str, Mapping[int, float]]
    loss: float | None
    loss_of_telling: float | None
    loss_interval: Interval | None
    lost_in_talk_interval: Interval | None
    by_model: int
    stand_ins: int


@dataclass(frozen=True)
class Results:
    """All figures; ``by_style`` has the conversations of each way of telling."""

    everyone: Measured
    by_style: Mapping[str, Measured]


def measure(
    conversations: Sequence[Conversation],
    judgements: Sequence[Judgement],
    found: Ranks,
    seed: int,
) -> Results:
    """Return the figures; the three sequences are in one order."""
    styles = dict.fromkeys(one.person.style for one in conversations)

    def of(among: Sequence[int]) -> Measured:
        part = Ranks(*(getattr(found, source)[np.asarray(among, dtype=int)] for source in SOURCES))
        chosen = [conversations[n] for n in among]
        return _measured(chosen, [judgements[n] for n in among], part, seed)

    return Results(
        of(range(len(conversations))),
        {
            style: of([n for n, one in enumerate(conversations) if one.person.style == style])
            for style in styles
        },
    )


def to_json(results: Results) -> dict[str, Any]:
    """Return the figures as plain values, with precision, recall and F1 of every score."""
    return {
        "everyone": _plain(results.everyone),
        "by_style": {style: _plain(one) for style, one in results.by_style.items()},
    }


def _plain(one: Measured) -> dict[str, Any]:
    scores = {
        name: {**asdict(s), "precision": s.precision, "recall": s.recall, "f1": s.f1}
        for name, s in one.scores.items()
    }
    hits = {source: {f"hit{k}": v for k, v in at.items()} for source, at in one.hits.items()}
    return {**asdict(one), "scores": scores, "hits": hits}


def _measured(
    conversations: Sequence[Conversation],
    judgements: Sequence[Judgement],
    found: Ranks,
    seed: int,
) -> Measured:
    hits = {source: getattr(found, source) for source in SOURCES}
    at_depth = {source: ranks <= DEPTH for source, ranks in hits.items()}
    drawn = drawn_people(len(conversations), seed)
    once = np.ones((1, len(conversations)))
    loss, telling = (_loss(at_depth, source, once) for source in ("heard", "told"))
    lost, telling_lost = (_loss(at_depth, source, drawn) for source in ("heard", "told"))
    by = [turn.by for one in conversations for turn in one.turns]
    first = [one.first_suggestion for one in conversations]
    # Without those that never got there, the slower are left out and it seems quick.
    usual = median(inf if turn is None else turn for turn in first) if first else inf
    return Measured(
        conversations=len(conversations),
        turns=sum(len(one.turns) for one in conversations),
        failures=sum(one.failures for one in conversations),
        repeated=sum(bool(one.repeated) for one in conversations),
        first_suggestion=float(usual) if usual < inf else None,
        unsuggested=first.count(None),
        scores={
            kind: sum((one.scores.get(kind, Score()) for one in judgements), Score())
            for kind in KINDS
        },
        hits={
            source: {k: float((ranks <= k).mean()) for k in HITS} for source, ranks in hits.items()
        },
        loss=_number(loss),
        loss_of_telling=_number(telling),
        loss_interval=interval(lost),
        lost_in_talk_interval=interval(lost - telling_lost),
        by_model=by.count("model"),
        stand_ins=by.count("stand-in"),
    )


def _loss(hit: Mapping[str, Floats], source: str, weights: Floats) -> Floats:
    """Return (draws,) the share of the record's hits that a source lacks; not a number for none."""
    record, other = weights @ hit["record"], weights @ hit[source]
    empty = np.full(len(weights), np.nan)
    return np.asarray(1 - np.divide(other, record, out=empty, where=record > 0))


def _number(values: Floats) -> float | None:
    return float(values[0]) if np.isfinite(values[0]) else None
