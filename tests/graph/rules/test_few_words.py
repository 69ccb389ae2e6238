"""Work told in few or broken words: by what was done, beside a name, by an anniversary."""

from dataclasses import replace
from datetime import date

import pytest

from advisor.career import CareerHistory, Job
from advisor.edits import AddJob, AddLimit
from graph.rules.dates import find_dates
from graph.rules.employer_fragments import employer_in_note
from graph.rules.message import MessageReading
from graph.rules.reader import CareerReader
from graph.understanding import Topic
from tests.graph.rules.conftest import asked
from tests.graph.rules.notation import shown_date, shown_education, shown_job

TODAY = date(2026, 10, 3)


def jobs(reader: CareerReader, text: str) -> list[str]:
    return [shown_job(mention.job) for mention in reader.read_career(text, asked()).jobs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I tune pianos, self employed since 1999", ["piano tuner 1999..present"]),
        ("dealt blackjack at the Golden Nugget 2010-2014", ["casino dealer @ Golden Nugget"]),
        ("Since 2015 I play organ at St Mark's, paid", ["organist @ St Mark's"]),
        ("31 years carrying mail for the city", ["mail carrier"]),
        ("since 2020 I drive seniors to church for Kind Wheels", ["driver @ Kind Wheels"]),
        ("my job is wash dish in restaurant since 2022", ["dishwasher"]),
        ("put the bags in airplane for Swissport since 2023", ["baggage handler @ Swissport"]),
        ("took in sewing from 1998 to 2005", ["seamstress 1998..2005"]),
        ("In 2014 I teached Arabic to children in a center", ["Arabic teacher 2014"]),
        ("trabajo en la fresa con Driscoll desde 2016", ["farm worker @ Driscoll"]),
        ("trabaje en la construccion de 2010 a 2015", ["construction worker 2010..2015"]),
        ("i lifeguard at the Y since june 2025", ["lifeguard @ Y"]),
    ],
)
def test_a_title_comes_of_the_work_done(
    reader: CareerReader, text: str, expected: list[str]
) -> None:
    read = jobs(reader, text)
    assert len(read) == len(expected)
    assert all(job.startswith(start) for job, start in zip(read, expected, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "we sold our herd in April 2024",
        "I sold my car in 2019",
        "I play piano for fun since 2010",
        "do plumbers ever do security?",
        "they like to play organ since 2001",
    ],
)
def test_no_title_comes_of_what_is_no_work(reader: CareerReader, text: str) -> None:
    assert jobs(reader, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("baker's helper, 2010 to 2014, then they kept me on as baker until 2017", "2014..2017"),
        ("optician until 2016, and then they made me manager until 2023", "2016..2023"),
        ("cook at Denny's 2001-2004, promoted to manager and stayed until 2009", "2004..2009"),
        ("trainee at Voss 2010 to 2014 and stayed on as electrician until 2021", "2014..2021"),
    ],
)
def test_a_step_up_begins_where_the_job_before_ended(
    reader: CareerReader, text: str, expected: str
) -> None:
    assert jobs(reader, text)[-1].endswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22 years in february", ["~range 2005-02..present"]),
        ("welder, it'll be ten years in May", ["~range 2017-05..present"]),
        ("four years this december", ["~range 2022-12..present"]),
        ("cook, 3 years coming november", ["~range 2023-11..present"]),
        ("roofer since 94", ["range 1994..present"]),
        ("started in 97, then left", ["start 1997.."]),
        ("roofing with my uncle, 93 to 96. hot tar", ["range 1993..1996"]),
        ("cashier at walmart. 2012 2016", ["range 2012..2016"]),
        ("welder in 97 countries", []),
        ("about 70 to 80 covers a night", []),
    ],
)
def test_dates_of_few_words(text: str, expected: list[str]) -> None:
    assert [shown_date(span) for span in find_dates(text, TODAY)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saturdays also cashier at Island market, since 2024", ["cashier @ Island market"]),
        ("weekends bartender at Moe's, since 2021", ["bartender @ Moe's"]),
        ("Evenings and some Sundays bouncer at Rusty's since 2013", ["bouncer @ Rusty's"]),
        ("weekdays clerk at Hill Title since 2017", ["clerk @ Hill Title"]),
    ],
)
def test_days_of_the_week_stand_before_a_title(
    reader: CareerReader, text: str, expected: list[str]
) -> None:
    assert [job.rpartition(" ")[0] for job in jobs(reader, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("graduated Eastlake High in 2010", ["high_school 2010 @ Eastlake High"]),
        ("School I finish 12 class, in 2006", ["high_school 2006"]),
        ("two years of computer science at Purdue and quit", ["some_college in computer science"]),
        ("did 2 years of nursing at Ohio State and left", ["some_college in nursing"]),
        ("started a bachelor's in history. never finished", ["some_college in history"]),
        ("an associate degree in law. dropped out", ["some_college in law"]),
    ],
)
def test_schooling_of_few_words(reader: CareerReader, text: str, expected: list[str]) -> None:
    read = [shown_education(m.education) for m in reader.read_career(text, asked()).education]
    assert len(read) == 1
    assert read[0].startswith(expected[0])


