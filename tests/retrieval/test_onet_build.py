"""The shipped tables are what the official files say, and hold none of their sentences."""

import csv
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from retrieval.build import Sources, build
from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from retrieval.fact_folder import read_folder
from retrieval.labor_market import COMBINED
from retrieval.occupations import OccupationCatalog, Riasec
from tests.retrieval.releases import tables, write_folder

REPOSITORY = Path(__file__).resolve().parents[2]
SHIPPED = REPOSITORY / "data" / "onet"
SHARED = REPOSITORY.parent / "shared"
RELEASE = SHARED / "onet" / "db_30_1_text"

needs_shared = pytest.mark.skipif(
    not RELEASE.is_dir(), reason="needs the official files in ../shared"
)


@pytest.fixture(scope="module")
def catalog() -> OccupationCatalog:
    return Catalog.load(SHIPPED)


def raw(table: str) -> Iterator[dict[str, str]]:
    """Read an official file the plainest way there is."""
    lines = (RELEASE / f"{table}.txt").read_text(encoding="utf-8").split("\n")
    header = lines[0].strip("\r").split("\t")
    for line in lines[1:-1]:
        yield dict(zip(header, line.strip("\r").split("\t"), strict=True))


@cache
def wages() -> dict[str, dict[str, str]]:
    with (SHARED / "labor_market" / "oews_may2024_national.csv").open() as file:
        return {line["soc"]: line for line in csv.DictReader(file)}


@cache
def projections() -> dict[str, dict[str, str]]:
    with (SHARED / "labor_market" / "projections_2024_2034.csv").open() as file:
        return {line["soc"]: line for line in csv.DictReader(file)}


@needs_shared
def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    out = tmp_path / "onet"
    built = build(
        Sources(str(RELEASE), SHARED / "labor_market", SHARED / "careers"),
        out,
    )
    assert (built.absent, built.carried_over) == ((), ())
    names = {path.name for path in SHIPPED.iterdir()}
    assert {path.name for path in out.iterdir()} == names
    for name in sorted(names):
        assert (out / name).read_bytes() == (SHIPPED / name).read_bytes(), name


def test_shipped_tables_are_small() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 6_000_000


@needs_shared
def test_no_sentence_of_onet_is_shipped() -> None:
    sentences = {row["Task"] for row in raw("Task Statements")}
    sentences |= {row["Description"] for row in raw("Occupation Data")}
    sentences |= {row["DWA Title"] for row in raw("DWA Reference")}
    sentences |= {row["Description"] for row in raw("Content Model Reference")}
    names = {row["Element Name"] for row in raw("Content Model Reference")}
    facts = read_folder(SHIPPED, "")
    cells = {cell for name in facts.contents for row in facts.table(name).rows for cell in row}
    assert len(cells) > 50_000
    assert cells & (sentences - names) == set()
    long_cells = [cell for cell in cells if len(cell) > 70]
    assert long_cells
    for cell in long_cells:
        assert not any(sentence in cell for sentence in sentences - names), cell


def test_manifest_states_source_and_licence() -> None:
    manifest = json.loads((SHIPPED / "manifest.json").read_text())
    assert manifest["release"] == "30.1"
    assert manifest["source"] == "https://www.onetcenter.org/dl_files/database/db_30_1_text.zip"
    assert manifest["licence"] == "CC BY 4.0"
    readme = (SHIPPED / "README.md").read_text()
    assert "This product includes information from the O*NET 30.1 Database" in readme
    assert "modified" in readme
    assert "advisor onet build --from" in readme
    assert all(f"`{name}.csv`" in readme for name in manifest["tables"])


@needs_shared
def test_occupations_titles_and_job_zones(catalog: OccupationCatalog) -> None:
    expected = {row["O*NET-SOC Code"]: row["Title"] for row in raw("Occupation Data")}
    assert {code: o.title for code, o in catalog.occupations.items()} == expected
    zones = {row["O*NET-SOC Code"]: int(row["Job Zone"]) for row in raw("Job Zones")}
    assert {c: o.job_zone for c, o in catalog.occupations.items() if o.job_zone} == zones
    assert all(o.description is None for o in catalog.occupations.values())
    alternate = {(r["O*NET-SOC Code"], r["Alternate Title"]) for r in raw("Alternate Titles")}
    assert {
        (code, title) for code, o in catalog.occupations.items() for title in o.alternate_titles
    } == alternate


