from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    AddEducation,
    AddJob,
    AddLimit,
    ChangeEducation,
    ChangeJob,
    Edit,
    Forget,
    Note,
    RemoveEducation,
    RemoveJob,
    apply,
)
from graph.llm.answer import Answer, JobItem
from graph.llm.reading import read_answer
from graph.understanding import Intent, Question, Topic, TurnContext, Understanding
from retrieval.occupations import OccupationMatch
from tests.graph.llm.conversation import context

HISTORY = CareerHistory(
    jobs=(
        Job("j1", "cashier", employer="Target", start=When(2015)),
        Job("j2", "cook", start=When(2019), end=PRESENT),
    ),
    education=(Education("e1", EducationLevel.HIGH_SCHOOL, year=When(2014)),),
    interests=("gardening",),
    skills=("Excel",),
    limits=(Limit(LimitKind.SCHEDULE, "no nights"),),
)


def read(
    message: str, about: TurnContext | None = None, **fields: Any
) -> tuple[Understanding | None, int]:
    return read_answer(Answer.model_validate(fields), message, about or context(HISTORY), "m")


def edits(message: str, **fields: Any) -> tuple[Edit, ...]:
    understanding, _ = read(message, **fields)
    assert understanding is not None
    return understanding.edits


def test_a_new_job_keeps_what_the_message_says() -> None:
    job = {
        "title": "truck driver",
        "employer": "JB Hunt",
        "start": "2020-06",
        "end": "2022",
        "dates_quote": "June 2020 till 2022",
        "paid": True,
        "before": "j2",
        "quote": "truck driver for JB Hunt, June 2020 till 2022",
    }
    (edit,) = edits("Truck driver for JB Hunt, June 2020 till 2022.", jobs=[job])
    assert edit == AddJob(
        Job(
            "new",
            "truck driver",
            employer="JB Hunt",
            start=When(2020, 6),
            end=When(2022),
            quote="truck driver for JB Hunt, June 2020 till 2022",
        ),
        before="j2",
    )


@pytest.mark.parametrize(
    "job",
    [
        {"title": "astronaut", "quote": "I was an astronaut"},
        {"title": "astronaut", "quote": "I drive a van"},
        {"title": None, "quote": "I drive a van"},
        {"title": "van driver in the city " * 10, "quote": "I drive a van"},
        {"title": "driver", "id": "j9", "quote": "I drive a van"},
    ],
)
def test_an_invented_job_is_not_taken(job: dict[str, Any]) -> None:
    understanding, lost = read("I drive a van", jobs=[job])
    assert understanding is None
    assert lost == 1


def test_what_is_invented_about_a_job_is_not_taken() -> None:
    job = {
        "title": "driver",
        "employer": "Amazon",
        "start": "2020",
        "duration_months": 36,
        "before": "j7",
        "quote": "I drive a van",
    }
    understanding, lost = read("I drive a van", jobs=[job])
    assert understanding is not None
    assert understanding.edits == (AddJob(Job("new", "driver", quote="I drive a van")),)
    assert lost == 2


def test_the_words_of_a_job_that_was_misread_are_said_back() -> None:
    jobs = [
        {"title": "astronaut", "quote": "I drive a van"},
        {"title": "baker", "quote": "once a baker"},
    ]
    understanding, lost = read("I drive a van, once a baker", jobs=jobs)
    assert understanding is not None
    assert [type(edit) for edit in understanding.edits] == [AddJob]
    assert understanding.unread == ("I drive a van",)
    assert lost == 1


def test_dates_that_cannot_be_are_not_taken() -> None:
    said = "baker from 2018 to 2015, then waiter from 2031"
    jobs = [
        {"title": "baker", "start": "2018", "end": "2015", "quote": "baker from 2018 to 2015"},
        {"title": "waiter", "start": "2031", "quote": "waiter from 2031"},
    ]
    added = [e.job for e in edits(said, jobs=jobs) if isinstance(e, AddJob)]
    assert [(job.title, job.start, job.end) for job in added] == [
        ("baker", None, None),
        ("waiter", None, None),
    ]


def test_corrections_go_to_the_job_with_the_id() -> None:
    jobs = [
        {"id": "j1", "title": "cashier", "start": "2016", "end": "2018", "quote": "2016 to 2018"},
        {"id": "j2", "remove": True, "quote": "forget the cook"},
    ]
    assert edits("no, 2016 to 2018, and forget the cook", jobs=jobs) == (
        ChangeJob("j1", {"start": When(2016), "end": When(2018)}),
        RemoveJob("j2"),
    )


@pytest.mark.parametrize(
    "job",
    [
        {"id": "j1", "end": "2018", "quote": "until 2018"},
        {"id": "j1", "remove": True, "quote": "remove the cashier"},
        {"id": "j1", "remove": True},
        {"id": "j9", "end": "2018", "quote": "thanks"},
    ],
)
def test_changes_that_nobody_asked_for_are_not_made(job: dict[str, Any]) -> None:
    understanding, lost = read("thanks", jobs=[job], intent="thanks")
    assert understanding is None
    assert lost == 1


@pytest.mark.parametrize("job", [{"id": "j1"}, {"id": None, "quote": "cashier at Target"}])
def test_repeating_what_is_known_is_no_fault(job: dict[str, Any]) -> None:
    repeated = {"title": "cashier", "employer": "Target", "start": "2015"} | job
    understanding, lost = read("thanks", jobs=[repeated], intent="thanks")
    assert understanding == Understanding(intent=Intent.THANKS, by="m")
    assert lost == 0


