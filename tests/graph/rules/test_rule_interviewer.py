import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
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
    Note,
    RemoveJob,
    apply,
)
from graph.rules.interviewer import RuleInterviewer, built_in_interviewer
from graph.understanding import (
    Intent,
    Question,
    ReplyPlan,
    Topic,
    TurnContext,
    Understanding,
)
from retrieval.catalog import Catalog
from retrieval.occupations import OccupationMatch

TODAY = date(2026, 11, 21)
SHOWN = ("Welders", "Registered Nurses", "Chefs")
HISTORY = CareerHistory(
    jobs=(
        Job("j1", "cashier", employer="Walmart", start=When(2010), end=When(2012)),
        Job("j2", "cook"),
    ),
    education=(Education("e1", EducationLevel.BACHELOR, "biology"),),
    limits=(Limit(LimitKind.SCHEDULE, "no nights"),),
)


@pytest.fixture(scope="module")
def interviewer() -> RuleInterviewer:
    return built_in_interviewer(Catalog.load(Path(__file__).resolve().parents[3] / "data" / "onet"))


def context(
    topic: Topic | None = None,
    subject: str | None = None,
    history: CareerHistory = HISTORY,
    options: tuple[OccupationMatch, ...] = (),
) -> TurnContext:
    question = Question(topic, subject, options) if topic else None
    return TurnContext(history, question, SHOWN, TODAY)


def jobs(found: Understanding) -> list[Job]:
    return [edit.job for edit in found.edits if isinstance(edit, AddJob)]


