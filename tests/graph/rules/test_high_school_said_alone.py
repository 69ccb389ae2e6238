"""Schooling said in a word or two is schooling whatever was asked, never a job."""

import pytest

from advisor.career import CareerHistory, EducationLevel, Job
from advisor.edits import AddEducation
from graph.rules.interviewer import RuleInterviewer
from graph.rules.reader import CareerReader
from graph.understanding import Intent, Topic, TurnContext
from tests.graph.rules.conftest import TODAY, asked

TOPICS = [None, Topic.FIRST_JOB, Topic.OTHER_JOBS, Topic.EDUCATION]


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize(
    "text",
    [
        "high school",
        "just high school",
        "High school.",
        "high school diploma",
        "HS diploma",
        "my education: high school",
        "education - high school",
        "my highest education is high school",
        "I finished high school",
        "ged",
    ],
)
def test_high_school_is_no_job(reader: CareerReader, text: str, topic: Topic | None) -> None:
    read = reader.read_career(text, asked(topic))
    assert [m.education.level for m in read.education] == [EducationLevel.HIGH_SCHOOL]
    assert not read.jobs


@pytest.mark.parametrize("text", ["college", "education", "a degree", "grad school"])
def test_a_school_alone_is_no_job(reader: CareerReader, text: str) -> None:
    assert not reader.read_career(text, asked(Topic.OTHER_JOBS)).jobs


def test_a_job_at_a_school_stays_a_job(reader: CareerReader) -> None:
    for text in ("high school janitor", "high school teacher 2010-2015"):
        (mention,) = reader.read_career(text, asked(Topic.OTHER_JOBS)).jobs
        assert mention.job.title.startswith("high school ")


@pytest.mark.parametrize("text", ["high school", "my education: high school", "HS diploma"])
def test_high_school_after_suggestions_names_no_occupation(reader: CareerReader, text: str) -> None:
    context = TurnContext(CareerHistory(jobs=(Job("j1", "cook"),)), None, ("Chefs",), TODAY)
    understood = RuleInterviewer(reader).understand(text, context)
    assert understood.intent is Intent.TELL
    assert [type(edit) for edit in understood.edits] == [AddEducation]
