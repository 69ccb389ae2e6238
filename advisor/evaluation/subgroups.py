"""Who is asked about: sex, race, age and education, for a check of fairness and nothing else.

This is the one place that reads them. No model is ever given sex, race or age.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd

from advisor.career import EducationLevel
from advisor.evaluation.questions import Bools
from advisor.panels.observed import ObservedCareer

AGE_FROM = {0: "under 20", 20: "20-24", 25: "25-29", 30: "30-34", 35: "35 and over"}
"""First age of each band."""
UNKNOWN = "unknown"
_LEVELS = [level.value for level in EducationLevel]
Subgroups = Mapping[str, Mapping[str, Bools]]
"""(transitions,) who belongs, by what divides people and the name of the part."""


def subgroups(persons: Path, observed: Sequence[ObservedCareer]) -> Subgroups:
    """Return the subgroups of every transition of the careers.

    What the persons file does not tell is left out; education is that of the present year, age
    is counted from the year of birth to the present year.

    Args:
        persons: the file that the careers' people are listed in, known to be readable.
        observed: the careers, in the order of the questions.
    """
    table = pd.read_csv(persons, dtype=str)
    if "cohort" in table and observed:
        table = table[table.cohort == observed[0].cohort]
    ids = pd.to_numeric(table.person_id).astype(int)
    table = table.assign(person_id=ids).set_index("person_id")
    labels: dict[str, list[str]] = {}
    for column in ("sex", "race"):
        if column in table:
            told = table[column].fillna(UNKNOWN)
            labels[column] = _by_transition(
                [str(told[career.person])] * len(career.years) for career in observed
            )
    labels["education"] = _by_transition(
        [year.education or UNKNOWN for year in career.years] for career in observed
    )
    if "birth_year" in table:
        born = pd.to_numeric(table.birth_year, errors="coerce")
        labels["age"] = _by_transition(
            [_age_band(year.year - born[career.person]) for year in career.years]
            for career in observed
        )
    return {kind: _parts(kind, of_transition) for kind, of_transition in labels.items()}


def _by_transition(of_years: Iterable[Sequence[str]]) -> list[str]:
    """Return the labels of all years that a question is asked from: all but each last one."""
    return list(chain.from_iterable(years[:-1] for years in of_years))


def _age_band(age: float) -> str:
    if np.isnan(age):
        return UNKNOWN
    return AGE_FROM[max(start for start in AGE_FROM if start <= max(age, 0))]


def _parts(kind: str, labels: Sequence[str]) -> dict[str, Bools]:
    values = np.array(labels, dtype=object)
    order = list(AGE_FROM.values()) if kind == "age" else _LEVELS if kind == "education" else []
    names = sorted(set(labels), key=lambda name: (_place(order, name), name))
    return {str(name): np.asarray(values == name, dtype=bool) for name in names}


def _place(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)