def test_facts_wishes_and_a_question_in_one_message(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand(
        "I was a cook at Denny's from 2015 to 2018. I love baking and I can't work nights. "
        "What should I do next?",
        context(history=CareerHistory()),
    )
    (job,) = jobs(found)
    assert (job.title, job.employer, job.start, job.end) == (
        "cook", "Denny's", When(2015), When(2018),
    )  # fmt: skip
    assert Note("interest", "baking") in found.edits
    assert [e.limit.kind for e in found.edits if isinstance(e, AddLimit)] == [LimitKind.SCHEDULE]
    assert (found.intent, found.subject) == (Intent.SUGGEST, None)


def test_a_wish_is_weighed_and_never_a_job_held(interviewer: RuleInterviewer) -> None:
    for topic in (None, Topic.FIRST_JOB, Topic.INTERESTS):
        found = interviewer.understand("I want to be a nurse", context(topic))
        assert (found.intent, found.subject, jobs(found)) == (Intent.WEIGH, "nurse", [])


def test_facts_beside_a_wish_are_kept(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand(
        "I was a cashier at Target from 2013 to 2015 and I want to become a nurse",
        context(history=CareerHistory()),
    )
    assert [job.title for job in jobs(found)] == ["cashier"]
    assert (found.intent, found.subject) == (Intent.WEIGH, "nurse")


@pytest.mark.parametrize(
    ("topic", "subject", "text", "edit"),
    [
        (
            Topic.JOB_DATES,
            "j2",
            "2015-18",
            ChangeJob("j2", {"start": When(2015), "end": When(2018)}),
        ),
        (
            Topic.JOB_DATES,
            "j2",
            "from 2015 to 2018",
            ChangeJob("j2", {"start": When(2015), "end": When(2018)}),
        ),
        (
            Topic.JOB_DATES,
            "j2",
            "Only in 2004.",
            ChangeJob("j2", {"start": When(2004), "end": When(2004)}),
        ),
        (
            Topic.JOB_DATES,
            "j2",
            "that was in 2012",
            ChangeJob("j2", {"start": When(2012), "end": When(2012)}),
        ),
        (Topic.JOB_DATES, "j2", "2004", ChangeJob("j2", {"start": When(2004)})),
        (Topic.JOB_DATES, "j2", "I started in 2004", ChangeJob("j2", {"start": When(2004)})),
        (Topic.JOB_DATES, "j2", "3 years", ChangeJob("j2", {"duration_months": 36})),
        (Topic.JOB_DATES, "j2", "about 3 yrs i think", ChangeJob("j2", {"duration_months": 36})),
        (
            Topic.JOB_DATES,
            "j2",
            "since 2019",
            ChangeJob("j2", {"start": When(2019), "end": PRESENT}),
        ),
        (
            Topic.JOB_DATES,
            "j2",
            "I started in 2019 and I'm still there",
            ChangeJob("j2", {"start": When(2019), "end": PRESENT}),
        ),
        (
            Topic.JOB_DATES,
            "j2",
            "not sure, maybe 2015 to 2017",
            ChangeJob("j2", {"start": When(2015), "end": When(2017)}),
        ),
        (Topic.EDUCATION_YEAR, "e1", "2014", ChangeEducation("e1", {"year": When(2014)})),
        (Topic.EDUCATION_YEAR, "e1", "in May 2014", ChangeEducation("e1", {"year": When(2014, 5)})),
        (
            Topic.EDUCATION_YEAR,
            "e1",
            "I finished in 2014",
            ChangeEducation("e1", {"year": When(2014)}),
        ),
        (Topic.INTERESTS, None, "working outside mostly", Note("interest", "working outside")),
        (
            Topic.LIMITS,
            None,
            "heavy lifting",
            AddLimit(Limit(LimitKind.PHYSICAL, "heavy lifting")),
        ),
    ],
)
def test_short_answers(
    interviewer: RuleInterviewer, topic: Topic, subject: str | None, text: str, edit: Edit
) -> None:
    found = interviewer.understand(text, context(topic, subject))
    assert (found.edits, found.intent, found.declined) == ((edit,), Intent.TELL, ())


def test_short_answer_names_the_first_job(interviewer: RuleInterviewer) -> None:
    for text in ("nurse", "Nurse.", "a nurse", "I'm a nurse"):
        found = interviewer.understand(text, context(Topic.FIRST_JOB, history=CareerHistory()))
        assert [job.title.lower() for job in jobs(found)] == ["nurse"]


def test_short_answer_names_the_school(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand("high school, 2009", context(Topic.EDUCATION))
    (edit,) = found.edits
    assert isinstance(edit, AddEducation)
    assert (edit.education.level, edit.education.year) == (EducationLevel.HIGH_SCHOOL, When(2009))


@pytest.mark.parametrize(
    ("topic", "subject"),
    [
        (Topic.JOB_DATES, "j2"),
        (Topic.EDUCATION, None),
        (Topic.EDUCATION_YEAR, "e1"),
        (Topic.INTERESTS, None),
        (Topic.LIMITS, None),
        (Topic.OTHER_JOBS, None),
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "I'd rather not say",
        "skip",
        "none of your business",
        "pass",
        "next question",
        "I don't know",
        "no idea",
        "can't remember",
        "i dont remember",
        "idk",
        "Prefer not to say.",
        "skip this one please",
        "that's private",
        "not sure",
        "I'm not comfortable sharing that",
        "prefiero no decirlo",
        "no sé",
    ],
)
def test_declines(
    interviewer: RuleInterviewer, topic: Topic, subject: str | None, text: str
) -> None:
    asked = context(topic, subject)
    assert asked.question is not None
    found = interviewer.understand(text, asked)
    assert (found.intent, found.declined) == (Intent.DECLINE, (asked.question.key,))
    assert found.edits == ()


@pytest.mark.parametrize(
    "topic", [Topic.OTHER_JOBS, Topic.EDUCATION, Topic.INTERESTS, Topic.LIMITS]
)
@pytest.mark.parametrize(
    "text",
    [
        "no",
        "No.",
        "nope",
        "nah",
        "none",
        "nope that's all",
        "that's it",
        "nothing else",
        "No, that's everything",
        "not really",
        "that's all thanks",
        "nothing comes to mind",
        "i don't have any",
        "no nothing",
        "nada más",
        "I don't think so",
        "none at all",
        "that would be all",
        "no, I'm done",
        "eso es todo",
    ],
)
def test_nothing_more(interviewer: RuleInterviewer, topic: Topic, text: str) -> None:
    found = interviewer.understand(text, context(topic))
    assert (found.intent, found.edits, found.declined) == (Intent.NOTHING_MORE, (), ())


def test_that_there_are_no_other_jobs_counts_whatever_was_asked(
    interviewer: RuleInterviewer,
) -> None:
    for text in ("no other jobs", "that's all my jobs", "nope, no more jobs"):
        found = interviewer.understand(text, context(Topic.INTERESTS))
        assert found.declined == (Question(Topic.OTHER_JOBS).key,)
        assert found.intent == Intent.NOTHING_MORE


def test_an_answer_that_tells_something_else(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand(
        "I have a bachelor's in chemistry from 2008", context(Topic.INTERESTS)
    )
    assert [type(edit) for edit in found.edits] == [AddEducation]


def test_an_answer_that_also_adds_facts(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand(
        "2013 to 2015. Before that I was a barista at Starbucks from 2008 to 2010.",
        context(Topic.JOB_DATES, "j2"),
    )
    assert ChangeJob("j2", {"start": When(2013), "end": When(2015)}) in found.edits
    assert [(j.title, j.employer, j.start, j.end) for j in jobs(found)] == [
        ("barista", "Starbucks", When(2008), When(2010))
    ]


def test_no_clause_becomes_an_interest_by_answering_something_else(
    interviewer: RuleInterviewer,
) -> None:
    for text in (
        "my husband is a plumber",
        "I was in school",
        "You know what?",
        "it's complicated",
    ):
        for topic in (Topic.INTERESTS, Topic.LIMITS):
            found = interviewer.understand(text, context(topic))
            assert not [e for e in found.edits if isinstance(e, Note | AddLimit)], text


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("no, that was 2013", ChangeJob("j1", {"end": When(2013)})),
        ("it was 2011 not 2010", ChangeJob("j1", {"start": When(2011)})),
        ("actually it was Target not Walmart", ChangeJob("j1", {"employer": "Target"})),
        ("remove the second one", RemoveJob("j2")),
        ("change cook to line cook", ChangeJob("j2", {"title": "line cook", "code": None})),
    ],
)
def test_corrections_add_no_job(interviewer: RuleInterviewer, text: str, edit: Edit) -> None:
    history = replace(HISTORY, education=())
    asked = context(None, history=history)
    if text.startswith("no"):
        asked = context(Topic.JOB_DATES, "j1", history)
    assert interviewer.understand(text, asked).edits == (edit,)


OPTIONS = (
    OccupationMatch("29-1141.00", "Registered Nurses", 0.9, "nurse"),
    OccupationMatch("31-1131.00", "Nursing Assistants", 0.8, "nurse aide"),
    OccupationMatch("29-2061.00", "Licensed Practical and Licensed Vocational Nurses", 0.7, "LPN"),
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1", "29-1141.00"),
        ("the second", "31-1131.00"),
        ("2", "31-1131.00"),
        ("number 3", "29-2061.00"),
        ("nursing assistant", "31-1131.00"),
        ("Registered nurse", "29-1141.00"),
        ("yes", "29-1141.00"),
        ("the last one", "29-2061.00"),
        ("LPN", "29-2061.00"),
        ("the first one please", "29-1141.00"),
        ("it's nursing assistants", "31-1131.00"),
        ("registered nurse I think", "29-1141.00"),
        ("nurse aide", "31-1131.00"),
        ("la segunda", "31-1131.00"),
    ],
)
def test_choosing_an_option(interviewer: RuleInterviewer, text: str, code: str) -> None:
    found = interviewer.understand(text, context(Topic.JOB_TITLE, "j2", options=OPTIONS))
    assert found.edits == (ChangeJob("j2", {"code": code}),)
    found = interviewer.understand(text, context(Topic.TARGET_TITLE, options=OPTIONS))
    assert (found.edits, found.chosen) == ((), code)


@pytest.mark.parametrize("text", ["none of these", "neither", "no", "None of them.", "ninguna"])
def test_choosing_none(interviewer: RuleInterviewer, text: str) -> None:
    asked = context(Topic.JOB_TITLE, "j2", options=OPTIONS)
    found = interviewer.understand(text, asked)
    assert (found.edits, found.declined) == ((), ("job_title:j2",))


@pytest.mark.parametrize(
    "text", ["dental hygienist", "no, dental hygienist", "no, I was a dental hygienist"]
)
def test_another_title_than_the_options(interviewer: RuleInterviewer, text: str) -> None:
    found = interviewer.understand(text, context(Topic.JOB_TITLE, "j2", options=OPTIONS))
    assert found.edits == (ChangeJob("j2", {"title": "dental hygienist", "code": None}),)
    found = interviewer.understand(text, context(Topic.TARGET_TITLE, options=OPTIONS))
    assert (found.edits, found.intent) == ((), Intent.WEIGH)
    assert found.subject == "dental hygienist"


def test_a_workplace_alone_is_that_of_the_job_told_last(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand("at Bella Nails", context(Topic.OTHER_JOBS))
    assert found.edits == (ChangeJob("j2", {"employer": "Bella Nails"}),)


def test_a_limit_told_like_a_question(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand("pay as adjunct is terrible i need 80k at least", context())
    assert [e.limit.dollars for e in found.edits if isinstance(e, AddLimit)] == [80_000]
    assert found.intent == Intent.TELL


def test_what_was_told_is_not_changed_by_dates_of_something_else(
    interviewer: RuleInterviewer,
) -> None:
    history = replace(HISTORY, jobs=HISTORY.jobs[:1])
    for text in (
        "Between 2016 and 2018 I was learning English and had no job.",
        "some college, one semester at fresno state",
        "BSN 2018, online",
    ):
        found = interviewer.understand(text, context(history=history))
        assert not any(isinstance(edit, ChangeJob) for edit in found.edits), text


def test_it_is_the_suggestion_mentioned_before(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand("the second one sounds nice, what does it pay?", context())
    assert (found.intent, found.subject) == (Intent.PAY, "2")


def test_no_before_another_job_corrects_nothing(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand(
        "No, I started in 2005 as a dishwasher at Denny's", context(Topic.OTHER_JOBS)
    )
    assert not any(isinstance(edit, ChangeJob) for edit in found.edits)
    assert [job.title for job in jobs(found)] == ["dishwasher"]


def test_years_of_school_are_no_dates_of_a_job(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand("XYZ 2013", context(Topic.EDUCATION))
    assert not any(isinstance(edit, ChangeJob) for edit in found.edits)


def test_a_job_still_held_told_in_the_same_message(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand(
        "I started as a welder at Kiewit in 2020 and I still work there", context()
    )
    assert not any(isinstance(edit, ChangeJob) for edit in found.edits)
    assert [(j.title, j.start, j.end) for j in jobs(found)] == [("welder", When(2020), PRESENT)]


def test_a_choice_ignored_for_something_else(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand(
        "what does a plumber earn?", context(Topic.JOB_TITLE, "j2", options=OPTIONS)
    )
    assert (found.edits, found.intent, found.subject) == ((), Intent.PAY, "plumber")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("", Intent.EMPTY),
        ("...", Intent.EMPTY),
        ("🙂", Intent.EMPTY),
        ("hi", Intent.GREETING),
        ("thanks!", Intent.THANKS),
        ("tell me a joke", Intent.OFF_TOPIC),
        ("asdf qwer", Intent.UNCLEAR),
        ("why the second one?", Intent.WHY),
        ("how much longer?", Intent.PROGRESS),
        ("what do you know about me?", Intent.SUMMARY),
    ],
)
def test_intents(interviewer: RuleInterviewer, text: str, intent: Intent) -> None:
    found = interviewer.understand(text, context())
    assert (found.intent, found.edits) == (intent, ())


def test_a_correction_of_something_unknown_is_said_back(interviewer: RuleInterviewer) -> None:
    found = interviewer.understand("delete the astronaut job", context())
    assert (found.edits, found.unread) == ((), ("delete the astronaut job",))


def test_replies_are_said_as_planned(interviewer: RuleInterviewer) -> None:
    plan = ReplyPlan(("I noted that.", "What did you do before?"), "ask")
    assert "".join(interviewer.speak(plan, "hi")) == "I noted that.\n\nWhat did you do before?"
    assert interviewer.name == "built-in"


SCRAPS = st.sampled_from(
    [
        "I",
        "a",
        "cook",
        "nurse",
        "no",
        "not",
        "2019",
        "2015-18",
        "Walmart",
        "at",
        "from",
        "to",
        "until",
        "why",
        "?",
        ".",
        ";",
        "nights",
        "IT",
        "(",
        ")",
        "school",
        "never",
        "actually",
        "sorry",
        "change",
        "skip",
        "50k",
        "then",
        "degree",
        "nothing",
        "yes",
        "1",
        "-",
        "—",
        "🙂",
        "é",
        "ß",
        "İ",
        "the",
        "job",
        "ended",
        "started",
        "in",
        "1899",
        "99999",
        "0",
        "|",
        "'",
        "remove",
        "SINCE",
        "MAR",
        "was",
        "that",
        "it",
        "I was a cook",
        "that was",
        "it was",
        "the second one",
        "what about",
        "I don't want to",
        "I love",
        "I know",
        "$20 an hour",
        "at least",
        "since March",
        "for 3 years",
        "before that",
        "bachelor's",
        "in biology",
        "quiero ser",
        "no more",
        '"',
        "\n",
        "\x00",
        "\u2028",
        ",",
    ]
)


@settings(max_examples=300, deadline=None)
@example("SINCE MAR IN IT", Topic.FIRST_JOB, False)
@given(
    st.one_of(st.text(max_size=300), st.lists(SCRAPS, max_size=40).map(" ".join)),
    st.sampled_from([*Topic, None]),
    st.booleans(),
)
def test_any_text_is_understood(
    interviewer: RuleInterviewer, text: str, topic: Topic | None, knows: bool
) -> None:
    history = HISTORY if knows else CareerHistory()
    subject = {Topic.JOB_DATES: "j2", Topic.JOB_TITLE: "j2", Topic.EDUCATION_YEAR: "e1"}
    asked = context(topic, subject.get(topic) if topic and knows else None, history, OPTIONS)
    found = interviewer.understand(text, asked)
    apply(history, found.edits)
    assert all(found.unread)
    assert found.subject is None or found.subject.strip()


@pytest.mark.parametrize(
    "piece",
    [
        "I was a cook at Denny's from 2010 to 2014. ",
        "no ",
        "a",
        "not Walmart, ",
        "I want to be ",
        "nononono",
        "I like cooking and ",
        "remove the ",
        "2010-2014 ",
        "what about ",
        "\n- ",
        "((((",
        "was , not ",
        "$1 ",
    ],
)
def test_long_messages_take_time_in_proportion(interviewer: RuleInterviewer, piece: str) -> None:
    def seconds(characters: int) -> float:
        text = (piece * characters)[:characters]
        best = float("inf")
        for _ in range(2):
            begin = time.process_time()
            interviewer.understand(text, context(Topic.OTHER_JOBS))
            best = min(best, time.process_time() - begin)
        return best

    interviewer.understand(piece, context())
    assert seconds(20_000) < 1.5


@pytest.mark.parametrize(
    ("message", "title"),
    [
        ("actually I left Walmart in 2013 and now drive a school bus", "school bus driver"),
        ("I quit Walmart in 2013, now I'm a bus driver", "bus driver"),
        ("no, I left Walmart in 2013 and started as a dental assistant", "dental assistant"),
    ],
)
def test_a_correction_and_a_new_job_in_one_sentence_are_both_read(
    interviewer: RuleInterviewer, message: str, title: str
) -> None:
    edits = interviewer.understand(message, context()).edits
    assert ChangeJob("j1", {"end": When(2013)}) in edits
    assert [edit.job.title for edit in edits if isinstance(edit, AddJob)] == [title]


@pytest.mark.parametrize(
    ("message", "end"),
    [
        ("actually I left Walmart in 2013 and now drive for Uber", PRESENT),
        ("I now drive for Uber", PRESENT),
        ("currently drive a truck", PRESENT),
        ("these days clean houses", PRESENT),
        ("back then drove a truck", None),
    ],
)
def test_a_verb_after_now_tells_a_job_still_held(
    interviewer: RuleInterviewer, message: str, end: object
) -> None:
    (job,) = jobs(interviewer.understand(message, context()))
    assert job.end == end


@pytest.mark.parametrize(
    "message",
    [
        "I was at Walmart 2010-2012 and then at Target as a stocker until 2016",
        "I left Kroger in 2011, where I was a stocker",
    ],
)
def test_a_statement_is_not_taken_for_a_job_in_mind(
    interviewer: RuleInterviewer, message: str
) -> None:
    assert interviewer.understand(message, context()).intent is Intent.TELL
