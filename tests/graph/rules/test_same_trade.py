"""Jobs told in a few words after another: the same trade elsewhere, what a place stands for."""

from dataclasses import replace

import pytest

from advisor.career import PRESENT, CareerHistory, Job, When
from graph.rules.reader import CareerReader
from tests.graph.rules.conftest import asked
from tests.graph.rules.notation import shown_job


def read(reader: CareerReader, text: str) -> list[str]:
    return [shown_job(mention.job) for mention in reader.read_career(text, asked()).jobs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I do hair. I've rented a booth at Salon Bella since 2013, before that I was at "
            "Great Clips for 4 years, 2009 to 2013",
            ["hairdresser @ Great Clips 2009..2013", "hairdresser @ Salon Bella 2013..present"],
        ),
        (
            "I'm an ICU nurse at Mercy since 2018. Before that I was at St. Luke's 2012 to 2018.",
            ["ICU nurse @ St. Luke's 2012..2018", "ICU nurse @ Mercy 2018..present"],
        ),
        (
            "welder at Acme 2001-2005. Then at Bolt Works from 2005 to 2011",
            ["welder @ Acme 2001..2005", "welder @ Bolt Works 2005..2011"],
        ),
        (
            "dental hygienist at Bright Smiles 2015 to 2020. Then I was at Target 2020 to 2022",
            ["dental hygienist @ Bright Smiles 2015..2020"],
        ),
        (
            "I was a nurse at Mercy 2001-2005. After that I was at home with the kids till 2010",
            ["nurse @ Mercy 2001..2005"],
        ),
    ],
)
def test_the_trade_goes_on_at_another_employer(
    reader: CareerReader, text: str, expected: list[str]
) -> None:
    assert read(reader, text) == expected


def test_the_trade_of_an_earlier_message_goes_on(reader: CareerReader) -> None:
    known = Job("j1", "class A driver", employer="Schneider", start=When(2014), end=PRESENT)
    context = replace(asked(), history=CareerHistory((known,)))
    jobs = reader.read_career("before schneider i was at swift 2009 to 2014", context).jobs
    assert [shown_job(m.job) for m in jobs] == ["class A driver @ swift 2009..2014"]


@pytest.mark.parametrize(
    "own",
    ["on my own", "for myself", "I went out on my own", "i've been self-employed", "freelance"],
)
def test_the_trade_goes_on_without_an_employer(reader: CareerReader, own: str) -> None:
    text = f"plumber with Ace Plumbing from 2001 to 2010, then {own}"
    assert read(reader, text) == ["plumber @ Ace Plumbing 2001..2010", "plumber 2010..present"]


def test_an_end_told_with_the_employer_ends_that_job_only(reader: CareerReader) -> None:
    text = "im an electrician, been at it since 2006. first with Peterson till 2015 then on my own"
    assert read(reader, text) == [
        "electrician @ Peterson 2006..2015",
        "electrician 2015..present",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm a part-time cashier at Hill Market", "cashier @ Hill Market ..present"),
        ("was a full-time line cook at Ruby's, 2010-2012", "line cook @ Ruby's 2010..2012"),
        ("I was a full time janitor at Ford 2010-2012", "janitor @ Ford 2010..2012"),
        ("class A driver with Werner since 2014", "class A driver @ Werner 2014..present"),
        ("I was the parts counter guy at NAPA 2010-2014", "parts counter guy @ NAPA 2010..2014"),
        ("and I was a Guitar Center sales guy from 2003 to 2008", "sales guy @ Guitar Center"),
        ("I'm at Cargill in Dodge City, forklift operator, since 2019", "forklift operator @ Car"),
        ("since July I've been serving at Din Tai Fung", "server @ Din Tai Fung 2026-07..present"),
        ("i've been bartending at the Rail since 2015", "bartender @ Rail 2015..present"),
        ("Since September im doing day labor thru PeopleReady", "day laborer @ PeopleReady 2026-0"),
        ("one year on a framing crew, 2005", "framer 2005"),
        ("2012 to 2014 on a paving crew", "paving crew member 2012..2014"),
        ("a summer at an ice cream stand when I was a kid", "ice cream server"),
        ("worked in the mailroom of City Hall from 2001 to 2004", "mail clerk 2001..2004"),
        ("my first job was at a bank, teller, 2011-2013", "teller 2011..2013"),
        ("i did a little bit of modeling for a catalog in 2008", "model 2008..2008"),
        ("currently with Werner since 2014, driver", "driver @ Werner 2014..present"),
    ],
)
def test_short_words_that_tell_a_job(reader: CareerReader, text: str, expected: str) -> None:
    (job,) = read(reader, text)
    assert job.startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I do some volunteering, I've been treasurer of the PTA since 2023",
            ["treasurer @ PTA 2023..present unpaid"],
        ),
        (
            "I was in the kitchen 2020-22 and then the print shop 2022-26. Ran the offset press",
            ["kitchen worker 2020..2022", "press operator 2022..2026"],
        ),
        (
            "MSW here, hospice social worker with VITAS since January 2020",
            ["hospice social worker @ VITAS 2020-01..present"],
        ),
        (
            "My first job after undergrad was at a group home for teens, direct care, 2011-2013",
            ["direct care worker 2011..2013"],
        ),
    ],
)
def test_what_only_announces_a_job_is_none(
    reader: CareerReader, text: str, expected: list[str]
) -> None:
    assert read(reader, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Before the bus I was home with my kids",
        "Not into teaching kids",
        "I make jewelry lol",
        "antes estaba en casa, de niño hasta los 18",
    ],
)
def test_what_is_no_job(reader: CareerReader, text: str) -> None:
    assert read(reader, text) == []
