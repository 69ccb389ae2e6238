"""Short jobs at a named chain, and people who never had a job."""

import pytest

from advisor.career import CareerHistory
from graph.agenda import next_question
from graph.rules.interviewer import RuleInterviewer
from graph.rules.reader import CareerReader
from graph.understanding import Intent, Question, Topic, TurnContext
from tests.graph.rules.conftest import TODAY, asked
from tests.graph.rules.notation import shown_job


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("2 summers at dairy queen", ["fast food worker @ dairy queen"]),
        ("3 months at McDonald's", ["fast food worker @ McDonald's 3m"]),
        ("Worked at Taco Bell 2012-2014", ["fast food worker @ Taco Bell 2012..2014"]),
        (
            "two summers at Dairy Queen, then a year at Kroger as a bagger",
            ["fast food worker @ Dairy Queen", "bagger @ Kroger 12m"],
        ),
        ("I worked at McDonalds as a manager 2010-2012", ["manager @ McDonalds 2010..2012"]),
        ("I'm a nurse. 11 years at Mercy General", ["nurse @ Mercy General ..present 132m"]),
    ],
)
def test_a_time_at_a_chain_is_a_job(reader: CareerReader, text: str, jobs: list[str]) -> None:
    read = reader.read_career(text, asked(Topic.FIRST_JOB))
    assert [shown_job(mention.job) for mention in read.jobs] == jobs


@pytest.mark.parametrize(
    "text",
    [
        "never had a job",
        "I've never had a job",
        "I have never worked",
        "no job ever",
        "no jobs, i'm 16",
        "I haven't had a job yet",
        "none",
        "nunca he trabajado",
    ],
)
def test_who_never_had_a_job_is_not_asked_for_one_again(reader: CareerReader, text: str) -> None:
    question = Question(Topic.FIRST_JOB)
    context = TurnContext(CareerHistory(), question, (), TODAY)
    understood = RuleInterviewer(reader).understand(text, context)
    assert (understood.intent, understood.edits) == (Intent.NOTHING_MORE, ())
    assert question.key in understood.declined
    following = next_question(CareerHistory(), understood.declined, (), ())
    assert following == Question(Topic.EDUCATION)


@pytest.mark.parametrize(
    "text", ["I haven't worked since 2015", "I never had a job as a nurse", "never had another job"]
)
def test_who_had_none_of_a_kind_may_have_had_others(reader: CareerReader, text: str) -> None:
    context = TurnContext(CareerHistory(), Question(Topic.FIRST_JOB), (), TODAY)
    understood = RuleInterviewer(reader).understand(text, context)
    assert Question(Topic.FIRST_JOB).key not in understood.declined
