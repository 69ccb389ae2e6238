"""A made-up panel in which who comes next is plain, and the real codes."""

import gzip
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from advisor.evaluation.states import States
from advisor.model.work_years import WorkYear, YearFacts, work_years
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import CareerText
from advisor.panels.reading import PanelFiles
from retrieval.catalog import Catalog
from tests.advisor.conftest import DATA

CASHIER, SALES, NURSE = "4720", "4760", "3255"
TITLES = {"4720": "Cashiers", "4760": "Retail salespersons", "3255": "Registered nurses"}


@pytest.fixture(scope="session")
def codes(catalog: Catalog) -> OccupationCodes:
    return OccupationCodes.load(DATA / "careers", catalog)


@pytest.fixture(scope="session")
def states(codes: OccupationCodes) -> States:
    return States.of(codes, "nlsy97")


def career(*titles: str, person: int = 1, split: str = "train") -> CareerText:
    """Return a career of so many years."""
    years: tuple[WorkYear, ...] = work_years(YearFacts(title) for title in titles)
    return CareerText("nlsy97", person, split, years)


def turns(people: int, years: int = 6) -> list[CareerText]:
    """Return careers that go from cashier to salesperson and back, year after year."""
    pair = ("Cashiers", "Retail salespersons")
    return [
        career(*(pair[(year + person) % 2] for year in range(years)), person=person)
        for person in range(people)
    ]


Writer = Callable[[Sequence[str]], PanelFiles]


@pytest.fixture
def panel(tmp_path: Path) -> PanelFiles:
    """The files of 30 people who take turns as above: 20 train, 5 valid, 5 test."""
    return write_panel(tmp_path / "panel")


def write_panel(folder: Path) -> PanelFiles:
    """Write the files of ``panel`` into a new folder."""
    folder.mkdir()
    people = ["cohort,person_id,sex,race,birth_year,parent_education,split"]
    years = ["person_id,year,age,state,occ2010,employer_id,hours,education,region,hourly_wage"]
    for person in range(1, 31):
        split = "train" if person <= 20 else "valid" if person <= 25 else "test"
        sex = "female" if person % 2 else "male"
        people.append(f"nlsy97,{person},{sex},White,1980,HS,{split}")
        for year in range(2000, 2006):
            code = (CASHIER, SALES)[(year + person) % 2]
            years.append(
                f"{person},{year},{year - 1980},employed,{code},{year},2000,high_school,west,9"
            )
    files = PanelFiles.of(folder, "nlsy97")
    files.persons.write_bytes(gzip.compress("\n".join(people).encode()))
    files.person_years.write_bytes(gzip.compress("\n".join(years).encode()))
    return files
