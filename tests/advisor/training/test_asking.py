"""What a language model says is taken for a reason, or for marks, only if it is one."""

import pytest

from advisor.model.work_years import YearFacts, work_years
from advisor.training.asking import judge_request, read_marks, read_reason, teacher_request
from advisor.training.judging import Scores
from advisor.training.questions import Question

GOOD = "This year is like the last. Keeping the present work seems to count most."
YEARS = tuple(work_years([YearFacts("Cashiers", "a")]))


def test_a_teacher_is_told_the_answer_and_a_judge_what_came_next() -> None:
    asked = Question("nlsy97", 1, YEARS, "Cashiers")
    history = "Year 1: Cashiers | first employer\n\n"
    assert teacher_request(asked) == f"{history}The year after: Cashiers"
    judged = judge_request(YEARS, 'A "reason".', asked.told)
    assert judged == f'{history}The reason: "A \\"reason\\"."\nWhat came next: As before'


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"  {GOOD}\n",
        f'"{GOOD}"',
        GOOD.replace(". ", ".\n"),
        f"<think>A nurse, so I say\nthis.</think>\n\n{GOOD}",
    ],
)
def test_a_reason_is_read(text: str) -> None:
    assert read_reason(text) == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, but I cannot help with that request at all.",
        "As an AI I have no opinion on this person. Sorry.",
        "Well, I can’t say what this person wants.",
        "- two years in sales\n- a degree",
        "**Reason:** steady work for years.",
        "Short.",
        "A reason without an end",
        "A <answer>hidden</answer> answer in the reason.",
        "<think>A thought without an end, and no reason.",
        "One. Two. Three. Four. Five sentences are too many.",
        "Long. " * 200,
        '{"reason": "Steady work for years."}',
    ],
)
def test_anything_else_is_no_reason(text: str) -> None:
    assert read_reason(text) is None


def test_marks_are_read_wherever_they_stand() -> None:
    marks = '{"factuality": 2, "coherence": 3, "utility": 4}'
    assert read_marks(marks) == Scores(2, 3, 4)
    assert read_marks(f"Here they are:\n```json\n{marks}\n```") == Scores(2, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5, 5, 5",
        "{}",
        '{"factuality": 9, "coherence": 1, "utility": 1}',
        '{"factuality": 0, "coherence": 1, "utility": 1}',
        '{"factuality": 4.5, "coherence": 1, "utility": 1}',
        '{"factuality": "5", "coherence": 1, "utility": 1}',
        '{"factuality": 5, "coherence": 1}',
        '{"factuality": 5, "coherence": 1, "utility": 1, "overall": 3}',
        '{"factuality": 5, "coherence": 1, "utility"',
        '{"factuality": {"mark": 5}, "coherence": 1, "utility": 1}',
    ],
)
def test_broken_marks_are_none(text: str) -> None:
    assert read_marks(text) is None
