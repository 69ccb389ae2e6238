from dataclasses import replace
from pathlib import Path

import pytest

from advisor.career import EducationLevel
from advisor.panels.codes import OccupationCodes
from advisor.panels.observed import Cohort, ObservedYear
from advisor.panels.reading import PanelFiles, read_careers
from retrieval.errors import AdvisorError
from tests.advisor.panels.conftest import NLSY97, PERSONS, write

HEADER = NLSY97.splitlines()[0]


def test_years_hold_what_a_conversation_can_know(files: PanelFiles, codes: OccupationCodes) -> None:
    careers, report = read_careers(files, "nlsy97", codes)
    assert [(career.person, career.split) for career in careers] == [(1, "train"), (2, "valid")]
    first, second, studying, *_, last = careers[0].years
    assert first == ObservedYear(
        2000, "employed", "4720", EducationLevel.LESS_THAN_HIGH_SCHOOL, "1", full_time=False
    )
    assert second.full_time is True
    assert studying == ObservedYear(2002, "in_education", None, EducationLevel.HIGH_SCHOOL)
    assert last.full_time is None, "no hours are not part time"
    assert (report.rows, report.kept, report.people, report.problems) == (7, 7, 2, ())


def test_nlsy79_keeps_the_schooling_last_told(panel_folder: Path, codes: OccupationCodes) -> None:
    careers, _ = read_careers(PanelFiles.of(panel_folder, "nlsy79"), "nlsy79", codes)
    assert [year.education for year in careers[0].years] == [
        EducationLevel.HIGH_SCHOOL,
        EducationLevel.HIGH_SCHOOL,
        EducationLevel.BACHELOR,
    ]


def test_only_the_people_of_a_split(files: PanelFiles, codes: OccupationCodes) -> None:
    careers, _ = read_careers(files, "nlsy97", codes, ["valid"])
    assert [career.person for career in careers] == [2]


def test_people_without_a_split_count_for_every_split(
    files: PanelFiles, codes: OccupationCodes
) -> None:
    write(files.persons, "person_id\n1\n2\n")
    careers, _ = read_careers(files, "nlsy97", codes, ["test"])
    assert [(career.person, career.split) for career in careers] == [(1, "all"), (2, "all")]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("1,2006,25,employed,9999,2,10,bachelor,west,5,276", "unknown occupation code: left out"),
        ("1,2006,25,employed,,2,10,bachelor,west,5,", "employed without an occupation code"),
        ("1,2006,25,retired,,2,10,bachelor,west,5,", "state other than employed"),
        ("1,2006,5,employed,4720,2,10,bachelor,west,5,276", "impossible age"),
        ("1,2005,24,employed,4760,2,10,bachelor,west,5,275", "second row of the same person"),
        ("9,2006,25,employed,4720,2,10,bachelor,west,5,276", "person who is not in the persons"),
        ("x,2006,25,employed,4720,2,10,bachelor,west,5,276", "person_id that is no number"),
        ("1,soon,25,employed,4720,2,10,bachelor,west,5,276", "year that is no year"),
    ],
)
def test_a_faulty_row_is_left_out_and_counted(
    files: PanelFiles, codes: OccupationCodes, row: str, problem: str
) -> None:
    write(files.person_years, NLSY97 + row + "\n")
    careers, report = read_careers(files, "nlsy97", codes)
    assert sum(len(career.years) for career in careers) == 7
    assert (report.rows, report.kept) == (8, 7)
    (found,) = report.problems
    assert found.what.startswith(problem)
    assert (found.rows, found.first_line) == (1, 9)


def test_years_out_of_order_are_put_in_order_and_counted(
    files: PanelFiles, codes: OccupationCodes
) -> None:
    rows = NLSY97.splitlines()
    write(files.person_years, "\n".join([rows[0], rows[2], rows[1], *rows[3:]]) + "\n")
    careers, report = read_careers(files, "nlsy97", codes)
    assert [year.year for year in careers[0].years] == [2000, 2001, 2002, 2004, 2005]
    assert [(p.what, p.rows) for p in report.problems] == [("year out of order: put in order", 1)]


def test_an_unknown_education_is_taken_as_not_known(
    files: PanelFiles, codes: OccupationCodes
) -> None:
    write(files.person_years, NLSY97.replace("900,high_school", "900,kindergarten"))
    careers, report = read_careers(files, "nlsy97", codes)
    assert careers[1].years[0].education is None
    assert [p.rows for p in report.problems] == [1]


@pytest.mark.parametrize("cohort", ["nlsy97", "nlsy79"])
def test_plain_files_and_missing_columns(
    tmp_path: Path, codes: OccupationCodes, cohort: Cohort
) -> None:
    persons = tmp_path / "people.csv"
    write(persons, PERSONS)
    years = tmp_path / "years.csv"
    columns = "person_id,year,state,occ2010" if cohort == "nlsy97" else "person_id,year,occ1990"
    row = "1,2000,employed,0010" if cohort == "nlsy97" else "1,1990,004"
    write(years, f"{columns}\n{row}\n")
    careers, _ = read_careers(PanelFiles(persons, years), cohort, codes)
    assert careers[0].years[0].occupation == ("10" if cohort == "nlsy97" else "4")
    write(years, "person_id,year\n1,2000\n")
    with pytest.raises(AdvisorError, match="missing: "):
        read_careers(PanelFiles(persons, years), cohort, codes)


def test_what_is_no_panel_is_said(files: PanelFiles, codes: OccupationCodes) -> None:
    nowhere = replace(files, person_years=files.person_years.with_name("none.csv"))
    with pytest.raises(AdvisorError, match="expected a CSV file"):
        read_careers(nowhere, "nlsy97", codes)
    files.person_years.write_bytes(b"\x1f\x8b damaged")
    with pytest.raises(AdvisorError, match="expected a CSV file"):
        read_careers(files, "nlsy97", codes)
    write(files.persons, "person_id\n1\n1\n")
    with pytest.raises(AdvisorError, match="there twice"):
        read_careers(files, "nlsy97", codes)
    write(files.persons, "cohort,person_id\nnlsy79,1\n")
    with pytest.raises(AdvisorError, match="people of the cohort nlsy97"):
        read_careers(files, "nlsy97", codes)
