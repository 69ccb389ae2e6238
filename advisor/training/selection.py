"""Chooses what to learn from: the best reason of each question, and pairs of best and worst."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from advisor.model.reasoned_text import completion_of, prompt_of
from advisor.training.questions import Question

Row = Mapping[str, Any]
_SMALLEST_SCORE = 3.0
"""A best reason with a lower total is not good enough to learn from."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A question with its best and its worst reason, as rows of candidates."""

    question: Question
    best: Row
    worst: Row

    def sft_row(self) -> dict[str, str]:
        """Return the prompt and the completion to learn."""
        return {"prompt": prompt_of(self.question.years), "completion": self._completion(self.best)}

    def dpo_row(self) -> dict[str, str]:
        """Return the prompt, the completion to prefer and the one to prefer it to."""
        return {
            "prompt": prompt_of(self.question.years),
            "chosen": self._completion(self.best),
            "rejected": self._completion(self.worst),
        }

    def apart(self, margin: float) -> bool:
        """Whether best and worst are clearly apart."""
        return bool(self.best["total"] - self.worst["total"] >= margin)

    def _completion(self, candidate: Row) -> str:
        return completion_of(candidate["reason"], self.question.told)


def choose(questions: Sequence[Question], rows: Mapping[str, Row]) -> Iterator[Chosen]:
    """Yield the questions that have a reason worth learning, with their best and worst ones.

    Marks of a language model count where every candidate of the question has them: it marks
    otherwise than the built-in judges do, so a reason with its marks cannot be held against one
    without.
    """
    for question in questions:
        candidates = _comparable(rows[question.key]["candidates"])
        best = max(candidates, key=lambda candidate: candidate["total"], default=None)
        if best is None or best["leaks"] or best["total"] < _SMALLEST_SCORE:
            continue
        yield Chosen(question, best, min(candidates, key=lambda candidate: candidate["total"]))


def _comparable(candidates: Sequence[Row]) -> Sequence[Row]:
    """Return the candidates with totals that were come by alike."""
    served = [bool(candidate["served"]) for candidate in candidates]
    if all(served) or not any(served):
        return candidates
    return [
        {**one, "total": 0.0 if one["leaks"] else fmean(one["scores"].values())}
        for one in candidates
    ]


def summary(rows: Mapping[str, Row], chosen: Sequence[Chosen], margin: float) -> dict[str, Any]:
    """Return the counts and mean marks of a split's questions."""
    candidates = [candidate for row in rows.values() for candidate in row["candidates"]]
    wrong: Counter[str] = Counter()
    for row in rows.values():
        wrong.update(row["wrong"])
    sources = sorted({candidate["source"] for candidate in candidates})
    return {
        "questions": len(rows),
        "moves": sum(not row["stays"] for row in rows.values()),
        "candidates": {
            source: _marks([c for c in candidates if c["source"] == source]) for source in sources
        },
        "wrong": dict(sorted(wrong.items())),
        "chosen": {
            source: _marks([one.best for one in chosen if one.best["source"] == source])
            for source in sources
        },
        "sft_rows": len(chosen),
        "dpo_rows": sum(one.apart(margin) for one in chosen),
    }


def _marks(candidates: Sequence[Row]) -> dict[str, Any]:
    """Return how many candidates there are, how many leak, and the mean of each mark."""
    result: dict[str, Any] = {
        "count": len(candidates),
        "leaks": sum(candidate["leaks"] for candidate in candidates),
    }
    for judge in ("scores", "served"):
        marked = [candidate[judge] for candidate in candidates if candidate[judge]]
        if marked:
            result[judge] = {
                name: round(fmean(marks[name] for marks in marked), 3) for name in marked[0]
            }
    return result