@needs_shared
def test_reported_and_short_titles() -> None:
    catalog = Catalog.load(SHIPPED)
    reported = {
        (row["O*NET-SOC Code"], row["Reported Job Title"])
        for row in raw("Sample of Reported Titles")
    }
    short = {
        (row["O*NET-SOC Code"], row["Alternate Title"], row["Short Title"])
        for row in raw("Alternate Titles")
        if row["Short Title"] != "n/a"
    }
    codes = catalog.occupations
    assert {(c, title) for c in codes for title in catalog.reported_titles(c)} == reported
    assert {(c, *pair) for c in codes for pair in catalog.short_titles(c).items()} == short


@needs_shared
@pytest.mark.parametrize("table", ["Skills", "Knowledge"])
def test_ratings(catalog: OccupationCatalog, table: str) -> None:
    values = {}
    suppressed = set()
    for row in raw(table):
        key = (row["O*NET-SOC Code"], row["Element ID"])
        values[(*key, row["Element Name"], row["Scale ID"])] = float(row["Data Value"])
        if row["Recommend Suppress"] == "Y":
            suppressed.add(key)
    read = catalog.skills if table == "Skills" else catalog.knowledge
    found = {}
    imprecise = set()
    for code in catalog.occupations:
        for rating in read(code):
            found[code, rating.element_id, rating.name, "IM"] = rating.importance
            found[code, rating.element_id, rating.name, "LV"] = rating.level
            if rating.imprecise:
                imprecise.add((code, rating.element_id))
    assert found == values
    assert imprecise == suppressed


@needs_shared
@pytest.mark.parametrize(
    ("table", "scale"), [("Interests", "OI"), ("Work Values", "EX"), ("Work Styles", "WI")]
)
def test_profiles(catalog: OccupationCatalog, table: str, scale: str) -> None:
    expected = {
        (row["O*NET-SOC Code"], row["Element Name"]): float(row["Data Value"])
        for row in raw(table)
        if row["Scale ID"] == scale
    }
    read = {
        "Interests": catalog.interests,
        "Work Values": catalog.work_values,
        "Work Styles": catalog.work_styles,
    }[table]
    assert {
        (code, str(name)): value
        for code in catalog.occupations
        for name, value in (read(code) or {}).items()
    } == expected


@needs_shared
def test_education(catalog: OccupationCatalog) -> None:
    expected = {
        (row["O*NET-SOC Code"], int(row["Category"])): (
            float(row["Data Value"]),
            row["Recommend Suppress"] == "Y",
        )
        for row in raw("Education, Training, and Experience")
        if row["Scale ID"] == "RL" and float(row["Data Value"]) > 0
    }
    found = {
        (code, share.category): (share.percent, share.imprecise)
        for code in catalog.occupations
        for share in catalog.education(code)
    }
    assert found == expected
    surveyed = [catalog.education(code) for code in catalog.occupations if catalog.education(code)]
    assert all(abs(sum(share.percent for share in shares) - 100) < 0.1 for shares in surveyed)


@needs_shared
def test_technologies_and_related_occupations(catalog: OccupationCatalog) -> None:
    named = {
        (r["O*NET-SOC Code"], r["Example"], r["Hot Technology"] == "Y", r["In Demand"] == "Y")
        for r in raw("Technology Skills")
    }
    found = {
        (code, technology.name, technology.hot, technology.in_demand)
        for code in catalog.occupations
        for technology in catalog.technologies(code)
    }
    assert found == named
    ranked: dict[str, dict[int, str]] = {}
    for row in raw("Related Occupations"):
        ranked.setdefault(row["O*NET-SOC Code"], {})[int(row["Index"])] = row[
            "Related O*NET-SOC Code"
        ]
    for code in catalog.occupations:
        ranks = ranked.get(code, {})
        assert list(catalog.related(code)) == [ranks[rank] for rank in sorted(ranks)]


