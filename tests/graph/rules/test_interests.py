import pytest

from advisor.edits import Note
from graph.rules.interests import read_interest_answer, read_interests, read_skills
from graph.rules.sentences import clauses
from tests.graph.rules.notation import cases


def notes(text: str) -> list[str]:
    return [note.text for clause in clauses(text) for note in read_interests(clause)]


def skills(text: str) -> list[str]:
    return [note.text for clause in clauses(text) for note in read_skills(clause)]


@pytest.mark.parametrize(
    ("text", "interests"),
    [
        ("I love fixing things", ["fixing things"]),
        ("I'm into computers", ["computers"]),
        ("I like helping people", ["helping people"]),
        ("I enjoy being outdoors", ["being outdoors"]),
        ("enjoy being outdoors", ["being outdoors"]),
        ("I'm good with kids", ["kids"]),
        ("I like cooking, gardening and dogs", ["cooking", "gardening", "dogs"]),
        ("I really love working with my hands", ["working with my hands"]),
        ("I've always loved animals", ["animals"]),
        ("I'm passionate about the environment", ["the environment"]),
        ("my hobbies are photography and hiking", ["photography", "hiking"]),
        ("my passion is music", ["music"]),
        ("Mentoring is the best part of my week", ["Mentoring"]),
        ("in my free time I build furniture", ["build furniture"]),
        ("I'd like to work with animals", ["work with animals"]),
        ("I want to help people", ["help people"]),
        ("I want to do something with computers", ["do something with computers"]),
        ("I'm a people person", ["people person"]),
        ("I do like data analysis and scientific writing", ["data analysis", "scientific writing"]),
        ("I like the analytics side most, less the meetings", ["the analytics side"]),
        ("me gusta trabajar con mis manos", ["trabajar con mis manos"]),
        ("I enjoy puzzles, honestly", ["puzzles"]),
        ("I was a cook and I loved baking", ["baking"]),
        ("I like Excel because it is neat", ["Excel"]),
        ("what i enjoy most is fixing engines", ["fixing engines"]),
        ("always liked numbers and paperwork", ["numbers", "paperwork"]),
        ("im a people person", ["people person"]),
        ("i draw comics all the time", ["draw comics"]),
        ("I take pleasure in microscopes", ["microscopes"]),
        ("Health policy and data fascinate me", ["Health policy", "data"]),
        ("I want less conflict and more teaching", ["teaching"]),
        ("Me gustaría algo con diseño", ["diseño"]),
        ("what gets me up in the morning is helping patients", ["helping patients"]),
        ("best part was talking to customers", ["talking to customers"]),
        ("favourite bit was decorating cakes", ["decorating cakes"]),
        ("the thing I enjoyed most was training new hires", ["training new hires"]),
        ("happiest when tinkering with engines", ["tinkering with engines"]),
        ("I'm at my best when I'm organizing things", ["organizing things"]),
        ("always been into cars", ["cars"]),
        ("I'm good at organizing events", ["organizing events"]),
        ("I wouldn't mind something creative", ["something creative"]),
        ("I have a knack for explaining things", ["explaining things"]),
        ("I have a way with animals", ["animals"]),
        ("I could talk about plants all day", ["plants all day"]),
        ("nothing beats cooking for a crowd", ["cooking for a crowd"]),
        ("photography is a big passion of mine", ["photography"]),
        ("working outdoors suits me", ["working outdoors"]),
        ("I've been getting into coding lately", ["coding"]),
        ("I wish I could do more drawing", ["drawing"]),
        ("it's the problem solving I enjoy", ["the problem solving"]),
        ("I want a job where I can be creative", ["be creative"]),
        ("looking for something more hands-on", ["hands-on"]),
    ],
)
def test_interests(text: str, interests: list[str]) -> None:
    assert notes(text) == interests


@pytest.mark.parametrize(
    "text",
    [
        "I hate paperwork",
        "I don't like computers",
        "I like it",
        "I like the second one",
        "I'd like to see suggestions",
        "I'd like to know more",
        "I would like to become a nurse",
        "what would you like to know?",
        "I like that idea",
        "I was a cook for three years",
        "I never liked school",
        "looks like a job at a bank",
        "In my free time I have volunteered since 2018",
        "I'd like more money",
        "I'm good at my job",
        "I'm not good with people",
        "the worst part was customers",
        "I don't have a passion for anything",
        "more money would be nice",
    ],
)
def test_no_interest(text: str) -> None:
    assert notes(text) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I know Excel and Python", ["Excel", "Python"]),
        ("I can weld", ["weld"]),
        ("I speak Spanish", ["speak Spanish"]),
        ("I have a forklift license", ["forklift license"]),
        ("I have a CDL", ["CDL"]),
        ("I'm fluent in Spanish", ["Spanish"]),
        ("I'm proficient in QuickBooks", ["QuickBooks"]),
        ("I know how to use a lathe", ["use a lathe"]),
        ("good at math", ["math"]),
        ("my skills are typing, filing and scheduling", ["typing", "filing", "scheduling"]),
        ("Skills: Excel, SQL", ["Excel", "SQL"]),
        ("I'm bilingual", ["bilingual"]),
        ("I can drive a truck", ["drive a truck"]),
        ("I used Salesforce a lot", ["Salesforce"]),
    ],
)
def test_skills(text: str, named: list[str]) -> None:
    assert skills(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "I know that it is hard",
        "I know what you mean",
        "I don't know",
        "I can start in May",
        "I can't weld",
        "I can tell you more",
        "I was a software engineer at Google",
        "what skills do I need?",
        "I know him from work",
    ],
)
def test_no_skill(text: str) -> None:
    assert skills(text) == []


@pytest.mark.parametrize(
    ("text", "interests"),
    [
        ("working outside mostly", ["working outside"]),
        ("computers and cars", ["computers", "cars"]),
        ("animals obviously!!", ["animals"]),
        ("i guess working with kids", ["working with kids"]),
        ("definitely gardening, and a bit of photography", ["gardening", "photography"]),
        ("helping people, solving problems", ["helping people", "solving problems"]),
    ],
)
def test_bare_answers(text: str, interests: list[str]) -> None:
    found = [note for clause in clauses(text) for note in read_interest_answer(clause)]
    assert found == [Note("interest", text) for text in interests]


@pytest.mark.parametrize(("text", "expected"), cases("interests"))
def test_interests_said_in_many_ways(text: str, expected: list[str]) -> None:
    assert notes(text) == expected
