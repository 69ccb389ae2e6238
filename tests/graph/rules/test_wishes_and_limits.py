"""Limits told several at once, places that are none, and contrasts about what is wanted."""

import pytest

from advisor.career import CareerHistory, Education, EducationLevel, Job
from advisor.edits import AddLimit, ChangeEducation, ChangeJob, Note
from graph.rules.interviewer import RuleInterviewer
from graph.rules.reader import CareerReader
from graph.understanding import Question, Topic, TurnContext, Understanding
from tests.graph.rules.conftest import TODAY

HISTORY = CareerHistory(
    jobs=(Job("j1", "cook", employer="Walmart"),),
    education=(Education("e1", EducationLevel.BACHELOR, "nursing"),),
)


def told(reader: CareerReader, text: str, topic: Topic | None) -> Understanding:
    context = TurnContext(HISTORY, Question(topic) if topic else None, (), TODAY)
    return RuleInterviewer(reader).understand(text, context)


def limits(understood: Understanding) -> list[str]:
    """Return ``kind occupation`` of the limits of a message."""
    found = [edit.limit for edit in understood.edits if isinstance(edit, AddLimit)]
    return [" ".join([x.kind, *([x.occupation] if x.occupation else [])]) for x in found]


@pytest.mark.parametrize("topic", [Topic.LIMITS, Topic.INTERESTS, None])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no retail no cleaning", ["avoid_occupation retail", "avoid_occupation cleaning"]),
        ("no retail or cleaning", ["avoid_occupation retail", "avoid_occupation cleaning"]),
        ("not retail not sales", ["avoid_occupation retail", "avoid_occupation sales"]),
        (
            "no more sales no more retail no more food service",
            ["avoid_occupation sales", "avoid_occupation retail", "avoid_occupation food service"],
        ),
        ("no nights no weekends no customers", ["schedule", "schedule", "other"]),
    ],
)
def test_each_of_several_limits_is_one(
    reader: CareerReader, text: str, expected: list[str], topic: Topic | None
) -> None:
    assert limits(told(reader, text, topic)) == expected


@pytest.mark.parametrize(
    "text", ["I live in Tucson", "i live in Tucson, Arizona", "based in Ohio", "living near Boise"]
)
@pytest.mark.parametrize("topic", [Topic.LIMITS, Topic.FIRST_JOB, None])
def test_where_somebody_lives_is_no_limit(
    reader: CareerReader, text: str, topic: Topic | None
) -> None:
    assert told(reader, text, topic).edits == ()


@pytest.mark.parametrize(
    "text", ["I want to stay in Tucson", "I need to live near Boise", "can't move away"]
)
def test_where_somebody_has_to_stay_is_a_limit(reader: CareerReader, text: str) -> None:
    assert limits(told(reader, text, Topic.LIMITS)) == ["place"]


@pytest.mark.parametrize("topic", [Topic.LIMITS, Topic.INTERESTS])
@pytest.mark.parametrize(
    ("text", "liked"),
    [
        ("not nursing, teaching kids", "teaching kids"),
        ("not cook, more like fixing cars", "fixing cars"),
    ],
)
def test_a_contrast_about_what_is_wanted_changes_nothing_told(
    reader: CareerReader, text: str, liked: str, topic: Topic
) -> None:
    edits = told(reader, text, topic).edits
    assert Note("interest", liked) in edits
    assert not any(isinstance(edit, ChangeEducation | ChangeJob) for edit in edits)


def test_contrasts_still_correct_what_was_told(reader: CareerReader) -> None:
    field = ChangeEducation("e1", {"field": "biology"})
    assert told(reader, "not nursing, biology", Topic.EDUCATION_YEAR).edits == (field,)
    assert told(reader, "actually it's not nursing, it's biology", None).edits == (field,)
    place = ChangeJob("j1", {"employer": "Target"})
    assert told(reader, "not Walmart, Target", Topic.INTERESTS).edits == (place,)
