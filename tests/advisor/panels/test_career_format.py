from pathlib import Path

import pytest

from advisor.career import EducationLevel
from advisor.panels.career_format import read_career_files, write_career_files
from advisor.panels.codes import OccupationCodes
from advisor.panels.observed import ObservedYear
from advisor.panels.reading import PanelFiles, read_careers
from retrieval.errors import AdvisorError


def test_careers_are_one_person_a_line(
    files: PanelFiles, codes: OccupationCodes, tmp_path: Path
) -> None:
    careers, _ = read_careers(files, "nlsy97", codes)
    written = write_career_files(tmp_path / "out", careers)
    assert {path.name for path in written} == {
        f"{split}.{column}"
        for split in ("train", "valid")
        for column in ("job", "year", "education")
    }
    assert (tmp_path / "out" / "train.job").read_text() == "4720 4720 in_education 3255 4720\n"
    assert (tmp_path / "out" / "train.year").read_text() == "2000 2001 2002 2004 2005\n"
    back = read_career_files(tmp_path / "out", "train", "nlsy97")
    assert [(year.year, year.state, year.occupation, year.education) for year in back[0].years] == [
        (year.year, year.state, year.occupation, year.education) for year in careers[0].years
    ]


def test_other_peoples_files(tmp_path: Path) -> None:
    (tmp_path / "valid.job").write_text("4720 3255\n4720\n")
    (tmp_path / "valid.year").write_text("2000 2002\n2001\n")
    careers = read_career_files(tmp_path, "valid", "nlsy97")
    assert [career.person for career in careers] == [1, 2]
    assert careers[0].years[1] == ObservedYear(2002, "employed", "3255")
    (tmp_path / "valid.education").write_text("bachelor bachelors\nunknown\n")
    careers = read_career_files(tmp_path, "valid", "nlsy97")
    assert [year.education for year in careers[0].years] == [EducationLevel.BACHELOR, None]


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ("2000 2002\n", "expected 2 lines"),
        ("2000\n2001\n", "expected 2 entries in line 1"),
        ("2000 soon\n2001\n", "expected years in line 1"),
    ],
)
def test_files_that_disagree_are_refused(tmp_path: Path, years: str, said: str) -> None:
    (tmp_path / "test.job").write_text("4720 3255\n4720\n")
    (tmp_path / "test.year").write_text(years)
    with pytest.raises(AdvisorError, match=said):
        read_career_files(tmp_path, "test", "nlsy97")


def test_missing_files_are_said(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="expected a text file"):
        read_career_files(tmp_path, "test", "nlsy97")
