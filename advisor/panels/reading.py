"""Reads a panel of person-years, counting what is wrong with it; nothing is dropped in silence."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

import numpy as np
import pandas as pd

from advisor.career import EducationLevel
from advisor.model.situation import WorkState
from advisor.panels.codes import OccupationCodes
from advisor.panels.observed import Cohort, ObservedCareer, ObservedYear
from retrieval.errors import AdvisorError

PERSONS = "persons.csv.gz"
PERSON_YEARS: dict[Cohort, str] = {
    "nlsy97": "nlsy97_person_years.csv.gz",
    "nlsy79": "nlsy79_person_years.csv.gz",
}
FULL_TIME_HOURS = 1750
"""Hours a year from which a job counts as full time (35 a week for 50 weeks)."""
YOUNGEST, OLDEST = 12, 100
_REQUIRED: dict[Cohort, tuple[str, ...]] = {
    "nlsy97": ("person_id", "year", "state", "occ2010"),
    "nlsy79": ("person_id", "year", "occ1990"),
}
_OPTIONAL = ("age", "education", "employer_id", "hours", "years_of_schooling")
_SCHOOLING = (
    (12, EducationLevel.LESS_THAN_HIGH_SCHOOL),
    (13, EducationLevel.HIGH_SCHOOL),
    (16, EducationLevel.SOME_COLLEGE),
    (17, EducationLevel.BACHELOR),
    (100, EducationLevel.MASTER),
)
"""Level reached with fewer years of schooling than the number."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of fault found on the way in.

    Attributes:
        what: the fault, and what was done about it.
        rows: how many rows have it.
        first_line: line of the file (the header is line 1) where it first occurs.
    """

    what: str
    rows: int
    first_line: int


@dataclass(frozen=True, slots=True)
class PanelReport:
    """What reading a file found; ``kept`` of its ``rows`` became years of ``people`` people."""

    file: str
    rows: int
    kept: int
    people: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PanelFiles:
    """The two files of a panel: who the people are, and their years."""

    persons: Path
    person_years: Path

    @classmethod
    def of(cls, folder: Path, cohort: Cohort) -> "PanelFiles":
        """Return the files of a cohort as the documented layout names them."""
        return cls(folder / PERSONS, folder / PERSON_YEARS[cohort])


def read_careers(
    files: PanelFiles, cohort: Cohort, codes: OccupationCodes, splits: Sequence[str] | None = None
) -> tuple[list[ObservedCareer], PanelReport]:
    """Return the careers of a cohort in the order of their ids, and what was wrong with the file.

    Args:
        files: CSV files, compressed or not, in the layout of the survey panels.
        cohort: decides the columns and the scheme of the codes.
        codes: the known occupation codes.
        splits: only these people; None for all. A persons file without a split column counts as
            holding all of them.

    Raises:
        AdvisorError: a file is missing, not a CSV file, or lacks a column that is needed.
    """
    split_of = _splits(files.persons, cohort)
    table = _table(files.person_years, cohort)
    faults = _Faults(len(table))
    table = _checked(table, cohort, codes, faults, set(split_of))
    careers = _careers(table, cohort, split_of, set(splits) if splits is not None else None)
    report = PanelReport(
        files.person_years.name,
        faults.rows,
        len(table),
        int(table.person_id.nunique()),
        tuple(faults.found),
    )
    return careers, report


class _Faults:
    """Collects problems; rows are known by their place in the file."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.found: list[Problem] = []

    def add(self, what: str, wrong: pd.Series) -> None:
        if wrong.any():
            first = int(wrong.index[wrong.to_numpy()].min())
            self.found.append(Problem(what, int(wrong.sum()), first + 2))


def _splits(path: Path, cohort: Cohort) -> dict[int, str | None]:
    persons = _csv(path, ("person_id",))
    if "cohort" in persons:
        persons = persons[persons.cohort == cohort]
    ids = pd.to_numeric(persons.person_id, errors="coerce")
    if ids.isna().any() or ids.duplicated().any():
        raise AdvisorError(
            f"expected one row a person with a number as person_id in {path}: some are"
            f" {'not numbers' if ids.isna().any() else 'there twice'}"
        )
    if ids.empty:
        raise AdvisorError(f"expected people of the cohort {cohort} in {path}, got none")
    splits = persons.split if "split" in persons else [None] * len(persons)
    return dict(zip(ids.astype(int), splits, strict=True))


