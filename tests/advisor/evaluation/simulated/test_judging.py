"""The scores of a simulated conversation and its predictions, on cases worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from advisor.career import PRESENT, CareerHistory, Education, EducationLevel, Job, When
from advisor.evaluation.expected import ExpectedEducation, ExpectedHistory, ExpectedJob
from advisor.evaluation.extraction import Score
from advisor.evaluation.simulated.conversation import Conversation, Turn
from advisor.evaluation.simulated.judging import judged
from advisor.evaluation.simulated.measuring import measure, to_json
from advisor.evaluation.simulated.person import Held
from advisor.evaluation.simulated.predicting import Ranks, ranks, true_history
from advisor.evaluation.simulated.report import summary, table, transcript
from advisor.evaluation.simulated.talk import Answered
from advisor.evaluation.states import States
from advisor.model.career_probabilities import Floats
from advisor.model.situation import GroupOf
from advisor.model.work_years import WorkYear
from tests.advisor.evaluation.simulated.conftest import SCHOOL, person

EXPECTED = ExpectedHistory(
    jobs=(
        ExpectedJob(
            title="cashier", codes=("41-2011.00",), employer=None, start="1999", end="2001"
        ),
        ExpectedJob(
            title="line cook", codes=("35-2014.00",), employer=None, start="2002", end="present"
        ),
    ),
    education=(ExpectedEducation(level=SCHOOL, field=None, year="1999"),),
)
CASHIER = Job("j1", "cashier", "41-2011.00", start=When(1999), end=When(2001))
COOK = Job("j2", "line cook", "29-1141.00", start=When(2003), end=PRESENT)
DIPLOMA = Education("e1", SCHOOL, year=When(1999))


def conversation(history: CareerHistory, suggested: bool = True) -> Conversation:
    answer = Answered("Noted.", None, history, suggested, (), 0.1)
    return Conversation(person("all_at_once"), (Turn("hello", answer),), EXPECTED)


def test_a_wrong_year_and_a_wrong_occupation_are_told_apart(group_of: GroupOf) -> None:
    found = judged(conversation(CareerHistory((CASHIER, COOK), (DIPLOMA,))), group_of).scores
    assert found["jobs"] == Score(right=2)
    assert found["groups"] == Score(right=1, spurious=1, missed=1)
    assert found["all_dates"] == Score(right=3, spurious=1, missed=1)
    assert found["education"] == Score(right=1)


def test_a_job_not_found_is_missed_with_its_dates_and_occupation(group_of: GroupOf) -> None:
    found = judged(conversation(CareerHistory((CASHIER,))), group_of).scores
    assert found["jobs"] == Score(right=1, missed=1)
    assert found["groups"] == Score(right=1, missed=1)
    assert found["all_dates"] == Score(right=2, missed=2)
    assert found["education"] == Score(missed=1)


def test_what_is_studied_now_is_not_judged(group_of: GroupOf) -> None:
    studying = Education("e2", EducationLevel.BACHELOR, in_progress=True)
    history = CareerHistory((CASHIER, COOK), (DIPLOMA, studying))
    assert judged(conversation(history), group_of).scores["education"] == Score(right=1)


class LikeliestNext:
    """Thinks that what follows a state is the next one of the list, then the one after."""

    model = source = "likeliest next"

    def log_probabilities(
        self,
        careers: list[tuple[WorkYear, ...]],
        titles: tuple[str, ...],
        calibrated: bool = True,  # noqa: ARG002
    ) -> Floats:
        weights = 0.5 ** np.arange(len(titles), dtype=float)
        weights /= weights.sum()
        places = [titles.index(years[-1].title) for years in careers]
        chances = np.array([np.roll(weights, place) for place in places])
        return np.asarray(np.maximum(np.log(chances), -600))


def test_the_answer_is_ranked_from_the_record_the_truth_and_what_was_heard(
    states: States,
) -> None:
    titles = list(states.titles)
    answer = titles[5]
    who = replace(
        person("typos"),
        years=(WorkYear(titles[2], 1),),
        jobs=(Held("1", "right", "cook", 2004, None),),
        answer=answer,
    )
    title_of = {"right": titles[3], "wrong": titles[4], "same": answer}.get
    one = conversation(CareerHistory())

    def found(history: CareerHistory) -> Ranks:
        answered = replace(one.turns[0].answer, history=history)
        told = replace(one, person=who, turns=(replace(one.turns[0], answer=answered),))
        return ranks([told], LikeliestNext(), states, title_of)  # type: ignore[arg-type]

    wrong = found(CareerHistory((replace(COOK, code="wrong"),)))
    assert [float(rank[0]) for rank in (wrong.record, wrong.told, wrong.heard)] == [3, 2, 1]
    # What is taken for the present occupation is never suggested.
    mistaken = found(CareerHistory((replace(COOK, code="same"),)))
    assert mistaken.heard[0] == len(titles)
    assert np.isinf(found(CareerHistory()).heard[0])


def test_the_true_history_has_every_job_with_its_own_code() -> None:
    history = true_history(replace(person("typos"), studying=True))
    assert [(j.code, str(j.start), str(j.end)) for j in history.jobs] == [
        ("41-2011.00", "1999", "2001"),
        ("35-2014.00", "2002", "2003"),
        ("41-2031.00", "2004", "present"),
    ]
    assert [(e.level, e.in_progress) for e in history.education][-1] == (None, True)


def test_the_loss_is_the_share_of_the_record_s_hits(group_of: GroupOf) -> None:
    good = conversation(CareerHistory((CASHIER, COOK), (DIPLOMA,)))
    poor = replace(conversation(CareerHistory(), suggested=False), person=person("typos", seed=2))
    held = [good, good, poor, poor]
    found = Ranks(
        record=np.array([1.0, 2, 10, 11]),
        told=np.array([1.0, 2, 3, 4]),
        heard=np.array([1.0, 6, 12, np.inf]),
    )
    results = measure(held, [judged(one, group_of) for one in held], found, seed=0)
    everyone = results.everyone
    assert everyone.hits["record"] == {1: 0.25, 5: 0.5, 10: 0.75}
    assert everyone.hits["heard"] == {1: 0.25, 5: 0.25, 10: 0.5}
    assert everyone.loss == pytest.approx(1 / 3)
    assert everyone.loss_of_telling == pytest.approx(-1 / 3)
    assert (everyone.first_suggestion, everyone.unsuggested) == (None, 2)
    quick = measure(held[:3], [judged(one, group_of) for one in held[:3]], found, seed=0)
    assert (quick.everyone.first_suggestion, quick.everyone.unsuggested) == (1, 1)
    assert results.by_style["all_at_once"].loss == 0
    assert results.by_style["typos"].loss == 1
    assert everyone.scores["jobs"] == Score(right=4, missed=4)
    lines = table(results)
    assert lines[2].startswith("| all | 4 | 0.667 |")
    assert lines[2].endswith("| 0.750 | 1.000 | 0.500 | 33.3 % |")
    said = "\n".join(summary(results))
    assert "lost from the record to what was heard: 33.3 %" in said
    assert "the rest, lost in conversation: 66.7 % (95 %:" in said
    assert to_json(results)["everyone"]["scores"]["jobs"]["f1"] == pytest.approx(2 / 3)


def test_a_transcript_shows_what_was_true_and_what_was_said() -> None:
    lines = list(transcript(conversation(CareerHistory())))
    assert lines[0].startswith("person 7, all_at_once, 2008-12-31")
    assert "  1999-2001 cashier (4720, 41-2011.00)" in lines
    assert lines[-2:] == ["> hello", "< Noted."]