def test_education_is_added_changed_and_removed() -> None:
    said = "a BS in biology at Ohio State in 2019; high school was 2013; drop the diploma"
    education = [
        {
            "level": "bachelor",
            "field": "biology",
            "school": "Ohio State",
            "year": "2019",
            "quote": "a BS in biology at Ohio State in 2019",
        },
        {"level": "doctorate", "field": "law", "quote": "a PhD in law"},
        {"level": "bachelor", "field": "chemistry", "school": "MIT", "quote": "a BS"},
        {"id": "e1", "level": "high_school", "year": "2013", "quote": "high school was 2013"},
        {"id": "e1", "remove": True, "quote": "drop the diploma"},
    ]
    assert edits(said, education=education) == (
        AddEducation(
            Education(
                "new",
                EducationLevel.BACHELOR,
                "biology",
                When(2019),
                "Ohio State",
                "a BS in biology at Ohio State in 2019",
            )
        ),
        AddEducation(Education("new", EducationLevel.BACHELOR, quote="a BS")),
        ChangeEducation("e1", {"year": When(2013)}),
        RemoveEducation("e1"),
    )


def test_interests_skills_and_limits_are_the_persons_own_words() -> None:
    said = "I like animals and know SQL. At least $50k, no nursing, no weekends. Nights are fine."
    found = edits(
        said,
        interests=["animals", "children"],
        skills=["SQL", "Python"],
        limits=[
            {"kind": "minimum_pay", "quote": "at least $50k", "dollars": 50_000},
            {"kind": "minimum_pay", "quote": "at least $50k", "dollars": 90_000},
            {"kind": "avoid_occupation", "quote": "no nursing", "occupation": "nurse"},
            {"kind": "avoid_occupation", "quote": "no weekends", "occupation": "pilot"},
            {"kind": "place", "quote": "only in Ohio"},
        ],
        forget=["No nights", "fishing"],
    )
    assert found == (
        Note("interest", "animals"),
        Note("skill", "SQL"),
        AddLimit(Limit(LimitKind.MINIMUM_PAY, "at least $50k", dollars=50_000)),
        AddLimit(Limit(LimitKind.MINIMUM_PAY, "at least $50k")),
        AddLimit(Limit(LimitKind.AVOID_OCCUPATION, "no nursing", occupation="nurse")),
        AddLimit(Limit(LimitKind.OTHER, "no weekends")),
        Forget("limit", "no nights"),
    )


OPTIONS = (
    OccupationMatch("35-2014.00", "Cooks, Restaurant", 0.9, "Cook"),
    OccupationMatch("35-2012.00", "Cooks, Institution", 0.8, "Cook"),
)


def test_a_choice_for_a_job_sets_its_code() -> None:
    about = context(HISTORY, Question(Topic.JOB_TITLE, "j2", OPTIONS))
    understanding, _ = read("the second", about, chosen="35-2012.00")
    assert understanding is not None
    assert understanding.edits == (ChangeJob("j2", {"code": "35-2012.00"}),)
    assert understanding.chosen is None


def test_a_choice_for_a_target_is_chosen() -> None:
    about = context(HISTORY, Question(Topic.TARGET_TITLE, "cook", OPTIONS))
    understanding, _ = read("the first", about, chosen="35-2014.00")
    assert understanding is not None
    assert understanding.chosen == "35-2014.00"


def test_a_code_that_was_not_offered_is_not_taken() -> None:
    about = context(HISTORY, Question(Topic.TARGET_TITLE, "cook", OPTIONS))
    understanding, _ = read("the first", about, chosen="29-1141.00")
    assert understanding is None


def test_a_declined_question_is_named_by_its_key() -> None:
    about = context(HISTORY, Question(Topic.JOB_DATES, "j1"))
    for fields in ({"intent": "decline"}, {"declines": True}):
        understanding, _ = read("I'd rather not say", about, **fields)
        assert understanding is not None
        assert understanding.declined == ("job_dates:j1",)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("nurse", "nurse"),
        ("Bakers", "Bakers"),
        ("cashier", "cashier"),
        ("astronaut", None),
        (None, None),
    ],
)
def test_a_subject_was_named_or_is_on_the_screen(subject: str, expected: str | None) -> None:
    about = context(HISTORY, suggestions=("Bakers",))
    understanding, _ = read("what about nursing?", about, intent="weigh", subject=subject)
    assert understanding is not None
    assert (understanding.intent, understanding.subject) == (Intent.WEIGH, expected)


def test_an_answer_that_reports_nothing_is_not_taken() -> None:
    assert read("I bake bread", intent="tell") == (None, 0)
    assert read("I bake bread") == (None, 0)
    understanding, _ = read("hello", intent="greeting")
    assert understanding == Understanding(intent=Intent.GREETING, by="m")


ANY_TEXT = st.sampled_from(
    ["", "cashier", "I drove a van in 2015", "j1", "e1", "2015", "2015-13", "present", "no nights"]
)
ANY_JOB = st.fixed_dictionaries(
    {},
    optional={name: ANY_TEXT for name in JobItem.model_fields if name != "duration_months"}
    | {"duration_months": st.integers(), "remove": st.booleans(), "paid": st.booleans()},
)


@given(st.lists(ANY_JOB, max_size=3), ANY_TEXT, ANY_TEXT)
def test_whatever_is_reported_every_job_is_in_the_message(
    jobs: list[dict[str, Any]], subject: str, message: str
) -> None:
    understanding, _ = read(message, jobs=jobs, subject=subject)
    for edit in understanding.edits if understanding else ():
        if isinstance(edit, AddJob):
            assert edit.job.quote in message
            apply(HISTORY, [edit])
        elif isinstance(edit, ChangeJob | RemoveJob):
            assert edit.job_id in {"j1", "j2"}
