"""Pay and outlook fall back to a broader level, and odd figures are refused."""

from pathlib import Path

import pytest

from retrieval.errors import AdvisorError
from retrieval.labor_market import published_level, read_labor_market

WAGES = (
    "soc,title,employment,annual_p10,annual_median,annual_p90,hourly_median,hourly_only\n"
    "11-1011,Chiefs,10,100,#,#,*,\n"
    "13-1020,Buyers,20,100,200,300,1.5,\n"
    "27-2011,Actors,30,*,*,*,23.33,TRUE\n"
)
PROJECTIONS = (
    "soc,title,change_pct,openings_annual_thousands,median_annual_wage_2031,entry_education\n"
    '11-1011,   Chiefs,-0.5,1.25,">=$250,000",Bachelor\'s degree\n'
    "27-2011,Actors,—,—,—,—\n"
)


def write(folder: Path, wages: str = WAGES, projections: str = PROJECTIONS) -> Path:
    (folder / "oews_may2031_national.csv").write_text(wages, encoding="utf-8")
    (folder / "projections_2031_2041.csv").write_text(projections, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("soc", "published", "level"),
    [
        ("13-1021", {"13-1021", "13-1020"}, "13-1021"),
        ("13-1021", {"13-1020", "13-1000"}, "13-1020"),
        ("13-1021", {"13-1000", "13-1029"}, None),
        ("21-1014", {"21-1018", "21-1010"}, "21-1018"),
        ("21-1014", {"21-1010"}, "21-1010"),
    ],
)
def test_narrowest_published_level(soc: str, published: set[str], level: str | None) -> None:
    assert published_level(soc, published) == level


def test_figures_as_published(tmp_path: Path) -> None:
    socs = {"11-1011", "13-1021", "27-2011", "55-1011"}
    (pay, outlook), about = read_labor_market(write(tmp_path), socs)
    assert pay.rows == [
        ("11-1011", "11-1011", "Chiefs", "10", "100", ">=250000", ">=250000", ""),
        ("13-1021", "13-1020", "Buyers", "20", "100", "200", "300", ""),
        ("27-2011", "27-2011", "Actors", "30", "", "", "", "23.33"),
    ]
    assert outlook.rows == [
        ("11-1011", "11-1011", "Chiefs", "-0.5", "1250", "Bachelor's degree"),
        ("27-2011", "27-2011", "Actors", "", "", ""),
    ]
    assert about["pay"]["year"] == 2031
    assert about["outlook"]["period"] == "2031-41"


@pytest.mark.parametrize(
    ("wages", "projections", "said"),
    [
        (WAGES.replace("200", "two"), PROJECTIONS, "expected a number"),
        (WAGES, PROJECTIONS.replace(">=", "~"), "0 top-coded wages"),
        (WAGES.replace("annual_p10", "p10"), PROJECTIONS, "annual_p10"),
        (WAGES, PROJECTIONS.replace("change_pct", "change"), "change_pct"),
        (WAGES.splitlines()[0] + "\n11-1011,Chiefs\n", PROJECTIONS, "columns"),
    ],
)
def test_unexpected_files(tmp_path: Path, wages: str, projections: str, said: str) -> None:
    with pytest.raises(AdvisorError, match=said):
        read_labor_market(write(tmp_path, wages, projections), {"11-1011", "13-1021"})


def test_missing_files(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="expected a file oews_may"):
        read_labor_market(tmp_path, {"11-1011"})
