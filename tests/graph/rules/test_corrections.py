from datetime import date

import pytest

from advisor.career import (
    PRESENT,
    CareerHistory,
    Education,
    EducationLevel,
    Job,
    Limit,
    LimitKind,
    When,
)
from advisor.edits import (
    ChangeEducation,
    ChangeJob,
    Edit,
    Forget,
    RemoveEducation,
    RemoveJob,
)
from graph.rules.corrections import read_corrections
from graph.rules.sentences import clauses
from graph.understanding import Question, Topic, TurnContext

TODAY = date(2026, 11, 21)
JOBS = (
    Job("j2", "cashier", employer="Walmart", start=When(2010), end=When(2012)),
    Job("j1", "line cook", employer="Denny's", start=When(2012), end=When(2015)),
    Job("j3", "nurse", employer="Mercy Hospital", start=When(2016), end=When(2019)),
)
HISTORY = CareerHistory(
    jobs=JOBS,
    education=(Education("e1", EducationLevel.BACHELOR, "biology", When(2013), "UCLA"),),
    interests=("cooking", "computers"),
    limits=(
        Limit(LimitKind.SCHEDULE, "no nights"),
        Limit(LimitKind.NO_MORE_SCHOOL, "won't go back to school"),
    ),
)
TITLES = {"nurse", "nursing assistant", "pharmacist assistant", "cook", "cashier", "waiter"}


def read(
    text: str, question: Question | None = None, history: CareerHistory = HISTORY
) -> tuple[Edit, ...]:
    context = TurnContext(history, question, (), TODAY)
    return read_corrections(clauses(text), context, lambda words: words in TITLES).edits


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("no, that was 2020", ChangeJob("j3", {"end": When(2020)})),
        ("I left Mercy Hospital in 2020", ChangeJob("j3", {"end": When(2020)})),
        ("I quit Denny's in 2014", ChangeJob("j1", {"end": When(2014)})),
        ("I left Mercy in 2020, now I'm a bus driver", ChangeJob("j3", {"end": When(2020)})),
        ("No. That was 2020.", ChangeJob("j3", {"end": When(2020)})),
        ("sorry, it ended in 2020", ChangeJob("j3", {"end": When(2020)})),
        ("Sorry, I started in 2017", ChangeJob("j3", {"start": When(2017)})),
        ("actually I left in 2018", ChangeJob("j3", {"end": When(2018)})),
        ("it was 2017 not 2016", ChangeJob("j3", {"start": When(2017)})),
        ("it was 2014 not 2015", ChangeJob("j1", {"end": When(2014)})),
        ("it was 2011, not 2010", ChangeJob("j2", {"start": When(2011)})),
        (
            "I said 2012 for line cook, but I started in 2013",
            ChangeJob("j1", {"start": When(2013)}),
        ),
        ("I said 2010 for cashier but it was 2011", ChangeJob("j2", {"start": When(2011)})),
        ("not 2010 but 2009", ChangeJob("j2", {"start": When(2009)})),
        ("no, it wasn't 2019, it was 2020", ChangeJob("j3", {"end": When(2020)})),
        ("change 2015 to 2016", ChangeJob("j1", {"end": When(2016)})),
        ("the cook job ended in 2014", ChangeJob("j1", {"end": When(2014)})),
        ("the cashier job started in 2009", ChangeJob("j2", {"start": When(2009)})),
        (
            "the dates are wrong, it was 2015 to 2018",
            ChangeJob("j3", {"start": When(2015), "end": When(2018)}),
        ),
        (
            "the second one was 2011 to 2014",
            ChangeJob("j1", {"start": When(2011), "end": When(2014)}),
        ),
        (
            "the job at Walmart was from 2008 to 2009",
            ChangeJob("j2", {"start": When(2008), "end": When(2009)}),
        ),
        ("no, fue en 2020", ChangeJob("j3", {"end": When(2020)})),
        ("perdón, empecé en 2017", ChangeJob("j3", {"start": When(2017)})),
        ("no, in March", ChangeJob("j3", {"end": When(2019, 3)})),
        ("no, that was May 2019", ChangeJob("j3", {"end": When(2019, 5)})),
        ("my bachelor was in 2012 not 2013", ChangeEducation("e1", {"year": When(2012)})),
        ("sorry, I graduated in 2012", ChangeEducation("e1", {"year": When(2012)})),
        ("the degree was in 2014", ChangeEducation("e1", {"year": When(2014)})),
        ("actually it was Target not Walmart", ChangeJob("j2", {"employer": "Target"})),
        ("it was Target, not Walmart", ChangeJob("j2", {"employer": "Target"})),
        ("it wasn't Walmart, it was Target", ChangeJob("j2", {"employer": "Target"})),
        ("not Walmart, Target", ChangeJob("j2", {"employer": "Target"})),
        ("change Walmart to Target", ChangeJob("j2", {"employer": "Target"})),
        (
            "change nurse to nursing assistant",
            ChangeJob("j3", {"title": "nursing assistant", "code": None}),
        ),
        (
            "I was a nursing assistant, not a nurse",
            ChangeJob("j3", {"title": "nursing assistant", "code": None}),
        ),
        (
            "I meant pharmacist assistant",
            ChangeJob("j3", {"title": "pharmacist assistant", "code": None}),
        ),
        (
            "no I meant nursing assistant",
            ChangeJob("j3", {"title": "nursing assistant", "code": None}),
        ),
        (
            "actually the job title was nursing assistant",
            ChangeJob("j3", {"title": "nursing assistant", "code": None}),
        ),
        ("it was chemistry not biology", ChangeEducation("e1", {"field": "chemistry"})),
        ("remove the second one", RemoveJob("j1")),
        ("Please remove the second job", RemoveJob("j1")),
        ("delete the cashier job", RemoveJob("j2")),
        ("forget about the Walmart job", RemoveJob("j2")),
        ("drop the last one", RemoveJob("j3")),
        ("can you delete the first one please", RemoveJob("j2")),
        ("take out the nurse thing", RemoveJob("j3")),
        ("remove my degree", RemoveEducation("e1")),
        ("remove number 2", RemoveJob("j1")),
        ("I never worked at Walmart, drop that", RemoveJob("j2")),
        ("I never worked at Walmart", RemoveJob("j2")),
        ("the last job is still ongoing", ChangeJob("j3", {"end": PRESENT})),
        ("I still work there", ChangeJob("j3", {"end": PRESENT})),
        ("actually I'm still at Mercy Hospital", ChangeJob("j3", {"end": PRESENT})),
        ("I still work at Dennys", ChangeJob("j1", {"end": PRESENT})),
        (
            "I didn't finish the degree",
            ChangeEducation(
                "e1", {"level": EducationLevel.SOME_COLLEGE, "year": None, "in_progress": False}
            ),
        ),
        (
            "actually I never finished my bachelor's",
            ChangeEducation(
                "e1", {"level": EducationLevel.SOME_COLLEGE, "year": None, "in_progress": False}
            ),
        ),
        ("I don't mind nights after all", Forget("limit", "no nights")),
        ("nights are fine actually", Forget("limit", "no nights")),
        ("I'd go back to school after all", Forget("limit", "won't go back to school")),
        ("remove the no nights limit", Forget("limit", "no nights")),
        ("forget what I said about cooking", Forget("interest", "cooking")),
        ("elimina el segundo", RemoveJob("j1")),
        (
            "I didn't finish it actually",
            ChangeEducation(
                "e1", {"level": EducationLevel.SOME_COLLEGE, "year": None, "in_progress": False}
            ),
        ),
    ],
)
def test_correction(text: str, edit: Edit) -> None:
    assert read(text) == (edit,)


