import json
import shutil
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from advisor.career import CareerHistory, Education, EducationLevel, Job, When
from advisor.model.count_tables import MODEL, TABLES
from advisor.model.prediction import UnusableHistoryError
from advisor.model.situation import Situation, WorkState
from advisor.model.transitions import TransitionCounts
from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from tests.advisor.conftest import DATA

RETAIL, CASHIER, NURSE, WAITER = "4760", "4720", "3255", "4110"
RETAIL_CODE, CASHIER_CODE = "41-2031.00", "41-2011.00"
SENSITIVE = {"sex", "gender", "race", "ethnicity", "age", "birth", "name", "family", "origin"}


@pytest.mark.parametrize("state", ["employed", "in_education", "not_working"])
@pytest.mark.parametrize("education", [None, *EducationLevel])
def test_every_group_can_be_predicted_from_and_gets_a_chance(
    predictor: TransitionCounts, state: WorkState, education: EducationLevel | None
) -> None:
    away = 0 if state == "employed" else 2
    for group in predictor.codes:
        held = {CASHIER: 2} if group != CASHIER else {}
        now = Situation(group, state, 3, 5, away, education, held)
        chances = predictor.chances(now)
        total = chances.stay + chances.groups.sum() + chances.in_education + chances.not_working
        assert total == pytest.approx(1)
        here = predictor.index[group]
        assert chances.groups[here] == 0
        assert (np.delete(chances.groups, here) > 0).all()


def test_the_longer_in_the_group_the_likelier_to_stay(predictor: TransitionCounts) -> None:
    stays = [
        predictor.chances(Situation(RETAIL, tenure=years, experience=15)).stay
        for years in (1, 3, 6, 13)
    ]
    assert stays == sorted(stays)
    assert stays[-1] > stays[0] + 0.1


def test_unknown_years_give_a_chance_between_the_extremes(predictor: TransitionCounts) -> None:
    unknown = predictor.chances(Situation(RETAIL)).stay
    new = predictor.chances(Situation(RETAIL, tenure=1, experience=0)).stay
    old = predictor.chances(Situation(RETAIL, tenure=13, experience=16)).stay
    assert new < unknown < old


def test_education_tilts_where_people_go(predictor: TransitionCounts) -> None:
    school, college = (
        predictor.chances(Situation(RETAIL, education=level)).groups
        for level in (EducationLevel.HIGH_SCHOOL, EducationLevel.BACHELOR)
    )
    teacher = predictor.index["2310"]
    assert college[teacher] > 2 * school[teacher]


def test_some_college_counts_as_high_school(predictor: TransitionCounts) -> None:
    one, other = (
        predictor.chances(Situation(RETAIL, education=level)).groups
        for level in (EducationLevel.HIGH_SCHOOL, EducationLevel.SOME_COLLEGE)
    )
    assert (one == other).all()


def test_a_group_held_before_is_likelier(predictor: TransitionCounts) -> None:
    nurse = predictor.index[NURSE]
    without = predictor.chances(Situation(RETAIL)).groups[nurse]
    held = predictor.chances(Situation(RETAIL, held={NURSE: 3})).groups[nurse]
    assert held > 10 * without


def test_time_without_a_job_lowers_the_chance_of_going_back(predictor: TransitionCounts) -> None:
    stays = [
        predictor.chances(Situation(RETAIL, "not_working", away=years)).stay for years in (1, 3, 8)
    ]
    assert stays == sorted(stays, reverse=True)


def test_counts_are_those_of_the_table(predictor: TransitionCounts, today: date) -> None:
    prediction = predictor.predict(_history(RETAIL_CODE), today)
    rows = [line.split(",") for line in (DATA / "careers/moves.csv").read_text().splitlines()]
    people = {row[1]: int(row[2]) for row in rows if row[0] == RETAIL}
    assert prediction.current == RETAIL
    assert prediction.counts == people
    assert max(people.values()) <= prediction.leavers <= sum(people.values())
    assert prediction.model == MODEL == predictor.model
    assert "1997" in prediction.source
    whole = prediction.stay + sum(prediction.groups.values()) + prediction.not_employed
    assert whole == pytest.approx(1)
    assert RETAIL not in prediction.groups


def test_it_uses_the_latest_job_that_has_a_code(predictor: TransitionCounts, today: date) -> None:
    known = Job("j1", "cashier", CASHIER_CODE, start=When(2015), end=When(2019))
    unknown = Job("j2", "wizard", start=When(2019), end="present")
    assert predictor.predict(CareerHistory(jobs=(known, unknown)), today).current == CASHIER


@pytest.mark.parametrize(
    ("history", "said"),
    [
        (CareerHistory(), "expected at least one job"),
        (CareerHistory(jobs=(Job("j1", "wizard"),)), '"wizard"'),
        (CareerHistory(jobs=(Job("j1", "wizard", "99-0000.00"),)), '"wizard"'),
    ],
)
def test_a_history_without_a_usable_job_says_what_is_missing(
    predictor: TransitionCounts, today: date, history: CareerHistory, said: str
) -> None:
    with pytest.raises(UnusableHistoryError, match=said):
        predictor.predict(history, today)


def test_what_does_not_bear_on_work_changes_nothing(
    predictor: TransitionCounts, today: date
) -> None:
    job = Job("j1", "cashier", CASHIER_CODE, start=When(2015), end="present")
    school = Education("e1", EducationLevel.BACHELOR, "history", When(2014))
    plain = CareerHistory(jobs=(job,), education=(school,))
    other = CareerHistory(
        jobs=(
            replace(
                job,
                title="shop girl",
                employer="Our Lady of Guadalupe Parish Store",
                quote="I'm Fatima, 58, a single mother from Lagos, and I was a cashier",
            ),
        ),
        education=(
            replace(school, school="Spelman College", quote="women's college", field="Yoruba"),
        ),
        interests=("gay rights",),
        skills=("Spanish",),
    )
    assert predictor.predict(plain, today) == predictor.predict(other, today)


def test_no_value_that_reaches_the_predictor_can_hold_who_a_person_is() -> None:
    known = {field.name for field in fields(Situation)} | {
        column for columns in TABLES.values() for column in columns
    }
    assert not {name for name in known for word in SENSITIVE if word in name.split("_")}
    assert {field.name for field in fields(Situation)} == {
        "group", "state", "tenure", "experience", "away", "education", "held"
    }  # fmt: skip


@pytest.mark.parametrize("name", [*(f"{table}.csv" for table in TABLES), "manifest.json"])
def test_a_missing_or_damaged_table_is_one_clear_line(
    catalog: Catalog, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "careers"
    shutil.copytree(DATA / "careers", folder)
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(AdvisorError, match=r"damaged.*advisor careers counts"):
        TransitionCounts.load(folder, catalog)
    (folder / name).unlink()
    with pytest.raises(AdvisorError, match=r"expected the tables.*advisor careers counts"):
        TransitionCounts.load(folder, catalog)


def test_tables_of_another_version_are_refused(catalog: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "careers"
    shutil.copytree(DATA / "careers", folder)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, "model": "other-2"}), "utf-8")
    with pytest.raises(AdvisorError, match=f"expected {MODEL}.*'other-2'"):
        TransitionCounts.load(folder, catalog)


def _history(code: str) -> CareerHistory:
    return CareerHistory(jobs=(Job("j1", "work", code, start=When(2018), end="present"),))
