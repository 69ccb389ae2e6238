"""CVs whose jobs stand behind different bullets, or behind none."""

import pytest

from graph.rules.reader import CareerReader
from tests.graph.rules.conftest import asked
from tests.graph.rules.notation import shown_education, shown_job

MIXED = """\
   ANA   RUIZ
  Tel: 555 0143 | ana@example.com | Tucson,  AZ

EXPERIENCIA / WORK   EXPERIENCE
 •  Shift Supervisor  –  Target #1182 ,   Tucson AZ        Mar 2021 - Present
       - scheduling for 14 team members
       - cash office,   returns,  shrink
•Cashier/Customer Service.......Walgreens......06/2018-02/2021
   * Cajera y atención al cliente (bilingüe)
 o Medical Receptionist    |   Desert Family Clinic   |  2016 – 2018
     o answered phones; insurance verification
2014-2016    Home  Health Aide,  Angels At Home LLC
Recepcionista de hotel, Hotel Congreso, Hermosillo, 2012 a 2014
     Trabajé en turnos de noche
SUMMER 2011 :: Packer (Temp)  @ Amazon FC PHX3

EDUCACIÓN
  GED, 2010 .  Pima Community  College - Medical Assisting certificate (not finished) 2019
SKILLS:  Excel, POS
"""

LISTS = {
    "a mark before every job but one": (
        "WORK EXPERIENCE\n"
        "o Cashier, Walmart, 2015-2018\n- ran the front end\n- trained new hires in 2017\n"
        "Cook, Denny's, 2010 - 2014\n* Prep and line\n* Won an award 2012\n"
        "• Packer (temp) at Amazon, Summer 2009\n- Dishwasher | El Charro | 2008-2009\n",
        [
            "Dishwasher @ El Charro 2008..2009",
            "Packer @ Amazon 2009..2009",
            "Cook @ Denny's 2010..2014",
            "Cashier @ Walmart 2015..2018",
        ],
    ),
    "roles listed below the employer": (
        "EMPLOYMENT\nTarget\n• Team Lead  Jan 2018 - Present\n   - opened the store\n"
        "• Cashier  2015 - 2018\n   - handled cash\n   - stocked shelves\n"
        "Mecánico de autos, Taller Lopez, Nogales, 2012 a 2014\n",
        [
            "Mecánico de autos @ Taller Lopez 2012..2014",
            "Cashier @ Target 2015..2018",
            "Team Lead @ Target 2018-01..present",
        ],
    ),
    "dashes before jobs and duties alike": (
        "Jobs\n- Nurse aide at Sunrise 2010-2012\n- bathed residents\n- charted vitals\n"
        "* Medical assistant -- Banner -- since 2013\nEducation: GED 2009\n",
        ["Nurse aide @ Sunrise 2010..2012", "Medical assistant @ Banner 2013..present"],
    ),
}


def test_jobs_behind_different_marks_are_all_read(reader: CareerReader) -> None:
    read = reader.read_career(MIXED, asked())
    assert [shown_job(mention.job) for mention in read.jobs] == [
        "Packer @ Amazon FC PHX3 2011..2011",
        "Recepcionista de hotel @ Hotel Congreso 2012..2014",
        "Home Health Aide @ Angels At Home LLC 2014..2016",
        "Medical Receptionist @ Desert Family Clinic 2016..2018",
        "Cashier/Customer Service @ Walgreens 2018-06..2021-02",
        "Shift Supervisor @ Target #1182 2021-03..present",
    ]
    assert [shown_education(mention.education) for mention in read.education] == [
        "high_school 2010",
        "- in Medical Assisting (not finished) 2019",
    ]


@pytest.mark.parametrize(("text", "jobs"), LISTS.values(), ids=LISTS)
def test_items_of_a_list_open_jobs_or_tell_duties(
    reader: CareerReader, text: str, jobs: list[str]
) -> None:
    assert [shown_job(m.job) for m in reader.read_career(text, asked()).jobs] == jobs


def test_a_dated_line_that_names_no_job_is_said_as_unread(reader: CareerReader) -> None:
    jobs = "Cashier, Target, 2015 - 2018\nWalgreens Store 2009-2010\nlaid off 2011\n"
    text = f"JOBS\n{jobs}\nSKILLS\nExcel"
    read = reader.read_career(text, asked())
    assert [m.job.title for m in read.jobs] == ["Cashier"]
    assert read.workplaces == ("Walgreens Store 2009-2010",)


def test_at_with_a_capital_can_be_part_of_a_name(reader: CareerReader) -> None:
    for text, job in (
        ("Home Health Aide, Angels At Home LLC 2014-2016", "Home Health Aide @ Angels At Home LLC"),
        ("Cook, Dinner At Eight, 2010-2012", "Cook @ Dinner At Eight"),
        ("Cashier At Walmart, 2014-2016", "Cashier @ Walmart"),
    ):
        (mention,) = reader.read_career(text, asked()).jobs
        assert shown_job(mention.job).startswith(job)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        (
            "I started a welding certificate in 2012 but didn't finish",
            "welding (not finished) 2012",
        ),
        (
            "JOBS\nCook 2010-2012\nCashier 2012-2014\n"
            "CERTIFICATES\nPhlebotomy (never completed) 2015\n",
            "Phlebotomy (not finished) 2015",
        ),
    ],
)
def test_a_course_that_was_not_finished_shows_as_such(
    reader: CareerReader, text: str, entry: str
) -> None:
    read = reader.read_career(text, asked())
    assert [shown_education(m.education) for m in read.education] == [f"- in {entry}"]
