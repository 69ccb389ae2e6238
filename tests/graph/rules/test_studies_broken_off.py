"""Studies that go on or were broken off, and a medical degree of one's own."""

import pytest

from advisor.career import CareerHistory, Education, EducationLevel
from advisor.edits import apply
from graph.rules.education import read_education
from graph.rules.interviewer import RuleInterviewer
from graph.rules.reader import CareerReader
from graph.understanding import Question, Topic, TurnContext
from tests.graph.rules.conftest import TODAY
from tests.graph.rules.notation import shown_education


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("bachelor's degree in 2nd year biology", "bachelor in biology going on"),
        ("bachelor of science in third-year chemistry", "bachelor in chemistry going on"),
        ("2nd year biology bachelor", "bachelor in biology going on"),
        ("junior year, bachelor of science in accounting", "bachelor in accounting going on"),
        ("I got my bachelor's in biology after my final year in 2015", "bachelor in biology 2015"),
        ("dropped out of college after 1 year", "some_college"),
        ("dropped out after a semester", "some_college"),
        ("i dropped out", "some_college"),
        ("i dropped out of high school", "less_than_high_school"),
        ("dropped out in 10th grade", "less_than_high_school"),
        ("MD", "professional in medicine"),
        ("I have an MD", "professional in medicine"),
    ],
)
def test_an_answer_about_schooling(text: str, entry: str) -> None:
    (mention,) = read_education(text, TODAY, Question(Topic.EDUCATION))
    assert shown_education(mention.education) == entry


def test_a_medical_degree_is_read_though_nobody_asked() -> None:
    (mention,) = read_education("I'm an MD", TODAY)
    assert mention.education.level is EducationLevel.PROFESSIONAL
    assert not read_education("my boss was Ann Reed, MD", TODAY)


@pytest.mark.parametrize("text", ["i dropped out", "but I dropped out", "dropped out after a year"])
def test_dropping_out_makes_a_degree_some_college(reader: CareerReader, text: str) -> None:
    degree = Education("e1", EducationLevel.BACHELOR, "biology", in_progress=True)
    history = CareerHistory(education=(degree,))
    context = TurnContext(history, Question(Topic.INTERESTS), (), TODAY)
    edits = RuleInterviewer(reader).understand(text, context).edits
    (entry,) = apply(history, edits).education
    assert shown_education(entry) == "some_college in biology"
