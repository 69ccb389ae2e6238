"""PDFs: the order of what is read, and every kind that is refused."""

import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from advisor.documents import read_document
from tests.advisor.documents.files import (
    DUTIES,
    JOBS,
    hostile_pdfs,
    locked_pdf,
    pdf_cv,
    saved,
    scanned_pdf,
    two_column_pdf,
)
from tests.advisor.documents.test_reading import problem


def test_a_title_keeps_its_right_aligned_dates(tmp_path: Path) -> None:
    read = read_document(saved(tmp_path, pdf_cv()))
    expected = []
    for title, employer, dates in JOBS:
        expected += [f"{title}   {dates}", employer, f"• {DUTIES}"]
    assert [line for line in read.text.split("\n") if line] == expected
    assert read.pages == 1
    assert not read.truncated


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    side = ["SKILLS", "Excel", "Forklift", "Spanish", "CONTACT", "jane@example.org", "Boise"]
    main = [
        "EXPERIENCE",
        "Line cook, Blue Diner, 2012 – 2015",
        "Ran the grill on the busiest nights",
        "and trained three new people at work",
        "Shift manager, Red Diner, 2015 – 2019",
        "Planned the shifts of a team of twelve",
        "and did the weekly ordering of food",
        "EDUCATION",
        "BA in History",
    ]
    data = two_column_pdf(side, main, "Jane Roe, a heading as wide as both of the columns below")
    lines = [line for line in read_document(saved(tmp_path, data)).text.split("\n") if line]
    assert lines[1:] == [*side, *main]


def test_a_column_of_dates_stays_beside_the_jobs(tmp_path: Path) -> None:
    dates = [f"{year} – {year + 1}" for year in range(2004, 2014)]
    jobs = [f"Worked as a cook in diner number {n}" for n in range(10)]
    path = tmp_path / "cv.pdf"
    canvas = Canvas(str(path))
    for n, (when, job) in enumerate(zip(dates, jobs, strict=True)):
        canvas.drawString(60, 780 - 15 * n, when)
        canvas.drawString(200, 780 - 15 * n, job)
    canvas.save()
    lines = read_document(path).text.split("\n")
    assert lines == [f"{when}   {job}" for when, job in zip(dates, jobs, strict=True)]


def test_thirty_pages_are_read_and_more_are_not(tmp_path: Path) -> None:
    assert read_document(saved(tmp_path, pdf_cv(30))).pages == 30
    assert "expected at most 30 pages, got 31" in problem(saved(tmp_path, pdf_cv(31)))


def test_a_password_is_asked_for_only_where_reading_needs_one(tmp_path: Path) -> None:
    assert "Line cook" in read_document(saved(tmp_path, locked_pdf(""))).text
    assert "locked with a password" in problem(saved(tmp_path, locked_pdf("secret")))


@pytest.mark.parametrize("stamp", ["", "Scanned with an app"])
def test_a_scan(tmp_path: Path, stamp: str) -> None:
    assert "only pictures of pages (a scan)" in problem(saved(tmp_path, scanned_pdf(stamp)))


def test_a_pdf_without_text_or_pictures(tmp_path: Path) -> None:
    path = tmp_path / "cv.pdf"
    canvas = Canvas(str(path))
    canvas.rect(10, 10, 50, 50)
    canvas.save()
    assert "a PDF without any text" in problem(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_pdf_cut_off(tmp_path: Path, share: float) -> None:
    data = pdf_cv(3)
    assert "cut off" in problem(saved(tmp_path, data[: int(share * len(data))]))


def test_a_damaged_pdf(tmp_path: Path) -> None:
    assert "damaged" in problem(saved(tmp_path, b"%PDF-1.7\n" + b"x" * 500 + b"\n%%EOF\n"))


@pytest.fixture(scope="module")
def hostile() -> Mapping[str, bytes]:
    return hostile_pdfs()


@pytest.mark.parametrize(
    "what",
    [
        "300 megabytes of zeros",
        "packed twice",
        "a million operators",
        "deep nesting",
        "a huge string",
        "pages in a circle",
        "drawings in a circle",
        "an object that is itself",
        "two billion pages",
        "one page 400,000 times",
    ],
)
def test_hostile_pdfs_cost_little(tmp_path: Path, hostile: Mapping[str, bytes], what: str) -> None:
    start = time.perf_counter()
    problem(saved(tmp_path, hostile[what]))
    assert time.perf_counter() - start < 30
