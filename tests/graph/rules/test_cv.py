import pytest

from graph.rules.reader import CareerReader
from tests.graph.rules.conftest import asked
from tests.graph.rules.notation import shown_education, shown_job

CVS = {
    "title, employer, place - dates": (
        """\
John A. Smith
123 Main Street, Dayton, OH 45402 | 937-555-0142 | jsmith@mail.com

WORK EXPERIENCE
Maintenance Technician, Honda of America, Marysville, OH — Jan 2015 – Mar 2018
- Repaired conveyors and robots
- Managed spare parts inventory for the plant manager
Machine Operator, Whirlpool, Clyde, OH — 06/2010 – 12/2014
- Operated presses
Forklift Operator - Menards - 2008-2010

EDUCATION
AAS, Industrial Maintenance, Sinclair Community College, 2010
Northmont High School, Diploma, 2008

SKILLS: PLC, hydraulics, welding
REFERENCES available upon request
""",
        [
            "Forklift Operator @ Menards 2008..2010",
            "Machine Operator @ Whirlpool 2010-06..2014-12",
            "Maintenance Technician @ Honda of America 2015-01..2018-03",
        ],
        [
            "associate in Industrial Maintenance 2010 @ Sinclair Community College",
            "high_school 2008",
        ],
        ["PLC", "hydraulics", "welding"],
    ),
    "employer once, two roles, dates at the right": (
        """\
Maria Lopez
Objective: To obtain a position as a nurse manager

Employment History

St. Luke's Hospital                                Houston, TX
Registered Nurse                                   2016 to present
* Charge nurse on a 30-bed unit
Certified Nursing Assistant                        2012 to 2016

Sunny Days Daycare                                 Houston, TX
Assistant Teacher                                  2010 - 2012

Education and Certifications
Bachelor of Science in Nursing, University of Houston (2016)
GED, 2009
BLS Certification

Languages: English, Spanish
""",
        [
            "Assistant Teacher @ Sunny Days Daycare 2010..2012",
            "Certified Nursing Assistant @ St. Luke's Hospital 2012..2016",
            "Registered Nurse @ St. Luke's Hospital 2016..present",
        ],
        ["bachelor in Nursing 2016 @ University of Houston", "high_school 2009", "- in BLS"],
        [],
    ),
    "columns with bars and bullets": (
        """\
PROFESSIONAL EXPERIENCE

Senior Software Engineer | Stripe | San Francisco, CA
March 2020 – Present
• Built payment APIs used by 2,000 merchants
• Mentored 4 engineers

Software Engineer II | Twilio | San Francisco, CA
July 2016 – February 2020

Junior Developer | Acme Web Studio
2014 – 2016

Internship: Web Development Intern, City of Oakland, Summer 2013

EDUCATION
University of California, Berkeley
B.A. Computer Science, 2014

TECHNICAL SKILLS
Languages: Python, Go, TypeScript
Tools: Docker, Kubernetes
""",
        [
            "Web Development Intern @ City of Oakland 2013..2013",
            "Junior Developer @ Acme Web Studio 2014..2016",
            "Software Engineer II @ Twilio 2016-07..2020-02",
            "Senior Software Engineer @ Stripe 2020-03..present",
        ],
        ["bachelor in Computer Science 2014"],
        ["Python", "Go", "TypeScript", "Docker", "Kubernetes"],
    ),
    "dates first": (
        """\
Work history:
2019-2023 Shift Lead at Panera Bread
2017-2019 Barista at Starbucks
2015-2017 Cashier, Publix
Education:
Some college, Valencia College
High school diploma 2015
""",
        [
            "Cashier @ Publix 2015..2017",
            "Barista @ Starbucks 2017..2019",
            "Shift Lead @ Panera Bread 2019..2023",
        ],
        ["some_college @ Valencia College", "high_school 2015"],
        [],
    ),
    "dates, title and employer on three lines": (
        """\
EXPERIENCE
Jan 2018 - Present
Store Manager
Ace Hardware, Boise ID
Responsible for daily operations, hiring and training of new employees.

May 2012 - Dec 2017
Assistant Manager
True Value
Helped customers and supervised cashiers.

2009 - 2012
Sales Associate
Home Depot

VOLUNTEER EXPERIENCE
Meals on Wheels, Driver, 2014 - 2016
""",
        [
            "Driver @ Meals on Wheels 2014..2016 unpaid",
            "Sales Associate @ Home Depot 2009..2012",
            "Assistant Manager @ True Value 2012-05..2017-12",
            "Store Manager @ Ace Hardware 2018-01..present",
        ],
        [],
        [],
    ),
    "Spanish": (
        """\
Experiencia laboral

Enfermera, Hospital San José, 2015 - 2020
Auxiliar de enfermería, Clínica Santa María, 2010 - 2015
Cajera, Supermercado La Colonia, 2008 - 2010

Educación
Licenciatura en Enfermería, Universidad Autónoma, 2015
Bachillerato, 2008
""",
        [
            "Cajera @ Supermercado La Colonia 2008..2010",
            "Auxiliar de enfermería @ Clínica Santa María 2010..2015",
            "Enfermera @ Hospital San José 2015..2020",
        ],
        ["bachelor in Enfermería 2015 @ Universidad Autónoma", "high_school 2008"],
        [],
    ),
    "title, employer, dates without a heading": (
        """\
Customer Service Representative
Comcast
2018-2021

Call Center Agent
Verizon
2015-2018

Cashier
Target
2013-2015

Education
High School Diploma
2013
""",
        [
            "Cashier @ Target 2013..2015",
            "Call Center Agent @ Verizon 2015..2018",
            "Customer Service Representative @ Comcast 2018..2021",
        ],
        ["high_school 2013"],
        [],
    ),
    "employer - title (dates)": (
        """\
Summary
Dedicated driver with 10+ years of experience.

Experience
Schneider National – CDL Driver (2014–2022)
Swift Transportation – Truck Driver (2011–2014)
US Army – Motor Transport Operator (2006–2010)

Certifications
CDL Class A, 2010
Hazmat Endorsement

""",
        [
            "Motor Transport Operator @ US Army 2006..2010",
            "Truck Driver @ Swift Transportation 2011..2014",
            "CDL Driver @ Schneider National 2014..2022",
        ],
        ["- in CDL Class A 2010", "- in Hazmat Endorsement"],
        [],
    ),
    "title, employer and dates in columns": (
        """\
RESUME
Dana Whitfield
Objective
Seeking a position as an Executive Chef.

Employment
Sous Chef          The Oak Room, Tulsa OK          03/2019 - present
Line Cook          Olive Garden, Tulsa OK          2016 - 2019
Prep Cook          Cheddar's                       2014 - 2016
Dishwasher         Golden Corral                   2013 - 2014

Education
Culinary Arts Certificate, Tulsa Tech, 2014
Union High School 2013

Skills
Knife skills, menu planning, ServSafe certified
""",
        [
            "Dishwasher @ Golden Corral 2013..2014",
            "Prep Cook @ Cheddar's 2014..2016",
            "Line Cook @ Olive Garden 2016..2019",
            "Sous Chef @ The Oak Room 2019-03..present",
        ],
        ["- in Culinary Arts 2014 @ Tulsa Tech", "high_school 2013"],
        ["Knife skills", "menu planning", "ServSafe certified"],
    ),
    "title, unit (dates) over employer": (
        """\
Experience:

Registered Nurse, ICU (Jan 2017 – Present)
Mercy Hospital, St. Louis, MO
• Care for critically ill patients
• Precept new nurses

Registered Nurse, Med-Surg (Jun 2014 – Dec 2016)
Barnes-Jewish Hospital, St. Louis, MO
• Managed care for 6 patients per shift

Patient Care Technician (Aug 2012 – May 2014)
Barnes-Jewish Hospital

Education:
BSN, Saint Louis University, May 2014

Licenses: RN, State of Missouri; ACLS; BLS
""",
        [
            "Patient Care Technician @ Barnes-Jewish Hospital 2012-08..2014-05",
            "Registered Nurse @ Barnes-Jewish Hospital 2014-06..2016-12",
            "Registered Nurse @ Mercy Hospital 2017-01..present",
        ],
        [
            "bachelor in nursing 2014-05 @ Saint Louis University",
            "- in RN",
            "- in ACLS",
            "- in BLS",
        ],
        [],
    ),
    "employer with its own dates over roles": (
        """\
Kevin O'Brien – Operations leader

CAREER HISTORY

Amazon (2015–2023)
  Senior Operations Manager (2019–2023)
  Operations Manager (2017–2019)
  Area Manager (2015–2017)

US Navy
Petty Officer Second Class | 2009–2015

EDUCATION
MBA, Arizona State University (2020)
BS Business Administration, University of Phoenix (2015)
""",
        [
            "Petty Officer Second Class @ US Navy 2009..2015",
            "Area Manager @ Amazon 2015..2017",
            "Operations Manager @ Amazon 2017..2019",
            "Senior Operations Manager @ Amazon 2019..2023",
        ],
        [
            "master in business administration 2020 @ Arizona State University",
            "bachelor in Business Administration 2015 @ University of Phoenix",
        ],
        [],
    ),
    "a list of bullets": (
        """\
Work Experience
• Cashier, Walmart, 2010 to 2012
• Stock clerk, Target, 2012 to 2014
• Shift leader, Wendy's, 2014 to 2018
• Delivery driver, Domino's, 2018 to present
Education
• GED 2010
""",
        [
            "Cashier @ Walmart 2010..2012",
            "Stock clerk @ Target 2012..2014",
            "Shift leader @ Wendy's 2014..2018",
            "Delivery driver @ Domino's 2018..present",
        ],
        ["high_school 2010"],
        [],
    ),
    "no blank lines between jobs": (
        """\
PROFESSIONAL SUMMARY
Administrative professional with 12 years as an office manager and executive assistant.

WORK EXPERIENCE
Office Manager
Bright Dental Group | Austin, TX | 04/2018 – Current
Oversee front desk staff of five. Handle payroll and scheduling.
Executive Assistant
Dell Technologies | Round Rock, TX | 09/2014 – 03/2018
Supported two vice presidents. Arranged travel.
Receptionist
Holiday Inn | Austin, TX | 06/2012 – 08/2014

EDUCATION
Associate of Arts - Business
Austin Community College | Austin, TX | 2012

LANGUAGES
Spanish (fluent)
""",
        [
            "Receptionist @ Holiday Inn 2012-06..2014-08",
            "Executive Assistant @ Dell Technologies 2014-09..2018-03",
            "Office Manager @ Bright Dental Group 2018-04..present",
        ],
        ["associate in Business 2012 @ Austin Community College"],
        [],
    ),
}


