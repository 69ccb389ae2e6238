"""Reads and writes careers in CAREER's file format (arXiv 2202.08370): one person a line.

``train.job`` holds each person's codes with spaces between, ``train.year`` and ``train.education``
the same number of entries a line; ``valid`` and ``test`` likewise. The files for gender, ethnicity
and location, which the format also knows, are neither written nor read.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

from advisor.career import EducationLevel
from advisor.model.situation import WorkState
from advisor.panels.observed import Cohort, ObservedCareer, ObservedYear
from retrieval.errors import AdvisorError

UNKNOWN = "unknown"
_COLUMNS = ("job", "year", "education")


def write_career_files(folder: Path, careers: Iterable[ObservedCareer]) -> list[Path]:
    """Write the files of every split found among the careers; return their paths.

    A year without a job has its state in the place of a code.
    """
    folder.mkdir(parents=True, exist_ok=True)
    by_split: dict[str, list[ObservedCareer]] = {}
    for career in careers:
        by_split.setdefault(career.split, []).append(career)
    written = []
    for split, people in by_split.items():
        for column in _COLUMNS:
            lines = (
                " ".join(_entry(year, column) for year in career.years) + "\n" for career in people
            )
            path = folder / f"{split}.{column}"
            path.write_text("".join(lines), encoding="utf-8")
            written.append(path)
    return written


def _entry(year: ObservedYear, column: str) -> str:
    match column:
        case "job":
            return year.occupation or year.state
        case "year":
            return str(year.year)
        case _:
            return year.education or UNKNOWN


def read_career_files(folder: Path, split: str, cohort: Cohort) -> list[ObservedCareer]:
    """Return the careers of a split; people are numbered by their line, from 1.

    ``education`` may be absent, ``year`` may not (a career without years cannot be told).

    Raises:
        AdvisorError: a file is missing, or the files disagree about who has how many years.
    """
    jobs = _lines(folder / f"{split}.job")
    years = _aligned(folder / f"{split}.year", jobs)
    education_file = folder / f"{split}.education"
    if education_file.exists():
        levels = _aligned(education_file, jobs)
    else:
        levels = [[UNKNOWN] * len(line) for line in jobs]
    return [
        ObservedCareer(
            cohort,
            person,
            split,
            tuple(
                _year(folder / f"{split}.year", person, *entry)
                for entry in zip(*lines, strict=True)
            ),
        )
        for person, lines in enumerate(zip(jobs, years, levels, strict=True), 1)
    ]


def _lines(path: Path) -> list[list[str]]:
    try:
        return [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise AdvisorError(f"expected a text file at {path}, got {error}") from error


def _aligned(path: Path, jobs: Sequence[Sequence[str]]) -> list[list[str]]:
    lines = _lines(path)
    if len(lines) != len(jobs):
        raise AdvisorError(f"expected {len(jobs)} lines in {path}, got {len(lines)}")
    for number, (line, job) in enumerate(zip(lines, jobs, strict=True), 1):
        if len(line) != len(job):
            raise AdvisorError(
                f"expected {len(job)} entries in line {number} of {path}, got {len(line)}"
            )
    return lines


def _year(path: Path, line: int, job: str, year: str, level: str) -> ObservedYear:
    if not (year.isascii() and year.isdigit()):
        raise AdvisorError(f"expected years in line {line} of {path}, got {year!r}")
    idle = job in ("in_education", "not_working")
    known = level in {item.value for item in EducationLevel}
    return ObservedYear(
        year=int(year),
        state=cast(WorkState, job) if idle else "employed",
        occupation=None if idle else job,
        education=EducationLevel(level) if known else None,
    )
