from dataclasses import replace

import pytest

from graph.rules.education import read_education
from graph.rules.reader import CareerReader
from graph.understanding import Question, Topic
from tests.graph.rules.conftest import TODAY, asked
from tests.graph.rules.notation import cases, shown_education


@pytest.mark.parametrize(("text", "expected"), cases("education"))
def test_reads_the_answer_about_education(text: str, expected: list[str]) -> None:
    mentions = read_education(text, TODAY, Question(Topic.EDUCATION))
    assert [shown_education(mention.education) for mention in mentions] == expected


@pytest.mark.parametrize(("text", "expected"), cases("education_told"))
def test_reads_education_that_nobody_asked_for(text: str, expected: list[str]) -> None:
    assert [shown_education(m.education) for m in read_education(text, TODAY)] == expected


@pytest.mark.parametrize(("text", "expected"), cases("education_cv"))
def test_reads_the_education_of_a_cv(reader: CareerReader, text: str, expected: list[str]) -> None:
    """The cases name no schools and write fields in lower case: layouts are what they are for."""
    read = reader.read_career(text.replace("\\n", "\n"), asked())
    shown = [shown_education(replace(m.education, school=None)) for m in read.education]
    assert [entry.lower() for entry in shown] == expected


@pytest.mark.parametrize(
    "text",
    [
        "I was a high school teacher",
        "I worked at a high school for 5 years",
        "I taught at a community college",
        "I was a college professor",
        "I'm a sales associate",
        "I'm a master carpenter",
        "we had a bachelor party",
        "I don't have a degree",
        "my wife has a PhD",
        "I'd like to get my master's",
        "does it need a bachelor's degree?",
        "I moved to Boston, MA in 2010",
        "I use MS Word and MS Teams",
        "I coach high school football",
    ],
)
def test_what_is_no_schooling_of_the_person(text: str) -> None:
    assert [m.education.level for m in read_education(text, TODAY) if m.education.level] == []


def test_dates_of_a_degree_are_not_dates_of_a_job(reader: CareerReader) -> None:
    text = "I got my BA in English in 2010 and worked as an editor from 2012 to 2015"
    read = reader.read_career(text, asked())
    assert [shown_education(m.education) for m in read.education] == ["bachelor in English 2010"]
    assert [str(read.jobs[0].job.start), str(read.jobs[0].job.end)] == ["2012", "2015"]
