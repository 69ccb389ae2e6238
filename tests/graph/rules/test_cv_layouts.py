"""CVs in layouts other than title, employer and dates line by line."""

import pytest

from graph.rules.reader import CareerReader
from tests.graph.rules.conftest import asked
from tests.graph.rules.notation import shown_job

LAYOUTS = {
    "a table with a column for each year": """Position\tEmployer\tFrom\tTo
Florist\tRose Corner\t2015\tpresent
Cashier\tHill Market\t2010\t2015
Cook\tBlue Pan\t2006\t2010

Skills
Excel""",
    "one line a job, cut by slashes": """Florist / Rose Corner / Akron / 2015-present
Cashier / Hill Market / Akron / 2010-2015
Cook / Blue Pan / Toledo / 2006-2010""",
    "labelled lines": """EMPLOYMENT HISTORY

Employer: Rose Corner
Title: Florist
Dates: 2015 - present

Employer: Hill Market
Title: Cashier
Dates: 2010 - 2015

Employer: Blue Pan
Title: Cook
Dates: 2006 - 2010""",
    "notes about the post beside it": """Work Experience

Rose Corner, Akron, OH
Florist, GS-0105-11
Dates: 2015 - Present; Hours per week: 40

Hill Market, Akron, OH
Cashier, Part-time
Dates: 2010 - 2015; Hours per week: 20

Blue Pan, Toledo, OH
Cook, Full-time
Dates: 2006 - 2010; Hours per week: 40""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_reads_titles_employers_and_dates(reader: CareerReader, layout: str) -> None:
    jobs = reader.read_career(LAYOUTS[layout], asked()).jobs
    assert [shown_job(mention.job) for mention in jobs] == [
        "Cook @ Blue Pan 2006..2010",
        "Cashier @ Hill Market 2010..2015",
        "Florist @ Rose Corner 2015..present",
    ]


def test_roles_under_one_employer_share_it(reader: CareerReader) -> None:
    text = """Experience

Rose Corner
Full-time · 6 yrs 3 mos
Akron, Ohio

  Head Florist
  Sep 2018 - Present · 8 yrs

  Florist
  Sep 2015 - Sep 2018 · 3 yrs 1 mo
"""
    jobs = reader.read_career(text, asked()).jobs
    assert [(m.job.title, m.job.employer) for m in jobs] == [
        ("Florist", "Rose Corner"),
        ("Head Florist", "Rose Corner"),
    ]


def test_year_before_month_and_times_without_work(reader: CareerReader) -> None:
    text = """Work experience
2019/09-present  Florist, Rose Corner, Akron
2018-2019 laid off
2012/03-2018/08  Cashier, Hill Market, Akron

Education
High school, 2010"""
    jobs = reader.read_career(text, asked()).jobs
    assert [shown_job(m.job) for m in jobs] == [
        "Cashier @ Hill Market 2012-03..2018-08",
        "Florist @ Rose Corner 2019-09..present",
    ]
