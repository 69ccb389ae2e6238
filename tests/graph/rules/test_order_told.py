"""The order in which jobs were held, by the words that place one beside another."""

import pytest

from advisor.career import CareerHistory, Job
from advisor.edits import AddJob, apply
from graph.rules.interviewer import RuleInterviewer
from graph.rules.reader import CareerReader
from graph.understanding import Question, Topic, TurnContext
from tests.graph.rules.conftest import TODAY, asked
from tests.graph.rules.notation import shown_job


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        (
            "EMT at Metro 2014-2019. Since then security guard at Allied",
            ["EMT @ Metro 2014..2019", "security guard @ Allied 2019..present"],
        ),
        (
            "cook till 2012, since then driver for FedEx",
            ["cook ..2012", "driver @ FedEx 2012..present"],
        ),
        ("line cook at IHOP 2015-2019, cook before that", ["cook", "line cook @ IHOP 2015..2019"]),
        ("truck driver since 2012 and a cook before that", ["cook", "truck driver 2012..present"]),
        (
            "nurse since 2019, cna before that at Sunrise 2015-2019",
            ["cna @ Sunrise 2015..2019", "nurse 2019..present"],
        ),
        (
            "I drive a bus. Janitor before that, 2010 to 2014.",
            ["Janitor 2010..2014", "bus driver ..present"],
        ),
        ("teller 2014-2019. I was a nurse after that", ["teller 2014..2019", "nurse"]),
        ("cashier before that waitress", ["waitress", "cashier"]),
    ],
)
def test_words_place_a_job_beside_another(reader: CareerReader, text: str, jobs: list[str]) -> None:
    read = reader.read_career(text, asked(Topic.FIRST_JOB))
    assert [shown_job(mention.job) for mention in read.jobs] == jobs


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("Army infantry 2010-2018.", ["infantryman @ Army 2010..2018"]),
        ("USMC infantry 03-07, then cop", ["infantryman @ USMC 2003..2007", "cop"]),
        ("US Army, Infantry, 2004-2008", ["infantryman @ US Army 2004..2008"]),
        (
            "infantry in the army 2004 to 2008, cook before that",
            ["cook", "infantryman @ army 2004..2008"],
        ),
        (
            "I did field artillery in the army 2010-2014",
            ["field artillery crewmember @ army 2010..2014"],
        ),
    ],
)
def test_a_branch_of_a_force_is_a_job(reader: CareerReader, text: str, jobs: list[str]) -> None:
    for topic in (None, Topic.FIRST_JOB):
        assert [shown_job(m.job) for m in reader.read_career(text, asked(topic)).jobs] == jobs


def latest(reader: CareerReader, *messages: str) -> str | None:
    """Return the latest job after messages, the first and the later answers to open questions."""
    history, topic = CareerHistory(), Topic.FIRST_JOB
    for text in messages:
        context = TurnContext(history, Question(topic), (), TODAY)
        history = apply(history, RuleInterviewer(reader).understand(text, context).edits)
        topic = Topic.OTHER_JOBS
    return history.latest_job.title if history.latest_job else None


@pytest.mark.parametrize(
    ("messages", "title"),
    [
        (["waitress. then cashier"], "cashier"),
        (["waitress, after that cashier, later a cook"], "cook"),
        (["I was a cook. before that a janitor"], "cook"),
        (["cashier, waitress before that"], "cashier"),
        (["welder", "then I was a cashier"], "cashier"),
        (["welder", "before that a janitor"], "welder"),
        # The question was for work before or besides the welder's.
        (["welder", "cashier, cook"], "welder"),
        (["waitress, then cashier, now dog walker"], "dog walker"),
    ],
)
def test_without_dates_the_job_told_as_the_last_is_the_latest(
    reader: CareerReader, messages: list[str], title: str
) -> None:
    assert latest(reader, *messages) == title


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        (
            "cashier at Target 2015. then they moved me to customer service",
            ["cashier @ Target 2015..2015", "customer service representative @ Target"],
        ),
        (
            "worked in a warehouse 2015-2018, in a call center 2018-2020",
            ["warehouse worker 2015..2018", "call center agent 2018..2020"],
        ),
        (
            "I worked at a bakery 2001-2003, then at a car wash 2003-2004",
            ["bakery worker 2001..2003", "car wash attendant 2003..2004"],
        ),
    ],
)
def test_jobs_told_by_a_move_or_their_place(
    reader: CareerReader, text: str, jobs: list[str]
) -> None:
    assert [shown_job(m.job) for m in reader.read_career(text, asked()).jobs] == jobs


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("then they moved me to the stockroom", "stocker @ Target"),
        ("later my manager promoted me to supervisor", "supervisor @ Target"),
        ("then I was a cook", "cook"),
    ],
)
def test_a_move_told_later_is_at_the_same_employer(
    reader: CareerReader, text: str, job: str
) -> None:
    history = CareerHistory(jobs=(Job("j1", "cashier", employer="Target"),))
    context = TurnContext(history, Question(Topic.OTHER_JOBS), (), TODAY)
    edits = RuleInterviewer(reader).understand(text, context).edits
    assert [shown_job(told.job) for told in edits if isinstance(told, AddJob)] == [job]
