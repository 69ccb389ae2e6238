"""What is learnt from among marked reasons."""

from typing import Any

import pytest

from advisor.model.work_years import WorkYear
from advisor.training.questions import Question
from advisor.training.selection import choose

QUESTION = Question("nlsy97", 7, (WorkYear("Cashiers", 1),), "Cooks")


def candidate(reason: str, own: float, served: float | None, leaks: bool = False) -> dict[str, Any]:
    def marks(value: float) -> dict[str, float]:
        return dict.fromkeys(("factuality", "coherence", "utility"), value)

    total = own if served is None else (own + served) / 2
    return {
        "reason": reason,
        "leaks": leaks,
        "scores": marks(own),
        "served": None if served is None else marks(served),
        "total": 0.0 if leaks else total,
    }


@pytest.mark.parametrize(
    ("candidates", "best", "worst"),
    [
        ([candidate("a", 4, 3), candidate("b", 3.5, 5)], "b", "a"),
        # The judge's answer to b was broken: its own marks alone are no worse than a's.
        ([candidate("a", 4, 3), candidate("b", 3.9, None)], "a", "b"),
        ([candidate("a", 4, 5), candidate("b", 4.2, None)], "b", "a"),
        ([candidate("a", 4, None), candidate("b", 4.2, None)], "b", "a"),
        ([candidate("a", 4, 5), candidate("b", 5, None, leaks=True)], "a", "b"),
    ],
)
def test_reasons_are_compared_by_marks_that_all_of_them_have(
    candidates: list[dict[str, Any]], best: str, worst: str
) -> None:
    (chosen,) = choose([QUESTION], {QUESTION.key: {"candidates": candidates}})
    assert (chosen.best["reason"], chosen.worst["reason"]) == (best, worst)


def test_what_only_gives_the_answer_away_is_not_learnt() -> None:
    row = {"candidates": [candidate("a", 5, None, leaks=True)]}
    assert list(choose([QUESTION], {QUESTION.key: row})) == []
