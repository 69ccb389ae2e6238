from dataclasses import replace
from datetime import date

import pytest

from advisor.career import CareerHistory, Job, When
from advisor.explain import (
    outlook_sentences,
    pay_sentences,
    preparation_sentences,
    skills_sentences,
    why_sentences,
)
from advisor.phrases import percent
from advisor.recommend import Recommender
from retrieval.catalog import Catalog
from retrieval.occupations import Outlook, Pay

BLS = "U.S. Bureau of Labor Statistics"
PAY = Pay(30_000, 46_300, 90_000, (), 1000, "11-1111", False, BLS, 2024)
OUTLOOK = Outlook(4.9, 189_100, "Bachelor's degree", "29-1141", False, "2024-34", BLS)


@pytest.mark.parametrize(
    ("pay", "said"),
    [
        (PAY, f"Cooks: half earn more than $46,300 a year ({BLS}, 2024)."),
        (PAY, "One in ten earns less than $30,000."),
        (PAY, "One in ten earns more than $90,000."),
        (None, "Pay for Cooks is not published."),
        (replace(PAY, median=None), f"Cooks: the median pay is not published ({BLS}, 2024)."),
        (
            replace(PAY, top_coded=("median", "p90"), median=239_200, p90=239_200),
            f"Cooks: the median is at or above $239,200 a year ({BLS}, 2024).",
        ),
        (
            replace(PAY, top_coded=("p90",), p90=239_200),
            "One in ten earns more than an amount at or above $239,200.",
        ),
        (
            replace(PAY, broader=True, soc="11-1110"),
            "That is the pay of a broader occupation, SOC 11-1110:"
            " this one alone is not published.",
        ),
        (
            replace(PAY, p10=None, median=None, p90=None, hourly_median=23.3),
            "Cooks: half earn more than $23.30 an hour;"
            f" yearly pay is not published ({BLS}, 2024).",
        ),
    ],
)
def test_pay_is_told_with_source_and_year(pay: Pay | None, said: str) -> None:
    assert said in pay_sentences("Cooks", pay)


@pytest.mark.parametrize(
    ("outlook", "said"),
    [
        (OUTLOOK, f"Nurses: the number of jobs is projected to grow by 4.9 % ({BLS}, 2024-34)."),
        (OUTLOOK, "About 189,100 openings a year are expected."),
        (replace(OUTLOOK, growth_percent=-12.0), "shrink by 12.0 %"),
        (replace(OUTLOOK, growth_percent=-0.7), "stay about the same, -0.7 %"),
        (replace(OUTLOOK, growth_percent=None), "the projected change in jobs is not published"),
        (replace(OUTLOOK, openings_per_year=None), "Yearly openings are not published."),
        (replace(OUTLOOK, openings_per_year=0), "Fewer than 50 openings a year are expected."),
        (replace(OUTLOOK, broader=True), "the outlook of a broader occupation, SOC 29-1141"),
        (None, "The outlook for Nurses is not published."),
    ],
)
def test_the_outlook_is_told_with_source_and_period(outlook: Outlook | None, said: str) -> None:
    assert said in " ".join(outlook_sentences("Nurses", outlook))


def test_preparation_has_zone_shares_and_entry(catalog: Catalog) -> None:
    code = "29-1141.00"
    zone, shares, entry = preparation_sentences(
        "Nurses", catalog.occupations[code].job_zone, catalog.education(code), catalog.outlook(code)
    )
    largest = max(catalog.education(code), key=lambda share: share.percent)
    assert "job zone" in zone
    assert f"{largest.percent:.0f} % say {largest.label.lower()}" in shares
    assert "Typical at entry: Bachelor's degree" in entry


def test_preparation_that_is_not_known_is_said_so() -> None:
    assert preparation_sentences("X", None, (), None) == (
        "X: O*NET has not rated the preparation needed.",
        "What education people in it say is required is not surveyed.",
    )


def test_why_gives_each_reason_with_its_fact(recommender: Recommender, today: date) -> None:
    job = Job("j1", "shop work", "41-2031.00", start=When(2018), end="present")
    item = recommender.recommend(CareerHistory(jobs=(job,)), today).suggestions[0]
    lines = why_sentences(item)
    assert len(lines) == len(item.reasons) + 1
    for line, reason in zip(lines, item.reasons, strict=False):
        assert line == f"{reason.text} (You told me: {reason.evidence}.)"
    assert percent(item.probability_if_moving) in lines[-1]


def test_skills_are_told_with_levels(recommender: Recommender, today: date) -> None:
    job = Job("j1", "shop work", "41-2031.00", start=When(2018), end="present")
    history = CareerHistory(jobs=(job,))
    nurse = recommender.weigh(history, "29-1141.00", today).suggestion
    shared, missing = skills_sentences(nurse)
    assert nurse.shared[0].name in shared
    row = nurse.missing[0]
    assert f"{row.name} (level {row.needed:.1f}, " in missing
    soldier = replace(history, jobs=(replace(job, code="55-3016.00"),))
    alone = skills_sentences(recommender.weigh(soldier, "29-1141.00", today).suggestion)
    assert "Your own jobs are not rated" in alone[0]
    unrated = recommender.weigh(history, "55-3016.00", today).suggestion
    assert skills_sentences(unrated) == ("O*NET has no skill ratings for Infantry.",)
