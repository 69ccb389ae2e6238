"""Jobs told the way people chat: without capitals, verbs or full stops; one case a cause."""

import pytest

from graph.rules.reader import CareerReader
from tests.graph.rules.conftest import asked
from tests.graph.rules.notation import shown_job


def read(reader: CareerReader, text: str) -> list[str]:
    return [shown_job(mention.job) for mention in reader.read_career(text, asked()).jobs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i was a bus driver for the city of dayton 2003 to 2009", "the city of dayton"),
        ("janitor with maple grove schools 2011-2015", "maple grove schools"),
        ("home health aide w/ kindheart since 2019", "kindheart"),
        ("blackjack dealer at the monarch since 2016", "the monarch"),
        ("copy editor at the dayton courier 2001-2008", "the dayton courier"),
        ("did payroll for summit paving from 2010 to 2014", "summit paving"),
        ("i was a secretary at first methodist from 2003 to 2009", "first methodist"),
        ("Trabajé como soldador en Hierros del Sur de 2005 a 2013", "Hierros del Sur"),
    ],
)
def test_finds_employers_written_without_capitals(
    reader: CareerReader, text: str, expected: str
) -> None:
    jobs = reader.read_career(text, asked()).jobs
    names = [(job.job.employer or "").removeprefix("the ") for job in jobs]
    assert names == [expected.removeprefix("the ")]


@pytest.mark.parametrize(
    "text",
    [
        "i was a nurse at the local hospital 2010-2014",
        "cashier at the gas station 2010-2014",
        "teacher with kids of my own since 2012",
        "i was a cook in mexico from 2001 to 2004",
        "security guard at the mall since 2019",
    ],
)
def test_takes_no_description_for_an_employer(reader: CareerReader, text: str) -> None:
    assert [m.job.employer for m in reader.read_career(text, asked()).jobs] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "started as a packer at lakeside in 2004 and worked my way up to foreman in 2010",
            ["packer @ lakeside 2004..", "foreman @ lakeside 2010.."],
        ),
        (
            "packer at lakeside until they made me foreman in 2010, been doing that ever since",
            ["packer @ lakeside", "foreman @ lakeside 2010..present"],
        ),
        (
            "hostess at rivoli 2010-2012, senior waitress there til 2015",
            ["hostess @ rivoli 2010..2012", "senior waitress @ rivoli ..2015"],
        ),
        (
            "My whole career at Hartmann: packer 2001–2005, foreman 2005–2012",
            ["packer @ Hartmann 2001..2005", "foreman @ Hartmann 2005..2012"],
        ),
    ],
)
def test_a_promotion_keeps_the_employer(
    reader: CareerReader, text: str, expected: list[str]
) -> None:
    assert read(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lunch lady for ten years", ["lunch lady 120m"]),
        ("help desk", ["IT support specialist"]),
        ("In Ohio: roofer, 2001 to 2005", ["roofer 2001..2005"]),
        ("welder down at the docks 2004 to 2010", ["welder 2004..2010"]),
        ("En Bolivia fui panadero de 2000 a 2006", ["panadero 2000..2006"]),
        ("i climb cell towers since 2019", ["tower climber 2019..present"]),
        ("i changed tires from 2003 to 2005", ["tire technician 2003..2005"]),
        (
            "Previously, from 2004 to 2007, I served as a legal secretary.",
            ["legal secretary 2004..2007"],
        ),
    ],
)
def test_finds_jobs_told_in_passing(reader: CareerReader, text: str, expected: list[str]) -> None:
    assert read(reader, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "i got my teaching credential that year",
        "associates medical office admin 2009",
        "ba history 2014, did it at night",
    ],
)
def test_degrees_and_licences_are_no_jobs(reader: CareerReader, text: str) -> None:
    assert read(reader, text) == []


def test_rn_before_a_pronoun_means_right_now(reader: CareerReader) -> None:
    assert read(reader, "rn im a florist since 2021") == ["florist 2021..present"]


def test_reads_a_biography_in_the_third_person(reader: CareerReader) -> None:
    text = "Ana Ruiz is a florist. Earlier she was a cashier at Hills from 2008 to 2011."
    assert sorted(read(reader, text)) == ["cashier @ Hills 2008..2011", "florist ..present"]


def test_what_others_do_is_not_read_as_a_biography(reader: CareerReader) -> None:
    assert read(reader, "Mary Jones is a dentist. I admire her.") == []