@pytest.mark.parametrize("layout", CVS)
def test_reads_a_pasted_cv(reader: CareerReader, layout: str) -> None:
    text, jobs, education, skills = CVS[layout]
    read = reader.read_career(text, asked())
    assert [shown_job(mention.job) for mention in read.jobs] == jobs
    assert [shown_education(mention.education) for mention in read.education] == education
    assert list(read.skills) == skills


def test_fifteen_jobs_come_out_as_fifteen(reader: CareerReader) -> None:
    titles = [
        "Cashier",
        "Cook",
        "Baker",
        "Waiter",
        "Janitor",
        "Nurse Aide",
        "Truck Driver",
        "Welder",
        "Bank Teller",
        "Receptionist",
        "Office Manager",
        "Store Manager",
        "Forklift Operator",
        "Electrician",
        "Plumber",
    ]
    lines = [
        f"{title}, Employer {place} Inc, Dayton, OH\n{1990 + 2 * place} - {1992 + 2 * place}\n"
        f"- Worked with the manager and a nurse\n- Trained cashiers\n"
        for place, title in enumerate(titles)
    ]
    read = reader.read_career("WORK EXPERIENCE\n\n" + "\n".join(lines), asked())
    assert [mention.job.title for mention in read.jobs] == titles
    assert [mention.job.employer for mention in read.jobs] == [
        f"Employer {place} Inc" for place in range(15)
    ]
    assert [str(mention.job.start) for mention in read.jobs] == [
        str(1990 + 2 * place) for place in range(15)
    ]


def test_several_lines_of_talk_are_no_cv(reader: CareerReader) -> None:
    text = "hi\n\nI was a cook at Denny's from 2010 to 2012\n\nthen a baker\n\nthanks\n\nbye"
    read = reader.read_career(text, asked())
    assert [mention.job.title for mention in read.jobs] == ["cook", "baker"]
