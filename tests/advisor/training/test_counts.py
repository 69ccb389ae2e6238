import gzip
from pathlib import Path

import pandas as pd
import pytest

from advisor.model.count_tables import TABLES, read_tables
from advisor.panels.codes import SURVEY_GROUPS, SURVEY_OCC1990
from advisor.training.counts import build_counts
from advisor.training.panel import read_panel, transitions
from advisor_cli.main import main
from retrieval.errors import AdvisorError
from tests.advisor.conftest import DATA

CAREERS = Path(__file__).resolve().parents[4] / "shared" / "careers"
needs_panel = pytest.mark.skipif(not CAREERS.is_dir(), reason="the survey panel is not here")

PERSONS = """\
cohort,person_id,sex,race,birth_year,parent_education,split
nlsy97,1,female,White,1981,HS,train
nlsy97,2,male,Black,1982,HS,train
nlsy97,3,male,White,1983,HS,valid
nlsy97,4,male,White,1983,HS,test
nlsy79,1,male,White,1960,HS,train
"""
YEARS = """\
person_id,year,age,state,occ2010,employer_id,hours,education,region,hourly_wage,occ1990
1,2000,19,employed,4760,1,900,high_school,west,5,275
1,2001,20,employed,4760,1,900,high_school,west,5,275
1,2002,21,employed,4720,2,900,high_school,west,5,276
1,2003,22,not_working,,,0,high_school,west,,
1,2004,23,not_working,,,0,high_school,west,,
1,2005,24,employed,4760,3,900,bachelor,west,5,275
1,2006,25,employed,4720,3,900,bachelor,west,5,276
2,2000,18,employed,4760,4,900,high_school,west,5,275
2,2001,19,in_education,,,0,high_school,west,,
2,2002,20,employed,4760,4,900,high_school,west,5,275
2,2005,23,employed,4720,4,900,high_school,west,5,276
3,2000,17,employed,4760,5,900,high_school,west,5,275
3,2001,18,employed,3255,5,900,high_school,west,5,95
4,2000,17,employed,4760,6,900,high_school,west,5,275
4,2001,18,employed,3255,6,900,high_school,west,5,95
"""


@pytest.fixture
def panel(tmp_path: Path) -> Path:
    folder = tmp_path / "panel"
    folder.mkdir()
    for name, text in (("persons", PERSONS), ("nlsy97_person_years", YEARS)):
        (folder / f"{name}.csv.gz").write_bytes(gzip.compress(text.encode()))
    (folder / SURVEY_GROUPS).write_text("occ2010,occ1990\n4760,275\n4720,276\n")
    (folder / SURVEY_OCC1990).write_text("occ1990,title\n275,Sales clerks\n276,Cashiers\n")
    return folder


def test_moves_are_counted_by_people_and_by_kind(panel: Path, tmp_path: Path) -> None:
    tables = build_counts(panel, tmp_path / "out")
    moves = {(row[0], row[1]): tuple(row[2:]) for row in tables.moves.itertuples(index=False)}
    # Person 2's move of 2005 comes after skipped years; persons 3 and 4 are not of "train".
    assert moves == {("4760", "4720"): (1, 2, 0), ("4720", "4760"): (1, 0, 1)}
    retail = tables.groups.set_index("group").loc["4760"]
    assert (retail.people, retail.leavers) == (2, 1)
    assert (retail.stay, retail.move, retail.in_education, retail.not_working) == (1, 2, 1, 0)
    assert tables.people == 2


def test_breaks_are_counted_by_their_length(panel: Path, tmp_path: Path) -> None:
    breaks = build_counts(panel, tmp_path / "out").breaks
    assert breaks[breaks["same"] + breaks["return"] + breaks["move"] > 0].to_numpy().tolist() == [
        ["in_education", 1, 0, 1, 0, 0],
        ["not_working", 1, 1, 0, 0, 0],
        ["not_working", 2, 0, 0, 1, 0],
    ]


def test_education_is_that_of_the_mover_before_the_move(panel: Path, tmp_path: Path) -> None:
    education = build_counts(panel, tmp_path / "out").education
    assert education.to_numpy().tolist() == [
        ["4720", "high_school", 1],
        ["4720", "bachelor", 1],
        ["4760", "high_school", 1],
    ]


def test_situations_hold_what_was_known_before(panel: Path) -> None:
    steps = [step for step in transitions(read_panel(panel, "train")) if step.person == 1]
    back = steps[4]
    assert (back.situation.group, back.situation.state, back.situation.away) == (
        "4720", "not_working", 2
    )  # fmt: skip
    assert (back.next_group, back.years, back.situation.held) == ("4760", 1, {"4760": 2})
    assert [step.situation.tenure for step in steps[:3]] == [1, 2, 1]
    assert [step.situation.experience for step in steps] == [0, 1, 2, 3, 4, 5]


def test_what_is_written_can_be_read_back(panel: Path, tmp_path: Path) -> None:
    written = build_counts(panel, tmp_path / "out")
    read = read_tables(tmp_path / "out")
    for name in TABLES:
        pd.testing.assert_frame_equal(
            getattr(read, name), getattr(written, name), check_dtype=False
        )
    assert (read.people, read.source) == (written.people, written.source)


def test_a_folder_without_the_panel_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match=r"expected the NLSY97 panel .*persons\.csv\.gz"):
        build_counts(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@needs_panel
def test_the_shipped_tables_are_those_of_the_panel(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["careers", "counts", "--from", str(CAREERS), "--out", str(tmp_path)]) == 0
    assert "6,199 people" in capsys.readouterr().out
    rebuilt = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    shipped = {
        file.name: file.read_bytes()
        for file in (DATA / "careers").iterdir()
        if file.name != ".gitkeep"
    }
    assert rebuilt == shipped