@pytest.mark.parametrize(
    ("note", "employer"),
    [
        ("Harlan Mutual. since march 2019", "Harlan Mutual"),
        ("Redline Freight. otr. 2011 to 2019", "Redline Freight"),
        ("Oak Mill Coffee 2010-2014", "Oak Mill Coffee"),
        ("copper kettle, since sept 2025", "copper kettle"),
        ("night shift, since sept 2025", None),
        ("full time, since 2019", None),
        ("Las Vegas, since 2015", None),
        ("love it, since 2019", None),
        ("i liked Oak Mill, since 2019", None),
    ],
)
def test_a_note_names_the_employer_of_the_job_told_before(
    reader: CareerReader, note: str, employer: str | None
) -> None:
    told = CareerHistory(jobs=(Job(id="j1", title="barista"),))
    context = replace(asked(), history=told)
    assert employer_in_note(note, context, reader.titles) == employer


def test_what_ended_with_a_death_is_dated(reader: CareerReader) -> None:
    message = "took care of my mom, dementia. 2017 to 2020 when she passed"
    edits = MessageReading(reader, message, asked()).read().edits
    assert [shown_job(e.job) for e in edits if isinstance(e, AddJob)] == [
        "family caregiver 2017..2020 unpaid"
    ]


@pytest.mark.parametrize(
    "message",
    [
        "my first job out of college was bank teller, 2006 to 2008",
        "First job out of high school was line cook 1999-2001",
        "straight out of school i was a cashier from 2001 to 2003",
    ],
)
def test_a_job_out_of_school_is_not_ruled_out(reader: CareerReader, message: str) -> None:
    edits = MessageReading(reader, message, asked()).read().edits
    assert [type(edit) for edit in edits] == [AddJob]


@pytest.mark.parametrize(
    ("text", "employers"),
    [
        ("Before that I was at Dell: tester 2013 to 2015, then manager until 2018", ["Dell"] * 2),
        ("I was at Pella & Moss, an ad agency: designer 2013-2015", ["Pella & Moss"]),
        ("worked for Costco: cashier 2001-2005, then stocker until 2009", ["Costco"] * 2),
    ],
)
def test_an_employer_heads_a_list(reader: CareerReader, text: str, employers: list[str]) -> None:
    read = reader.read_career(text, asked()).jobs
    assert [mention.job.employer for mention in read] == employers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In high school I was a cook but that was only saturdays, 2004-2006", "cook 2004..2006"),
        ("In between, 2013 through April 2017, I was a clerk", "clerk 2013..2017-04"),
        ("roofer before all that, w my uncle, 2007 to 2010", "roofer 2007..2010"),
        ("cook before all of this at Denny's, 2001-2003", "cook @ Denny's 2001..2003"),
    ],
)
def test_dates_beside_words_about_the_time(reader: CareerReader, text: str, expected: str) -> None:
    assert jobs(reader, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "please don't put me back in a classroom as a teacher",
        "dont ever make me be a teacher",
        "I won't take a teacher job again",
        "i would never accept another teacher position",
    ],
)
def test_a_job_refused_is_ruled_out(reader: CareerReader, text: str) -> None:
    edits = MessageReading(reader, text, asked()).read().edits
    limits = [edit.limit for edit in edits if isinstance(edit, AddLimit)]
    assert [(limit.kind.value, limit.occupation) for limit in limits] == [
        ("avoid_occupation", "teacher")
    ]
    assert not any(isinstance(edit, AddJob) for edit in edits)


@pytest.mark.parametrize("topic", [Topic.FIRST_JOB, Topic.OTHER_JOBS, Topic.JOB_TITLE])
@pytest.mark.parametrize("text", ["idk", "idk man. you tell me", "dunno bro", "nah man, that's it"])
def test_who_does_not_know_told_no_job(reader: CareerReader, text: str, topic: Topic) -> None:
    assert reader.read_career(text, asked(topic)).jobs == ()