def _table(path: Path, cohort: Cohort) -> pd.DataFrame:
    table = _csv(path, _REQUIRED[cohort])
    for column in _OPTIONAL:
        if column not in table:
            table[column] = None
    if cohort == "nlsy79":
        table["state"], table["code"] = "employed", table.occ1990
    else:
        table["code"] = table.occ2010
    for column in ("person_id", "year", "age", "hours", "years_of_schooling"):
        table[column] = pd.to_numeric(table[column], errors="coerce")
    table["code"] = table.code.map(_code)
    return table


def _csv(path: Path, required: Sequence[str]) -> pd.DataFrame:
    try:
        table = pd.read_csv(path, dtype=str)
    except (OSError, ValueError, EOFError) as error:
        raise AdvisorError(f"expected a CSV file at {path}, got {error}") from error
    missing = [column for column in required if column not in table]
    if missing:
        raise AdvisorError(
            f"expected the columns {', '.join(required)} in {path}; missing: {', '.join(missing)}"
        )
    return table


def _code(value: object) -> str | None:
    """Return a code without leading zeros and decimals, as ``30`` for ``0030`` and ``30.0``."""
    text = str(value).strip().removesuffix(".0")
    if value is None or text in ("", "nan", "None", "<NA>"):
        return None
    return text.lstrip("0") or "0"


def _checked(
    table: pd.DataFrame, cohort: Cohort, codes: OccupationCodes, faults: _Faults, people: set[int]
) -> pd.DataFrame:
    """Return the usable rows by person and year; note what is wrong with the others."""
    known = set(codes.groups if cohort == "nlsy97" else codes.occ1990)
    states = get_args(WorkState)

    def leave_out(what: str, wrong: pd.Series) -> None:
        nonlocal table
        faults.add(f"{what}: left out", wrong)
        table = table[~wrong]

    leave_out("person_id that is no number", table.person_id.isna())
    leave_out("person who is not in the persons file", ~table.person_id.isin(people))
    leave_out("year that is no year", ~table.year.between(1900, 2100))
    leave_out(f"state other than {', '.join(states)}", ~table.state.isin(states))
    employed = table.state == "employed"
    leave_out("employed without an occupation code", employed & table.code.isna())
    leave_out("unknown occupation code", (table.state == "employed") & ~table.code.isin(known))
    age = table.age
    leave_out(
        f"impossible age (under {YOUNGEST} or over {OLDEST})",
        age.notna() & ~age.between(YOUNGEST, OLDEST),
    )
    leave_out("second row of the same person and year", table.duplicated(["person_id", "year"]))
    back = (table.groupby("person_id").year.diff() < 0).fillna(value=False)
    faults.add("year out of order: put in order", back)
    levels = {level.value for level in EducationLevel}
    odd = table.education.notna() & ~table.education.isin(levels)
    faults.add("unknown education: taken as not known", odd)
    return table.assign(education=table.education.where(~odd)).sort_values(["person_id", "year"])


def _careers(
    table: pd.DataFrame, cohort: Cohort, split_of: dict[int, str | None], splits: set[str] | None
) -> list[ObservedCareer]:
    table = table.assign(person_id=table.person_id.astype(int), year=table.year.astype(int))
    if cohort == "nlsy79":
        # A level once reached stays; the question is not asked in every interview.
        table["years_of_schooling"] = table.groupby("person_id").years_of_schooling.ffill()
    years: dict[int, list[ObservedYear]] = {}
    columns = ["person_id", "year", "state", "code", "education", "employer_id", "hours"]
    rows = zip(
        table[columns].itertuples(index=False, name=None), table.years_of_schooling, strict=True
    )
    for (person, year, state, code, level, employer, hours), schooling in rows:
        split = split_of[person]
        if splits is not None and split is not None and split not in splits:
            continue
        employed = state == "employed"
        years.setdefault(person, []).append(
            ObservedYear(
                year=year,
                state=cast(WorkState, state),
                occupation=code if employed else None,
                education=_level(level, schooling),
                employer=_code(employer) if employed else None,
                full_time=hours >= FULL_TIME_HOURS if employed and hours > 0 else None,
            )
        )
    return [
        ObservedCareer(cohort, person, split_of[person] or "all", tuple(observed))
        for person, observed in years.items()
    ]


def _level(education: object, schooling: float) -> EducationLevel | None:
    if isinstance(education, str):
        return EducationLevel(education)
    if np.isnan(schooling):
        return None
    return next(level for below, level in _SCHOOLING if schooling < below)
