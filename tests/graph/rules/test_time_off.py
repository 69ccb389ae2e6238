"""Times without a job end the job before them and date none; care of a relative is unpaid."""

import pytest

from advisor.career import PRESENT, CareerHistory, Job, When
from advisor.edits import apply
from graph.rules.interviewer import RuleInterviewer
from graph.rules.reader import CareerReader
from graph.understanding import Question, Topic, TurnContext
from tests.graph.rules.conftest import TODAY, asked
from tests.graph.rules.notation import shown_job


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        (
            "I was a cashier at Target from 2009. I've been out of work since 2015, caring for my"
            " mom. She died last year.",
            ["cashier @ Target 2009..2015", "family caregiver 2015.. unpaid"],
        ),
        (
            "I was a teller. I haven't worked since 2018 because I was looking after my dad, he"
            " passed away last year",
            ["teller ..2018", "family caregiver unpaid"],
        ),
        (
            "Worked at Walmart 5 yrs as a cashier, nothing since 2015",
            ["cashier @ Walmart 2010..2015"],
        ),
        ("cashier for 5 years. haven't had a job since 2015", ["cashier 2010..2015"]),
        ("I was a welder for 3 years, unemployed since 2020", ["welder 2017..2020"]),
        ("I was a waitress, then a cashier. Nothing since 2015.", ["waitress", "cashier ..2015"]),
        (
            "Out of work since 2015. Before that I was a cashier at Target",
            ["cashier @ Target ..2015"],
        ),
        ("mail carrier. been retired since 2015", ["mail carrier ..2015"]),
        ("cook 2010-2012, unemployed 2012-2014, welder", ["cook 2010..2012", "welder"]),
        ("welder. did 4 years in prison. out since 2021, now cook", ["welder", "cook ..present"]),
        ("welder, 6 years in prison, then line cook", ["welder", "line cook"]),
        ("receptionist, home with my kids since 2012", ["receptionist"]),
        (
            "roofer till 2010, then 6 years in prison, then line cook at Denny's 2017-2020",
            ["roofer ..2010", "line cook @ Denny's 2017..2020"],
        ),
    ],
)
def test_a_time_without_a_job_dates_none(reader: CareerReader, text: str, jobs: list[str]) -> None:
    assert [shown_job(m.job) for m in reader.read_career(text, asked()).jobs] == jobs


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("I worked as a transcriptionist at home from 2010 to 2015", "2010..2015"),
        ("corrections officer at the state prison 2010-2015", "2010..2015"),
        ("cashier at Home Depot 2010-2012", "@ Home Depot 2010..2012"),
        ("cook at a nursing home for 3 years", "36m"),
        ("I retired in 2015, was a mail carrier", "..2015"),
        ("stay at home mom these days but from 2008 until 2013 I was a nurse", "2008..2013"),
    ],
)
def test_dates_of_a_job_stay_with_it(reader: CareerReader, text: str, job: str) -> None:
    (mention,) = reader.read_career(text, asked()).jobs
    assert shown_job(mention.job).endswith(job)


def told(reader: CareerReader, history: CareerHistory, text: str, question: Question) -> list[str]:
    """Return the jobs known after a message."""
    understood = RuleInterviewer(reader).understand(text, TurnContext(history, question, (), TODAY))
    return [shown_job(job) for job in apply(history, understood.edits).jobs]


DATES, MORE = Question(Topic.JOB_DATES, "j1"), Question(Topic.OTHER_JOBS)


@pytest.mark.parametrize("question", [DATES, MORE])
@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("she died last year", ["cashier"]),
        ("my mom passed away in 2020", ["cashier"]),
        ("I've been out of work since 2015", ["cashier ..2015"]),
        ("nothing since 2015", ["cashier ..2015"]),
        (
            "out of work since 2015, caring for my mother",
            ["cashier ..2015", "family caregiver 2015..present unpaid"],
        ),
        ("5 years. nothing since 2015", ["cashier 2010..2015"]),
    ],
)
def test_a_time_without_a_job_ends_the_one_known(
    reader: CareerReader, text: str, jobs: list[str], question: Question
) -> None:
    assert told(reader, CareerHistory(jobs=(Job("j1", "cashier"),)), text, question) == jobs


def test_a_job_that_has_an_end_or_began_later_keeps_its_dates(reader: CareerReader) -> None:
    for known in (
        Job("j1", "cook", start=When(2010), end=When(2013)),
        Job("j1", "cook", start=When(2018)),
    ):
        history = CareerHistory(jobs=(known,))
        assert told(reader, history, "nothing since 2015", MORE) == [shown_job(known)]


def test_care_of_one_who_died_is_over_without_an_invented_date(reader: CareerReader) -> None:
    quote = "caring for my mom"
    care = Job("j1", "family caregiver", None, None, When(2015), PRESENT, quote, paid=False)
    mother = CareerHistory(jobs=(care,))
    for text in ("she died last year", "my mom passed away in 2024"):
        assert told(reader, mother, text, MORE) == ["family caregiver 2015.. unpaid"]
    assert told(reader, mother, "my dog died", MORE) == ["family caregiver 2015..present unpaid"]
