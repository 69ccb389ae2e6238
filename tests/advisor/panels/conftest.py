"""A small panel in the documented layout, and the real codes."""

import gzip
from pathlib import Path

import pytest

from advisor.panels.codes import OccupationCodes
from advisor.panels.reading import PanelFiles
from retrieval.catalog import Catalog
from tests.advisor.conftest import DATA

PERSONS = """\
cohort,person_id,sex,race,birth_year,parent_education,split
nlsy97,1,female,White,1981,HS,train
nlsy97,2,male,Black,1982,HS,valid
nlsy79,1,male,White,1960,HS,train
"""
NLSY97 = """\
person_id,year,age,state,occ2010,employer_id,hours,education,region,hourly_wage,occ1990
1,2000,19,employed,4720,1,900,less_than_high_school,west,5,276
1,2001,20,employed,4720,1,2000,high_school,west,5,276
1,2002,21,in_education,,,0,high_school,west,,
1,2004,23,employed,3255,2,2000,bachelor,west,5,95
1,2005,24,employed,4720,1,,bachelor,west,5,276
2,2000,18,employed,4720,4,900,high_school,west,5,276
2,2001,19,not_working,,,0,high_school,west,,
"""
NLSY79 = """\
person_id,year,age,occ1980,occ1990,years_of_schooling
1,1982,22,276,276,12
1,1983,23,95,95,
1,1984,24,95,95,16
"""


@pytest.fixture(scope="session")
def codes(catalog: Catalog) -> OccupationCodes:
    return OccupationCodes.load(DATA / "careers", catalog)


@pytest.fixture
def panel_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "panel"
    folder.mkdir()
    for name, text in (
        ("persons", PERSONS),
        ("nlsy97_person_years", NLSY97),
        ("nlsy79_person_years", NLSY79),
    ):
        write(folder / f"{name}.csv.gz", text)
    return folder


@pytest.fixture
def files(panel_folder: Path) -> PanelFiles:
    return PanelFiles.of(panel_folder, "nlsy97")


def write(path: Path, text: str) -> None:
    """Write a text file, compressed if its name says so."""
    data = text.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
