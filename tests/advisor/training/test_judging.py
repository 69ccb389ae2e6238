"""The built-in judges mark what is true, well put and useful higher than what is not."""

import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.model.themes import Theme
from advisor.model.title_facts import TitleFacts
from advisor.model.work_years import NOT_WORKING, YearFacts, work_years
from advisor.panels.examples import CareerText
from advisor.training.free_text import Tracer, theme_in
from advisor.training.judging import (
    BuiltInJudges,
    Candidate,
    Judged,
    Scores,
    free_candidate,
    utility_score,
)
from advisor.training.leaks import LeakDetector
from advisor.training.questions import Question, draw, fold_of
from advisor.training.utility import ModelUtility, Reading, TransitionUtility, Usefulness
from tests.advisor.training.conftest import Tiny, people

YEARS = tuple(
    work_years(
        [
            YearFacts("Cashiers", "a", full_time=False),
            YearFacts("Cashiers", "a", full_time=False),
            YearFacts("Retail salespersons", "b", full_time=True),
        ]
    )
)
ASKED = Question("nlsy97", 1, YEARS, "Cashiers")


@pytest.fixture(scope="module")
def judges(facts: Mapping[str, TitleFacts], leaks: LeakDetector) -> BuiltInJudges:
    return BuiltInJudges(facts, leaks, TransitionUtility(people("train", 40, 0), facts, 0.6))


def marks(judges: BuiltInJudges, reason: str, theme: Theme | None) -> Judged:
    return judges.judge(ASKED, [Candidate("evidence", reason, theme)])[0]


def test_a_true_and_fitting_reason_gets_the_best_marks(judges: BuiltInJudges) -> None:
    reason = "2 occupations in 3 working years and the first year in the present work. "
    good = marks(judges, reason + "What was done before seems to draw them back.", Theme.RETURN)
    assert good.scores.factuality == 5
    assert good.scores.coherence == 5
    assert good.scores.utility > 3
    assert not good.leaks
    assert good.total == good.scores.mean


def test_what_is_not_so_costs_factuality(judges: BuiltInJudges) -> None:
    reason = "9 years in the present work and 2 occupations in 3 working years. "
    bad = marks(judges, reason + "What was done before seems to draw them back.", Theme.RETURN)
    assert bad.scores.factuality == 3


def test_claims_that_bear_on_something_else_cost_coherence(judges: BuiltInJudges) -> None:
    reason = "Full time this year. What was done before seems to draw them back."
    assert marks(judges, reason, Theme.RETURN).scores.coherence == 2
    assert marks(judges, "Full time this year.", None).scores.coherence == 1


def test_a_misleading_reading_costs_utility(judges: BuiltInJudges) -> None:
    stays = marks(judges, "The first year in the present work. Little points to it.", Theme.STAY)
    assert stays.scores.utility < 3
    assert marks(judges, "The first year in the present work.", None).scores.utility == 3


def test_a_leak_is_worth_nothing_whatever_else_it_is(judges: BuiltInJudges) -> None:
    leaking = judges.judge(ASKED, [free_candidate("Back to the till, as a cashier in 2 years.")])[0]
    assert leaking.leaks
    assert leaking.total == 0


def test_served_marks_count_half() -> None:
    candidate = Candidate("teacher", "x", None)
    one = Judged(candidate, False, Scores(5, 5, 5), Scores(1, 1, 1))
    assert one.total == 3


@given(st.floats(0, 20), st.floats(-20, 20))
def test_utility_marks_stay_between_1_and_5(surprise: float, relief: float) -> None:
    assert 1 <= utility_score(Usefulness(surprise, relief)) <= 5


@pytest.mark.parametrize(
    ("reason", "unsupported"),
    [
        ("Two years part time with one employer, then a new employer in the same field.", 0),
        ("3 working years, all of them in sales, and full time at last.", 0),
        ("Five years in sales.", 1),
        ("Sixty of 60 working years in sales.", 1),
        ("Three years in health care.", 1),
        ("A bachelor's degree helps.", 1),
        ("Work as a carpenter comes to mind.", 1),
        ("She likes it there.", 0),
        ("After a spell without work, in school, things look up.", 2),
        ("Back in work known from before, at a former employer.", 2),
        ("Two different jobs with one employer, then a new employer.", 0),
        ("Part time for long. A time without a job seems near.", 0),
    ],
)
def test_free_words_are_traced_to_the_history(
    facts: Mapping[str, TitleFacts], leaks: LeakDetector, reason: str, unsupported: int
) -> None:
    traced = Tracer(facts, leaks.common).trace(reason, YEARS)
    assert len(traced.unsupported) == unsupported, traced


