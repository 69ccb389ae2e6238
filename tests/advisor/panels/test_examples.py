import json
from pathlib import Path

import pytest

from advisor.model.rendering import prompt
from advisor.model.work_years import IN_EDUCATION
from advisor.panels.building import REPORT, build_careers, careers_path
from advisor.panels.codes import OccupationCodes, write_occ1990
from advisor.panels.examples import (
    career_text,
    examples,
    read_careers_file,
    titles_of,
    write_careers,
)
from advisor.panels.reading import PanelFiles, read_careers
from advisor_cli.main import main
from retrieval.errors import AdvisorError
from tests.advisor.conftest import DATA
from tests.advisor.panels.conftest import NLSY97, write

SHARED = Path(__file__).resolve().parents[4] / "shared" / "careers"


def test_an_example_is_the_history_and_what_came_next(
    files: PanelFiles, codes: OccupationCodes
) -> None:
    careers, _ = read_careers(files, "nlsy97", codes, ["train"])
    found = list(examples(career_text(careers[0], titles_of(codes, "nlsy97"))))
    assert [example.answer for example in found] == [
        "Cashiers",
        IN_EDUCATION,
        "Registered nurses",
        "Cashiers",
    ]
    assert [example.stays for example in found] == [True, False, False, False]
    assert prompt(found[-1].history) == (
        "\nYear 1: Cashiers | first employer, part time | some school"
        "\nYear 2: As before | 2nd year | same employer, full time | high school"
        "\nYear 3: In education"
        "\nYear 4: Registered nurses | new employer, full time | bachelor's degree"
        "\nYear 5: "
    )


def test_no_history_tells_sex_race_age_or_wage(files: PanelFiles, codes: OccupationCodes) -> None:
    titles = titles_of(codes, "nlsy97")
    before = [career_text(c, titles) for c in read_careers(files, "nlsy97", codes)[0]]
    changed = NLSY97.replace(",west,5,", ",south,99,").replace(",19,", ",39,")
    write(files.person_years, changed)
    assert [career_text(c, titles) for c in read_careers(files, "nlsy97", codes)[0]] == before


def test_the_cohorts_share_titles_that_mean_the_same(codes: OccupationCodes) -> None:
    titles = titles_of(codes, "nlsy79")
    assert titles["95"] == "Registered nurses"
    assert set(titles) == set(codes.occ1990)
    assert len(set(titles.values())) == len(titles), "each code has a title of its own"


def test_careers_survive_being_written(
    files: PanelFiles, codes: OccupationCodes, tmp_path: Path
) -> None:
    titles = titles_of(codes, "nlsy97")
    careers = [career_text(c, titles) for c in read_careers(files, "nlsy97", codes)[0]]
    path = tmp_path / "careers.jsonl"
    assert write_careers(path, careers) == 2
    assert list(read_careers_file(path)) == careers
    with path.open("a") as file:
        file.write('{"cohort": "nlsy97"}\n')
    with pytest.raises(AdvisorError, match="line 3"):
        list(read_careers_file(path))
    with pytest.raises(AdvisorError, match="advisor careers build"):
        list(read_careers_file(tmp_path / "none.jsonl"))


def test_build_writes_careers_of_both_cohorts_and_a_report(
    panel_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        panel_folder / "nlsy97_person_years.csv.gz",
        NLSY97 + "1,2006,25,employed,9999,2,10,bachelor,west,5,276\n",
    )
    out = tmp_path / "out"
    assert main(["careers", "build", "--from", str(panel_folder), "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "nlsy97_person_years.csv.gz: 7 of 8 rows kept, 2 people" in printed
    assert "1 row (first in line 9): unknown occupation code: left out" in printed
    assert len(list(read_careers_file(careers_path(out, "nlsy79", "train")))) == 1
    assert len(list(read_careers_file(careers_path(out, "nlsy97", "valid")))) == 1
    report = json.loads((out / REPORT).read_text())
    assert report[0]["problems"][0]["rows"] == 1
    assert (out / "career_format" / "nlsy97" / "train.job").exists()


def test_a_folder_without_panels_is_said(tmp_path: Path, codes: OccupationCodes) -> None:
    with pytest.raises(AdvisorError, match="found neither"):
        build_careers(tmp_path, tmp_path / "out", codes, lambda *_: None)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the survey panel is not here")
def test_the_shipped_codes_are_those_of_the_survey(tmp_path: Path) -> None:
    write_occ1990(SHARED, tmp_path)
    shipped = (DATA / "careers" / "occ1990.csv").read_bytes()
    assert (tmp_path / "occ1990.csv").read_bytes() == shipped


def test_a_missing_code_list_is_said(tmp_path: Path, codes: OccupationCodes) -> None:
    with pytest.raises(AdvisorError, match="occ1990"):
        write_occ1990(tmp_path, tmp_path)
    assert codes.groups