@pytest.mark.parametrize(
    ("text", "question", "edit"),
    [
        (
            "no, that was 2011",
            Question(Topic.JOB_DATES, "j2"),
            ChangeJob("j2", {"end": When(2011)}),
        ),
        ("I still work there", Question(Topic.JOB_DATES, "j1"), ChangeJob("j1", {"end": PRESENT})),
        (
            "I meant waiter",
            Question(Topic.JOB_DATES, "j2"),
            ChangeJob("j2", {"title": "waiter", "code": None}),
        ),
        ("scratch that", Question(Topic.JOB_DATES, "j2"), RemoveJob("j2")),
        ("remove it", Question(Topic.EDUCATION_YEAR, "e1"), RemoveEducation("e1")),
        (
            "no, that was 2014",
            Question(Topic.EDUCATION_YEAR, "e1"),
            ChangeEducation("e1", {"year": When(2014)}),
        ),
    ],
)
def test_that_is_the_one_in_question(text: str, question: Question, edit: Edit) -> None:
    assert read(text, question) == (edit,)


@pytest.mark.parametrize(
    "text",
    [
        "I was a cook from 2010 to 2012",
        "Actually I also worked as a waiter at Applebee's in 2020",
        "before that I was a waiter until 2009",
        "no nights",
        "no",
        "not really",
        "I love cooking",
        "I was a waiter, not a very good one",
        "I never went to college",
        "No, I don't think so",
        "no more school for me",
        "then I was a driver in 2020",
        "I left because of my kids",
        "what about nursing?",
        "I want to drop out of the rat race",
        "sorry I'm late",
        "wait, how does this work?",
        "I don't know",
        "I can't remember",
        "actually, show me suggestions",
        "I forgot the date",
        "no one worked there but me",
        "no, I may want something else",
        "can I still work at 58",
    ],
)
def test_no_correction(text: str) -> None:
    context = TurnContext(HISTORY, None, (), TODAY)
    found = read_corrections(clauses(text), context, lambda words: words in TITLES)
    assert (found.edits, found.unread) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "remove the seventh job",
        "delete the astronaut job",
        "drop it",
        "no, the cook job was from 2019 to 2012",
    ],
)
def test_what_is_unclear_changes_nothing_and_is_said(text: str) -> None:
    context = TurnContext(HISTORY, None, (), TODAY)
    found = read_corrections(clauses(text), context, lambda words: words in TITLES)
    assert found.edits == ()
    assert found.unread


def test_without_history_nothing_is_corrected() -> None:
    assert read("no, that was 2019", history=CareerHistory()) == ()
    assert read("I still work there", history=CareerHistory()) == ()


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("the second one is wrong, it was 2010 to 2014", {"start": When(2010), "end": When(2014)}),
        ("the second one is wrong. it started in 2011", {"start": When(2011)}),
        ("and it's Target not Denny's", {"employer": "Target"}),
        ("but it was Wendy's, not Denny's", {"employer": "Wendy's"}),
    ],
)
def test_corrects_the_entry_pointed_at(text: str, edit: dict[str, object]) -> None:
    assert read(text) == (ChangeJob("j1", edit),)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("actually master's", EducationLevel.MASTER),
        ("no, it's an associate degree", EducationLevel.ASSOCIATE),
        ("it is an associate degree, not a bachelor's", EducationLevel.ASSOCIATE),
        ("sorry, associate's", EducationLevel.ASSOCIATE),
    ],
)
def test_a_corrected_level_replaces_the_wrong_one(text: str, level: EducationLevel) -> None:
    assert read(text) == (ChangeEducation("e1", {"level": level}),)


def test_a_reason_beside_a_corrected_date_is_no_date() -> None:
    text = "no wait, I started in 2017, the place wasn't even open in 2016"
    assert read(text) == (ChangeJob("j3", {"start": When(2017)}),)
