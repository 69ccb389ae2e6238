"""What comes of a conversation is read from its turns, within a day of its beginning."""

from datetime import timedelta
from typing import Any

import pytest

from advisor.evaluation.experiments.outcomes import MEASURES, outcomes
from advisor.log.record import Known, Thumb, Timing, TurnRecord, Versions
from tests.advisor.log.examples import NOON, turn


def versions(variant: str | None, interviewer: str = "built-in") -> Versions:
    variants = {"e": variant} if variant else {}
    return Versions("0.1.0", interviewer, (), "m-1", variants)


def known(jobs: int, dated: int, education: int) -> Known:
    return Known(jobs, dated, jobs, education, topics_done=1, topics=5, lines=2)


def said(number: int, conversation: str = "a", **changes: object) -> TurnRecord:
    """Return the turn with this number, a minute after the one before it."""
    values: dict[str, Any] = {
        "turn": number,
        "at": NOON + timedelta(minutes=number),
        "asked": None,
        "corrected": False,
        "timing": Timing(1.0, 100.0 * number),
        "versions": versions("new"),
    }
    return turn(conversation, **(values | changes))


ONE = [
    said(1, asked="jobs", known=known(1, 0, 0)),
    said(2, asked="job_dates", corrected=True, known=known(1, 1, 0)),
    said(3, kind="edit", repeated=True, asked="job_dates", known=known(2, 1, 0)),
    said(4, suggested=5, known=known(2, 2, 1)),
    said(5, suggested=5, failed=True, corrected=True, known=known(3, 2, 1)),
]


def test_each_metric_is_counted_as_it_says() -> None:
    thumbs = [
        Thumb("a" * 32, 2, NOON, False),
        Thumb("a" * 32, 2, NOON, True),
        Thumb("a" * 32, 4, NOON, False),
        Thumb("b" * 32, 1, NOON, False),
    ]
    (found,) = outcomes(ONE, thumbs, "e")
    assert (found.variant, found.began) == ("new", NOON + timedelta(minutes=1))
    assert found.values == {
        "completion": 1.0,
        "turns_to_suggestion": 3.0,
        "repeated_questions": 1.0,
        "corrections": 2.0,
        "failed_turns": 1.0,
        "latency_p50": 300.0,
        "latency_p95": 500.0,
        "helpful": 0.5,
        "facts_per_question": pytest.approx(6 / 3),
    }
    assert set(MEASURES) == set(found.values)


@pytest.mark.parametrize(("turns", "rank"), [(1, 1), (20, 19), (31, 30), (40, 38), (51, 49)])
def test_the_95th_percentile_is_the_nearest_rank(turns: int, rank: int) -> None:
    (found,) = outcomes([said(number) for number in range(1, turns + 1)], [], "e")
    assert found.values["latency_p95"] == 100 * rank


def test_who_left_early_has_no_turns_to_suggestions_and_no_thumbs() -> None:
    (found,) = outcomes(ONE[:2], [], "e")
    assert found.values["completion"] == 0
    assert found.values["turns_to_suggestion"] is None
    assert found.values["helpful"] is None


def test_what_happens_after_a_day_does_not_count() -> None:
    late = said(4, suggested=5, at=NOON + timedelta(days=1, minutes=1))
    thumbs = [Thumb("a" * 32, 4, NOON + timedelta(days=1, minutes=2), True)]
    (found,) = outcomes([*ONE[:3], late], thumbs, "e")
    assert (found.values["completion"], found.values["helpful"]) == (0, None)


def test_a_thumb_given_after_a_day_changes_nothing() -> None:
    thumbs = [
        Thumb("a" * 32, 2, NOON + timedelta(minutes=3), False),
        Thumb("a" * 32, 2, NOON + timedelta(days=3), True),
        Thumb("a" * 32, 1, NOON + timedelta(days=3), True),
    ]
    (found,) = outcomes(ONE, thumbs, "e")
    assert found.values["helpful"] == 0


def test_a_conversation_counts_for_the_variant_it_began_with() -> None:
    # Its variant left the file, then another of the name took its place: intention to treat.
    turns = [said(1), said(2, versions=versions(None)), said(3, versions=versions("other"))]
    (found,) = outcomes(turns, [], "e")
    assert found.variant == "new"


def test_others_take_no_part() -> None:
    turns = [said(1, "b", versions=versions(None)), *ONE]
    assert [found.conversation[0] for found in outcomes(turns, [], "e")] == ["a"]
    assert list(outcomes(turns, [], "another")) == []


def test_all_that_answered_is_told() -> None:
    (found,) = outcomes([said(1), said(2, versions=versions("new", "gpt"))], [], "e")
    assert found.answered == ("built-in, m-1", "gpt, m-1")
