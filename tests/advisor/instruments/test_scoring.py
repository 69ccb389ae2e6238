"""Scores of a questionnaire: sums, and what missing answers do to them."""

import pytest

from advisor.instruments.instrument import Instrument
from advisor.instruments.reading import available
from advisor.instruments.scoring import score
from advisor.settings import Settings
from retrieval.errors import AdvisorError
from retrieval.occupations import Riasec


@pytest.fixture(scope="module")
def sixty() -> Instrument:
    return available(Settings(instruments_dir=None))["activities-60"]


def test_points_are_summed_by_area(sixty: Instrument) -> None:
    by_area = dict(zip(Riasec, (1, 2, 3, 4, 5, 1), strict=True))
    found = score(sixty, {item.index: by_area[item.area] for item in sixty.items})
    assert list(found) == list(Riasec)
    assert [found[area].points for area in Riasec] == [0, 10, 20, 30, 40, 0]
    assert {(one.most, one.answered, one.missing) for one in found.values()} == {(40, 10, 0)}


def test_a_few_missing_answers_are_counted_and_stood_in_for(sixty: Instrument) -> None:
    places = [item.index for item in sixty.items if item.area is Riasec.SOCIAL]
    answers: dict[int, int | None] = {item.index: 3 for item in sixty.items}
    answers |= dict.fromkeys(places[:4], 5)
    answers[places[8]] = None
    del answers[places[9]]
    social = score(sixty, answers)[Riasec.SOCIAL]
    assert social.points == pytest.approx((4 * 4 + 4 * 2) / 8 * 10)
    assert (social.answered, social.missing) == (8, 2)


def test_many_missing_answers_leave_no_score(sixty: Instrument) -> None:
    answers = {item.index: 5 for item in sixty.items if item.area is not Riasec.ARTISTIC}
    artistic = [item.index for item in sixty.items if item.area is Riasec.ARTISTIC]
    answers |= dict.fromkeys(artistic[:7], 5)
    found = score(sixty, answers)
    assert found[Riasec.ARTISTIC].points is None
    assert (found[Riasec.ARTISTIC].answered, found[Riasec.ARTISTIC].missing) == (7, 3)
    assert found[Riasec.SOCIAL].points == 40
    assert all(one.points is None for one in score(sixty, {}).values())


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({1: 0}, "item 1: expected an answer from 1 to 5, got 0"),
        ({2: 6}, "item 2: expected an answer from 1 to 5, got 6"),
        ({61: 3}, "expected answers to items of activities-60, got 61"),
    ],
)
def test_answers_that_cannot_be_are_refused(
    sixty: Instrument, answers: dict[int, int | None], said: str
) -> None:
    with pytest.raises(AdvisorError, match=said):
        score(sixty, answers)
