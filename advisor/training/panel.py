"""Reads the NLSY97 panel and replays each career as situations, each with what came next."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, cast

import pandas as pd

from advisor.career import EducationLevel
from advisor.model.situation import Situation, WorkState
from retrieval.errors import AdvisorError

Split = Literal["train", "valid", "test"]
PANEL = "nlsy97_person_years.csv.gz"
PERSONS = "persons.csv.gz"


@dataclass(frozen=True, slots=True)
class PersonYear:
    """One observed year: the main job's Census 2010 group, or None with the other state."""

    year: int
    state: WorkState
    group: str | None
    education: EducationLevel


@dataclass(frozen=True, slots=True)
class Transition:
    """A situation and what the same person did in the next observed year.

    Attributes:
        years: how many years lie between the two (1 but for skipped interviews).
        next_state, next_group: ``next_group`` is None unless ``next_state`` is employed.
    """

    person: int
    situation: Situation
    years: int
    next_state: WorkState
    next_group: str | None


def read_panel(folder: Path, split: Split) -> dict[int, list[PersonYear]]:
    """Return the years of each NLSY97 person of a split, in order.

    Only the columns a conversation can know are read: no sex, race, age or wage.

    Raises:
        AdvisorError: the folder does not hold the panel.
    """
    try:
        persons = pd.read_csv(folder / PERSONS, usecols=["cohort", "person_id", "split"])
        columns = ["person_id", "year", "state", "occ2010", "education"]
        table = pd.read_csv(folder / PANEL, usecols=columns)
    except (OSError, ValueError) as error:
        raise AdvisorError(
            f"expected the NLSY97 panel ({PANEL}, {PERSONS}) in {folder}: {error}"
        ) from error
    chosen = persons[(persons.cohort == "nlsy97") & (persons.split == split)].person_id
    table = table[table.person_id.isin(chosen)].sort_values(["person_id", "year"])
    panel: dict[int, list[PersonYear]] = {}
    for person, year, state, code, education in table[columns].itertuples(index=False):
        group = str(int(code)) if state == "employed" else None
        panel.setdefault(int(person), []).append(
            PersonYear(int(year), cast(WorkState, state), group, EducationLevel(education))
        )
    return panel


def transitions(panel: dict[int, list[PersonYear]]) -> Iterator[Transition]:
    """Yield every pair of consecutive observed years, with all that was known before the second."""
    for person, years in panel.items():
        held: dict[str, int] = {}
        group, tenure, away = "", 0, 0
        for now, then in pairwise(years):
            if now.group is None:
                away += 1
            else:
                tenure = tenure + 1 if now.group == group else 1
                group, away = now.group, 0
                held[group] = held.get(group, 0) + 1
            if not group:
                continue
            yield Transition(
                person,
                Situation(
                    group=group,
                    state=now.state,
                    tenure=tenure,
                    experience=now.year - years[0].year,
                    away=away,
                    education=now.education,
                    held={code: n for code, n in held.items() if code != group},
                ),
                then.year - now.year,
                then.state,
                then.group,
            )
