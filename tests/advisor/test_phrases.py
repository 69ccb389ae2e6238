"""Short phrases for jobs, dates, degrees and chances."""

import pytest

from advisor.career import Education, EducationLevel, Job, When
from advisor.phrases import dates_text, duration_text, education_text, job_text, percent


@pytest.mark.parametrize(
    ("job", "text"),
    [
        (Job("j", "cook"), "cook"),
        (Job("j", "cook", employer="Diner", start=When(2012)), "cook at Diner (from 2012)"),
        (Job("j", "cook", start=When(2012, 3), end=When(2015)), "cook (2012-03 to 2015)"),
        (Job("j", "cook", start=When(2012), end=When(2012)), "cook (2012)"),
        (Job("j", "cook", start=When(2012), end="present"), "cook (2012 to present)"),
        (Job("j", "cook", end="present"), "cook (now)"),
        (Job("j", "cook", end=When(2015)), "cook (until 2015)"),
        (Job("j", "cook", start=When(2012, 0, True)), "cook (about from 2012)"),
        (Job("j", "cook", duration_months=36), "cook (3 years)"),
    ],
)
def test_jobs(job: Job, text: str) -> None:
    assert job_text(job) == text
    assert job_text(job, dates=False) == text.partition(" (")[0]
    assert dates_text(job) == text.partition("(")[2].rstrip(")")


@pytest.mark.parametrize(
    ("months", "text"),
    [(1, "1 month"), (7, "7 months"), (12, "1 year"), (18, "18 months"), (30, "2.5 years")],
)
def test_durations(months: int, text: str) -> None:
    assert duration_text(months) == text


def test_education() -> None:
    degree = Education("e", EducationLevel.BACHELOR, "history", When(2011), "State College")
    assert education_text(degree) == "bachelor's degree in history from State College (2011)"
    assert education_text(Education("e", None, "forklift license")) == "forklift license"
    assert education_text(Education("e", in_progress=True)) == "course, still going on"


@pytest.mark.parametrize(
    ("chance", "text"),
    [(0.0, "under 0.1 %"), (0.0009, "under 0.1 %"), (0.012, "1.2 %"), (0.0949, "9.5 %"),
     (0.096, "10 %"), (0.5, "50 %"), (1.0, "100 %")],
)  # fmt: skip
def test_percent(chance: float, text: str) -> None:
    assert percent(chance) == text
