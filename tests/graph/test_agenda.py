from dataclasses import replace

from advisor.career import PRESENT, CareerHistory, Education, EducationLevel, Job, When
from graph.agenda import enough, next_question, progress
from graph.understanding import Question, Topic
from retrieval.occupations import OccupationMatch

NURSE = Job("j1", "nurse", code="29-1141.00")
COOK = Job("j2", "cook", code="35-2014.00", start=When(2010))


def test_nothing_known_asks_for_a_job_first() -> None:
    empty = CareerHistory()
    assert next_question(empty, (), (), ()) == Question(Topic.FIRST_JOB)
    assert progress(empty, ()).done == 0
    assert not enough(empty)


def test_questions_run_dry_without_ever_repeating() -> None:
    history = CareerHistory(jobs=(COOK, NURSE))
    asked: list[str] = []
    while question := next_question(history, (), asked, ()):
        assert question.key not in asked
        asked.append(question.key)
    assert asked == ["job_dates:j1", "other_jobs:", "education:", "interests:", "limits:"]


def test_declined_topics_count_as_settled() -> None:
    history = CareerHistory(jobs=(COOK,))
    assert "your education" in progress(history, ()).left
    assert "your education" not in progress(history, ("education:",)).left


def test_a_long_history_is_asked_for_the_dates_of_its_latest_jobs_only() -> None:
    jobs = tuple(Job(f"j{n}", f"job {n}", code="29-1141.00") for n in range(1, 16))
    history = CareerHistory(jobs=jobs)
    asked: list[str] = []
    while question := next_question(history, (), asked, ()):
        asked.append(question.key)
    assert [key for key in asked if "dates" in key] == [
        "job_dates:j15",
        "job_dates:j14",
        "job_dates:j13",
    ]
    assert "other_jobs:" not in asked


def test_an_unclear_title_is_asked_before_anything_else() -> None:
    options = (OccupationMatch("29-1141.00", "Registered Nurses", 0.6, "nurse"),)
    unclear = Question(Topic.JOB_TITLE, "j1", options)
    history = CareerHistory(jobs=(replace(NURSE, tentative=True),))
    assert next_question(history, (), (), [unclear]) == unclear
    assert next_question(history, (), [unclear.key], [unclear]) != unclear


def test_two_facts_with_a_linked_job_are_enough() -> None:
    assert not enough(CareerHistory(jobs=(NURSE,)))
    assert enough(CareerHistory(jobs=(replace(NURSE, end=PRESENT),)))
    school = Education("e1", EducationLevel.HIGH_SCHOOL)
    assert enough(CareerHistory(jobs=(NURSE,), education=(school,)))
    unlinked = replace(NURSE, code=None, start=When(2015))
    assert not enough(CareerHistory(jobs=(unlinked,), education=(school,)))


def test_other_jobs_are_asked_for_only_once_there_is_one() -> None:
    question = next_question(CareerHistory(), (), (Question(Topic.FIRST_JOB).key,), ())
    assert question == Question(Topic.EDUCATION)
