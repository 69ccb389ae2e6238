"""What stands in the lines of a CV beside title and employer: places, duties, departments."""

import pytest

from graph.rules.cv_lines import is_nameless, is_unit, tells_duties
from graph.rules.reader import CareerReader
from tests.graph.rules.conftest import asked
from tests.graph.rules.notation import shown_job


def read(reader: CareerReader, text: str) -> list[str]:
    return [shown_job(mention.job) for mention in reader.read_career(text, asked()).jobs]


EDUCATION = "\n\nEDUCATION\nEast High School, 2008"


@pytest.mark.parametrize("state", ["IN", "OR", "ME", "OH"])
def test_a_state_above_a_date_is_no_word_of_it(reader: CareerReader, state: str) -> None:
    text = f"DOCK LEAD\nAcme Freight, Salem {state}\n10/2021-present\n\nPACKER\nBolt, Salem {state}"
    assert read(reader, f"{text}\n2014-2016{EDUCATION}") == [
        "PACKER @ Bolt 2014..2016",
        "DOCK LEAD @ Acme Freight 2021-10..present",
    ]


def test_columns_of_two_spaces_are_cut(reader: CareerReader) -> None:
    text = """Work
2019 to now  Dispatcher  Yellow Cab
2016 to 2019  Cab driver  Yellow Cab
2013 to 2016  Car washer  Suds
2011 to 2013  Laborer  various companies"""
    assert read(reader, text + EDUCATION) == [
        "Laborer 2011..2013",
        "Car washer @ Suds 2013..2016",
        "Cab driver @ Yellow Cab 2016..2019",
        "Dispatcher @ Yellow Cab 2019..present",
    ]


@pytest.mark.parametrize(
    "heading", ["Current position", "Previous employer", "PAST ROLES", "Kitchen Experience"]
)
def test_headings_of_jobs(reader: CareerReader, heading: str) -> None:
    text = f"{heading}\nFlorist, Rose Corner, Akron, Ohio, since May 2017\n\nEducation\nGED, 2010"
    assert read(reader, text) == ["Florist @ Rose Corner 2017-05..present"]


@pytest.mark.parametrize(
    "duties",
    [
        "Calendar, travel and board materials for two vice presidents",
        "grill and saute",
        "Filing, front counter",
        "unloaded pallets and rotated stock",
    ],
)
def test_duties_below_the_date_name_no_employer(reader: CareerReader, duties: str) -> None:
    text = f"EXPERIENCE\n\nRose Corner\nFlorist\n2018-Present\n{duties}\n\nHill Market\nCashier\n"
    assert read(reader, f"{text}2010-2018{EDUCATION}") == [
        "Cashier @ Hill Market 2010..2018",
        "Florist @ Rose Corner 2018..present",
    ]


@pytest.mark.parametrize("name", ["Rose Corner", "Bank of America", "HILL MARKET", "Roto-Rooter"])
def test_names_tell_no_duties(name: str) -> None:
    assert not tells_duties(name)


def test_a_department_is_no_employer_where_another_is_named(reader: CareerReader) -> None:
    text = """Clinical Experience

Charge Nurse, Labor & Delivery, Mercy West [2021-present]
Staff Nurse, ICU, Ben Taub [2014-2021]

Home Depot, Akron OH
Sales Associate, Plumbing Dept, 2012 - 2014"""
    assert read(reader, text + EDUCATION) == [
        "Sales Associate @ Home Depot 2012..2014",
        "Staff Nurse @ Ben Taub 2014..2021",
        "Charge Nurse @ Mercy West 2021..present",
    ]
    assert is_unit("Produce Department")
    assert not is_unit("Fire Department")
    assert is_nameless("several employers")


def test_the_degree_after_a_name_is_no_title(reader: CareerReader) -> None:
    text = (
        "EXPERIENCE\n\nDr. Alan Weiss, DDS\nReceptionist\n2008-2011\n\nSafeway\nCashier\n2006-2008"
    )
    assert read(reader, text + EDUCATION) == [
        "Cashier @ Safeway 2006..2008",
        "Receptionist @ Dr. Alan Weiss, DDS 2008..2011",
    ]