def test_free_words_without_a_claim_get_a_low_mark(judges: BuiltInJudges) -> None:
    empty = judges.judge(ASKED, [free_candidate("She seems glad. It all looks fine.")])[0]
    assert empty.scores.factuality == 2


@pytest.mark.parametrize(
    ("reason", "theme"),
    [
        ("Part time. They will likely stay where they are.", Theme.STAY),
        ("Long there. A promotion seems due.", Theme.STEP_UP),
        ("A new direction, in another field, is likely.", Theme.NEW_FIELD),
        ("School first. They may go back to earlier work.", Theme.RETURN),
        ("More study seems near.", Theme.STUDY),
        ("Loose ties. A break from it all, without a job, seems near.", Theme.PAUSE),
        ("2 years there. Little points to a change in the coming year.", Theme.STAY),
        ("Nothing is clear.", None),
    ],
)
def test_the_reading_of_free_words(reason: str, theme: Theme | None) -> None:
    assert theme_in(reason) is theme


def test_utility_is_counted_on_other_people(facts: Mapping[str, TitleFacts]) -> None:
    """What only the person asked about did is no help: nothing of it is in the counts."""
    someone = next(n for n in range(100) if fold_of("nlsy97", n) == 0)
    odd = CareerText("nlsy97", someone, "train", work_of("Cashiers", "Carpenters"))
    others = [
        CareerText("nlsy97", n, "train", work_of("Cashiers", "Cashiers"))
        for n in range(100)
        if fold_of("nlsy97", n) == 1
    ]
    asked = Question("nlsy97", someone, odd.years[:1], "Carpenters")
    readings = [Reading("", Theme.NEW_FIELD)]
    alone = TransitionUtility([*others, odd], facts, 0.6).of(asked, readings)[0]
    many = TransitionUtility([*others, *[odd] * 50], facts, 0.6).of(asked, readings)[0]
    assert alone == many
    assert alone.surprise > 3
    assert alone.relief > 1


def work_of(*titles: str) -> tuple:  # type: ignore[type-arg]
    return tuple(work_years(YearFacts(title, "a") for title in titles))


def test_an_unheard_of_title_is_no_error(facts: Mapping[str, TitleFacts]) -> None:
    utility = TransitionUtility(people("train", 5, 0), facts, 0.6)
    asked = Question("nlsy97", 1, YEARS, "Astronauts")
    assert utility.of(asked, [Reading("", Theme.STAY)])[0].relief == 0


def test_utility_under_a_language_model(tiny: Tiny) -> None:
    utility = ModelUtility.load(tiny("llama"))
    readings = [Reading("2 years there. More to come.", None), Reading("Short.", None)]
    found = utility.of(ASKED, readings)
    assert all(0 < one.surprise < 200 and math.isfinite(one.relief) for one in found)
    assert found[0].relief != found[1].relief
    # Padding to the longer of a batch changes nothing.
    assert utility.of(ASKED, readings[1:])[0].relief == pytest.approx(found[1].relief, abs=1e-4)


def test_questions_are_drawn_with_as_many_moves_as_asked() -> None:
    crowd: Sequence[CareerText] = people("train", 200, 0)
    drawn = draw(crowd, 100, 0.5, 1)
    assert len(drawn) == len({question.key for question in drawn}) == 100
    assert sum(not question.stays for question in drawn) == 50
    assert drawn == draw(crowd, 100, 0.5, 1)
    assert drawn != draw(crowd, 100, 0.5, 2)
    assert sum(not question.stays for question in draw(crowd, 100, 0.0, 1)) == 0
    natural = draw(crowd, 10**6, None, 1)
    assert len(natural) == sum(len(career.years) - 1 for career in crowd)
    assert len(draw(crowd, 10**6, 0.9, 1)) == len(natural)
    assert any(year.title == NOT_WORKING for question in natural for year in question.years)
