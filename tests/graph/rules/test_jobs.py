import pytest

from graph.rules.reader import CareerReader
from graph.rules.segments import Place
from graph.understanding import Topic
from tests.graph.rules.conftest import asked
from tests.graph.rules.notation import cases, shown_job


@pytest.mark.parametrize(("text", "expected"), cases("jobs") + cases("jobs_and_employers"))
def test_reads_the_jobs_of_a_message(reader: CareerReader, text: str, expected: list[str]) -> None:
    read = reader.read_career(text, asked())
    assert [shown_job(mention.job) for mention in read.jobs] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nurse", ["nurse"]),
        ("retail", ["retail sales associate"]),
        ("cashier, then cook", ["cashier", "cook"]),
        ("Barback", ["Barback"]),
        ("sandwich artist at subway", ["sandwich artist @ subway"]),
        ("construction", ["construction worker"]),
        ("uber", ["rideshare driver"]),
        ("none, I'm a student", []),
        ("no", []),
        ("nothing else", []),
        ("why do you ask?", []),
    ],
)
def test_a_bare_answer_names_jobs(reader: CareerReader, text: str, expected: list[str]) -> None:
    read = reader.read_career(text, asked(Topic.FIRST_JOB))
    assert [shown_job(mention.job) for mention in read.jobs] == expected


@pytest.mark.parametrize("topic", [Topic.EDUCATION, Topic.INTERESTS, Topic.LIMITS])
def test_a_bare_title_is_no_job_in_answer_to_another_question(
    reader: CareerReader, topic: Topic
) -> None:
    assert reader.read_career("teacher, nurse", asked(topic)).jobs == ()


NOT_HELD = [
    "I want to become a nurse",
    "I'd love to work as a chef someday",
    "My sister is a dentist and my brother works as a pilot",
    "My manager was a nightmare",
    "I never worked as a waiter",
    "I wasn't hired as a driver",
    "I applied for a job as a teller but didn't get it",
    "What about nursing?",
    "Could I be an electrician?",
    "how much does a plumber make?",
    "unemployed since 2019",
    "I took two years off to raise my kids",
    "I'm a stay at home mom",
    "I'm a student at Ohio State",
    "I've been thinking about becoming a teacher",
    "I'm a people person and a quick learner",
    "I'm a single mother of two",
    "I'm good with computers",
    "I love cooking and driving",
    "My father owned a bakery",
    "he was a mechanic",
    "I would be a good nurse",
    "I can't work as a roofer, bad knees",
    "",
    "🙂",
]


@pytest.mark.parametrize("text", NOT_HELD)
def test_what_the_person_did_not_do_is_no_job(reader: CareerReader, text: str) -> None:
    assert reader.read_career(text, asked()).jobs == ()


def test_says_where_a_job_stands_in_time(reader: CareerReader) -> None:
    first, second = reader.read_career("I'm a chef. Before that I was a waiter.", asked()).jobs
    assert (first.job.title, first.place, first.neighbour) == ("waiter", Place.BEFORE, 1)
    assert (second.job.title, second.place) == ("chef", None)
    (alone,) = reader.read_career("before that I was a cashier", asked()).jobs
    assert (alone.place, alone.neighbour) == (Place.BEFORE, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I started there in 2015", {"start": "2015"}),
        ("been there since 2019", {"start": "2019", "end": "present"}),
        (
            "At Applebee's, from 2019 to 2021.",
            {"start": "2019", "end": "2021", "employer": "Applebee's"},
        ),
        ("That was at Lincoln High.", {"employer": "Lincoln High"}),
        ("I quit in 2020", {"end": "2020"}),
    ],
)
def test_facts_without_a_job_are_about_one_told_before(
    reader: CareerReader, text: str, expected: dict[str, str]
) -> None:
    read = reader.read_career(text, asked())
    assert read.jobs == ()
    assert {key: str(value) for key, value in read.changes.items()} == expected


def test_an_employer_without_the_work_is_said_back(reader: CareerReader) -> None:
    assert reader.read_career("I worked at Walmart for two years", asked()).workplaces == (
        "Walmart",
    )


def test_spans_and_quotes_are_the_persons_own_words(reader: CareerReader) -> None:
    text = "Hello! I worked as a line cook at Denny's, then as a baker."
    for mention in reader.read_career(text, asked()).jobs:
        assert text[mention.left : mention.right] == mention.job.title
        assert mention.job.title in mention.job.quote
        assert mention.job.quote in text
