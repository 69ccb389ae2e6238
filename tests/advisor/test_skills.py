import pytest

from advisor.career import CareerHistory, EducationLevel, Job
from advisor.schooling import schooling
from advisor.skills import IMPORTANT, TOLERANCE, compare, held_skills, typical_importance
from retrieval.catalog import Catalog

COOK, CASHIER, NURSE, INFANTRY = "35-2014.00", "41-2011.00", "29-1141.00", "55-3016.00"


def history(*codes: str) -> CareerHistory:
    return CareerHistory(jobs=tuple(Job(f"j{n}", c, c) for n, c in enumerate(codes, 1)))


def test_the_highest_level_among_the_jobs_is_held_and_known_by_its_job(catalog: Catalog) -> None:
    both = held_skills(history(COOK, CASHIER), catalog)
    for code in (COOK, CASHIER):
        for rating in (*catalog.skills(code), *catalog.knowledge(code)):
            if not rating.imprecise:
                assert both[rating.element_id].level >= rating.level
    assert {held.job.code for held in both.values()} == {COOK, CASHIER}


def test_shared_and_missing_split_what_is_important(catalog: Catalog) -> None:
    match = compare(held_skills(history(CASHIER), catalog), catalog, NURSE)
    for row in match.shared:
        assert row.held is not None
        assert row.held >= row.needed - TOLERANCE
    for row in match.missing:
        assert row.held is None or row.held < row.needed - TOLERANCE
    for rows in (match.shared, match.missing):
        assert len(rows) <= 6
        assert [row.importance for row in rows] == sorted(
            (row.importance for row in rows), reverse=True
        )
        assert all(row.importance >= IMPORTANT for row in rows)
    assert match.fit is not None
    assert 0 < match.fit < 1


def test_an_occupation_fits_itself(catalog: Catalog) -> None:
    match = compare(held_skills(history(COOK), catalog), catalog, COOK)
    assert (match.fit, match.missing) == (1, ())


def test_unrated_occupations_are_not_compared(catalog: Catalog) -> None:
    assert held_skills(history(INFANTRY), catalog) == {}
    unrated_job = compare({}, catalog, NURSE)
    assert unrated_job.fit is None
    assert {row.held for row in unrated_job.missing} == {None}
    unrated_target = compare(held_skills(history(COOK), catalog), catalog, INFANTRY)
    assert (unrated_target.shared, unrated_target.missing, unrated_target.fit) == ((), (), None)


def test_typical_importance_is_a_mean_over_rated_occupations(catalog: Catalog) -> None:
    typical = typical_importance(catalog)
    assert all(1 <= mean <= 5 for mean in typical.values())
    assert typical["Active Listening"] > 3 > typical["Installation"]


@pytest.mark.parametrize(
    ("level", "more"),
    [(EducationLevel.HIGH_SCHOOL, True), (EducationLevel.BACHELOR, False)],
)
def test_schooling_by_what_workers_say(catalog: Catalog, level: EducationLevel, more: bool) -> None:
    found = schooling(level, catalog, "11-9111.00")
    shares = {share.category: share.percent for share in catalog.education("11-9111.00")}
    reached = 2 if level is EducationLevel.HIGH_SCHOOL else 6
    enough = sum(percent for category, percent in shares.items() if category <= reached)
    assert found.enough_percent == pytest.approx(100 * enough / sum(shares.values()))
    assert found.more_needed is more


def test_schooling_falls_back_on_the_typical_entry(catalog: Catalog) -> None:
    code = "29-1229.00"
    assert not catalog.education(code)
    assert schooling(EducationLevel.BACHELOR, catalog, code) == schooling(
        EducationLevel.HIGH_SCHOOL, catalog, code
    )
    assert schooling(EducationLevel.BACHELOR, catalog, code).more_needed
    assert schooling(EducationLevel.LESS_THAN_HIGH_SCHOOL, catalog, INFANTRY).more_needed is None
