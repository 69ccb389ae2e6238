"""Schooling, likes and limits told beside other things; one case a rule."""

import pytest

from graph.rules.education import read_education
from graph.rules.interests import read_interests
from graph.rules.limits import read_limits
from graph.rules.sentences import clauses
from graph.rules.tastes import goes_on_liking
from graph.understanding import Question, Topic
from tests.graph.rules.conftest import TODAY
from tests.graph.rules.notation import shown_education


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MSW 2015. LCSW since 2018", ["master in social work 2015", "- in LCSW 2018"]),
        ("certified in 2021 (PTCB)", ["- in PTCB 2021"]),
        ("UTI grad, automotive technology, 2010", ["- in automotive technology 2010"]),
        ("no degree, diploma from 2010", ["high_school 2010"]),
        ("some college, didn't finish. high school 2012", ["some_college", "high_school 2012"]),
        ("solo terminé la secundaria", ["less_than_high_school"]),
        ("no school after high school, graduated in 2012", ["high_school 2012"]),
    ],
)
def test_schooling(text: str, expected: list[str]) -> None:
    mentions = read_education(text, TODAY, Question(Topic.EDUCATION))
    assert [shown_education(m.education) for m in mentions] == expected


@pytest.mark.parametrize(
    ("text", "liked"),
    [
        ("teaching is the part I like best", ["teaching"]),
        ("I've gotten really into woodworking", ["woodworking"]),
        ("I want to get into computers", ["computers"]),
        ("so like 9 to 2", []),
    ],
)
def test_likes(text: str, liked: list[str]) -> None:
    assert [n.text for clause in clauses(text) for n in read_interests(clause)] == liked


@pytest.mark.parametrize(
    ("text", "liked"), [("and mentoring soldiers", ["mentoring soldiers"]), ("and no nights", [])]
)
def test_likes_that_go_on(text: str, liked: list[str]) -> None:
    assert [note.text for note in goes_on_liking(clauses(text)[0])] == liked


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'm not doing another degree", "no_more_school"),
        ("i dont want to sit in a classroom", "no_more_school"),
        ("i need my evenings back", "schedule"),
        ("i need to stay within driving distance of Fayetteville", "place"),
        ("I'm not doing security any more after this", "avoid_occupation"),
    ],
)
def test_limits(text: str, kind: str) -> None:
    limits = read_limits(clauses(text)[0], lambda words: words == "security guard")
    assert [limit.kind.value for limit in limits] == [kind]


def test_no_diploma_is_no_limit() -> None:
    assert not read_limits(clauses("no diploma, left school in 11th grade")[0], lambda _: True)