@needs_shared
def test_pay(catalog: OccupationCatalog) -> None:
    missing = set()
    for code in catalog.occupations:
        pay = catalog.pay(code)
        if pay is None:
            missing.add(code[:7])
            continue
        line = wages()[pay.soc]
        assert pay.broader == (code[:7] not in wages())
        assert pay.employment == int(line["employment"])
        for name in ("p10", "median", "p90"):
            published = line[f"annual_{name}"]
            value = getattr(pay, name)
            assert (name in pay.top_coded) == (published == "#")
            if published == "#":
                assert value == 239_200
            else:
                assert value == (None if published == "*" else int(published))
        hourly = line["hourly_median"] if line["hourly_only"] else None
        assert pay.hourly_median == (float(hourly) if hourly else None)
    # Military occupations, and one that the survey leaves out (fishing and hunting).
    assert {soc for soc in missing if not soc.startswith("55-")} == {"45-3031"}


@needs_shared
def test_outlook(catalog: OccupationCatalog) -> None:
    missing = set()
    for code in catalog.occupations:
        outlook = catalog.outlook(code)
        if outlook is None:
            missing.add(code[:7])
            continue
        line = projections()[outlook.soc]
        assert outlook.broader == (code[:7] not in projections())
        assert outlook.growth_percent == float(line["change_pct"])
        thousands = float(line["openings_annual_thousands"])
        assert outlook.openings_per_year == pytest.approx(thousands * 1000, abs=0.5)
        assert outlook.entry_education == line["entry_education"]
    assert {soc[:2] for soc in missing} == {"55"}


@needs_shared
def test_combined_occupations_are_narrower_than_the_broad_one(catalog: OccupationCatalog) -> None:
    """What the survey publishes together is named in its title: check that the codes fit."""
    titles = {code[:7]: o.title for code, o in catalog.occupations.items() if code[-2:] == "00"}
    pay = catalog.pay("21-1014.00")
    assert pay is not None
    assert wages()[pay.soc]["title"] == (
        "Substance Abuse, Behavioral Disorder, and Mental Health Counselors"
    )
    for soc, combined in COMBINED.items():
        assert soc not in wages()
        assert soc not in projections()
        words = set(wages()[combined]["title"].replace(",", "").split())
        assert words & set(titles[soc].replace(",", "").split()) - {"and", "All", "Other"}


@needs_shared
def test_groups_hold_every_crosswalk_pair(catalog: OccupationCatalog) -> None:
    with (SHARED / "careers" / "census2010_to_onet.csv").open() as file:
        pairs = {(row["onet_code"], row["occ2010"]) for row in csv.DictReader(file)}
    pairs.remove(("27-2091.00", "2755"))
    pairs.add(("27-2091.00", "2800"))
    assert {(c, g) for c, o in catalog.occupations.items() for g in o.groups} == pairs
    assert {(c, g) for g, group in catalog.groups.items() for c in group.members} == pairs
    with (SHARED / "careers" / "census2010_occupations.csv").open() as file:
        titles = {row["occ2010"]: row["title"] for row in csv.DictReader(file)}
    assert {g: group.title for g, group in catalog.groups.items()} == titles


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("47-5043.00", "6910"),  # its own title, though 6840 is the nearer code
        ("15-1211.00", "1006"),
        ("15-1241.00", "1106"),
        ("15-1299.09", "1107"),
        ("15-2041.01", "1230"),
        ("29-1081.00", "3120"),
        ("35-3023.00", "4050"),
        ("35-3023.01", "4060"),
        ("37-2012.00", "4230"),
        ("47-5011.00", "6800"),
        ("53-4022.00", "9230"),
        ("53-7199.00", "9750"),
    ],
)
def test_best_group_comes_first(catalog: OccupationCatalog, code: str, group: str) -> None:
    groups = catalog.occupations[code].groups
    assert len(groups) > 1
    assert groups[0] == group


