"""Scores, repeats and paired differences of whole conversations."""

import pytest

from advisor.evaluation.conversations.consistency import consistency
from advisor.evaluation.conversations.measuring import SCORES, Results
from advisor.evaluation.conversations.played import Played, Turn
from tests.advisor.evaluation.conversations.examples import CASHIER, UNDATED, labelled, played

GOOD, VAGUE = played(CASHIER), played(UNDATED)


def results(*conversations: list[Played]) -> Results:
    return Results([labelled(n) for n in range(len(conversations))], conversations)


def test_scores_are_those_of_the_judgement() -> None:
    found = results([GOOD], [VAGUE], [played(school=False)]).scores()
    assert set(found) == set(SCORES)
    assert found["titles"].value == pytest.approx(2 * 2 / (2 * 2 + 1))
    # Two dates of six are read, and none of them is wrong.
    assert found["dates"].value == pytest.approx(2 * 2 / (2 * 2 + 4))
    assert found["education"].value == pytest.approx(2 * 2 / (2 * 2 + 1))
    low, high = found["dates"].interval or (None, None)
    assert low is not None
    assert high is not None
    assert low <= 0.5 <= high


def test_shares_count_conversations() -> None:
    again = played(CASHIER, keys=("education", "education"), suggestions=("1", "2"))
    failed = Played(GOOD.history, (Turn(1.0, failures=("no",)), Turn(1.0, failures=("no",))))
    found = results([GOOD], [again], [failed], [GOOD]).scores()
    assert [found[name].value for name in ("repeated", "failed", "suggested")] == [0.25] * 3


def test_repeats_count_as_their_mean() -> None:
    found = results([GOOD, VAGUE], [GOOD, VAGUE]).scores()
    assert found["dates"].value == pytest.approx(2 * 1 / (2 * 1 + 1))
    assert found["titles"].value == 1


def test_a_score_of_nothing_is_unknown() -> None:
    nothing = labelled().model_copy(
        update={"expected": labelled().expected.model_copy(update={"education": ()})}
    )
    found = Results([nothing], [[played(CASHIER, school=False)]]).scores()
    assert (found["education"].value, found["education"].interval) == (None, None)


def test_differences_are_paired() -> None:
    """Both are right on the same half: apart they vary a lot, their difference does not."""
    hard = [[GOOD] if n % 2 else [VAGUE] for n in range(40)]
    one = results(*hard)
    other = results(*hard[:-1], [VAGUE])
    less = other.less(one)["dates"]
    assert less.value is not None
    assert less.interval is not None
    assert less.value < 0
    low, high = less.interval
    assert low <= less.value <= high <= 0
    apart = one.scores()["dates"].interval
    assert apart is not None
    assert high - low < (apart[1] - apart[0]) / 2


def test_the_same_again_differs_by_nothing() -> None:
    one = results([GOOD], [VAGUE])
    less = one.less(results([GOOD], [VAGUE]))["dates"]
    assert (less.value, less.interval) == (0, (0, 0))


def test_consistency_counts_what_comes_out_the_same() -> None:
    found = consistency([[GOOD, GOOD, GOOD], [GOOD, VAGUE, GOOD]])
    assert found is not None
    assert found.identical == 0.5
    # cashier, code, employer, high school and its year of those five and two dates.
    assert found.agreement == pytest.approx((1 + (5 / 7 + 1 + 5 / 7) / 3) / 2)


def test_other_suggestions_are_another_outcome() -> None:
    found = consistency([[played(CASHIER, suggestions=("1", "2")), GOOD]])
    assert found is not None
    assert (found.identical, found.agreement) == (0, 1)


def test_without_repeats_nothing_is_known_of_consistency() -> None:
    assert consistency([[GOOD], [VAGUE]]) is None