def test_pinned_facts(catalog: OccupationCatalog) -> None:
    nurse = catalog.occupations["29-1141.00"]
    assert (nurse.title, nurse.job_zone) == ("Registered Nurses", 4)
    assert [catalog.groups[g].title for g in nurse.groups] == ["Registered nurses"]
    assert catalog.interests("29-1141.00") == {
        Riasec.REALISTIC: 3.66,
        Riasec.INVESTIGATIVE: 4.82,
        Riasec.ARTISTIC: 1.31,
        Riasec.SOCIAL: 5.62,
        Riasec.ENTERPRISING: 2.28,
        Riasec.CONVENTIONAL: 4.58,
    }
    pay = catalog.pay("29-1141.00")
    assert pay is not None
    assert (pay.p10, pay.median, pay.p90, pay.employment) == (66030, 93600, 135320, 3282010)
    assert (pay.year, pay.broader, pay.top_coded) == (2024, False, ())
    outlook = catalog.outlook("29-1141.00")
    assert outlook is not None
    assert (outlook.growth_percent, outlook.openings_per_year) == (4.9, 189100)
    assert outlook.period == "2024-34"
    actor = catalog.pay("27-2011.00")
    assert actor is not None
    assert (actor.median, actor.hourly_median) == (None, 23.33)
    doctor = catalog.pay("29-1211.00")
    assert doctor is not None
    assert (doctor.median, doctor.top_coded) == (239_200, ("median", "p90"))
    assert catalog.pay("55-3016.00") is None
    assert catalog.interests("55-3016.00") is None


def test_unknown_codes_raise_key_error(catalog: OccupationCatalog) -> None:
    for read in (
        catalog.skills,
        catalog.knowledge,
        catalog.interests,
        catalog.work_values,
        catalog.work_styles,
        catalog.education,
        catalog.technologies,
        catalog.related,
        catalog.pay,
        catalog.outlook,
        catalog.tasks,
    ):
        with pytest.raises(KeyError):
            read("99-9999.00")


def test_a_release_without_pay_or_groups(tmp_path: Path) -> None:
    build(Sources(str(write_folder(tmp_path))), tmp_path / "out")
    catalog = Catalog.load(tmp_path / "out")
    assert catalog.occupations["47-2031.00"].groups == ()
    assert catalog.occupations["29-1141.00"].job_zone is None
    assert catalog.pay("47-2031.00") is None
    assert catalog.related("15-1252.00") == ("29-1141.00", "47-2031.00")
    assert catalog.work_values("47-2031.00") == {}
    assert catalog.education("47-2031.00") == ()
    assert catalog.tasks("47-2031.00") == ()


def test_what_a_release_lacks_is_taken_from_the_earlier_tables(tmp_path: Path) -> None:
    shipped = Catalog.load(SHIPPED)
    texts = {name: text for name, text in tables().items() if name != "Skills"}
    built = build(
        Sources(str(write_folder(tmp_path, texts)), earlier=read_folder(SHIPPED, "")),
        tmp_path / "out",
        sentences=True,
    )
    assert "Skills" in built.absent
    assert "skills" in built.carried_over
    assert "knowledge" not in built.carried_over
    catalog = Catalog.load(tmp_path / "out")
    assert catalog.release == "31.7"
    assert catalog.fingerprint != shipped.fingerprint
    for code in catalog.occupations:
        assert catalog.skills(code) == shipped.skills(code)
        assert catalog.pay(code) == shipped.pay(code)
        assert catalog.outlook(code) == shipped.outlook(code)
        assert catalog.occupations[code].groups == shipped.occupations[code].groups
    assert len(catalog.knowledge("47-2031.00")) == 1
    assert catalog.occupations["47-2031.00"].description == "Made-up words on Carpenters."
    assert catalog.tasks("47-2031.00") == ("Cut boards to length.", 'Sweep up the "shop".')
    assert "carpenters" in {group.title.casefold() for group in catalog.groups.values()}


def test_a_new_code_joins_the_groups_of_its_soc(tmp_path: Path) -> None:
    texts = tables()
    texts["Occupation Data"] += "47-2031.09\tTiny Carpenters\tMade-up.\r\n"
    sources = Sources(str(write_folder(tmp_path, texts)), earlier=read_folder(SHIPPED, ""))
    with pytest.raises(AdvisorError, match="only 3 of the release's 4"):
        build(sources, tmp_path / "out")
    texts["Occupation Data"] += "47-2111.00\tElectricians\tMade-up.\r\n"
    sources = Sources(str(write_folder(tmp_path / "b", texts)), earlier=read_folder(SHIPPED, ""))
    build(sources, tmp_path / "out")
    catalog = Catalog.load(tmp_path / "out")
    known, new = catalog.occupations["47-2031.00"], catalog.occupations["47-2031.09"]
    assert new.groups == known.groups != ()
    assert catalog.pay("47-2031.09") == catalog.pay("47-2031.00")
